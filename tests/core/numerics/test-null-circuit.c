/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/numerics/rsc-null-circuit.h"

#include <math.h>
#include <string.h>

#define N 5
#define M 9

/* Rank of the columns of @mask, whose entries are small integers: elimination without rounding. */
static gsize
rank_of (int a[M][N], guint mask)
{
  gint64 t[M][N];
  gsize count = 0, rank = 0;

  for (gsize j = 0; j < M; j++)
    if ((mask >> j & 1) != 0)
      {
        for (gsize i = 0; i < N; i++)
          t[count][i] = a[j][i];
        count++;
      }
  for (gsize i = 0; i < N && rank < count; i++)
    {
      gsize pivot = rank;
      while (pivot < count && t[pivot][i] == 0)
        pivot++;
      if (pivot == count)
        continue;
      for (gsize k = 0; k < N; k++)
        {
          gint64 swap = t[rank][k];
          t[rank][k] = t[pivot][k];
          t[pivot][k] = swap;
        }
      for (gsize j = rank + 1; j < count; j++)
        {
          const gint64 p = t[rank][i], q = t[j][i];
          for (gsize k = 0; k < N; k++)
            t[j][k] = t[j][k] * p - t[rank][k] * q;
        }
      rank++;
    }
  return rank;
}

static guint
get_mask (const double *v)
{
  guint mask = 0;

  for (gsize j = 0; j < M; j++)
    mask |= v[j] != 0.0 ? 1u << j : 0;
  return mask;
}

/* The null vector vanishes on its columns, and without any one of these the others are
 * independent. */
static void
check_circuit (int a[M][N], double columns[M][N], const double *v)
{
  const guint mask = get_mask (v);
  double largest = 0.0;

  for (gsize i = 0; i < N; i++)
    {
      double sum = 0.0;
      for (gsize j = 0; j < M; j++)
        sum += v[j] * columns[j][i];
      largest = fmax (largest, fabs (sum));
    }
  g_assert_cmpfloat (largest, <, 1e-12);
  g_assert_cmpuint (rank_of (a, mask) + 1, ==, (gsize) __builtin_popcount (mask));
  for (gsize j = 0; j < M; j++)
    if ((mask >> j & 1) != 0)
      g_assert_cmpuint (rank_of (a, mask & ~(1u << j)) + 1, ==, (gsize) __builtin_popcount (mask));
}

/* Against all sets of columns. */
static void
test_fewest (void)
{
  GRand *rand = g_rand_new_with_seed (5);
  gsize seen = 0;

  for (gsize round = 0; round < 300; round++)
    {
      int a[M][N];
      double columns[M][N];
      const double *pointers[M];
      g_autofree double *vectors = NULL;
      double v[M];
      guint present = 0;
      gsize fewest = G_MAXSIZE;

      for (gsize j = 0; j < M; j++)
        {
          double length = 0.0;
          do
            {
              length = 0.0;
              for (gsize i = 0; i < N; i++)
                {
                  a[j][i] = g_rand_int_range (rand, -1, 2);
                  length += a[j][i] * a[j][i];
                }
            }
          while (length == 0.0);
          for (gsize i = 0; i < N; i++)
            columns[j][i] = a[j][i] / sqrt (length);
          pointers[j] = round % 3 == 0 && j % 4 == 1 ? NULL : columns[j];
          present |= pointers[j] != NULL ? 1u << j : 0;
        }
      const gsize p = rsc_null_circuit_list (N, M, pointers, &vectors);
      g_assert_cmpuint (p, ==, (gsize) __builtin_popcount (present) - rank_of (a, present));
      for (gsize k = 0; k < p; k++)
        check_circuit (a, columns, vectors + k * M);
      if (p == 0)
        continue;
      g_assert_true (rsc_null_circuit_find_fewest (N, M, pointers, p, vectors, v, NULL));
      check_circuit (a, columns, v);
      g_assert_cmpuint (get_mask (v) & ~present, ==, 0);
      for (guint mask = 1; mask <= present; mask++)
        if ((mask & ~present) == 0 && rank_of (a, mask) < (gsize) __builtin_popcount (mask))
          fewest = MIN (fewest, (gsize) __builtin_popcount (mask));
      g_assert_cmpuint ((gsize) __builtin_popcount (get_mask (v)), ==, fewest);
      seen |= (gsize) 1 << fewest;
    }
  /* Parallel columns, and some that are not. */
  g_assert_cmpuint (seen & 0x1c, ==, 0x1c);
  g_rand_free (rand);
}

/* Too many circuits to look at, or stopped: then it does not say that none has fewer. */
static void
test_many (void)
{
  const gsize n = 40, m = 120;
  GRand *rand = g_rand_new_with_seed (6);
  g_autofree double *columns = g_new (double, n *m);
  g_autofree const double **pointers = g_new (const double *, m);
  g_autofree double *vectors = NULL;
  g_autofree double *v = g_new (double, m);
  gsize count = 0;

  for (gsize j = 0; j < m; j++)
    {
      double length = 0.0;
      for (gsize i = 0; i < n; i++)
        {
          columns[j * n + i] = g_rand_double_range (rand, -1.0, 1.0);
          length += columns[j * n + i] * columns[j * n + i];
        }
      for (gsize i = 0; i < n; i++)
        columns[j * n + i] /= sqrt (length);
      pointers[j] = columns + j * n;
    }
  const gsize p = rsc_null_circuit_list (n, m, pointers, &vectors);
  g_assert_cmpuint (p, ==, m - n);
  g_assert_false (rsc_null_circuit_find_fewest (n, m, pointers, p, vectors, v, NULL));
  for (gsize j = 0; j < m; j++)
    count += v[j] != 0.0;
  g_assert_cmpuint (count, ==, n + 1);
  g_rand_free (rand);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/null-circuit/fewest", test_fewest);
  g_test_add_func ("/null-circuit/many", test_many);
  return g_test_run ();
}
