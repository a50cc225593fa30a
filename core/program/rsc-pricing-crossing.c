/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-pricing-crossing.h"

#include <string.h>

#include "core/numerics/rsc-gram.h"
#include "core/numerics/rsc-two.h"

/* Sums of few columns are kept on the stack. */
#define SHORT 16

static RscPricingCrossing *
crossing_alloc (gsize n, gsize r)
{
  RscPricingCrossing *self = g_malloc (sizeof *self + n * (r + 2) * sizeof (RscPricingEntry));

  self->n = 0;
  self->stride = r + 2;
  self->ref_count = 1;
  return self;
}

/* Gives back what was not needed. */
static RscPricingCrossing *
trim (RscPricingCrossing *self)
{
  return g_realloc (self, rsc_pricing_crossing_get_bytes (self));
}

static void
add_row (const RscPricingRows *rows, guint32 row, RscWide *sum)
{
  const double *values = rows->weighted + (gsize) row * rows->rank;

  for (gsize k = 0; k < rows->rank; k++)
    {
      const RscWide next = rsc_wide_sum (sum[k].high, values[k]);

      sum[k].high = next.high;
      sum[k].low += next.low;
    }
}

/* Σ of the positive values of each column, in blocks. */
static void
sum_positive (const RscPricingCrossing *self, double *chords)
{
  const gsize r = self->stride - 2;
  double short_part[SHORT];
  g_autofree double *long_part = r > SHORT ? g_new (double, r) : NULL;
  double *part = r > SHORT ? long_part : short_part;

  memset (chords, 0, r * sizeof (double));
  for (gsize i = 0; i < self->n; i += RSC_PRICING_BLOCK)
    {
      const gsize end = MIN (i + RSC_PRICING_BLOCK, self->n);

      memset (part, 0, r * sizeof (double));
      for (gsize l = i; l < end; l++)
        {
          const RscPricingEntry *entries = rsc_pricing_crossing_get (self, l);

          for (gsize k = 0; k < r; k++)
            part[k] += MAX (entries[k].value, 0.0);
        }
      for (gsize k = 0; k < r; k++)
        chords[k] += part[k];
    }
}

/* The generators two by two: of each two, their coordinates one after the other. Where their number
 * is odd, the last is with 0. */
static void
pack_generators (gsize r, const double *generators, RscTwo *packed)
{
  for (gsize k = 0; k < r; k += 2)
    {
      for (gsize l = 0; l < r; l++)
        *packed++ =
          (RscTwo){ generators[k * r + l], k + 1 < r ? generators[(k + 1) * r + l] : 0.0 };
    }
}

/* Of rows of @r columns, a number that is known where this is compiled. */
static inline __attribute__ ((always_inline)) RscPricingCrossing *
find_crossing (gsize r,
               const RscPricingRows *rows,
               gsize n_list,
               const guint32 *list,
               const RscTwo *packed,
               RscWide *sum,
               double *doubt)
{
  const gsize m = (r + 1) / 2;
  const double zero = RSC_PRICING_ZERO (r);
  RscPricingCrossing *self = crossing_alloc (n_list, r);
  RscPricingEntry *entries = self->entries;

  for (gsize i = 0; i < n_list; i++)
    {
      const double *row = rows->weighted + (gsize) list[i] * r;
      const double norm = rows->norms[list[i]], tiny = zero * norm;
      RscTwoMask above = { 0, 0 }, below = { 0, 0 };

#pragma GCC unroll 8
      for (gsize k = 0; k < m; k++)
        {
          RscTwo value = { 0.0, 0.0 };

#pragma GCC unroll 8
          for (gsize l = 0; l < r; l++)
            value += row[l] * packed[k * r + l];
          above -= (RscTwoMask) (value > tiny);
          below -= (RscTwoMask) (value < -tiny);
          memcpy (entries + 2 * k, &value, sizeof value);
        }
      const gsize positive = (gsize) (above[0] + above[1]);
      const gsize negative = (gsize) (below[0] + below[1]);

      if (positive > 0 && negative > 0)
        {
          entries[r].value = norm;
          entries[r + 1].meta.row = list[i];
          entries[r + 1].meta.positive = (guint16) positive;
          entries[r + 1].meta.negative = (guint16) negative;
          entries += r + 2;
          continue;
        }
      if (positive + negative < r)
        *doubt += 2.0 * tiny;
      if (positive > 0)
        add_row (rows, list[i], sum);
    }
  self->n = (gsize) (entries - self->entries) / (r + 2);
  return trim (self);
}

RscPricingCrossing *
rsc_pricing_crossing_new (const RscPricingRows *rows,
                          gsize n_list,
                          const guint32 *list,
                          const double *generators,
                          RscWide *sum,
                          double *chords,
                          double *doubt)
{
  const gsize r = rows->rank, size = (r + 1) / 2 * r;
  RscTwo short_pack[SHORT * SHORT / 2];
  g_autofree RscTwo *long_pack = r > SHORT ? g_new (RscTwo, size) : NULL;
  RscTwo *packed = r > SHORT ? long_pack : short_pack;
  RscPricingCrossing *self;

  pack_generators (r, generators, packed);
  switch (r)
    {
    case 5:
      self = find_crossing (5, rows, n_list, list, packed, sum, doubt);
      break;
    case 6:
      self = find_crossing (6, rows, n_list, list, packed, sum, doubt);
      break;
    default:
      self = find_crossing (r, rows, n_list, list, packed, sum, doubt);
      break;
    }
  if (chords != NULL)
    sum_positive (self, chords);
  return self;
}

RscPricingCrossing *
rsc_pricing_crossing_replace (const RscPricingCrossing *self,
                              const RscPricingRows *rows,
                              const RscPricingMiddle *middle,
                              RscWide *sum,
                              double *chords,
                              double *doubt,
                              guint32 *numbers)
{
  const gsize r = rows->rank, stride = self->stride;
  const gsize one = middle->ends[0], two = middle->ends[1], replaced = middle->replaced;
  const double f = middle->factors[0], g = middle->factors[1];
  const double zero = RSC_PRICING_ZERO (r);
  RscPricingCrossing *part = crossing_alloc (self->n, r);
  RscPricingEntry *to = part->entries;

  for (gsize i = 0; i < self->n; i++)
    {
      const RscPricingEntry *from = self->entries + i * stride;
      const double tiny = zero * from[r].value, before = from[replaced].value;
      const guint32 row = from[r + 1].meta.row;
      const double value =
        middle->is_anew
          ? rsc_gram_dot_short (r, rows->weighted + (gsize) row * r, middle->generator)
          : f * from[one].value + g * from[two].value;
      const guint positive =
        from[r + 1].meta.positive - (before > tiny ? 1u : 0u) + (value > tiny ? 1u : 0u);
      const guint negative =
        from[r + 1].meta.negative - (before < -tiny ? 1u : 0u) + (value < -tiny ? 1u : 0u);

      if (numbers != NULL)
        numbers[i] = positive > 0 && negative > 0
                       ? (guint32) ((gsize) (to - part->entries) / stride)
                       : RSC_PRICING_NO_ROW;
      if (positive > 0 && negative > 0)
        {
          for (gsize k = 0; k <= r; k++)
            to[k] = from[k];
          to[replaced].value = value;
          to[r + 1].meta.row = row;
          to[r + 1].meta.positive = (guint16) positive;
          to[r + 1].meta.negative = (guint16) negative;
          to += stride;
          continue;
        }
      if (positive + negative < r)
        *doubt += 2.0 * tiny;
      if (positive > 0)
        add_row (rows, row, sum);
    }
  part->n = (gsize) (to - part->entries) / stride;
  if (chords != NULL)
    sum_positive (part, chords);
  return trim (part);
}

RscPricingCrossing *
rsc_pricing_crossing_drop (const RscPricingCrossing *self, gsize row, double *chords)
{
  const gsize stride = self->stride;
  RscPricingCrossing *part = crossing_alloc (self->n - 1, stride - 2);

  part->n = self->n - 1;
  memcpy (part->entries, self->entries, row * stride * sizeof (RscPricingEntry));
  memcpy (part->entries + row * stride, self->entries + (row + 1) * stride,
          (part->n - row) * stride * sizeof (RscPricingEntry));
  sum_positive (part, chords);
  return part;
}

RscPricingCrossing *
rsc_pricing_crossing_ref (RscPricingCrossing *self)
{
  self->ref_count++;
  return self;
}

void
rsc_pricing_crossing_unref (RscPricingCrossing *self)
{
  if (self == NULL || --self->ref_count > 0)
    return;
  g_free (self);
}
