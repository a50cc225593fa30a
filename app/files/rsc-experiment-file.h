/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/pruning/rsc-experiment.h"

G_BEGIN_DECLS

/* Reads the settings of a pruning experiment (JSON): dataset (NAME: the CSV is @folder/NAME.csv),
 * bias, lambda_per_row, repeats (train, test: rows counted from 0; gates), optional labels
 * ("smaller label -> -1, larger -> +1": classes become ±1), start, tolerance, seed. Instead of a
 * list repeats can be a number: then train_fraction and gates (a number) say how to draw them with
 * the seed. @folder: or NULL for that of the file. *@name: the data set's; free with g_free().
 * Errors: RSC_ERROR_DATA, one sentence that names file and key: "FILE: repeats[1].train[3]: …". */
RscExperimentSettings *rsc_experiment_file_read (const char *path,
                                                 const char *folder,
                                                 char **name,
                                                 GCancellable *cancellable,
                                                 GError **error);

G_END_DECLS
