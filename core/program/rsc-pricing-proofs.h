/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-pricing-cone.h"

G_BEGIN_DECLS

/* In place of the number of one. */
#define RSC_PRICING_NO_PROOF G_MAXSIZE

/**
 * RscPricingProofs:
 *
 * Bounds of h_s on cones, each found at one residual, that hold at any. On the cone of generators
 * v_k a row that adds is at most its chord, Σ t_k w (x·v_k)_+ at u = Σ t_k v_k, or w x·u or 0 where
 * its side was chosen, and one that takes away takes at least µ |w| x·u, for any µ in [0, 1]. So
 * with the µ that carried the bound h_s is at most Σ t_k c_k, c linear in the residual, and at most
 * ||z|| for any z with z·v_k >= c_k. The shortest that has them equal for the k of the maximiser is
 * linear in c, and is the bound itself at its residual: one near costs (m + r) r products, not a
 * cone with its rows and points.
 *
 * Rows whose weights have changed their signs in between count as nothing, or as their lengths.
 * Opposite of a cone h_s is less by s Σ r_i x_i·u.
 *
 * Proofs of the parts of one cone are a chain, named by its first and counted in references. For
 * use by one thread.
 */
typedef struct _RscPricingProofs RscPricingProofs;

/* Whether each is so short that it is less work than a bound. */
gboolean rsc_pricing_proofs_are_short (const RscPricingRows *rows);

/* For residuals of @rows; none is added beyond @bytes_max. */
RscPricingProofs *rsc_pricing_proofs_new (const RscPricingRows *rows, gsize bytes_max);
RscPricingProofs *rsc_pricing_proofs_ref (RscPricingProofs *self);
void rsc_pricing_proofs_unref (RscPricingProofs *self);

gsize rsc_pricing_proofs_get_bytes (const RscPricingProofs *self);

/* Makes ready for the residual at hand of @rows, which what is added and asked for is of. FALSE
 * where weights have had too many different signs. O(m) for each of these. */
gboolean rsc_pricing_proofs_begin (RscPricingProofs *self, const RscPricingRows *rows);

/* Adds that of @cone by its bound at the residual at hand before the chain @next (or
 * %RSC_PRICING_NO_PROOF), whose reference it takes over. Returns the number of the first, with one
 * reference, or %RSC_PRICING_NO_PROOF where there is none, and @next stays. The cone is one of a
 * bounder that has begun proofs. O(m r²). */
gsize rsc_pricing_proofs_add (RscPricingProofs *self, const RscPricingCone *cone, gsize next);

void rsc_pricing_proofs_ref_chain (RscPricingProofs *self, gsize first);
void rsc_pricing_proofs_unref_chain (RscPricingProofs *self, gsize first);

/* Whether the chain proves that h_s is at most @level at the residual at hand, on the cone or
 * opposite of it, rounding included. O(m r) for each proof. */
gboolean
rsc_pricing_proofs_hold (RscPricingProofs *self, gsize first, gboolean is_opposite, double level);
/* That this will be asked of the chain before long. */
void rsc_pricing_proofs_fetch (const RscPricingProofs *self, gsize first);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscPricingProofs, rsc_pricing_proofs_unref)

G_END_DECLS
