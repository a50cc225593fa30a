/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/numerics/rsc-wide.h"
#include "core/program/rsc-pricing-rows.h"

G_BEGIN_DECLS

/**
 * RscPricingSides:
 *
 * The weighted rows of one sign of the weight, laid out to tell fast which of them are on one side
 * of all directions of a ball: nearly all, where it is small.
 */
typedef struct _RscPricingSides RscPricingSides;

/* Of the rows with weight > 0 (@positive) or < 0, of the residual at hand. O(m r). */
RscPricingSides *rsc_pricing_sides_new (const RscPricingRows *rows, gboolean positive);
void rsc_pricing_sides_free (RscPricingSides *self);

/* Adds to @sum (r) the rows with x·u > @zero ||x|| for all u within @radius of the unit vector
 * @centre, and leaves out those with x·u < -@zero ||x||. Returns how many are neither, and which,
 * in rising order, into @near (as many as there are). O(m r). */
gsize rsc_pricing_sides_sort (const RscPricingSides *self,
                              const double *centre,
                              double radius,
                              double zero,
                              RscWide *sum,
                              guint32 *near);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscPricingSides, rsc_pricing_sides_free)

G_END_DECLS
