/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/geometry/rsc-polytope.h"
#include "core/numerics/rsc-mixing.h"
#include "core/numerics/rsc-random.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>

#define CHAINS 4
#define POINTS 1000

static double *
sample (const RscPolytope *polytope)
{
  const gsize m = rsc_polytope_get_n_support (polytope);
  double *points = g_new (double, CHAINS *POINTS *m);

  for (gsize k = 0; k < CHAINS; k++)
    {
      g_autoptr (GError) error = NULL;

      rsc_polytope_sample_chain (polytope, rsc_random_mix (k), POINTS, points + k * POINTS * m,
                                 NULL, &error);
      g_assert_no_error (error);
    }
  return points;
}

/* Column @i of the points, in the order of the walks. */
static double *
take_column (const double *points, gsize m, gsize i)
{
  double *values = g_new (double, CHAINS *POINTS);

  for (gsize k = 0; k < CHAINS * POINTS; k++)
    values[k] = points[k * m + i];
  return values;
}

/* The largest distance between the distribution function of @values and (1 - (1 - t)^k), which is
 * that of a coordinate of the simplex, is within what so many independent draws leave to chance
 * (Kolmogorov, once in 10^5). */
static void
check_law (double *values, double scale, gsize k)
{
  const RscMixing mixing = rsc_mixing_check (CHAINS, POINTS, values);
  double farthest = 0.0;

  g_assert_cmpfloat (mixing.shrink, <, 1.02);
  g_assert_cmpfloat (mixing.n_effective, >, 400.0);
  gsl_sort (values, 1, CHAINS * POINTS);
  for (gsize i = 0; i < CHAINS * POINTS; i++)
    {
      const double law = 1.0 - pow (1.0 - values[i] / scale, (double) k);

      farthest = MAX (farthest, fabs (law - (i + 0.5) / (CHAINS * POINTS)));
    }
  g_assert_cmpfloat (farthest, <, 2.5 / sqrt (mixing.n_effective));
}

/* {a >= 0, Σ a_i / scale_i = 1}, whose columns are of all sizes. */
static void
test_simplex (void)
{
  for (gsize m = 2; m <= 8; m += 2)
    {
      g_autofree double *c = g_new (double, m);
      g_autofree double *a = g_new (double, m);
      g_autoptr (GError) error = NULL;

      for (gsize i = 0; i < m; i++)
        {
          c[i] = pow (10.0, (double) i - 3.0);
          a[i] = 1.0 / (m * c[i]);
        }
      g_autoptr (RscPolytope) polytope = rsc_polytope_new (1, m, c, a, NULL, &error);
      g_assert_no_error (error);
      g_autofree double *points = sample (polytope);
      for (gsize k = 0; k < CHAINS * POINTS; k++)
        {
          double sum = 0.0;

          for (gsize i = 0; i < m; i++)
            {
              g_assert_cmpfloat (points[k * m + i], >=, 0.0);
              sum += c[i] * points[k * m + i];
            }
          g_assert_cmpfloat_with_epsilon (sum, 1.0, 1e-12);
        }
      for (gsize i = 0; i < m; i++)
        {
          g_autofree double *values = take_column (points, m, i);

          check_law (values, 1.0 / c[i], m - 1);
        }
    }
}

/* A box whose sides differ 10^5 times, {a_i + b_i = side_i} with a common unit: round directions
 * alone would take 10^10 steps. */
static void
test_thin (void)
{
  enum
  {
    K = 4
  };
  double c[K * 2 * K] = { 0.0 }, a[2 * K];
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < K; i++)
    {
      const double side = pow (10.0, -(double) i * 5.0 / (K - 1));

      c[i * 2 * K + i] = c[i * 2 * K + K + i] = 1.0;
      a[i] = a[K + i] = side / 2.0;
    }
  g_autoptr (RscPolytope) polytope = rsc_polytope_new (K, 2 * K, c, a, NULL, &error);
  g_assert_no_error (error);
  g_autofree double *points = sample (polytope);
  for (gsize i = 0; i < K; i++)
    {
      g_autofree double *values = take_column (points, 2 * K, i);

      check_law (values, 2.0 * a[i], 1);
    }
}

/* The number of independent draws by its definition: of correlations that fall, rise and fall again
 * every pair counts no more than the smallest before it. */
static void
test_monotone (void)
{
  enum
  {
    LENGTH = 400,
    HALF = LENGTH / 2
  };
  double values[2 * LENGTH], means[4], within = 0.0, between = 0.0, mean = 0.0;
  double sum = 0.0, plain = 0.0, least = INFINITY, pair = 0.0;

  for (gsize k = 0; k < 2 * LENGTH; k++)
    values[k] = cos (G_PI * (double) k / 150.0) + 0.6 * cos (G_PI * (double) k / 4.0);
  for (gsize h = 0; h < 4; h++)
    {
      means[h] = gsl_stats_mean (values + h * HALF, 1, HALF);
      within += gsl_stats_variance (values + h * HALF, 1, HALF) / 4.0;
      mean += means[h] / 4.0;
    }
  for (gsize h = 0; h < 4; h++)
    between += (means[h] - mean) * (means[h] - mean) / 3.0;
  const double total = within * (HALF - 1.0) / HALF + between;
  for (gsize lag = 0; lag + 1 < HALF; lag++)
    {
      double apart = 0.0, correlation;

      for (gsize h = 0; h < 4; h++)
        for (gsize i = 0; i + lag < HALF; i++)
          apart += (values[h * HALF + i] - means[h]) * (values[h * HALF + i + lag] - means[h]);
      correlation = lag == 0 ? 1.0 : 1.0 - (within - apart / (4.0 * (HALF - 1.0))) / total;
      pair = lag % 2 == 0 ? correlation : pair + correlation;
      if (lag % 2 == 0)
        continue;
      if (pair <= 0.0)
        break;
      least = fmin (least, pair);
      sum += least;
      plain += pair;
    }
  g_assert_cmpfloat (plain, >, 1.1 * sum);
  g_assert_cmpfloat_with_epsilon (rsc_mixing_check (2, LENGTH, values).n_effective,
                                  2.0 * LENGTH / (2.0 * sum - 1.0), 1e-9);
}

/* Walks that do not move, and walks whose neighbours are as much alike as is known. */
static void
test_mixing (void)
{
  double still[2 * 100];
  gsl_rng *rng = rsc_random_new (3);
  g_autofree double *values = g_new (double, CHAINS * 4000);
  const double likeness = 0.9;

  for (gsize k = 0; k < G_N_ELEMENTS (still); k++)
    still[k] = 0.1;
  g_assert_cmpfloat (rsc_mixing_check (2, 100, still).shrink, ==, 1.0);
  g_assert_cmpfloat (rsc_mixing_check (2, 100, still).n_effective, ==, 200.0);
  for (gsize k = 0; k < 100; k++)
    still[k] = 0.2;
  g_assert_true (isinf (rsc_mixing_check (2, 100, still).shrink));
  g_assert_cmpfloat (rsc_mixing_check (2, 100, still).n_effective, <, 10.0);

  for (gsize chain = 0; chain < CHAINS; chain++)
    for (gsize k = 0; k < 4000; k++)
      {
        const double noise = gsl_ran_gaussian (rng, sqrt (1.0 - likeness * likeness));
        double *value = values + chain * 4000 + k;

        *value = k == 0 ? noise : likeness * value[-1] + noise;
      }
  const RscMixing mixing = rsc_mixing_check (CHAINS, 4000, values);
  const double truth = CHAINS * 4000 * (1.0 - likeness) / (1.0 + likeness);
  g_assert_cmpfloat (mixing.shrink, <, 1.01);
  g_assert_cmpfloat (mixing.n_effective, >, 0.75 * truth);
  g_assert_cmpfloat (mixing.n_effective, <, 1.3 * truth);
  /* One of the walks was somewhere else. */
  for (gsize k = 0; k < 4000; k++)
    values[k] += 1.0;
  g_assert_cmpfloat (rsc_mixing_check (CHAINS, 4000, values).shrink, >, 1.05);
  gsl_rng_free (rng);
}

static void
test_cancelled (void)
{
  const double c[] = { 1.0, 1.0, 1.0 }, a[] = { 0.2, 0.3, 0.5 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (RscPolytope) polytope = rsc_polytope_new (1, 3, c, a, NULL, &error);
  double points[3 * 3];

  g_cancellable_cancel (cancellable);
  g_assert_false (rsc_polytope_sample_chain (polytope, 1, 3, points, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sample/simplex", test_simplex);
  g_test_add_func ("/sample/thin", test_thin);
  g_test_add_func ("/sample/mixing", test_mixing);
  g_test_add_func ("/sample/monotone", test_monotone);
  g_test_add_func ("/sample/cancelled", test_cancelled);
  return g_test_run ();
}
