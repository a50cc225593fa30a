/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/set/rsc-target-move.h"

#include "core/data/rsc-data-edit.h"
#include "core/numerics/rsc-step-search.h"
#include "core/numerics/rsc-tolerances.h"
#include "core/set/rsc-moved-set.h"

#include <math.h>

RscDataset *
rsc_target_move_apply (const RscTargetMove *self, RscOptimalSet *set, GError **error)
{
  RscDataset *dataset =
    rsc_problem_get_dataset (rsc_solution_get_problem (rsc_optimal_set_get_solution (set)));
  g_autoptr (RscRowSet) rows = rsc_row_set_new (1, &self->row);

  return rsc_data_edit_shift_targets (dataset, rows, self->step, error);
}

typedef struct
{
  RscOptimalSet *set;
  gsize row;
  double sign;
  GCancellable *cancellable;
} Search;

/* Whether the optimum is unique when @step is added to the target, or taken from it. */
static int
is_unique (double step, gpointer user_data, GError **error)
{
  const Search *search = user_data;
  const RscTargetMove move = { search->row, search->sign * step, 0.0 };
  g_autoptr (RscDataset) moved = rsc_target_move_apply (&move, search->set, error);
  g_autoptr (RscOptimalSet) other =
    moved != NULL ? rsc_moved_set_new (search->set, moved, search->cancellable, error) : NULL;

  if (other == NULL)
    return -1;
  return rsc_optimal_set_is_unique (other) ? 1 : 0;
}

gboolean
rsc_target_move_find (RscOptimalSet *set,
                      RscTargetMove *move,
                      RscProgressFunc progress,
                      gpointer progress_data,
                      GCancellable *cancellable,
                      GError **error)
{
  RscProblem *problem = rsc_solution_get_problem (rsc_optimal_set_get_solution (set));
  const double *y = rsc_problem_get_y (problem);
  double largest = 0.0;

  g_return_val_if_fail (set != NULL && move != NULL, FALSE);
  *move = (RscTargetMove){ 0, 0.0, 0.0 };
  for (gsize i = 0; i < rsc_problem_get_n (problem); i++)
    largest = fmax (largest, fabs (y[i]));
  const double least = RSC_TOLERANCE_LEAST_MOVE * largest;
  const gsize n = rsc_problem_get_n (problem);
  for (gsize row = 0; row < n && largest > 0.0; row++)
    for (int side = 0; side < 2; side++)
      {
        if (progress != NULL)
          progress ((double) (2 * row + (gsize) side) / (double) (2 * n), NAN, progress_data);
        /* Only what would be smaller. */
        const double most = move->step != 0.0 ? fabs (move->step) : 4.0 * largest;

        Search search = { set, row, side == 0 ? 1.0 : -1.0, cancellable };
        double below, above;

        if (!rsc_step_search (is_unique, &search, least, most, RSC_TOLERANCE_TARGET_MOVE, &below,
                              &above, error))
          return FALSE;
        if (above > 0.0 && (move->step == 0.0 || above < fabs (move->step)))
          *move = (RscTargetMove){ row, search.sign * above, search.sign * below };
        if (fabs (move->step) == least)
          return TRUE;
      }
  return TRUE;
}
