/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-pricing-proofs-private.h"

#include <math.h>
#include <string.h>

#include "core/numerics/rsc-gram.h"
#include "core/numerics/rsc-tolerances.h"

static inline gboolean
has_bit (const guint64 *bits, gsize i)
{
  return (bits[i / 64] >> i % 64 & 1u) != 0;
}

/* How much of row @i of H is in what carries the bound. */
static double
get_share (const RscPricingCone *cone, gsize i)
{
  double sum = 0.0;

  for (gsize j = 0; j < cone->n_points; j++)
    {
      if (has_bit (cone->gates + j * cone->n_words, i))
        sum += cone->weights[j];
    }
  return CLAMP (sum, 0.0, 1.0);
}

/* Into @matrix (r × r), in row k z of c_k alone: the shortest z with z·v_j = c_j for all j that
 * carry the maximiser; rows of 0 for the others. FALSE where they depend on each other. */
static gboolean
find_shortest (RscPricingProofs *self, const RscPricingCone *cone, float *matrix)
{
  const gsize r = self->r;
  double *orthogonal = self->orthogonal, *triangle = self->triangle; /* V = triangle orthogonal */
  double *y = self->values;
  gsize n = 0;
  double largest = 0.0;

  for (gsize k = 0; k < r; k++)
    largest = MAX (largest, cone->t[k]);
  for (gsize k = 0; k < r; k++)
    {
      double *next = orthogonal + n * r;
      double length;

      if (!(cone->t[k] > RSC_TOLERANCE_CARRIES * largest))
        continue;
      memcpy (next, cone->generators + k * r, r * sizeof (double));
      for (gsize j = 0; j < n; j++)
        {
          const double part = rsc_gram_dot_short (r, orthogonal + j * r, next);

          triangle[n * r + j] = part;
          for (gsize l = 0; l < r; l++)
            next[l] -= part * orthogonal[j * r + l];
        }
      length = sqrt (rsc_gram_dot_short (r, next, next));
      if (!(length > 0.0))
        return FALSE;
      triangle[n * r + n] = length;
      for (gsize l = 0; l < r; l++)
        next[l] /= length;
      self->active[n++] = k;
    }
  for (gsize l = 0; l < r * r; l++)
    matrix[l] = 0.0f;
  for (gsize k = 0; k < n; k++)
    {
      float *z = matrix + self->active[k] * r;

      for (gsize j = k; j < n; j++)
        {
          double rest = j == k ? 1.0 : 0.0;

          for (gsize i = k; i < j; i++)
            rest -= triangle[j * r + i] * y[i];
          y[j] = rest / triangle[j * r + j];
          for (gsize l = 0; l < r; l++)
            z[l] += (float) (y[j] * orthogonal[j * r + l]);
        }
    }
  return n > 0;
}

/* Rows times generators, m × r. @r: a constant where this is compiled for it. */
static inline __attribute__ ((always_inline)) void
multiply_of (gsize m, gsize r, const double *rows, const double *generators, double *products)
{
  for (gsize i = 0; i < m; i++)
    {
      for (gsize k = 0; k < r; k++)
        {
          double sum = 0.0;

#pragma GCC unroll 8
          for (gsize l = 0; l < r; l++)
            sum += rows[i * r + l] * generators[k * r + l];
          products[i * r + k] = sum;
        }
    }
}

static void
find_products (RscPricingProofs *self, const double *generators)
{
  const double *rows = self->rows->rows;
  const gsize m = self->m, r = self->r;

  if (memcmp (self->generators, generators, r * r * sizeof (double)) == 0)
    return;
  memcpy (self->generators, generators, r * r * sizeof (double));
  switch (r)
    {
    case 3:
      multiply_of (m, 3, rows, generators, self->products);
      break;
    case 4:
      multiply_of (m, 4, rows, generators, self->products);
      break;
    case 5:
      multiply_of (m, 5, rows, generators, self->products);
      break;
    case 6:
      multiply_of (m, 6, rows, generators, self->products);
      break;
    default:
      multiply_of (m, r, rows, generators, self->products);
      break;
    }
}

/* Row @i at the generators, as it counts there: the values, r. */
static void
find_values (const RscPricingProofs *self, const RscPricingCone *cone, gsize i)
{
  const RscPricingRows *rows = self->rows;
  const gsize r = self->r;
  double *values = self->values;
  double low = 0.0, high = 0.0, share;

  for (gsize k = 0; k < r; k++)
    {
      values[k] = self->products[i * r + k];
      low = MIN (low, values[k]);
      high = MAX (high, values[k]);
    }
  if (!(low < 0.0))
    return;
  if (cone->sign * rows->weights[i] > 0.0 && !has_bit (cone->chosen, i))
    {
      for (gsize k = 0; k < r; k++)
        values[k] = MAX (values[k], 0.0);
      return;
    }
  if (cone->sign * rows->weights[i] > 0.0)
    share = has_bit (cone->on, i) ? 1.0 : 0.0;
  else
    share = high > 0.0 ? get_share (cone, i) : 0.0;
  for (gsize k = 0; k < r; k++)
    values[k] *= share;
}

gsize
rsc_pricing_proofs_add (RscPricingProofs *self, const RscPricingCone *cone, gsize next)
{
  const gsize m = self->m, r = self->r, stride = 4 * self->n_quads;
  RscPricingProofWeights *weights = self->weights->pdata[self->current];
  guint32 place;
  float *numbers, *matrix;

  if (cone->n_words == 0 || cone->n_points == 0
      || (place = rsc_pricing_proofs_take_place (self)) == RSC_PRICING_PROOF_NONE)
    return RSC_PRICING_NO_PROOF;
  numbers = rsc_pricing_proofs_get_numbers (self, place);
  matrix = numbers + r * stride;
  matrix[r * r] = (float) (cone->narrowness * (1.0 - 2.0 * RSC_PRICING_PROOF_UNIT));
  if (!(matrix[r * r] > 0.0f) || !find_shortest (self, cone, matrix))
    {
      rsc_pricing_proofs_leave_place (self, place);
      return RSC_PRICING_NO_PROOF;
    }
  find_products (self, cone->generators);
  for (gsize i = 0; i < m; i++)
    {
      find_values (self, cone, i);
      for (gsize k = 0; k < r; k++)
        numbers[k * stride + i] = (float) self->values[k];
    }
  for (gsize k = 0; k < r; k++)
    {
      for (gsize l = 0; l < r; l++)
        numbers[k * stride + m + l] = (float) cone->generators[k * r + l];
    }
  *rsc_pricing_proofs_get_link (self, place) =
    (RscPricingProofLink){ next == RSC_PRICING_NO_PROOF ? RSC_PRICING_PROOF_NONE : (guint32) next,
                           1, (guint16) self->current, cone->sign > 0 ? 0 : 1 };
  weights->n_proofs++;
  return place;
}
