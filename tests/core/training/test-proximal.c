/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-solver.h"
#include "core/training/rsc-proximal.h"
#include "problems.h"

#include <gsl/gsl_errno.h>
#include <math.h>

static RscProximal *
run (RscProblem *problem, double ratio, double tolerance, gsize max)
{
  const RscProximalSettings settings = { .tolerance = tolerance, .max_iterations = max };
  g_autoptr (GError) error = NULL;
  RscProximal *result = rsc_proximal_new (problem, ratio * rsc_problem_get_lambda_max (problem),
                                          &settings, NULL, &error);

  g_assert_no_error (error);
  return result;
}

/* Objective of the convex program, by the network itself. */
static double
measure (RscProximal *result, RscProblem *problem, double lambda)
{
  return rsc_network_convex_objective (result->network, rsc_problem_get_dataset (problem), lambda);
}

/* Run long it reaches the certified optimum from above, stopped early it is farther away; its
 * network says what it says. */
static void
check (const char *name, RscActivation activation, double ratio)
{
  g_autoptr (RscProblem) problem = problem_of_gallery (name, activation);
  const double lambda = ratio * rsc_problem_get_lambda_max (problem);
  g_autoptr (RscSolution) optimum =
    rsc_solver_solve (problem, lambda, NULL, NULL, NULL, NULL, NULL, NULL);
  const double best = rsc_solution_get_objective (optimum);
  g_autoptr (RscProximal) late = run (problem, ratio, 1e-14, 20000);
  g_autoptr (RscProximal) early = run (problem, ratio, 1e-3, 20000);
  g_autoptr (RscProximal) cut = run (problem, ratio, 1e-18, 20);

  g_assert_true (late->converged);
  g_assert_cmpfloat (late->squared_gradient, <=, 1e-14);
  g_assert_cmpfloat (late->violation, <=, 1e-14);
  g_assert_cmpfloat_with_epsilon (late->objective, best, 1e-5 * best);
  g_assert_cmpfloat_with_epsilon (measure (late, problem, lambda), late->objective, 1e-9 * best);
  g_assert_true (early->converged);
  g_assert_cmpfloat (early->squared_gradient, <=, 1e-3);
  g_assert_cmpuint (early->iterations, <=, late->iterations);
  if (late->iterations <= 20)
    return;
  g_assert_false (cut->converged);
  g_assert_cmpuint (cut->iterations, ==, 20);
  g_assert_cmpfloat (fabs (cut->objective - best), >, fabs (late->objective - best));
}

static void
test_relu (void)
{
  check ("xor", RSC_ACTIVATION_RELU, 0.1);
  check ("polygon-8", RSC_ACTIVATION_RELU, 0.1);
  check ("checkerboard", RSC_ACTIVATION_RELU, 0.3);
}

static void
test_gated (void)
{
  check ("xor", RSC_ACTIVATION_GATED, 0.1);
  check ("polygon-8", RSC_ACTIVATION_GATED, 0.1);
}

/* Above λ_max nothing pays. */
static void
test_zero (void)
{
  g_autoptr (RscProblem) problem = problem_of_gallery ("polygon-8", RSC_ACTIVATION_RELU);
  g_autoptr (RscProximal) result = run (problem, 1.01, 1e-12, 1000);

  g_assert_true (result->converged);
  g_assert_cmpuint (rsc_network_get_width (result->network), ==, 0);
}

static void
test_cancel (void)
{
  g_autoptr (RscProblem) problem = problem_of_gallery ("polygon-8", RSC_ACTIVATION_RELU);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  RscProximalSettings settings;

  rsc_proximal_settings_init (&settings);
  g_cancellable_cancel (cancellable);
  g_assert_null (rsc_proximal_new (problem, 0.1, &settings, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/proximal/relu", test_relu);
  g_test_add_func ("/proximal/gated", test_gated);
  g_test_add_func ("/proximal/zero", test_zero);
  g_test_add_func ("/proximal/cancel", test_cancel);
  return g_test_run ();
}
