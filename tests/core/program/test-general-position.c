/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-general-position.h"
#include "problems.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_rng.h>
#include <string.h>

#define N 9

/* Rows as integers; with the bias a last 1. */
typedef struct
{
  gsize d;
  gint64 row[N][3];
} Rows;

static gint64
det (const gint64 *a, const gint64 *b, const gint64 *c)
{
  return a[0] * (b[1] * c[2] - b[2] * c[1]) - a[1] * (b[0] * c[2] - b[2] * c[0])
         + a[2] * (b[0] * c[1] - b[1] * c[0]);
}

static gboolean
is_zero (const Rows *rows, gsize i)
{
  return rows->row[i][0] == 0 && rows->row[i][1] == 0 && rows->row[i][2] == 0;
}

static gboolean
is_parallel (const Rows *rows, gsize i, gsize j)
{
  for (gsize p = 0; p < 3; p++)
    for (gsize q = 0; q < p; q++)
      if (rows->row[i][p] * rows->row[j][q] != rows->row[i][q] * rows->row[j][p])
        return FALSE;
  return TRUE;
}

static gboolean
has (const RscCoincidence *coincidence, gsize row)
{
  for (gsize k = 0; k < coincidence->n; k++)
    if (coincidence->rows[k] == row)
      return TRUE;
  return FALSE;
}

/* How many of a kind have all of @n rows. */
static gsize
count_with (const RscGeneralPosition *position, RscCoincidenceKind kind, gsize n, const gsize *rows)
{
  gsize count = 0;

  for (guint c = 0; c < position->coincidences->len; c++)
    {
      const RscCoincidence *coincidence = g_ptr_array_index (position->coincidences, c);
      gboolean all = coincidence->kind == kind;
      for (gsize k = 0; k < n; k++)
        all = all && has (coincidence, rows[k]);
      count += all ? 1 : 0;
    }
  return count;
}

/* Every pair and triple of rows is in one coincidence if it is one, and in none if it is not. */
static void
check (const Rows *rows, const RscGeneralPosition *position)
{
  g_assert_true (position->complete);
  for (gsize i = 0; i < N; i++)
    {
      g_assert_cmpuint (count_with (position, RSC_COINCIDENCE_ZERO, 1, &i), ==,
                        is_zero (rows, i) ? 1 : 0);
      for (gsize j = 0; j < i; j++)
        {
          const gsize pair[] = { i, j };
          const gboolean zero = is_zero (rows, i) || is_zero (rows, j);
          const gboolean same = memcmp (rows->row[i], rows->row[j], sizeof rows->row[i]) == 0;

          g_assert_cmpuint (count_with (position, RSC_COINCIDENCE_EQUAL, 2, pair), ==,
                            same && !zero ? 1 : 0);
          if (!zero && is_parallel (rows, i, j) && !same)
            g_assert_cmpuint (count_with (position, RSC_COINCIDENCE_PARALLEL, 2, pair), ==, 1);
          if (zero || !is_parallel (rows, i, j))
            g_assert_cmpuint (count_with (position, RSC_COINCIDENCE_PARALLEL, 2, pair), ==, 0);
          for (gsize k = 0; k < j && position->lines_checked; k++)
            {
              const gsize triple[] = { i, j, k };
              if (zero || is_zero (rows, k) || is_parallel (rows, i, j) || is_parallel (rows, i, k)
                  || is_parallel (rows, j, k))
                continue;
              g_assert_cmpuint (count_with (position, RSC_COINCIDENCE_LINE, 3, triple), ==,
                                det (rows->row[i], rows->row[j], rows->row[k]) == 0 ? 1 : 0);
            }
        }
    }
}

static void
test_random (void)
{
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);
  gsize seen[4] = { 0 };

  gsl_rng_set (rng, 12);
  for (gsize round = 0; round < 120; round++)
    {
      const gboolean bias = round % 2 == 0;
      const gsize d = bias ? 2 : 3;
      const int range = 3 + (int) (round % 5);
      Rows rows = { 3, { { 0 } } };
      double x[N * 3], y[N];
      /* Decimal fractions that are on one line only up to their rounding. */
      const double unit = round % 4 < 2 ? 1.0 : 0.1;
      g_autoptr (GError) error = NULL;

      for (gsize i = 0; i < N; i++)
        {
          for (gsize k = 0; k < d; k++)
            {
              rows.row[i][k] = (gint64) gsl_rng_uniform_int (rng, (gulong) range) - 1;
              x[i * d + k] = unit * (double) rows.row[i][k];
            }
          if (bias)
            rows.row[i][2] = 1;
          y[i] = (double) i;
        }
      g_autoptr (RscProblem) problem = problem_of_arrays (N, d, x, y, bias, RSC_ACTIVATION_GATED);
      g_autoptr (RscGeneralPosition) position = rsc_general_position_new (problem, NULL, &error);
      g_assert_no_error (error);
      check (&rows, position);
      for (guint c = 0; c < position->coincidences->len; c++)
        {
          const RscCoincidence *one = g_ptr_array_index (position->coincidences, c);
          seen[one->kind]++;
          g_assert_cmpuint (one->n, >=, one->kind == RSC_COINCIDENCE_LINE ? 3 : 1);
        }
    }
  g_assert_cmpuint (seen[RSC_COINCIDENCE_ZERO], >, 0);
  for (gsize k = 1; k < G_N_ELEMENTS (seen); k++)
    g_assert_cmpuint (seen[k], >, 10);
  gsl_rng_free (rng);
}

static void
test_known (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RscProblem) board = problem_of_gallery ("checkerboard", RSC_ACTIVATION_RELU);
  g_autoptr (RscGeneralPosition) lines = rsc_general_position_new (board, NULL, &error);
  g_autoptr (RscProblem) polygon = problem_of_gallery ("polygon-6", RSC_ACTIVATION_RELU);
  g_autoptr (RscGeneralPosition) pairs = rsc_general_position_new (polygon, NULL, &error);
  g_autoptr (RscProblem) moons = problem_of_gallery ("moons", RSC_ACTIVATION_RELU);
  g_autoptr (RscGeneralPosition) none = rsc_general_position_new (moons, NULL, &error);

  /* Three rows, three columns and two diagonals. */
  g_assert_cmpuint (lines->coincidences->len, ==, 8);
  /* Opposite corners. */
  g_assert_cmpuint (pairs->coincidences->len, ==, 3);
  for (guint c = 0; c < 3; c++)
    g_assert_cmpint (((RscCoincidence *) g_ptr_array_index (pairs->coincidences, c))->kind, ==,
                     RSC_COINCIDENCE_PARALLEL);
  g_assert_cmpuint (none->coincidences->len, ==, 0);
  g_assert_true (none->complete);

  /* 0 is -0. */
  g_autoptr (RscProblem) zeros = problem_of_text ("0,1,1\n-0,1,2\n3,1,1\n", FALSE);
  g_autoptr (RscGeneralPosition) equal = rsc_general_position_new (zeros, NULL, &error);
  g_assert_cmpuint (equal->coincidences->len, ==, 1);
  g_assert_cmpint (((RscCoincidence *) g_ptr_array_index (equal->coincidences, 0))->kind, ==,
                   RSC_COINCIDENCE_EQUAL);

  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_cancellable_cancel (cancellable);
  g_assert_null (rsc_general_position_new (board, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/general-position/random", test_random);
  g_test_add_func ("/general-position/known", test_known);
  return g_test_run ();
}
