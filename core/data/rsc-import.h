/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/rsc-dataset.h"
#include "core/data/rsc-import-choices.h"

G_BEGIN_DECLS

/* Makes a data set of @table. Columns that are empty, and unnamed ones that count or name the rows,
 * are left out; the last of the others is the target. Texts of a target are classes, and so are 0
 * and 1; two become −1 and +1 in their order, of more @choices must say which. A feature of texts
 * becomes one of 0 and 1 for each text. A row with a missing value, a column of dates, a column of
 * too many texts or of texts that are all different is refused. @choices: or NULL. @problem: what
 * it is that fails, or NULL. The data set holds the reading. O(bytes). Errors: RSC_ERROR_DATA,
 * "NAME:LINE:COLUMN: …" or "NAME: …". */
RscDataset *rsc_import_new_dataset (const RscTable *table,
                                    const RscImportChoices *choices,
                                    RscImportProblem *problem,
                                    GCancellable *cancellable,
                                    GError **error);

/* The same for a second file that goes with @like, such as test points: columns are found by their
 * names (where one of the files has none, by their places), and are what they are there. What
 * @choices say about columns and classes is not looked at. @signs: the targets of the data are all
 * −1 or +1, so values are refused that are neither. */
RscDataset *rsc_import_new_like (const RscTable *table,
                                 const RscReading *like,
                                 RscMissing missing,
                                 gboolean signs,
                                 RscImportProblem *problem,
                                 GCancellable *cancellable,
                                 GError **error);

/* Reads a table and makes a data set of it. Errors: those of rsc_table_read() and
 * rsc_import_new_dataset(). */
RscDataset *rsc_import_read (GInputStream *stream,
                             const char *name,
                             const RscImportChoices *choices,
                             RscImportProblem *problem,
                             GCancellable *cancellable,
                             GError **error);
RscDataset *rsc_import_read_file (GFile *file,
                                  const RscImportChoices *choices,
                                  RscImportProblem *problem,
                                  GCancellable *cancellable,
                                  GError **error);

G_END_DECLS
