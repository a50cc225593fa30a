/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-nearest.h"

#include "core/numerics/rsc-span.h"
#include "core/numerics/rsc-tolerances.h"

#include <math.h>
#include <string.h>

struct _RscNearest
{
  gsize r;
  gsize size; /* r + 1 */
  double scale;
  double *z;

  RscSpan span; /* of the active columns, with (0, 1) on the right */
  gsize *ids;
  guint8 *rays;
  double *weights; /* λ and μ, times Σ λ */
  double *target;
  double *whole;    /* (0, 1) */
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
  rsc_span_init (&self->span, size);
  self->weights = g_new0 (double, size + 1);
  self->target = g_new0 (double, size + 1);
  self->whole = g_new0 (double, size);
  self->whole[r] = 1.0;
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
  rsc_span_clear (&self->span);
  g_free (self->weights);
  g_free (self->target);
  g_free (self->whole);
  g_free (self->residual);
  g_free (self->column);
  g_free (self);
}

void
rsc_nearest_reset (RscNearest *self, double scale)
{
  self->scale = scale;
  self->span.n = 0;
  memset (self->z, 0, self->size * sizeof (double));
  memcpy (self->residual, self->whole, self->size * sizeof (double));
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
  const gsize m = self->span.n;
  double *next = rsc_span_get_next (&self->span);

  if (next == NULL)
    return FALSE;
  memcpy (next, self->column, self->size * sizeof (double));
  if (!rsc_span_take (&self->span, self->whole, RSC_TOLERANCE_DEPENDENT))
    return FALSE;
  self->ids[m] = id;
  self->rays[m] = is_ray ? 1 : 0;
  self->weights[m] = 0.0;
  return TRUE;
}

static void
remove_one (RscNearest *self, gsize position)
{
  for (gsize j = position + 1; j < self->span.n; j++)
    {
      self->ids[j - 1] = self->ids[j];
      self->rays[j - 1] = self->rays[j];
      self->weights[j - 1] = self->weights[j];
    }
  rsc_span_remove (&self->span, position);
}

/* (0, 1) minus its part in the span of the active columns. */
static void
set_residual (RscNearest *self)
{
  const gsize r = self->r;
  double sum;

  memcpy (self->residual, self->whole, self->size * sizeof (double));
  rsc_span_leave_outside (&self->span, self->residual);
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
  while (self->span.n > 0)
    {
      const gsize m = self->span.n;

      rsc_span_solve (&self->span, self->target);
      if (fresh && !(self->target[m - 1] > 0.0))
        {
          self->span.n = m - 1;
          return FALSE;
        }
      fresh = FALSE;
      if (rsc_span_walk (&self->span, self->weights, self->target))
        break;
      for (gsize j = m; j-- > 0;)
        {
          if (!(self->weights[j] > 0.0))
            remove_one (self, j);
        }
    }
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

  while (!positive && self->span.n > 0)
    {
      positive = TRUE;
      rsc_span_solve (&self->span, self->target);
      memcpy (self->weights, self->target, self->span.n * sizeof (double));
      for (gsize j = self->span.n; j-- > 0;)
        {
          if (!(self->weights[j] > 0.0))
            {
              positive = FALSE;
              remove_one (self, j);
            }
        }
    }
  for (gsize j = 0; j < self->span.n; j++)
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
  return self->span.n;
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

  for (gsize j = 0; j < self->span.n; j++)
    sum += self->rays[j] ? 0.0 : self->weights[j];
  return self->weights[k] / sum;
}
