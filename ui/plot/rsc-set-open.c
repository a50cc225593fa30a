/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-set-open.h"

#include "core/geometry/rsc-projection.h"
#include "core/geometry/rsc-view-axes.h"
#include "core/numerics/rsc-tolerances.h"
#include "ui/words/rsc-equal-fit-words.h"
#include <math.h>
#include <string.h>

/* Length of an arrow, as a share of the picture's extent. */
#define ARROW 0.09

/* The neuron that adds most to the axes; of those that add nothing the first. */
static gsize
find_next_axis (const RscConvexSet *body, gsize m, gsize n, const gsize *axes)
{
  g_autofree double *widths = g_new0 (double, rsc_convex_set_get_m (body) + 1);
  gsize best = G_MAXSIZE;

  rsc_view_axes_measure (body, n, axes, widths);
  for (gsize i = 0; i < m; i++)
    {
      gboolean is_there = FALSE;

      for (gsize k = 0; k < n; k++)
        is_there = is_there || axes[k] == i;
      if (!is_there && (best == G_MAXSIZE || widths[i] > widths[best]))
        best = i;
    }
  return best;
}

gsize
rsc_set_open_choose_axes (RscEqualFit *set, gsize axes[3])
{
  RscPolyhedron *points = rsc_equal_fit_get_points (set);
  /* It has ranges that end. */
  const RscConvexSet *body = rsc_polytope_as_set (rsc_polyhedron_get_body (points));
  const gsize m = rsc_equal_fit_get_n_neurons (set);
  const gsize wanted = MIN (MIN (MAX (rsc_polyhedron_get_dimension (points) + 1, 2), 3), m);
  gsize n = 0;

  if (m == 0)
    return 0;
  if (rsc_convex_set_get_m (body) == m)
    return rsc_view_axes_choose (body, wanted, 0, axes);
  /* The room that is left to the reach is no neuron. */
  for (; n < wanted; n++)
    axes[n] = find_next_axis (body, m, n, axes);
  return n;
}

RscHull *
rsc_set_open_project (RscEqualFit *set,
                      gsize n_axes,
                      const gsize *axes,
                      GCancellable *cancellable,
                      GError **error)
{
  RscPolyhedron *points = rsc_equal_fit_get_points (set);

  return rsc_projection_new (rsc_polytope_as_set (rsc_polyhedron_get_body (points)), n_axes, axes,
                             cancellable, error);
}

/* Whether @corner is @vertex on the axes, or, with @ray, that far along it: *@t. */
static gboolean
meets (gsize n_axes,
       const gsize *axes,
       const double *corner,
       const double *vertex,
       const double *ray,
       double slack,
       double *t)
{
  double along = 0.0, square = 0.0;

  for (gsize k = 0; ray != NULL && k < n_axes; k++)
    {
      along += (corner[k] - vertex[axes[k]]) * ray[axes[k]];
      square += ray[axes[k]] * ray[axes[k]];
    }
  *t = square > 0.0 ? along / square : 0.0;
  if (ray != NULL && !(*t > slack))
    return FALSE;
  for (gsize k = 0; k < n_axes; k++)
    {
      const double there = vertex[axes[k]] + (ray != NULL ? *t * ray[axes[k]] : 0.0);

      if (fabs (corner[k] - there) > slack)
        return FALSE;
    }
  return TRUE;
}

/* Which vertex, or which unbounded edge, a corner of the picture is: its least objective, and how
 * it goes on. */
static void
look_at_corner (RscSetOpen *self,
                RscEqualFit *set,
                const double *corner,
                const gsize *axes,
                double extent,
                gsize place)
{
  RscPolyhedron *points = rsc_equal_fit_get_points (set);
  const gsize n_axes = self->n_axes;
  const double lambda = rsc_equal_fit_get_lambda (set);
  const double half = 0.5 * rsc_equal_fit_get_squared_error (set);
  const double slack = RSC_TOLERANCE_SAME_DOT * extent;
  const double *way = NULL;
  double least = INFINITY, t;

  for (gsize v = 0; v < rsc_polyhedron_get_n_vertices (points); v++)
    if (meets (n_axes, axes, corner, rsc_polyhedron_get_vertex (points, v), NULL, slack, &t))
      least = MIN (least, rsc_equal_fit_sum_norms (set, rsc_polyhedron_get_vertex (points, v)));
  for (gsize v = 0; isinf (least) && v < rsc_polyhedron_get_n_vertices (points); v++)
    for (gsize r = 0; r < rsc_polyhedron_get_n_rays (points); r++)
      {
        const double *vertex = rsc_polyhedron_get_vertex (points, v);
        const double *ray = rsc_polyhedron_get_ray (points, r);

        if (!meets (n_axes, axes, corner, vertex, ray, slack, &t)
            || rsc_equal_fit_sum_norms (set, vertex) + t > rsc_polyhedron_get_reach (points) + slack
            || rsc_equal_fit_sum_norms (set, vertex) + t
                 < rsc_polyhedron_get_reach (points) - slack)
          continue;
        least = rsc_equal_fit_sum_norms (set, vertex) + t;
        way = ray;
        break;
      }
  self->values[place] = isinf (least) ? NAN : half + lambda * least;
  if (way != NULL)
    {
      double length = 0.0;

      for (gsize k = 0; k < n_axes; k++)
        length = hypot (length, way[axes[k]]);
      for (gsize k = 0; k < n_axes; k++)
        {
          self->from[self->n_arrows * n_axes + k] = corner[k];
          self->to[self->n_arrows * n_axes + k] =
            MAX (corner[k] + ARROW * extent * way[axes[k]] / length, 0.0);
        }
      self->n_arrows++;
    }
}

/* The objective is a function of the axes where the picture shows every degree of freedom: Σ a is
 * then affine in them. */
static void
find_slope (RscSetOpen *self, RscEqualFit *set, const RscHull *hull)
{
  const gsize n_axes = self->n_axes;
  gsize first = G_MAXSIZE, found = 0;
  double rows[3][4]; /* differences of corners, and of values */

  if (hull->dimension != n_axes
      || rsc_polyhedron_get_dimension (rsc_equal_fit_get_points (set)) != n_axes || n_axes > 2)
    return;
  for (gsize i = 0; i < hull->n_points && found < n_axes; i++)
    {
      if (isnan (self->values[i]))
        continue;
      if (first == G_MAXSIZE)
        {
          first = i;
          continue;
        }
      for (gsize k = 0; k < n_axes; k++)
        rows[found][k] = hull->points[i * n_axes + k] - hull->points[first * n_axes + k];
      rows[found][3] = self->values[i] - self->values[first];
      /* Corners are no multiples of each other, seen from one of them. */
      found++;
    }
  if (found < n_axes)
    return;
  if (n_axes == 1)
    self->slope[0] = rows[0][3] / rows[0][0];
  else
    {
      const double det = rows[0][0] * rows[1][1] - rows[0][1] * rows[1][0];

      self->slope[0] = (rows[0][3] * rows[1][1] - rows[0][1] * rows[1][3]) / det;
      self->slope[1] = (rows[0][0] * rows[1][3] - rows[0][3] * rows[1][0]) / det;
    }
  self->constant = self->values[first];
  self->has_slope = TRUE;
  for (gsize k = 0; k < n_axes; k++)
    {
      self->constant -= self->slope[k] * hull->points[first * n_axes + k];
      self->has_slope = self->has_slope && isfinite (self->slope[k]);
    }
}

RscSetOpen *
rsc_set_open_new (RscEqualFit *set, const RscHull *hull, gsize n_axes, const gsize *axes)
{
  RscSetOpen *self;
  double extent = 0.0;

  g_return_val_if_fail (set != NULL && hull != NULL && hull->n_axes == n_axes, NULL);
  g_return_val_if_fail (n_axes >= 1 && n_axes <= 3, NULL);

  self = g_new0 (RscSetOpen, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->n_neurons = rsc_equal_fit_get_n_neurons (set);
  self->n_axes = n_axes;
  self->n_corners = hull->n_points;
  self->values = g_new (double, MAX (1, hull->n_points));
  self->from = g_new (double, MAX (1, hull->n_points * n_axes));
  self->to = g_new (double, MAX (1, hull->n_points * n_axes));
  self->low = INFINITY;
  self->high = -INFINITY;
  for (gsize i = 0; i < hull->n_points * n_axes; i++)
    extent = MAX (extent, hull->points[i]);
  for (gsize i = 0; i < hull->n_points; i++)
    {
      look_at_corner (self, set, hull->points + i * n_axes, axes, extent, i);
      if (isnan (self->values[i]))
        continue;
      self->low = MIN (self->low, self->values[i]);
      self->high = MAX (self->high, self->values[i]);
    }
  find_slope (self, set, hull);
  self->sentence = rsc_equal_fit_words_dup_set (set);
  return self;
}

RscSetOpen *
rsc_set_open_ref (RscSetOpen *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_set_open_unref (RscSetOpen *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->from);
  g_free (self->to);
  g_free (self->values);
  g_free (self->sentence);
  g_free (self);
}

RscColor
rsc_set_open_get_color (const RscSetOpen *self, const RscTheme *theme, double value)
{
  const double room = self->high - self->low;

  return rsc_theme_get_value (theme,
                              room > 0.0 ? CLAMP ((value - self->low) / room, 0.0, 1.0) : 0.5);
}
