/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-cone.h"
#include "core/program/rsc-arrangement.h"
#include "kkt.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <string.h>

typedef struct
{
  gsize n;
  gsize d;
  double *x;
  double *z;
  guint64 *pattern;
} Case;

/* A pattern that exists: that of a random direction. */
static Case
random_case (gsl_rng *rng, gsize n, gsize d)
{
  Case c = { n, d, g_new (double, n *d), g_new (double, d), g_new0 (guint64, n / 64 + 1) };
  g_autofree double *gate = g_new (double, d);

  for (gsize k = 0; k < d; k++)
    {
      gate[k] = gsl_ran_gaussian (rng, 1.0);
      c.z[k] = gsl_ran_gaussian (rng, 1.0);
    }
  for (gsize i = 0; i < n; i++)
    {
      double value = 0.0;

      for (gsize k = 0; k < d; k++)
        {
          c.x[i * d + k] = gsl_ran_gaussian (rng, 1.0);
          value += c.x[i * d + k] * gate[k];
        }
      if (value >= 0.0)
        c.pattern[i / 64] |= (guint64) 1 << (i % 64);
    }
  return c;
}

static void
case_clear (Case *c)
{
  g_free (c->x);
  g_free (c->z);
  g_free (c->pattern);
}

static double
distance (gsize d, const double *a, const double *b)
{
  double sum = 0.0;

  for (gsize k = 0; k < d; k++)
    sum += (a[k] - b[k]) * (a[k] - b[k]);
  return sqrt (sum);
}

static void
check (const Case *c, double tolerance)
{
  g_autoptr (RscCone) cone = rsc_cone_new (c->n, c->d, c->x);
  g_autofree double *v = g_new (double, c->d);
  g_autofree double *expected = g_new (double, c->d);
  g_autofree guint32 *rows = g_new (guint32, c->d);
  const double scale = 1.0 + fabs (c->z[0]);
  const double norm = kkt_project (c->n, c->d, c->x, c->pattern, c->z, expected);
  gsize n_rows = 0;
  double bound;

  g_assert_cmpfloat (fabs (rsc_cone_project (cone, c->pattern, c->z, v, rows, &n_rows) - norm), <=,
                     tolerance * scale);
  g_assert_cmpfloat (distance (c->d, v, expected), <=, tolerance * scale);
  g_assert_cmpuint (n_rows, <=, c->d);

  /* The rows that it names as a first guess, a wrong guess, and in place. */
  rsc_cone_project (cone, c->pattern, c->z, v, rows, &n_rows);
  g_assert_cmpfloat (distance (c->d, v, expected), <=, tolerance * scale);
  for (gsize k = 0; k < c->d; k++)
    rows[k] = (guint32) ((7 * k + 3) % c->n);
  n_rows = c->d;
  memcpy (v, c->z, c->d * sizeof (double));
  rsc_cone_project (cone, c->pattern, v, v, rows, &n_rows);
  g_assert_cmpfloat (distance (c->d, v, expected), <=, tolerance * scale);

  /* Stopped early it still bounds the norm from above. */
  bound = rsc_cone_project_above (cone, c->pattern, c->z, norm * 1.2 + 0.1, v, NULL, NULL);
  g_assert_cmpfloat (bound, >=, norm - tolerance);
  g_assert_cmpfloat (bound, <, norm * 1.2 + 0.1);
}

static void
test_small (void)
{
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);

  gsl_rng_set (rng, 1);
  for (int k = 0; k < 600; k++)
    {
      Case c =
        random_case (rng, 1 + gsl_rng_uniform_int (rng, 70), 1 + gsl_rng_uniform_int (rng, 3));

      check (&c, 1e-11);
      case_clear (&c);
    }
  gsl_rng_free (rng);
}

static void
test_many_features (void)
{
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);

  gsl_rng_set (rng, 2);
  for (int k = 0; k < 30; k++)
    {
      Case c = random_case (rng, 12, 4 + gsl_rng_uniform_int (rng, 5));

      check (&c, 1e-8);
      case_clear (&c);
    }
  gsl_rng_free (rng);
}

static void
test_degenerate (void)
{
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);

  gsl_rng_set (rng, 3);
  for (int k = 0; k < 200; k++)
    {
      Case c = random_case (rng, 20, 3);

      /* Duplicate, opposite and zero rows, and a feature that repeats another. */
      for (gsize i = 0; i < 5; i++)
        {
          memcpy (c.x + (10 + i) * 3, c.x + i * 3, 3 * sizeof (double));
          if (rsc_pattern_is_active (c.pattern, i) != rsc_pattern_is_active (c.pattern, 10 + i))
            c.pattern[0] ^= (guint64) 1 << (10 + i);
        }
      memset (c.x + 15 * 3, 0, 3 * sizeof (double));
      check (&c, 1e-10);
      case_clear (&c);
    }
  gsl_rng_free (rng);
}

/* A wall that is crossed by very little is a wall. */
static void
test_near_wall (void)
{
  const double x[] = { 1.0, 0.0, 0.0, 1.0 };
  const guint64 pattern[] = { 3 };
  g_autoptr (RscCone) cone = rsc_cone_new (2, 2, x);

  for (double crossed = 1e-3; crossed > 1e-13; crossed *= 0.1)
    {
      const double z[] = { 1.0, -crossed };
      double v[2];
      gsize n_active = 0;

      g_assert_cmpfloat (rsc_cone_project (cone, pattern, z, v, NULL, &n_active), ==, 1.0);
      g_assert_cmpuint (n_active, ==, 1);
      g_assert_cmpfloat (v[0], ==, 1.0);
      g_assert_cmpfloat (v[1], ==, 0.0);
    }
}

static void
test_range (void)
{
  const double x[] = { 1e150, 0.0, 0.0, 1e-150 };
  const guint64 pattern = 3;
  const double z[] = { -1e300, 2e300 };
  g_autoptr (RscCone) cone = rsc_cone_new (2, 2, x);
  double v[2];

  g_assert_cmpfloat (rsc_cone_project (cone, &pattern, z, v, NULL, NULL), ==, 2e300);
  g_assert_cmpfloat (v[0], ==, 0.0);
  g_assert_cmpfloat (v[1], ==, 2e300);
}

/* So many rows that they are looked at in parts: v is in the cone, at a right angle to what is cut
 * off, and that leans away from all that is in the cone. */
static void
test_many_rows (void)
{
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);

  gsl_rng_set (rng, 3);
  for (int trial = 0; trial < 6; trial++)
    {
      const gsize d = 5 + 11 * (gsize) trial;
      Case c = random_case (rng, 5001, d);
      g_autoptr (RscCone) cone = rsc_cone_new (c.n, d, c.x);
      g_autofree double *v = g_new (double, d);
      g_autofree double *other = g_new (double, d);
      double product = 0.0, size = 0.0;

      /* About the middle of the cone, and not quite in it: of other points nothing is left. */
      for (gsize k = 0; k < d; k++)
        {
          c.z[k] = 0.02 * gsl_ran_gaussian (rng, 1.0);
          for (gsize i = 0; i < c.n; i++)
            c.z[k] += ((c.pattern[i / 64] >> (i % 64) & 1) != 0 ? 1.0 : -1.0) * c.x[i * d + k]
                      / (double) c.n;
        }
      rsc_cone_project (cone, c.pattern, c.z, v, NULL, NULL);
      for (gsize i = 0; i < c.n; i++)
        {
          const double sign = (c.pattern[i / 64] >> (i % 64) & 1) != 0 ? 1.0 : -1.0;
          double value = 0.0;

          for (gsize k = 0; k < d; k++)
            value += sign * c.x[i * d + k] * v[k];
          g_assert_cmpfloat (value, >=, -1e-12);
        }
      for (gsize k = 0; k < d; k++)
        {
          product += v[k] * (c.z[k] - v[k]);
          size += v[k] * v[k];
        }
      g_assert_cmpfloat (size, >, 0.0);
      g_assert_cmpfloat (distance (d, v, c.z), >, 1e-6);
      g_assert_cmpfloat (fabs (product), <=, 1e-12);
      for (int turn = 0; turn < 20; turn++)
        {
          double lean = 0.0;

          for (gsize k = 0; k < d; k++)
            other[k] = v[k] + 0.02 * gsl_ran_gaussian (rng, 1.0);
          rsc_cone_project (cone, c.pattern, other, other, NULL, NULL);
          for (gsize k = 0; k < d; k++)
            lean += other[k] * (c.z[k] - v[k]);
          g_assert_cmpfloat (lean, <=, 1e-11);
        }
      case_clear (&c);
    }
  gsl_rng_free (rng);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gsl_set_error_handler_off ();
  g_test_add_func ("/cone/small", test_small);
  g_test_add_func ("/cone/many-features", test_many_features);
  g_test_add_func ("/cone/many-rows", test_many_rows);
  g_test_add_func ("/cone/degenerate", test_degenerate);
  g_test_add_func ("/cone/near-wall", test_near_wall);
  g_test_add_func ("/cone/range", test_range);
  return g_test_run ();
}
