/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sums of active rows that remember where they were, ascents, and what is said of where these
 * end. */

#include "core/numerics/rsc-random.h"
#include "core/program/rsc-active-sum.h"
#include "core/program/rsc-ascent.h"
#include "core/program/rsc-cone.h"
#include "core/program/rsc-pricing-sides.h"
#include "core/program/rsc-pricing.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

static void
fill (gsl_rng *rng, gsize n, double *values)
{
  for (gsize i = 0; i < n; i++)
    values[i] = gsl_ran_gaussian (rng, 1.0);
}

/* Σ of the rows of one sign with x·u > 0, and how far from it rows on a kink are. */
static void
check_sum (const RscPricingRows *rows, gboolean positive, RscActiveSum *sum, const double *u)
{
  const gsize r = rows->rank;
  g_autofree double *expected = g_new0 (double, r);
  g_autofree double *got = g_new0 (double, r);
  double allowed = 0.0;

  rsc_active_sum_add (sum, u, got);
  for (gsize i = 0; i < rows->n_rows; i++)
    {
      const double *row = rows->weighted + i * r;
      double height = 0.0;

      if ((rows->weights[i] > 0.0) != positive || rows->weights[i] == 0.0)
        continue;
      for (gsize k = 0; k < r; k++)
        height += row[k] * u[k];
      allowed += 1e-14 * rows->norms[i];
      for (gsize k = 0; height > 0.0 && k < r; k++)
        expected[k] += row[k];
    }
  for (gsize k = 0; k < r; k++)
    g_assert_cmpfloat (fabs (got[k] - expected[k]), <=, allowed);
}

/* Directions all over, then nearer and nearer to each other, then far again: the sums of what is
 * kept are those of all rows, also after the residual has changed. */
static void
test_sums (void)
{
  gsl_rng *rng = rsc_random_new (3);

  for (gsize d = 1; d <= 8; d++)
    {
      const gsize n = 301;
      g_autofree double *x = g_new (double, n *d);
      g_autofree double *r = g_new (double, n);
      g_autofree double *u = g_new (double, d);

      fill (rng, n * d, x);
      memset (x, 0, d * sizeof (double));
      memcpy (x + d, x + 2 * d, d * sizeof (double));
      g_autoptr (RscPricingRows) rows = rsc_pricing_rows_new (n, d, x);
      g_autoptr (RscActiveSum) positive = rsc_active_sum_new (rows, TRUE);
      g_autoptr (RscActiveSum) negative = rsc_active_sum_new (rows, FALSE);
      for (gsize round = 0; round < 3; round++)
        {
          fill (rng, n, r);
          rsc_pricing_rows_set_residual (rows, r);
          for (gsize k = 0; k < 60; k++)
            {
              const double move = k % 20 == 0 ? 1.0 : pow (0.4, (double) (k % 20));

              for (gsize l = 0; l < d; l++)
                u[l] = (k % 20 == 0 ? 0.0 : u[l]) + move * gsl_ran_gaussian (rng, 1.0);
              check_sum (rows, TRUE, positive, u);
              check_sum (rows, FALSE, negative, u);
            }
        }
      /* What is far from deciding is not looked at again. */
      if (d > 1)
        g_assert_cmpuint (rsc_active_sum_get_work (positive), <, 3 * 60 * n * d);
    }
  gsl_rng_free (rng);
}

/* The rows near a direction: on the kink of a row, that one. */
static void
test_near (void)
{
  gsl_rng *rng = rsc_random_new (4);
  const gsize n = 400, d = 3;
  g_autofree double *x = g_new (double, n *d);
  g_autofree double *r = g_new (double, n);
  g_autofree guint32 *near = g_new (guint32, n);
  double sum[3] = { 0.0 };

  fill (rng, n * d, x);
  for (gsize i = 0; i < n; i++)
    r[i] = 1.0;
  g_autoptr (RscPricingRows) rows = rsc_pricing_rows_new (n, d, x);
  rsc_pricing_rows_set_residual (rows, r);
  g_autoptr (RscActiveSum) active = rsc_active_sum_new (rows, TRUE);
  for (guint32 i = 0; i + 1 < n; i++)
    {
      const double *a = rows->weighted + i * d, *b = a + d;
      const double u[] = { a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2],
                           a[0] * b[1] - a[1] * b[0] };
      gboolean has_one = FALSE, has_two = FALSE;
      gsize n_near;

      for (gsize pass = 0; pass < 3; pass++)
        rsc_active_sum_add (active, u, sum);
      n_near = rsc_active_sum_list_near (active, u, 1e-9, near);
      for (gsize k = 0; k < n_near; k++)
        {
          has_one = has_one || near[k] == i;
          has_two = has_two || near[k] == i + 1;
        }
      g_assert_true (has_one && has_two);
      g_assert_cmpuint (n_near, <, 5);
    }
  gsl_rng_free (rng);
}

/* Rows sorted by the side of a ball: those that are sure are, the sum is theirs, and all others are
 * told. */
static void
test_sides (void)
{
  gsl_rng *rng = rsc_random_new (8);

  for (gsize d = 1; d <= 8; d++)
    {
      const gsize n = 151;
      const double zero = 1e-13;
      g_autofree double *x = g_new (double, n *d);
      g_autofree double *r = g_new (double, n);
      g_autofree double *u = g_new (double, d);
      g_autofree guint32 *near = g_new (guint32, n + 2);

      fill (rng, n * d, x);
      fill (rng, n, r);
      /* Rows whose length underflows to 0 end nothing. */
      r[17] = r[75] = -1e-200;
      g_autoptr (RscPricingRows) rows = rsc_pricing_rows_new (n, d, x);
      rsc_pricing_rows_set_residual (rows, r);
      g_autoptr (RscPricingSides) sides = rsc_pricing_sides_new (rows, FALSE);
      for (gsize k = 0; k < 20; k++)
        {
          const double radius = k % 5 == 0 ? 0.0 : pow (0.3, (double) (k % 5));
          g_autofree RscWide *sum = g_new0 (RscWide, d);
          g_autofree double *expected = g_new0 (double, d);
          double length = 0.0, allowed = 0.0;
          gsize n_near, seen = 0;

          fill (rng, d, u);
          for (gsize l = 0; l < d; l++)
            length = hypot (length, u[l]);
          for (gsize l = 0; l < d; l++)
            u[l] /= length;
          n_near = rsc_pricing_sides_sort (sides, u, radius, zero, sum, near);
          for (guint32 i = 0; i < rows->n_rows; i++)
            {
              double height = 0.0;

              if (!(rows->weights[i] < 0.0))
                continue;
              allowed += 1e-15 * rows->norms[i];
              for (gsize l = 0; l < d; l++)
                height += rows->weighted[i * d + l] * u[l];
              if (seen < n_near && near[seen] == i)
                {
                  seen++;
                  g_assert_cmpfloat (fabs (height), <=, (radius + 1e-12) * rows->norms[i]);
                  continue;
                }
              g_assert_cmpfloat (fabs (height), >, (radius + zero) * rows->norms[i]);
              for (gsize l = 0; height > 0.0 && l < d; l++)
                expected[l] += rows->weighted[i * d + l];
            }
          g_assert_cmpuint (seen, ==, n_near);
          for (gsize l = 0; l < d; l++)
            g_assert_cmpfloat (fabs (rsc_wide_round (sum[l]) - expected[l]), <=, allowed);
        }
    }
  gsl_rng_free (rng);
}

/* An ascent ends no lower than it begins, at a unit vector, with h there. */
static void
test_ascents (void)
{
  gsl_rng *rng = rsc_random_new (5);

  for (gsize d = 2; d <= 7; d++)
    {
      const gsize n = 200;
      g_autofree double *x = g_new (double, n *d);
      g_autofree double *r = g_new (double, n);
      g_autofree double *u = g_new (double, d);

      fill (rng, n * d, x);
      fill (rng, n, r);
      g_autoptr (RscPricingRows) rows = rsc_pricing_rows_new (n, d, x);
      rsc_pricing_rows_set_residual (rows, r);
      g_autoptr (RscAscent) ascent = rsc_ascent_new (rows);
      for (gsize k = 0; k < 40; k++)
        {
          const int sign = k % 2 == 0 ? 1 : -1;
          double length = 0.0, before, value;

          fill (rng, d, u);
          for (gsize l = 0; l < d; l++)
            length = hypot (length, u[l]);
          before = sign * rsc_pricing_rows_evaluate (rows, u) / length;
          value = rsc_ascent_run (ascent, sign, u);
          if (before <= 0.0)
            continue;
          length = 0.0;
          for (gsize l = 0; l < d; l++)
            length = hypot (length, u[l]);
          g_assert_cmpfloat (fabs (length - 1.0), <, 1e-13);
          g_assert_cmpfloat (value, >=, before * (1.0 - 1e-12));
          g_assert_cmpfloat (fabs (sign * rsc_pricing_rows_evaluate (rows, u) - value), <=,
                             1e-13 * rows->spread);
        }
    }
  gsl_rng_free (rng);
}

/* A peak's value is ||v_b|| of its own pattern, not of a cell beside it: of points all over, and of
 * a grid, where many rows meet in one direction. */
static void
test_cells (void)
{
  gsl_rng *rng = rsc_random_new (6);
  const gsize n = 600, d = 3;
  g_autofree double *x = g_new (double, n *d);
  g_autofree double *r = g_new (double, n);
  gsize n_seen = 0;

  for (gsize round = 0; round < 12; round++)
    {
      g_autoptr (RscPeaks) peaks = rsc_peaks_new (n, d);

      fill (rng, n * d, x);
      fill (rng, n, r);
      for (gsize i = 0; i < n; i++)
        {
          x[i * d + 2] = 1.0;
          for (gsize k = 0; round % 2 == 1 && k + 1 < d; k++)
            x[i * d + k] = rint (4.0 * x[i * d + k]);
        }
      g_autoptr (RscPricing) pricing = rsc_pricing_new (n, d, x);
      g_autoptr (RscCone) cone = rsc_cone_new (n, d, x);
      rsc_pricing_set_residual (pricing, r);
      g_assert_true (rsc_pricing_ascend (pricing, n, x, NULL, 0.0, peaks, NULL, NULL, NULL));
      for (gsize k = 0; k < rsc_peaks_get_n (peaks); k++)
        {
          double z[3] = { 0.0 }, v[3];
          RscPeak peak;

          rsc_peaks_get (peaks, k, &peak);
          for (gsize i = 0; i < n; i++)
            for (gsize l = 0; (peak.pattern[i / 64] >> (i % 64) & 1u) != 0 && l < d; l++)
              z[l] += peak.sign * r[i] * x[i * d + l];
          g_assert_cmpfloat_with_epsilon (rsc_cone_project (cone, peak.pattern, z, v, NULL, NULL),
                                          peak.value, 1e-10 * peak.value);
          n_seen++;
        }
    }
  g_assert_cmpuint (n_seen, >, 100);
  gsl_rng_free (rng);
}

/* With a level the maximum is found, and all that is above it by more than nine tenths as much,
 * and the bound holds. */
static void
test_level (void)
{
  gsl_rng *rng = rsc_random_new (7);
  const gsize n = 120, d = 3;
  g_autofree double *x = g_new (double, n *d);
  g_autofree double *r = g_new (double, n);
  gsize n_left_out = 0;

  for (gsize round = 0; round < 6; round++)
    {
      RscPricingSettings settings = { 0 };
      RscPeak highest, peak;

      fill (rng, n * d, x);
      fill (rng, n, r);
      g_autoptr (RscPricing) pricing = rsc_pricing_new (n, d, x);
      rsc_pricing_set_residual (pricing, r);
      g_autoptr (RscPricingResult) largest =
        rsc_pricing_search (pricing, &settings, NULL, NULL, NULL);
      settings.threshold = 0.5 * largest->lower;
      g_autoptr (RscPricingResult) all = rsc_pricing_search (pricing, &settings, NULL, NULL, NULL);
      settings.level = 0.6 * largest->lower;
      g_autoptr (RscPricingResult) some = rsc_pricing_search (pricing, &settings, NULL, NULL, NULL);

      g_assert_cmpint (some->status, ==, RSC_PRICING_COMPLETE);
      g_assert_cmpfloat (some->upper, >=, largest->lower * (1.0 - 1e-13));
      g_assert_cmpfloat (some->upper, <=, largest->lower * (1.0 + 1e-10));
      g_assert_cmpuint (some->n_nodes, <, all->n_nodes);
      rsc_peaks_get (all->peaks, 0, &highest);
      for (gsize k = 0; k < rsc_peaks_get_n (all->peaks); k++)
        {
          rsc_peaks_get (all->peaks, k, &peak);
          if (peak.value > settings.level + 0.91 * (highest.value - settings.level))
            g_assert_true (rsc_peaks_has_direction (some->peaks, peak.sign, peak.direction));
        }
      n_left_out += rsc_peaks_get_n (all->peaks) - rsc_peaks_get_n (some->peaks);
      /* A level that nothing reaches leaves nothing out. */
      settings.level = 1.1 * largest->lower;
      g_autoptr (RscPricingResult) none = rsc_pricing_search (pricing, &settings, NULL, NULL, NULL);
      g_assert_cmpuint (rsc_peaks_get_n (none->peaks), ==, rsc_peaks_get_n (all->peaks));
    }
  g_assert_cmpuint (n_left_out, >, 0);
  gsl_rng_free (rng);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ascent/sums", test_sums);
  g_test_add_func ("/ascent/near", test_near);
  g_test_add_func ("/ascent/sides", test_sides);
  g_test_add_func ("/ascent/ascents", test_ascents);
  g_test_add_func ("/ascent/cells", test_cells);
  g_test_add_func ("/ascent/level", test_level);
  return g_test_run ();
}
