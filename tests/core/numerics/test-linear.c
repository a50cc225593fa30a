/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/numerics/rsc-linear.h"

#include <math.h>

#define LARGEST 20
#define N_SIDES 3

/* A times the solution is the right-hand side again, with few unknowns and with many. */
static void
test_solve (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  double a[LARGEST * LARGEST], kept[LARGEST * LARGEST], b[N_SIDES * LARGEST], x[N_SIDES * LARGEST];
  int pivots[LARGEST];

  for (gsize n = 1; n <= LARGEST; n++)
    for (int round = 0; round < 50; round++)
      {
        for (gsize k = 0; k < n * n; k++)
          kept[k] = a[k] = g_rand_double_range (rand, -1.0, 1.0);
        for (gsize k = 0; k < N_SIDES * n; k++)
          x[k] = b[k] = g_rand_double_range (rand, -1.0, 1.0);
        g_assert_true (rsc_linear_solve (n, N_SIDES, a, x, pivots));
        for (gsize c = 0; c < N_SIDES; c++)
          for (gsize i = 0; i < n; i++)
            {
              double sum = 0.0, size = 1.0;

              for (gsize k = 0; k < n; k++)
                {
                  sum += kept[k * n + i] * x[c * n + k];
                  size += fabs (kept[k * n + i] * x[c * n + k]);
                }
              g_assert_cmpfloat (fabs (sum - b[c * n + i]), <, 1e-14 * size * (double) n);
            }
      }
}

/* A first entry that is tiny must not be what the others are divided by. */
static void
test_exchange (void)
{
  double a[] = { 1e-20, 1.0, 1.0, 1.0 }, b[] = { 1.0, 2.0 };
  double zero[] = { 0.0, 1.0, 1.0, 0.0 }, c[] = { 2.0, 5.0 };
  int pivots[2];

  g_assert_true (rsc_linear_solve (2, 1, a, b, pivots));
  g_assert_cmpfloat (fabs (b[0] - 1.0), <, 1e-15);
  g_assert_cmpfloat (fabs (b[1] - 1.0), <, 1e-15);
  g_assert_true (rsc_linear_solve (2, 1, zero, c, pivots));
  g_assert_cmpfloat (c[0], ==, 5.0);
  g_assert_cmpfloat (c[1], ==, 2.0);
}

static void
test_singular (void)
{
  double a[] = { 1.0, 2.0, 2.0, 4.0 }, b[] = { 1.0, 1.0 };
  double large[LARGEST * LARGEST] = { 0.0 }, side[LARGEST] = { 0.0 };
  int pivots[LARGEST];

  g_assert_false (rsc_linear_solve (2, 1, a, b, pivots));
  g_assert_false (rsc_linear_solve (LARGEST, 1, large, side, pivots));
  g_assert_true (rsc_linear_solve (0, 1, large, side, pivots));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/linear/solve", test_solve);
  g_test_add_func ("/linear/exchange", test_exchange);
  g_test_add_func ("/linear/singular", test_singular);
  return g_test_run ();
}
