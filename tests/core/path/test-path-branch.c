/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/path/rsc-path-branch.h"

#include <math.h>

#include "core/program/rsc-solver.h"
#include "problems.h"

/* Solved one after the other by one solver. */
static RscOptimalSet *
solve (RscSolver *solver, double lambda)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RscSolution) solution =
    rsc_solver_run (solver, lambda, NULL, NULL, NULL, NULL, &error);
  RscOptimalSet *set;

  g_assert_no_error (error);
  set = rsc_optimal_set_new (solution, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return set;
}

/* How much a block's ||v_b|| can be above the middle of its values at the two ends where the
 * residual is not: in each feature the rows that add up most. */
static double
get_bulge (RscProblem *problem, RscOptimalSet *a, RscOptimalSet *middle, RscOptimalSet *b)
{
  const gsize n = rsc_problem_get_n (problem), d = rsc_problem_get_d (problem);
  const double *x = rsc_problem_get_x (problem);
  const double *fit[] = { rsc_solution_get_fit (rsc_optimal_set_get_solution (a)),
                          rsc_solution_get_fit (rsc_optimal_set_get_solution (middle)),
                          rsc_solution_get_fit (rsc_optimal_set_get_solution (b)) };
  double square = 0.0;

  for (gsize k = 0; k < d; k++)
    {
      double sum[2] = { 0.0, 0.0 };

      for (gsize i = 0; i < n; i++)
        {
          const double part = (0.5 * (fit[0][i] + fit[2][i]) - fit[1][i]) * x[i * d + k];

          sum[part < 0.0] += fabs (part);
        }
      square += pow (fmax (sum[0], sum[1]), 2.0);
    }
  return sqrt (square);
}

/* That nothing happens between two sets is only said where no block is near enough to λ to reach
 * it: by the bend of the residual, found here from the solution in the middle. */
static void
test_surely_holds (void)
{
  static const char *const names[] = { "sine", "circles", "figure1" };
  guint n_sure = 0, n_unsure = 0;

  for (gsize s = 0; s < G_N_ELEMENTS (names); s++)
    {
      g_autoptr (RscProblem) problem = problem_of_gallery (names[s], RSC_ACTIVATION_RELU);
      RscSolver *solver = rsc_solver_new (problem, NULL);
      const double top = rsc_problem_get_lambda_max (problem);

      for (double lambda = 0.9 * top; lambda > 0.05 * top; lambda *= 0.8)
        for (double ratio = 0.999; ratio > 0.8; ratio = 1.0 - 2.0 * (1.0 - ratio))
          {
            g_autoptr (RscOptimalSet) above = solve (solver, lambda);
            g_autoptr (RscOptimalSet) below = solve (solver, ratio * lambda);
            g_autoptr (RscOptimalSet) middle = solve (solver, 0.5 * (1.0 + ratio) * lambda);
            g_autoptr (RscBranchState) branch =
              rsc_branch_state_new (above, rsc_solver_get_pricer (solver));
            const double slack =
              fmin (lambda * (1.0 - rsc_optimal_set_get_next_correlation (above)),
                    ratio * lambda * (1.0 - rsc_optimal_set_get_next_correlation (below)));
            const double bulge = get_bulge (problem, above, middle, below);

            if (branch == NULL)
              continue;
            if (rsc_path_branch_surely_holds (branch, below))
              {
                n_sure++;
                g_assert_cmpfloat (slack, >=, 1.4 * bulge);
              }
            else
              n_unsure += slack < 1.4 * bulge;
          }
      rsc_solver_free (solver);
    }
  g_test_message ("sure %u, unsure %u", n_sure, n_unsure);
  g_assert_cmpuint (n_sure, >, 10);
  g_assert_cmpuint (n_unsure, >, 5);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/path-branch/surely-holds", test_surely_holds);
  return g_test_run ();
}
