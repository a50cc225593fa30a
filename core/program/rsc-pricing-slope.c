/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-pricing-cone-private.h"

#include <math.h>
#include <string.h>

#include "core/numerics/rsc-gram.h"

/* A slope below this share of what it is the difference of could be rounding. */
#define SLOPE_LEAST 1e-9

/* g += Σ of the crossing rows that are positive at the sum of the generators, times @sign. */
static void
add_positive (const RscPricingRows *rows,
              const RscPricingCrossing *crossing,
              double sign,
              double *g)
{
  const gsize r = rows->rank;

  for (gsize i = 0; i < crossing->n; i++)
    {
      const RscPricingEntry *entries = rsc_pricing_crossing_get (crossing, i);
      double sum = 0.0;

      for (gsize k = 0; k < r; k++)
        sum += entries[k].value;
      if (sum > 0.0)
        {
          const double *row = rows->weighted + (gsize) entries[r + 1].meta.row * r;

          for (gsize k = 0; k < r; k++)
            g[k] += sign * row[k];
        }
    }
}

/* Σ of what the crossing rows can add to a slope along @w at least, for @sign = 1, or take from it at most. */
static double
sum_least (const RscPricingRows *rows,
           const RscPricingCrossing *crossing,
           double sign,
           const double *w)
{
  const gsize r = rows->rank;
  double sum = 0.0;

  for (gsize i = 0; i < crossing->n; i++)
    {
      const double *row =
        rows->weighted + (gsize) rsc_pricing_crossing_get (crossing, i)[r + 1].meta.row * r;

      sum += MIN (sign * rsc_gram_dot_short (r, row, w), 0.0);
    }
  return sum;
}

/* Whether the tangential part @w of a gradient shows that h_s rises all over the cone. */
static gboolean
is_rising (RscPricingBounder *bounder, const RscPricingCone *self, const double *w)
{
  const RscPricingRows *rows = bounder->rows;
  const gsize r = self->r;
  const double length = sqrt (rsc_gram_dot_short (r, w, w));
  double least = -(self->touched + SLOPE_LEAST * rows->spread) * length, rise = -G_MAXDOUBLE;

  for (gsize l = 0; l < r; l++)
    least += (rsc_wide_round (self->a[l]) - rsc_wide_round (self->b[l])) * w[l];
  least += sum_least (rows, self->convex, 1.0, w) + sum_least (rows, self->concave, -1.0, w);
  bounder->work += 2 * (self->convex->n + self->concave->n) * r;
  for (gsize k = 0; k < r; k++)
    rise = MAX (rise, rsc_gram_dot_short (r, w, self->generators + k * r));
  /* u = Σ t_k v_k of length 1 has Σ t_k from 1 to 1 / narrowness. */
  least -= rise > 0.0 ? rise / self->narrowness * self->bound : rise * bounder->threshold;
  return least > 0.0;
}

static void
reject_direction (gsize r, const double *u, double *w)
{
  const double height = rsc_gram_dot_short (r, w, u);

  for (gsize l = 0; l < r; l++)
    w[l] -= height * u[l];
}

gboolean
rsc_pricing_cone_has_slope (RscPricingBounder *bounder, const RscPricingCone *self)
{
  const RscPricingRows *rows = bounder->rows;
  const gsize r = self->r;
  double *centre = bounder->point, *w = bounder->middle, *convex = bounder->base;
  double length;

  if (!(self->narrowness > 0.0))
    return FALSE;
  memset (centre, 0, r * sizeof (double));
  for (gsize k = 0; k < r; k++)
    {
      for (gsize l = 0; l < r; l++)
        centre[l] += self->generators[k * r + l];
    }
  length = sqrt (rsc_gram_dot_short (r, centre, centre));
  if (!(length > 0.0))
    return FALSE;
  for (gsize l = 0; l < r; l++)
    {
      centre[l] /= length;
      convex[l] = rsc_wide_round (self->a[l]);
    }
  add_positive (rows, self->convex, 1.0, convex);
  for (gsize l = 0; l < r; l++)
    w[l] = convex[l] - rsc_wide_round (self->b[l]);
  add_positive (rows, self->concave, -1.0, w);
  bounder->work += 2 * (self->convex->n + self->concave->n) * r;
  if (!(rsc_gram_dot_short (r, w, centre) > bounder->threshold))
    return FALSE;
  reject_direction (r, centre, w);
  if (is_rising (bounder, self, w))
    return TRUE;

  /* Along a ridge of H: with a point of its zonotope inside. */
  memcpy (w, convex, r * sizeof (double));
  for (gsize j = 0; j < self->n_points; j++)
    {
      for (gsize l = 0; l < r; l++)
        w[l] -= self->points[j * r + l] / (double) self->n_points;
    }
  reject_direction (r, centre, w);
  return is_rising (bounder, self, w);
}
