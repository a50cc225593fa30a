/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-pricing-sides.h"

#include "core/numerics/rsc-tolerances.h"

#include <math.h>

/* Rows are looked at two at a time. */
typedef double Pair __attribute__ ((vector_size (16)));
typedef gint64 PairMask __attribute__ ((vector_size (16)));

/* Up to this many columns the sums stay in registers. */
#define SHORT 6

struct _RscPricingSides
{
  gsize r;
  gsize n;
  gsize n_pairs; /* the last filled up with zeros */
  Pair *columns; /* r × n_pairs */
  Pair *norms;   /* n_pairs */
  guint32 *list; /* 2 n_pairs: which row it is */
};

RscPricingSides *
rsc_pricing_sides_new (const RscPricingRows *rows, gboolean positive)
{
  RscPricingSides *self = g_new0 (RscPricingSides, 1);
  const gsize n = positive ? rows->n_positive : rows->n_negative, r = rows->rank;
  const guint32 *list = positive ? rows->positive : rows->negative;
  const gsize n_pairs = (n + 1) / 2;
  double *columns, *norms;

  self->r = r;
  self->n = n;
  self->n_pairs = n_pairs;
  self->columns = g_new0 (Pair, r * n_pairs + 1);
  self->norms = g_new0 (Pair, n_pairs + 1);
  self->list = g_new0 (guint32, 2 * n_pairs + 1);
  columns = (double *) self->columns;
  norms = (double *) self->norms;
  for (gsize i = 0; i < n; i++)
    {
      for (gsize k = 0; k < r; k++)
        columns[2 * k * n_pairs + i] = rows->weighted[(gsize) list[i] * r + k];
      norms[i] = rows->norms[list[i]];
      self->list[i] = list[i];
    }
  return self;
}

void
rsc_pricing_sides_free (RscPricingSides *self)
{
  if (self == NULL)
    return;
  g_free (self->columns);
  g_free (self->norms);
  g_free (self->list);
  g_free (self);
}

static inline __attribute__ ((always_inline)) gsize
sort_of (const RscPricingSides *self,
         gsize r,
         const double *centre,
         double reach,
         RscWide *sum,
         guint32 *near)
{
  Pair high[SHORT] = { 0 }, low[SHORT] = { 0 };
  gsize n = 0;

  for (gsize i = 0; i < self->n_pairs; i++)
    {
      Pair row[SHORT], height = { 0.0, 0.0 };
      const Pair far = self->norms[i] * reach;

#pragma GCC unroll 8
      for (gsize k = 0; k < r; k++)
        {
          row[k] = self->columns[k * self->n_pairs + i];
          height += row[k] * centre[k];
        }
      const PairMask is_active = (PairMask) (height > far);
      const PairMask is_near = (PairMask) (height <= far) & (PairMask) (height >= -far);

#pragma GCC unroll 8
      for (gsize k = 0; k < r; k++)
        {
          /* rsc_wide_sum() of both. */
          const Pair value = (Pair) (is_active & (PairMask) row[k]);
          const Pair total = high[k] + value;
          const Pair other = total - high[k];

          low[k] += (high[k] - (total - other)) + (value - other);
          high[k] = total;
        }
      /* Both are written where the next is to go, which stays the same place after one that is not
       * near. */
      near[n] = self->list[2 * i];
      n -= (gsize) is_near[0];
      near[n] = self->list[2 * i + 1];
      n -= (gsize) (is_near[1] & -(gint64) (2 * i + 1 < self->n));
    }
  for (gsize k = 0; k < r; k++)
    {
      for (gsize side = 0; side < 2; side++)
        {
          const RscWide total = rsc_wide_sum (sum[k].high, high[k][side]);

          sum[k].high = total.high;
          sum[k].low += total.low + low[k][side];
        }
    }
  return n;
}

static gsize
sort_of_many (const RscPricingSides *self,
              const double *centre,
              double reach,
              RscWide *sum,
              guint32 *near)
{
  const double *columns = (const double *) self->columns, *norms = (const double *) self->norms;
  const gsize stride = 2 * self->n_pairs;
  gsize n = 0;

  /* Not until a norm of 0: it may have underflowed. */
  for (gsize i = 0; i < self->n; i++)
    {
      double height = 0.0;

      for (gsize k = 0; k < self->r; k++)
        height += columns[k * stride + i] * centre[k];
      if (fabs (height) <= norms[i] * reach)
        near[n++] = self->list[i];
      for (gsize k = 0; height > norms[i] * reach && k < self->r; k++)
        {
          const RscWide total = rsc_wide_sum (sum[k].high, columns[k * stride + i]);

          sum[k].high = total.high;
          sum[k].low += total.low;
        }
    }
  return n;
}

gsize
rsc_pricing_sides_sort (const RscPricingSides *self,
                        const double *centre,
                        double radius,
                        double zero,
                        RscWide *sum,
                        guint32 *near)
{
  const double reach = radius + zero + RSC_TOLERANCE_HEIGHT;

  /* Lengths that are known need not be counted. */
  switch (self->r)
    {
    case 2:
      return sort_of (self, 2, centre, reach, sum, near);
    case 3:
      return sort_of (self, 3, centre, reach, sum, near);
    case 4:
      return sort_of (self, 4, centre, reach, sum, near);
    case 5:
      return sort_of (self, 5, centre, reach, sum, near);
    case SHORT:
      return sort_of (self, SHORT, centre, reach, sum, near);
    default:
      return sort_of_many (self, centre, reach, sum, near);
    }
}
