/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/geometry/rsc-polytope.h"

G_BEGIN_DECLS

/**
 * RscMinkowski:
 * @above, @below: the two sets
 * @share: of @below, from 0 to 1
 * @n: coordinates of the combination
 * @in_above, @in_below: for each the coordinate of @above or @below, or G_MAXSIZE
 * @gain: n, factors
 * @interior: n, the combination of the two interior points
 *
 * The combination of two sets: a = gain ((1 - share) a_above + share a_below) in every coordinate, where
 * a set that lacks it adds nothing.
 */
typedef struct
{
  RscPolytope *above;
  RscPolytope *below;
  double share;
  gsize n;
  gsize *in_above;
  gsize *in_below;
  double *gain;
  double *interior;
} RscMinkowski;

/* Room for @n coordinates, in neither of the two yet, with gains of 1. The caller fills @in_above,
 * @in_below and @gain, then calls rsc_minkowski_fill_interior(). Keeps references to both. */
RscMinkowski *rsc_minkowski_new (RscPolytope *above, RscPolytope *below, double share, gsize n);
void rsc_minkowski_free (RscMinkowski *self);
void rsc_minkowski_fill_interior (RscMinkowski *self);

/* The point @a (n) of one from each of the two. */
void rsc_minkowski_combine (const RscMinkowski *self,
                            const double *above,
                            const double *below,
                            double *a);
double *
rsc_minkowski_new_combined (const RscMinkowski *self, const double *above, const double *below);

/* Points of the combination for two lists of vertices. Each vertex goes to the one of the same support;
 * what has none grows out of, or ends in, the nearest. In the order of the list below. *@narrowest: the
 * pair of the point @narrow above, or G_MAXSIZE. */
GPtrArray *rsc_minkowski_pair_vertices (const RscMinkowski *self,
                                        GPtrArray *vertices_above,
                                        GPtrArray *vertices_below,
                                        const double *narrow,
                                        gsize *narrowest);

/* min cost^T a for many costs, as rsc_polytope_minimise_many(). */
gboolean rsc_minkowski_minimise_many (const RscMinkowski *self,
                                      gsize n_costs,
                                      const double *costs,
                                      double *minima,
                                      double *points,
                                      GCancellable *cancellable,
                                      GError **error);

/* As rsc_polytope_project_point(), by the nearest points of the two: the point itself where all
 * coordinates are in both and the wish is one for the combination, an approximation elsewhere. */
void rsc_minkowski_project_point (const RscMinkowski *self,
                                  const double *wish,
                                  const double *weights,
                                  const double *start,
                                  double *a);

G_END_DECLS
