/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-pricing-rows.h"

G_BEGIN_DECLS

/**
 * RscPricingCone:
 * @sign: s
 * @depth: how often it was cut
 * @bound: h_s(u) is at most this for every unit u of the cone, rounding included
 * @slack: the part of @bound that is for rounding
 *
 * The directions u = Σ t_k v_k, t >= 0, of r generators v_k, and what is known of h_s = G - H on
 * it, G the convex rows and s linear, H the others: rows of one sign on it are summed, only those
 * that cross it are kept. On it G is at most its chord Σ t_k G(v_k), and H(u) >= b·u for every b of
 * the zonotope of H. So any b, and any z with z·v_k >= G(v_k) - b·v_k for all k, show h_s(u) <= z·u
 * <= ||z||.
 *
 * Where G and H cancel, the chord alone is far above their difference: then rows of both are
 * paired. Each pair (p, q) is at most the chord of p - q, which takes the place of the chord of p
 * and of q's part of b where it is less.
 *
 * A cone may also stand for one choice of the sides of some convex rows, p·u or 0 in place of
 * (p·u)_+, which is the larger of the two: h_s is the maximum over the choices.
 */
typedef struct _RscPricingCone RscPricingCone;

#define RSC_PRICING_NO_REGION G_MAXSIZE

/**
 * RscPricingBounder:
 *
 * Scratch space for bounds. Borrows its rows, which must have a residual. For use by one thread.
 */
typedef struct _RscPricingBounder RscPricingBounder;

RscPricingBounder *rsc_pricing_bounder_new (const RscPricingRows *rows);
void rsc_pricing_bounder_free (RscPricingBounder *self);

/* Row operations so far, in units of one product: to know when to look at the clock. */
gsize rsc_pricing_bounder_get_work (const RscPricingBounder *self);

/* Bounds are made better only until they are below @threshold, or below @rung and sure to stay
 * above
 * @threshold, or sure to stay above @rung >= @threshold. 0 and 0 before. */
void rsc_pricing_bounder_set_levels (RscPricingBounder *self, double threshold, double rung);

/* From here on rows that cross a wide cone are paired, where there are enough dimensions for that
 * to be worth it: each bound takes longer, and there are far fewer cones. */
void rsc_pricing_bounder_begin_pairs (RscPricingBounder *self);

/* Cones made from here on remember what proofs are made of. */
void rsc_pricing_bounder_begin_proofs (RscPricingBounder *self);

/* The cones whose union is all of R^r; @k < rsc_pricing_bounder_get_n_roots(). Free with
 * rsc_pricing_cone_free(). O(m r²). */
gsize rsc_pricing_bounder_get_n_roots (const RscPricingBounder *self);
RscPricingCone *rsc_pricing_cone_new_root (RscPricingBounder *self, gsize k, int sign);

/* h_s(u) = h_s(-u) + s Σ r_i x_i·u, and no root has directions on both sides of Σ r_i x_i: of a
 * root and its opposite one need not be searched, for on it h_s is at most that on the other and
 * the excess, which is rounding. Up to 6 dimensions, where the excess is no more than the
 * rounding of any bound; otherwise FALSE and 0. O(1). */
gboolean rsc_pricing_bounder_is_halved (const RscPricingBounder *self);
gboolean rsc_pricing_bounder_skips_root (const RscPricingBounder *self, gsize k, int sign);
double rsc_pricing_bounder_get_excess (const RscPricingBounder *self);

/* Whether, by the same, h_s is less everywhere on the cone of @generators (r × r) than opposite of
 * it. O(r²). */
gboolean rsc_pricing_bounder_is_below_opposite (const RscPricingBounder *self,
                                                int sign,
                                                const double *generators);

/* The same of any r independent generators (r × r, row-major). */
RscPricingCone *
rsc_pricing_cone_new (RscPricingBounder *bounder, int sign, const double *generators);

/* The cone of -v_k, whole, with a bound of its own: for a search of one half, where @of cannot be
 * left to its bound. O(m r²). */
RscPricingCone *rsc_pricing_cone_new_opposite (RscPricingBounder *bounder,
                                               const RscPricingCone *of);
/* Whether it came from there, or is a part of one that did. */
gboolean rsc_pricing_cone_is_opposite (const RscPricingCone *self);

/* What a cone is made from again, without new bounds: numbers, the generators first, without the
 * rows that cross it. */
gsize rsc_pricing_cone_get_record_size (gsize r);
void rsc_pricing_cone_write (const RscPricingCone *self, double *record);
/* Makes what that wrote that of the opposite cone, without a point that carries its bound. */
void rsc_pricing_cone_write_opposite (gsize r, double *record);
/* Of what that wrote: the rounding of the bound, and the least of it in a narrow cone. */
double rsc_pricing_cone_read_slack (gsize r, const double *record);
double rsc_pricing_cone_read_base_slack (gsize r, const double *record);
RscPricingCone *rsc_pricing_cone_new_written (RscPricingBounder *bounder,
                                              int sign,
                                              double bound,
                                              const double *record);
void rsc_pricing_cone_free (RscPricingCone *self);

int rsc_pricing_cone_get_sign (const RscPricingCone *self);
double rsc_pricing_cone_get_bound (const RscPricingCone *self);
double rsc_pricing_cone_get_slack (const RscPricingCone *self);
/* The bound less rounding, but not less than rounding in a narrow cone: what a cone is done with
 * by. */
double rsc_pricing_cone_get_raw (const RscPricingCone *self);
gsize rsc_pricing_cone_get_bytes (const RscPricingCone *self);
const double *rsc_pricing_cone_get_generators (const RscPricingCone *self); /* r × r */

/* Whether nothing is left to cut: no convex row crosses, or what those that do can add is rounding.
 * Then the bound of rsc_pricing_cone_finish() is h_s at the direction that it gives. */
gboolean rsc_pricing_cone_is_leaf (RscPricingBounder *bounder, const RscPricingCone *self);

/* Makes the bound of a leaf as good as it gets; @u: r, the unit vector with the largest h_s of the
 * cone. FALSE when that is 0. */
gboolean rsc_pricing_cone_finish (RscPricingBounder *bounder, RscPricingCone *self, double *u);

/* Whether h_s rises in one direction all over the cone where it is above the threshold, so that no
 * local maximum above it is there: not the largest either. Looked at along the slope at the middle:
 * with d = w - (w·u) u the derivative of h_s at u along d is at least w·g - (w·u) h_s(u) for what g
 * can be on the cone, and at a local maximum none is above 0. FALSE when that is not clear.
 * O(crossing rows r). */
gboolean rsc_pricing_cone_has_slope (RscPricingBounder *bounder, const RscPricingCone *self);

/* Of a leaf that was finished just now, at its @u: whether h_s rises from there out of the cone, so
 * that @u is no local maximum: a local maximum in a leaf is its @u, for h_s is concave on it. FALSE
 * when that is not clear. O(m r). */
gboolean
rsc_pricing_cone_rises_at (RscPricingBounder *bounder, RscPricingCone *self, const double *u);

/* Cuts a cone that is no leaf in two, by bisecting an edge or by the side of a convex row. The
 * parts can be cut only where rsc_pricing_cone_get_raw() is above the threshold. */
void rsc_pricing_cone_cut (RscPricingBounder *bounder,
                           const RscPricingCone *self,
                           RscPricingCone *parts[2]);

/* Whether cutting it chooses sides, so that its parts are no cones of directions of their own. */
gboolean rsc_pricing_cone_is_last (const RscPricingCone *self);

/* FALSE for a choice of sides. */
gboolean rsc_pricing_cone_is_whole (const RscPricingCone *self);

/* A number that its parts inherit, %RSC_PRICING_NO_REGION at first. */
gsize rsc_pricing_cone_get_region (const RscPricingCone *self);
void rsc_pricing_cone_set_region (RscPricingCone *self, gsize region);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscPricingBounder, rsc_pricing_bounder_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscPricingCone, rsc_pricing_cone_free)

G_END_DECLS
