/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/numerics/rsc-span.h"

#include <math.h>
#include <string.h>

#define SIZE 5

static void
draw (GRand *rand, double *v)
{
  for (gsize k = 0; k < SIZE; k++)
    v[k] = g_rand_double_range (rand, -1.0, 1.0);
}

/* What is left of the right-hand side is orthogonal to every vector, and Σ x_j vector_j is the rest
 * of it. */
static void
check (const RscSpan *span, double vectors[][SIZE], const double *rhs)
{
  double x[SIZE], outside[SIZE];

  rsc_span_solve (span, x);
  memcpy (outside, rhs, sizeof outside);
  rsc_span_leave_outside (span, outside);
  for (gsize j = 0; j < span->n; j++)
    {
      double product = 0.0;

      for (gsize k = 0; k < SIZE; k++)
        product += vectors[j][k] * outside[k];
      g_assert_cmpfloat (fabs (product), <, 1e-13);
    }
  for (gsize k = 0; k < SIZE; k++)
    {
      double sum = outside[k];

      for (gsize j = 0; j < span->n; j++)
        sum += x[j] * vectors[j][k];
      g_assert_cmpfloat (fabs (sum - rhs[k]), <, 1e-9);
    }
}

static void
test_come_and_go (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  g_auto (RscSpan) span = { 0 };
  double vectors[SIZE][SIZE], rhs[SIZE];

  rsc_span_init (&span, SIZE);
  draw (rand, rhs);
  for (int round = 0; round < 2000; round++)
    {
      if (span.n < SIZE && g_rand_int_range (rand, 0, 3) > 0)
        {
          draw (rand, vectors[span.n]);
          memcpy (rsc_span_get_next (&span), vectors[span.n], sizeof vectors[0]);
          g_assert_true (rsc_span_take (&span, rhs, 1e-13));
        }
      else if (span.n > 0)
        {
          const gsize position = (gsize) g_rand_int_range (rand, 0, (int) span.n);

          memmove (vectors + position, vectors + position + 1,
                   (span.n - position - 1) * sizeof vectors[0]);
          rsc_span_remove (&span, position);
        }
      check (&span, vectors, rhs);
    }
}

/* So long that BLAS takes the products: all but a few of the vectors, some of them nearly the
 * same. */
static void
test_long (void)
{
  enum
  {
    LENGTH = 60,
    COUNT = 50
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (6);
  g_auto (RscSpan) span = { 0 };
  double vectors[COUNT][LENGTH], rhs[LENGTH], outside[LENGTH], x[LENGTH];

  rsc_span_init (&span, LENGTH);
  for (gsize k = 0; k < LENGTH; k++)
    rhs[k] = g_rand_double_range (rand, -1.0, 1.0);
  for (gsize j = 0; j < COUNT; j++)
    {
      for (gsize k = 0; k < LENGTH; k++)
        vectors[j][k] = j % 10 == 9 ? vectors[j - 1][k] + g_rand_double_range (rand, -1e-4, 1e-4)
                                    : g_rand_double_range (rand, -1.0, 1.0);
      memcpy (rsc_span_get_next (&span), vectors[j], sizeof vectors[j]);
      g_assert_true (rsc_span_take (&span, rhs, 1e-13));
    }
  memcpy (rsc_span_get_next (&span), vectors[7], sizeof vectors[7]);
  g_assert_false (rsc_span_take (&span, rhs, 1e-13));
  rsc_span_remove (&span, 20);
  memmove (vectors + 20, vectors + 21, (COUNT - 21) * sizeof vectors[0]);
  g_assert_cmpuint (span.n, ==, COUNT - 1);

  rsc_span_solve (&span, x);
  memcpy (outside, rhs, sizeof outside);
  rsc_span_leave_outside (&span, outside);
  for (gsize j = 0; j < span.n; j++)
    {
      double product = 0.0;

      for (gsize k = 0; k < LENGTH; k++)
        product += vectors[j][k] * outside[k];
      g_assert_cmpfloat (fabs (product), <, 1e-13);
    }
  for (gsize k = 0; k < LENGTH; k++)
    {
      double sum = outside[k];

      for (gsize j = 0; j < span.n; j++)
        sum += x[j] * vectors[j][k];
      g_assert_cmpfloat (fabs (sum - rhs[k]), <, 1e-9);
    }
}

/* A vector in the span of the others is refused, and nothing changes; there is no room for more
 * than fill the space. */
static void
test_refuse (void)
{
  static const double rhs[SIZE] = { 1.0, 2.0, 3.0, 4.0, 5.0 };
  g_auto (RscSpan) span = { 0 };
  rsc_span_init (&span, SIZE);
  for (gsize j = 0; j < 2; j++)
    {
      const double vector[SIZE] = {
        [0] = j == 0 ? 1e-20 : 0.0, [1] = 1e-20, [2] = j == 1 ? 1e-20 : 0.0
      };

      memcpy (rsc_span_get_next (&span), vector, sizeof vector);
      g_assert_true (rsc_span_take (&span, rhs, 1e-13));
    }
  memcpy (rsc_span_get_next (&span), (const double[SIZE]){ 3e10, 0.0, -3e10 },
          SIZE * sizeof (double));
  g_assert_false (rsc_span_take (&span, rhs, 1e-13));
  g_assert_cmpuint (span.n, ==, 2);
  for (gsize j = 2; j < SIZE; j++)
    {
      double unit[SIZE] = { 0.0 };

      unit[j] = 1.0;
      memcpy (rsc_span_get_next (&span), unit, sizeof unit);
      g_assert_true (rsc_span_take (&span, rhs, 1e-13));
    }
  g_assert_cmpuint (span.n, ==, SIZE);
  g_assert_null (rsc_span_get_next (&span));
}

/* The walk ends where the first weight gets to 0, or at the target. */
static void
test_walk (void)
{
  static const double near[3] = { 1.0, 2.0, 3.0 }, far[3] = { -3.0, -2.0, 4.0 };
  g_auto (RscSpan) span = { 0 };
  double weights[3] = { 1.0, 1.0, 2.0 };

  rsc_span_init (&span, SIZE);
  span.n = 3;
  g_assert_false (rsc_span_walk (&span, weights, far));
  g_assert_cmpfloat (weights[0], ==, 0.0);
  g_assert_cmpfloat_with_epsilon (weights[1], 0.25, 1e-15);
  g_assert_cmpfloat_with_epsilon (weights[2], 2.5, 1e-15);
  g_assert_true (rsc_span_walk (&span, weights, near));
  for (gsize j = 0; j < 3; j++)
    g_assert_cmpfloat (weights[j], ==, near[j]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/span/come-and-go", test_come_and_go);
  g_test_add_func ("/span/long", test_long);
  g_test_add_func ("/span/refuse", test_refuse);
  g_test_add_func ("/span/walk", test_walk);
  return g_test_run ();
}
