/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/numerics/rsc-tolerances.h"
#include "core/set/rsc-set-check.h"
#include "problems.h"

#include <math.h>
#include <string.h>

/* How far the network with norms @a is above the solution's objective, and from its fit, by the
 * definition; @least: norms of at most that are left out. */
static void
measure (const RscOptimalSet *set, const double *a, double least, double *excess, double *misfit)
{
  const RscSolution *solution = rsc_optimal_set_get_solution (set);
  const RscProblem *problem = rsc_solution_get_problem (solution);
  const gsize n = rsc_problem_get_n (problem), d = rsc_problem_get_d (problem);
  const double *x = rsc_problem_get_x (problem), *y = rsc_problem_get_y (problem);
  const double objective = rsc_solution_get_objective (solution);
  long double loss = 0.0L, penalty = 0.0L, apart = 0.0L, size = 0.0L;

  for (gsize k = 0; k < n; k++)
    {
      long double value = 0.0L;

      for (gsize i = 0; i < rsc_optimal_set_get_n_neurons (set); i++)
        {
          const RscNeuron *neuron = rsc_optimal_set_get_neuron (set, i);
          long double inner = 0.0L;

          for (gsize l = 0; l < d; l++)
            inner += (long double) x[k * d + l] * neuron->direction[l];
          if (a[i] > least)
            value += a[i] * neuron->sign * MAX (inner, 0.0L);
        }
      const long double off = value - rsc_solution_get_fit (solution)[k];
      loss += (y[k] - value) * (y[k] - value);
      apart += off * off;
      size += (long double) y[k] * y[k];
    }
  for (gsize i = 0; i < rsc_optimal_set_get_n_neurons (set); i++)
    penalty += a[i] > least ? a[i] : 0.0;
  *excess = (double) ((0.5L * loss + rsc_solution_get_lambda (solution) * penalty) / objective - 1);
  *misfit = (double) sqrtl (apart / size);
}

/* The first neuron that the vertex does not use, and the last that it does. */
static void
find_places (const RscOptimalSet *set, const double *a, gsize *unused, gsize *last)
{
  *unused = G_MAXSIZE;
  for (gsize i = 0; i < rsc_optimal_set_get_n_neurons (set); i++)
    if (a[i] > 0.0)
      *last = i;
    else if (*unused == G_MAXSIZE)
      *unused = i;
  g_assert_cmpuint (*unused, <, rsc_optimal_set_get_n_neurons (set));
}

/* Of several networks the worst counts, each is measured by itself, one that comes twice the second
 * time as the first, and one that begins as the last did is looked at all the same. */
static void
test_several (void)
{
  g_autoptr (RscOptimalSet) set = set_of_gallery ("checkerboard", RSC_ACTIVATION_RELU, 0.1);
  const RscSolution *solution = rsc_optimal_set_get_solution (set);
  const gsize m = rsc_optimal_set_get_n_neurons (set);
  const double *vertex = rsc_optimal_set_get_vertex (set, 0);
  g_autofree double *wrong = g_memdup2 (vertex, m * sizeof (double));
  g_autofree double *again = NULL;
  double excess, misfit, lacking[5], worst_excess, worst_misfit;
  gsize unused, last;

  find_places (set, vertex, &unused, &last);
  g_assert_cmpuint (last, >, 0);
  wrong[last] *= 1.0 + 1e-3;
  again = g_memdup2 (wrong, m * sizeof (double));
  const double *const points[] = { vertex, wrong, again, vertex, vertex };

  rsc_set_check (solution, m, rsc_optimal_set_get_neuron (set, 0), rsc_solution_get_fit (solution),
                 G_N_ELEMENTS (points), points, &excess, &misfit, lacking);
  measure (set, wrong, 0.0, &worst_excess, &worst_misfit);
  g_assert_cmpfloat (worst_misfit, >, 1e-6);
  g_assert_cmpfloat (worst_excess, >, 1e-9);
  g_assert_cmpfloat (fabs (excess - worst_excess), <, 1e-14);
  g_assert_cmpfloat (fabs (misfit - worst_misfit), <, 1e-14);
  for (gsize p = 0; p < G_N_ELEMENTS (points); p++)
    {
      double own_excess, own_misfit;

      measure (set, points[p], 0.0, &own_excess, &own_misfit);
      g_assert_cmpfloat (fabs (lacking[p] - own_misfit), <, 1e-14);
    }
}

/* A norm that is too small to count is lacking in what is said of widths, and part of the network
 * that is offered. */
static void
test_neglected (void)
{
  g_autoptr (RscOptimalSet) set = set_of_gallery ("checkerboard", RSC_ACTIVATION_RELU, 0.1);
  const RscSolution *solution = rsc_optimal_set_get_solution (set);
  const gsize m = rsc_optimal_set_get_n_neurons (set);
  const double *vertex = rsc_optimal_set_get_vertex (set, 0);
  const double small = 0.3 * RSC_TOLERANCE_SUPPORT * rsc_solution_get_penalty (solution);
  g_autofree double *more = g_memdup2 (vertex, m * sizeof (double));
  g_autofree double *less = g_memdup2 (vertex, m * sizeof (double));
  double excess, misfit, lacking[3], own_excess, own_misfit;
  gsize unused, last;

  find_places (set, vertex, &unused, &last);
  more[unused] = small;
  less[last] -= small;
  for (int side = 0; side < 2; side++)
    {
      const double *const points[] = { vertex, side == 0 ? more : less, vertex };

      g_assert_cmpuint (rsc_optimal_set_count_width (set, points[1]), ==,
                        rsc_optimal_set_count_width (set, vertex));
      rsc_set_check (solution, m, rsc_optimal_set_get_neuron (set, 0),
                     rsc_solution_get_fit (solution), G_N_ELEMENTS (points), points, &excess,
                     &misfit, lacking);
      measure (set, points[1], 0.0, &own_excess, &own_misfit);
      g_assert_cmpfloat (own_misfit, >, 1e-10);
      g_assert_cmpfloat (fabs (misfit - own_misfit), <, 1e-14);
      measure (set, points[1], small, &own_excess, &own_misfit);
      g_assert_cmpfloat (fabs (lacking[1] - own_misfit), <, 1e-14);
      g_assert_cmpfloat (lacking[0], <, 1e-14);
      g_assert_cmpfloat (lacking[2], <, 1e-14);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/set-check/several", test_several);
  g_test_add_func ("/set-check/neglected", test_neglected);
  return g_test_run ();
}
