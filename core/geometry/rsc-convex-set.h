/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/numerics/rsc-error.h"
#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RscConvexSet:
 *
 * A convex set of points a in R^m, a >= 0, that answers what a view or a search asks of it, however
 * it is held: a #RscPolytope, an #RscMinkowski combination of two other sets, or a #RscPolyhedron,
 * the only one that may be unbounded: ranges and minima are then infinite, and points are of its
 * body. Immutable, reference-counted, safe from every thread.
 */
typedef struct _RscConvexSet RscConvexSet;

/**
 * RscConvexSetClass:
 *
 * What a kind of set must answer. The functions of the same name below say what each does;
 * @list_vertices and @list_edges may be missing.
 */
typedef struct
{
  void (*free) (RscConvexSet *self);
  gsize (*get_m) (const RscConvexSet *self);
  gsize (*get_n_support) (const RscConvexSet *self);
  gsize (*get_rank) (const RscConvexSet *self);
  gsize (*get_dimension) (const RscConvexSet *self);
  void (*get_range) (const RscConvexSet *self, gsize i, double *low, double *high);
  const double *(*get_interior) (const RscConvexSet *self);
  double *(*dup_basis) (const RscConvexSet *self);
  gboolean (*minimise_many) (const RscConvexSet *self,
                             gsize n_costs,
                             const double *costs,
                             double *minima,
                             double *points,
                             GCancellable *cancellable,
                             GError **error);
  void (*project_point) (const RscConvexSet *self,
                         const double *wish,
                         const double *weights,
                         const double *start,
                         double *a);
  void (*sample) (const RscConvexSet *self, guint64 seed, double *a);
  GPtrArray *(*list_vertices) (const RscConvexSet *self,
                               gsize max,
                               gboolean *complete,
                               GCancellable *cancellable,
                               GError **error);
  GArray *(*list_edges) (const RscConvexSet *self,
                         GPtrArray *vertices,
                         gsize max,
                         gboolean *complete,
                         GCancellable *cancellable,
                         GError **error);
} RscConvexSetClass;

/* The first member of every kind of set. */
struct _RscConvexSet
{
  const RscConvexSetClass *kind;
  gatomicrefcount ref_count;
};

/* For who makes a set: the first reference. */
void rsc_convex_set_init (RscConvexSet *self, const RscConvexSetClass *kind);

RscConvexSet *rsc_convex_set_ref (RscConvexSet *self);
void rsc_convex_set_unref (RscConvexSet *self);

gsize rsc_convex_set_get_m (const RscConvexSet *self);         /* coordinates */
gsize rsc_convex_set_get_n_support (const RscConvexSet *self); /* those not 0 everywhere */
gsize rsc_convex_set_get_rank (const RscConvexSet *self);      /* of the equations on these */
gsize rsc_convex_set_get_dimension (const RscConvexSet *self);
void rsc_convex_set_get_range (const RscConvexSet *self, gsize i, double *low, double *high);
const double *rsc_convex_set_get_interior (const RscConvexSet *self); /* m: a point well inside */
/* m × dimension, row-major: columns that span the set's directions. Free with g_free(). */
double *rsc_convex_set_dup_basis (const RscConvexSet *self);

/* min cost^T a over the set for @n_costs costs (n_costs × m). @minima: n_costs or NULL. @points:
 * minimisers, n_costs × m or NULL. Linear programs. Errors: RSC_ERROR_NUMERICAL, cancelled. */
gboolean rsc_convex_set_minimise_many (const RscConvexSet *self,
                                       gsize n_costs,
                                       const double *costs,
                                       double *minima,
                                       double *points,
                                       GCancellable *cancellable,
                                       GError **error);

/* The point @a of least Σ weight_i (a_i - wish_i)², weights >= 0; what these leave open is settled
 * by the distance to @start, or to the interior point. Fast enough for every frame of a drag. */
void rsc_convex_set_project_point (const RscConvexSet *self,
                                   const double *wish,
                                   const double *weights,
                                   const double *start,
                                   double *a);

/* A random point, the same for the same @seed. */
void rsc_convex_set_sample (const RscConvexSet *self, guint64 seed, double *a);

/* Vertices, at most @max of them, rows of m values; *@complete says whether these are all. A set
 * that is not held by its faces lists none and says that it is not complete. Errors: as above. */
GPtrArray *rsc_convex_set_list_vertices (const RscConvexSet *self,
                                         gsize max,
                                         gboolean *complete,
                                         GCancellable *cancellable,
                                         GError **error);

/* The edges between the @vertices that rsc_convex_set_list_vertices() gave, which were all of them
 * if *@complete says so on the way in, until there are @max: pairs of
 * gsize, the lower position first, in increasing order.
 * On the way out *@complete says whether these are all edges of the set. Errors: cancelled. */
GArray *rsc_convex_set_list_edges (const RscConvexSet *self,
                                   GPtrArray *vertices,
                                   gsize max,
                                   gboolean *complete,
                                   GCancellable *cancellable,
                                   GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscConvexSet, rsc_convex_set_unref)

G_END_DECLS
