/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-nearest.h"

#include <math.h>
#include <string.h>

/* A column whose part outside the span of the active ones is shorter than this share of it is dependent. */
#define DEPENDENCE_TOLERANCE 1e-13

struct _RscNearest
{
  gsize r;
  gsize size; /* r + 1 */
  double scale;
  double *z;

  /* Active columns: column_j = Σ_i triangle[i][j] basis_i */
  gsize n_active;
  gsize *ids;
  guint8 *rays;
  double *basis;    /* size × size, orthonormal rows */
  double *triangle; /* size × size */
  double *weights;  /* λ and μ, times Σ λ */
  double *target;
  double *product;  /* basis (0, 1) */
  double *residual; /* (0, 1) - Σ columns */
  double *column;
};

RscNearest *
rsc_nearest_new (gsize r)
{
  RscNearest *self = g_new0 (RscNearest, 1);
  const gsize size = r + 1;

  self->r = r;
  self->size = size;
  self->z = g_new0 (double, size);
  self->ids = g_new0 (gsize, size + 1);
  self->rays = g_new0 (guint8, size + 1);
  self->basis = g_new0 (double, size *size);
  self->triangle = g_new0 (double, size *size);
  self->weights = g_new0 (double, size + 1);
  self->target = g_new0 (double, size + 1);
  self->product = g_new0 (double, size + 1);
  self->residual = g_new0 (double, size);
  self->column = g_new0 (double, size);
  rsc_nearest_reset (self, 1.0);
  return self;
}

void
rsc_nearest_free (RscNearest *self)
{
  if (self == NULL)
    return;
  g_free (self->z);
  g_free (self->ids);
  g_free (self->rays);
  g_free (self->basis);
  g_free (self->triangle);
  g_free (self->weights);
  g_free (self->target);
  g_free (self->product);
  g_free (self->residual);
  g_free (self->column);
  g_free (self);
}

void
rsc_nearest_reset (RscNearest *self, double scale)
{
  self->scale = scale;
  self->n_active = 0;
  memset (self->z, 0, self->size * sizeof (double));
  memset (self->residual, 0, self->size * sizeof (double));
  self->residual[self->r] = 1.0;
}

static inline double
dot (gsize n, const double *a, const double *b)
{
  double sum = 0.0;

  for (gsize k = 0; k < n; k++)
    sum += a[k] * b[k];
  return sum;
}

static gboolean
append (RscNearest *self, gsize id, gboolean is_ray)
{
  const gsize size = self->size, m = self->n_active;
  double *q = self->basis + m * size;
  double square, norm;
  const double whole = dot (size, self->column, self->column);

  if (m == size)
    return FALSE;
  memcpy (q, self->column, size * sizeof (double));
  for (gsize i = 0; i < m; i++)
    self->triangle[i * size + m] = 0.0;
  square = whole;
  for (int pass = 0; pass < 2; pass++)
    {
      const double before = square;

      for (gsize i = 0; i < m; i++)
        {
          const double *p = self->basis + i * size;
          const double c = dot (size, p, q);

          self->triangle[i * size + m] += c;
          for (gsize k = 0; k < size; k++)
            q[k] -= c * p[k];
        }
      square = dot (size, q, q);
      if (square > 0.25 * before)
        break;
    }
  norm = sqrt (square);
  if (!(norm > DEPENDENCE_TOLERANCE * sqrt (whole)))
    return FALSE;
  for (gsize k = 0; k < size; k++)
    q[k] /= norm;
  self->triangle[m * size + m] = norm;
  self->product[m] = q[self->r];
  self->ids[m] = id;
  self->rays[m] = is_ray ? 1 : 0;
  self->weights[m] = 0.0;
  self->n_active = m + 1;
  return TRUE;
}

/* Takes one out and makes the triangle triangular again with plane rotations. */
static void
remove_one (RscNearest *self, gsize position)
{
  const gsize size = self->size, m = self->n_active;

  for (gsize j = position + 1; j < m; j++)
    {
      self->ids[j - 1] = self->ids[j];
      self->rays[j - 1] = self->rays[j];
      self->weights[j - 1] = self->weights[j];
      for (gsize i = 0; i <= j; i++)
        self->triangle[i * size + j - 1] = self->triangle[i * size + j];
    }
  self->n_active = m - 1;
  for (gsize i = position; i + 1 < m; i++)
    {
      double *upper = self->triangle + i * size, *lower = upper + size;
      double *p = self->basis + i * size, *q = p + size;
      const double length = sqrt (upper[i] * upper[i] + lower[i] * lower[i]);
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

static void
solve_target (RscNearest *self)
{
  const gsize size = self->size, m = self->n_active;

  for (gsize i = m; i-- > 0;)
    {
      double sum = self->product[i];

      for (gsize j = i + 1; j < m; j++)
        sum -= self->triangle[i * size + j] * self->target[j];
      self->target[i] = sum / self->triangle[i * size + i];
    }
}

/* (0, 1) minus its part in the span of the active columns; the second pass for full accuracy. */
static void
set_residual (RscNearest *self)
{
  const gsize size = self->size, r = self->r;
  double sum;

  memset (self->residual, 0, size * sizeof (double));
  self->residual[r] = 1.0;
  for (int pass = 0; pass < 2; pass++)
    {
      for (gsize i = 0; i < self->n_active; i++)
        {
          const double *q = self->basis + i * size;
          const double c = dot (size, q, self->residual);

          for (gsize k = 0; k < size; k++)
            self->residual[k] -= c * q[k];
        }
    }
  sum = 1.0 - self->residual[r];
  for (gsize k = 0; k < r; k++)
    self->z[k] = sum > 0.0 ? -self->residual[k] * self->scale / sum : 0.0;
}

static gboolean
add (RscNearest *self, gsize id, gboolean is_ray)
{
  const gsize size = self->size;
  gboolean fresh = TRUE;

  if (!(dot (size, self->column, self->residual) > 0.0) || !append (self, id, is_ray))
    return FALSE;
  while (self->n_active > 0)
    {
      const gsize m = self->n_active;
      double step = 1.0;
      gsize blocking = m;

      solve_target (self);
      if (fresh && !(self->target[m - 1] > 0.0))
        {
          self->n_active = m - 1;
          return FALSE;
        }
      fresh = FALSE;
      for (gsize j = 0; j < m; j++)
        {
          if (self->target[j] <= 0.0)
            {
              const double t = self->weights[j] / (self->weights[j] - self->target[j]);

              if (blocking == m || t < step)
                {
                  step = t;
                  blocking = j;
                }
            }
        }
      if (blocking == m)
        break;
      for (gsize j = 0; j < m; j++)
        self->weights[j] += step * (self->target[j] - self->weights[j]);
      self->weights[blocking] = 0.0;
      for (gsize j = m; j-- > 0;)
        {
          if (!(self->weights[j] > 0.0))
            remove_one (self, j);
        }
    }
  memcpy (self->weights, self->target, self->n_active * sizeof (double));
  set_residual (self);
  return TRUE;
}

static void
set_point (RscNearest *self, const double *point)
{
  for (gsize k = 0; k < self->r; k++)
    self->column[k] = point[k] / self->scale;
  self->column[self->r] = 1.0;
}

static void
set_ray (RscNearest *self, const double *ray)
{
  const double length = sqrt (dot (self->r, ray, ray));

  for (gsize k = 0; k < self->r; k++)
    self->column[k] = ray[k] / length;
  self->column[self->r] = 0.0;
}

gboolean
rsc_nearest_add_point (RscNearest *self, gsize id, const double *point)
{
  set_point (self, point);
  return add (self, id, FALSE);
}

gboolean
rsc_nearest_add_ray (RscNearest *self, gsize id, const double *ray)
{
  set_ray (self, ray);
  return add (self, id, TRUE);
}

void
rsc_nearest_guess_point (RscNearest *self, gsize id, const double *point)
{
  set_point (self, point);
  append (self, id, FALSE);
}

void
rsc_nearest_guess_ray (RscNearest *self, gsize id, const double *ray)
{
  set_ray (self, ray);
  append (self, id, TRUE);
}

gboolean
rsc_nearest_start (RscNearest *self)
{
  gboolean positive = FALSE, has_point = FALSE;

  while (!positive && self->n_active > 0)
    {
      positive = TRUE;
      solve_target (self);
      memcpy (self->weights, self->target, self->n_active * sizeof (double));
      for (gsize j = self->n_active; j-- > 0;)
        {
          if (!(self->weights[j] > 0.0))
            {
              positive = FALSE;
              remove_one (self, j);
            }
        }
    }
  for (gsize j = 0; j < self->n_active; j++)
    has_point = has_point || !self->rays[j];
  if (!has_point)
    {
      rsc_nearest_reset (self, self->scale);
      return FALSE;
    }
  set_residual (self);
  return TRUE;
}

const double *
rsc_nearest_get_z (const RscNearest *self)
{
  return self->z;
}

gsize
rsc_nearest_get_n_active (const RscNearest *self)
{
  return self->n_active;
}

gsize
rsc_nearest_get_id (const RscNearest *self, gsize k)
{
  return self->ids[k];
}

gboolean
rsc_nearest_is_ray (const RscNearest *self, gsize k)
{
  return self->rays[k];
}

double
rsc_nearest_get_weight (const RscNearest *self, gsize k)
{
  double sum = 0.0;

  for (gsize j = 0; j < self->n_active; j++)
    sum += self->rays[j] ? 0.0 : self->weights[j];
  return self->weights[k] / sum;
}
