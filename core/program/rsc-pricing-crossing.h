/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/numerics/rsc-wide.h"
#include "core/program/rsc-pricing-rows.h"

G_BEGIN_DECLS

/* A value x·v counts as 0 below this share of ||x|| ||v||, the rounding that is allowed in it: it
 * is computed anew when it has inherited more than that. */
#define RSC_PRICING_ZERO(r) (0x1p-53 * (double) (3 * (r) + 64))

/* Rows are summed in blocks of so many before they are added to the others: rounding grows with
 * this and with their number divided by it. */
#define RSC_PRICING_BLOCK 64

/**
 * RscPricingEntry:
 *
 * One number of a row that crosses: x·v_k for k < r, then ||x||, then which row it is and how many
 * of its values count as positive and as negative.
 */
typedef union
{
  double value;
  struct
  {
    guint32 row;
    guint16 positive;
    guint16 negative;
  } meta;
} RscPricingEntry;

/**
 * RscPricingCrossing:
 * @n: number of rows
 * @stride: r + 2
 * @ref_count: cones that differ by the side of a row share the others
 * @entries: n × @stride
 *
 * The rows, times their weights, that have both signs on a cone.
 */
typedef struct
{
  gsize n;
  gsize stride;
  guint ref_count;
  RscPricingEntry entries[];
} RscPricingCrossing;

/**
 * RscPricingMiddle:
 * @generator: r, a new generator: @factors[0] v_{ends[0]} + @factors[1] v_{ends[1]}
 * @replaced: the one of @ends whose place it takes
 * @is_anew: the values at it are computed from the rows, not from those at the ends
 */
typedef struct
{
  const double *generator;
  gsize ends[2];
  double factors[2];
  gsize replaced;
  gboolean is_anew;
} RscPricingMiddle;

/* Of the rows @list, those that cross the cone of @generators (r × r); those that are positive on
 * it are added to @sum (r). @chords (r, or NULL): Σ of the positive values at each generator of the
 * rows that cross, in blocks. *@doubt is raised by twice what rounding leaves of the values of rows
 * of one sign at the generators where they count as 0. */
RscPricingCrossing *rsc_pricing_crossing_new (const RscPricingRows *rows,
                                              gsize n_list,
                                              const guint32 *list,
                                              const double *generators,
                                              RscWide *sum,
                                              double *chords,
                                              double *doubt);

/* The same for the cone in which one generator is replaced. @numbers (self->n, or NULL): which row
 * of the new ones each is, or %RSC_PRICING_NO_ROW. */
RscPricingCrossing *rsc_pricing_crossing_replace (const RscPricingCrossing *self,
                                                  const RscPricingRows *rows,
                                                  const RscPricingMiddle *middle,
                                                  RscWide *sum,
                                                  double *chords,
                                                  double *doubt,
                                                  guint32 *numbers);

/* All rows but one. */
RscPricingCrossing *
rsc_pricing_crossing_drop (const RscPricingCrossing *self, gsize row, double *chords);

RscPricingCrossing *rsc_pricing_crossing_ref (RscPricingCrossing *self);
void rsc_pricing_crossing_unref (RscPricingCrossing *self);

static inline gsize
rsc_pricing_crossing_get_bytes (const RscPricingCrossing *self)
{
  return sizeof *self + self->n * self->stride * sizeof (RscPricingEntry);
}

static inline const RscPricingEntry *
rsc_pricing_crossing_get (const RscPricingCrossing *self, gsize i)
{
  return self->entries + i * self->stride;
}

G_END_DECLS
