/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/geometry/rsc-polyhedron-private.h"

#include "core/numerics/rsc-tolerances.h"

#include <gsl/gsl_cblas.h>
#include <math.h>
#include <string.h>

static const RscPolyhedron *
polyhedron_of (const RscConvexSet *set)
{
  return (const RscPolyhedron *) set;
}

static void
polyhedron_free (RscConvexSet *set)
{
  RscPolyhedron *self = (RscPolyhedron *) set;

  g_clear_pointer (&self->rays_of, rsc_polytope_unref);
  g_clear_pointer (&self->body, rsc_polytope_unref);
  g_ptr_array_unref (self->rays);
  g_ptr_array_unref (self->vertices);
  g_clear_pointer (&self->open, rsc_open_program_free);
  g_free (self->c);
  g_free (self->start);
  g_free (self->weight);
  g_free (self->low);
  g_free (self->high);
  g_free (self);
}

static gsize
polyhedron_get_m (const RscConvexSet *set)
{
  return polyhedron_of (set)->m;
}

static gsize
polyhedron_get_n_support (const RscConvexSet *set)
{
  return polyhedron_of (set)->n_support;
}

static gsize
polyhedron_get_rank (const RscConvexSet *set)
{
  return polyhedron_of (set)->n_support - polyhedron_of (set)->dimension;
}

static gsize
polyhedron_get_dimension (const RscConvexSet *set)
{
  return polyhedron_of (set)->dimension;
}

static void
polyhedron_get_range (const RscConvexSet *set, gsize i, double *low, double *high)
{
  const RscPolyhedron *self = polyhedron_of (set);

  *low = self->low[i];
  *high = rsc_polyhedron_is_unbounded_on (self, i) ? INFINITY : self->high[i];
}

static const double *
polyhedron_get_interior (const RscConvexSet *set)
{
  return rsc_polytope_get_interior (polyhedron_of (set)->body);
}

/* The slack is the last coordinate, so the rows of the others come first. */
static double *
polyhedron_dup_basis (const RscConvexSet *set)
{
  const RscPolyhedron *self = polyhedron_of (set);
  double *basis = g_new0 (double, self->m * self->dimension + 1);

  if (self->dimension > 0)
    memcpy (basis, rsc_polytope_get_basis (self->body),
            self->m * self->dimension * sizeof (double));
  return basis;
}

static gsize
get_body_m (const RscPolyhedron *self)
{
  return self->m + (self->rays_of != NULL ? 1 : 0);
}

/* @values: m each, into a new array of the body's coordinates; NULL for NULL. */
static double *
widen (const RscPolyhedron *self, gsize count, const double *values)
{
  const gsize wide = get_body_m (self);
  double *result = values != NULL ? g_new0 (double, MAX (1, count * wide)) : NULL;

  for (gsize k = 0; result != NULL && k < count; k++)
    memcpy (result + k * wide, values + k * self->m, self->m * sizeof (double));
  return result;
}

/* Where the cut of the body can have a part in an answer, the set itself is asked. @minima,
 * @points: of the body, in and out; @points: n_costs × the body's coordinates. */
static gboolean
minimise_without_cut (const RscPolyhedron *self,
                      gsize n_costs,
                      const double *costs,
                      double *minima,
                      double *points,
                      GCancellable *cancellable,
                      GError **error)
{
  const gsize m = self->m, wide = m + 1;
  g_autofree double *falls = g_new (double, MAX (1, n_costs));
  g_autofree double *found = g_new0 (double, MAX (1, n_costs * m));
  g_autofree gboolean *asked = g_new0 (gboolean, n_costs + 1);
  g_autofree gboolean *unknown = g_new0 (gboolean, n_costs + 1);

  if (!rsc_polytope_minimise_many (self->rays_of, n_costs, costs, falls, NULL, cancellable, error))
    return FALSE;
  for (gsize k = 0; k < n_costs; k++)
    {
      double size = 0.0;

      for (gsize i = 0; i < m; i++)
        size = MAX (size, fabs (costs[k * m + i]) / self->weight[i]);
      if (falls[k] < -RSC_TOLERANCE_SUPPORT * size)
        minima[k] = -INFINITY;
      else
        asked[k] = unknown[k] = !(points[k * wide + m] > RSC_TOLERANCE_CUT * self->reach);
    }
  if (!rsc_open_program_minimise_many (self->open, n_costs, costs, unknown, minima, found,
                                       cancellable, error))
    return FALSE;
  for (gsize k = 0; k < n_costs; k++)
    if (unknown[k])
      minima[k] = -INFINITY;
    else if (asked[k])
      memcpy (points + k * wide, found + k * m, m * sizeof (double));
  return TRUE;
}

static gboolean
polyhedron_minimise_many (const RscConvexSet *set,
                          gsize n_costs,
                          const double *costs,
                          double *minima,
                          double *points,
                          GCancellable *cancellable,
                          GError **error)
{
  const RscPolyhedron *self = polyhedron_of (set);
  const gsize m = self->m, wide = get_body_m (self);
  g_autofree double *wide_costs = widen (self, n_costs, costs);
  g_autofree double *wide_points = g_new0 (double, MAX (1, n_costs * wide));
  g_autofree double *values = g_new0 (double, MAX (1, n_costs));

  if (!rsc_polytope_minimise_many (self->body, n_costs, wide_costs, values, wide_points,
                                   cancellable, error))
    return FALSE;
  if (self->rays_of != NULL
      && !minimise_without_cut (self, n_costs, costs, values, wide_points, cancellable, error))
    return FALSE;
  if (minima != NULL)
    memcpy (minima, values, n_costs * sizeof (double));
  for (gsize k = 0; points != NULL && k < n_costs; k++)
    memcpy (points + k * m, wide_points + k * wide, m * sizeof (double));
  return TRUE;
}

static void
polyhedron_project_point (const RscConvexSet *set,
                          const double *wish,
                          const double *weights,
                          const double *start,
                          double *a)
{
  const RscPolyhedron *self = polyhedron_of (set);
  g_autofree double *wide_wish = widen (self, 1, wish);
  g_autofree double *wide_weights = widen (self, 1, weights);
  g_autofree double *wide_start = widen (self, 1, start);
  g_autofree double *result = g_new0 (double, get_body_m (self) + 1);

  rsc_polytope_project_point (self->body, wide_wish, wide_weights, wide_start, result);
  memcpy (a, result, self->m * sizeof (double));
}

static void
polyhedron_sample (const RscConvexSet *set, guint64 seed, double *a)
{
  const RscPolyhedron *self = polyhedron_of (set);
  g_autofree double *result = g_new0 (double, get_body_m (self) + 1);

  rsc_polytope_sample (self->body, seed, result);
  memcpy (a, result, self->m * sizeof (double));
}

static GPtrArray *
polyhedron_list_vertices (const RscConvexSet *set,
                          gsize max,
                          gboolean *complete,
                          GCancellable *cancellable,
                          GError **error)
{
  const RscPolyhedron *self = polyhedron_of (set);
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);

  for (guint k = 0; k < self->vertices->len && k < max; k++)
    g_ptr_array_add (
      list, g_memdup2 (g_ptr_array_index (self->vertices, k), MAX (1, self->m) * sizeof (double)));
  *complete = self->vertices_complete && self->vertices->len <= max;
  return list;
}

const RscConvexSetClass rsc_polyhedron_class = {
  .free = polyhedron_free,
  .get_m = polyhedron_get_m,
  .get_n_support = polyhedron_get_n_support,
  .get_rank = polyhedron_get_rank,
  .get_dimension = polyhedron_get_dimension,
  .get_range = polyhedron_get_range,
  .get_interior = polyhedron_get_interior,
  .dup_basis = polyhedron_dup_basis,
  .minimise_many = polyhedron_minimise_many,
  .project_point = polyhedron_project_point,
  .sample = polyhedron_sample,
  .list_vertices = polyhedron_list_vertices,
};
