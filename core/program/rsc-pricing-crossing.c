/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-pricing-crossing.h"

#include <math.h>
#include <string.h>

#include "core/numerics/rsc-gram.h"

static RscPricingCrossing *
crossing_alloc (gsize n, gsize r)
{
  RscPricingCrossing *self = g_new (RscPricingCrossing, 1);

  self->n = 0;
  self->rows = g_new (guint32, n + 1);
  self->values = g_new (double, n *(r + 1) + 1);
  self->ref_count = 1;
  return self;
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

RscPricingCrossing *
rsc_pricing_crossing_new (const RscPricingRows *rows,
                          gsize n_list,
                          const guint32 *list,
                          const double *generators,
                          RscWide *sum,
                          double *doubt)
{
  const gsize r = rows->rank;
  const double zero = RSC_PRICING_ZERO (r);
  RscPricingCrossing *self = crossing_alloc (n_list, r);
  g_autofree double *values = g_new (double, r + 1);
  gsize n = 0;

  /* Found by rows, and put into columns when their number is known. */
  for (gsize i = 0; i < n_list; i++)
    {
      const double *row = rows->weighted + (gsize) list[i] * r;
      const double tiny = zero * rows->norms[list[i]];
      double low = 0.0, high = 0.0;
      gboolean in_doubt = FALSE;

      for (gsize k = 0; k < r; k++)
        {
          values[k] = rsc_gram_dot_short (r, row, generators + k * r);
          low = MIN (low, values[k]);
          high = MAX (high, values[k]);
        }
      if (high <= tiny || low >= -tiny)
        {
          for (gsize k = 0; k < r; k++)
            in_doubt = in_doubt || fabs (values[k]) <= tiny;
          if (in_doubt)
            *doubt += 2.0 * tiny;
          if (high > tiny)
            add_row (rows, list[i], sum);
          continue;
        }
      memcpy (self->values + n * r, values, r * sizeof (double));
      self->rows[n++] = list[i];
    }

  double *by_rows = self->values;

  self->n = n;
  self->rows = g_renew (guint32, self->rows, n + 1);
  self->values = g_new (double, n *(r + 1) + 1);
  for (gsize i = 0; i < n; i++)
    {
      for (gsize k = 0; k < r; k++)
        self->values[k * n + i] = by_rows[i * r + k];
      self->values[r * n + i] = rows->norms[self->rows[i]];
    }
  g_free (by_rows);
  return self;
}

RscPricingCrossing *
rsc_pricing_crossing_replace (const RscPricingCrossing *self,
                              const RscPricingRows *rows,
                              gsize j,
                              const double *column,
                              double *scratch,
                              RscWide *sum,
                              double *doubt)
{
  const gsize r = rows->rank, n = self->n;
  const double zero = RSC_PRICING_ZERO (r);
  const double *norms = self->values + r * n;
  double *low = scratch, *high = scratch + n;
  RscPricingCrossing *part;
  gsize count = 0;

  memcpy (low, column, n * sizeof (double));
  memcpy (high, column, n * sizeof (double));
  for (gsize k = 0; k < r; k++)
    {
      const double *values = self->values + k * n;

      if (k == j)
        continue;
      for (gsize i = 0; i < n; i++)
        {
          low[i] = values[i] < low[i] ? values[i] : low[i];
          high[i] = values[i] > high[i] ? values[i] : high[i];
        }
    }
  /* The places of the rows that still cross, in @high, which is read no more there. */
  for (gsize i = 0; i < n; i++)
    {
      const double tiny = zero * norms[i];

      if (high[i] > tiny && low[i] < -tiny)
        {
          high[count++] = (double) i;
          continue;
        }
      if (high[i] > tiny)
        {
          add_row (rows, self->rows[i], sum);
          if (low[i] <= tiny)
            *doubt += 2.0 * tiny;
        }
      else if (high[i] >= -tiny)
        *doubt += 2.0 * tiny;
    }
  part = crossing_alloc (count, r);
  part->n = count;
  for (gsize i = 0; i < count; i++)
    part->rows[i] = self->rows[(gsize) high[i]];
  for (gsize k = 0; k <= r; k++)
    {
      const double *from = k == j ? column : self->values + k * n;
      double *to = part->values + k * count;

      for (gsize i = 0; i < count; i++)
        to[i] = from[(gsize) high[i]];
    }
  return part;
}

RscPricingCrossing *
rsc_pricing_crossing_drop (const RscPricingCrossing *self, gsize r, gsize row)
{
  const gsize n = self->n;
  RscPricingCrossing *part = crossing_alloc (n - 1, r);

  part->n = n - 1;
  memcpy (part->rows, self->rows, row * sizeof (guint32));
  memcpy (part->rows + row, self->rows + row + 1, (n - 1 - row) * sizeof (guint32));
  for (gsize k = 0; k <= r; k++)
    {
      double *to = part->values + k * (n - 1);
      const double *from = self->values + k * n;

      memcpy (to, from, row * sizeof (double));
      memcpy (to + row, from + row + 1, (n - 1 - row) * sizeof (double));
    }
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
  g_free (self->rows);
  g_free (self->values);
  g_free (self);
}

gsize
rsc_pricing_crossing_get_bytes (const RscPricingCrossing *self, gsize r)
{
  return sizeof *self + self->n * ((r + 1) * sizeof (double) + sizeof (guint32));
}
