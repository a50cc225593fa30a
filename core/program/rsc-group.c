/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-group.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "core/numerics/rsc-gram.h"
#include "core/numerics/rsc-lapack.h"
#include "core/program/rsc-arrangement.h"

/* Steps to the root of a scalar equation; Newton's method takes a handful. */
#define ROOT_STEPS 60

static inline double
get_length (gsize n, const double *v)
{
  return sqrt (rsc_gram_dot_short (n, v, v));
}

/* FALSE where the decomposition fails. */
static gboolean
decompose (RscGroup *self, gsize n, const double *x)
{
  const gsize d = self->d;
  const int order = (int) d;
  const double one = 1.0, zero = 0.0;
  g_autofree double *rows = g_new (double, n *d + 1);
  g_autofree double *work = NULL;
  int count = 0, info = 0, size = -1;
  double wanted = 0.0;

  for (gsize i = 0; i < n; i++)
    {
      if (rsc_pattern_is_active (self->pattern, i))
        memcpy (rows + (gsize) count++ * d, x + i * d, d * sizeof (double));
    }
  dsyrk_ ("U", "N", &order, &count, &one, rows, &order, &zero, self->vectors, &order, 1, 1);
  dsyev_ ("V", "U", &order, self->vectors, &order, self->values, &wanted, &size, &info, 1, 1);
  if (info != 0)
    return FALSE;
  size = (int) wanted;
  work = g_new (double, size);
  dsyev_ ("V", "U", &order, self->vectors, &order, self->values, work, &size, &info, 1, 1);
  for (gsize k = 0; k < d; k++)
    self->values[k] = MAX (self->values[k], 0.0);
  return info == 0;
}

RscGroup *
rsc_group_new (gsize block, gsize n, gsize d, const double *x, const guint64 *pattern)
{
  g_autoptr (RscGroup) self = g_new0 (RscGroup, 1);

  self->block = block;
  self->d = d;
  self->pattern = pattern;
  self->vectors = g_new0 (double, d *d + 1);
  self->values = g_new0 (double, d + 1);
  self->w = g_new0 (double, d + 1);
  return decompose (self, n, x) ? g_steal_pointer (&self) : NULL;
}

void
rsc_group_free (RscGroup *self)
{
  if (self == NULL)
    return;
  g_free (self->vectors);
  g_free (self->values);
  g_free (self->w);
  g_free (self);
}

/* c = X^T D r. */
static void
correlate (const RscGroup *self, gsize n, const double *x, const double *r, double *c)
{
  const gsize d = self->d;

  memset (c, 0, d * sizeof (double));
  for (gsize word = 0; word < (n + 63) / 64; word++)
    {
      for (guint64 bits = self->pattern[word]; bits != 0; bits &= bits - 1)
        {
          const gsize i = word * 64 + (gsize) __builtin_ctzll (bits);
          const double *row = x + i * d;

          for (gsize k = 0; k < d; k++)
            c[k] += r[i] * row[k];
        }
    }
}

void
rsc_group_subtract (const RscGroup *self, gsize n, const double *x, const double *w, double *r)
{
  for (gsize word = 0; word < (n + 63) / 64; word++)
    {
      for (guint64 bits = self->pattern[word]; bits != 0; bits &= bits - 1)
        {
          const gsize i = word * 64 + (gsize) __builtin_ctzll (bits);

          r[i] -= rsc_gram_dot (self->d, x + i * self->d, w);
        }
    }
}

/* The length a > 0 of the minimiser of 1/2 w^T H w - w^T z + λ ||w||, z given by its parts along
 * the eigenvectors, ||z|| > λ: where || (a e_k + λ)^-1 z_k || = 1. That falls in a, and its inverse
 * is concave and rises, so that Newton's method from 0 does not overshoot. */
static double
find_length (gsize d, const double *values, const double *z, double lambda)
{
  double a = 0.0;

  for (gsize step = 0; step < ROOT_STEPS; step++)
    {
      double square = 0.0, slope = 0.0, length, change;

      for (gsize k = 0; k < d; k++)
        {
          const double part = z[k] / (a * values[k] + lambda);

          square += part * part;
          slope += part * part * values[k] / (a * values[k] + lambda);
        }
      length = sqrt (square);
      if (!(slope > 0.0))
        break;
      change = (length - 1.0) * square / slope;
      a = MAX (a + change, 0.0);
      if (fabs (change) <= 4.0 * DBL_EPSILON * a)
        break;
    }
  return a;
}

void
rsc_group_improve (RscGroup *self,
                   gsize n,
                   const double *x,
                   double lambda,
                   double *r,
                   double *scratch)
{
  const gsize d = self->d;
  double *c = scratch, *z = scratch + d;
  double length, a;

  correlate (self, n, x, r, c);
  for (gsize k = 0; k < d; k++)
    {
      const double *vector = self->vectors + k * d;

      z[k] = rsc_gram_dot (d, vector, c) + self->values[k] * rsc_gram_dot (d, vector, self->w);
    }
  length = get_length (d, z);
  memcpy (c, self->w, d * sizeof (double));
  memset (self->w, 0, d * sizeof (double));
  a = length > lambda ? find_length (d, self->values, z, lambda) : 0.0;
  for (gsize k = 0; k < d && a > 0.0; k++)
    {
      const double part = a * z[k] / (a * self->values[k] + lambda);

      for (gsize l = 0; l < d; l++)
        self->w[l] += part * self->vectors[k * d + l];
    }
  for (gsize l = 0; l < d; l++)
    c[l] = self->w[l] - c[l];
  if (get_length (d, c) > 0.0)
    rsc_group_subtract (self, n, x, c, r);
}
