/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pricing by halves of the directions, from what earlier searches have left, and to the first that
 * is above a level. */

#include "core/numerics/rsc-random.h"
#include "core/program/rsc-pricing-search.h"
#include "core/program/rsc-pricing.h"
#include "repeats.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <math.h>

static void
fill (gsl_rng *rng, gsize n, double *values)
{
  for (gsize i = 0; i < n; i++)
    values[i] = gsl_ran_gaussian (rng, 1.0);
}

/* Rows and noise that has no part along the features, as residuals at a small λ have next to
 * none: no direction is cheaper than that opposite of it. @r: 100 values. */
static RscPricing *
make_flat (gsize d, double *r)
{
  const gsize n = 100;
  gsl_rng *rng = rsc_random_new (10);
  g_autofree double *x = g_new (double, n *d);
  g_autofree double *q = g_new (double, n *d);

  fill (rng, n * d, x);
  fill (rng, n, r);
  gsl_rng_free (rng);
  /* Gram-Schmidt; column k of x, then r, without the columns before. */
  for (gsize k = 0; k <= d; k++)
    {
      double column[100], square = 0.0;

      for (gsize i = 0; i < n; i++)
        column[i] = k < d ? x[i * d + k] : r[i];
      for (gsize j = 0; j < k; j++)
        {
          double part = 0.0;

          for (gsize i = 0; i < n; i++)
            part += q[j * n + i] * column[i];
          for (gsize i = 0; i < n; i++)
            column[i] -= part * q[j * n + i];
        }
      for (gsize i = 0; i < n; i++)
        square += column[i] * column[i];
      for (gsize i = 0; i < n && k < d; i++)
        q[k * n + i] = column[i] / sqrt (square);
      for (gsize i = 0; i < n && k == d; i++)
        r[i] = column[i];
    }
  RscPricing *pricing = rsc_pricing_new (n, d, x);
  rsc_pricing_set_residual (pricing, r);
  return pricing;
}

/* Where nothing is above the threshold half of the directions need no look. */
static void
test_halves (void)
{
  double r[100];
  g_autoptr (RscPricing) pricing = make_flat (4, r);
  RscPricingSettings settings = { .by_halves = TRUE };
  g_autoptr (RscPricingResult) top = rsc_pricing_search (pricing, &settings, NULL, NULL, NULL);

  settings.threshold = 1.0001 * top->upper;
  g_autoptr (RscPricingResult) half = rsc_pricing_search (pricing, &settings, NULL, NULL, NULL);
  settings.by_halves = FALSE;
  g_autoptr (RscPricingResult) whole = rsc_pricing_search (pricing, &settings, NULL, NULL, NULL);

  g_assert_cmpint (half->status, ==, RSC_PRICING_COMPLETE);
  g_assert_cmpint (whole->status, ==, RSC_PRICING_COMPLETE);
  g_test_message ("%zu cones in place of %zu", half->n_nodes, whole->n_nodes);
  g_assert_cmpuint (half->n_nodes, <, whole->n_nodes * 6 / 10);
  g_assert_cmpfloat (half->upper, >=, top->lower);
  g_assert_cmpfloat (half->upper, <=, settings.threshold * (1.0 + 1e-11));
}

/* Where peaks of a search are noted. */
typedef struct
{
  const RscPricingRows *rows;
  double values[64];
  gsize n;
} Found;

static double
note (int sign, const double *u, gpointer user_data)
{
  Found *found = user_data;
  const double value = sign * rsc_pricing_rows_evaluate (found->rows, u);

  g_assert_cmpuint (found->n, <, G_N_ELEMENTS (found->values));
  found->values[found->n++] = value;
  return value;
}

/* The same, of what is a local maximum in the plane. */
static double
note_maximum (int sign, const double *u, gpointer user_data)
{
  Found *found = user_data;
  const double value = sign * rsc_pricing_rows_evaluate (found->rows, u);
  double beside = -INFINITY;

  for (int way = -1; way <= 1; way += 2)
    {
      const double v[] = { u[0] - way * 1e-5 * u[1], u[1] + way * 1e-5 * u[0] };

      beside = MAX (beside, sign * rsc_pricing_rows_evaluate (found->rows, v) / hypot (v[0], v[1]));
    }
  return beside < value ? note (sign, u, user_data) : value;
}

/* From cones of the plane as they come, both signs of each, none with one opposite of it: by halves
 * the same peaks are found as without. */
static void
test_lists (void)
{
  gsl_rng *rng = rsc_random_new (4);

  for (gsize round = 0; round < TEST_REPEATS (8000); round++)
    {
      const gsize n = 3 + round % 8;
      const double turn = gsl_ran_flat (rng, 0.0, 2.0 * G_PI);
      const double last = gsl_ran_flat (rng, 1.0, 1.5) * G_PI;
      const double angles[] = { 0.0, 0.5 * G_PI, G_PI, last, 1.5 * G_PI, 2.0 * G_PI };
      double x[20], r[10];

      fill (rng, n * 2, x);
      fill (rng, n, r);
      g_autoptr (RscPricingRows) rows = rsc_pricing_rows_new (n, 2, x);
      rsc_pricing_rows_set_residual (rows, r);
      g_autoptr (RscAscent) ascent = rsc_ascent_new (rows);
      g_autoptr (RscPricingBounder) bounder = rsc_pricing_bounder_new (rows);
      g_autoptr (RscPricingRegions) regions = rsc_pricing_regions_new (2, NULL);
      Found found[2] = { { .rows = rows }, { .rows = rows } }, top = { .rows = rows };
      RscPricingSettings settings = { 0 };
      RscPricingSearch search;

      for (gsize k = 0; k < 10; k++)
        {
          const double one = turn + angles[k / 2], two = turn + angles[k / 2 + 1];
          const double generators[] = { cos (one), sin (one), cos (two), sin (two) };
          g_autoptr (RscPricingCone) cone =
            rsc_pricing_cone_new (bounder, k % 2 == 0 ? 1 : -1, generators);

          rsc_pricing_regions_add (regions, cone);
        }
      /* Nothing is known of any of them. */
      double bounds[10];
      const RscPricingFrom from = { regions, bounds };

      for (gsize k = 0; k < 10; k++)
        bounds[k] = 1e9;

      rsc_pricing_search_run (&search, rows, &settings, NULL, NULL, NULL, ascent, note_maximum,
                              NULL, &top, NULL);
      settings.threshold = gsl_ran_flat (rng, 0.02, 0.52) * search.lower;
      for (int by_halves = 0; by_halves < 2; by_halves++)
        {
          settings.by_halves = by_halves;
          g_assert_cmpint (rsc_pricing_search_run (&search, rows, &settings, &from, NULL, NULL,
                                                   ascent, note_maximum, NULL, &found[by_halves],
                                                   NULL),
                           ==, RSC_PRICING_COMPLETE);
        }
      for (gsize k = 0; k < found[0].n; k++)
        {
          double nearest = INFINITY;

          for (gsize l = 0; l < found[1].n; l++)
            nearest = MIN (nearest, fabs (found[0].values[k] - found[1].values[l]));
          g_assert_cmpfloat (nearest, <, 1e-9);
        }
    }
  gsl_rng_free (rng);
}

/* det (a, b, c) in units of ||a - c|| ||b - c||, by differences, for directions that nearly agree
 * have none of their rounding. */
static double
get_volume (const double *a, const double *b, const double *c)
{
  double p[3], q[3], p_square = 0.0, q_square = 0.0;

  for (gsize k = 0; k < 3; k++)
    {
      p[k] = a[k] - c[k];
      q[k] = b[k] - c[k];
      p_square += p[k] * p[k];
      q_square += q[k] * q[k];
    }
  if (!(p_square > 0.0) || !(q_square > 0.0))
    return 0.0;
  return (c[0] * (p[1] * q[2] - p[2] * q[1]) + c[1] * (p[2] * q[0] - p[0] * q[2])
          + c[2] * (p[0] * q[1] - p[1] * q[0]))
         / sqrt (p_square * q_square);
}

/* Whether the cone of three generators has @u in it, to 1e-12. */
static gboolean
has (const double *v, const double *u)
{
  const double *a = v, *b = v + 3, *c = v + 6;
  const double way = get_volume (a, b, c) > 0.0 ? 1.0 : -1.0;
  double along = 0.0;

  /* Opposite of it all the volumes are next to nothing, too. */
  for (gsize k = 0; k < 3; k++)
    along += u[k] * (a[k] + b[k] + c[k]);
  return along > 0.0 && way * get_volume (u, b, c) > -1e-12 && way * get_volume (u, c, a) > -1e-12
         && way * get_volume (u, a, b) > -1e-12;
}

/* What a search leaves is whole: each direction is in a cone of each sign, and not above its bound;
 * those beside the one in which all rows meet, a peak that many rows bend, too. */
static void
test_whole (void)
{
  const gsize n = 34, d = 3;
  double x[34 * 3], r[34];
  gsl_rng *rng = rsc_random_new (6);

  for (gsize i = 0; i < n; i++)
    {
      const double angle = gsl_ran_flat (rng, 0.0, 2.0 * G_PI);

      x[i * d] = cos (angle);
      x[i * d + 1] = sin (angle);
      x[i * d + 2] = i == 0 ? 1.0 : 0.0;
      r[i] = i == 0 ? 3.0 : i % 2 == 0 ? 0.2 : -1.0;
    }
  g_autoptr (RscPricingRows) rows = rsc_pricing_rows_new (n, d, x);
  RscPricingSettings settings = { .by_halves = TRUE };
  RscPricingSearch search;
  gboolean is_whole = FALSE;
  Found found = { .rows = rows };

  rsc_pricing_rows_set_residual (rows, r);
  g_autoptr (RscAscent) ascent = rsc_ascent_new (rows);
  g_autoptr (RscPricingRegions) regions = rsc_pricing_regions_new (d, NULL);
  rsc_pricing_search_run (&search, rows, &settings, NULL, NULL, NULL, ascent, note, NULL, &found,
                          NULL);
  settings.threshold = 0.3 * search.lower;
  rsc_pricing_search_run (&search, rows, &settings, NULL, regions, &is_whole, ascent, note, NULL,
                          &found, NULL);
  g_assert_true (is_whole);
  for (gsize draw = 0; draw < 400; draw++)
    {
      const double size = pow (10.0, gsl_ran_flat (rng, -14.0, 1.0));
      double u[3], length = 0.0;

      for (gsize k = 0; k < d; k++)
        u[k] = gsl_ran_gaussian (rng, size);
      u[2] += draw % 2 == 0 ? 1.0 : -1.0;
      length = sqrt (u[0] * u[0] + u[1] * u[1] + u[2] * u[2]);
      for (gsize k = 0; k < d; k++)
        u[k] /= length;
      for (int sign = -1; sign <= 1; sign += 2)
        {
          gboolean is_in = FALSE;

          for (gsize k = 0; k < rsc_pricing_regions_get_n (regions); k++)
            {
              if (rsc_pricing_regions_get_sign (regions, k) != sign
                  || !has (rsc_pricing_regions_get_generators (regions, k), u))
                continue;
              is_in = TRUE;
              g_assert_cmpfloat (sign * rsc_pricing_rows_evaluate (rows, u), <=,
                                 rsc_pricing_regions_get_bound (regions, k) + 1e-12);
            }
          g_assert_true (is_in);
        }
    }
  gsl_rng_free (rng);
}

/* After a residual of zeros nothing is left, and nothing is proved by that. */
static void
test_empty (void)
{
  const double none[20] = { 0 };
  double x[20 * 3], r[20];
  gsl_rng *rng = rsc_random_new (2);
  RscPricingSettings settings = { .threshold = 1e-3, .by_halves = TRUE, .keep_regions = TRUE };

  fill (rng, 20 * 3, x);
  fill (rng, 20, r);
  gsl_rng_free (rng);
  g_autoptr (RscPricing) pricing = rsc_pricing_new (20, 3, x);
  rsc_pricing_set_residual (pricing, none);
  g_autoptr (RscPricingResult) before = rsc_pricing_search (pricing, &settings, NULL, NULL, NULL);
  rsc_pricing_set_residual (pricing, r);
  g_autoptr (RscPricingResult) after =
    rsc_pricing_search_from (pricing, before, &settings, NULL, NULL, NULL);
  g_assert_cmpuint (rsc_peaks_get_n (after->peaks), >, 0);
  g_assert_cmpfloat (after->upper, >=, after->lower);
}

/* On the ladder what is left is ascended from: the highest is known long before it is proved to be.
 * And a search that is to stop above a level does so then. */
static void
test_stops (void)
{
  double r[100];
  g_autoptr (RscPricing) pricing = make_flat (4, r);
  RscPricingSettings settings = { 0 };
  g_autoptr (RscPricingResult) top = rsc_pricing_search (pricing, &settings, NULL, NULL, NULL);

  settings.threshold = 0.3 * top->lower;
  settings.level = 0.999 * top->lower;
  settings.work_straight = 600000;
  g_autoptr (RscPricingResult) whole = rsc_pricing_search (pricing, &settings, NULL, NULL, NULL);
  /* Where it is expected to be long, it is on the ladder after an eighth of the work. */
  settings.work_straight = 8 * 600000;
  settings.expects_long = TRUE;
  g_autoptr (RscPricingResult) early = rsc_pricing_search (pricing, &settings, NULL, NULL, NULL);
  settings.work_straight = 600000;
  settings.expects_long = FALSE;
  settings.stops_above = TRUE;
  g_autoptr (RscPricingResult) stopped = rsc_pricing_search (pricing, &settings, NULL, NULL, NULL);
  settings.threshold = 0.3 * top->lower;
  settings.level = 1.001 * top->lower;
  g_autoptr (RscPricingResult) above = rsc_pricing_search (pricing, &settings, NULL, NULL, NULL);

  g_test_message ("%zu cones in place of %zu", stopped->n_nodes, whole->n_nodes);
  g_assert_cmpint (whole->status, ==, RSC_PRICING_COMPLETE);
  g_assert_false (top->is_long);
  g_assert_true (whole->is_long);
  g_assert_cmpint (early->status, ==, RSC_PRICING_COMPLETE);
  g_assert_cmpuint (early->n_nodes, ==, whole->n_nodes);
  g_assert_cmpint (stopped->status, ==, RSC_PRICING_STOPPED_PEAKS);
  g_assert_cmpfloat_with_epsilon (stopped->lower, top->lower, 1e-12 * top->lower);
  g_assert_cmpfloat (stopped->upper, >, top->upper);
  g_assert_cmpuint (stopped->n_nodes, <, whole->n_nodes / 2);
  g_assert_cmpint (above->status, ==, RSC_PRICING_COMPLETE);
}

/* Where a change leaves nearly all that an earlier search had cut in doubt, the next one begins
 * anew, and takes no more than without it. */
static void
test_anew (void)
{
  double r[100];
  g_autoptr (RscPricing) pricing = make_flat (4, r);
  gsl_rng *rng = rsc_random_new (5);
  RscPricingSettings settings = { .by_halves = TRUE, .keep_regions = TRUE };
  g_autoptr (RscPricingResult) top = rsc_pricing_search (pricing, &settings, NULL, NULL, NULL);

  settings.threshold = 1.0001 * top->upper;
  g_autoptr (RscPricingResult) before = rsc_pricing_search (pricing, &settings, NULL, NULL, NULL);
  g_assert_nonnull (before->regions);
  for (gsize i = 0; i < 100; i++)
    r[i] += 0.1 * gsl_ran_gaussian (rng, 1.0);
  gsl_rng_free (rng);
  rsc_pricing_set_residual (pricing, r);
  settings.threshold = 0.0;
  g_autoptr (RscPricingResult) next = rsc_pricing_search (pricing, &settings, NULL, NULL, NULL);
  settings.threshold = 1.0001 * next->upper;
  g_autoptr (RscPricingResult) fresh = rsc_pricing_search (pricing, &settings, NULL, NULL, NULL);
  g_autoptr (RscPricingResult) result =
    rsc_pricing_search_from (pricing, before, &settings, NULL, NULL, NULL);

  g_test_message ("%zu cones, and %zu from one of %zu", fresh->n_nodes, result->n_nodes,
                  before->n_nodes);
  g_assert_cmpint (result->status, ==, RSC_PRICING_COMPLETE);
  g_assert_cmpuint (result->n_nodes, ==, fresh->n_nodes);
  g_assert_cmpfloat (result->upper, ==, fresh->upper);
  g_assert_cmpuint (result->nodes_anew, ==, fresh->n_nodes);
}

/* Two equal rows whose residuals cancel are the only ones with a part along the first column: no
 * direction is told by it, and the bound of the others is as near as it would be without. */
static void
test_open (void)
{
  const double x[] = { 1, -1, 1, 0, 1, 1, 0, 2, 1, 1, -1, 1, 0, -1, 1 };
  const double r[] = { -1, -1, 1, 1, -1 };
  g_autoptr (RscPricing) pricing = rsc_pricing_new (5, 3, x);

  rsc_pricing_set_residual (pricing, r);
  for (int by_halves = 0; by_halves < 2; by_halves++)
    {
      const RscPricingSettings settings = { .by_halves = by_halves };
      g_autoptr (RscPricingResult) result =
        rsc_pricing_search (pricing, &settings, NULL, NULL, NULL);

      g_assert_cmpint (result->status, ==, RSC_PRICING_COMPLETE);
      g_assert_cmpfloat_with_epsilon (result->lower, 4.0 / sqrt (5.0), 1e-12);
      g_assert_cmpfloat (result->upper, >=, result->lower);
      g_assert_cmpfloat (result->upper, <=, result->lower + 1e-11);
    }
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pricing-halves/halves", test_halves);
  g_test_add_func ("/pricing-halves/lists", test_lists);
  g_test_add_func ("/pricing-halves/whole", test_whole);
  g_test_add_func ("/pricing-halves/empty", test_empty);
  /* With sanitizers it takes most of a minute, in code that the others go through as well. */
  if (!TEST_IS_SANITIZED)
    g_test_add_func ("/pricing-halves/stops", test_stops);
  g_test_add_func ("/pricing-halves/anew", test_anew);
  g_test_add_func ("/pricing-halves/open", test_open);
  return g_test_run ();
}
