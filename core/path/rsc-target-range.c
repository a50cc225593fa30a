/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/path/rsc-target-range.h"

#include "core/numerics/rsc-error.h"
#include "core/numerics/rsc-step-search.h"
#include "core/numerics/rsc-tolerances.h"
#include "core/set/rsc-moved-set.h"
#include "core/set/rsc-target-move.h"

#include <glib/gi18n.h>
#include <gsl/gsl_cblas.h>
#include <math.h>

typedef struct
{
  RscOptimalSet *set;
  GPtrArray *structure;
  gsize row;
  double sign;
  GCancellable *cancellable;
} Search;

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* Of each neuron that the only optimal network uses its sign, and on which side of its kink every
 * data point is, or its gate; in an order of their own. */
static GPtrArray *
list_structure (const RscOptimalSet *set)
{
  const RscProblem *problem = rsc_solution_get_problem (rsc_optimal_set_get_solution (set));
  const gsize n = rsc_problem_get_n (problem), d = rsc_problem_get_d (problem);
  const gsize m = rsc_optimal_set_get_n_neurons (set);
  const double *x = rsc_problem_get_x (problem);
  GPtrArray *structure = g_ptr_array_new_with_free_func (g_free);
  g_autofree gboolean *used = g_new0 (gboolean, m + 1);

  rsc_optimal_set_find_used (set, rsc_optimal_set_get_min_norm (set), used);
  for (gsize k = 0; k < m; k++)
    {
      const RscNeuron *neuron = rsc_optimal_set_get_neuron (set, k);
      GString *sides = g_string_sized_new (n + 1);

      g_string_append_c (sides, neuron->sign > 0 ? '+' : '-');
      for (gsize i = 0; i < n && used[k]; i++)
        {
          const double *u = neuron->gate != NULL ? neuron->gate : neuron->direction;
          const double value = cblas_ddot ((int) d, x + i * d, 1, u, 1);
          const double size = cblas_dnrm2 ((int) d, x + i * d, 1) * cblas_dnrm2 ((int) d, u, 1);

          g_string_append_c (sides, fabs (value) <= RSC_TOLERANCE_KINK * size ? '0'
                                    : value > 0.0                             ? '+'
                                                                              : '-');
        }
      if (used[k])
        g_ptr_array_add (structure, g_string_free (sides, FALSE));
      else
        g_string_free (sides, TRUE);
    }
  g_ptr_array_sort (structure, compare_strings);
  return structure;
}

/* Whether another network, or more than one, is optimal at @step. */
static int
is_other (double step, gpointer user_data, GError **error)
{
  const Search *search = user_data;
  const RscTargetMove move = { search->row, search->sign * step, 0.0 };
  g_autoptr (RscDataset) moved = rsc_target_move_apply (&move, search->set, error);
  g_autoptr (RscOptimalSet) other =
    moved != NULL ? rsc_moved_set_new (search->set, moved, search->cancellable, error) : NULL;
  g_autoptr (GPtrArray) structure = NULL;

  if (other == NULL)
    return -1;
  if (!rsc_optimal_set_is_unique (other))
    return 1;
  structure = list_structure (other);
  if (structure->len != search->structure->len)
    return 1;
  for (guint k = 0; k < structure->len; k++)
    if (compare_strings (&structure->pdata[k], &search->structure->pdata[k]) != 0)
      return 1;
  return 0;
}

static double
measure_zero_step (const RscOptimalSet *set, gsize row)
{
  const RscProblem *problem = rsc_solution_get_problem (rsc_optimal_set_get_solution (set));
  const gsize d = rsc_problem_get_d (problem);
  const double length = cblas_dnrm2 ((int) d, rsc_problem_get_x (problem) + row * d, 1);
  const double lambda = rsc_solution_get_lambda (rsc_optimal_set_get_solution (set));

  return length > 0.0 ? lambda / length : lambda;
}

gboolean
rsc_target_range_find (RscOptimalSet *set,
                       gsize row,
                       RscTargetRange *range,
                       GCancellable *cancellable,
                       GError **error)
{
  g_return_val_if_fail (set != NULL && range != NULL, FALSE);

  RscProblem *problem = rsc_solution_get_problem (rsc_optimal_set_get_solution (set));
  const double *y = rsc_problem_get_y (problem);
  double largest = 0.0, ends[2] = { 0.0, 0.0 };
  gboolean open[2] = { FALSE, FALSE };

  g_return_val_if_fail (row < rsc_problem_get_n (problem), FALSE);
  if (!rsc_optimal_set_is_unique (set))
    {
      g_set_error_literal (error, RSC_ERROR, RSC_ERROR_ARGUMENT,
                           _ ("Where several networks are optimal there is no range in which one "
                              "stays the only one"));
      return FALSE;
    }
  for (gsize i = 0; i < rsc_problem_get_n (problem); i++)
    largest = fmax (largest, fabs (y[i]));
  /* Where all targets are 0 nothing happens before one is worth λ: λ_max is at most ||x|| times
   * it. */
  if (largest == 0.0)
    largest = measure_zero_step (set, row);
  g_autoptr (GPtrArray) structure = list_structure (set);
  for (int side = 0; side < 2; side++)
    {
      Search search = { set, structure, row, side == 0 ? -1.0 : 1.0, cancellable };
      double below, above;

      if (!rsc_step_search (is_other, &search, RSC_TOLERANCE_LEAST_MOVE * largest, 4.0 * largest,
                            RSC_TOLERANCE_TARGET_MOVE, &below, &above, error))
        return FALSE;
      ends[side] = search.sign * below;
      open[side] = above == 0.0;
    }
  *range = (RscTargetRange){ row, ends[0], ends[1], open[0], open[1] };
  return TRUE;
}
