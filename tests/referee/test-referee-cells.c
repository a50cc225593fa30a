/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sweep.h"

/* Activation patterns in integers, and the arrangement's. */

static guint64
binomial (guint64 n, guint64 k)
{
  guint64 product = 1;

  if (k > n)
    return 0;
  for (guint64 i = 0; i < k; i++)
    product = product * (n - i) / (i + 1);
  return product;
}

/* The referee itself: 2 Σ_{k<d} C(m - 1, k) in general position, and known degenerate ones. */
static void
test_known_counts (void)
{
  static const double square[] = { 1, 1, 1, 1, -1, 1, -1, 1, 1, -1, -1, 1 };
  static const double joined[] = { 1, 2, -2, -4, 0, 0, 1, 2, 3, 1 };
  Cells cells;

  for (gsize d = 1; d <= 4; d++)
    for (gsize n = 1; n <= 9; n++)
      {
        g_autofree double *x = g_new (double, n *d);
        guint64 right = 0;

        /* The moment curve: every d rows are independent. */
        for (gsize i = 0; i < n; i++)
          for (gsize k = 0; k < d; k++)
            x[i * d + k] = k == 0 ? 1.0 : x[i * d + k - 1] * (double) (i + 1);
        for (gsize k = 0; k < d; k++)
          right += 2 * binomial (n - 1, k);
        cells_init (&cells, n, d, x);
        g_assert_cmpuint (cells.patterns->len, ==, right);
        cells_clear (&cells);
      }
  cells_init (&cells, 4, 3, square);
  g_assert_cmpuint (cells.patterns->len, ==, 14);
  cells_clear (&cells);
  /* Two lines through zero, five rows of which one is zero. */
  cells_init (&cells, 5, 2, joined);
  g_assert_cmpuint (cells.patterns->len, ==, 4);
  cells_clear (&cells);
}

static void
look_at_nothing_more (Judge *judge)
{
}

int
main (int argc, char **argv)
{
  sweep_init (&argc, &argv);
  g_test_add_func ("/referee/cells/known-counts", test_known_counts);
  sweep_add ("cells", 250, look_at_nothing_more);
  return g_test_run ();
}
