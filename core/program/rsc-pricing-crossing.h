/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/numerics/rsc-wide.h"
#include "core/program/rsc-pricing-rows.h"

G_BEGIN_DECLS

/* A value x·v counts as 0 below this share of ||x|| ||v||, the rounding that is allowed in it: it is computed anew
 * when it has inherited more than that. */
#define RSC_PRICING_ZERO(r) (0x1p-53 * (double) (3 * (r) + 64))

/**
 * RscPricingCrossing:
 * @n: number of rows
 * @rows: which rows
 * @values: r + 1 columns of n: x·v_k for each generator, then ||x||
 * @ref_count: cones that differ by the side of a row share the others
 *
 * The rows, times their weights, that have both signs on a cone.
 */
typedef struct
{
  gsize n;
  guint32 *rows;
  double *values;
  guint ref_count;
} RscPricingCrossing;

/* Of the rows @list, those that cross the cone of @generators (r × r); those that are positive on it are
 * added to @sum (r). *@doubt is raised by twice what rounding leaves of the values of rows of one sign at the generators
 * where they count as 0. */
RscPricingCrossing *rsc_pricing_crossing_new (const RscPricingRows *rows,
                                              gsize n_list,
                                              const guint32 *list,
                                              const double *generators,
                                              RscWide *sum,
                                              double *doubt);

/* The same for the cone in which generator @j is replaced by one with the values @column (n). @scratch:
 * 2 n values. */
RscPricingCrossing *rsc_pricing_crossing_replace (const RscPricingCrossing *self,
                                                  const RscPricingRows *rows,
                                                  gsize j,
                                                  const double *column,
                                                  double *scratch,
                                                  RscWide *sum,
                                                  double *doubt);

/* All rows but one. */
RscPricingCrossing *rsc_pricing_crossing_drop (const RscPricingCrossing *self, gsize r, gsize row);

RscPricingCrossing *rsc_pricing_crossing_ref (RscPricingCrossing *self);
void rsc_pricing_crossing_unref (RscPricingCrossing *self);
gsize rsc_pricing_crossing_get_bytes (const RscPricingCrossing *self, gsize r);

G_END_DECLS
