/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/geometry/rsc-convex-set.h"

G_BEGIN_DECLS

/* How much each coordinate adds to what the @n_axes (0 to 3) coordinates @axes show of the set: the
 * width of its range times the sine of the angle between its direction and theirs, 0 where it only
 * repeats them.
 * @widths: m. The angle is measured where the set is like a ball: in the ellipsoid {Σ (da_i / a_i)²
 * <= 1} round its interior point. An axis that is G_MAXSIZE is absent and shows nothing. Cost: O(m
 * dimension²). */
void
rsc_view_axes_measure (const RscConvexSet *set, gsize n_axes, const gsize *axes, double *widths);

/* Fills @axes from @n_axes to at most @wanted (<= 3) different coordinates, one after the other
 * that which adds most; so with none given the projection on them has the largest possible rank,
 * min(@wanted, dimension). Further ones, which cannot add to the rank, are wide and least alike
 * those before. A coordinate that does not vary comes last. Of equals the first. Returns their
 * number, min(@wanted, m) at least. */
gsize rsc_view_axes_choose (const RscConvexSet *set, gsize wanted, gsize n_axes, gsize axes[3]);

G_END_DECLS
