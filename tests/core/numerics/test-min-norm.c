/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/numerics/rsc-min-norm.h"

#include "core/numerics/rsc-random.h"
#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

typedef struct
{
  gsize d;
  gsize n;
  const double *points; /* n × d */
} Points;

static double
dot (gsize d, const double *a, const double *b)
{
  double sum = 0.0;

  for (gsize k = 0; k < d; k++)
    sum += a[k] * b[k];
  return sum;
}

static void
farthest (const double *x, double *p, gpointer user_data)
{
  const Points *points = user_data;
  gsize best = 0;

  for (gsize k = 1; k < points->n; k++)
    if (dot (points->d, points->points + k * points->d, x)
        < dot (points->d, points->points + best * points->d, x))
      best = k;
  memcpy (p, points->points + best * points->d, points->d * sizeof (double));
}

/* x is the point of least norm of a polytope iff no point p of it has p·x < x·x. */
static void
check (const Points *points, double tolerance)
{
  g_autofree double *x = g_new (double, points->d);
  const double norm = rsc_min_norm_find (points->d, farthest, (gpointer) points, x);

  g_assert_cmpfloat_with_epsilon (norm, sqrt (dot (points->d, x, x)), 1e-15);
  for (gsize k = 0; k < points->n; k++)
    g_assert_cmpfloat (dot (points->d, points->points + k * points->d, x), >=,
                       norm * norm - tolerance);
}

static void
test_known (void)
{
  static const double segment[] = { 1, 1, 3, -1 };
  static const double around[] = { 1, 0, -1, 1, -1, -1 };
  static const double edge[] = { 2, 5, 2, -3, 7, 0, 9, 9 };
  double x[2];

  g_assert_cmpfloat_with_epsilon (rsc_min_norm_find (2, farthest, &(Points){ 2, 2, segment }, x),
                                  sqrt (2.0), 1e-15);
  g_assert_cmpfloat (rsc_min_norm_find (2, farthest, &(Points){ 2, 3, around }, x), <, 1e-15);
  g_assert_cmpfloat_with_epsilon (rsc_min_norm_find (2, farthest, &(Points){ 2, 4, edge }, x), 2.0,
                                  1e-15);
  g_assert_cmpfloat_with_epsilon (x[0], 2.0, 1e-15);
  g_assert_cmpfloat_with_epsilon (x[1], 0.0, 1e-14);
}

/* Clouds around, beside and far from the origin, with repeats and points on lines. */
static void
test_random (void)
{
  gsl_rng *rng = rsc_random_new (4);

  for (guint trial = 0; trial < 300; trial++)
    {
      const gsize d = 1 + trial % 7, n = 1 + trial % 40;
      g_autofree double *points = g_new (double, n *d);
      const double shift = (trial % 4) * 0.6;

      for (gsize k = 0; k < n; k++)
        for (gsize i = 0; i < d; i++)
          {
            const double draw = gsl_ran_gaussian (rng, 1.0);

            points[k * d + i] = trial % 3 == 0 ? rint (2 * draw) + shift : draw + shift;
            if (k > 2 && trial % 5 == 0)
              points[k * d + i] = 0.5 * (points[(k - 1) * d + i] + points[(k - 2) * d + i]);
          }
      check (&(Points){ d, n, points }, 1e-13);
    }
  gsl_rng_free (rng);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/min-norm/known", test_known);
  g_test_add_func ("/min-norm/random", test_random);
  return g_test_run ();
}
