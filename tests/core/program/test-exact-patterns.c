/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gsl/gsl_errno.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <string.h>

#include "core/numerics/rsc-random.h"
#include "core/numerics/rsc-tolerances.h"
#include "core/program/rsc-arrangement.h"
#include "core/program/rsc-exact-rows.h"

#define N_MAX 10
#define D_MAX 5

/* a b mod p; p < 2^61. */
static guint64
multiply (guint64 a, guint64 b, guint64 p)
{
  return (guint64) ((unsigned __int128) a * b % p);
}

/* The inverse of a mod p, by Fermat. */
static guint64
invert (guint64 a, guint64 p)
{
  guint64 result = 1;

  for (guint64 k = p - 2; k > 0; k >>= 1)
    {
      if (k & 1)
        result = multiply (result, a, p);
      a = multiply (a, a, p);
    }
  return result;
}

/* Rank modulo a prime of the rows of @x that are in @subset. */
static guint
get_rank_modulo (gsize n, gsize d, const gint64 *x, guint subset, guint64 p)
{
  guint64 a[N_MAX][D_MAX];
  guint m = 0, rank = 0;

  for (gsize i = 0; i < n; i++)
    {
      if (!((subset >> i) & 1u))
        continue;
      for (gsize k = 0; k < d; k++)
        {
          const gint64 r = x[i * d + k] % (gint64) p;

          a[m][k] = r < 0 ? (guint64) (r + (gint64) p) : (guint64) r;
        }
      m++;
    }
  for (gsize k = 0; k < d && rank < m; k++)
    {
      guint pivot = rank;
      guint64 inverse;

      while (pivot < m && a[pivot][k] == 0)
        pivot++;
      if (pivot == m)
        continue;
      for (gsize l = 0; l < d; l++)
        {
          const guint64 swap = a[rank][l];

          a[rank][l] = a[pivot][l];
          a[pivot][l] = swap;
        }
      inverse = invert (a[rank][k], p);
      for (guint i = rank + 1; i < m; i++)
        {
          const guint64 factor = multiply (a[i][k], inverse, p);

          for (gsize l = k; l < d; l++)
            a[i][l] = (a[i][l] + p - multiply (factor, a[rank][l], p)) % p;
        }
      rank++;
    }
  return rank;
}

/* Rank of the rows of @x that are in @subset. Modulo a prime it can only be smaller, and is for
 * both only if both divide every largest minor that is not 0: more than these have digits for. */
static guint
get_rank (gsize n, gsize d, const gint64 *x, guint subset)
{
  const guint a = get_rank_modulo (n, d, x, subset, (G_GUINT64_CONSTANT (1) << 61) - 1);
  const guint b = get_rank_modulo (n, d, x, subset, G_GUINT64_CONSTANT (1000000000000000003));

  return MAX (a, b);
}

/* The cells of a central arrangement, counted by Whitney's theorem without any geometry: Σ over the
 * sets S of rows that are not zero of (-1)^(|S| + rank S). */
static gsize
count_cells (gsize n, gsize d, const gint64 *x)
{
  guint not_zero = 0;
  gint64 sum = 0;

  for (gsize i = 0; i < n; i++)
    {
      if (get_rank (n, d, x, 1u << i) > 0)
        not_zero |= 1u << i;
    }
  for (guint subset = 0; subset < 1u << n; subset++)
    {
      if ((subset & ~not_zero) == 0)
        sum += (((guint) __builtin_popcount (subset) + get_rank (n, d, x, subset)) & 1u) ? -1 : 1;
    }
  return (gsize) sum;
}

/* All patterns of @design, which @x says exactly up to the units of rows and columns, and with
 * @has_gates a gate for each. */
static void
check_design (gsize n, gsize d, const gint64 *x, const double *design, gboolean has_gates)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RscArrangement) all =
    rsc_arrangement_new_all (n, d, design, RSC_PATTERNS_LIMIT, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rsc_arrangement_get_n_patterns (all), ==, count_cells (n, d, x));
  for (gsize j = 0; has_gates && j < rsc_arrangement_get_n_patterns (all); j++)
    {
      double gate[D_MAX];

      g_assert_true (rsc_arrangement_get_gate (all, design, j, gate, &error));
      g_assert_no_error (error);
      for (gsize i = 0; i < n; i++)
        {
          double product = 0.0;

          for (gsize k = 0; k < d; k++)
            product += design[i * d + k] * gate[k];
          g_assert_cmpint (product >= 0.0, ==,
                           rsc_pattern_is_active (rsc_arrangement_get_pattern (all, j), i));
        }
    }
  for (gsize j = 1; j < rsc_arrangement_get_n_patterns (all); j++)
    g_assert_cmpint (memcmp (rsc_arrangement_get_pattern (all, j - 1),
                             rsc_arrangement_get_pattern (all, j), sizeof (guint64)),
                     !=, 0);
}

static void
check_rows (gsize n, gsize d, const gint64 *x, int exponent, gboolean has_gates)
{
  g_autofree double *design = g_new (double, n *d);

  for (gsize k = 0; k < n * d; k++)
    design[k] = ldexp ((double) x[k], exponent);
  check_design (n, d, x, design, has_gates);
}

/* The counter itself, against counts that are known. */
static void
test_counter (void)
{
  const gint64 square[] = { 1, 1, -1, 1, 1, -1, -1, -1 };
  const gint64 general[] = { 1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 1, 1, 2, 4 };
  const gint64 zeros[] = { 0, 0, 3, 1 };

  g_assert_cmpuint (count_cells (4, 2, square), ==, 4);
  g_assert_cmpuint (count_cells (5, 3, general), ==, 22);
  g_assert_cmpuint (count_cells (2, 2, zeros), ==, 2);
}

/* Small integers with features in a unit far from that of the bias, and with single values so.
 * Cells of the latter can be too narrow for a gate of doubles. */
static void
test_unlike_scales (void)
{
  const gint64 units[] = { 1, 1000000, 10000000, 100000000, 1000000000 };
  gsl_rng *rng = rsc_random_new (20);

  for (gsize u = 0; u < G_N_ELEMENTS (units); u++)
    {
      for (int trial = 0; trial < 150; trial++)
        {
          const gsize n = 3 + gsl_rng_uniform_int (rng, 6);
          const gsize features = 1 + gsl_rng_uniform_int (rng, 3);
          const gsize d = features + 1;
          gint64 x[N_MAX * D_MAX];

          for (gsize i = 0; i < n; i++)
            {
              for (gsize k = 0; k < features; k++)
                {
                  x[i * d + k] = (gint64) gsl_rng_uniform_int (rng, 5) - 2;
                  if (trial % 2 == 0 || gsl_rng_uniform_int (rng, 3) > 0)
                    x[i * d + k] *= units[u];
                }
              x[i * d + features] = 1;
            }
          check_rows (n, d, x, 0, trial % 2 == 0);
          check_rows (n, d, x, trial % 4 < 2 ? 40 : -40, trial % 2 == 0);
        }
    }
  gsl_rng_free (rng);
}

/* The two sets that were counted wrong: 8 patterns where there are 12, and a missing block. */
static void
test_known (void)
{
  const gint64 eight[] = { -200000000, 1, 1, 0, -2, 1, 200000000, -2, 1, -200000000, -2, 1 };
  const gint64 nine[] = { -1, 0,           1, 1, 2, -1000000000, 0,  1,
                          1,  -1000000000, 1, 1, 2, -2000000000, -1, 1 };

  g_assert_cmpuint (count_cells (4, 3, eight), ==, 12);
  check_rows (4, 3, eight, 0, TRUE);
  check_rows (4, 4, nine, 0, TRUE);
}

/* Columns that are nearly dependent, or rows nearly parallel, down to the last bit of an
 * integer. */
static void
test_last_bit (void)
{
  const gint64 big = (gint64) 1 << 38;
  const gint64 columns[] = { big, big + 1, 1, 1, 2 * big, 2 * big, big, big };
  const gint64 rows[] = { big, big + 1, 1, big, big + 1, 2,           big, big,
                          1,   0,       0, 1,   2 * big, 2 * big + 2, 3 };
  const gint64 parallel[] = { big, big + 1, big + 1, big + 2, 2 * big, 2 * big + 2 };

  check_rows (4, 2, columns, 0, FALSE);
  check_rows (5, 3, rows, 0, FALSE);
  check_rows (3, 2, parallel, 0, FALSE);
  g_assert_cmpuint (count_cells (3, 2, parallel), ==, 4);
}

/* Multiples of decimal fractions lie on one line although their doubles do not, quite: they were
 * rounded when they were read. Beside a bias of 1, in units down to a billionth. */
static void
test_decimals (void)
{
  const double units[] = { 0.1, 0.7, 1e-6, 3e-9, 1e9 / 3.0 };
  gsl_rng *rng = rsc_random_new (21);
  double design[N_MAX * D_MAX];
  gint64 x[N_MAX * D_MAX];

  g_assert_true (0.1 * 3.0 != 0.3);
  for (int trial = 0; trial < 100; trial++)
    {
      const gsize n = 3 + gsl_rng_uniform_int (rng, 6), d = 2 + gsl_rng_uniform_int (rng, 2);

      for (gsize i = 0; i < n; i++)
        {
          for (gsize k = 0; k + 1 < d; k++)
            {
              x[i * d + k] = (gint64) gsl_rng_uniform_int (rng, 9) - 4;
              design[i * d + k] = (double) x[i * d + k] * units[trial % 5];
            }
          x[i * d + d - 1] = 1;
          design[i * d + d - 1] = 1.0;
        }
      check_design (n, d, x, design, TRUE);
    }
  gsl_rng_free (rng);
}

/* The exact basis: independence and sides, and what it keeps between two questions. */
static void
test_basis (void)
{
  const double x[] = {
    1e-9, 0, 0, 0, 0.5, 3, 1e-9, 0.5, 3, 1e9, -0.5, -3, 0, 0, -7, 1.0 / 3, 0, 0
  };
  g_autoptr (RscExactRows) rows = rsc_exact_rows_new (6, 3, x);
  g_autoptr (RscExactBasis) basis = rsc_exact_basis_new (rows);
  const guint32 both[] = { 0, 1 };
  gsize first = 0;
  int side;

  g_assert_true (rsc_exact_rows_is_given (rows, 1));
  g_assert_true (rsc_exact_rows_is_given (rows, 4));
  g_assert_false (rsc_exact_rows_is_given (rows, 0));
  g_assert_false (rsc_exact_rows_is_given (rows, 5));
  rsc_exact_basis_set (basis, 2, both);
  g_assert_cmpuint (rsc_exact_basis_get_rank (basis), ==, 2);
  g_assert_cmpint (rsc_exact_basis_get_side (basis, 2, 2, &first), ==, 0);
  g_assert_cmpuint (first, ==, 3);
  rsc_exact_basis_get_side (basis, 3, 2, &first);
  g_assert_cmpuint (first, ==, 3);
  side = rsc_exact_basis_get_side (basis, 4, 2, &first);
  g_assert_cmpuint (first, ==, 2);
  g_assert_cmpint (side, ==, -1);
  rsc_exact_basis_set (basis, 1, both + 1);
  g_assert_cmpuint (rsc_exact_basis_get_rank (basis), ==, 1);
  rsc_exact_basis_get_side (basis, 2, 0, &first);
  g_assert_cmpuint (first, ==, 0);
  g_assert_true (rsc_exact_basis_add (basis, 5));
  g_assert_false (rsc_exact_basis_add (basis, 0));
  g_assert_true (rsc_exact_basis_add (basis, 4));
  g_assert_cmpuint (rsc_exact_basis_get_rank (basis), ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gsl_set_error_handler_off ();
  g_test_add_func ("/exact-patterns/counter", test_counter);
  g_test_add_func ("/exact-patterns/basis", test_basis);
  g_test_add_func ("/exact-patterns/known", test_known);
  g_test_add_func ("/exact-patterns/unlike-scales", test_unlike_scales);
  g_test_add_func ("/exact-patterns/last-bit", test_last_bit);
  g_test_add_func ("/exact-patterns/decimals", test_decimals);
  return g_test_run ();
}
