/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/set/rsc-target-move.h"

#include "core/data/rsc-data-edit.h"
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

/* Whether the optimum is unique when @step is added to the target of @row: 1 or 0, -1 with an
 * error. */
static int
is_unique (RscOptimalSet *set, gsize row, double step, GCancellable *cancellable, GError **error)
{
  const RscTargetMove move = { row, step, 0.0 };
  g_autoptr (RscDataset) moved = rsc_target_move_apply (&move, set, error);
  g_autoptr (RscOptimalSet) other =
    moved != NULL ? rsc_moved_set_new (set, moved, cancellable, error) : NULL;

  if (other == NULL)
    return -1;
  return rsc_optimal_set_is_unique (other) ? 1 : 0;
}

/* One row and direction, up to @most. FALSE with an error. */
static gboolean
search (RscOptimalSet *set,
        gsize row,
        double sign,
        double least,
        double most,
        RscTargetMove *move,
        GCancellable *cancellable,
        GError **error)
{
  double below = 0.0, above = least;
  int unique = 0;

  for (; above <= most; above *= 2.0)
    {
      unique = is_unique (set, row, sign * above, cancellable, error);
      if (unique != 0)
        break;
      below = above;
    }
  if (unique < 0)
    return FALSE;
  if (unique == 0)
    return TRUE;
  while (below > 0.0 && above - below > RSC_TOLERANCE_TARGET_MOVE * above)
    {
      const double middle = 0.5 * (below + above);

      unique = is_unique (set, row, sign * middle, cancellable, error);
      if (unique < 0)
        return FALSE;
      if (unique > 0)
        above = middle;
      else
        below = middle;
    }
  if (move->step == 0.0 || above < fabs (move->step))
    *move = (RscTargetMove){ row, sign * above, sign * below };
  return TRUE;
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

        if (!search (set, row, side == 0 ? 1.0 : -1.0, least, most, move, cancellable, error))
          return FALSE;
        if (fabs (move->step) == least)
          return TRUE;
      }
  return TRUE;
}
