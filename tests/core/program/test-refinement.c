/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-refinement.h"
#include "core/program/rsc-solver.h"
#include "problems.h"

#include <gsl/gsl_errno.h>
#include <math.h>

#define N 60
#define D 40
#define PATTERNS 200

/* So many neurons that one step of Newton's method takes more work than is allowed: those that are
 * near each other are joined, and the optimum of so few is another. The residual stays that of the
 * solution. */
static void
test_too_many (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  g_autofree double *x = g_new (double, N *D);
  g_autofree double *y = g_new (double, N);

  for (gsize i = 0; i < N; i++)
    {
      for (gsize k = 0; k < D; k++)
        x[i * D + k] = g_rand_double_range (rand, -1.0, 1.0);
      y[i] = g_rand_double_range (rand, -1.0, 1.0);
    }
  g_autoptr (RscArrangement) arrangement =
    rsc_arrangement_new_sampled (N, D, x, PATTERNS, 1, 0, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (RscDataset) dataset = rsc_dataset_new ("test", N, D, x, y, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (RscProblem) problem =
    rsc_problem_new (dataset, FALSE, RSC_ACTIVATION_RELU, arrangement, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (RscSolution) solution = rsc_solver_solve (
    problem, 0.02 * rsc_problem_get_lambda_max (problem), NULL, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (RscPricer) pricer = rsc_pricer_new (problem);
  const double *dual = rsc_solution_get_dual (solution);
  const double unit = ldexp (1.0, rsc_pricer_get_y_exponent (pricer));
  g_autofree double *r = g_new (double, N);
  for (gsize i = 0; i < N; i++)
    r[i] = dual[i] / unit;
  g_assert_true (rsc_pricer_sweep (pricer, r, NULL, &error));
  g_autoptr (RscRefinement) refinement = rsc_refinement_new (solution, pricer);
  const RscWide *residual = rsc_refinement_get_residual (refinement);
  double apart = 0.0, size = 0.0;

  for (gsize i = 0; i < N; i++)
    {
      apart = hypot (apart, residual[i].high * unit - dual[i]);
      size = hypot (size, dual[i]);
    }
  g_test_message ("%u neurons, apart %g", (guint) rsc_refinement_get_n_neurons (refinement),
                  apart / size);
  g_assert_cmpfloat (apart, <, 1e-4 * size);
}

/* Where the neurons at hand can do what one more would do, that takes the place of the one with the
 * largest share in it: the others have more than they give, so none is lost, and two rounds of such
 * trades leaves no block above λ. */
static void
test_trade (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RscDataset) dataset = dataset_of_hard_case ("nostdout.csv");
  g_autoptr (RscProblem) problem = problem_of_dataset (dataset, TRUE, RSC_ACTIVATION_GATED);
  const gsize n = rsc_problem_get_n (problem), d = rsc_problem_get_d (problem);
  const gsize n_patterns = rsc_arrangement_get_n_patterns (rsc_problem_get_arrangement (problem));
  g_autoptr (RscSolution) solution =
    rsc_solver_solve (problem, 0.4986045948725759, NULL, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autofree RscWide *u = g_new (RscWide, d);
  g_autofree double *r = g_new (double, n);
  g_autoptr (RscPricer) pricer = rsc_pricer_new (problem);
  g_autoptr (RscRefinement) refinement = rsc_refinement_new (solution, pricer);
  const gsize n_neurons = rsc_refinement_get_n_neurons (refinement);
  const RscWide *residual = rsc_refinement_get_residual (refinement);
  guint n_traded = 0;

  for (gsize j = 0; j < 3 * n_patterns; j++)
    {
      const gsize block = 2 * (j % n_patterns);

      for (gsize i = 0; i < n; i++)
        r[i] = rsc_wide_round (residual[i]);
      g_assert_true (rsc_pricer_sweep (pricer, r, NULL, &error));
      if (!(rsc_refinement_project (refinement, block, NULL, 0, u) > 1e-18))
        continue;
      g_assert_cmpuint (j, <, 2 * n_patterns);
      g_assert_true (rsc_refinement_add (refinement, block));
      g_assert_cmpuint (rsc_refinement_get_n_neurons (refinement), ==, n_neurons);
      g_assert_cmpfloat (rsc_refinement_get_error (refinement), <, 1e-18);
      n_traded++;
    }
  g_assert_cmpuint (n_traded, >, 1);
}

/* In the plane a projection is the same from every guess of its row: from none, and from one that
 * has to go before the right one comes. */
static void
test_guess (void)
{
  g_autoptr (GError) error = NULL;
  double x[2 * 9], y[9];
  for (int i = 0; i < 9; i++)
    {
      x[2 * i] = cos (2.1 * i);
      x[2 * i + 1] = sin (5.3 * i);
      y[i] = cos (3.7 * i + 0.4);
    }
  g_autoptr (RscProblem) problem = problem_of_arrays (9, 2, x, y, FALSE, RSC_ACTIVATION_RELU);
  g_autoptr (RscSolution) solution = rsc_solver_solve (
    problem, 0.3 * rsc_problem_get_lambda_max (problem), NULL, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (RscPricer) pricer = rsc_pricer_new (problem);
  const gsize n = rsc_problem_get_n (problem);
  const gsize n_blocks = 2 * rsc_arrangement_get_n_patterns (rsc_problem_get_arrangement (problem));
  g_autofree double *r = g_new (double, n);
  gsize n_walls = 0;

  g_assert_cmpuint (rsc_problem_get_d (problem), ==, 2);
  for (gsize i = 0; i < n; i++)
    r[i] = ldexp (rsc_solution_get_dual (solution)[i], -rsc_pricer_get_y_exponent (pricer));
  g_assert_true (rsc_pricer_sweep (pricer, r, NULL, &error));
  g_autoptr (RscRefinement) refinement = rsc_refinement_new (solution, pricer);
  for (gsize block = 0; block < n_blocks; block++)
    {
      double v[2];
      guint32 rows[2];
      gsize n_rows = 0;
      RscWide u[2];
      const double norm = rsc_pricer_project (pricer, block, 0.0, v, rows, &n_rows);

      if (!(norm > 1e-6))
        continue;
      n_walls += n_rows == 1;
      for (guint32 i = 0; i <= n; i++)
        {
          const double excess = rsc_refinement_project (refinement, block, &i, i < n, u);

          g_assert_cmpfloat_with_epsilon (
            excess, norm / rsc_refinement_get_lambda (refinement) - 1.0, 1e-12);
          for (gsize k = 0; k < 2; k++)
            g_assert_cmpfloat_with_epsilon (u[k].high, v[k] / norm, 1e-12);
        }
    }
  g_assert_cmpuint (n_walls, >, 0);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/refinement/too-many", test_too_many);
  g_test_add_func ("/refinement/trade", test_trade);
  g_test_add_func ("/refinement/guess", test_guess);
  return g_test_run ();
}
