/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-pricing-proofs.h"

G_BEGIN_DECLS

/**
 * RscPricingRegions:
 *
 * A list of cones of directions with their signs and bounds, without the rows that cross them: some
 * hundred bytes each, from which a cone can be made again.
 */
typedef struct _RscPricingRegions RscPricingRegions;

/* In @r coordinates. @proofs: what proves them, kept, or NULL. */
RscPricingRegions *rsc_pricing_regions_new (gsize r, RscPricingProofs *proofs);
void rsc_pricing_regions_free (RscPricingRegions *self);

gsize rsc_pricing_regions_get_n (const RscPricingRegions *self);
gsize rsc_pricing_regions_get_bytes (const RscPricingRegions *self);
void rsc_pricing_regions_add (RscPricingRegions *self, const RscPricingCone *cone);

RscPricingProofs *rsc_pricing_regions_get_proofs (const RscPricingRegions *self);

/* Adds region @k of another list, of the same r, with a bound of its own; and with what proves it,
 * where both have the same proofs. */
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

/* Adds the proof of @cone, all of region @k or a part of it. All parts that are not proved so are
 * told of by rsc_pricing_regions_leave_unproved(). */
void rsc_pricing_regions_add_proof (RscPricingRegions *self, gsize k, const RscPricingCone *cone);
void rsc_pricing_regions_leave_unproved (RscPricingRegions *self, gsize k);
/* At the end: those that were added as opposites are proved by what proves the others. O(n). */
void rsc_pricing_regions_share_proofs (RscPricingRegions *self);
/* Whether it is proved that h_s is at most @level on it at the residual at hand. Asked of one after
 * the other. */
gboolean rsc_pricing_regions_is_proved (const RscPricingRegions *self, gsize k, double level);

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
