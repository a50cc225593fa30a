/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-ascent.h"

#include <math.h>
#include <string.h>

#include "core/numerics/rsc-gram.h"
#include "core/program/rsc-nearest.h"

/* Ascents end after a handful of turns. */
#define TURNS_MAX 100
/* Passes for one nearest point: some times the dimension. */
#define PASSES_MAX 200
/* A step that gains less, relative, is rounding. */
#define GAIN 1e-15

struct _RscAscent
{
  const RscPricingRows *rows;
  RscNearest *nearest;
  double *a;      /* r: s linear + Σ of the active rows of G */
  double *before; /* r: the same one turn ago */
  double *b;      /* r: a vertex of the zonotope of H */
};

RscAscent *
rsc_ascent_new (const RscPricingRows *rows)
{
  RscAscent *self = g_new0 (RscAscent, 1);

  self->rows = rows;
  self->nearest = rsc_nearest_new (rows->rank);
  self->a = g_new0 (double, rows->rank + 1);
  self->before = g_new0 (double, rows->rank + 1);
  self->b = g_new0 (double, rows->rank + 1);
  return self;
}

void
rsc_ascent_free (RscAscent *self)
{
  if (self == NULL)
    return;
  rsc_nearest_free (self->nearest);
  g_free (self->a);
  g_free (self->before);
  g_free (self->b);
  g_free (self);
}

/* sum += Σ of the rows with x·u > 0. */
static void
add_active (const RscPricingRows *rows,
            gsize n_rows,
            const guint32 *list,
            const double *u,
            double *sum)
{
  const gsize r = rows->rank;

  for (gsize i = 0; i < n_rows; i++)
    {
      const double *row = rows->weighted + (gsize) list[i] * r;

      if (rsc_gram_dot_short (r, row, u) > 0.0)
        {
          for (gsize k = 0; k < r; k++)
            sum[k] += row[k];
        }
    }
}

/* z of the zonotope of the rows @list and of a, from the vertex towards @u. Returns ||z||; z is the nearest's. */
static double
find_nearest (RscAscent *self, gsize n_rows, const guint32 *list, const double *u)
{
  const gsize r = self->rows->rank;
  const double *z = u;
  double length = 0.0;

  for (gsize pass = 0; pass < PASSES_MAX; pass++)
    {
      double product = 0.0;

      memset (self->b, 0, r * sizeof (double));
      add_active (self->rows, n_rows, list, z, self->b);
      for (gsize k = 0; k < r; k++)
        self->b[k] = self->a[k] - self->b[k];
      if (pass == 0)
        {
          length = sqrt (rsc_gram_dot_short (r, self->b, self->b));
          if (!(length > 0.0))
            return 0.0;
          rsc_nearest_reset (self->nearest, length);
        }
      else
        product = rsc_gram_dot_short (r, self->b, z);
      if (pass > 0 && !(product < length * length * (1.0 - GAIN)))
        break;
      if (!rsc_nearest_add_point (self->nearest, pass, self->b))
        break;
      z = rsc_nearest_get_z (self->nearest);
      length = sqrt (rsc_gram_dot_short (r, z, z));
      if (!(length > 0.0))
        break;
    }
  return length;
}

double
rsc_ascent_run (RscAscent *self, int sign, double *u)
{
  const RscPricingRows *rows = self->rows;
  const gsize r = rows->rank;
  const gboolean plus = sign > 0;
  double value = -G_MAXDOUBLE;

  for (gsize turn = 0; turn < TURNS_MAX; turn++)
    {
      const double *z;
      double length;

      for (gsize k = 0; k < r; k++)
        self->a[k] = plus ? rows->linear[k] : -rows->linear[k];
      add_active (rows, plus ? rows->n_positive : rows->n_negative,
                  plus ? rows->positive : rows->negative, u, self->a);
      if (turn > 0 && memcmp (self->a, self->before, r * sizeof (double)) == 0)
        break;
      length = find_nearest (self, plus ? rows->n_negative : rows->n_positive,
                             plus ? rows->negative : rows->positive, u);
      if (!(length > 0.0) || !(length > value * (1.0 + GAIN)))
        break;
      value = length;
      z = rsc_nearest_get_z (self->nearest);
      for (gsize k = 0; k < r; k++)
        u[k] = z[k] / length;
      memcpy (self->before, self->a, r * sizeof (double));
    }
  if (!(value > 0.0))
    return 0.0;
  return (plus ? 1.0 : -1.0) * rsc_pricing_rows_evaluate (rows, u);
}
