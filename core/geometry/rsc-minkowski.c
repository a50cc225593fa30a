/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/geometry/rsc-minkowski.h"

#include <gsl/gsl_cblas.h>
#include <string.h>

/* Vertices that look for their nearest at a time. */
#define PAIRS_CHUNK ((gsize) 256)

void
rsc_minkowski_fill_interior (RscMinkowski *self)
{
  g_free (self->interior);
  self->interior = rsc_minkowski_new_combined (self, rsc_convex_set_get_interior (self->above),
                                               rsc_convex_set_get_interior (self->below));
}

void
rsc_minkowski_combine (const RscMinkowski *self,
                       const double *above,
                       const double *below,
                       double *a)
{
  for (gsize i = 0; i < self->n; i++)
    {
      double sum = 0.0;
      if (self->in_above[i] != G_MAXSIZE)
        sum += (1.0 - self->share) * above[self->in_above[i]];
      if (self->in_below[i] != G_MAXSIZE)
        sum += self->share * below[self->in_below[i]];
      a[i] = self->gain[i] * sum;
    }
}

double *
rsc_minkowski_new_combined (const RscMinkowski *self, const double *above, const double *below)
{
  double *a = g_new0 (double, self->n + 1);

  rsc_minkowski_combine (self, above, below, a);
  return a;
}

/* The vertices of one of the two sets in the combination's coordinates, and which each uses. */
static double *
spread_vertices (const RscMinkowski *self,
                 GPtrArray *vertices,
                 const gsize *in_set,
                 GHashTable *by_support,
                 GPtrArray *supports)
{
  gsize m = self->n;
  double *rows = g_new0 (double, vertices->len *m + 1);

  for (guint v = 0; v < vertices->len; v++)
    {
      const double *a = g_ptr_array_index (vertices, v);
      g_autofree guint8 *used = g_new0 (guint8, m + 1);
      for (gsize i = 0; i < m; i++)
        if (in_set[i] != G_MAXSIZE)
          {
            rows[v * m + i] = a[in_set[i]];
            used[i] = a[in_set[i]] > 0.0;
          }
      GBytes *bytes = g_bytes_new_take (g_steal_pointer (&used), m);
      g_ptr_array_add (supports, bytes);
      g_hash_table_insert (by_support, bytes, GSIZE_TO_POINTER (v + 1));
    }
  return rows;
}

/* For each of the @count rows @wanted of @rows (m values each) the nearest row of @others. */
static void
find_nearest_rows (gsize m,
                   gsize count,
                   const gsize *wanted,
                   const double *rows,
                   gsize n_others,
                   const double *others,
                   gsize *nearest)
{
  if (count == 0)
    return;

  const gsize chunk = MIN (PAIRS_CHUNK, count);
  g_autofree double *asked = g_new (double, chunk *m + 1);
  g_autofree double *products = g_new (double, chunk *n_others + 1);
  g_autofree double *squares = g_new (double, n_others + 1);

  for (gsize v = 0; v < n_others; v++)
    squares[v] = cblas_ddot ((int) m, others + v * m, 1, others + v * m, 1);
  for (gsize first = 0; first < count; first += chunk)
    {
      gsize size = MIN (chunk, count - first);
      for (gsize k = 0; k < size; k++)
        memcpy (asked + k * m, rows + wanted[first + k] * m, m * sizeof (double));
      cblas_dgemm (CblasRowMajor, CblasNoTrans, CblasTrans, (int) size, (int) n_others, (int) m,
                   -2.0, asked, (int) MAX (m, 1), others, (int) MAX (m, 1), 0.0, products,
                   (int) n_others);
      for (gsize k = 0; k < size; k++)
        {
          double least = G_MAXDOUBLE;
          for (gsize v = 0; v < n_others; v++)
            if (squares[v] + products[k * n_others + v] < least)
              {
                least = squares[v] + products[k * n_others + v];
                nearest[first + k] = v;
              }
        }
    }
}

GPtrArray *
rsc_minkowski_pair_vertices (const RscMinkowski *self,
                             GPtrArray *vertices_above,
                             GPtrArray *vertices_below,
                             const double *narrow,
                             gsize *narrowest)
{
  gsize m = self->n;
  gsize size = rsc_convex_set_get_m (self->above) * sizeof (double);
  gsize n_above = vertices_above->len;
  gsize n_below = vertices_below->len;
  GPtrArray *pairs = g_ptr_array_new_full ((guint) (n_above + n_below), g_free);
  g_autoptr (GHashTable) index_above = g_hash_table_new (g_bytes_hash, g_bytes_equal);
  g_autoptr (GHashTable) index_below = g_hash_table_new (g_bytes_hash, g_bytes_equal);
  g_autoptr (GPtrArray) supports_above =
    g_ptr_array_new_full ((guint) n_above, (GDestroyNotify) g_bytes_unref);
  g_autoptr (GPtrArray) supports_below =
    g_ptr_array_new_full ((guint) n_below, (GDestroyNotify) g_bytes_unref);
  g_autofree double *rows_above =
    spread_vertices (self, vertices_above, self->in_above, index_above, supports_above);
  g_autofree double *rows_below =
    spread_vertices (self, vertices_below, self->in_below, index_below, supports_below);

  *narrowest = G_MAXSIZE;
  if (n_above == 0 || n_below == 0)
    return pairs;
  /* partner[v]: of vertex v below, and after these of vertex v above unless it has been taken. */
  g_autofree gsize *partner = g_new (gsize, n_below + n_above);
  g_autofree gsize *alone = g_new (gsize, MAX (n_below, n_above));
  g_autofree gsize *nearest = g_new0 (gsize, MAX (n_below, n_above));
  for (int side = 0; side < 2; side++)
    {
      GPtrArray *supports = side == 0 ? supports_below : supports_above;
      GHashTable *index = side == 0 ? index_above : index_below;
      gsize *here = partner + (side == 0 ? 0 : n_below);
      gsize n_alone = 0;

      for (guint v = 0; v < supports->len; v++)
        {
          gpointer found = g_hash_table_lookup (index, g_ptr_array_index (supports, v));
          here[v] = found != NULL && side == 0 ? GPOINTER_TO_SIZE (found) - 1 : G_MAXSIZE;
          if (found == NULL)
            alone[n_alone++] = v;
        }
      if (side == 0)
        find_nearest_rows (m, n_alone, alone, rows_below, n_above, rows_above, nearest);
      else
        find_nearest_rows (m, n_alone, alone, rows_above, n_below, rows_below, nearest);
      for (gsize k = 0; k < n_alone; k++)
        here[alone[k]] = nearest[k];
    }
  for (gsize v = 0; v < n_below; v++)
    {
      if (*narrowest == G_MAXSIZE
          && memcmp (g_ptr_array_index (vertices_above, partner[v]), narrow, size) == 0)
        *narrowest = pairs->len;
      g_ptr_array_add (
        pairs, rsc_minkowski_new_combined (self, g_ptr_array_index (vertices_above, partner[v]),
                                           g_ptr_array_index (vertices_below, v)));
    }
  for (gsize v = 0; v < n_above; v++)
    if (partner[n_below + v] != G_MAXSIZE)
      {
        if (*narrowest == G_MAXSIZE
            && memcmp (g_ptr_array_index (vertices_above, v), narrow, size) == 0)
          *narrowest = pairs->len;
        g_ptr_array_add (pairs, rsc_minkowski_new_combined (
                                  self, g_ptr_array_index (vertices_above, v),
                                  g_ptr_array_index (vertices_below, partner[n_below + v])));
      }
  return pairs;
}

/* ---- as a convex set ----------------------------------------------------------------------- */

static const RscMinkowski *
minkowski_of (const RscConvexSet *set)
{
  return (const RscMinkowski *) set; /* its first member */
}

static void
minkowski_free (RscConvexSet *set)
{
  RscMinkowski *self = (RscMinkowski *) set;

  rsc_convex_set_unref (self->above);
  rsc_convex_set_unref (self->below);
  g_free (self->in_above);
  g_free (self->in_below);
  g_free (self->gain);
  g_free (self->interior);
  g_free (self);
}

static gsize
minkowski_get_m (const RscConvexSet *set)
{
  return minkowski_of (set)->n;
}

/* That of the two which is larger has the say: the directions of the other are nearly all its
 * own. */
static const RscConvexSet *
get_larger (const RscConvexSet *set)
{
  const RscMinkowski *self = minkowski_of (set);

  return rsc_convex_set_get_dimension (self->above) > rsc_convex_set_get_dimension (self->below)
           ? self->above
           : self->below;
}

static gsize
minkowski_get_rank (const RscConvexSet *set)
{
  return rsc_convex_set_get_rank (get_larger (set));
}

static gsize
minkowski_get_dimension (const RscConvexSet *set)
{
  return rsc_convex_set_get_dimension (get_larger (set));
}

static void
minkowski_get_range (const RscConvexSet *set, gsize i, double *low, double *high)
{
  const RscMinkowski *self = minkowski_of (set);

  *low = *high = 0.0;
  for (int side = 0; side < 2; side++)
    {
      gsize at = side == 0 ? self->in_above[i] : self->in_below[i];
      double factor = self->gain[i] * (side == 0 ? 1.0 - self->share : self->share);
      double least, most;
      if (at == G_MAXSIZE)
        continue;
      rsc_convex_set_get_range (side == 0 ? self->above : self->below, at, &least, &most);
      *low += factor * least;
      *high += factor * most;
    }
}

static const double *
minkowski_get_interior (const RscConvexSet *set)
{
  return minkowski_of (set)->interior;
}

/* Of the larger one, in the combination's coordinates. */
static double *
minkowski_dup_basis (const RscConvexSet *set)
{
  const RscMinkowski *self = minkowski_of (set);
  const RscConvexSet *larger = get_larger (set);
  const gsize *in_larger = larger == self->above ? self->in_above : self->in_below;
  gsize k = rsc_convex_set_get_dimension (larger);
  g_autofree double *rows = rsc_convex_set_dup_basis (larger);
  double *basis = g_new0 (double, self->n *k + 1);

  for (gsize i = 0; i < self->n; i++)
    if (in_larger[i] != G_MAXSIZE)
      cblas_daxpy ((int) k, self->gain[i], rows + in_larger[i] * k, 1, basis + i * k, 1);
  return basis;
}

static gboolean
minkowski_minimise_many (const RscConvexSet *set,
                         gsize n_costs,
                         const double *costs,
                         double *minima,
                         double *points,
                         GCancellable *cancellable,
                         GError **error)
{
  const RscMinkowski *self = minkowski_of (set);
  gsize m = self->n;
  gsize n_above = rsc_convex_set_get_m (self->above);
  gsize n_below = rsc_convex_set_get_m (self->below);
  g_autofree double *costs_above = g_new0 (double, n_costs *n_above + 1);
  g_autofree double *costs_below = g_new0 (double, n_costs *n_below + 1);
  g_autofree double *points_above = g_new0 (double, n_costs *n_above + 1);
  g_autofree double *points_below = g_new0 (double, n_costs *n_below + 1);
  g_autofree double *a = g_new0 (double, m + 1);
  for (gsize c = 0; c < n_costs; c++)
    for (gsize i = 0; i < m; i++)
      {
        double cost = self->gain[i] * costs[c * m + i];
        if (self->in_above[i] != G_MAXSIZE)
          costs_above[c * n_above + self->in_above[i]] = cost;
        if (self->in_below[i] != G_MAXSIZE)
          costs_below[c * n_below + self->in_below[i]] = cost;
      }
  if (!rsc_convex_set_minimise_many (self->above, n_costs, costs_above, NULL, points_above,
                                     cancellable, error)
      || !rsc_convex_set_minimise_many (self->below, n_costs, costs_below, NULL, points_below,
                                        cancellable, error))
    return FALSE;
  for (gsize c = 0; c < n_costs; c++)
    {
      rsc_minkowski_combine (self, points_above + c * n_above, points_below + c * n_below, a);
      if (minima != NULL)
        minima[c] = cblas_ddot ((int) m, costs + c * m, 1, a, 1);
      if (points != NULL)
        memcpy (points + c * m, a, m * sizeof (double));
    }
  return TRUE;
}

/* What to wish for in one of the two so that the combination is near @values. A coordinate of one
 * alone must be as much larger there as it counts less. */
static double *
dup_wish (const RscMinkowski *self, gboolean above, const double *values)
{
  const RscConvexSet *set = above ? self->above : self->below;
  const gsize *here = above ? self->in_above : self->in_below;
  const gsize *there = above ? self->in_below : self->in_above;
  double share = above ? 1.0 - self->share : self->share;
  double *wish = g_new0 (double, rsc_convex_set_get_m (set) + 1);

  for (gsize i = 0; i < self->n; i++)
    if (here[i] != G_MAXSIZE)
      {
        double value = values[i] / self->gain[i];
        if (there[i] == G_MAXSIZE)
          {
            double low, high;
            rsc_convex_set_get_range (set, here[i], &low, &high);
            value = MIN (value / share, MAX (value, high));
          }
        wish[here[i]] = value;
      }
  return wish;
}

static void
minkowski_project_point (const RscConvexSet *set,
                         const double *wish,
                         const double *weights,
                         const double *start,
                         double *a)
{
  const RscMinkowski *self = minkowski_of (set);
  g_autofree double *above = g_new0 (double, rsc_convex_set_get_m (self->above) + 1);
  g_autofree double *below = g_new0 (double, rsc_convex_set_get_m (self->below) + 1);

  for (int side = 0; side < 2; side++)
    {
      gboolean is_above = side == 0;
      const RscConvexSet *part = is_above ? self->above : self->below;
      const gsize *here = is_above ? self->in_above : self->in_below;
      g_autofree double *wish_here = dup_wish (self, is_above, wish);
      g_autofree double *start_here = start != NULL ? dup_wish (self, is_above, start) : NULL;
      g_autofree double *weights_here = g_new0 (double, rsc_convex_set_get_m (part) + 1);
      for (gsize i = 0; i < self->n; i++)
        if (here[i] != G_MAXSIZE)
          weights_here[here[i]] = weights[i];
      rsc_convex_set_project_point (part, wish_here, weights_here, start_here,
                                    is_above ? above : below);
    }
  rsc_minkowski_combine (self, above, below, a);
}

static void
minkowski_sample (const RscConvexSet *set, guint64 seed, double *a)
{
  const RscMinkowski *self = minkowski_of (set);
  g_autofree double *above = g_new0 (double, rsc_convex_set_get_m (self->above) + 1);
  g_autofree double *below = g_new0 (double, rsc_convex_set_get_m (self->below) + 1);

  rsc_convex_set_sample (self->above, seed, above);
  rsc_convex_set_sample (self->below, seed, below);
  rsc_minkowski_combine (self, above, below, a);
}

static const RscConvexSetClass minkowski_class = {
  .free = minkowski_free,
  .get_m = minkowski_get_m,
  .get_n_support = minkowski_get_m,
  .get_rank = minkowski_get_rank,
  .get_dimension = minkowski_get_dimension,
  .get_range = minkowski_get_range,
  .get_interior = minkowski_get_interior,
  .dup_basis = minkowski_dup_basis,
  .minimise_many = minkowski_minimise_many,
  .project_point = minkowski_project_point,
  .sample = minkowski_sample,
};

RscMinkowski *
rsc_minkowski_new (RscConvexSet *above, RscConvexSet *below, double share, gsize n)
{
  RscMinkowski *self = g_new0 (RscMinkowski, 1);

  rsc_convex_set_init (&self->set, &minkowski_class);
  self->above = rsc_convex_set_ref (above);
  self->below = rsc_convex_set_ref (below);
  self->share = share;
  self->n = n;
  self->in_above = g_new (gsize, n + 1);
  self->in_below = g_new (gsize, n + 1);
  self->gain = g_new0 (double, n + 1);
  for (gsize i = 0; i < n; i++)
    {
      self->in_above[i] = self->in_below[i] = G_MAXSIZE;
      self->gain[i] = 1.0;
    }
  return self;
}
