/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/path/rsc-path-straight.h"

#include "core/path/rsc-path-bound.h"

#include <gsl/gsl_cblas.h>
#include <math.h>

/* Whether each block of a neuron of @a is one of a neuron of @b. */
static gboolean
has_blocks (const RscOptimalSet *a, const RscOptimalSet *b, gboolean *marks)
{
  for (guint pass = 0; pass < 2; pass++)
    {
      const RscOptimalSet *set = pass == 0 ? b : a;

      for (gsize k = 0; k < rsc_optimal_set_get_n_neurons (set); k++)
        {
          const RscNeuron *neuron = rsc_optimal_set_get_neuron (set, k);

          for (gsize i = 0; i < neuron->n_blocks; i++)
            if (pass == 0)
              marks[neuron->blocks[i]] = TRUE;
            else if (!marks[neuron->blocks[i]])
              return FALSE;
        }
    }
  return TRUE;
}

gboolean
rsc_path_straight_holds (const RscPathState *start, const RscPathState *end)
{
  const RscProblem *problem = rsc_solution_get_problem (start->solution);
  const double length =
    cblas_dnrm2 ((int) (rsc_problem_get_n (problem) * rsc_problem_get_d (problem)),
                 rsc_problem_get_x (problem), 1);
  const double slack =
    MIN (start->lambda * (1.0 - rsc_optimal_set_get_next_correlation (start->set)),
         end->lambda * (1.0 - rsc_optimal_set_get_next_correlation (end->set)));
  double drift;

  if (rsc_solution_get_problem (end->solution) != problem
      || rsc_optimal_set_get_n_equicorrelated (start->set)
           != rsc_optimal_set_get_n_equicorrelated (end->set)
      || !rsc_path_bound_is_straight (start->solution, end->solution, &drift)
      || !(slack > length * drift))
    return FALSE;

  g_autofree gboolean *marks = g_new0 (
    gboolean, 2 * rsc_arrangement_get_n_patterns (rsc_problem_get_arrangement (problem)) + 1);

  return has_blocks (start->set, end->set, marks);
}
