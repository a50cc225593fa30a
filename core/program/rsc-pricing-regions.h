/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-pricing-cone.h"

G_BEGIN_DECLS

/**
 * RscPricingRegions:
 *
 * A list of cones of directions with their signs and bounds, without the rows that cross them: some
 * hundred bytes each, from which a cone can be made again.
 */
typedef struct _RscPricingRegions RscPricingRegions;

/* In @r coordinates. */
RscPricingRegions *rsc_pricing_regions_new (gsize r);
void rsc_pricing_regions_free (RscPricingRegions *self);

gsize rsc_pricing_regions_get_n (const RscPricingRegions *self);
gsize rsc_pricing_regions_get_bytes (const RscPricingRegions *self);
void rsc_pricing_regions_add (RscPricingRegions *self, const RscPricingCone *cone);

/* Adds region @k of another list, of the same r, with a bound of its own. */
void rsc_pricing_regions_copy (RscPricingRegions *self,
                               const RscPricingRegions *from,
                               gsize k,
                               double bound);

/* Adds the opposite of the last one, @excess above its bound. */
void rsc_pricing_regions_add_opposite (RscPricingRegions *self, double excess);

/* Of region @k: h_s is at most its bound on it. */
double rsc_pricing_regions_get_bound (const RscPricingRegions *self, gsize k);
/* Without what is for rounding, and the rounding of its bound: rsc_pricing_cone_get_raw(),
 * rsc_pricing_cone_get_slack(). */
double rsc_pricing_regions_get_raw (const RscPricingRegions *self, gsize k);
double rsc_pricing_regions_get_slack (const RscPricingRegions *self, gsize k);

int rsc_pricing_regions_get_sign (const RscPricingRegions *self, gsize k);
const double *rsc_pricing_regions_get_generators (const RscPricingRegions *self, gsize k);

/* By rising bounds. O(n log n). */
void rsc_pricing_regions_sort (RscPricingRegions *self);

void rsc_pricing_regions_drop_last (RscPricingRegions *self);

/* Takes out the last one and makes its cone again, for the residual that it was bounded for. O(m
 * r²). */
RscPricingCone *rsc_pricing_regions_take_last (RscPricingRegions *self, RscPricingBounder *bounder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscPricingRegions, rsc_pricing_regions_free)

G_END_DECLS
