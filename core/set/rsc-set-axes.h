/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/set/rsc-optimal-set.h"

G_BEGIN_DECLS

/* Neurons to put on the axes of a picture of the set: after the @n_axes (0 to 3) that @axes has,
 * those that show most of it, one after the other, so that with none given the projection on them
 * has rank min(3, dimension); see rsc_view_axes_choose(). A set of dimension k cannot fill more
 * than k axes; one more shows how it lies in space and how the square root bends it. So there are
 * min(3, dimension + 1) axes, two at least, no more than neurons. Returns their number. */
gsize rsc_set_axes_choose (const RscOptimalSet *set, gsize n_axes, gsize axes[3]);

/* How much each neuron (@widths: n_neurons) would add to what @axes show; see
 * rsc_view_axes_measure(). */
void
rsc_set_axes_measure (const RscOptimalSet *set, gsize n_axes, const gsize *axes, double *widths);

G_END_DECLS
