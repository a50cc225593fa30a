/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "solutions.h"

#include "core/program/rsc-solver.h"
#include "kkt.h"
#include "problems.h"

#include <string.h>

RscSolution *
solve_at (RscProblem *problem, double lambda, RscSolution *warm_start)
{
  g_autoptr (GError) error = NULL;
  RscSolution *solution =
    rsc_solver_solve (problem, lambda, NULL, warm_start, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpfloat (rsc_solution_get_relative_gap (solution), >=, 0.0);
  return solution;
}

void
check_optimal (RscSolution *solution, gsize stride, double tolerance)
{
  RscProblem *problem = rsc_solution_get_problem (solution);
  const gsize d = rsc_problem_get_d (problem), m = rsc_solution_get_n_blocks (solution);
  g_autofree gsize *blocks = g_new (gsize, m + 1);
  g_autofree double *w = g_new (double, m *d + 1);
  Kkt kkt;

  for (gsize b = 0; b < m; b++)
    {
      blocks[b] = rsc_solution_get_block (solution, b);
      if (b > 0)
        g_assert_cmpuint (blocks[b - 1], <, blocks[b]);
      memcpy (w + b * d, rsc_solution_get_w (solution, b), d * sizeof (double));
    }
  kkt_check (problem, rsc_solution_get_lambda (solution), m, blocks, w, stride, &kkt);
  g_assert_cmpfloat (kkt.cone, <=, 1e-13);
  g_assert_cmpfloat (kkt.stationarity, <=, tolerance);
  g_assert_cmpfloat (kkt.excess, <=, tolerance);
  g_assert_cmpfloat_with_epsilon (kkt.objective, rsc_solution_get_objective (solution),
                                  1e-12 * kkt.objective);
}
