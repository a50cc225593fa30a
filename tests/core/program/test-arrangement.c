/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glpk.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <string.h>

#include "core/program/rsc-arrangement.h"
#include "core/numerics/rsc-error.h"
#include "core/program/rsc-problem.h"
#include "core/numerics/rsc-tolerances.h"

static double *
random_data (gsize n, gsize d, guint seed)
{
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);
  double *x = g_new (double, n *d);

  gsl_rng_set (rng, seed);
  for (gsize i = 0; i < n * d; i++)
    x[i] = gsl_ran_gaussian_ziggurat (rng, 1.0);
  gsl_rng_free (rng);
  return x;
}

static RscArrangement *
all_patterns (gsize n, gsize d, const double *x)
{
  g_autoptr (GError) error = NULL;
  RscArrangement *all =
    rsc_arrangement_new_all (n, d, x, RSC_PATTERNS_LIMIT, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (all);
  return all;
}

/* Distinct, and each reproduced by its gate as anyone would evaluate it. */
static void
check_gates (RscArrangement *all, const double *x)
{
  gsize n = rsc_arrangement_get_n (all);
  gsize d = rsc_arrangement_get_d (all);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree double *gate = g_new (double, d + 1);

  for (gsize j = 0; j < rsc_arrangement_get_n_patterns (all); j++)
    {
      const guint64 *pattern = rsc_arrangement_get_pattern (all, j);
      g_autoptr (GError) error = NULL;

      g_assert_true (g_hash_table_add (seen, rsc_arrangement_dup_pattern_string (all, j)));
      g_assert_true (rsc_arrangement_get_gate (all, x, j, gate, &error));
      g_assert_no_error (error);
      for (gsize i = 0; i < n; i++)
        {
          double dot = 0.0;

          for (gsize k = 0; k < d; k++)
            dot += x[i * d + k] * gate[k];
          g_assert_cmpint (dot >= 0.0, ==, rsc_pattern_is_active (pattern, i));
        }
    }
}

/* Every pattern is reached once, from a pattern that differs in the rows of one hyperplane: rows
 * that change are parallel. */
static void
check_walk (RscArrangement *all, const double *x)
{
  gsize n = rsc_arrangement_get_n (all);
  gsize d = rsc_arrangement_get_d (all);
  gsize n_patterns = rsc_arrangement_get_n_patterns (all);
  g_autofree gboolean *reached = g_new0 (gboolean, n_patterns);
  const guint32 *parent = NULL;
  const guint32 *order = rsc_arrangement_get_walk (all, &parent);

  g_assert_nonnull (order);
  g_assert_nonnull (parent);
  g_assert_cmpuint (parent[0], ==, order[0]);
  for (gsize k = 0; k < n_patterns; k++)
    {
      const guint64 *here = rsc_arrangement_get_pattern (all, order[k]);
      const guint64 *from = rsc_arrangement_get_pattern (all, parent[k]);
      gsize first = n;
      gsize n_changed = 0;

      g_assert_cmpuint (order[k], <, n_patterns);
      g_assert_false (reached[order[k]]);
      reached[order[k]] = TRUE;
      g_assert_true (reached[parent[k]]);
      for (gsize i = 0; i < n; i++)
        {
          double aa = 0.0, bb = 0.0, ab = 0.0;

          if (rsc_pattern_is_active (here, i) == rsc_pattern_is_active (from, i))
            continue;
          n_changed++;
          if (first == n)
            first = i;
          for (gsize l = 0; l < d; l++)
            {
              aa += x[first * d + l] * x[first * d + l];
              bb += x[i * d + l] * x[i * d + l];
              ab += x[first * d + l] * x[i * d + l];
            }
          g_assert_cmpfloat (fabs (ab), >=, (1.0 - 1e-9) * sqrt (aa) * sqrt (bb));
        }
      g_assert_cmpint (n_changed > 0, ==, k > 0);
    }
}

static void
check_count (gsize n, gsize d, const double *x, gsize expected)
{
  g_autoptr (RscArrangement) all = all_patterns (n, d, x);

  g_assert_cmpuint (rsc_arrangement_get_n_patterns (all), ==, expected);
  check_gates (all, x);
  check_walk (all, x);
}

/* Whether a gate exists with these strict signs: the largest margin in the unit box is positive. */
static gboolean
is_feasible (gsize n, gsize d, const double *x, guint signs)
{
  glp_prob *lp = glp_create_prob ();
  g_autofree int *columns = g_new (int, d + 2);
  g_autofree double *values = g_new (double, d + 2);
  double margin;
  glp_smcp settings;

  glp_init_smcp (&settings);
  settings.msg_lev = GLP_MSG_OFF;
  glp_set_obj_dir (lp, GLP_MAX);
  glp_add_cols (lp, (int) d + 1);
  for (gsize k = 1; k <= d; k++)
    {
      glp_set_col_bnds (lp, (int) k, GLP_DB, -1.0, 1.0);
      columns[k] = (int) k;
    }
  glp_set_col_bnds (lp, (int) d + 1, GLP_DB, 0.0, 1.0);
  glp_set_obj_coef (lp, (int) d + 1, 1.0);
  columns[d + 1] = (int) d + 1;
  for (gsize i = 0; i < n; i++)
    {
      double sign = (signs >> i) & 1 ? 1.0 : -1.0;
      gboolean is_zero = TRUE;
      int row;

      for (gsize k = 0; k < d; k++)
        {
          values[k + 1] = sign * x[i * d + k];
          is_zero = is_zero && x[i * d + k] == 0.0;
        }
      if (is_zero)
        {
          if (sign < 0.0)
            {
              glp_delete_prob (lp);
              return FALSE;
            }
          continue;
        }
      values[d + 1] = -1.0;
      row = glp_add_rows (lp, 1);
      glp_set_row_bnds (lp, row, GLP_LO, 0.0, 0.0);
      glp_set_mat_row (lp, row, (int) d + 1, columns, values);
    }
  if (glp_get_num_rows (lp) == 0)
    margin = 1.0;
  else
    {
      g_assert_cmpint (glp_simplex (lp, &settings), ==, 0);
      margin = glp_get_obj_val (lp);
    }
  glp_delete_prob (lp);
  return margin > 1e-7;
}

static void
check_brute (gsize n, gsize d, const double *x)
{
  g_autoptr (RscArrangement) all = all_patterns (n, d, x);
  g_autoptr (GHashTable) found = g_hash_table_new (g_direct_hash, g_direct_equal);
  gsize n_feasible = 0;

  for (gsize j = 0; j < rsc_arrangement_get_n_patterns (all); j++)
    g_hash_table_add (found,
                      GSIZE_TO_POINTER ((gsize) rsc_arrangement_get_pattern (all, j)[0] + 1));
  for (guint signs = 0; signs < 1u << n; signs++)
    {
      gboolean feasible = is_feasible (n, d, x, signs);

      n_feasible += feasible;
      g_assert_cmpint (feasible, ==,
                       g_hash_table_contains (found, GSIZE_TO_POINTER ((gsize) signs + 1)));
    }
  g_assert_cmpuint (n_feasible, ==, rsc_arrangement_get_n_patterns (all));
  check_gates (all, x);
  check_walk (all, x);
}

static void
test_formula (void)
{
  g_assert_cmpfloat (rsc_cells_count_general (0, 3), ==, 1.0);
  g_assert_cmpfloat (rsc_cells_count_general (1, 1), ==, 2.0);
  g_assert_cmpfloat (rsc_cells_count_general (5, 1), ==, 2.0);
  g_assert_cmpfloat (rsc_cells_count_general (20, 2), ==, 40.0);
  g_assert_cmpfloat (rsc_cells_count_general (50, 3), ==, 2452.0);
  g_assert_cmpfloat (rsc_cells_count_general (4, 9), ==, 16.0);
  g_assert_cmpfloat (rsc_cells_count_general (53, 60), ==, 9007199254740992.0);
  g_assert_true (isinf (rsc_cells_count_general (5000, 5000)));
}

static void
test_general_position (void)
{
  for (gsize d = 1; d <= 5; d++)
    for (gsize n = 1; n <= 12; n++)
      {
        g_autofree double *x = random_data (n, d, (guint) (100 * d + n));
        gsize distinct = d == 1 ? 1 : n;

        check_count (n, d, x, (gsize) rsc_cells_count_general (distinct, MIN (n, d)));
      }
}

static void
test_brute_force (void)
{
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);

  /* Small integers: zero rows, copies, opposite rows, many hyperplanes through one ray, rank
   * deficiency. */
  for (guint trial = 0; trial < 60; trial++)
    {
      gsize n = 1 + trial % 7;
      gsize d = 1 + (trial / 7) % 4;
      double x[7 * 4];

      gsl_rng_set (rng, trial);
      for (gsize i = 0; i < n * d; i++)
        x[i] = (double) gsl_rng_uniform_int (rng, 3) - 1.0;
      if (trial % 3 == 0)
        for (gsize i = 0; i < n; i++)
          x[i * d + d - 1] = 1.0;
      check_brute (n, d, x);
    }
  gsl_rng_free (rng);
}

static void
test_known (void)
{
  const double xor_plain[] = { -1, -1, -1, 1, 1, -1, 1, 1 };
  const double xor_bias[] = { -1, -1, 1, -1, 1, 1, 1, -1, 1, 1, 1, 1 };
  double grid[9 * 3];
  double cube[8 * 4];
  double wide[100 * 3];

  check_count (4, 2, xor_plain, 4);
  check_count (4, 3, xor_bias, 14);
  for (gsize i = 0; i < 9; i++)
    {
      grid[3 * i] = (double) (i / 3) - 1.0;
      grid[3 * i + 1] = (double) (i % 3) - 1.0;
      grid[3 * i + 2] = 1.0;
    }
  check_count (9, 3, grid, 58);
  check_brute (9, 3, grid);
  for (gsize i = 0; i < 8; i++)
    {
      for (gsize k = 0; k < 3; k++)
        cube[4 * i + k] = (i >> k) & 1 ? 1.0 : -1.0;
      cube[4 * i + 3] = 1.0;
    }
  check_count (8, 4, cube, 104); /* threshold functions of three bits */
  for (gsize n = 4; n <= 12; n += 2)
    {
      double polygon[12 * 2];

      for (gsize i = 0; i < n; i++)
        {
          polygon[2 * i] = cos (2.0 * G_PI * (double) i / (double) n);
          polygon[2 * i + 1] = sin (2.0 * G_PI * (double) i / (double) n);
        }
      check_count (n, 2, polygon, n);
    }
  /* A 10 × 10 grid in decimal steps is collinear only up to rounding. */
  for (gsize i = 0; i < 100; i++)
    {
      wide[3 * i] = 0.1 * (double) (i / 10);
      wide[3 * i + 1] = 0.1 * (double) (i % 10);
      wide[3 * i + 2] = 1.0;
    }
  {
    g_autoptr (RscArrangement) decimal = all_patterns (100, 3, wide);
    g_autoptr (RscArrangement) whole = NULL;

    for (gsize i = 0; i < 100; i++)
      {
        wide[3 * i] = (double) (i / 10);
        wide[3 * i + 1] = (double) (i % 10);
      }
    whole = all_patterns (100, 3, wide);
    g_assert_cmpuint (rsc_arrangement_get_n_patterns (decimal), ==,
                      rsc_arrangement_get_n_patterns (whole));
    check_walk (whole, wide);
  }
}

static void
test_degenerate (void)
{
  const double one[] = { 3.0 };
  const double line[] = { 1.0, -2.0, 0.0, 5.0 };
  const double zeros[6] = { 0.0 };
  const double opposite[] = { 1, 2, -2, -4, 0.5, 1, 1, 0 };
  const double flat[] = { 1, 2, 3, 2, 4, 6, 1, 0, 1, 3, 2, 5 }; /* rank 2 */
  const double outlier[] = { 1e12, 1, 0.3, 1, 0.7, 1, 0.7, 1 };
  g_autoptr (RscArrangement) zero = all_patterns (3, 2, zeros);
  g_autoptr (RscArrangement) nothing = all_patterns (3, 0, NULL);
  g_autofree char *ones = rsc_arrangement_dup_pattern_string (zero, 0);

  check_count (1, 1, one, 2);
  check_count (4, 1, line, 2);
  check_count (3, 2, zeros, 1);
  g_assert_cmpstr (ones, ==, "111");
  g_assert_cmpuint (rsc_arrangement_get_n_patterns (nothing), ==, 1);
  check_count (4, 2, opposite, 4);
  check_count (4, 3, flat, 6);
  check_count (4, 2, outlier, 6);
}

static void
test_scaling (void)
{
  g_autofree double *x = random_data (30, 4, 7);
  g_autofree double *scaled = g_memdup2 (x, 30 * 4 * sizeof (double));
  g_autoptr (RscArrangement) a = NULL;
  g_autoptr (RscArrangement) b = NULL;
  const double factors[] = { 1e6, 1e-6, 1.0, 3e150 };

  for (gsize i = 0; i < 120; i++)
    scaled[i] *= i % 4 == 3 ? 1e149 : factors[i % 4];
  a = all_patterns (30, 4, x);
  b = all_patterns (30, 4, scaled);
  g_assert_cmpuint (rsc_arrangement_get_n_patterns (a), ==, rsc_arrangement_get_n_patterns (b));
  g_assert_cmpmem (
    rsc_arrangement_get_pattern (a, 0), rsc_arrangement_get_n_patterns (a) * sizeof (guint64),
    rsc_arrangement_get_pattern (b, 0), rsc_arrangement_get_n_patterns (b) * sizeof (guint64));
}

static void
test_offset (void)
{
  double x[12 * 2];

  /* A feature far from zero: whitening loses digits, and must know that it does. */
  for (gsize i = 0; i < 12; i++)
    {
      x[2 * i] = 1e6 + (double) (i / 2);
      x[2 * i + 1] = 1.0;
    }
  {
    g_autoptr (RscArrangement) all = all_patterns (12, 2, x);

    g_assert_cmpuint (rsc_arrangement_get_n_patterns (all), ==, 12);
  }
}

static void
test_limit (void)
{
  g_autofree double *x = random_data (50, 5, 1);
  g_autofree double *many = random_data (100000, 6, 2);
  g_autoptr (GError) error = NULL;

  g_assert_null (rsc_arrangement_new_all (50, 5, x, 400000, NULL, NULL, NULL, &error));
  g_assert_error (error, RSC_ERROR, RSC_ERROR_LIMIT);
  g_assert_cmpstr (error->message, ==,
                   "50 points in 5 dimensions have up to 463,052 activation patterns, more than "
                   "the limit of 400,000; sample them instead (--patterns N).");
  g_clear_error (&error);
  g_assert_null (
    rsc_arrangement_new_all (100000, 6, many, RSC_PATTERNS_LIMIT, NULL, NULL, NULL, &error));
  g_assert_error (error, RSC_ERROR, RSC_ERROR_LIMIT);
  g_clear_error (&error);

  /* Independent rows alone have too many, whatever the rest of the design. */
  g_assert_null (
    rsc_arrangement_new_all (300, 2000, many, RSC_PATTERNS_LIMIT, NULL, NULL, NULL, &error));
  g_assert_error (error, RSC_ERROR, RSC_ERROR_LIMIT);
  g_assert_cmpstr (
    error->message, ==,
    "300 points in 2000 dimensions have at least 1,048,576 activation patterns, more "
    "than the limit of 1,000,000; sample them instead (--patterns N).");
}

/* More columns than can be computed with are refused before one of them is read. */
static void
test_size (void)
{
  const double x[] = { 1.0 };
  const gsize sizes[][2] = { { 1, 8000000 }, { 50, 10001 }, { 1, RSC_DIMENSION_MAX + 1 } };

  for (gsize k = 0; k < G_N_ELEMENTS (sizes); k++)
    {
      const gsize n = sizes[k][0], d = sizes[k][1];
      g_autoptr (GError) error = NULL;

      g_assert_null (
        rsc_arrangement_new_all (n, d, x, RSC_PATTERNS_LIMIT, NULL, NULL, NULL, &error));
      g_assert_error (error, RSC_ERROR, RSC_ERROR_LIMIT);
      g_clear_error (&error);
      g_assert_null (rsc_arrangement_new_sampled (n, d, x, 5, 1, 0, NULL, &error));
      g_assert_error (error, RSC_ERROR, RSC_ERROR_LIMIT);
      g_clear_error (&error);
      g_assert_null (rsc_arrangement_new_from_gates (n, d, x, 1, x, 0, &error));
      g_assert_error (error, RSC_ERROR, RSC_ERROR_LIMIT);
    }
}

typedef struct
{
  GCancellable *cancellable;
  gint64 delay;
} CancelLater;

static gpointer
cancel_later (gpointer data)
{
  CancelLater *later = data;

  g_usleep ((gulong) later->delay);
  g_cancellable_cancel (later->cancellable);
  return NULL;
}

/* Everything between the data and λ_max; returns the microseconds it takes. */
static gint64
build_problem (RscDataset *dataset, GCancellable *cancellable, GError **error)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (RscProblem) problem = NULL;
  g_autoptr (RscArrangement) all = rsc_arrangement_new_all (
    rsc_dataset_get_n (dataset), rsc_dataset_get_d (dataset), rsc_dataset_get_x (dataset),
    RSC_PATTERNS_LIMIT, NULL, NULL, cancellable, error);

  if (all == NULL)
    return g_get_monotonic_time () - start;
  problem = rsc_problem_new (dataset, FALSE, RSC_ACTIVATION_RELU, all, cancellable, error);
  g_test_message ("%" G_GSIZE_FORMAT " patterns", rsc_arrangement_get_n_patterns (all));
  return g_get_monotonic_time () - start;
}

typedef struct
{
  guint n_reports;
  guint n_early; /* in the first half */
  double last;
} Reports;

static void
on_progress (double fraction, double gap, gpointer user_data)
{
  Reports *reports = user_data;

  g_assert_cmpfloat (fraction, >=, reports->last);
  g_assert_cmpfloat (fraction, <=, 1.0);
  g_assert_true (isnan (gap));
  reports->n_reports++;
  reports->n_early += fraction < 0.5 ? 1 : 0;
  reports->last = fraction;
}

/* How far the enumeration is: never back, to the end, and as the work goes: reports come after
 * equal work, so about half of them in the first half. In general position and where many
 * hyperplanes meet. */
static void
test_progress (void)
{
  g_autofree double *cloud = random_data (40, 5, 3);
  g_autofree double *grid = g_new (double, 125 * 4);
  const struct
  {
    gsize n, d;
    const double *x;
  } cases[] = { { 40, 5, cloud }, { 125, 4, grid } };

  for (gsize i = 0; i < 125; i++)
    {
      grid[4 * i] = (double) (i % 5);
      grid[4 * i + 1] = (double) (i / 5 % 5);
      grid[4 * i + 2] = (double) (i / 25);
      grid[4 * i + 3] = 1.0;
    }
  for (gsize c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      Reports reports = { 0 };
      g_autoptr (GError) error = NULL;
      g_autoptr (RscArrangement) all =
        rsc_arrangement_new_all (cases[c].n, cases[c].d, cases[c].x, RSC_PATTERNS_LIMIT,
                                 on_progress, &reports, NULL, &error);

      g_assert_no_error (error);
      g_assert_nonnull (all);
      g_test_message ("%u reports, %u early, last %g", reports.n_reports, reports.n_early,
                      reports.last);
      g_assert_cmpuint (reports.n_reports, >=, 5);
      g_assert_cmpfloat (reports.last, >=, 0.9);
      g_assert_cmpuint (4 * reports.n_early, >=, reports.n_reports);
      g_assert_cmpuint (4 * reports.n_early, <=, 3 * reports.n_reports);
    }
}

/* Cancels at many moments, so that enumerating, expanding, sorting, walking and λ_max are each hit.
 * (How soon it answers is in tests/bench.) */
static void
test_cancel (void)
{
  enum
  {
    N = 36
  };
  g_autofree double *x = random_data (N, 5, 1);
  g_autofree double *y = random_data (N, 1, 2);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RscDataset) dataset = rsc_dataset_new ("cloud", N, 5, x, y, NULL, NULL, &error);
  gint64 whole;
  guint late = 0;

  g_cancellable_cancel (cancellable);
  g_assert_null (
    rsc_arrangement_new_all (N, 5, x, RSC_PATTERNS_LIMIT, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (rsc_arrangement_new_sampled (N, 5, x, 10, 1, 0, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  whole = build_problem (dataset, NULL, &error);
  g_assert_no_error (error);
  g_test_message ("%.0f ms when nothing is cancelled", (double) whole / 1e3);
  for (guint step = 0; step < 8; step++)
    {
      CancelLater later = { cancellable, whole * (gint64) (2 * step + 1) / 16 };
      GThread *thread;
      gint64 took;

      g_cancellable_reset (cancellable);
      thread = g_thread_new ("cancel", cancel_later, &later);
      took = build_problem (dataset, cancellable, &error);
      g_thread_join (thread);
      /* It can be quicker than before, and be done in time: then the next are cancelled sooner. */
      if (error == NULL)
        {
          whole = MIN (whole, took);
          continue;
        }
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_clear_error (&error);
      late++;
    }
  g_assert_cmpuint (late, >=, 2);
}

static void
test_sampled (void)
{
  g_autofree double *x = random_data (70, 3, 5);
  g_autoptr (GError) error = NULL;
  g_autoptr (RscArrangement) a = rsc_arrangement_new_sampled (70, 3, x, 500, 42, 0, NULL, &error);
  g_autoptr (RscArrangement) b = rsc_arrangement_new_sampled (70, 3, x, 500, 42, 0, NULL, &error);
  g_autoptr (RscArrangement) c = rsc_arrangement_new_sampled (70, 3, x, 500, 43, 0, NULL, &error);
  gsize n_patterns = rsc_arrangement_get_n_patterns (a);
  const guint32 *parent = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (rsc_arrangement_get_n_words (a), ==, 2);
  g_assert_cmpuint (n_patterns, >, 100);
  g_assert_cmpuint (n_patterns, <=, 500);
  g_assert_cmpmem (rsc_arrangement_get_pattern (a, 0), n_patterns * 16,
                   rsc_arrangement_get_pattern (b, 0), rsc_arrangement_get_n_patterns (b) * 16);
  g_assert_cmpint (
    memcmp (rsc_arrangement_get_pattern (a, 0), rsc_arrangement_get_pattern (c, 0), 16), !=, 0);
  g_assert_null (rsc_arrangement_get_walk (a, &parent));
  g_assert_null (parent);
  check_gates (a, x);
  g_assert_null (rsc_arrangement_new_sampled (70, 3, x, 0, 1, 0, NULL, &error));
  g_assert_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT);
}

static void
test_gates (void)
{
  const double x[] = { 1, 0, 0, 1, 0, 0 };
  const double gates[] = { 1, -1, 2, -3, -1, -1, 1, -0.5, 0, 0 };
  const double bad[] = { 1, NAN };
  g_autoptr (GError) error = NULL;
  g_autoptr (RscArrangement) a = rsc_arrangement_new_from_gates (3, 2, x, 5, gates, 0, &error);
  const char *expected[] = { "101", "001", "111" };
  double gate[2];

  g_assert_no_error (error);
  g_assert_cmpint (rsc_arrangement_get_kind (a), ==, RSC_PATTERNS_GATES);
  g_assert_cmpuint (rsc_arrangement_get_n_patterns (a), ==, 3);
  for (gsize j = 0; j < 3; j++)
    {
      g_autofree char *string = rsc_arrangement_dup_pattern_string (a, j);

      g_assert_cmpstr (string, ==, expected[j]);
    }
  g_assert_true (rsc_arrangement_get_gate (a, x, 1, gate, NULL));
  g_assert_cmpfloat (gate[0], ==, -1.0);
  g_assert_null (rsc_arrangement_new_from_gates (3, 2, x, 1, bad, 0, &error));
  g_assert_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT);
}

/* Sizes: not a benchmark, but nothing here may be quadratic in the rows. */
static void
test_large (void)
{
  gsize n = 300000;
  g_autofree double *x = g_new (double, 2 * n);
  g_autofree double *cloud = random_data (50, 3, 3);
  g_autoptr (RscArrangement) all = NULL;
  g_autoptr (RscArrangement) small = NULL;

  for (gsize i = 0; i < n; i++)
    {
      x[2 * i] = (double) (i % 20);
      x[2 * i + 1] = i % 2 ? 1.0 : -1.0;
    }
  all = all_patterns (n, 2, x);
  g_assert_cmpuint (rsc_arrangement_get_n_patterns (all), ==, 40);

  small = all_patterns (50, 3, cloud);
  g_assert_cmpuint (rsc_arrangement_get_n_patterns (small), ==, 2452);
  check_walk (small, cloud);
  check_gates (small, cloud);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/arrangement/formula", test_formula);
  g_test_add_func ("/arrangement/general-position", test_general_position);
  g_test_add_func ("/arrangement/brute-force", test_brute_force);
  g_test_add_func ("/arrangement/known", test_known);
  g_test_add_func ("/arrangement/degenerate", test_degenerate);
  g_test_add_func ("/arrangement/scaling", test_scaling);
  g_test_add_func ("/arrangement/offset", test_offset);
  g_test_add_func ("/arrangement/limit", test_limit);
  g_test_add_func ("/arrangement/size", test_size);
  g_test_add_func ("/arrangement/progress", test_progress);
  g_test_add_func ("/arrangement/cancel", test_cancel);
  g_test_add_func ("/arrangement/sampled", test_sampled);
  g_test_add_func ("/arrangement/gates", test_gates);
  g_test_add_func ("/arrangement/large", test_large);
  return g_test_run ();
}
