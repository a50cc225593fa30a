/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/geometry/rsc-convex-set.h"

G_BEGIN_DECLS

/**
 * RscMinkowski:
 * @set: as a convex set; it lists no vertices of its own
 * @above, @below: the two sets
 * @share: of @below, from 0 to 1
 * @n: coordinates of the combination
 * @in_above, @in_below: for each the coordinate of @above or @below, or G_MAXSIZE
 * @gain: n, factors
 * @interior: n, the combination of the two interior points
 *
 * The combination of two sets: a = gain ((1 - share) a_above + share a_below) in every coordinate,
 * where a set that lacks it adds nothing.
 */
typedef struct
{
  RscConvexSet set;
  RscConvexSet *above;
  RscConvexSet *below;
  double share;
  gsize n;
  gsize *in_above;
  gsize *in_below;
  double *gain;
  double *interior;
} RscMinkowski;

/* Room for @n coordinates, in neither of the two yet, with gains of 1. The caller fills @in_above,
 * @in_below and @gain, then calls rsc_minkowski_fill_interior(). Keeps references to both. From
 * then on it is immutable; free it with rsc_convex_set_unref(). */
RscMinkowski *rsc_minkowski_new (RscConvexSet *above, RscConvexSet *below, double share, gsize n);
void rsc_minkowski_fill_interior (RscMinkowski *self);

/* The point @a (n) of one from each of the two. */
void rsc_minkowski_combine (const RscMinkowski *self,
                            const double *above,
                            const double *below,
                            double *a);
double *
rsc_minkowski_new_combined (const RscMinkowski *self, const double *above, const double *below);

/* Points of the combination for two lists of vertices. Each vertex goes to the one of the same
 * support; what has none grows out of, or ends in, the nearest. In the order of the list below.
 * *@narrowest: the pair of the point @narrow above, or G_MAXSIZE. */
GPtrArray *rsc_minkowski_pair_vertices (const RscMinkowski *self,
                                        GPtrArray *vertices_above,
                                        GPtrArray *vertices_below,
                                        const double *narrow,
                                        gsize *narrowest);

/* What rsc_convex_set_project_point() finds in it is made of the nearest points of the two: the
 * nearest point itself where all coordinates are in both and the wish is one for the combination,
 * an approximation elsewhere. */

G_END_DECLS
