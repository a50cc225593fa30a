/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-pricing-cone-private.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "core/numerics/rsc-gram.h"
#include "core/numerics/rsc-tolerances.h"

/* 2^r orthants up to this r; beyond, the r + 1 cones over the facets of a simplex. */
#define ORTHANTS_MAX 6

/* How far Σ r_i x_i is from that of the rows as they are weighted, in units of Σ |r_i| ||x_i||. */
#define SUM_ROUNDINGS 0x1p-52

/* Turns the roots, orthonormal in whitened units, so that Σ r_i x_i is across all but the first, on
 * which it is not negative (Householder's reflection): then every orthant is on one side of it. */
static void
align (RscPricingBounder *self)
{
  const double *sum = self->rows->sum;
  const gsize r = self->r;
  double *heights = self->point, *middle = self->middle;
  double length = 0.0, square = 0.0;

  for (gsize k = 0; k < r; k++)
    {
      heights[k] = rsc_gram_dot_short (r, sum, self->roots + k * r);
      length += heights[k] * heights[k];
    }
  length = sqrt (length);
  heights[0] += heights[0] > 0.0 ? length : -length;
  for (gsize k = 0; k < r; k++)
    square += heights[k] * heights[k];
  if (!(square > DBL_MIN) || !isfinite (square))
    return;
  memset (middle, 0, r * sizeof (double));
  for (gsize k = 0; k < r; k++)
    {
      for (gsize l = 0; l < r; l++)
        middle[l] += heights[k] * self->roots[k * r + l];
    }
  for (gsize k = 0; k < r; k++)
    {
      for (gsize l = 0; l < r; l++)
        self->roots[k * r + l] -= 2.0 * heights[k] / square * middle[l];
    }
  if (rsc_gram_dot_short (r, sum, self->roots) < 0.0)
    {
      for (gsize l = 0; l < r; l++)
        self->roots[l] = -self->roots[l];
    }
}

/* u = Σ t_k w_k of length 1, w_k the roots, has a whitened length ||t|| of at most the square root
 * of the trace; so Σ r_i x_i·u is not above 0 by more than this where none of w_k should be. */
static void
measure_excess (RscPricingBounder *self)
{
  const RscPricingRows *rows = self->rows;
  const gsize r = self->r;
  const double length = sqrt (rsc_gram_dot_short (r, rows->sum, rows->sum));
  double trace = 0.0, squares = 0.0;

  for (gsize j = 0; j < r; j++)
    trace += rsc_gram_dot_short (j + 1, self->triangle + j * r, self->triangle + j * r);
  for (gsize k = 0; k < r; k++)
    {
      const double *root = self->roots + k * r;
      const double rounding =
        0x1p-53 * (double) (r + 8) * length * sqrt (rsc_gram_dot_short (r, root, root));
      const double height = rsc_gram_dot_short (r, rows->sum, root);
      const double above = rounding + (k == 0 ? MAX (-height, 0.0) : fabs (height));

      squares += above * above;
    }
  self->excess = sqrt (trace * squares) + SUM_ROUNDINGS * rows->spread;
  self->is_halved =
    r <= ORTHANTS_MAX && self->excess <= 0x1p-53 * ROUNDINGS (rows->n_rows) * rows->spread;
}

/* Cholesky factor of the rows' second moments. Where they leave a direction out, it has a small
 * length. */
void
rsc_pricing_bounder_whiten (RscPricingBounder *self)
{
  const RscPricingRows *rows = self->rows;
  const gsize r = self->r;
  double *a = self->triangle;
  double largest = 0.0;

  memset (a, 0, r * r * sizeof (double));
  for (gsize i = 0; i < rows->n_rows; i++)
    {
      const double *row = rows->weighted + i * r;

      if (!(rows->norms[i] > 0.0))
        continue;
      for (gsize j = 0; j < r; j++)
        {
          for (gsize k = 0; k <= j; k++)
            a[j * r + k] += row[j] * row[k] / rows->norms[i];
        }
    }
  for (gsize k = 0; k < r; k++)
    largest = MAX (largest, a[k * r + k]);
  for (gsize j = 0; j < r; j++)
    {
      /* A direction that no row has a part in is as long as the longest: a far longer one would
       * have all cones along it, too narrow to tell anything. */
      const double least =
        a[j * r + j] > RSC_WHITENED_LEAST * largest
          ? MAX (RSC_TOLERANCE_WHITENED * a[j * r + j], RSC_WHITENED_LEAST * largest + DBL_MIN)
          : largest + DBL_MIN;

      for (gsize k = 0; k <= j; k++)
        {
          double sum = a[j * r + k] - rsc_gram_dot_short (k, a + j * r, a + k * r);

          a[j * r + k] = j == k ? sqrt (MAX (sum, least)) : sum / a[k * r + k];
        }
    }
  /* Column k of L^-T has whitened length 1, and they are orthogonal there. */
  memset (self->roots, 0, r * r * sizeof (double));
  for (gsize k = 0; k < r; k++)
    {
      double *column = self->roots + k * r;

      for (gsize j = k + 1; j-- > 0;)
        {
          double sum = j == k ? 1.0 : 0.0;

          for (gsize i = j + 1; i <= k; i++)
            sum -= a[i * r + j] * column[i];
          column[j] = sum / a[j * r + j];
        }
    }
  align (self);
  measure_excess (self);
}

gsize
rsc_pricing_bounder_get_n_roots (const RscPricingBounder *self)
{
  return self->r <= ORTHANTS_MAX ? (gsize) 1 << self->r : self->r + 1;
}

RscPricingCone *
rsc_pricing_cone_new_root (RscPricingBounder *bounder, gsize k, int sign)
{
  const gsize r = bounder->r;
  g_autofree double *generators = g_new (double, r *r + 1);

  for (gsize j = 0; j < r; j++)
    {
      for (gsize l = 0; l < r; l++)
        {
          double value = bounder->roots[j * r + l];

          if (r <= ORTHANTS_MAX)
            value = (k >> j & 1u) != 0 ? -value : value;
          else if (j == k)
            {
              /* In place of generator k, minus the sum of all: the r + 1 corners of a simplex. */
              value = 0.0;
              for (gsize i = 0; i < r; i++)
                value -= bounder->roots[i * r + l];
            }
          generators[j * r + l] = value;
        }
    }
  return rsc_pricing_cone_new (bounder, sign, generators);
}

gboolean
rsc_pricing_bounder_is_halved (const RscPricingBounder *self)
{
  return self->is_halved;
}

gboolean
rsc_pricing_bounder_skips_root (const RscPricingBounder *self, gsize k, int sign)
{
  return self->is_halved && (k & 1u) != (sign > 0 ? 0u : 1u);
}

double
rsc_pricing_bounder_get_excess (const RscPricingBounder *self)
{
  return self->is_halved ? self->excess : 0.0;
}

gboolean
rsc_pricing_bounder_is_below_opposite (const RscPricingBounder *self,
                                       int sign,
                                       const double *generators)
{
  const double *sum = self->rows->sum;
  const gsize r = self->r;
  const double least = 0x1p-53 * 4.0 * (double) (r + 2) * sqrt (rsc_gram_dot_short (r, sum, sum))
                       + SUM_ROUNDINGS * self->rows->spread;

  for (gsize k = 0; k < r; k++)
    {
      if (!(sign * rsc_gram_dot_short (r, sum, generators + k * r) < -least))
        return FALSE;
    }
  return r > 0;
}
