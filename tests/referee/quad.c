/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "quad.h"
#include <math.h>
#include <string.h>

Quad
quad_abs (Quad a)
{
  return a < 0 ? -a : a;
}

Quad
quad_sqrt (Quad a)
{
  Quad scale = 1;
  Quad root;

  if (!(a > 0))
    return 0;
  /* Into the range where a double holds both it and its root. */
  while (a > 1e200)
    {
      a *= (Quad) 0x1p-200;
      scale *= (Quad) 0x1p100;
    }
  while (a < 1e-200)
    {
      a *= (Quad) 0x1p200;
      scale *= (Quad) 0x1p-100;
    }
  root = sqrt ((double) a);
  for (int k = 0; k < 2; k++)
    root = (root + a / root) / 2;
  return root * scale;
}

Quad
quad_dot (gsize n, const Quad *a, const Quad *b)
{
  Quad sum = 0;

  for (gsize i = 0; i < n; i++)
    sum += a[i] * b[i];
  return sum;
}

Quad
quad_norm (gsize n, const Quad *a)
{
  return quad_sqrt (quad_dot (n, a, a));
}

void
quad_basis_init (QuadBasis *self, gsize n, gsize capacity)
{
  self->n = n;
  self->rank = 0;
  self->capacity = MIN (n, capacity) + 1;
  self->q = g_new0 (Quad, self->capacity * n + 1);
  self->r = g_new0 (Quad, self->capacity * self->capacity);
}

void
quad_basis_clear (QuadBasis *self)
{
  g_clear_pointer (&self->q, g_free);
  g_clear_pointer (&self->r, g_free);
}

/* @rest: n, @a without its part in the span; @part: rank, that part's coordinates, or NULL. */
static void
split (const QuadBasis *self, const Quad *a, Quad *rest, Quad *part)
{
  memcpy (rest, a, self->n * sizeof (Quad));
  if (part != NULL)
    memset (part, 0, self->rank * sizeof (Quad));
  for (int pass = 0; pass < 2; pass++)
    for (gsize j = 0; j < self->rank; j++)
      {
        const Quad *q = self->q + j * self->n;
        Quad along = quad_dot (self->n, q, rest);

        for (gsize i = 0; i < self->n; i++)
          rest[i] -= along * q[i];
        if (part != NULL)
          part[j] += along;
      }
}

Quad
quad_basis_distance (const QuadBasis *self, const Quad *a)
{
  g_autofree Quad *rest = g_new (Quad, self->n + 1);
  Quad length = quad_norm (self->n, a);

  if (!(length > 0))
    return 0;
  split (self, a, rest, NULL);
  return quad_norm (self->n, rest) / length;
}

Quad
quad_basis_add (QuadBasis *self, const Quad *a, Quad tolerance)
{
  gsize k = self->rank;
  Quad length = quad_norm (self->n, a);
  g_autofree Quad *rest = g_new (Quad, self->n + 1);
  Quad left;

  if (!(length > 0) || k + 1 > self->capacity)
    return 0;
  split (self, a, rest, self->r + k * self->capacity);
  left = quad_norm (self->n, rest);
  if (!(left > tolerance * length))
    return left / length;
  for (gsize i = 0; i < self->n; i++)
    self->q[k * self->n + i] = rest[i] / left;
  self->r[k * self->capacity + k] = left;
  self->rank++;
  return left / length;
}

void
quad_basis_solve_upper (const QuadBasis *self, Quad *b)
{
  for (gsize k = self->rank; k-- > 0;)
    {
      for (gsize j = k + 1; j < self->rank; j++)
        b[k] -= self->r[j * self->capacity + k] * b[j];
      b[k] /= self->r[k * self->capacity + k];
    }
}

void
quad_basis_solve_transposed (const QuadBasis *self, Quad *b)
{
  for (gsize k = 0; k < self->rank; k++)
    {
      for (gsize j = 0; j < k; j++)
        b[k] -= self->r[k * self->capacity + j] * b[j];
      b[k] /= self->r[k * self->capacity + k];
    }
}

void
quad_basis_solve (const QuadBasis *self, const Quad *b, Quad *coefficients)
{
  g_autofree Quad *rest = g_new (Quad, self->n + 1);

  split (self, b, rest, coefficients);
  quad_basis_solve_upper (self, coefficients);
}

gboolean
quad_solve (gsize n, Quad *a, Quad *b, Quad tolerance)
{
  g_autofree gsize *column = g_new (gsize, n + 1);
  g_autofree Quad *x = g_new (Quad, n + 1);
  Quad first = 0;

  for (gsize k = 0; k < n; k++)
    column[k] = k;
  for (gsize k = 0; k < n; k++)
    {
      gsize row = k;
      gsize pivot = k;
      Quad largest = -1;

      for (gsize i = k; i < n; i++)
        for (gsize j = k; j < n; j++)
          if (quad_abs (a[i * n + j]) > largest)
            {
              largest = quad_abs (a[i * n + j]);
              row = i;
              pivot = j;
            }
      if (k == 0)
        first = largest;
      if (!(largest > tolerance * first))
        return FALSE;
      for (gsize j = 0; j < n; j++)
        {
          Quad keep = a[k * n + j];
          a[k * n + j] = a[row * n + j];
          a[row * n + j] = keep;
        }
      Quad keep = b[k];
      b[k] = b[row];
      b[row] = keep;
      for (gsize i = 0; i < n; i++)
        {
          keep = a[i * n + k];
          a[i * n + k] = a[i * n + pivot];
          a[i * n + pivot] = keep;
        }
      gsize swap = column[k];
      column[k] = column[pivot];
      column[pivot] = swap;
      for (gsize i = k + 1; i < n; i++)
        {
          Quad factor = a[i * n + k] / a[k * n + k];

          for (gsize j = k; j < n && factor != 0; j++)
            a[i * n + j] -= factor * a[k * n + j];
          b[i] -= factor * b[k];
        }
    }
  for (gsize k = n; k-- > 0;)
    {
      for (gsize j = k + 1; j < n; j++)
        b[k] -= a[k * n + j] * x[column[j]];
      x[column[k]] = b[k] / a[k * n + k];
    }
  memcpy (b, x, n * sizeof (Quad));
  return TRUE;
}
