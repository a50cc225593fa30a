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
    rsc_arrangement_new_sampled (N, D, x, PATTERNS, 1, NULL, &error);
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

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/refinement/too-many", test_too_many);
  return g_test_run ();
}
