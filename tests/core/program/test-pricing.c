/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pricing by branch and bound against all patterns, one by one. */

#include "core/data/rsc-gallery.h"
#include "core/numerics/rsc-random.h"
#include "core/numerics/rsc-tolerances.h"
#include "core/program/rsc-pricer.h"
#include "core/program/rsc-pricing.h"
#include "core/program/rsc-solver.h"
#include "problems.h"
#include "repeats.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

/* ||v_b|| and v_b of every block of a problem at a residual, in the problem's units. */
typedef struct
{
  RscProblem *problem;
  RscArrangement *arrangement;
  gsize n;
  gsize d;
  gsize n_blocks;
  double *norms;
  double *v;
  double largest;
  double spread; /* Σ |r_i| ||x_i|| */
} Blocks;

static void
blocks_init (Blocks *self, RscProblem *problem, const double *r)
{
  g_autoptr (RscPricer) pricer = rsc_pricer_new (problem);
  const double *x = rsc_problem_get_x (problem);
  double unit;

  self->problem = problem;
  self->arrangement = rsc_problem_get_arrangement (problem);
  self->n = rsc_problem_get_n (problem);
  self->d = rsc_problem_get_d (problem);
  self->n_blocks = rsc_problem_get_n_blocks (problem);
  self->norms = g_new (double, self->n_blocks);
  self->v = g_new (double, self->n_blocks * self->d);
  self->largest = self->spread = 0.0;
  unit = ldexp (1.0, rsc_pricer_get_x_exponent (pricer));
  g_assert_true (rsc_pricer_sweep (pricer, r, NULL, NULL));
  for (gsize b = 0; b < self->n_blocks; b++)
    {
      double *v = self->v + b * self->d;

      self->norms[b] = unit * rsc_pricer_project (pricer, b, 0.0, v, NULL, NULL);
      self->largest = MAX (self->largest, self->norms[b]);
      for (gsize k = 0; k < self->d; k++)
        v[k] *= unit;
    }
  for (gsize i = 0; i < self->n; i++)
    {
      double square = 0.0;

      for (gsize k = 0; k < self->d; k++)
        square += x[i * self->d + k] * x[i * self->d + k];
      self->spread += fabs (r[i]) * sqrt (square);
    }
}

static void
blocks_clear (Blocks *self)
{
  g_free (self->norms);
  g_free (self->v);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Blocks, blocks_clear)

/* Whether the cell has the unit vector @u in its closure. */
static gboolean
is_around (const Blocks *self, gsize pattern, const double *u)
{
  const guint64 *bits = rsc_arrangement_get_pattern (self->arrangement, pattern);
  const double *x = rsc_problem_get_x (self->problem);

  for (gsize i = 0; i < self->n; i++)
    {
      double value = 0.0, square = 0.0;

      for (gsize k = 0; k < self->d; k++)
        {
          value += x[i * self->d + k] * u[k];
          square += x[i * self->d + k] * x[i * self->d + k];
        }
      if ((bits[i / 64] >> (i % 64) & 1u) == 0)
        value = -value;
      if (value < -RSC_TOLERANCE_KINK * sqrt (square))
        return FALSE;
    }
  return TRUE;
}

/* Whether the block's maximum is one of h_s: no cell around it has a larger one. */
static gboolean
is_peak (const Blocks *self, gsize block, const double *u)
{
  for (gsize j = 0; j < self->n_blocks / 2; j++)
    {
      const gsize other = RSC_BLOCK (j, RSC_BLOCK_SIGN (block));

      if (self->norms[other] > self->norms[block] * (1.0 + 1e-11) && is_around (self, j, u))
        return FALSE;
    }
  return TRUE;
}

static gssize
find_pattern (const Blocks *self, const guint64 *pattern)
{
  const gsize n_words = rsc_arrangement_get_n_words (self->arrangement);

  for (gsize j = 0; j < self->n_blocks / 2; j++)
    {
      if (memcmp (rsc_arrangement_get_pattern (self->arrangement, j), pattern,
                  n_words * sizeof (guint64))
          == 0)
        return (gssize) j;
    }
  return -1;
}

static double
distance (gsize d, const double *a, const double *b)
{
  double square = 0.0;

  for (gsize k = 0; k < d; k++)
    square += (a[k] - b[k]) * (a[k] - b[k]);
  return sqrt (square);
}

/* What rounding leaves of the values of a problem. */
static double
get_allowance (const Blocks *blocks)
{
  return 1e-12 * blocks->largest + 1e-14 * blocks->spread;
}

static void
check_maximum (const Blocks *blocks, RscPricing *pricing, gboolean by_halves)
{
  const RscPricingSettings settings = { .by_halves = by_halves };
  g_autoptr (RscPricingResult) result = rsc_pricing_search (pricing, &settings, NULL, NULL, NULL);
  RscPeak peak;

  g_assert_cmpint (result->status, ==, RSC_PRICING_COMPLETE);
  g_assert_cmpfloat (result->upper, >=, blocks->largest);
  g_assert_cmpfloat (result->lower, <=, blocks->largest + get_allowance (blocks));
  g_assert_cmpfloat (result->lower, >=, blocks->largest - get_allowance (blocks));
  g_assert_cmpfloat (result->upper, <=,
                     blocks->largest + get_allowance (blocks) + result->rounding);
  g_assert_cmpfloat (result->rounding, <=, 1e-12 * blocks->spread);
  if (blocks->largest > get_allowance (blocks))
    {
      g_assert_cmpuint (rsc_peaks_get_n (result->peaks), >, 0);
      rsc_peaks_get (result->peaks, 0, &peak);
      g_assert_cmpfloat (peak.value, ==, result->lower);
    }
}

/* All local maxima above @share of the largest are found, and nothing else. */
static void
check_peaks (const Blocks *blocks, RscPricing *pricing, double share, gboolean by_halves)
{
  const gsize d = blocks->d;
  const RscPricingSettings settings = { .threshold = share * blocks->largest,
                                        .by_halves = by_halves };
  g_autoptr (RscPricingResult) result = NULL;
  g_autofree double *u = g_new (double, d);
  RscPeak peak;

  if (!(blocks->largest > 1e3 * get_allowance (blocks)))
    return;
  result = rsc_pricing_search (pricing, &settings, NULL, NULL, NULL);
  g_assert_cmpint (result->status, ==, RSC_PRICING_COMPLETE);
  g_assert_cmpfloat (result->upper, >=, blocks->largest);
  for (gsize b = 0; b < blocks->n_blocks; b++)
    {
      gboolean found = FALSE;

      if (blocks->norms[b] <= settings.threshold + get_allowance (blocks))
        continue;
      for (gsize k = 0; k < d; k++)
        u[k] = blocks->v[b * d + k] / blocks->norms[b];
      for (gsize k = 0; k < rsc_peaks_get_n (result->peaks) && !found; k++)
        {
          rsc_peaks_get (result->peaks, k, &peak);
          found = peak.sign == RSC_BLOCK_SIGN (b) && distance (d, peak.direction, u) < 1e-6;
        }
      if (!found)
        g_assert_false (is_peak (blocks, b, u));
    }
  for (gsize k = 0; k < rsc_peaks_get_n (result->peaks); k++)
    {
      gssize pattern;

      rsc_peaks_get (result->peaks, k, &peak);
      pattern = find_pattern (blocks, peak.pattern);
      g_assert_cmpint (pattern, >=, 0);
      g_assert_cmpfloat_with_epsilon (
        peak.value, blocks->norms[RSC_BLOCK ((gsize) pattern, peak.sign)], get_allowance (blocks));
      g_assert_true (is_peak (blocks, RSC_BLOCK ((gsize) pattern, peak.sign), peak.direction));
    }
}

/* The cells around each peak are those of the arrangement that have it in their closure. */
static void
check_patterns (const Blocks *blocks, RscPricing *pricing)
{
  const RscPricingSettings settings = { .threshold = 0.9 * blocks->largest };
  g_autoptr (RscPricingResult) result = NULL;

  if (!(blocks->largest > 1e3 * get_allowance (blocks)))
    return;
  result = rsc_pricing_search (pricing, &settings, NULL, NULL, NULL);
  for (gsize k = 0; k < rsc_peaks_get_n (result->peaks); k++)
    {
      g_auto (RscPatternSet) patterns = { 0 };
      g_autoptr (GError) error = NULL;
      RscPeak peak;
      gsize n_around = 0;

      rsc_peaks_get (result->peaks, k, &peak);
      rsc_pattern_set_init (&patterns, rsc_pricing_get_n_words (pricing));
      g_assert_true (rsc_pricing_list_patterns_at (pricing, peak.direction, RSC_PATTERNS_LIMIT,
                                                   &patterns, NULL, &error));
      g_assert_no_error (error);
      for (gsize j = 0; j < blocks->n_blocks / 2; j++)
        n_around += is_around (blocks, j, peak.direction) ? 1 : 0;
      g_assert_cmpuint (patterns.n_items, ==, n_around);
      for (gsize j = 0; j < patterns.n_items; j++)
        {
          const gssize pattern = find_pattern (blocks, patterns.items + j * patterns.n_words);

          g_assert_cmpint (pattern, >=, 0);
          g_assert_true (is_around (blocks, (gsize) pattern, peak.direction));
        }
    }
}

static void
check (RscProblem *problem, const double *r)
{
  g_auto (Blocks) blocks = { 0 };
  g_autoptr (RscPricing) pricing = rsc_pricing_new (
    rsc_problem_get_n (problem), rsc_problem_get_d (problem), rsc_problem_get_x (problem));

  blocks_init (&blocks, problem, r);
  rsc_pricing_set_residual (pricing, r);
  for (int by_halves = 0; by_halves < 2; by_halves++)
    {
      check_maximum (&blocks, pricing, by_halves);
      if (blocks.n_blocks > 4000)
        continue;
      check_peaks (&blocks, pricing, 0.999, by_halves);
      check_peaks (&blocks, pricing, 0.8, by_halves);
      check_peaks (&blocks, pricing, 0.3, by_halves);
    }
  if (blocks.n_blocks <= 4000)
    check_patterns (&blocks, pricing);
}

/* At the targets, and at the residual of a solution, where many directions are at λ. */
static void
check_problem (RscProblem *problem)
{
  const double lambda = 0.05 * rsc_problem_get_lambda_max (problem);
  const gsize n = rsc_problem_get_n (problem);
  g_autofree double *r = g_new (double, n);
  g_autoptr (GError) error = NULL;

  check (problem, rsc_problem_get_y (problem));
  if (!(lambda > 0.0))
    return;
  g_autoptr (RscSolution) solution =
    rsc_solver_solve (problem, lambda, NULL, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < n; i++)
    r[i] = rsc_problem_get_y (problem)[i] - rsc_solution_get_fit (solution)[i];
  check (problem, r);
}

static void
test_gallery (void)
{
  gsize n_items;
  const RscGalleryItem *items = rsc_gallery_get_items (&n_items);

  for (gsize k = 0; k < n_items; k++)
    {
      g_autoptr (RscProblem) problem = problem_of_gallery (items[k].name, RSC_ACTIVATION_RELU);

      g_test_message ("%s", items[k].name);
      check_problem (problem);
    }
}

static void
test_bench (void)
{
  static const char *const names[] = { "toy1d.csv", "toy2d.csv" };

  for (gsize k = 0; k < G_N_ELEMENTS (names); k++)
    {
      g_autoptr (RscProblem) problem = problem_of_file (names[k], RSC_ACTIVATION_RELU);

      check_problem (problem);
    }
}

/* ---- random problems ---- */

typedef enum
{
  NORMAL,
  INTEGERS,
  REPEATS,
  COLLINEAR,
  RANGES,
  DEFICIENT,
  N_KINDS
} Kind;

static void
fill (gsl_rng *rng, Kind kind, gsize n, gsize d, double *x)
{
  for (gsize i = 0; i < n; i++)
    {
      double *row = x + i * d;

      for (gsize k = 0; k < d; k++)
        row[k] = kind == INTEGERS || kind == COLLINEAR ? (double) gsl_rng_uniform_int (rng, 5) - 2.0
                                                       : gsl_ran_gaussian (rng, 1.0);
      if (kind == REPEATS && i > 0 && gsl_rng_uniform_int (rng, 2) == 0)
        {
          const gsize other = gsl_rng_uniform_int (rng, i);
          const double sign = gsl_rng_uniform_int (rng, 2) == 0 ? -1.0 : 1.0;

          for (gsize k = 0; k < d; k++)
            row[k] = sign * x[other * d + k];
        }
      if (kind == COLLINEAR)
        {
          const double factor = (double) (1 + gsl_rng_uniform_int (rng, 7));

          for (gsize k = 0; k < d; k++)
            row[k] *= factor;
        }
      if (kind == RANGES)
        {
          const double factor = ldexp (1.0, (int) gsl_rng_uniform_int (rng, 60) - 30);

          for (gsize k = 0; k < d; k++)
            row[k] *= factor;
        }
      if (kind == DEFICIENT && d > 1)
        row[d - 1] = 0.5 * row[0] - (d > 2 ? 3.0 * row[1] : 0.0);
    }
}

static void
test_random (void)
{
  static const gsize most[] = { 0, 30, 24, 16, 10, 8 };
  gsl_rng *rng = rsc_random_new (5);

  for (gsize k = 0; k < TEST_REPEATS (360); k++)
    {
      const Kind kind = (Kind) (k % N_KINDS);
      const gsize d = 1 + gsl_rng_uniform_int (rng, 5);
      const gsize n = 1 + gsl_rng_uniform_int (rng, most[d]);
      g_autofree double *x = g_new (double, n *d);
      g_autofree double *y = g_new (double, n);

      fill (rng, kind, n, d, x);
      for (gsize i = 0; i < n; i++)
        y[i] = kind == INTEGERS ? (double) gsl_rng_uniform_int (rng, 5) - 2.0
                                : gsl_ran_gaussian (rng, 1.0);
      g_test_message ("problem %" G_GSIZE_FORMAT ": n = %" G_GSIZE_FORMAT ", d = %" G_GSIZE_FORMAT,
                      k, n, d);
      g_autoptr (RscProblem) problem = problem_of_arrays (n, d, x, y, FALSE, RSC_ACTIVATION_RELU);
      check (problem, y);
    }
  gsl_rng_free (rng);
}

/* On a grid directions lie on kinks of many rows, and a climb can stop where another side of one
 * goes on: what ascents end at are local maxima all the same. */
static void
test_ascents (void)
{
  gsl_rng *rng = rsc_random_new (12);
  gsize n_ends = 0;

  for (gsize k = 0; k < 400; k++)
    {
      const gsize d = 2 + gsl_rng_uniform_int (rng, 3);
      const gsize n = d + gsl_rng_uniform_int (rng, d < 4 ? 12 : 7);
      g_autofree double *x = g_new (double, n *d);
      g_autofree double *r = g_new (double, n);
      g_autoptr (RscPeaks) peaks = rsc_peaks_new (n, d);
      g_auto (Blocks) blocks = { 0 };
      RscPeak peak;

      fill (rng, INTEGERS, n, d, x);
      for (gsize i = 0; i < n; i++)
        r[i] = (double) gsl_rng_uniform_int (rng, 5) - 2.0;
      g_test_message ("problem %" G_GSIZE_FORMAT ": n = %" G_GSIZE_FORMAT ", d = %" G_GSIZE_FORMAT,
                      k, n, d);
      g_autoptr (RscProblem) problem = problem_of_arrays (n, d, x, r, FALSE, RSC_ACTIVATION_RELU);
      g_autoptr (RscPricing) pricing = rsc_pricing_new (n, d, x);

      blocks_init (&blocks, problem, r);
      rsc_pricing_set_residual (pricing, r);
      /* From the rows: each is a direction of the grid. */
      g_assert_true (rsc_pricing_ascend (pricing, n, x, NULL, 0.0, peaks, NULL, NULL, NULL));
      for (gsize i = 0; i < rsc_peaks_get_n (peaks); i++)
        {
          gssize pattern;

          rsc_peaks_get (peaks, i, &peak);
          if (!(peak.value > 1e3 * get_allowance (&blocks)))
            continue;
          pattern = find_pattern (&blocks, peak.pattern);
          g_assert_cmpint (pattern, >=, 0);
          g_assert_true (is_peak (&blocks, RSC_BLOCK ((gsize) pattern, peak.sign), peak.direction));
          n_ends++;
        }
    }
  g_assert_cmpuint (n_ends, >, 400);
  gsl_rng_free (rng);
}

/* ---- searches that end early, and searches that go on from others ---- */

/* Points of the space with noise for targets: a search among some thousand cones. */
static RscPricing *
make_hard (gsize n, gsize d, double *r)
{
  gsl_rng *rng = rsc_random_new (9);
  g_autofree double *x = g_new (double, n *d);

  fill (rng, NORMAL, n, d, x);
  for (gsize i = 0; i < n; i++)
    {
      x[i * d + d - 1] = 1.0;
      r[i] = gsl_ran_gaussian (rng, 1.0);
    }
  gsl_rng_free (rng);
  RscPricing *pricing = rsc_pricing_new (n, d, x);
  rsc_pricing_set_residual (pricing, r);
  return pricing;
}

static void
cancel (double upper, double lower, gsize n_nodes, gpointer user_data)
{
  g_assert_cmpfloat (upper, >=, lower);
  g_cancellable_cancel (user_data);
}

static void
test_limits (void)
{
  double r[30];
  g_autoptr (RscPricing) pricing = make_hard (30, 3, r);
  RscPricingSettings settings = { 0 };
  g_autoptr (RscPricingResult) whole = rsc_pricing_search (pricing, &settings, NULL, NULL, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const double threshold = 0.6 * whole->lower;

  g_assert_cmpint (whole->status, ==, RSC_PRICING_COMPLETE);
  settings.threshold = threshold;
  g_autoptr (RscPricingResult) all = rsc_pricing_search (pricing, &settings, NULL, NULL, NULL);
  g_assert_cmpint (all->status, ==, RSC_PRICING_COMPLETE);
  g_assert_cmpuint (all->n_nodes, >, 600);

  settings.nodes_max = 300;
  g_autoptr (RscPricingResult) nodes = rsc_pricing_search (pricing, &settings, NULL, NULL, NULL);
  g_assert_cmpint (nodes->status, ==, RSC_PRICING_STOPPED_NODES);
  g_assert_cmpuint (nodes->n_nodes, <=, 302);
  g_assert_cmpfloat (nodes->upper, >=, whole->lower);

  settings = (RscPricingSettings){ .threshold = threshold, .bytes_max = 1000 };
  g_autoptr (RscPricingResult) bytes = rsc_pricing_search (pricing, &settings, NULL, NULL, NULL);
  g_assert_cmpint (bytes->status, ==, RSC_PRICING_STOPPED_MEMORY);
  g_assert_cmpfloat (bytes->upper, >=, whole->lower);

  settings = (RscPricingSettings){ .threshold = threshold, .peaks_max = 3 };
  g_autoptr (RscPricingResult) some = rsc_pricing_search (pricing, &settings, NULL, NULL, NULL);
  g_assert_cmpint (some->status, ==, RSC_PRICING_STOPPED_PEAKS);
  g_assert_cmpuint (rsc_peaks_get_n (some->peaks), ==, 3);
  g_assert_cmpuint (rsc_peaks_get_n (all->peaks), >, 3);

  settings = (RscPricingSettings){ .threshold = threshold, .deadline = 1 };
  g_autoptr (RscPricingResult) late = rsc_pricing_search (pricing, &settings, NULL, NULL, NULL);
  g_assert_cmpint (late->status, ==, RSC_PRICING_STOPPED_TIME);
  g_assert_cmpfloat (late->upper, >=, whole->lower);

  g_cancellable_cancel (cancellable);
  settings = (RscPricingSettings){ .threshold = threshold };
  g_autoptr (RscPricingResult) cancelled =
    rsc_pricing_search (pricing, &settings, NULL, NULL, cancellable);
  g_assert_cmpint (cancelled->status, ==, RSC_PRICING_CANCELLED);
  g_assert_cmpfloat (cancelled->upper, >=, whole->lower);
}

/* Long enough for reports: the bound holds when it is cancelled from one. */
static void
test_cancel (void)
{
  double r[300];
  g_autoptr (RscPricing) pricing = make_hard (300, 6, r);
  const RscPricingSettings settings = { .threshold = 1e-3 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (RscPricingResult) result =
    rsc_pricing_search (pricing, &settings, cancel, cancellable, cancellable);
  g_autoptr (RscPeaks) peaks = rsc_peaks_new (300, 6);
  RscPeak peak;

  g_assert_cmpint (result->status, ==, RSC_PRICING_CANCELLED);
  g_assert_true (rsc_pricing_ascend_from_random (pricing, 40, 1, 0.0, peaks, NULL, NULL, NULL));
  rsc_peaks_get (peaks, 0, &peak);
  g_assert_cmpfloat (result->upper, >=, peak.value);
}

/* After the deadline only the first ascent is begun, and one over many rows ends sooner: at a value
 * that is one of h all the same. */
static void
test_late (void)
{
  const gsize n = 20000, d = 3;
  g_autofree double *r = g_new (double, n);
  g_autoptr (RscPricing) pricing = make_hard (n, d, r);
  g_autoptr (RscPeaks) all = rsc_peaks_new (0, d);
  g_autoptr (RscPeaks) again = rsc_peaks_new (0, d);
  g_autoptr (RscPeaks) late = rsc_peaks_new (0, d);
  g_autoptr (RscPeaks) drawn = rsc_peaks_new (0, d);
  g_autoptr (RscPeaks) peaks = rsc_peaks_new (n, d);
  const double starts[] = { 1.0, 0.2, -0.3, -1.0, 0.4, 0.5, 0.1, 1.0, 0.9 };
  int signs[3];
  RscPeak peak, whole;

  for (gsize k = 0; k < 3; k++)
    signs[k] = rsc_pricing_evaluate (pricing, 1, starts + k * d) > 0.0 ? 1 : -1;
  g_assert_true (rsc_pricing_ascend (pricing, 3, starts, signs, 0.0, peaks, all, NULL, NULL));
  g_assert_cmpuint (rsc_peaks_get_n (all), >, 1);
  rsc_pricing_set_deadline (pricing, 1);
  g_assert_true (rsc_pricing_ascend (pricing, 3, starts, signs, INFINITY, peaks, late, NULL, NULL));
  g_assert_cmpuint (rsc_peaks_get_n (late), ==, 1);
  rsc_peaks_get (late, 0, &peak);
  g_assert_cmpfloat_with_epsilon (rsc_pricing_evaluate (pricing, peak.sign, peak.direction),
                                  peak.value, 1e-9 * peak.value);
  /* From the same start. */
  rsc_pricing_set_deadline (pricing, 0);
  g_assert_true (
    rsc_pricing_ascend (pricing, 1, starts, &peak.sign, 0.0, peaks, again, NULL, NULL));
  rsc_peaks_get (again, 0, &whole);
  g_assert_cmpfloat (whole.value, >, peak.value * (1.0 + 1e-9));

  rsc_pricing_set_deadline (pricing, 1);
  g_assert_true (
    rsc_pricing_ascend_from_random (pricing, 40, 1, INFINITY, peaks, drawn, NULL, NULL));
  g_assert_cmpuint (rsc_peaks_get_n (drawn), ==, 1);
}

/* The value of the one ascent that is begun after a deadline. */
static double
ascend_late (RscPricing *pricing, gsize d)
{
  g_autoptr (RscPeaks) peaks = rsc_peaks_new (20000, d);
  g_autoptr (RscPeaks) ends = rsc_peaks_new (0, d);
  RscPeak peak;

  g_assert_true (
    rsc_pricing_ascend_from_random (pricing, 40, 1, INFINITY, peaks, ends, NULL, NULL));
  g_assert_cmpuint (rsc_peaks_get_n (ends), ==, 1);
  rsc_peaks_get (ends, 0, &peak);
  return peak.value;
}

/* The deadline of bare ascents is not that of searches: they find and prove the same after it. */
static void
test_late_search (void)
{
  const gsize n = TEST_REPEATS (20000), d = 3;
  g_autofree double *r = g_new (double, n);
  g_autoptr (RscPricing) pricing = make_hard (n, d, r);
  RscPricingSettings settings = { .nodes_max = 50 };
  g_autoptr (RscPricingResult) before = rsc_pricing_search (pricing, &settings, NULL, NULL, NULL);
  double late;

  rsc_pricing_set_deadline (pricing, 1);
  late = ascend_late (pricing, d);
  g_autoptr (RscPricingResult) after = rsc_pricing_search (pricing, &settings, NULL, NULL, NULL);
  g_assert_cmpuint (after->n_nodes, ==, before->n_nodes);
  g_assert_cmpfloat (after->lower, ==, before->lower);
  g_assert_cmpfloat (after->upper, ==, before->upper);
  g_assert_cmpfloat (ascend_late (pricing, d), ==, late);

  /* Nor for the bound of a change. */
  settings = (RscPricingSettings){ .threshold = 2.0 * before->upper, .keep_regions = TRUE };
  g_autoptr (RscPricingResult) known = rsc_pricing_search (pricing, &settings, NULL, NULL, NULL);
  g_assert_cmpint (known->status, ==, RSC_PRICING_COMPLETE);
  for (gsize i = 0; i < n; i += 2)
    r[i] *= 1.01;
  rsc_pricing_set_residual (pricing, r);
  settings.nodes_max = 1;
  g_autoptr (RscPricingResult) hurried =
    rsc_pricing_search_from (pricing, known, &settings, NULL, NULL, NULL);
  rsc_pricing_set_deadline (pricing, 0);
  g_autoptr (RscPricingResult) patient =
    rsc_pricing_search_from (pricing, known, &settings, NULL, NULL, NULL);
  g_assert_cmpfloat (hurried->upper, ==, patient->upper);
}

/* The less time there is the sooner the ladder begins, by halves. */
static void
test_straight (void)
{
  const gsize most = rsc_pricing_search_get_work_straight (INFINITY);
  double r[300];
  g_autoptr (RscPricing) pricing = make_hard (300, 6, r);
  RscPricingSettings settings = { .nodes_max = 20000 };

  g_assert_cmpuint (rsc_pricing_search_get_work_straight (60.0), ==, most);
  g_assert_cmpuint (rsc_pricing_search_get_work_straight (20.0), ==, most);
  g_assert_cmpuint (rsc_pricing_search_get_work_straight (10.0), ==, most / 2 + 1);
  g_assert_cmpuint (rsc_pricing_search_get_work_straight (9.99), ==, most / 2 + 1);
  g_assert_cmpuint (rsc_pricing_search_get_work_straight (1.0), <, most / 10);
  g_assert_cmpuint (rsc_pricing_search_get_work_straight (-1.0), >, 0);
  for (double seconds = 1e-3; seconds < 100.0; seconds *= 1.1)
    g_assert_cmpuint (rsc_pricing_search_get_work_straight (seconds), <=,
                      rsc_pricing_search_get_work_straight (1.1 * seconds));

  g_autoptr (RscPricingResult) forever = rsc_pricing_search (pricing, &settings, NULL, NULL, NULL);
  g_assert_cmpint (forever->status, ==, RSC_PRICING_STOPPED_NODES);
  settings.deadline = g_get_monotonic_time () + 3 * G_TIME_SPAN_SECOND;
  g_autoptr (RscPricingResult) soon = rsc_pricing_search (pricing, &settings, NULL, NULL, NULL);
  g_test_message ("%g, in a hurry %g", forever->upper, soon->upper);
  if (soon->status == RSC_PRICING_STOPPED_NODES)
    g_assert_cmpfloat (soon->upper, <, forever->upper);
  else
    g_test_skip ("slower than three seconds");
}

/* By the ladder from the first cone on and without it: the same peaks, and no bound below them. */
static void
test_ladder (void)
{
  double r[60];
  g_autoptr (RscPricing) pricing = make_hard (60, 4, r);
  RscPricingSettings settings = { 0 };
  g_autoptr (RscPricingResult) top = rsc_pricing_search (pricing, &settings, NULL, NULL, NULL);

  settings.threshold = 0.7 * top->lower;
  g_autoptr (RscPricingResult) straight = rsc_pricing_search (pricing, &settings, NULL, NULL, NULL);
  settings.work_straight = 1;
  g_autoptr (RscPricingResult) ladder = rsc_pricing_search (pricing, &settings, NULL, NULL, NULL);

  g_assert_cmpint (straight->status, ==, RSC_PRICING_COMPLETE);
  g_assert_cmpint (ladder->status, ==, RSC_PRICING_COMPLETE);
  g_assert_cmpuint (straight->n_nodes, !=, ladder->n_nodes);
  g_assert_cmpfloat_with_epsilon (ladder->upper, straight->upper, 1e-11 * top->lower);
  g_assert_cmpuint (rsc_peaks_get_n (ladder->peaks), ==, rsc_peaks_get_n (straight->peaks));
  for (gsize k = 0; k < rsc_peaks_get_n (ladder->peaks); k++)
    {
      RscPeak one, two;

      rsc_peaks_get (ladder->peaks, k, &one);
      rsc_peaks_get (straight->peaks, k, &two);
      g_assert_cmpfloat_with_epsilon (one.value, two.value, 1e-12 * top->lower);
    }
  /* Cut off early, the ladder has the better bound. */
  settings.nodes_max = MIN (straight->n_nodes, ladder->n_nodes) / 2;
  g_autoptr (RscPricingResult) half = rsc_pricing_search (pricing, &settings, NULL, NULL, NULL);
  settings.work_straight = 0;
  g_autoptr (RscPricingResult) other = rsc_pricing_search (pricing, &settings, NULL, NULL, NULL);
  g_assert_cmpint (half->status, ==, RSC_PRICING_STOPPED_NODES);
  g_assert_cmpint (other->status, ==, RSC_PRICING_STOPPED_NODES);
  g_assert_cmpfloat (half->upper, >=, top->lower);
  g_assert_cmpfloat (half->upper, <, other->upper);
}

/* What is held stays within the limit, to the one cone that is too much, and the bound holds. */
static void
test_memory (void)
{
  double r[60];
  g_autoptr (RscPricing) pricing = make_hard (60, 4, r);
  RscPricingSettings settings = { 0 };
  g_autoptr (RscPricingResult) top = rsc_pricing_search (pricing, &settings, NULL, NULL, NULL);

  settings = (RscPricingSettings){ .threshold = 0.5 * top->lower, .nodes_max = 10000 };
  g_autoptr (RscPricingResult) much = rsc_pricing_search (pricing, &settings, NULL, NULL, NULL);
  settings.bytes_max = 90000;
  g_autoptr (RscPricingResult) little = rsc_pricing_search (pricing, &settings, NULL, NULL, NULL);

  g_assert_cmpint (much->status, ==, RSC_PRICING_STOPPED_NODES);
  g_assert_cmpuint (little->bytes, <=, 90000 + 10000);
  g_assert_cmpuint (much->bytes, <=, little->bytes + 100000);
  g_assert_cmpfloat (much->upper, >=, top->lower);
  g_assert_cmpfloat (little->upper, >=, top->lower);
}

/* No direction of many is above the bound, which is attained. */
static void
test_sampling (void)
{
  const gsize n = 150, d = 4;
  double r[150];
  g_autoptr (RscPricing) pricing = make_hard (n, d, r);
  const RscPricingSettings settings = { 0 };
  g_autoptr (RscPricingResult) result = rsc_pricing_search (pricing, &settings, NULL, NULL, NULL);
  gsl_rng *rng = rsc_random_new (3);
  double largest = 0.0;
  RscPeak peak;

  for (gsize k = 0; k < 20000; k++)
    {
      double u[4], square = 0.0;

      for (gsize l = 0; l < d; l++)
        {
          u[l] = gsl_ran_gaussian (rng, 1.0);
          square += u[l] * u[l];
        }
      for (int sign = -1; sign <= 1; sign += 2)
        largest = MAX (largest, rsc_pricing_evaluate (pricing, sign, u) / sqrt (square));
    }
  gsl_rng_free (rng);
  g_assert_cmpfloat (largest, >, 0.9 * result->upper);
  g_assert_cmpfloat (largest, <, result->upper);
  rsc_peaks_get (result->peaks, 0, &peak);
  g_assert_cmpfloat_with_epsilon (rsc_pricing_evaluate (pricing, peak.sign, peak.direction),
                                  result->upper, 1e-12 * result->upper);
}

/* Where Σ r_i x_i = 0 each peak has one opposite of it; a little off, those that are lower by a
 * little are peaks all the same. */
static void
test_opposite (void)
{
  gsl_rng *rng = rsc_random_new (8);

  for (int round = 0; round < 20; round++)
    {
      const gsize half = 4 + (gsize) round % 4, n = 2 * half, d = 2 + (gsize) round % 2;
      const double size = round % 3 == 0 ? 0.0 : round % 3 == 1 ? 1e-9 : 1e-3;
      double x[14 * 3], r[14];
      g_autoptr (RscProblem) problem = NULL;

      for (gsize i = 0; i < half; i++)
        {
          for (gsize k = 0; k < d; k++)
            {
              x[i * d + k] = gsl_ran_gaussian (rng, 1.0);
              x[(half + i) * d + k] = -x[i * d + k];
            }
          r[i] = gsl_ran_gaussian (rng, 1.0);
          r[half + i] = r[i] + size * gsl_ran_gaussian (rng, 1.0);
        }
      problem = problem_of_arrays (n, d, x, r, FALSE, RSC_ACTIVATION_RELU);
      check (problem, r);
    }
  gsl_rng_free (rng);
}

/* From one residual to a near one, @share being the threshold in units of the maximum. */
static void
check_from (double share, gboolean by_halves)
{
  const gsize n = 120;
  double r[120], next[120];
  g_autoptr (RscPricing) pricing = make_hard (n, 4, r);
  gsl_rng *rng = rsc_random_new (4);
  RscPricingSettings settings = { .keep_regions = TRUE };
  g_autoptr (RscPricingResult) top = rsc_pricing_search (pricing, &settings, NULL, NULL, NULL);
  g_autoptr (RscPricingResult) before = NULL;

  settings.by_halves = by_halves;
  settings.threshold = share * top->upper;
  before = rsc_pricing_search (pricing, &settings, NULL, NULL, NULL);
  for (int step = 0; step < 5; step++)
    {
      const double size = step == 0 ? 0.0 : step == 4 ? 2.0 : pow (10.0, -step);

      for (gsize i = 0; i < n; i++)
        next[i] = 0.01 * r[i] + 0.01 * size * gsl_ran_gaussian (rng, 1.0);
      /* Σ r_i x_i, which halves the directions, points the other way. */
      for (gsize i = 0; step == 4 && i < n; i++)
        next[i] = -0.01 * r[i];
      rsc_pricing_set_residual (pricing, next);
      settings.threshold = 0.01 * share * top->upper;
      settings.by_halves = FALSE;
      g_autoptr (RscPricingResult) fresh =
        rsc_pricing_search (pricing, &settings, NULL, NULL, NULL);
      settings.by_halves = by_halves;
      g_autoptr (RscPricingResult) result =
        rsc_pricing_search_from (pricing, before, &settings, NULL, NULL, NULL);
      /* And once more from what that one left. */
      g_autoptr (RscPricingResult) again =
        rsc_pricing_search_from (pricing, result, &settings, NULL, NULL, NULL);
      settings.threshold = 0.0;
      g_autoptr (RscPricingResult) maximum =
        rsc_pricing_search (pricing, &settings, NULL, NULL, NULL);

      g_test_message ("%g of the maximum, moved by %g: %zu cones in place of %zu, then %zu", share,
                      size, result->n_nodes, fresh->n_nodes, again->n_nodes);
      g_assert_cmpint (result->status, ==, RSC_PRICING_COMPLETE);
      g_assert_cmpint (again->status, ==, RSC_PRICING_COMPLETE);
      if (size < 0.01)
        g_assert_cmpuint (result->n_nodes, <, fresh->n_nodes);
      g_assert_cmpfloat (result->upper, >=, maximum->lower);
      g_assert_cmpfloat (again->upper, >=, maximum->lower);
      g_assert_cmpfloat (result->upper, <=,
                         MAX (maximum->upper, 0.01 * share * top->upper) * (1.0 + 1e-11));
      g_assert_cmpuint (rsc_peaks_get_n (result->peaks), ==, rsc_peaks_get_n (fresh->peaks));
      g_assert_cmpuint (rsc_peaks_get_n (again->peaks), ==, rsc_peaks_get_n (fresh->peaks));
      for (gsize k = 0; k < rsc_peaks_get_n (fresh->peaks); k++)
        {
          RscPeak one, two;

          rsc_peaks_get (fresh->peaks, k, &one);
          rsc_peaks_get (result->peaks, k, &two);
          g_assert_cmpfloat_with_epsilon (one.value, two.value, 1e-12 * one.value);
        }

      /* Where the bound carries over nothing is looked at again: what so small a move can add is
       * far less than that. */
      if (!(size < 0.01))
        continue;
      settings.threshold = 0.015 * MAX (share, 1.0) * top->upper;
      g_autoptr (RscPricingResult) none =
        rsc_pricing_search_from (pricing, before, &settings, NULL, NULL, NULL);
      g_assert_cmpint (none->status, ==, RSC_PRICING_COMPLETE);
      g_assert_cmpuint (none->n_nodes, ==, 0);
      g_assert_cmpfloat (none->upper, >=, maximum->lower);
    }
  gsl_rng_free (rng);
}

static void
test_from (void)
{
  for (int by_halves = 0; by_halves < 2; by_halves++)
    {
      check_from (1.05, by_halves);
      check_from (0.97, by_halves);
    }
}

static void
test_nothing (void)
{
  const double x[] = { 1.0, 2.0, 0.0, 0.0, -1.0, 3.0 };
  const double zero[] = { 0.0, 0.0, 0.0 }, beside[] = { 0.0, 5.0, 0.0 };
  g_autoptr (RscPricing) pricing = rsc_pricing_new (3, 2, x);
  const RscPricingSettings settings = { 0 }, above = { .threshold = 100.0 };
  const double some[] = { 1.0, -1.0, 2.0 };

  rsc_pricing_set_residual (pricing, zero);
  g_autoptr (RscPricingResult) result = rsc_pricing_search (pricing, &settings, NULL, NULL, NULL);
  g_assert_cmpint (result->status, ==, RSC_PRICING_COMPLETE);
  g_assert_cmpfloat (result->upper, ==, 0.0);
  g_assert_cmpuint (rsc_peaks_get_n (result->peaks), ==, 0);
  rsc_pricing_set_residual (pricing, beside);
  g_autoptr (RscPricingResult) row = rsc_pricing_search (pricing, &settings, NULL, NULL, NULL);
  g_assert_cmpfloat (row->upper, ==, 0.0);
  rsc_pricing_set_residual (pricing, some);
  g_autoptr (RscPricingResult) none = rsc_pricing_search (pricing, &above, NULL, NULL, NULL);
  g_assert_cmpint (none->status, ==, RSC_PRICING_COMPLETE);
  g_assert_cmpuint (rsc_peaks_get_n (none->peaks), ==, 0);
  g_assert_cmpfloat (none->upper, <=, 100.0);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pricing/gallery", test_gallery);
  g_test_add_func ("/pricing/bench", test_bench);
  g_test_add_func ("/pricing/random", test_random);
  g_test_add_func ("/pricing/ascents", test_ascents);
  g_test_add_func ("/pricing/limits", test_limits);
  g_test_add_func ("/pricing/cancel", test_cancel);
  g_test_add_func ("/pricing/late", test_late);
  g_test_add_func ("/pricing/late-search", test_late_search);
  g_test_add_func ("/pricing/straight", test_straight);
  g_test_add_func ("/pricing/ladder", test_ladder);
  g_test_add_func ("/pricing/memory", test_memory);
  g_test_add_func ("/pricing/sampling", test_sampling);
  g_test_add_func ("/pricing/opposite", test_opposite);
  g_test_add_func ("/pricing/from", test_from);
  g_test_add_func ("/pricing/nothing", test_nothing);
  return g_test_run ();
}
