/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The inner solver for gated networks of many unknowns, against the conditions of optimality in
 * plain sums. */

#include "core/program/rsc-groups.h"
#include "core/program/rsc-solver.h"

#include <gsl/gsl_errno.h>
#include <math.h>

#define N 160
#define D 9
#define N_GATES 200

/* Targets are noise, so that there are many neurons. */
static RscProblem *
make_problem (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  g_autoptr (GError) error = NULL;
  g_autofree double *x = g_new (double, N *D);
  g_autofree double *y = g_new (double, N);
  g_autoptr (RscDataset) dataset = NULL;
  g_autoptr (RscArrangement) arrangement = NULL;
  RscProblem *problem;

  for (gsize i = 0; i < N; i++)
    {
      for (gsize k = 0; k < D; k++)
        x[i * D + k] = g_rand_double_range (rand, -1.0, 1.0);
      y[i] = g_rand_double_range (rand, -1.0, 1.0);
    }
  dataset = rsc_dataset_new ("noise", N, D, x, y, NULL, NULL, &error);
  g_assert_no_error (error);
  arrangement = rsc_arrangement_new_sampled (N, D, x, N_GATES, 1, 0, NULL, &error);
  g_assert_no_error (error);
  problem = rsc_problem_new (dataset, FALSE, RSC_ACTIVATION_GATED, arrangement, NULL, &error);
  g_assert_no_error (error);
  return problem;
}

/* X^T D_b r - λ w_b / ||w_b|| where w is not NULL; its length in shares of λ. */
static double
measure (RscProblem *problem, gsize block, const double *r, const double *w, double lambda)
{
  const double *x = rsc_problem_get_x (problem);
  const guint64 *pattern =
    rsc_arrangement_get_pattern (rsc_problem_get_arrangement (problem), RSC_BLOCK_PATTERN (block));
  double z[D] = { 0.0 }, length = 0.0, square = 0.0;

  for (gsize i = 0; i < N; i++)
    {
      for (gsize k = 0; k < D && rsc_pattern_is_active (pattern, i); k++)
        z[k] += r[i] * x[i * D + k];
    }
  for (gsize k = 0; w != NULL && k < D; k++)
    length += w[k] * w[k];
  for (gsize k = 0; k < D; k++)
    {
      if (w != NULL)
        z[k] -= lambda * w[k] / sqrt (length);
      square += z[k] * z[k];
    }
  return sqrt (square) / lambda;
}

/* Alone, from nothing: the objective never rises, and the end is the optimum over all blocks. */
static void
test_optimum (void)
{
  g_autoptr (RscProblem) problem = make_problem ();
  g_autoptr (RscPricer) pricer = rsc_pricer_new (problem);
  g_autoptr (RscCandidates) candidates = rsc_candidates_new (pricer);
  g_autoptr (RscGroups) groups = rsc_groups_new (pricer);
  g_autoptr (RscPoint) point = rsc_point_new (N);
  g_autoptr (GError) error = NULL;
  const int exponent = rsc_pricer_get_x_exponent (pricer) + rsc_pricer_get_y_exponent (pricer);
  const double wanted = 0.05 * rsc_problem_get_lambda_max (problem);
  const double lambda = ldexp (wanted, -exponent);
  g_autofree double *r = g_new (double, N);
  RscPrice priced = { 0 };

  rsc_point_evaluate (point, pricer, lambda);
  for (guint round = 0;; round++)
    {
      const double before = point->objective;

      g_assert_cmpuint (round, <, 30);
      g_assert_true (rsc_candidates_price (candidates, point, lambda, &priced, NULL, &error));
      if (priced.residual < 1e-9)
        break;
      g_assert_true (rsc_groups_improve (groups, candidates, lambda, 1e-10, point, NULL));
      g_assert_cmpfloat (point->objective, <=, before * (1.0 + 1e-14));
    }
  g_assert_cmpfloat (priced.relative_gap, <, 1e-10);
  g_assert_cmpuint (point->n_blocks, >, 20);
  for (gsize i = 0; i < N; i++)
    r[i] = ldexp (point->r[i], rsc_pricer_get_y_exponent (pricer));
  for (gsize block = 0; block < 2 * N_GATES; block += 2)
    {
      if (RSC_BLOCK_PATTERN (block)
          < rsc_arrangement_get_n_patterns (rsc_problem_get_arrangement (problem)))
        g_assert_cmpfloat (measure (problem, block, r, NULL, wanted), <=, 1.0 + 1e-8);
    }
  for (gsize k = 0; k < point->n_blocks; k++)
    g_assert_cmpfloat (
      measure (problem, rsc_point_get_block (point, k), r, rsc_point_get_w (point, k, D), wanted),
      <, 1e-8);
}

/* A cancelled step leaves the point as it was. */
static void
test_cancelled (void)
{
  g_autoptr (RscProblem) problem = make_problem ();
  g_autoptr (RscPricer) pricer = rsc_pricer_new (problem);
  g_autoptr (RscCandidates) candidates = rsc_candidates_new (pricer);
  g_autoptr (RscGroups) groups = rsc_groups_new (pricer);
  g_autoptr (RscPoint) point = rsc_point_new (N);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  const int exponent = rsc_pricer_get_x_exponent (pricer) + rsc_pricer_get_y_exponent (pricer);
  const double lambda = ldexp (0.2 * rsc_problem_get_lambda_max (problem), -exponent);
  RscPrice priced = { 0 };

  rsc_point_evaluate (point, pricer, lambda);
  g_assert_true (rsc_candidates_price (candidates, point, lambda, &priced, NULL, &error));
  g_cancellable_cancel (cancellable);
  g_assert_false (rsc_groups_improve (groups, candidates, lambda, 1e-10, point, cancellable));
  g_assert_cmpuint (point->n_blocks, ==, 0);
}

/* The solver with so many unknowns that it takes that way, in few steps. */
static void
test_solver (void)
{
  g_autoptr (RscProblem) problem = make_problem ();
  g_autoptr (GError) error = NULL;
  const double lambda = 0.02 * rsc_problem_get_lambda_max (problem);
  g_autoptr (RscSolution) solution =
    rsc_solver_solve (problem, lambda, NULL, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  const double *r = rsc_solution_get_residual (solution);

  g_assert_true (rsc_solution_is_solved (solution));
  g_assert_cmpfloat (rsc_solution_get_relative_gap (solution), <, 1e-10);
  g_assert_true (rsc_groups_is_worth (rsc_solution_get_n_blocks (solution) * D));
  g_assert_cmpuint (rsc_solution_get_iterations (solution), <, 60);
  for (gsize k = 0; k < rsc_solution_get_n_blocks (solution); k++)
    g_assert_cmpfloat (measure (problem, rsc_solution_get_block (solution, k), r,
                                rsc_solution_get_w (solution, k), lambda),
                       <, 1e-7);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gsl_set_error_handler_off ();
  g_test_add_func ("/groups/optimum", test_optimum);
  g_test_add_func ("/groups/cancelled", test_cancelled);
  g_test_add_func ("/groups/solver", test_solver);
  return g_test_run ();
}
