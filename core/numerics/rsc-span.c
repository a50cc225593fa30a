/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/numerics/rsc-span.h"

#include "core/numerics/rsc-lapack.h"
#include "core/numerics/rsc-tolerances.h"

#include <math.h>
#include <string.h>

/* From this length on BLAS takes the products, all of them at once. */
#define LONG 48

void
rsc_span_init (RscSpan *self, gsize size)
{
  g_return_if_fail (self != NULL);

  self->size = size;
  self->n = 0;
  self->basis = g_new0 (double, size *size + 1);
  self->triangle = g_new0 (double, size *size + 1);
  self->product = g_new0 (double, size + 1);
  self->products = g_new0 (double, size + 1);
}

void
rsc_span_clear (RscSpan *self)
{
  g_clear_pointer (&self->basis, g_free);
  g_clear_pointer (&self->triangle, g_free);
  g_clear_pointer (&self->product, g_free);
  g_clear_pointer (&self->products, g_free);
}

/* @v (size) minus its part in the span of the first @m, whose products with them go to @c (m). */
static void
subtract_long (const RscSpan *self, gsize m, double *v, double *c)
{
  const int size = (int) self->size, count = (int) m, step = 1;
  const double one = 1.0, minus_one = -1.0, zero = 0.0;

  if (m == 0)
    return;
  dgemv_ ("T", &size, &count, &one, self->basis, &size, v, &step, &zero, c, &step, 1);
  dgemv_ ("N", &size, &count, &minus_one, self->basis, &size, c, &step, &one, v, &step, 1);
}

/* The sum over @size entries; the compiler knows them where they are few: then there is no loop. */
static inline double
dot (gsize size, const double *a, const double *b)
{
  if (size == 2)
    return a[0] * b[0] + a[1] * b[1];
  if (size == 3)
    return a[0] * b[0] + a[2] * b[2] + a[1] * b[1];
  return rsc_span_dot (size, a, b);
}

static inline void
subtract_scaled (gsize size, double c, const double *p, double *v)
{
  if (size == 2 || size == 3)
    {
      v[0] -= c * p[0];
      v[1] -= c * p[1];
      if (size == 3)
        v[2] -= c * p[2];
      return;
    }
  for (gsize k = 0; k < size; k++)
    v[k] -= c * p[k];
}

static inline gboolean
take (RscSpan *self, gsize size, const double *rhs, double tolerance)
{
  const gsize m = self->n;
  double *q = self->basis + m * size;
  const double whole = dot (size, q, q);
  double square = whole, norm;

  for (gsize i = 0; i < m; i++)
    self->triangle[i * size + m] = 0.0;
  for (int pass = 0; pass < 2 && m > 0; pass++)
    {
      const double before = square;

      if (size >= LONG)
        {
          subtract_long (self, m, q, self->products);
          for (gsize i = 0; i < m; i++)
            self->triangle[i * size + m] += self->products[i];
        }
      for (gsize i = 0; i < m && size < LONG; i++)
        {
          const double *p = self->basis + i * size;
          const double c = dot (size, p, q);

          self->triangle[i * size + m] += c;
          subtract_scaled (size, c, p, q);
        }
      square = dot (size, q, q);
      if (square > RSC_TOLERANCE_KEPT * before)
        break;
    }
  norm = sqrt (square);
  if (!(square > tolerance * tolerance * whole))
    return FALSE;
  for (gsize k = 0; k < size; k++)
    q[k] /= norm;
  self->triangle[m * size + m] = norm;
  self->product[m] = dot (size, q, rhs);
  self->n = m + 1;
  return TRUE;
}

gboolean
rsc_span_take (RscSpan *self, const double *rhs, double tolerance)
{
  switch (self->size)
    {
    case 2:
      return take (self, 2, rhs, tolerance);
    case 3:
      return take (self, 3, rhs, tolerance);
    case 4:
      return take (self, 4, rhs, tolerance);
    case 5:
      return take (self, 5, rhs, tolerance);
    case 6:
      return take (self, 6, rhs, tolerance);
    case 7:
      return take (self, 7, rhs, tolerance);
    default:
      return take (self, self->size, rhs, tolerance);
    }
}

void
rsc_span_remove (RscSpan *self, gsize position)
{
  const gsize size = self->size, m = self->n;

  for (gsize j = position + 1; j < m; j++)
    for (gsize i = 0; i <= j; i++)
      self->triangle[i * size + j - 1] = self->triangle[i * size + j];
  self->n = m - 1;
  for (gsize i = position; i + 1 < m; i++)
    {
      double *upper = self->triangle + i * size, *lower = upper + size;
      double *p = self->basis + i * size, *q = p + size;
      const double length = hypot (upper[i], lower[i]);
      const double c = upper[i] / length, s = lower[i] / length;
      const double product = self->product[i];

      upper[i] = length;
      lower[i] = 0.0;
      for (gsize j = i + 1; j + 1 < m; j++)
        {
          const double a = upper[j], b = lower[j];

          upper[j] = c * a + s * b;
          lower[j] = c * b - s * a;
        }
      for (gsize k = 0; k < size; k++)
        {
          const double a = p[k], b = q[k];

          p[k] = c * a + s * b;
          q[k] = c * b - s * a;
        }
      self->product[i] = c * product + s * self->product[i + 1];
      self->product[i + 1] = c * self->product[i + 1] - s * product;
    }
}

void
rsc_span_solve (const RscSpan *self, double *x)
{
  const gsize size = self->size, m = self->n;

  for (gsize i = m; i-- > 0;)
    {
      double sum = self->product[i];

      for (gsize j = i + 1; j < m; j++)
        sum -= self->triangle[i * size + j] * x[j];
      x[i] = sum / self->triangle[i * size + i];
    }
}

gboolean
rsc_span_walk (const RscSpan *self, double *weights, const double *target)
{
  const gsize m = self->n;
  double step = 1.0;
  gsize blocking = m;

  for (gsize j = 0; j < m; j++)
    {
      if (target[j] <= 0.0)
        {
          const double t = weights[j] / (weights[j] - target[j]);

          if (blocking == m || t < step)
            {
              step = t;
              blocking = j;
            }
        }
    }
  if (blocking == m)
    {
      memcpy (weights, target, m * sizeof (double));
      return TRUE;
    }
  for (gsize j = 0; j < m; j++)
    weights[j] += step * (target[j] - weights[j]);
  weights[blocking] = 0.0;
  return FALSE;
}

/* Always twice: at a point on a kink what one pass leaves is the rounding of v, and where λ is as
 * small as that the residual there is nothing else. */
static inline double
leave_outside (const RscSpan *self, gsize size, double *v)
{
  for (int pass = 0; pass < 2 && self->n > 0; pass++)
    {
      if (size >= LONG)
        subtract_long (self, self->n, v, self->products);
      for (gsize i = 0; i < self->n && size < LONG; i++)
        {
          const double *q = self->basis + i * size;

          subtract_scaled (size, dot (size, q, v), q, v);
        }
    }
  return dot (size, v, v);
}

double
rsc_span_leave_outside (const RscSpan *self, double *v)
{
  switch (self->size)
    {
    case 2:
      return leave_outside (self, 2, v);
    case 3:
      return leave_outside (self, 3, v);
    case 4:
      return leave_outside (self, 4, v);
    case 5:
      return leave_outside (self, 5, v);
    case 6:
      return leave_outside (self, 6, v);
    case 7:
      return leave_outside (self, 7, v);
    default:
      return leave_outside (self, self->size, v);
    }
}

gsize
rsc_span_find_axis (gsize n, gsize size, const double *basis)
{
  double farthest = -1.0;
  gsize axis = 0;

  for (gsize k = 0; k < size; k++)
    {
      double outside = 1.0;

      for (gsize i = 0; i < n; i++)
        outside -= basis[i * size + k] * basis[i * size + k];
      if (outside > farthest)
        {
          farthest = outside;
          axis = k;
        }
    }
  return axis;
}
