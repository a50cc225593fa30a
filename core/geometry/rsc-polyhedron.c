/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/geometry/rsc-polyhedron-private.h"

#include "core/numerics/rsc-tolerances.h"

#include <glib/gi18n.h>
#include <gsl/gsl_cblas.h>
#include <math.h>
#include <string.h>

/* How far the body reaches beyond every vertex: its cut then meets unbounded edges only. */
#define REACH 1.5
/* And beyond the known points, where not all vertices are known. */
#define REACH_UNKNOWN 4.0

/* ---- construction ---------------------------------------------------------------------------- */

/* A list of vertices is checked against the ranges, which take most of the time: without a list,
 * none. */
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

/* C with a column @last (n, or NULL for zeros) and a row that adds up @share times each, times its
 * weight where @weights is not NULL, and the last column. (n + 1) × (m + 1). */
static double *
border (gsize n, gsize m, const double *c, const double *last, const double *weights, double share)
{
  double *wide = g_new0 (double, (n + 1) * (m + 1));

  for (gsize r = 0; r < n; r++)
    {
      memcpy (wide + r * (m + 1), c + r * m, m * sizeof (double));
      wide[r * (m + 1) + m] = last != NULL ? last[r] : 0.0;
    }
  for (gsize i = 0; i < m; i++)
    wide[n * (m + 1) + i] = weights != NULL ? share * weights[i] : share;
  wide[n * (m + 1) + m] = 1.0;
  return wide;
}

/* The cone over the set, cut at the height where Σ weight b / scale + t = 1: {(b, t) >= 0 : C b = t
 * f}. A point with t > 0 is the point b/t of the set, one with t = 0 an unbounded direction; so are
 * its vertices. A map of lines to lines, so dimension and support are those of the set. */
static RscPolytope *
lift (gsize n,
      gsize m,
      const double *c,
      const double *a,
      const double *weights,
      gboolean quick,
      GCancellable *cancellable,
      GError **error)
{
  g_autofree double *below = g_new0 (double, n);
  g_autofree double *point = g_new0 (double, m + 1);
  g_autofree double *wide = NULL;
  const double total = m > 0 ? cblas_ddot ((int) m, a, 1, weights, 1) : 0.0;
  const double scale = total > 0.0 ? total : 1.0;

  for (gsize i = 0; i < m; i++)
    cblas_daxpy ((int) n, -a[i], c + i, (int) m, below, 1);
  point[m] = total > 0.0 ? 0.5 : 1.0;
  for (gsize i = 0; i < m; i++)
    point[i] = point[m] * a[i];
  wide = border (n, m, c, below, weights, 1.0 / scale);
  return make_polytope (n + 1, m + 1, wide, point, quick, cancellable, error);
}

/* A long way is no endless one: along @b the fit does not change by more than rounding. */
static gboolean
is_direction (const RscPolyhedron *self, const double *b)
{
  const gsize n = self->n, m = self->m;
  g_autofree double *change = g_new0 (double, n);
  double size = 0.0;

  for (gsize i = 0; i < m; i++)
    {
      cblas_daxpy ((int) n, b[i], self->c + i, (int) m, change, 1);
      size += b[i] * self->weight[i];
    }
  return cblas_dnrm2 ((int) n, change, 1) <= RSC_TOLERANCE_RAY * size;
}

/* The unbounded directions that are listed, with the sum 1. */
static gboolean
take_rays (RscPolyhedron *self, GError **error)
{
  for (guint k = 0; k < self->rays->len; k++)
    {
      double *ray = g_ptr_array_index (self->rays, k);

      if (!is_direction (self, ray))
        {
          g_set_error_literal (error, RSC_ERROR, RSC_ERROR_NUMERICAL,
                               _ ("Whether the set is bounded cannot be told from rounding."));
          return FALSE;
        }
      cblas_dscal ((int) self->m, 1.0 / cblas_dasum ((int) self->m, ray, 1), ray, 1);
    }
  return self->rays->len > 0;
}

/* *@is_long: whether the set goes on for so long that it may be endless, and is not by what the fit
 * changes on that way. When it is set before, that way counts as endless all the same. */
static gboolean
find_rays (RscPolyhedron *self,
           const double *c,
           const RscPolytope *lifted,
           gsize max,
           gboolean *is_long,
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
  sum = m > 0 ? cblas_ddot ((int) m, point, 1, self->weight, 1) : 0.0;
  if (least > RSC_TOLERANCE_SUPPORT || !(sum > 0.0))
    return TRUE;
  if (!*is_long && !is_direction (self, point))
    {
      *is_long = TRUE;
      return TRUE;
    }
  cblas_dscal ((int) m, 1.0 / sum, point, 1);
  memcpy (wide, c, n * m * sizeof (double));
  for (gsize i = 0; i < m; i++)
    wide[n * m + i] = self->weight[i];
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
    {
      self->rays = g_ptr_array_new ();
      return FALSE;
    }
  return take_rays (self, error);
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
  g_autofree double *wide = border (self->n, m, self->c, NULL, NULL, 1.0);
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
  /* Ranges of a body that lacks vertices are not those of the set. */
  self->body = cut (self, self->reach, quick || !self->vertices_complete, cancellable, error);
  return self->body != NULL;
}

/* The equations of the body are of the rank that RSC_TOLERANCE_RANK leaves: columns that are
 * opposite up to that are so there. Whether a way to an end that is far away has one in them. */
static gboolean
find_end (const RscPolyhedron *self, gboolean *has_end, GCancellable *cancellable, GError **error)
{
  g_autofree double *cost = g_new (double, self->m + 1);

  for (gsize i = 0; i < self->m; i++)
    cost[i] = -self->weight[i];
  return rsc_polytope_find_end (self->body, cost, has_end, cancellable, error);
}

static gboolean
make_open_program (RscPolyhedron *self, const RscPolytope *lifted, GError **error)
{
  g_autofree gboolean *used = g_new0 (gboolean, self->m + 1);

  if (self->rays_of == NULL)
    return TRUE;
  for (gsize i = 0; i < self->m; i++)
    used[i] = rsc_polytope_get_in_support (lifted, i);
  self->open = rsc_open_program_new (self->n, self->m, self->c, self->start, used, error);
  return self->open != NULL;
}

/* Of each coordinate from the body where that has all vertices, else by linear programs; what they
 * do not find may be anything. */
static gboolean
find_ranges (RscPolyhedron *self, gboolean quick, GCancellable *cancellable, GError **error)
{
  const gsize m = self->m;

  if (self->rays_of == NULL || self->vertices_complete || quick)
    {
      for (gsize i = 0; i < m; i++)
        {
          self->low[i] = rsc_polytope_get_minimum (self->body, i);
          self->high[i] = rsc_polytope_get_maximum (self->body, i);
        }
      return TRUE;
    }
  g_autofree double *costs = g_new0 (double, 2 * m * m);
  g_autofree double *ends = g_new0 (double, 2 * m);

  for (gsize i = 0; i < m; i++)
    {
      costs[2 * i * m + i] = 1.0;
      costs[(2 * i + 1) * m + i] = -1.0;
    }
  if (!rsc_convex_set_minimise_many (&self->set, 2 * m, costs, ends, NULL, cancellable, error))
    return FALSE;
  for (gsize i = 0; i < m; i++)
    {
      self->low[i] = MAX (ends[2 * i], 0.0);
      self->high[i] = -ends[2 * i + 1];
    }
  return TRUE;
}

/* The point that the set is made from is in it. */
static gboolean
check_start (const RscPolyhedron *self, GError **error)
{
  const gsize m = self->m;
  const double total = cblas_dasum ((int) m, self->start, 1);
  const double sum = m > 0 ? cblas_ddot ((int) m, self->start, 1, self->weight, 1) : 0.0;

  for (gsize i = 0; i < m; i++)
    {
      const double room = RSC_TOLERANCE_MISFIT * MAX (total, sum / self->weight[i]);
      double low, high;

      rsc_convex_set_get_range (&self->set, i, &low, &high);
      if (self->start[i] < low - room || self->start[i] > high + room)
        {
          g_set_error_literal (error, RSC_ERROR, RSC_ERROR_NUMERICAL,
                               _ ("The ranges of the set cannot be told from rounding."));
          return FALSE;
        }
    }
  return TRUE;
}

static void
weigh (RscPolyhedron *self)
{
  double largest = 0.0;

  self->weight = g_new0 (double, self->m + 1);
  self->low = g_new0 (double, self->m + 1);
  self->high = g_new0 (double, self->m + 1);
  for (gsize i = 0; i < self->m; i++)
    {
      self->weight[i] = cblas_dnrm2 ((int) self->n, self->c + i, (int) self->m);
      largest = MAX (largest, self->weight[i]);
    }
  for (gsize i = 0; i < self->m; i++)
    if (!(self->weight[i] > 0.0))
      self->weight[i] = largest > 0.0 ? largest : 1.0;
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
  gboolean is_long = FALSE, has_end = TRUE;

  rsc_convex_set_init (&self->set, &rsc_polyhedron_class);
  self->n = n;
  self->m = m;
  self->rays = g_ptr_array_new_with_free_func (g_free);
  self->vertices = g_ptr_array_new_with_free_func (g_free);
  self->c = g_memdup2 (c, MAX (1, n * m) * sizeof (double));
  self->start = g_new0 (double, m + 1);
  for (gsize i = 0; i < m; i++)
    self->start[i] = MAX (a[i], 0.0);
  weigh (self);
  lifted = lift (n, m, c, self->start, self->weight, max_vertices == 0, cancellable, error);
  if (lifted == NULL || !find_rays (self, c, lifted, max_vertices, &is_long, cancellable, error)
      || !find_vertices (self, lifted, max_vertices, cancellable, error)
      || !make_body (self, max_vertices == 0, cancellable, error)
      || (is_long && !find_end (self, &has_end, cancellable, error)))
    return NULL;
  if (!has_end)
    {
      g_clear_pointer (&self->body, rsc_polytope_unref);
      if (!find_rays (self, c, lifted, max_vertices, &is_long, cancellable, error)
          || !make_body (self, max_vertices == 0, cancellable, error))
        return NULL;
    }
  if (!make_open_program (self, lifted, error))
    return NULL;
  self->dimension = rsc_polytope_get_dimension (lifted);
  self->n_support = rsc_polytope_get_n_support (lifted) - 1;
  if (rsc_polytope_get_dimension (self->body) != self->dimension)
    {
      g_set_error_literal (error, RSC_ERROR, RSC_ERROR_NUMERICAL,
                           _ ("The dimension of the set cannot be told from rounding."));
      return NULL;
    }
  if (!find_ranges (self, max_vertices == 0, cancellable, error)
      || (max_vertices > 0 && !check_start (self, error)))
    return NULL;
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
