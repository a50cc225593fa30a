/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-pricing-rows.h"

G_BEGIN_DECLS

/**
 * RscAscent:
 *
 * Local maxima over the unit sphere of h_s(u) = s (linear·u + Σ_k w_k (z_k·u)_+) = a difference of
 * convex functions G - H, from starts. Borrows its rows. For use by one thread.
 */
typedef struct _RscAscent RscAscent;

RscAscent *rsc_ascent_new (const RscPricingRows *rows);
void rsc_ascent_free (RscAscent *self);

/* An ascent over very many rows ends where it is, lower than it might, after @deadline
 * (g_get_monotonic_time(); 0, as at first: never). */
void rsc_ascent_set_deadline (RscAscent *self, gint64 deadline);

/* Ascends from @u (r values, not 0) to a local maximum, to which it sets @u, of unit length. With G
 * made linear at u, G ~ a·u, the best unit vector is z / ||z||, z = a minus the point nearest to a
 * of the zonotope of H (whose vertices Σ_{x·u>0} |w| x are found by one pass over the rows each);
 * this is repeated until the rows of G that are active stay the same. Returns h_s there; negative
 * or 0 when there is nothing above 0 that way, and then @u says nothing. O(m r) a pass, some ten
 * passes. */
double rsc_ascent_run (RscAscent *self, int sign, double *u);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscAscent, rsc_ascent_free)

G_END_DECLS
