/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/path/rsc-cone-price.h"
#include "problems.h"

#include <gsl/gsl_errno.h>
#include <math.h>

static RscConePrice *
find (RscProblem *problem, gsize n)
{
  g_autoptr (GError) error = NULL;
  RscConePrice *price = rsc_cone_price_new (problem, n, 0.01, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return price;
}

/* Each objective is that of the program solved by itself; the price is between its bounds, which
 * are as near as the gaps are; both objectives fall with λ. */
static void
test_points (void)
{
  static const char *const names[] = { "checkerboard", "moons", "xor", "sine" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (RscProblem) problem = problem_of_gallery (names[i], RSC_ACTIVATION_RELU);
      g_autoptr (RscProblem) gated = problem_of_gallery (names[i], RSC_ACTIVATION_GATED);
      g_autoptr (RscConePrice) price = find (problem, 9);

      g_assert_cmpfloat_with_epsilon (price->lambda_max[1], rsc_problem_get_lambda_max (gated),
                                      1e-12);
      g_assert_cmpfloat (price->lambda_max[1], >=, price->lambda_max[0] * (1.0 - 1e-12));
      g_assert_cmpfloat_with_epsilon (price->points[8].lambda, 0.01 * price->lambda_max[0], 1e-9);
      for (gsize k = 0; k < price->n; k++)
        {
          const RscConePricePoint *point = price->points + k;
          RscProblem *problems[] = { problem, gated };
          double low, high;

          g_assert_true (point->converged);
          rsc_cone_price_bound (point, &low, &high);
          const double value = point->objective[0] - point->objective[1];
          g_assert_cmpfloat (low, <=, MAX (value, 0.0));
          g_assert_cmpfloat (high, >=, value);
          g_assert_cmpfloat (high - low, <=, 1e-8 * point->objective[0]);
          for (int kind = 0; kind < 2; kind++)
            {
              g_autoptr (RscSolution) alone = rsc_solver_solve (problems[kind], point->lambda, NULL,
                                                                NULL, NULL, NULL, NULL, NULL);

              g_assert_cmpfloat_with_epsilon (point->objective[kind],
                                              rsc_solution_get_objective (alone),
                                              1e-8 * point->objective[0]);
              if (k > 0)
                g_assert_cmpfloat (point->objective[kind], <,
                                   price->points[k - 1].objective[kind] * (1.0 + 1e-12));
            }
        }
    }
}

/* Where every cone holds its optimum anyway they cost nothing. */
static void
test_free (void)
{
  g_autoptr (RscProblem) polygon = problem_of_gallery ("polygon-12", RSC_ACTIVATION_RELU);
  g_autoptr (RscConePrice) price = find (polygon, 5);

  for (gsize k = 0; k < price->n; k++)
    {
      double low, high;

      rsc_cone_price_bound (price->points + k, &low, &high);
      g_assert_cmpfloat (low, ==, 0.0);
      g_assert_cmpfloat (high, <, 1e-8);
    }
}

/* y = 0: the zero network at every λ, of any scale. */
static void
test_zero (void)
{
  g_autoptr (RscProblem) problem = problem_of_text ("x,y\n1,0\n2,0\n3,0\n", TRUE);
  g_autoptr (RscConePrice) price = find (problem, 3);

  for (gsize k = 0; k < price->n; k++)
    {
      g_assert_cmpfloat (price->points[k].lambda, >, 0.0);
      g_assert_cmpfloat (price->points[k].objective[0], ==, 0.0);
      g_assert_cmpfloat (price->points[k].objective[1], ==, 0.0);
    }
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cone-price/points", test_points);
  g_test_add_func ("/cone-price/free", test_free);
  g_test_add_func ("/cone-price/zero", test_zero);
  return g_test_run ();
}
