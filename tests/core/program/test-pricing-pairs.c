/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Cones whose rows are paired: bounds that hold, and searches that find the same from fewer
 * cones. */

#include "core/numerics/rsc-random.h"
#include "core/program/rsc-pricing-cone.h"
#include "core/program/rsc-pricing.h"
#include "repeats.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <math.h>

/* What the rows of a problem are. */
typedef enum
{
  GAUSSIAN,
  INTEGERS,    /* with repeats and opposite rows */
  TWINS,       /* every other row beside the one before, with the opposite residual */
  MANY_SCALES, /* lengths from 1e-6 to 1e6 */
  N_KINDS
} Kind;

static void
draw (gsl_rng *rng, Kind kind, gsize n, gsize d, double *x, double *r)
{
  for (gsize i = 0; i < n; i++)
    {
      const double scale = kind == MANY_SCALES ? pow (10.0, gsl_ran_flat (rng, -6.0, 6.0)) : 1.0;

      for (gsize k = 0; k < d; k++)
        {
          const double entry = kind == INTEGERS ? (double) gsl_rng_uniform_int (rng, 4) - 1.0
                                                : gsl_ran_gaussian (rng, 1.0);

          x[i * d + k] = k + 1 < d ? scale * entry : scale;
        }
      r[i] = gsl_ran_gaussian (rng, 1.0) / scale;
      if (kind != TWINS || i % 2 == 0)
        continue;
      for (gsize k = 0; k + 1 < d; k++)
        x[i * d + k] = x[(i - 1) * d + k] + gsl_ran_gaussian (rng, 0.2);
      r[i] = -r[i - 1];
    }
}

/* Directions of a cone of @r generators are drawn, and none is above its bound. */
static void
check_bound (gsl_rng *rng, const RscPricingRows *rows, const RscPricingCone *cone)
{
  const gsize r = rows->rank;
  g_autofree double *record = g_new (double, rsc_pricing_cone_get_record_size (r));
  g_autofree double *u = g_new (double, r);

  rsc_pricing_cone_write (cone, record);
  for (gsize draws = 0; draws < 40; draws++)
    {
      double square = 0.0, value;

      for (gsize l = 0; l < r; l++)
        u[l] = 0.0;
      for (gsize k = 0; k < r; k++)
        {
          const double t = pow (gsl_rng_uniform (rng), 3.0);

          for (gsize l = 0; l < r; l++)
            u[l] += t * record[k * r + l];
        }
      for (gsize l = 0; l < r; l++)
        square += u[l] * u[l];
      value = rsc_pricing_cone_get_sign (cone) * rsc_pricing_rows_evaluate (rows, u);
      g_assert_cmpfloat (value / sqrt (square), <=, rsc_pricing_cone_get_bound (cone));
    }
}

/* Cuts from a root on, one part of each time. */
static void
descend (gsl_rng *rng, RscPricingBounder *bounder, const RscPricingRows *rows, gsize root)
{
  RscPricingCone *cone = rsc_pricing_cone_new_root (bounder, root / 2, root % 2 == 0 ? 1 : -1);

  for (gsize depth = 0; depth < 20 && !rsc_pricing_cone_is_last (cone); depth++)
    {
      const gsize kept = gsl_rng_uniform_int (rng, 2);
      RscPricingCone *parts[2];

      rsc_pricing_cone_cut (bounder, cone, parts);
      rsc_pricing_cone_free (cone);
      check_bound (rng, rows, parts[0]);
      check_bound (rng, rows, parts[1]);
      cone = parts[kept];
      rsc_pricing_cone_free (parts[1 - kept]);
    }
  rsc_pricing_cone_free (cone);
}

static void
test_bounds (void)
{
  gsl_rng *rng = rsc_random_new (5);

  for (gsize repeat = 0; repeat < TEST_REPEATS (24u); repeat++)
    {
      const gsize n = 90, d = 5 + repeat % 2;
      g_autofree double *x = g_new (double, n *d);
      g_autofree double *r = g_new (double, n);
      /* From what no bound comes down to up to what the first one is below. */
      const double level = pow (10.0, gsl_ran_flat (rng, -3.0, 0.0));

      draw (rng, (Kind) (repeat % N_KINDS), n, d, x, r);
      g_autoptr (RscPricingRows) rows = rsc_pricing_rows_new (n, d, x);
      rsc_pricing_rows_set_residual (rows, r);
      g_autoptr (RscPricingBounder) bounder = rsc_pricing_bounder_new (rows);
      rsc_pricing_bounder_begin_pairs (bounder);
      rsc_pricing_bounder_set_levels (bounder, level * rows->spread, level * rows->spread);
      for (gsize root = 0; root < 2 * rsc_pricing_bounder_get_n_roots (bounder); root += 3)
        descend (rng, bounder, rows, root);
    }
  gsl_rng_free (rng);
}

static void
check_same_peaks (const RscPricingResult *a, const RscPricingResult *b, double unit)
{
  g_assert_cmpuint (rsc_peaks_get_n (a->peaks), ==, rsc_peaks_get_n (b->peaks));
  for (gsize k = 0; k < rsc_peaks_get_n (a->peaks); k++)
    {
      RscPeak one, two;

      rsc_peaks_get (a->peaks, k, &one);
      rsc_peaks_get (b->peaks, k, &two);
      g_assert_cmpfloat_with_epsilon (one.value, two.value, 1e-12 * unit);
    }
}

/* The ladder pairs rows, what goes straight on does not: the same peaks and bounds, and a bound
 * above them from far fewer cones. */
static void
test_search (void)
{
  gsl_rng *rng = rsc_random_new (7);

  for (gsize repeat = 0; repeat < TEST_REPEATS (8u); repeat++)
    {
      const gsize n = 60, d = 5;
      g_autofree double *x = g_new (double, n *d);
      g_autofree double *r = g_new (double, n);
      RscPricingSettings settings = { 0 };

      draw (rng, (Kind) (repeat % N_KINDS), n, d, x, r);
      g_autoptr (RscPricing) pricing = rsc_pricing_new (n, d, x);
      rsc_pricing_set_residual (pricing, r);
      g_autoptr (RscPricingResult) top = rsc_pricing_search (pricing, &settings, NULL, NULL, NULL);
      for (double share = 0.98; share < 2.0; share += 0.6)
        {
          settings.threshold = share * top->lower;
          settings.work_straight = 0;
          g_autoptr (RscPricingResult) alone =
            rsc_pricing_search (pricing, &settings, NULL, NULL, NULL);
          settings.work_straight = 1;
          g_autoptr (RscPricingResult) paired =
            rsc_pricing_search (pricing, &settings, NULL, NULL, NULL);

          g_test_message ("%g: %zu cones alone, %zu paired", share, alone->n_nodes,
                          paired->n_nodes);
          g_assert_cmpint (alone->status, ==, RSC_PRICING_COMPLETE);
          g_assert_cmpint (paired->status, ==, RSC_PRICING_COMPLETE);
          g_assert_cmpfloat (paired->upper, >=, top->lower);
          g_assert_cmpfloat (paired->upper, <=, MAX (share, 1.0) * top->lower * (1.0 + 1e-11));
          if (share > 1.0 && repeat % N_KINDS == TWINS)
            g_assert_cmpuint (3 * paired->n_nodes, <, alone->n_nodes);
          check_same_peaks (paired, alone, top->lower);
        }
    }
  gsl_rng_free (rng);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pricing-pairs/bounds", test_bounds);
  g_test_add_func ("/pricing-pairs/search", test_search);
  return g_test_run ();
}
