/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/files/rsc-saved.h"
#include "core/data/rsc-dataset.h"

G_BEGIN_DECLS

/* The targets of all outputs of the data at @path ("data", "test") of a document: their names,
 * which of them is fitted, and their values. */

/* Gives them to *@dataset, which is replaced; where the document has none it stays as it is. @like:
 * data whose outputs they must be, or NULL; test points are of the output that is fitted there.
 * Errors: RSC_ERROR_DATA. */
gboolean rsc_saved_outputs_read (const RscSaved *saved,
                                 const char *path,
                                 const RscDataset *like,
                                 RscDataset **dataset,
                                 GError **error);
void rsc_saved_outputs_write (const RscDataset *dataset, RscSaved *saved, const char *path);

G_END_DECLS
