/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/geometry/rsc-polytope.h"

G_BEGIN_DECLS

/**
 * RscPolyhedron:
 *
 * {a >= 0 : C a = f}, C n × m, given with one of its points, bounded or not: the convex hull of its
 * vertices plus the cone of its unbounded directions {b >= 0 : C b = 0}. Columns may be zero. What
 * asks for a bounded set (drawing, sampling, projecting) is answered by its body, the part with Σ a
 * <= reach, which has every vertex that is known, and all of the set where that is bounded. As a
 * convex set: a range may end in INFINITY, a minimum may be -INFINITY. Immutable,
 * reference-counted, safe from every thread.
 */
typedef struct _RscPolyhedron RscPolyhedron;

/* @c: n × m row-major; NULL where m = 0. @a: m, a point of the set to working precision.
 * @max_vertices: vertices and unbounded directions to list at most, each; 0 for none, and no ranges
 * (all 0) either, which take two linear programs for each coordinate. Cost: two polytopes of m + 1
 * columns, one of m, and their vertices. Errors:
 * RSC_ERROR_NUMERICAL, cancelled. */
RscPolyhedron *rsc_polyhedron_new (gsize n,
                                   gsize m,
                                   const double *c,
                                   const double *a,
                                   gsize max_vertices,
                                   GCancellable *cancellable,
                                   GError **error);
RscPolyhedron *rsc_polyhedron_ref (RscPolyhedron *self);
void rsc_polyhedron_unref (RscPolyhedron *self);

/* The same object as a convex set; no new reference. */
RscConvexSet *rsc_polyhedron_as_set (RscPolyhedron *self);

/* FALSE as well for a set without listed vertices whose end, if it has one, is further than numbers
 * tell: along columns that cancel up to RSC_TOLERANCE_RANK. */
gboolean rsc_polyhedron_is_bounded (const RscPolyhedron *self);
gsize rsc_polyhedron_get_dimension (const RscPolyhedron *self);
/* Of the cone of unbounded directions; 0 where the set is bounded. */
gsize rsc_polyhedron_get_ray_dimension (const RscPolyhedron *self);
gboolean rsc_polyhedron_is_unbounded_on (const RscPolyhedron *self, gsize i); /* coordinate i */

gsize rsc_polyhedron_get_n_vertices (const RscPolyhedron *self);
gboolean rsc_polyhedron_get_vertices_complete (const RscPolyhedron *self);
const double *rsc_polyhedron_get_vertex (const RscPolyhedron *self, gsize k); /* m */

/* Extreme rays of the cone of unbounded directions, each with the sum 1. */
gsize rsc_polyhedron_get_n_rays (const RscPolyhedron *self);
gboolean rsc_polyhedron_get_rays_complete (const RscPolyhedron *self);
const double *rsc_polyhedron_get_ray (const RscPolyhedron *self, gsize k); /* m */

/* Its polytope has the m coordinates, and where the set is unbounded one more: how much the sum is
 * below @reach. */
RscPolytope *rsc_polyhedron_get_body (const RscPolyhedron *self);
double rsc_polyhedron_get_reach (const RscPolyhedron *self); /* INFINITY where it is bounded */

/* The part of an unbounded set with Σ a <= @reach, which must be more than that of the point that
 * it was given with: a body without ranges. Free with rsc_polytope_unref(). Errors: as
 * rsc_polyhedron_new(). */
RscPolytope *rsc_polyhedron_cut (const RscPolyhedron *self,
                                 double reach,
                                 GCancellable *cancellable,
                                 GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscPolyhedron, rsc_polyhedron_unref)

G_END_DECLS
