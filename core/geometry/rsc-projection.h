/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/geometry/rsc-convex-set.h"
#include "core/geometry/rsc-hull.h"

G_BEGIN_DECLS

/* Hull of the projection of the set on @n_axes (1 to 3) of its coordinates by support functions,
 * which need no vertices; labels are G_MAXSIZE. An axis G_MAXSIZE is absent: there it is at 0. */
RscHull *rsc_projection_new (const RscConvexSet *set,
                             gsize n_axes,
                             const gsize *axes,
                             GCancellable *cancellable,
                             GError **error);

G_END_DECLS
