/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/numerics/rsc-lp.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <string.h>

/* A minimum is one when its duals prove it: A^T y <= cost and y^T rhs = cost^T x. */
static void
check_minimum (RscLp *lp, gsize n, gsize m, const double *a, const double *rhs, const double *cost)
{
  double minimum = 0.0;
  double dual = 0.0;
  double primal = 0.0;
  double size = 1.0;
  g_autofree double *x = g_new0 (double, m);
  g_autofree double *y = g_new0 (double, n);
  g_autoptr (GError) error = NULL;

  rsc_lp_minimise (lp, cost, &minimum, x, NULL, &error);
  g_assert_no_error (error);
  rsc_lp_get_duals (lp, y);
  for (gsize j = 0; j < m; j++)
    size = MAX (size, fabs (cost[j]));
  for (gsize i = 0; i < n; i++)
    {
      double side = 0.0;
      for (gsize j = 0; j < m; j++)
        side += a[i * m + j] * x[j];
      g_assert_cmpfloat (fabs (side - rhs[i]), <, 1e-8);
      dual += y[i] * rhs[i];
    }
  for (gsize j = 0; j < m; j++)
    {
      double price = 0.0;
      for (gsize i = 0; i < n; i++)
        price += a[i * m + j] * y[i];
      g_assert_cmpfloat (price, <, cost[j] + 1e-7 * size);
      g_assert_cmpfloat (x[j], >=, 0.0);
      primal += cost[j] * x[j];
    }
  g_assert_cmpfloat (fabs (primal - minimum), <=, 1e-12 * size);
  g_assert_cmpfloat (fabs (primal - dual), <, 1e-7 * size);
}

/* Examples of Beale, of Marshall and Suurballe, and of Kuhn, on which textbook rules go round in
 * circles. */
static void
test_circles (void)
{
  static const double beale[] = {
    1, 0, 0, 0.25, -60, -1.0 / 25, 9, //
    0, 1, 0, 0.5,  -90, -1.0 / 50, 3, //
    0, 0, 1, 0,    0,   1,         0,
  };
  static const double beale_cost[] = { 0, 0, 0, -0.75, 150, -0.02, 6 };
  static const double beale_rhs[] = { 0, 0, 1 };
  static const double marshall[] = {
    1, 0, 0, 0.5, -5.5, -2.5, 9, //
    0, 1, 0, 0.5, -1.5, -0.5, 1, //
    0, 0, 1, 1,   0,    0,    0,
  };
  static const double marshall_cost[] = { 0, 0, 0, -10, 57, 9, 24 };
  static const double marshall_rhs[] = { 0, 0, 1 };
  static const double kuhn[] = {
    1, 0, 0, -2,        -9, 1,          9,  //
    0, 1, 0, 1.0 / 3.0, 1,  -1.0 / 3.0, -2, //
    0, 0, 1, 2,         3,  -1,         -12,
  };
  static const double kuhn_cost[] = { 0, 0, 0, -2, -3, 1, 12 };
  static const double kuhn_rhs[] = { 0, 0, 2 };
  static const struct
  {
    const double *a;
    const double *rhs;
    const double *cost;
    double minimum;
  } cases[] = {
    { beale, beale_rhs, beale_cost, -0.05 },
    { marshall, marshall_rhs, marshall_cost, -1.0 },
    { kuhn, kuhn_rhs, kuhn_cost, -2.0 },
  };

  for (gsize c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      double minimum = 0.0;
      g_autoptr (GError) error = NULL;
      g_autoptr (RscLp) lp = rsc_lp_new (3, 7, cases[c].a, cases[c].rhs);
      rsc_lp_minimise (lp, cases[c].cost, &minimum, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpfloat (fabs (minimum - cases[c].minimum), <, 1e-9);
      check_minimum (lp, 3, 7, cases[c].a, cases[c].rhs, cases[c].cost);
    }
}

/* Bounded sets with many walls in each corner, many costs each. */
static void
test_random (void)
{
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);

  gsl_rng_set (rng, 3);
  for (gsize round = 0; round < 40; round++)
    {
      gsize n = 1 + gsl_rng_uniform_int (rng, 8);
      gsize m = n + gsl_rng_uniform_int (rng, 20);
      g_autofree double *a = g_new0 (double, n *m);
      g_autofree double *rhs = g_new0 (double, n);
      g_autofree double *cost = g_new0 (double, m);

      for (gsize j = 0; j < m; j++)
        {
          a[j] = 1.0;
          for (gsize i = 1; i < n; i++)
            a[i * m + j] =
              round % 2 == 0 ? gsl_ran_gaussian (rng, 1.0) : gsl_rng_uniform_int (rng, 2);
          if (j <= n / 2)
            for (gsize i = 0; i < n; i++)
              rhs[i] += a[i * m + j] / (1.0 + (double) (n / 2));
        }
      g_autoptr (RscLp) lp = rsc_lp_new (n, m, a, rhs);
      for (gsize k = 0; k < 10; k++)
        {
          for (gsize j = 0; j < m; j++)
            cost[j] = round % 4 < 2 ? gsl_ran_gaussian (rng, 1.0) : gsl_rng_uniform_int (rng, 2);
          check_minimum (lp, n, m, a, rhs, cost);
        }
    }
  gsl_rng_free (rng);
}

/* No solution, no bound, and being cancelled are errors, not aborts, and the object still
 * answers. */
static void
test_without_answer (void)
{
  static const double a[] = { 1.0, 1.0, -1.0, 1.0, -1.0, 0.0 };
  static const double impossible[] = { 1.0, 3.0 };
  static const double possible[] = { 1.0, 0.5 };
  static const double up[] = { 0.0, 0.0, -1.0 };
  static const double down[] = { 1.0, 0.0, 0.0 };
  static const double open[] = { 1.0, 0.0, -1.0, 0.0, 1.0, 0.0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  double minimum = 0.0;

  {
    static const double closed[] = { 1.0, 1.0, 1.0, 1.0, 1.0, 1.0 };
    g_autoptr (RscLp) lp = rsc_lp_new (2, 3, closed, impossible);
    g_assert_false (rsc_lp_minimise (lp, down, &minimum, NULL, NULL, &error));
    g_assert_error (error, RSC_ERROR, RSC_ERROR_NUMERICAL);
    g_assert_false (rsc_lp_is_unbounded (lp));
    g_clear_error (&error);
  }
  {
    g_autoptr (RscLp) lp = rsc_lp_new (2, 3, open, possible);
    g_assert_false (rsc_lp_minimise (lp, up, &minimum, NULL, NULL, &error));
    g_assert_error (error, RSC_ERROR, RSC_ERROR_NUMERICAL);
    g_assert_true (rsc_lp_is_unbounded (lp));
    g_clear_error (&error);
    g_assert_true (rsc_lp_minimise (lp, down, &minimum, NULL, NULL, &error));
    g_assert_no_error (error);
    g_assert_false (rsc_lp_is_unbounded (lp));
    g_assert_cmpfloat (fabs (minimum - 1.0), <, 1e-12);
  }
  g_cancellable_cancel (cancellable);
  g_autoptr (RscLp) lp = rsc_lp_new (2, 3, a, possible);
  g_assert_false (rsc_lp_minimise (lp, down, &minimum, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (rsc_lp_is_unbounded (lp));
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lp/circles", test_circles);
  g_test_add_func ("/lp/random", test_random);
  g_test_add_func ("/lp/without-answer", test_without_answer);
  return g_test_run ();
}
