/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/geometry/rsc-convex-set.h"

G_BEGIN_DECLS

/**
 * RscPolytope:
 *
 * {a >= 0 : C a = f}, C n × m, given together with one of its points. Bounded (the optimal set
 * always is). Knows the affine hull: the support S = {i : max a_i > 0} by linear programs (GLPK),
 * rank(C_S), dimension |S| - rank(C_S), an orthonormal basis of the directions, ranges of every
 * coordinate and a point of the relative interior. Immutable and reference-counted. Safe from every
 * thread; what calls GLPK or cddlib takes turns by a lock, what is marked "own arithmetic" below
 * does not wait.
 */
typedef struct _RscPolytope RscPolytope;

/* @c: n × m row-major, columns of comparable scale are not required, but none may be zero. @a: m, a
 * point of the set to working precision. Errors: RSC_ERROR_NUMERICAL, cancelled. */
RscPolytope *rsc_polytope_new (gsize n,
                               gsize m,
                               const double *c,
                               const double *a,
                               GCancellable *cancellable,
                               GError **error);
/* The same without the ranges of the coordinates (all 0), which take 2 linear programs each: for
 * who asks for support, dimension and a vertex only. */
RscPolytope *rsc_polytope_new_support_only (gsize n,
                                            gsize m,
                                            const double *c,
                                            const double *a,
                                            GCancellable *cancellable,
                                            GError **error);
/* The same set with its coordinates in another order: new coordinate i is the old order[i]. */
RscPolytope *rsc_polytope_new_reordered (const RscPolytope *self, const gsize *order);
RscPolytope *rsc_polytope_ref (RscPolytope *self);
void rsc_polytope_unref (RscPolytope *self);

/* The same object as a convex set; no new reference. */
RscConvexSet *rsc_polytope_as_set (RscPolytope *self);

gsize rsc_polytope_get_dimension (const RscPolytope *self); /* |S| - rank(C_S) */
gsize rsc_polytope_get_n_support (const RscPolytope *self);
gboolean rsc_polytope_get_in_support (const RscPolytope *self, gsize i);
double rsc_polytope_get_minimum (const RscPolytope *self, gsize i);
double rsc_polytope_get_maximum (const RscPolytope *self, gsize i);
/* m: the analytic centre, the point of the largest Π a_i over the support: no choice is left to
 * rounding.
 */
const double *rsc_polytope_get_interior (const RscPolytope *self);
const double *rsc_polytope_get_basis (const RscPolytope *self); /* m × dimension, row-major */

/* Largest distance from the set's constraints, relative: max(max_i -a_i / Σ a, ||C a - f||_inf /
 * ||f||_inf) with the sum of the set's points (a constant on an optimal set). */
double rsc_polytope_get_violation (const RscPolytope *self, const double *a);

/* min cost^T a over the set; *@point (m, or NULL) receives a minimiser. GLPK. */
gboolean rsc_polytope_minimise (const RscPolytope *self,
                                const double *cost,
                                double *minimum,
                                double *point,
                                GCancellable *cancellable,
                                GError **error);

/* *@has_end: whether there is such a minimum: the equations are of the rank that RSC_TOLERANCE_RANK
 * leaves, with which a long set may be endless. GLPK. Errors: RSC_ERROR_NUMERICAL where that is not
 * decided, cancelled. */
gboolean rsc_polytope_find_end (const RscPolytope *self,
                                const double *cost,
                                gboolean *has_end,
                                GCancellable *cancellable,
                                GError **error);

/* The minima of @n_costs costs (n_costs × m): one feasible basis serves all, so much cheaper than
 * single calls. @minima: n_costs or NULL. @points: n_costs × m or NULL. */
gboolean rsc_polytope_minimise_many (const RscPolytope *self,
                                     gsize n_costs,
                                     const double *costs,
                                     double *minima,
                                     double *points,
                                     GCancellable *cancellable,
                                     GError **error);

/* All vertices, at most @max of them; *@complete says whether these are all. Rows of m values. A
 * walk over the bases, which stops at @max or after about a second; every vertex is solved anew
 * from its own columns and the list is checked against the ranges. cddlib gives a second opinion
 * on a small set where the walk met something unclear. Ordered by width, then by first neurons. */
GPtrArray *rsc_polytope_list_vertices (const RscPolytope *self,
                                       gsize max,
                                       gboolean *complete,
                                       GCancellable *cancellable,
                                       GError **error);

/* The same of what fits into @bytes_max, 0 for no such limit. *@full (or NULL): whether the list
 * stopped there. */
GPtrArray *rsc_polytope_list_vertices_within (const RscPolytope *self,
                                              gsize max,
                                              gsize bytes_max,
                                              gboolean *complete,
                                              gboolean *full,
                                              GCancellable *cancellable,
                                              GError **error);

/* The edges between @vertices (as listed): pairs of gsize, positions in the list, the lower first,
 * in increasing order. Two vertices are the ends of an edge when the smallest face that has both,
 * {a of the set : a_i = 0 where both are 0}, has dimension 1. *@complete: on input whether the list
 * has all vertices; then no third vertex within that face decides, else the rank of the activations
 * in use. On output whether these are all edges of the set: not when the list was incomplete, or
 * when the work, O(vertices² degree), was more than some seconds or there are @max of them. Own
 * arithmetic. Errors: cancelled.
 */
GArray *rsc_polytope_list_edges (const RscPolytope *self,
                                 GPtrArray *vertices,
                                 gsize max,
                                 gboolean *complete,
                                 GCancellable *cancellable,
                                 GError **error);

/* The point of fewest non-zeros; *@proved when the vertex list was complete, or a search by
 * branching excluded everything narrower by bounds that no rounding of the fit can undo, or a walk
 * over all bases ended. @vertices: or NULL. @max_nodes: branches, a linear program each, before the
 * search gives up (fewer when the set is large); 0 for no proof, which leaves the narrowest of the
 * known and a few more vertices. Returns the width. A linear program without an answer proves
 * nothing. Errors: cancelled. */
gsize rsc_polytope_find_narrowest (const RscPolytope *self,
                                   GPtrArray *vertices,
                                   gboolean vertices_complete,
                                   gsize max_nodes,
                                   double *a,
                                   gboolean *proved,
                                   GCancellable *cancellable,
                                   GError **error);

/* Point of least Σ weight_i (a_i - wish_i)²; weights >= 0, not all 0 needed (a small multiple of
 * the distance to @start, or to the interior point, settles what the weights leave open). Own
 * arithmetic: an active-set method in the basis' coordinates, safe and fast enough for every frame
 * of a drag. */
void rsc_polytope_project_point (const RscPolytope *self,
                                 const double *wish,
                                 const double *weights,
                                 const double *start,
                                 double *a);

/* Point of least ||V a - target||², V (@n_rows × m) row-major; where several are, near the interior
 * point. FALSE, with another point of the set, where rounding leaves no answer. Own arithmetic. */
gboolean rsc_polytope_fit_point (const RscPolytope *self,
                                 gsize n_rows,
                                 const double *v,
                                 const double *target,
                                 double *a);

/* A random point: hit-and-run from the interior point. Own arithmetic, deterministic in @seed. The
 * last one is kept. */
void rsc_polytope_sample (const RscPolytope *self, guint64 seed, double *a);

/* @n points (@n × m) of one hit-and-run walk, whose law tends to the uniform one in the
 * coordinates: along a random chord to a random place on it, again and again. It starts far from
 * the interior point. Directions are drawn in the shape that the analytic centre shows and, after a
 * first part of which nothing is kept, most are differences of two of its points: a thin set is
 * walked as fast as a round one. 2 dimension steps lie between two points. Neighbours depend on
 * each other: see rsc_mixing_check(). Own arithmetic, deterministic in @seed. O((@n + dimension)
 * dimension² n_support). Errors: cancelled. */
gboolean rsc_polytope_sample_chain (const RscPolytope *self,
                                    guint64 seed,
                                    gsize n,
                                    double *points,
                                    GCancellable *cancellable,
                                    GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscPolytope, rsc_polytope_unref)

G_END_DECLS
