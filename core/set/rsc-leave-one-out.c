/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/set/rsc-leave-one-out.h"

#include "core/data/rsc-data-edit.h"
#include "core/set/rsc-moved-set.h"

/* Whether the patterns are all that there are, and no choice of them. */
static gboolean
means_all (RscSolution *solution)
{
  const RscPatternsKind kind =
    rsc_arrangement_get_kind (rsc_problem_get_arrangement (rsc_solution_get_problem (solution)));

  return kind == RSC_PATTERNS_ALL || kind == RSC_PATTERNS_PRICED;
}

gboolean
rsc_leave_one_out_find (RscOptimalSet *set,
                        gsize row,
                        RscLeftOut *left_out,
                        GCancellable *cancellable,
                        GError **error)
{
  RscSolution *start = rsc_optimal_set_get_solution (set);
  RscDataset *dataset = rsc_problem_get_dataset (rsc_solution_get_problem (start));
  g_autoptr (RscRowSet) rows = rsc_row_set_new (1, &row);

  g_return_val_if_fail (set != NULL && left_out != NULL, FALSE);
  g_return_val_if_fail (row < rsc_dataset_get_n (dataset), FALSE);
  *left_out = (RscLeftOut){ row, TRUE, TRUE, 0, 0 };
  /* Of no points the zero network is the only optimal one. */
  if (rsc_dataset_get_n (dataset) == 1)
    return TRUE;
  g_autoptr (RscDataset) others = rsc_data_edit_delete (dataset, rows);
  g_autoptr (RscOptimalSet) without = rsc_moved_set_new (set, others, cancellable, error);
  if (without == NULL)
    return FALSE;
  left_out->trusted =
    rsc_optimal_set_is_trusted (without) && rsc_optimal_set_get_n_doubtful (without) == 0
    && (!means_all (start) || rsc_solution_is_over_all (rsc_optimal_set_get_solution (without)));
  left_out->unique = rsc_optimal_set_is_unique (without);
  left_out->dimension = rsc_optimal_set_get_dimension (without);
  left_out->n_support = rsc_optimal_set_get_n_support (without);
  return TRUE;
}
