/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/geometry/rsc-projection.h"

#include "core/numerics/rsc-tolerances.h"

#include <glib/gi18n.h>
#include <gsl/gsl_cblas.h>
#include <math.h>
#include <string.h>

/* Settled directions are known by their place on a grid, shifted off round numbers. */
#define SORT_SHIFT 0.3719
/* Each round finds a corner for about every second facet so far: more than these is rounding that
 * keeps finding new ones. */
#define ROUNDS_MAX 1000

/* Outward directions in which the true set may reach further than the hull of the points so far:
 * the normals of its facets, and both ways across it where it is flat. */
static void
list_normals (const RscHull *hull, GArray *normals)
{
  gsize p = hull->n_axes;
  double along[3][3] = { { 0.0 } };
  gsize rank = 0;

  if (hull->dimension == 3)
    {
      for (gsize f = 0; f < hull->n_faces; f++)
        {
          gsize start = hull->face_starts[f];
          gsize count = hull->face_starts[f + 1] - start;
          double normal[3] = { 0.0, 0.0, 0.0 };
          const double *origin = hull->points + 3 * hull->face_corners[start];
          for (gsize i = 1; i + 1 < count; i++)
            {
              const double *a = hull->points + 3 * hull->face_corners[start + i];
              const double *b = hull->points + 3 * hull->face_corners[start + i + 1];
              for (gsize j = 0; j < 3; j++)
                {
                  gsize k = (j + 1) % 3;
                  gsize l = (j + 2) % 3;
                  normal[j] += (a[k] - origin[k]) * (b[l] - origin[l])
                               - (a[l] - origin[l]) * (b[k] - origin[k]);
                }
            }
          double size = cblas_dnrm2 (3, normal, 1);
          if (size > 0.0)
            {
              cblas_dscal (3, 1.0 / size, normal, 1);
              g_array_append_vals (normals, normal, 3);
            }
        }
      return;
    }
  /* An orthonormal frame of the hull's own directions, completed to the whole space. */
  for (gsize e = 0; e < hull->n_points + p && rank < p; e++)
    {
      double v[3] = { 0.0, 0.0, 0.0 };
      if (e < hull->n_points)
        {
          if (rank >= hull->dimension)
            continue;
          for (gsize j = 0; j < p; j++)
            v[j] = hull->points[e * p + j] - hull->points[j];
        }
      else
        v[e - hull->n_points] = 1.0;
      double before = cblas_dnrm2 ((int) p, v, 1);
      for (int pass = 0; pass < 2; pass++)
        for (gsize k = 0; k < rank; k++)
          cblas_daxpy ((int) p, -cblas_ddot ((int) p, v, 1, along[k], 1), along[k], 1, v, 1);
      double after = cblas_dnrm2 ((int) p, v, 1);
      if (!(after > RSC_TOLERANCE_FRAME * before))
        continue;
      cblas_dscal ((int) p, 1.0 / after, v, 1);
      memcpy (along[rank++], v, sizeof v);
    }
  for (gsize k = hull->dimension; k < rank; k++)
    for (int side = 0; side < 2; side++)
      {
        double v[3];
        for (gsize j = 0; j < 3; j++)
          v[j] = side == 0 ? along[k][j] : -along[k][j];
        g_array_append_vals (normals, v, (guint) p);
      }
  if (hull->dimension == 1)
    for (int side = 0; side < 2; side++)
      {
        double v[3];
        for (gsize j = 0; j < 3; j++)
          v[j] = side == 0 ? along[0][j] : -along[0][j];
        g_array_append_vals (normals, v, (guint) p);
      }
  if (hull->dimension == 2)
    for (gsize e = 0; e < hull->n_edges; e++)
      {
        const double *a = hull->points + p * hull->edges[2 * e];
        const double *b = hull->points + p * hull->edges[2 * e + 1];
        double in_plane[2] = { 0.0, 0.0 };
        double v[3];
        double side = 0.0;
        for (gsize k = 0; k < 2; k++)
          for (gsize j = 0; j < p; j++)
            in_plane[k] += (b[j] - a[j]) * along[k][j];
        double size = hypot (in_plane[0], in_plane[1]);
        for (gsize j = 0; j < 3; j++)
          v[j] = (in_plane[1] * along[0][j] - in_plane[0] * along[1][j]) / size;
        for (gsize i = 0; i < hull->n_points; i++)
          for (gsize j = 0; j < p; j++)
            side += (hull->points[i * p + j] - a[j]) * v[j];
        if (side > 0.0)
          cblas_dscal (3, -1.0, v, 1);
        g_array_append_vals (normals, v, (guint) p);
      }
}

/* Hull by support functions: ask in every facet's direction whether the set reaches further, until
 * it nowhere does. Every answer is a vertex of the set, so this ends with the exact hull. */
static RscHull *
project_by_programs (const RscConvexSet *set,
                     gsize n_axes,
                     const gsize *axes,
                     GCancellable *cancellable,
                     GError **error)
{
  gsize m = rsc_convex_set_get_m (set);
  const double *interior = rsc_convex_set_get_interior (set);
  double extent = 0.0;
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GHashTable) settled =
    g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);

  for (gsize j = 0; j < n_axes; j++)
    {
      double low, high;
      rsc_convex_set_get_range (set, axes[j], &low, &high);
      extent = MAX (extent, high);
      g_array_append_val (points, interior[axes[j]]);
    }
  for (gsize round = 0; round < ROUNDS_MAX; round++)
    {
      g_autoptr (RscHull) hull =
        rsc_hull_new (points->len / n_axes, n_axes, (const double *) (void *) points->data, error);
      if (hull == NULL)
        return NULL;
      g_autoptr (GArray) normals = g_array_new (FALSE, FALSE, sizeof (double));
      list_normals (hull, normals);
      gsize count = 0;
      gsize n_normals = normals->len / n_axes;
      g_autofree double *costs = g_new0 (double, n_normals *m + 1);
      g_autofree double *minima = g_new0 (double, n_normals + 1);
      g_autofree double *found = g_new0 (double, n_normals *m + 1);
      g_autofree gsize *asked = g_new0 (gsize, n_normals + 1);
      for (gsize k = 0; k < n_normals; k++)
        {
          const double *normal = &g_array_index (normals, double, k *n_axes);
          gint64 key[3] = { 0, 0, 0 };
          for (gsize j = 0; j < n_axes; j++)
            key[j] = (gint64) floor (normal[j] * 1e10 + SORT_SHIFT);
          GBytes *bytes = g_bytes_new (key, sizeof key);
          if (!g_hash_table_add (settled, bytes))
            continue;
          for (gsize j = 0; j < n_axes; j++)
            costs[count * m + axes[j]] = -normal[j];
          asked[count++] = k;
        }
      if (!rsc_convex_set_minimise_many (set, count, costs, minima, found, cancellable, error))
        return NULL;
      gboolean grown = FALSE;
      for (gsize k = 0; k < count; k++)
        {
          const double *normal = &g_array_index (normals, double, asked[k] * n_axes);
          double reach = -G_MAXDOUBLE;
          for (guint i = 0; i < points->len / n_axes; i++)
            reach = MAX (reach, cblas_ddot ((int) n_axes, normal, 1,
                                            &g_array_index (points, double, i *n_axes), 1));
          if (-minima[k] <= reach + RSC_TOLERANCE_HULL * extent)
            continue;
          grown = TRUE;
          for (gsize j = 0; j < n_axes; j++)
            g_array_append_val (points, found[k * m + axes[j]]);
        }
      if (!grown)
        {
          for (gsize i = 0; i < hull->n_points; i++)
            hull->labels[i] = G_MAXSIZE;
          return g_steal_pointer (&hull);
        }
    }
  g_set_error_literal (
    error, RSC_ERROR, RSC_ERROR_NUMERICAL,
    _ ("The outline of the optimal set could not be found to working precision."));
  return NULL;
}

RscHull *
rsc_projection_new (const RscConvexSet *set,
                    gsize n_axes,
                    const gsize *axes,
                    GCancellable *cancellable,
                    GError **error)
{
  gsize others[3];
  gsize n_others = 0;
  gsize n_points = 1;
  g_autoptr (RscHull) hull = NULL;
  g_autofree double *points = NULL;

  for (gsize j = 0; j < n_axes; j++)
    if (axes[j] != G_MAXSIZE)
      others[n_others++] = axes[j];
  if (n_others > 0)
    {
      hull = project_by_programs (set, n_others, others, cancellable, error);
      if (hull == NULL)
        return NULL;
      n_points = hull->n_points;
    }
  points = g_new0 (double, n_points *n_axes);
  for (gsize k = 0; k < n_points; k++)
    for (gsize j = 0, other = 0; j < n_axes; j++)
      if (axes[j] != G_MAXSIZE)
        points[k * n_axes + j] = hull->points[k * n_others + other++];
  RscHull *embedded = rsc_hull_new (n_points, n_axes, points, error);
  for (gsize k = 0; embedded != NULL && k < embedded->n_points; k++)
    embedded->labels[k] = G_MAXSIZE;
  return embedded;
}
