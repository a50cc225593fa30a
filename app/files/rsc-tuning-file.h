/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/training/rsc-tuning-plan.h"

G_BEGIN_DECLS

/* Reads the settings of a tuning experiment from the JSON file @path. Its data set is NAME.csv in
 * @folder, or beside the file where that is NULL. @name: its name; free with g_free(). Errors: of
 * the file, or RSC_ERROR_DATA with file, key and reason. */
RscTuningPlan *rsc_tuning_file_read (const char *path,
                                     const char *folder,
                                     char **name,
                                     GCancellable *cancellable,
                                     GError **error);

G_END_DECLS
