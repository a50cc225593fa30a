/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/numerics/rsc-nnqp.h"

#include <math.h>

#define N 9
#define RANK 4

/* H = A^T A of rank RANK at most, c = A^T b + a slope along what H does not see: the objective is
 * bounded below. */
typedef struct
{
  double h[N * N];
  double c[N];
  double tolerance[N];
} Program;

static void
draw (GRand *rand, gsize n_free, Program *self)
{
  double a[RANK][N], b[RANK];

  for (gsize r = 0; r < RANK; r++)
    {
      b[r] = g_rand_double_range (rand, -1.0, 1.0);
      /* Small integers: many columns are exactly dependent. */
      for (gsize i = 0; i < N; i++)
        a[r][i] = g_rand_int_range (rand, -1, 3);
    }
  for (gsize i = 0; i < n_free; i++)
    for (gsize r = 0; r < RANK; r++)
      a[r][i] = r == i ? 2.0 : 0.0;
  for (gsize i = 0; i < N; i++)
    {
      double square = 0.0;

      for (gsize r = 0; r < RANK; r++)
        square += a[r][i] * a[r][i];
      if (!(square > 0.0))
        a[0][i] = 1.0;
      self->c[i] = i < n_free ? 0.0 : -0.1;
      for (gsize r = 0; r < RANK; r++)
        self->c[i] += a[r][i] * b[r];
      self->tolerance[i] = 1e-12;
    }
  for (gsize i = 0; i < N; i++)
    for (gsize j = 0; j < N; j++)
      {
        self->h[i * N + j] = 0.0;
        for (gsize r = 0; r < RANK; r++)
          self->h[i * N + j] += a[r][i] * a[r][j];
      }
}

/* x >= 0, no variable would gain by growing, and those above 0 not by shrinking either. */
static void
check (const Program *self, gsize n_free, const double *x)
{
  for (gsize i = 0; i < N; i++)
    {
      double slope = self->c[i];

      for (gsize j = 0; j < N; j++)
        slope -= self->h[i * N + j] * x[j];
      g_assert_cmpfloat (slope, <, 1e-9);
      if (i < n_free || x[i] > 0.0)
        g_assert_cmpfloat (slope, >, -1e-9);
      if (i >= n_free)
        g_assert_cmpfloat (x[i], >=, 0.0);
    }
}

/* From nothing and from starts of all kinds; variables that depend on the passive ones take their
 * places. */
static void
test_dependent (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  g_autoptr (RscNnqp) nnqp = rsc_nnqp_new ();

  for (int round = 0; round < 3000; round++)
    {
      const gsize n_free = (gsize) (round % 3);
      Program program;
      double x[N] = { 0.0 };

      draw (rand, n_free, &program);
      for (gsize i = 0; i < N && round % 2 == 1; i++)
        x[i] = g_rand_boolean (rand) ? g_rand_double (rand) : 0.0;
      g_assert_true (
        rsc_nnqp_solve (nnqp, N, n_free, program.h, program.c, program.tolerance, x, NULL));
      check (&program, n_free, x);
    }
}

/* A target that is out of the range of a double: the variable leaves, and is not waited for. */
static void
test_range (void)
{
  const double h = 1e-300, c = -1e300, tolerance = 0.0;
  g_autoptr (RscNnqp) nnqp = rsc_nnqp_new ();
  double x = 1.0;

  g_assert_true (rsc_nnqp_solve (nnqp, 1, 0, &h, &c, &tolerance, &x, NULL));
  g_assert_cmpfloat (x, ==, 0.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/nnqp/dependent", test_dependent);
  g_test_add_func ("/nnqp/range", test_range);
  return g_test_run ();
}
