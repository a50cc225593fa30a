/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/geometry/rsc-polyhedron.h"

#include "core/numerics/rsc-tolerances.h"

#include <glib/gi18n.h>
#include <gsl/gsl_cblas.h>
#include <math.h>
#include <string.h>

/* How far the body reaches beyond every vertex: its cut then meets unbounded edges only. */
#define REACH 1.5
/* And beyond the known points, where not all vertices are known. */
#define REACH_UNKNOWN 4.0

struct _RscPolyhedron
{
  RscConvexSet set; /* first */
  gsize n;
  gsize m;
  double *c;
  double *start;
  gsize n_support;
  gsize dimension;
  RscPolytope *rays_of; /* {b >= 0 : C b = 0, Σ b = 1}, or NULL where that is empty */
  GPtrArray *rays;
  gboolean rays_complete;
  GPtrArray *vertices;
  gboolean vertices_complete;
  RscPolytope *body;
  double reach;
};

/* ---- as a convex set ------------------------------------------------------------------------- */

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
  g_free (self->c);
  g_free (self->start);
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

  *low = rsc_polytope_get_minimum (self->body, i);
  *high =
    rsc_polyhedron_is_unbounded_on (self, i) ? INFINITY : rsc_polytope_get_maximum (self->body, i);
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

  if (!rsc_polytope_minimise_many (self->body, n_costs, wide_costs, minima, wide_points,
                                   cancellable, error))
    return FALSE;
  if (self->rays_of != NULL && minima != NULL)
    {
      g_autofree double *falls = g_new (double, MAX (1, n_costs));

      if (!rsc_polytope_minimise_many (self->rays_of, n_costs, costs, falls, NULL, cancellable,
                                       error))
        return FALSE;
      for (gsize k = 0; k < n_costs; k++)
        {
          const double size = fabs (costs[k * m + cblas_idamax ((int) m, costs + k * m, 1)]);

          if (falls[k] < -RSC_TOLERANCE_SUPPORT * size)
            minima[k] = -INFINITY;
        }
    }
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

static const RscConvexSetClass rsc_polyhedron_class = {
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

/* ---- construction ---------------------------------------------------------------------------- */

/* A list of vertices is checked against the ranges, which take most of the time: without a list, none. */
static RscPolytope *
make_polytope (gsize n,
               gsize m,
               const double *c,
               const double *a,
               gboolean quick,
               GCancellable *cancellable,
               GError **error)
{
  return quick ? rsc_polytope_new_support_only (n, m, c, a, cancellable, error)
               : rsc_polytope_new (n, m, c, a, cancellable, error);
}

/* C with a column @last (n, or NULL for zeros) and a row that adds up, the last column counted or not. (n + 1) × (m + 1). */
static double *
border (gsize n, gsize m, const double *c, const double *last, double share, double corner)
{
  double *wide = g_new0 (double, (n + 1) * (m + 1));

  for (gsize r = 0; r < n; r++)
    {
      memcpy (wide + r * (m + 1), c + r * m, m * sizeof (double));
      wide[r * (m + 1) + m] = last != NULL ? last[r] : 0.0;
    }
  for (gsize i = 0; i < m; i++)
    wide[n * (m + 1) + i] = share;
  wide[n * (m + 1) + m] = corner;
  return wide;
}

/* The cone over the set, cut at the height where Σ b / scale + t = 1: {(b, t) >= 0 : C b = t f}. A point with t > 0 is
 * the point b/t of the set, one with t = 0 an unbounded direction; so are its vertices. A map of lines to lines, so dimension
 * and support are those of the set. */
static RscPolytope *
lift (gsize n,
      gsize m,
      const double *c,
      const double *a,
      gboolean quick,
      GCancellable *cancellable,
      GError **error)
{
  g_autofree double *below = g_new0 (double, n);
  g_autofree double *point = g_new0 (double, m + 1);
  g_autofree double *wide = NULL;
  const double total = cblas_dasum ((int) m, a, 1);
  const double scale = total > 0.0 ? total : 1.0;

  for (gsize i = 0; i < m; i++)
    cblas_daxpy ((int) n, -a[i], c + i, (int) m, below, 1);
  point[m] = total > 0.0 ? 0.5 : 1.0;
  for (gsize i = 0; i < m; i++)
    point[i] = point[m] * a[i];
  wide = border (n, m, c, below, 1.0 / scale, 1.0);
  return make_polytope (n + 1, m + 1, wide, point, quick, cancellable, error);
}

static gboolean
find_rays (RscPolyhedron *self,
           const double *c,
           const RscPolytope *lifted,
           gsize max,
           GCancellable *cancellable,
           GError **error)
{
  const gsize n = self->n, m = self->m;
  g_autofree double *cost = g_new0 (double, m + 1);
  g_autofree double *point = g_new0 (double, m + 1);
  g_autofree double *wide = g_new0 (double, (n + 1) * MAX (1, m));
  double least, sum;

  cost[m] = 1.0;
  if (!rsc_polytope_minimise (lifted, cost, &least, point, cancellable, error))
    return FALSE;
  self->rays_complete = TRUE;
  sum = cblas_dasum ((int) m, point, 1);
  if (least > RSC_TOLERANCE_SUPPORT || !(sum > 0.0))
    return TRUE;
  cblas_dscal ((int) m, 1.0 / sum, point, 1);
  memcpy (wide, c, n * m * sizeof (double));
  for (gsize i = 0; i < m; i++)
    wide[n * m + i] = 1.0;
  self->rays_of = make_polytope (n + 1, m, wide, point, max == 0, cancellable, error);
  if (self->rays_of == NULL)
    return FALSE;
  self->rays_complete = FALSE;
  if (max == 0)
    return TRUE;
  g_ptr_array_unref (self->rays);
  self->rays =
    rsc_polytope_list_vertices (self->rays_of, max, &self->rays_complete, cancellable, error);
  if (self->rays == NULL)
    self->rays = g_ptr_array_new ();
  return self->rays->len > 0;
}

/* The finite vertices of the lifted set, sent down. */
static gboolean
find_vertices (RscPolyhedron *self,
               const RscPolytope *lifted,
               gsize max,
               GCancellable *cancellable,
               GError **error)
{
  const gsize m = self->m;
  g_autoptr (GPtrArray) list = NULL;

  if (max == 0)
    return TRUE;
  /* Rays are among them, and must not take the places of vertices. */
  list = rsc_polytope_list_vertices (lifted, max + self->rays->len, &self->vertices_complete,
                                     cancellable, error);
  if (list == NULL)
    return FALSE;
  for (guint k = 0; k < list->len; k++)
    {
      const double *point = g_ptr_array_index (list, k);
      double *a;

      if (!(point[m] > 0.0))
        continue;
      if (self->vertices->len == max)
        {
          self->vertices_complete = FALSE;
          break;
        }
      a = g_new0 (double, m + 1);
      for (gsize i = 0; i < m; i++)
        a[i] = point[i] / point[m];
      g_ptr_array_add (self->vertices, a);
    }
  return TRUE;
}

static RscPolytope *
cut (const RscPolyhedron *self,
     double reach,
     gboolean quick,
     GCancellable *cancellable,
     GError **error)
{
  const gsize m = self->m;
  g_autofree double *wide = border (self->n, m, self->c, NULL, 1.0, 1.0);
  g_autofree double *point = g_new0 (double, m + 1);

  memcpy (point, self->start, m * sizeof (double));
  point[m] = reach - cblas_dasum ((int) m, point, 1);
  return make_polytope (self->n + 1, m + 1, wide, point, quick, cancellable, error);
}

static gboolean
make_body (RscPolyhedron *self, gboolean quick, GCancellable *cancellable, GError **error)
{
  const gsize m = self->m;
  double largest = cblas_dasum ((int) m, self->start, 1);

  self->reach = INFINITY;
  if (self->rays_of == NULL)
    {
      self->body = make_polytope (self->n, m, self->c, self->start, quick, cancellable, error);
      return self->body != NULL;
    }
  for (guint k = 0; k < self->vertices->len; k++)
    largest =
      MAX (largest, cblas_dasum ((int) m, (double *) g_ptr_array_index (self->vertices, k), 1));
  self->reach = largest > 0.0 ? (self->vertices_complete ? REACH : REACH_UNKNOWN) * largest : 1.0;
  self->body = cut (self, self->reach, quick, cancellable, error);
  return self->body != NULL;
}

RscPolyhedron *
rsc_polyhedron_new (gsize n,
                    gsize m,
                    const double *c,
                    const double *a,
                    gsize max_vertices,
                    GCancellable *cancellable,
                    GError **error)
{
  g_return_val_if_fail (n > 0 && (m == 0 || (c != NULL && a != NULL)), NULL);

  g_autoptr (RscPolyhedron) self = g_new0 (RscPolyhedron, 1);
  g_autoptr (RscPolytope) lifted = NULL;

  rsc_convex_set_init (&self->set, &rsc_polyhedron_class);
  self->n = n;
  self->m = m;
  self->rays = g_ptr_array_new_with_free_func (g_free);
  self->vertices = g_ptr_array_new_with_free_func (g_free);
  self->c = g_memdup2 (c, MAX (1, n * m) * sizeof (double));
  self->start = g_new0 (double, m + 1);
  for (gsize i = 0; i < m; i++)
    self->start[i] = MAX (a[i], 0.0);
  lifted = lift (n, m, c, self->start, max_vertices == 0, cancellable, error);
  if (lifted == NULL || !find_rays (self, c, lifted, max_vertices, cancellable, error)
      || !find_vertices (self, lifted, max_vertices, cancellable, error)
      || !make_body (self, max_vertices == 0, cancellable, error))
    return NULL;
  self->dimension = rsc_polytope_get_dimension (lifted);
  self->n_support = rsc_polytope_get_n_support (lifted) - 1;
  if (rsc_polytope_get_dimension (self->body) != self->dimension)
    {
      g_set_error_literal (error, RSC_ERROR, RSC_ERROR_NUMERICAL,
                           _ ("The dimension of the set cannot be told from rounding."));
      return NULL;
    }
  return g_steal_pointer (&self);
}

RscPolyhedron *
rsc_polyhedron_ref (RscPolyhedron *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  rsc_convex_set_ref (&self->set);
  return self;
}

void
rsc_polyhedron_unref (RscPolyhedron *self)
{
  g_return_if_fail (self != NULL);

  rsc_convex_set_unref (&self->set);
}

RscConvexSet *
rsc_polyhedron_as_set (RscPolyhedron *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->set;
}

gboolean
rsc_polyhedron_is_bounded (const RscPolyhedron *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->rays_of == NULL;
}

gsize
rsc_polyhedron_get_dimension (const RscPolyhedron *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->dimension;
}

gsize
rsc_polyhedron_get_ray_dimension (const RscPolyhedron *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->rays_of != NULL ? rsc_polytope_get_dimension (self->rays_of) + 1 : 0;
}

gboolean
rsc_polyhedron_is_unbounded_on (const RscPolyhedron *self, gsize i)
{
  g_return_val_if_fail (self != NULL && i < self->m, FALSE);

  return self->rays_of != NULL && rsc_polytope_get_in_support (self->rays_of, i);
}

gsize
rsc_polyhedron_get_n_vertices (const RscPolyhedron *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->vertices->len;
}

gboolean
rsc_polyhedron_get_vertices_complete (const RscPolyhedron *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->vertices_complete;
}

const double *
rsc_polyhedron_get_vertex (const RscPolyhedron *self, gsize k)
{
  g_return_val_if_fail (self != NULL && k < self->vertices->len, NULL);

  return g_ptr_array_index (self->vertices, k);
}

gsize
rsc_polyhedron_get_n_rays (const RscPolyhedron *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->rays->len;
}

gboolean
rsc_polyhedron_get_rays_complete (const RscPolyhedron *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->rays_complete;
}

const double *
rsc_polyhedron_get_ray (const RscPolyhedron *self, gsize k)
{
  g_return_val_if_fail (self != NULL && k < self->rays->len, NULL);

  return g_ptr_array_index (self->rays, k);
}

RscPolytope *
rsc_polyhedron_get_body (const RscPolyhedron *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->body;
}

double
rsc_polyhedron_get_reach (const RscPolyhedron *self)
{
  g_return_val_if_fail (self != NULL, NAN);

  return self->reach;
}

RscPolytope *
rsc_polyhedron_cut (const RscPolyhedron *self,
                    double reach,
                    GCancellable *cancellable,
                    GError **error)
{
  g_return_val_if_fail (self != NULL && self->rays_of != NULL, NULL);
  g_return_val_if_fail (reach > cblas_dasum ((int) self->m, self->start, 1), NULL);

  return cut (self, reach, TRUE, cancellable, error);
}
