/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/geometry/rsc-convex-set.h"

void
rsc_convex_set_init (RscConvexSet *self, const RscConvexSetClass *kind)
{
  g_atomic_ref_count_init (&self->ref_count);
  self->kind = kind;
}

RscConvexSet *
rsc_convex_set_ref (RscConvexSet *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_convex_set_unref (RscConvexSet *self)
{
  g_return_if_fail (self != NULL);
  if (g_atomic_ref_count_dec (&self->ref_count))
    self->kind->free (self);
}

gsize
rsc_convex_set_get_m (const RscConvexSet *self)
{
  return self->kind->get_m (self);
}

gsize
rsc_convex_set_get_n_support (const RscConvexSet *self)
{
  return self->kind->get_n_support (self);
}

gsize
rsc_convex_set_get_rank (const RscConvexSet *self)
{
  return self->kind->get_rank (self);
}

gsize
rsc_convex_set_get_dimension (const RscConvexSet *self)
{
  return self->kind->get_dimension (self);
}

void
rsc_convex_set_get_range (const RscConvexSet *self, gsize i, double *low, double *high)
{
  g_return_if_fail (self != NULL && i < self->kind->get_m (self));
  self->kind->get_range (self, i, low, high);
}

const double *
rsc_convex_set_get_interior (const RscConvexSet *self)
{
  return self->kind->get_interior (self);
}

double *
rsc_convex_set_dup_basis (const RscConvexSet *self)
{
  return self->kind->dup_basis (self);
}

gboolean
rsc_convex_set_minimise_many (const RscConvexSet *self,
                              gsize n_costs,
                              const double *costs,
                              double *minima,
                              double *points,
                              GCancellable *cancellable,
                              GError **error)
{
  g_return_val_if_fail (self != NULL && (n_costs == 0 || costs != NULL), FALSE);
  return self->kind->minimise_many (self, n_costs, costs, minima, points, cancellable, error);
}

void
rsc_convex_set_project_point (const RscConvexSet *self,
                              const double *wish,
                              const double *weights,
                              const double *start,
                              double *a)
{
  g_return_if_fail (self != NULL && wish != NULL && weights != NULL && a != NULL);
  self->kind->project_point (self, wish, weights, start, a);
}

void
rsc_convex_set_sample (const RscConvexSet *self, guint64 seed, double *a)
{
  g_return_if_fail (self != NULL && a != NULL);
  self->kind->sample (self, seed, a);
}

GPtrArray *
rsc_convex_set_list_vertices (const RscConvexSet *self,
                              gsize max,
                              gboolean *complete,
                              GCancellable *cancellable,
                              GError **error)
{
  g_return_val_if_fail (self != NULL && complete != NULL, NULL);
  if (self->kind->list_vertices != NULL)
    return self->kind->list_vertices (self, max, complete, cancellable, error);
  *complete = FALSE;
  return g_ptr_array_new_with_free_func (g_free);
}

GArray *
rsc_convex_set_list_edges (const RscConvexSet *self,
                           GPtrArray *vertices,
                           gsize max,
                           gboolean *complete,
                           GCancellable *cancellable,
                           GError **error)
{
  g_return_val_if_fail (self != NULL && vertices != NULL && complete != NULL, NULL);
  if (self->kind->list_edges != NULL)
    return self->kind->list_edges (self, vertices, max, complete, cancellable, error);
  *complete = FALSE;
  return g_array_new (FALSE, FALSE, sizeof (gsize));
}
