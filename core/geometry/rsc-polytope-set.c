/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A polytope as a convex set. */
#include "core/geometry/rsc-polytope-private.h"

#include <string.h>

static const RscPolytope *
polytope_of (const RscConvexSet *set)
{
  return (const RscPolytope *) set; /* its first member */
}

static void
polytope_free (RscConvexSet *set)
{
  RscPolytope *self = (RscPolytope *) set;

  g_free (self->c);
  g_free (self->f);
  g_free (self->support);
  g_free (self->member);
  g_free (self->weight);
  g_free (self->tolerance);
  g_free (self->rows);
  g_free (self->rhs);
  g_free (self->singular);
  g_free (self->null_basis);
  g_free (self->centre);
  g_free (self->interior);
  g_free (self->basis);
  g_free (self->minimum);
  g_free (self->maximum);
  rsc_polytope_memo_free (self->memo);
  g_free (self);
}

static gsize
polytope_get_m (const RscConvexSet *set)
{
  return polytope_of (set)->m;
}

static gsize
polytope_get_n_support (const RscConvexSet *set)
{
  return polytope_of (set)->n_support;
}

static gsize
polytope_get_rank (const RscConvexSet *set)
{
  return polytope_of (set)->rank;
}

static gsize
polytope_get_dimension (const RscConvexSet *set)
{
  return polytope_of (set)->dimension;
}

static void
polytope_get_range (const RscConvexSet *set, gsize i, double *low, double *high)
{
  *low = polytope_of (set)->minimum[i];
  *high = polytope_of (set)->maximum[i];
}

static const double *
polytope_get_interior (const RscConvexSet *set)
{
  return polytope_of (set)->interior;
}

static double *
polytope_dup_basis (const RscConvexSet *set)
{
  const RscPolytope *self = polytope_of (set);
  double *basis = g_new0 (double, self->m * self->dimension + 1);

  if (self->dimension > 0)
    memcpy (basis, self->basis, self->m * self->dimension * sizeof (double));
  return basis;
}

static gboolean
polytope_minimise_many (const RscConvexSet *set,
                        gsize n_costs,
                        const double *costs,
                        double *minima,
                        double *points,
                        GCancellable *cancellable,
                        GError **error)
{
  return rsc_polytope_minimise_many (polytope_of (set), n_costs, costs, minima, points, cancellable,
                                     error);
}

static void
polytope_project_point (const RscConvexSet *set,
                        const double *wish,
                        const double *weights,
                        const double *start,
                        double *a)
{
  rsc_polytope_project_point (polytope_of (set), wish, weights, start, a);
}

static void
polytope_sample (const RscConvexSet *set, guint64 seed, double *a)
{
  rsc_polytope_sample (polytope_of (set), seed, a);
}

static GPtrArray *
polytope_list_vertices (const RscConvexSet *set,
                        gsize max,
                        gboolean *complete,
                        GCancellable *cancellable,
                        GError **error)
{
  return rsc_polytope_list_vertices (polytope_of (set), max, complete, cancellable, error);
}

static GArray *
polytope_list_edges (const RscConvexSet *set,
                     GPtrArray *vertices,
                     gsize max,
                     gboolean *complete,
                     GCancellable *cancellable,
                     GError **error)
{
  return rsc_polytope_list_edges (polytope_of (set), vertices, max, complete, cancellable, error);
}

const RscConvexSetClass rsc_polytope_class = {
  .free = polytope_free,
  .get_m = polytope_get_m,
  .get_n_support = polytope_get_n_support,
  .get_rank = polytope_get_rank,
  .get_dimension = polytope_get_dimension,
  .get_range = polytope_get_range,
  .get_interior = polytope_get_interior,
  .dup_basis = polytope_dup_basis,
  .minimise_many = polytope_minimise_many,
  .project_point = polytope_project_point,
  .sample = polytope_sample,
  .list_vertices = polytope_list_vertices,
  .list_edges = polytope_list_edges,
};
