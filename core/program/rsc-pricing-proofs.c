/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-pricing-proofs-private.h"

#include <math.h>
#include <string.h>

/* So many different signs of the weights at most. */
#define SIGNS_MAX 32

/* More numbers of a proof, m r of them, and it is as long as a bound. */
#define NUMBERS_MAX 1024

/* Bytes that come from memory at a time. */
#define LINE 64

static void
weights_free (gpointer data)
{
  RscPricingProofWeights *self = data;

  g_free (self->signs);
  for (gsize part = 0; part < G_N_ELEMENTS (self->numbers); part++)
    g_free (self->numbers[part]);
  g_free (self);
}

static signed char
get_sign (double weight)
{
  return weight > 0.0 ? 1 : weight < 0.0 ? -1 : 0;
}

static RscPricingProofWeights *
weights_new (gsize m, gsize n_quads)
{
  RscPricingProofWeights *self = g_new0 (RscPricingProofWeights, 1);

  self->signs = g_new (signed char, m + 1);
  for (gsize part = 0; part < G_N_ELEMENTS (self->numbers); part++)
    self->numbers[part] = g_new0 (RscQuad, n_quads);
  return self;
}

static gboolean
weights_have_signs_of (const RscPricingProofWeights *self, const RscPricingRows *rows)
{
  for (gsize i = 0; i < rows->n_rows; i++)
    {
      if (self->signs[i] != get_sign (rows->weights[i]))
        return FALSE;
    }
  return TRUE;
}

/* Rows that have turned add up to their lengths in place of what they took away, or, in place of
 * what they added, nothing. */
static void
weights_set (RscPricingProofWeights *self, const RscPricingRows *rows)
{
  const gsize m = rows->n_rows;

  for (gsize part = 0; part < 2; part++)
    {
      const int s = part == 0 ? 1 : -1;
      float *numbers = (float *) self->numbers[part], *opposite = (float *) self->numbers[2 + part];
      double turned = 0.0;

      for (gsize i = 0; i < m; i++)
        {
          const gboolean has_turned = get_sign (rows->weights[i]) != self->signs[i];

          numbers[i] = opposite[i] = has_turned ? 0.0f : (float) (s * rows->weights[i]);
          if (has_turned && s * rows->weights[i] > 0.0)
            turned += rows->norms[i];
        }
      for (gsize k = 0; k < rows->rank; k++)
        {
          numbers[m + k] = (float) (s * rows->linear[k]);
          opposite[m + k] = (float) (s * (rows->linear[k] - rows->sum[k]));
        }
      self->turned[part] = turned;
    }
}

gboolean
rsc_pricing_proofs_are_short (const RscPricingRows *rows)
{
  return rows->rank > 0 && rows->n_rows * rows->rank <= NUMBERS_MAX;
}

RscPricingProofs *
rsc_pricing_proofs_new (const RscPricingRows *rows, gsize bytes_max)
{
  RscPricingProofs *self = g_new0 (RscPricingProofs, 1);
  const gsize r = self->r = rows->rank;

  self->ref_count = 1;
  self->m = rows->n_rows;
  self->n_quads = (self->m + r + 3) / 4;
  self->stride = r * self->n_quads + (r * r + 1 + 3) / 4;
  self->bytes_max = bytes_max;
  self->chunks = g_ptr_array_new_with_free_func (g_free);
  self->links = g_array_new (FALSE, FALSE, sizeof (RscPricingProofLink));
  self->unused = RSC_PRICING_PROOF_NONE;
  self->weights = g_ptr_array_new_with_free_func (weights_free);
  self->orthogonal = g_new (double, r *r + 1);
  self->triangle = g_new (double, r *r + 1);
  self->values = g_new (double, r + 1);
  self->generators = g_new0 (double, r *r + 1);
  self->products = g_new0 (double, self->m *r + 1);
  self->c = g_new (float, r + 1);
  self->z = g_new (float, r + 1);
  self->other = g_new (float, r + 1);
  self->active = g_new (gsize, r + 1);
  return self;
}

RscPricingProofs *
rsc_pricing_proofs_ref (RscPricingProofs *self)
{
  self->ref_count++;
  return self;
}

void
rsc_pricing_proofs_unref (RscPricingProofs *self)
{
  if (self == NULL || --self->ref_count > 0)
    return;
  g_ptr_array_unref (self->chunks);
  g_array_unref (self->links);
  g_ptr_array_unref (self->weights);
  g_free (self->orthogonal);
  g_free (self->triangle);
  g_free (self->values);
  g_free (self->generators);
  g_free (self->products);
  g_free (self->c);
  g_free (self->z);
  g_free (self->other);
  g_free (self->active);
  g_free (self);
}

gsize
rsc_pricing_proofs_get_bytes (const RscPricingProofs *self)
{
  return (gsize) self->chunks->len * RSC_PRICING_PROOFS_CHUNK * self->stride * sizeof (RscQuad)
         + self->links->len * sizeof (RscPricingProofLink);
}

gboolean
rsc_pricing_proofs_begin (RscPricingProofs *self, const RscPricingRows *rows)
{
  guint found = G_MAXUINT, vacant = self->weights->len;

  self->rows = rows;
  for (guint k = 0; k < self->weights->len && found == G_MAXUINT; k++)
    {
      const RscPricingProofWeights *weights = self->weights->pdata[k];

      if (weights_have_signs_of (weights, rows))
        found = k;
      else if (weights->n_proofs == 0)
        vacant = k;
    }
  if (found == G_MAXUINT)
    {
      RscPricingProofWeights *weights;

      if (vacant == SIGNS_MAX)
        return FALSE;
      found = vacant;
      if (vacant == self->weights->len)
        g_ptr_array_add (self->weights, weights_new (self->m, self->n_quads));
      weights = self->weights->pdata[vacant];
      for (gsize i = 0; i < self->m; i++)
        weights->signs[i] = get_sign (rows->weights[i]);
    }
  self->current = found;
  for (guint k = 0; k < self->weights->len; k++)
    weights_set (self->weights->pdata[k], rows);
  /* Of sums of m + r products of short numbers, a linear part of at most four times the spread
   * among them, and what the rows leave out. It is far above what squares of short numbers lose by
   * underflow: the rows together are 1/2 at least, or nothing. */
  self->rounding =
    (float) ((RSC_PRICING_PROOF_UNIT * (double) (self->m + 5 * self->r + 32) * rows->spread
              + rows->cut_off)
             * (1.0 + RSC_PRICING_PROOF_UNIT));
  return TRUE;
}

/* ---- what there is ---- */

/* A place for one, or %RSC_PRICING_PROOF_NONE. */
guint32
rsc_pricing_proofs_take_place (RscPricingProofs *self)
{
  guint32 k = self->unused;

  if (k != RSC_PRICING_PROOF_NONE)
    {
      self->unused = rsc_pricing_proofs_get_link (self, k)->next;
      return k;
    }
  k = self->links->len;
  if (k % RSC_PRICING_PROOFS_CHUNK == 0)
    {
      if (rsc_pricing_proofs_get_bytes (self)
            + RSC_PRICING_PROOFS_CHUNK * self->stride * sizeof (RscQuad)
          > self->bytes_max)
        return RSC_PRICING_PROOF_NONE;
      g_ptr_array_add (self->chunks, g_new0 (RscQuad, RSC_PRICING_PROOFS_CHUNK * self->stride));
    }
  g_array_set_size (self->links, k + 1);
  return k;
}

void
rsc_pricing_proofs_leave_place (RscPricingProofs *self, guint32 k)
{
  rsc_pricing_proofs_get_link (self, k)->next = self->unused;
  self->unused = k;
}

void
rsc_pricing_proofs_ref_chain (RscPricingProofs *self, gsize first)
{
  if (first != RSC_PRICING_NO_PROOF)
    rsc_pricing_proofs_get_link (self, first)->ref_count++;
}

void
rsc_pricing_proofs_unref_chain (RscPricingProofs *self, gsize first)
{
  if (first == RSC_PRICING_NO_PROOF || --rsc_pricing_proofs_get_link (self, first)->ref_count > 0)
    return;
  for (guint32 k = (guint32) first, next; k != RSC_PRICING_PROOF_NONE; k = next)
    {
      const RscPricingProofLink *link = rsc_pricing_proofs_get_link (self, k);
      RscPricingProofWeights *weights = self->weights->pdata[link->signs];

      next = link->next;
      weights->n_proofs--;
      rsc_pricing_proofs_leave_place (self, k);
    }
}

/* ---- asking ---- */

static inline float
sum_quad (RscQuad quad)
{
  return (quad[0] + quad[1]) + (quad[2] + quad[3]);
}

/* @c: r. @r: a constant where this is compiled for it. */
static inline __attribute__ ((always_inline)) void
multiply_quads_of (const RscPricingProofs *self,
                   gsize r,
                   const RscQuad *quads,
                   const RscQuad *weights,
                   float *c)
{
  const gsize n = self->n_quads;

  for (gsize j = 0; j < r; j++)
    {
      RscQuad one = { 0.0f }, two = { 0.0f };

      for (gsize i = 0; i + 1 < n; i += 2)
        {
          one += weights[i] * quads[j * n + i];
          two += weights[i + 1] * quads[j * n + i + 1];
        }
      if (n % 2 != 0)
        one += weights[n - 1] * quads[j * n + n - 1];
      c[j] = sum_quad (one + two) + self->rounding;
    }
}

/* Whether c_k <= (z + δ e)·v_k for all k with ||z|| + δ = @level, e in the middle of the cone, and
 * z that of @of, which may be c. */
static inline __attribute__ ((always_inline)) gboolean
reaches_of (const RscPricingProofs *self,
            gsize r,
            const float *numbers,
            const float *of,
            const float *c,
            double level)
{
  const gsize stride = 4 * self->n_quads;
  const float *matrix = numbers + r * stride;
  float *z = self->z;
  float square = 0.0f;
  double length, left, in_doubt;

  for (gsize l = 0; l < r; l++)
    z[l] = 0.0f;
#pragma GCC unroll 8
  for (gsize j = 0; j < r; j++)
    {
#pragma GCC unroll 8
      for (gsize l = 0; l < r; l++)
        z[l] += of[j] * matrix[j * r + l];
    }
#pragma GCC unroll 8
  for (gsize l = 0; l < r; l++)
    square += z[l] * z[l];
  /* Of ||z|| and of z·v_k. */
  length = sqrt ((double) square) * (1.0 + RSC_PRICING_PROOF_UNIT * (double) (r + 2));
  in_doubt = RSC_PRICING_PROOF_UNIT * (double) (2 * r + 4) * length;
  left = (level - length) * (double) matrix[r * r] - in_doubt;
#pragma GCC unroll 8
  for (gsize j = 0; j < r; j++)
    {
      const float *generator = numbers + stride * j + self->m;
      float height = 0.0f;

#pragma GCC unroll 8
      for (gsize l = 0; l < r; l++)
        height += generator[l] * z[l];
      if (!((double) c[j] - (double) height <= left))
        return FALSE;
    }
  return level >= length;
}

/* Opposite of the cone, where Σ r_i x_i takes away little or much. */
static inline __attribute__ ((always_inline)) gboolean
holds_of (RscPricingProofs *self,
          gsize r,
          gsize k,
          const RscQuad *weights,
          const RscQuad *opposite,
          double level)
{
  const float *numbers = rsc_pricing_proofs_get_numbers (self, k);
  const RscQuad *quads = (const RscQuad *) (gconstpointer) numbers;

  multiply_quads_of (self, r, quads, weights, self->c);
  if (opposite == NULL)
    return reaches_of (self, r, numbers, self->c, self->c, level);
  multiply_quads_of (self, r, quads, opposite, self->other);
  return reaches_of (self, r, numbers, self->c, self->other, level)
         || reaches_of (self, r, numbers, self->other, self->other, level);
}

static gboolean
holds (RscPricingProofs *self, gsize k, gboolean is_opposite, double level)
{
  const RscPricingProofLink *link = rsc_pricing_proofs_get_link (self, k);
  const RscPricingProofWeights *of = self->weights->pdata[link->signs];
  const RscQuad *weights = of->numbers[link->minus];
  const RscQuad *opposite = is_opposite ? of->numbers[2 + link->minus] : NULL;
  const double left = level - self->rounding - of->turned[link->minus];

  if (!(left > 0.0))
    return FALSE;
  switch (self->r)
    {
    case 3:
      return holds_of (self, 3, k, weights, opposite, left);
    case 4:
      return holds_of (self, 4, k, weights, opposite, left);
    case 5:
      return holds_of (self, 5, k, weights, opposite, left);
    case 6:
      return holds_of (self, 6, k, weights, opposite, left);
    default:
      return holds_of (self, self->r, k, weights, opposite, left);
    }
}

gboolean
rsc_pricing_proofs_hold (RscPricingProofs *self, gsize first, gboolean is_opposite, double level)
{
  for (guint32 k = (guint32) first; k != RSC_PRICING_PROOF_NONE;
       k = rsc_pricing_proofs_get_link (self, k)->next)
    {
      if (!holds (self, k, is_opposite, level))
        return FALSE;
    }
  return TRUE;
}

void
rsc_pricing_proofs_fetch (const RscPricingProofs *self, gsize first)
{
  const char *numbers = (gconstpointer) rsc_pricing_proofs_get_numbers (self, first);

  __builtin_prefetch (rsc_pricing_proofs_get_link (self, first));
  for (gsize k = 0; k < self->stride * sizeof (RscQuad); k += LINE)
    __builtin_prefetch (numbers + k);
}
