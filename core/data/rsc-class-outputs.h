/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/rsc-import.h"

G_BEGIN_DECLS

/**
 * RscClassOutputs:
 * @n: classes
 * @names: n, in their order (NULL-terminated)
 * @is_classes: FALSE where they are columns
 * @datasets: n data sets of the same rows and features: the targets of number k are those of column
 * k, or +1 where the row is of class k and −1 elsewhere
 *
 * Data of several classes as one output for each, one against the rest, or of several target
 * columns. Immutable. Free with rsc_class_outputs_free().
 */
typedef struct
{
  gsize n;
  char **names;
  gboolean is_classes;
  RscDataset **datasets;
} RscClassOutputs;

/* Of @table, whose target @choices name as rsc_import_new_dataset() takes them; what they say of
 * classes is not looked at. @problem: or NULL. Errors: as that; RSC_ERROR_DATA where the target is
 * no classes. O(bytes · classes). */
RscClassOutputs *rsc_class_outputs_new (const RscTable *table,
                                        const RscImportChoices *choices,
                                        RscImportProblem *problem,
                                        GCancellable *cancellable,
                                        GError **error);
void rsc_class_outputs_free (RscClassOutputs *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscClassOutputs, rsc_class_outputs_free)

G_END_DECLS
