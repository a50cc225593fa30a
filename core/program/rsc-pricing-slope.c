/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-pricing-cone-private.h"

#include <math.h>
#include <string.h>

#include "core/numerics/rsc-gram.h"
#include "core/numerics/rsc-tolerances.h"

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

/* Σ of what the crossing rows can add to a slope along @w at least, for @sign = 1, or take from it
 * at most. */
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
  double least = -(self->touched + RSC_TOLERANCE_SLOPE * rows->spread) * length,
         rise = -G_MAXDOUBLE;

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

/* A lower bound of the derivative of h_s along @w at the unit vector @u, orthogonal to it: rows on
 * a kink at @u, or so near that rounding may have put them on its other side, count with the side
 * that adds less. */
static double
get_least_slope (const RscPricingRows *rows, int sign, const double *u, const double *w)
{
  const gsize r = rows->rank;
  double sum = sign * rsc_gram_dot_short (r, rows->linear, w);

  for (gsize i = 0; i < rows->n_rows; i++)
    {
      const double *row = rows->weighted + i * r;
      const double height = rsc_gram_dot_short (r, row, u),
                   near = RSC_TOLERANCE_KINK * rows->norms[i];

      if (height < -near)
        continue;
      const double rise = (rows->weights[i] > 0.0) == (sign > 0) ? rsc_gram_dot_short (r, row, w)
                                                                 : -rsc_gram_dot_short (r, row, w);

      sum += height > near ? rise : MIN (rise, 0.0);
    }
  return sum;
}

/* The same from the rows that cross the cone and the sums of the others, which are of one sign on
 * it: those of H that are 0 at a generator may count more outside. */
static double
get_least_slope_by_cone (const RscPricingRows *rows,
                         const RscPricingCone *self,
                         const double *u,
                         const double *w,
                         double length)
{
  const RscPricingCrossing *concave = self->concave;
  const gsize r = self->r;
  double sum = -self->touched * length;

  for (gsize l = 0; l < r; l++)
    sum += (rsc_wide_round (self->a[l]) - rsc_wide_round (self->b[l])) * w[l];
  for (gsize i = 0; i < concave->n; i++)
    {
      const guint32 index = rsc_pricing_crossing_get (concave, i)[r + 1].meta.row;
      const double *row = rows->weighted + (gsize) index * r;
      const double height = rsc_gram_dot_short (r, row, u);
      const double near = RSC_TOLERANCE_KINK * rows->norms[index];
      const double rise = rsc_gram_dot_short (r, row, w);

      if (height >= -near)
        sum -= height > near ? rise : MAX (rise, 0.0);
    }
  return sum;
}

gboolean
rsc_pricing_cone_rises_at (RscPricingBounder *bounder, RscPricingCone *self, const double *u)
{
  const RscPricingRows *rows = bounder->rows;
  const gsize r = self->r;
  double *w = bounder->middle;
  double length;

  for (gsize l = 0; l < r; l++)
    w[l] = rsc_wide_round (self->a[l]);
  for (gsize k = 0; k < rsc_nearest_get_n_active (bounder->nearest); k++)
    {
      const double *b;

      if (rsc_nearest_is_ray (bounder->nearest, k))
        continue;
      b = bounder->pool + rsc_nearest_get_id (bounder->nearest, k) * r;
      for (gsize l = 0; l < r; l++)
        w[l] -= rsc_nearest_get_weight (bounder->nearest, k) * b[l];
    }
  reject_direction (r, u, w);
  length = sqrt (rsc_gram_dot_short (r, w, w));
  if (!(length > RSC_TOLERANCE_SLOPE * rows->spread))
    return FALSE;
  rsc_pricing_cone_find_concave (bounder, self);
  bounder->work += 2 * self->concave->n * r;
  if (get_least_slope_by_cone (rows, self, u, w, length)
      > RSC_TOLERANCE_SLOPE * rows->spread * length)
    return TRUE;
  /* Where no other row is 0 at a generator, there is none to look at. */
  if (!(self->touched > 0.0))
    return FALSE;
  bounder->work += 2 * rows->n_rows * r;
  return get_least_slope (rows, self->sign, u, w) > RSC_TOLERANCE_SLOPE * rows->spread * length;
}
