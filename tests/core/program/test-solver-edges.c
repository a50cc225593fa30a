/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-solver.h"
#include "core/numerics/rsc-tolerances.h"
#include "kkt.h"
#include "problems.h"
#include "solutions.h"

#include <gsl/gsl_errno.h>
#include <math.h>

/* ---- edges ------------------------------------------------------------------------------ */

static void
test_zero (void)
{
  const double x[] = { 1.0, -2.0, 0.5 }, y[] = { 1.0, 0.3, -2.0 }, nothing[] = { 0.0, 0.0, 0.0 };
  g_autoptr (RscProblem) problem = problem_of_arrays (3, 1, x, y, TRUE, RSC_ACTIVATION_RELU);
  g_autoptr (RscProblem) empty = problem_of_arrays (3, 1, x, nothing, TRUE, RSC_ACTIVATION_RELU);
  g_autoptr (RscSolution) at = solve_at (problem, rsc_problem_get_lambda_max (problem), NULL);
  g_autoptr (RscSolution) above = solve_at (problem, 100.0, NULL);
  g_autoptr (RscSolution) below =
    solve_at (problem, rsc_problem_get_lambda_max (problem) * (1.0 - 1e-9), NULL);
  g_autoptr (RscSolution) zero = solve_at (empty, 0.1, NULL);

  g_assert_cmpuint (rsc_solution_get_n_blocks (at), ==, 0);
  g_assert_cmpfloat (rsc_solution_get_relative_gap (at), <=, 1e-14);
  g_assert_cmpuint (rsc_solution_get_n_blocks (above), ==, 0);
  g_assert_cmpfloat_with_epsilon (rsc_solution_get_objective (above), 0.5 * 5.09, 1e-14);
  g_assert_cmpint (rsc_solution_get_status (below), ==, RSC_SOLUTION_CONVERGED);
  g_assert_cmpfloat (rsc_problem_get_lambda_max (empty), ==, 0.0);
  g_assert_cmpfloat (rsc_solution_get_objective (zero), ==, 0.0);
  g_assert_cmpfloat (rsc_solution_get_relative_gap (zero), ==, 0.0);
  g_assert_cmpint (rsc_solution_get_status (zero), ==, RSC_SOLUTION_CONVERGED);
}

/* One point (x, y): P = min 1/2 (||x|| a - |y|)² + λ a. */
static void
test_one_point (void)
{
  const double x[] = { 3.0, 4.0 }, y = -2.0, lambda = 1.0;
  g_autoptr (RscProblem) problem = problem_of_arrays (1, 2, x, &y, FALSE, RSC_ACTIVATION_RELU);
  g_autoptr (RscSolution) solution = solve_at (problem, lambda, NULL);
  const double a = (5.0 * 2.0 - lambda) / 25.0;

  g_assert_cmpfloat_with_epsilon (rsc_problem_get_lambda_max (problem), 10.0, 1e-13);
  g_assert_cmpfloat_with_epsilon (rsc_solution_get_penalty (solution), a, 1e-14);
  g_assert_cmpfloat_with_epsilon (rsc_solution_get_fit (solution)[0], -5.0 * a, 1e-14);
}

static void
check_degenerate (gsize n, gsize d, const double *x, const double *y, gboolean bias)
{
  const double ratios[] = { 0.5, 0.1, 0.01, 1e-3 };
  g_autoptr (RscProblem) problem = problem_of_arrays (n, d, x, y, bias, RSC_ACTIVATION_RELU);

  for (gsize k = 0; k < G_N_ELEMENTS (ratios); k++)
    {
      g_autoptr (RscSolution) solution =
        solve_at (problem, ratios[k] * rsc_problem_get_lambda_max (problem), NULL);

      g_assert_cmpint (rsc_solution_get_status (solution), ==, RSC_SOLUTION_CONVERGED);
      check_optimal (solution, 1, 1e-7);
    }
}

static void
test_degenerate (void)
{
  const double line[] = { -1.0, 0.0, 0.25, 0.25, 0.7, 0.7, 1.0, 2.0 };
  const double y[] = { 1.0, -1.0, 0.5, 0.2, 2.0, 2.0, -0.3, 0.1 };
  const double constant[] = { 3.0, 3.0, 3.0, 3.0, 3.0, 3.0, 3.0, 3.0 };
  double plane[16];

  /* Duplicates and a zero row; constant y. */
  check_degenerate (8, 1, line, y, TRUE);
  check_degenerate (8, 1, line, y, FALSE);
  check_degenerate (8, 1, line, constant, TRUE);
  /* Collinear points, with and without bias; a repeated feature. */
  for (gsize i = 0; i < 8; i++)
    {
      plane[2 * i] = line[i];
      plane[2 * i + 1] = 2.0 * line[i] + 1.0;
    }
  check_degenerate (8, 2, plane, y, TRUE);
  check_degenerate (8, 2, plane, y, FALSE);
  for (gsize i = 0; i < 8; i++)
    plane[2 * i + 1] = line[i];
  check_degenerate (8, 2, plane, y, TRUE);
  /* A feature that is zero everywhere. */
  for (gsize i = 0; i < 8; i++)
    plane[2 * i + 1] = 0.0;
  check_degenerate (8, 2, plane, y, TRUE);
  /* Features of very different size. */
  for (gsize i = 0; i < 8; i++)
    {
      plane[2 * i] = 1e6 * line[i];
      plane[2 * i + 1] = 1e-6 * cos (3.0 * (double) i);
    }
  check_degenerate (8, 2, plane, y, TRUE);
  check_degenerate (8, 2, plane, y, FALSE);
}

/* (X, y, λ) and (α X, β y, αβ λ) are the same problem. */
static void
test_range (void)
{
  const double x[] = { -1.0, -0.3, 0.2, 0.9, 1.7 }, y[] = { 0.4, -1.0, 0.3, 0.8, -0.2 };
  const double sizes[] = { 1e-140, 1e-70, 1e70, 1e140 };
  g_autoptr (RscProblem) problem = problem_of_arrays (5, 1, x, y, FALSE, RSC_ACTIVATION_RELU);
  g_autoptr (RscSolution) solution = solve_at (problem, 0.1, NULL);

  for (gsize k = 0; k < G_N_ELEMENTS (sizes); k++)
    {
      for (gsize l = 0; l < G_N_ELEMENTS (sizes); l++)
        {
          double xs[5], ys[5];
          g_autoptr (RscProblem) scaled = NULL;
          g_autoptr (RscSolution) other = NULL;

          for (gsize i = 0; i < 5; i++)
            {
              xs[i] = x[i] * sizes[k];
              ys[i] = y[i] * sizes[l];
            }
          scaled = problem_of_arrays (5, 1, xs, ys, FALSE, RSC_ACTIVATION_RELU);
          other = solve_at (scaled, 0.1 * sizes[k] * sizes[l], NULL);
          g_assert_cmpfloat (rsc_solution_get_relative_gap (other), <=, 1e-12);
          g_assert_cmpfloat_with_epsilon (rsc_solution_get_objective (other) / sizes[l] / sizes[l],
                                          rsc_solution_get_objective (solution), 1e-12);
        }
    }
}

/* At λ = 1e-8 λ_max the residual y - ŷ has lost eight digits to rounding, and only the dual point
 * that is kept apart from it certifies. Its value is computed anew: feasible under projections of
 * another kind, D = y^T ν - ||ν||²/2. */
static void
test_tiny_lambda (void)
{
  static const struct
  {
    const char *name;
    double ratio;
  } cases[] = {
    { "xor", 1e-8 },    { "polygon-8", 1e-8 }, { "checkerboard", 1e-8 }, { "parity", 1e-8 },
    { "sine", 1e-8 },   { "step", 1e-8 },      { "step", 1e-5 },         { "random", 1e-8 },
    { "random", 1e-5 }, { "moons-20", 1e-8 },
  };

  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      g_autoptr (RscProblem) problem = problem_of_gallery (cases[k].name, RSC_ACTIVATION_RELU);
      const double lambda = cases[k].ratio * rsc_problem_get_lambda_max (problem);
      g_autoptr (RscSolution) solution = solve_at (problem, lambda, NULL);
      const double *nu = rsc_solution_get_dual (solution), *x = rsc_problem_get_x (problem);
      const double objective = rsc_solution_get_objective (solution);
      const gsize n = rsc_problem_get_n (problem), d = rsc_problem_get_d (problem);
      RscArrangement *arrangement = rsc_problem_get_arrangement (problem);
      double largest = 0.0, dual = 0.0, t;

      g_test_message ("%s %g: gap %.1e after %u steps", cases[k].name, cases[k].ratio,
                      rsc_solution_get_relative_gap (solution),
                      rsc_solution_get_iterations (solution));
      g_assert_cmpint (rsc_solution_get_status (solution), ==, RSC_SOLUTION_CONVERGED);

      for (gsize block = 0; block < rsc_problem_get_n_blocks (problem); block++)
        {
          const guint64 *pattern =
            rsc_arrangement_get_pattern (arrangement, RSC_BLOCK_PATTERN (block));
          g_autofree double *z = g_new0 (double, d);
          g_autofree double *v = g_new0 (double, d);

          for (gsize i = 0; i < n; i++)
            for (gsize l = 0; l < d && rsc_pattern_is_active (pattern, i); l++)
              z[l] += RSC_BLOCK_SIGN (block) * nu[i] * x[i * d + l];
          largest = MAX (largest, kkt_project (n, d, x, pattern, z, v));
        }
      t = MIN (1.0, lambda / largest);
      for (gsize i = 0; i < n; i++)
        dual += t * nu[i] * (rsc_problem_get_y (problem)[i] - 0.5 * t * nu[i]);
      g_assert_cmpfloat (objective - dual, <=, 2.0 * RSC_TOLERANCE_GAP * objective);
      g_assert_cmpfloat (objective - dual, >=, -1e-12 * objective);
    }
}

static void
test_bad_lambda (void)
{
  const double bad[] = { 0.0, -1.0, INFINITY, NAN };
  g_autoptr (RscProblem) problem = problem_of_gallery ("xor", RSC_ACTIVATION_RELU);

  for (gsize k = 0; k < G_N_ELEMENTS (bad); k++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (rsc_solver_solve (problem, bad[k], NULL, NULL, NULL, NULL, NULL, &error));
      g_assert_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT);
    }
}

static void
test_iteration_limit (void)
{
  g_autoptr (RscProblem) problem = problem_of_gallery ("moons-20", RSC_ACTIVATION_RELU);
  const RscSolverSettings settings = { RSC_TOLERANCE_GAP, 1 };
  g_autoptr (RscSolution) solution = rsc_solver_solve (
    problem, 0.01 * rsc_problem_get_lambda_max (problem), &settings, NULL, NULL, NULL, NULL, NULL);

  g_assert_nonnull (solution);
  g_assert_cmpfloat (rsc_solution_get_relative_gap (solution), >, RSC_TOLERANCE_GAP);
  g_assert_cmpint (rsc_solution_get_status (solution), ==, RSC_SOLUTION_ITERATION_LIMIT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gsl_set_error_handler_off ();
  g_test_add_func ("/solver/zero", test_zero);
  g_test_add_func ("/solver/one-point", test_one_point);
  g_test_add_func ("/solver/degenerate", test_degenerate);
  g_test_add_func ("/solver/range", test_range);
  g_test_add_func ("/solver/tiny-lambda", test_tiny_lambda);
  g_test_add_func ("/solver/bad-lambda", test_bad_lambda);
  g_test_add_func ("/solver/iteration-limit", test_iteration_limit);
  return g_test_run ();
}
