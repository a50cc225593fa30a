/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/rsc-import.h"

G_BEGIN_DECLS

/* Rows of @table, a second file that goes with the data @like (d features and a target), in their
 * columns: test points. Where both have names, columns are found by them, in whatever order, and
 * others left out; a name that is missing is refused. Where a file has none, columns go by their
 * places. Classes and categories are what they are in @like; rows of other classes than its two are
 * left out. @missing: what is done about missing values. @problem: what fails, or NULL. The rows
 * have the reading of @like. O(bytes). Errors: RSC_ERROR_DATA, also where no row is left. */
RscDataset *rsc_second_file_new_dataset (const RscTable *table,
                                         RscDataset *like,
                                         RscMissing missing,
                                         RscImportProblem *problem,
                                         GCancellable *cancellable,
                                         GError **error);

/* Whether the header of @table names every column of @like: only then it is meant to.
 * O(columns). */
gboolean rsc_second_file_has_names (const RscTable *table, const RscDataset *like);

G_END_DECLS
