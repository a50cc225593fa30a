/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is proved of a cone at one residual holds at any other, and spares a search most of its
 * cones while the residual moves. */

#include "core/numerics/rsc-random.h"
#include "core/program/rsc-pricing-search.h"
#include "core/program/rsc-pricing.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

#define N 20
#define SAMPLES 12
#define STEPS 60
#define R_MAX 8

static void
fill (gsl_rng *rng, gsize n, double *values)
{
  for (gsize i = 0; i < n; i++)
    values[i] = gsl_ran_gaussian (rng, 1.0);
}

/* N rows of @d, three of them on lines with others, one of these turned; in a space of one
 * dimension less where @is_flat. */
static RscPricingRows *
make_rows (gsl_rng *rng, gsize d, gboolean is_flat)
{
  g_autofree double *x = g_new (double, N *d);

  fill (rng, N * d, x);
  for (gsize i = 0; i < N; i++)
    {
      if (is_flat)
        x[i * d + d - 1] = x[i * d] - 0.5 * x[i * d + 1];
    }
  for (gsize k = 0; k < d; k++)
    {
      x[d + k] = -2.0 * x[k];
      x[3 * d + k] = 0.5 * x[2 * d + k];
      x[4 * d + k] = x[2 * d + k];
    }
  return rsc_pricing_rows_new (N, d, x);
}

static double
found (int sign, const double *u, gpointer user_data)
{
  return sign * rsc_pricing_rows_evaluate (user_data, u);
}

/* Searches for all above @share of the maximum, and keeps in @regions what that proves. Returns the
 * threshold. */
static double
search (RscPricingRows *rows, double share, RscPricingRegions *regions)
{
  g_autoptr (RscAscent) ascent = rsc_ascent_new (rows);
  RscPricingSettings settings = { .by_halves = TRUE };
  RscPricingSearch result;
  gboolean is_whole = FALSE;

  rsc_pricing_search_run (&result, rows, &settings, NULL, NULL, NULL, ascent, found, NULL, rows,
                          NULL);
  settings.threshold = share * result.lower;
  rsc_pricing_search_run (&result, rows, &settings, NULL, regions, &is_whole, ascent, found, NULL,
                          rows, NULL);
  g_assert_true (is_whole);
  return settings.threshold;
}

/* Whether h_s is no more on region @k than opposite of it, which then is what has to be proved. */
static gboolean
is_lower (const RscPricingRows *rows, const RscPricingRegions *regions, gsize k)
{
  const gsize r = rows->rank;
  const double *generators = rsc_pricing_regions_get_generators (regions, k);

  for (gsize j = 0; j < r; j++)
    {
      double height = 0.0;

      for (gsize l = 0; l < r; l++)
        height += rows->sum[l] * generators[j * r + l];
      if (!(rsc_pricing_regions_get_sign (regions, k) * height < 1e-12))
        return FALSE;
    }
  return TRUE;
}

/* h_s at Σ t_k v_k of region @k. */
static double
evaluate (const RscPricingRows *rows, const RscPricingRegions *regions, gsize k, const double *t)
{
  const gsize r = rows->rank;
  const double *generators = rsc_pricing_regions_get_generators (regions, k);
  double u[R_MAX] = { 0.0 }, square = 0.0;

  for (gsize j = 0; j < r; j++)
    {
      for (gsize l = 0; l < r; l++)
        u[l] += t[j] * generators[j * r + l];
    }
  for (gsize l = 0; l < r; l++)
    square += u[l] * u[l];
  return rsc_pricing_regions_get_sign (regions, k) * rsc_pricing_rows_evaluate (rows, u)
         / sqrt (square);
}

/* The largest h_s of region @k, nearly: from some directions, its generators the first of them, by
 * steps at random. */
static double
sample (gsl_rng *rng, const RscPricingRows *rows, const RscPricingRegions *regions, gsize k)
{
  const gsize r = rows->rank;
  double best[R_MAX] = { 0.0 }, largest = 0.0;

  for (gsize draw = 0; draw < r + SAMPLES + STEPS; draw++)
    {
      double t[R_MAX], value;

      for (gsize j = 0; j < r; j++)
        {
          if (draw < r)
            t[j] = draw == j ? 1.0 : 0.0;
          else if (draw < r + SAMPLES)
            t[j] = gsl_ran_exponential (rng, 1.0);
          else
            t[j] = fabs (best[j] + gsl_ran_gaussian (rng, draw % 2 == 0 ? 0.2 : 0.02));
        }
      value = evaluate (rows, regions, k, t);
      if (value > largest)
        {
          largest = value;
          memcpy (best, t, r * sizeof (double));
        }
    }
  return largest;
}

/* At residuals near and far, those of turned signs too: no direction is above what is proved of its
 * region, and little is left unproved of it where little has changed. */
static void
check_holds (gsize d, gboolean is_flat, double share)
{
  const double sizes[] = { 0.0, 1e-3, 0.02, 0.3, 3.0 };
  const double levels[] = { 0.9, 1.001, 1.02, 1.2, 2.0, 5.0 };
  gsl_rng *rng = rsc_random_new (d);
  g_autoptr (RscPricingRows) rows = make_rows (rng, d, is_flat);
  double r[N], moved[N];

  fill (rng, N, r);
  rsc_pricing_rows_set_residual (rows, r);
  g_autoptr (RscPricingProofs) proofs = rsc_pricing_proofs_new (rows, G_MAXSIZE);
  g_autoptr (RscPricingRegions) regions = rsc_pricing_regions_new (rows->rank, proofs);
  g_assert_cmpuint (rows->rank, ==, is_flat ? d - 1 : d);
  g_assert_true (rsc_pricing_proofs_are_short (rows));
  g_assert_true (rsc_pricing_proofs_begin (proofs, rows));
  const double threshold = ldexp (search (rows, share, regions), rows->r_exponent);
  const gsize n = rsc_pricing_regions_get_n (regions);

  for (gsize step = 0; step < G_N_ELEMENTS (sizes); step++)
    {
      gsize n_proved[G_N_ELEMENTS (levels)] = { 0 }, n_upper = 0;

      for (gsize i = 0; i < N; i++)
        moved[i] = r[i] + sizes[step] * gsl_ran_gaussian (rng, 1.0);
      rsc_pricing_rows_set_residual (rows, moved);
      g_assert_true (rsc_pricing_proofs_begin (proofs, rows));
      for (gsize k = 0; k < n; k++)
        {
          const double unit = ldexp (1.0, -rows->r_exponent),
                       highest = sample (rng, rows, regions, k);

          for (gsize j = 0; j < G_N_ELEMENTS (levels); j++)
            {
              const double level = levels[j] * threshold * unit;

              if (!rsc_pricing_regions_is_proved (regions, k, level))
                continue;
              n_proved[j] += !is_lower (rows, regions, k);
              g_assert_cmpfloat (highest, <=, level);
            }
          n_upper += !is_lower (rows, regions, k);
          if (highest > 0.0)
            g_assert_false (rsc_pricing_regions_is_proved (regions, k, (1.0 - 1e-9) * highest));
        }
      g_test_message ("d = %zu, %g, moved by %g: of %zu regions %zu, %zu, %zu, %zu, %zu, %zu", d,
                      share, sizes[step], n_upper, n_proved[0], n_proved[1], n_proved[2],
                      n_proved[3], n_proved[4], n_proved[5]);
      /* At its own residual each has its bound again, but for those of peaks. */
      if (step < 3)
        g_assert_cmpuint (n_proved[1 + step], >, share > 1.0 ? 9 * n_upper / 10 : n_upper / 2);
    }
  gsl_rng_free (rng);
}

static void
test_holds (void)
{
  check_holds (3, FALSE, 1.01);
  check_holds (4, FALSE, 0.9);
  check_holds (5, FALSE, 1.01);
  check_holds (5, TRUE, 0.8);
  check_holds (6, FALSE, 1.1);
  check_holds (7, FALSE, 1.3);
}

/* Where all that is left is on rows far shorter than one that is fitted exactly, squares of their
 * numbers underflow unless they are in units of their own: then too much would be proved. */
static void
check_short (double length)
{
  const gsize d = 3;
  gsl_rng *rng = rsc_random_new (5);
  double x[N * 3], r[N];

  fill (rng, N * d, x);
  fill (rng, N, r);
  for (gsize k = d; k < N * d; k++)
    x[k] *= length;
  r[0] = 0.0;
  g_autoptr (RscPricingRows) rows = rsc_pricing_rows_new (N, d, x);
  rsc_pricing_rows_set_residual (rows, r);
  g_autoptr (RscPricingProofs) proofs = rsc_pricing_proofs_new (rows, G_MAXSIZE);
  g_autoptr (RscPricingRegions) regions = rsc_pricing_regions_new (rows->rank, proofs);
  g_assert_true (rsc_pricing_proofs_begin (proofs, rows));
  const double threshold = search (rows, 0.9, regions);
  gsize n_proved = 0;

  for (gsize k = 0; k < rsc_pricing_regions_get_n (regions); k++)
    {
      const double highest = sample (rng, rows, regions, k);

      n_proved += rsc_pricing_regions_is_proved (regions, k, 1.01 * threshold);
      if (highest > 0.0)
        g_assert_false (rsc_pricing_regions_is_proved (regions, k, (1.0 - 1e-9) * highest));
    }
  g_test_message ("length %g: %zu proved", length, n_proved);
  g_assert_cmpuint (n_proved, >, 0);
  gsl_rng_free (rng);
}

static void
test_short (void)
{
  check_short (1e-9);
  check_short (1e-20);
  check_short (1e-22);
  check_short (1e-30);
  check_short (1e-60);
  check_short (1e-200);
}

/* The same of the bounds, from the beginning and from one residual to the next: those of the short
 * rows alone, in their units, whatever rows are fitted beside them. */
static void
test_short_bounds (void)
{
  const gsize d = 3;
  const int exponents[] = { 0, -20, -200, -540, -900, -990 };
  double x[(N + 1) * 3], r[N + 1], way[N + 1];
  gsl_rng *rng = rsc_random_new (6);

  fill (rng, (N + 1) * d, x);
  fill (rng, N + 1, r);
  fill (rng, N + 1, way);
  gsl_rng_free (rng);
  r[N] = way[N] = 0.0;
  g_autoptr (RscPricing) alone = rsc_pricing_new (N, d, x);
  for (gsize j = 0; j < G_N_ELEMENTS (exponents); j++)
    {
      RscPricingSettings settings = { .by_halves = TRUE, .keep_regions = TRUE };
      RscPricingResult *before = NULL;
      double both[(N + 1) * 3], moved[N + 1];

      for (gsize k = 0; k < (N + 1) * d; k++)
        both[k] = k < N * d ? ldexp (x[k], exponents[j]) : x[k];
      g_autoptr (RscPricing) pricing = rsc_pricing_new (N + 1, d, both);
      for (gsize step = 0; step < 4; step++)
        {
          for (gsize i = 0; i <= N; i++)
            moved[i] = r[i] + 1e-3 * (double) step * way[i];
          rsc_pricing_set_residual (alone, moved);
          settings.threshold = 0.0;
          g_autoptr (RscPricingResult) top =
            rsc_pricing_search (alone, &settings, NULL, NULL, NULL);
          rsc_pricing_set_residual (pricing, moved);
          settings.threshold = step > 0 ? ldexp (0.9 * top->lower, exponents[j]) : 0.0;
          RscPricingResult *next =
            rsc_pricing_search_from (pricing, before, &settings, NULL, NULL, NULL);
          g_assert_cmpint (next->status, ==, RSC_PRICING_COMPLETE);
          g_assert_cmpfloat (ldexp (next->upper, -exponents[j]), >=, top->lower);
          g_assert_cmpfloat_with_epsilon (ldexp (next->lower, -exponents[j]), top->lower,
                                          1e-12 * top->lower);
          rsc_pricing_result_free (before);
          before = next;
        }
      rsc_pricing_result_free (before);
    }
}

/* Far from the origin, where the rows are nearly on one line, cones are as wide as a half space
 * almost: no peak that ascents find is missed in their parts. */
static void
test_far (void)
{
  const gsize n = 6;
  gsl_rng *rng = rsc_random_new (8);

  for (gsize trial = 0; trial < 300; trial++)
    {
      const gsize d = 2 + trial % 3;
      const double offset = pow (10.0, 4.0 + (double) (trial % 4));
      RscPricingSettings settings = { .by_halves = trial % 2 == 0, .keep_regions = TRUE };
      RscPricingResult *before = NULL;
      double x[6 * 4], r[6];

      fill (rng, n * d, x);
      fill (rng, n, r);
      for (gsize i = 0; i < n; i++)
        {
          for (gsize k = 0; k + 1 < d; k++)
            x[i * d + k] += offset;
          x[i * d + d - 1] = 1.0;
        }
      g_autoptr (RscPricing) pricing = rsc_pricing_new (n, d, x);
      for (gsize step = 0; step < 6; step++)
        {
          g_autoptr (RscPeaks) known = rsc_peaks_new (n, d);
          RscPeak top, found = { 0 };
          RscPricingResult *next;

          rsc_pricing_set_residual (pricing, r);
          g_assert_true (
            rsc_pricing_ascend_from_random (pricing, 10, step, 0.0, known, NULL, NULL, NULL));
          g_assert_cmpuint (rsc_peaks_get_n (known), >, 0);
          rsc_peaks_get (known, 0, &top);
          settings.threshold = 0.9 * top.value;
          next = rsc_pricing_search_from (pricing, before, &settings, NULL, NULL, NULL);
          g_assert_cmpint (next->status, ==, RSC_PRICING_COMPLETE);
          g_assert_cmpfloat (next->upper, >=, top.value);
          if (rsc_peaks_get_n (next->peaks) > 0)
            rsc_peaks_get (next->peaks, 0, &found);
          g_assert_cmpfloat (found.value, >=, (1.0 - 1e-9) * top.value);
          rsc_pricing_result_free (before);
          before = next;
          for (gsize i = 0; i < n; i++)
            r[i] += 0.1 * gsl_ran_gaussian (rng, 1.0);
        }
      rsc_pricing_result_free (before);
    }
  gsl_rng_free (rng);
}

/* Signs that nothing is proved of any more make place for others. */
static void
test_signs (void)
{
  gsl_rng *rng = rsc_random_new (7);
  g_autoptr (RscPricingRows) rows = make_rows (rng, 2, FALSE);
  g_autoptr (GPtrArray) all =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rsc_pricing_regions_free);
  double r[N];

  fill (rng, N, r);
  rsc_pricing_rows_set_residual (rows, r);
  g_autoptr (RscPricingProofs) proofs = rsc_pricing_proofs_new (rows, G_MAXSIZE);
  while (all->len < 200)
    {
      RscPricingRegions *regions;

      fill (rng, N, r);
      rsc_pricing_rows_set_residual (rows, r);
      if (!rsc_pricing_proofs_begin (proofs, rows))
        break;
      regions = rsc_pricing_regions_new (2, proofs);
      search (rows, 1.1, regions);
      g_ptr_array_add (all, regions);
    }
  g_assert_cmpuint (all->len, >, 1);
  g_assert_cmpuint (all->len, <, 200);
  g_ptr_array_remove_index (all, 0);
  g_assert_true (rsc_pricing_proofs_begin (proofs, rows));
  gsl_rng_free (rng);
}

/* A residual that moves step by step, as while λ is dragged, as many steps forth as back: the same
 * peaks as of a search from nothing, and far fewer cones, in whatever memory there is. */
static void
check_steps (gsize bytes_max, double share_of_cones)
{
  const gsize n = 24, d = 5;
  double x[24 * 5], r[24], way[24];
  gsl_rng *rng = rsc_random_new (3);
  RscPricingSettings settings = { .by_halves = TRUE, .keep_regions = TRUE };
  RscPricingResult *before = NULL;
  gsize n_fresh = 0, n_from = 0;

  fill (rng, n * d, x);
  fill (rng, n, r);
  fill (rng, n, way);
  gsl_rng_free (rng);
  g_autoptr (RscPricing) pricing = rsc_pricing_new (n, d, x);
  for (gsize step = 0; step < 20; step++)
    {
      for (gsize i = 0; i < n; i++)
        r[i] += (step < 10 ? 0.005 : -0.005) * way[i];
      rsc_pricing_set_residual (pricing, r);
      settings.threshold = 0.0;
      g_autoptr (RscPricingResult) top = rsc_pricing_search (pricing, &settings, NULL, NULL, NULL);
      settings.threshold = (1.0 - 1e-9) * top->upper;
      settings.bytes_max = 0;
      g_autoptr (RscPricingResult) fresh =
        rsc_pricing_search (pricing, &settings, NULL, NULL, NULL);
      settings.bytes_max = bytes_max;
      RscPricingResult *next =
        rsc_pricing_search_from (pricing, before, &settings, NULL, NULL, NULL);

      g_assert_cmpint (next->status, ==, RSC_PRICING_COMPLETE);
      g_assert_cmpuint (rsc_peaks_get_n (next->peaks), ==, rsc_peaks_get_n (fresh->peaks));
      for (gsize k = 0; k < rsc_peaks_get_n (fresh->peaks); k++)
        {
          RscPeak one, two;

          rsc_peaks_get (fresh->peaks, k, &one);
          rsc_peaks_get (next->peaks, k, &two);
          g_assert_cmpfloat_with_epsilon (one.value, two.value, 1e-12 * one.value);
        }
      g_assert_cmpfloat (next->upper, >=, top->lower);
      g_assert_cmpfloat (next->upper, <=, top->upper * (1.0 + 1e-11));
      if (step >= 2)
        {
          n_fresh += fresh->n_nodes;
          n_from += next->n_nodes;
        }
      rsc_pricing_result_free (before);
      before = next;
    }
  rsc_pricing_result_free (before);
  g_test_message ("%zu cones in place of %zu", n_from, n_fresh);
  g_assert_cmpfloat ((double) n_from, <, share_of_cones * (double) n_fresh);
}

static void
test_steps (void)
{
  check_steps (0, 0.35);
  check_steps (100 << 10, 1.1);
  check_steps (500 << 10, 1.1);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pricing-proofs/holds", test_holds);
  g_test_add_func ("/pricing-proofs/short", test_short);
  g_test_add_func ("/pricing-proofs/short-bounds", test_short_bounds);
  g_test_add_func ("/pricing-proofs/far", test_far);
  g_test_add_func ("/pricing-proofs/signs", test_signs);
  g_test_add_func ("/pricing-proofs/steps", test_steps);
  return g_test_run ();
}
