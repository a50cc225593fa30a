/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The end of the path: networks of least norm that fit the targets, or come nearest to them. */

#include "core/numerics/rsc-random.h"
#include "core/numerics/rsc-tolerances.h"
#include "core/program/rsc-limit.h"
#include "core/program/rsc-solver.h"
#include "problems.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <math.h>

static RscLimit *
find (RscProblem *problem, gboolean priced, gboolean for_set)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RscGeneration) generation =
    priced ? rsc_generation_new (rsc_problem_get_dataset (problem), rsc_problem_get_bias (problem),
                                 NULL, NULL, NULL, NULL, &error)
           : NULL;
  RscLimit *limit;

  g_assert_no_error (error);
  limit = rsc_limit_new (priced ? NULL : problem, generation, RSC_TOLERANCE_GAP, for_set, NULL,
                         NULL, NULL, &error);
  g_assert_no_error (error);
  return limit;
}

/* The network, by itself: its fit and its penalty; and the bound, by weak duality with a dual point of its own. */
static void
check (RscProblem *problem, const RscLimit *limit)
{
  const gsize n = rsc_problem_get_n (problem);
  g_autoptr (RscNetwork) network = rsc_solution_dup_network (limit->network);
  g_autofree double *fit = g_new (double, n);
  double size = 0.0, misfit = 0.0;

  g_assert_cmpint (limit->status, ==, RSC_SOLUTION_CONVERGED);
  g_assert_cmpfloat (limit->relative_gap, <=, RSC_TOLERANCE_GAP);
  rsc_network_predict (network, n, rsc_dataset_get_x (rsc_problem_get_dataset (problem)), fit);
  for (gsize i = 0; i < n; i++)
    {
      size = hypot (size, limit->target[i]);
      misfit = hypot (misfit, fit[i] - limit->target[i]);
    }
  g_assert_cmpfloat (misfit, <=, 1e-11 * size);
  g_assert_cmpfloat_with_epsilon (rsc_solution_get_penalty (limit->network), limit->bound,
                                  1e-9 * limit->bound + G_MINDOUBLE);
}

/* XOR: the four neurons of its path grow to 1/√2 each, whose sum is 2√2 = |y|_1/λ_max. The parity: 8. */
static void
test_known (void)
{
  g_autoptr (RscProblem) xor_problem = problem_of_gallery ("xor", RSC_ACTIVATION_RELU);
  g_autoptr (RscProblem) parity = problem_of_gallery ("parity", RSC_ACTIVATION_RELU);

  for (gsize priced = 0; priced < 2; priced++)
    {
      g_autoptr (RscLimit) first = find (xor_problem, priced == 1, FALSE);
      g_autoptr (RscLimit) second = find (parity, priced == 1, FALSE);

      check (xor_problem, first);
      check (parity, second);
      g_assert_true (first->interpolates && second->interpolates);
      g_assert_cmpfloat_with_epsilon (first->bound, 2.0 * G_SQRT2, 1e-9);
      g_assert_cmpfloat_with_epsilon (second->bound, 8.0, 1e-9);
    }
}

/* The penalty of solutions rises to that of the limit as λ falls. */
static void
test_gallery (void)
{
  static const char *const names[] = {
    "checkerboard", "polygon", "sine", "abs", "step", "circles"
  };

  for (gsize k = 0; k < G_N_ELEMENTS (names); k++)
    {
      g_autoptr (RscProblem) problem = problem_of_gallery (names[k], RSC_ACTIVATION_RELU);
      g_autoptr (RscLimit) limit = find (problem, FALSE, FALSE);
      g_autoptr (RscLimit) priced = find (problem, TRUE, FALSE);
      g_autoptr (RscOptimalSet) set = set_of_problem (problem, 0.01);

      g_test_message ("%s", names[k]);
      check (problem, limit);
      check (problem, priced);
      g_assert_cmpfloat_with_epsilon (priced->bound, limit->bound, 1e-9 * limit->bound);
      g_assert_true (limit->interpolates && priced->interpolates);
      g_assert_cmpfloat (rsc_solution_get_penalty (rsc_optimal_set_get_solution (set)), <,
                         limit->bound);
    }
}

/* A point twice with two targets, and one at the origin without a bias: no network fits them. The means are fitted. */
static void
test_least_squares (void)
{
  const double x[] = { 1, 0, 1, 0, 0, 1, -1, 1, 0, 0 };
  const double y[] = { 1, 3, -1, 2, 5 };
  const double target[] = { 2, 2, -1, 2, 0 };
  g_autoptr (RscProblem) problem = problem_of_arrays (5, 2, x, y, FALSE, RSC_ACTIVATION_RELU);

  for (gsize priced = 0; priced < 2; priced++)
    {
      g_autoptr (RscLimit) limit = find (problem, priced == 1, FALSE);

      check (problem, limit);
      g_assert_false (limit->interpolates);
      for (gsize i = 0; i < 5; i++)
        g_assert_cmpfloat_with_epsilon (limit->target[i], target[i], 1e-9);
      g_assert_cmpfloat_with_epsilon (limit->squared_error, 2.0 + 25.0, 1e-8);
      g_assert_cmpfloat (limit->slope, <=, 1e-9);
    }
}

/* At the limit a neuron of the checkerboard vanishes that is there at every λ > 0: seven are enough. */
static void
test_set (void)
{
  g_autoptr (RscProblem) problem = problem_of_gallery ("checkerboard", RSC_ACTIVATION_RELU);
  g_autoptr (RscOptimalSet) above = set_of_problem (problem, 1e-4);
  g_autoptr (RscLimit) limit = find (problem, FALSE, TRUE);
  g_autoptr (RscNetwork) network = rsc_solution_dup_network (limit->network);
  g_autoptr (GError) error = NULL;
  g_autoptr (RscOptimalSet) set = rsc_optimal_set_new (limit->near, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  check (problem, limit);
  g_assert_cmpuint (rsc_optimal_set_get_narrowest_width (above), ==, 8);
  g_assert_cmpuint (rsc_optimal_set_get_narrowest_width (set), ==, 7);
  g_assert_cmpuint (rsc_network_get_width (network), >=, 7);
  g_assert_cmpuint (rsc_optimal_set_get_dimension (set), ==, 3);
}

static void
test_zero (void)
{
  const double x[] = { 1, 2 };
  const double nothing[] = { 0, 0 };
  const double origin[] = { 0, 0 };
  const double y[] = { 1, -1 };
  g_autoptr (RscProblem) zero = problem_of_arrays (2, 1, x, nothing, TRUE, RSC_ACTIVATION_RELU);
  g_autoptr (RscProblem) blind = problem_of_arrays (2, 1, origin, y, FALSE, RSC_ACTIVATION_RELU);
  g_autoptr (RscLimit) first = find (zero, FALSE, FALSE);
  g_autoptr (RscLimit) second = find (blind, FALSE, FALSE);

  check (zero, first);
  check (blind, second);
  g_assert_true (first->interpolates);
  g_assert_false (second->interpolates);
  g_assert_cmpfloat_with_epsilon (second->squared_error, 2.0, 1e-15);
  g_assert_cmpuint (rsc_solution_get_n_blocks (second->network), ==, 0);
}

int
main (int argc, char *argv[])
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/limit/known", test_known);
  g_test_add_func ("/limit/gallery", test_gallery);
  g_test_add_func ("/limit/least-squares", test_least_squares);
  g_test_add_func ("/limit/set", test_set);
  g_test_add_func ("/limit/zero", test_zero);
  return g_test_run ();
}
