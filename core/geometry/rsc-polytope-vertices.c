/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/geometry/rsc-polytope-private.h"

#include "core/numerics/rsc-lp.h"
#include "core/numerics/rsc-tolerances.h"

#include <gsl/gsl_cblas.h>
#include <math.h>
#include <string.h>

/* The rational functions (dd_) come with the floating-point ones (ddf_) in the GMP build. */
#define GMPRATIONAL
#include <cddlib/setoper.h>
#include <cddlib/cdd.h>

/* Double description is asked only up to this dimension and while McMullen's upper bound on the
 * number of vertices stays below this: some milliseconds. It cannot be interrupted, and beyond that
 * its intermediate cones can grow without bound even when the result is small. */
#define DIRECT_DIMENSION_MAX 8
#define VERTICES_DIRECT 700.0

typedef struct
{
  GPtrArray *points; /* β coordinates */
  GHashTable *index; /* support as GBytes → position + 1 */
  gsize max;
} Listing;

static void
listing_init (Listing *self, gsize max)
{
  self->max = max;
  self->points = g_ptr_array_new_with_free_func (g_free);
  self->index =
    g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
}

static void
listing_clear (Listing *self)
{
  g_clear_pointer (&self->points, g_ptr_array_unref);
  g_clear_pointer (&self->index, g_hash_table_unref);
}

/* A vertex is fixed by which coordinates it uses. TRUE when it was not known yet. */
static gboolean
listing_add (Listing *self, gsize m, const double *beta)
{
  g_autofree guint8 *used = g_new (guint8, m);

  for (gsize i = 0; i < m; i++)
    used[i] = beta[i] > 0.0;
  g_autoptr (GBytes) key = g_bytes_new (used, m);
  if (g_hash_table_contains (self->index, key))
    return FALSE;
  g_ptr_array_add (self->points, g_memdup2 (beta, m * sizeof (double)));
  g_hash_table_insert (self->index, g_steal_pointer (&key), GSIZE_TO_POINTER (self->points->len));
  return TRUE;
}

static gboolean
listing_knows (const Listing *self, gsize m, const double *beta)
{
  g_autofree guint8 *used = g_new (guint8, m);

  for (gsize i = 0; i < m; i++)
    used[i] = beta[i] > 0.0;
  g_autoptr (GBytes) key = g_bytes_new (used, m);
  return g_hash_table_contains (self->index, key);
}

/* Generators of {z : offset_i + rows_i z >= 0} (@k columns) from cddlib: rows (kind, z) of k + 1
 * numbers, kind 1 for a point and 0 for a ray; NULL when cddlib fails. Holds the library lock. */
static GPtrArray *
generators (gsize count, gsize k, const double *offset, const double *rows)
{
  GPtrArray *result = NULL;
  ddf_ErrorType problem = ddf_NoError;

  rsc_lp_lock ();
  ddf_set_global_constants ();
  ddf_MatrixPtr matrix = ddf_CreateMatrix ((ddf_rowrange) count, (ddf_colrange) k + 1);
  matrix->representation = ddf_Inequality;
  matrix->numbtype = ddf_Real;
  for (gsize i = 0; i < count; i++)
    {
      ddf_set_d (matrix->matrix[i][0], offset[i]);
      for (gsize j = 0; j < k; j++)
        ddf_set_d (matrix->matrix[i][j + 1], rows[i * k + j]);
    }
  ddf_PolyhedraPtr poly = ddf_DDMatrix2Poly (matrix, &problem);
  if (problem == ddf_NoError && poly != NULL)
    {
      ddf_MatrixPtr found = ddf_CopyGenerators (poly);
      result = g_ptr_array_new_with_free_func (g_free);
      for (long i = 0; i < found->rowsize; i++)
        {
          double *row = g_new (double, k + 1);
          for (gsize j = 0; j <= k; j++)
            row[j] = ddf_get_d (found->matrix[i][j]);
          g_ptr_array_add (result, row);
        }
      if (set_card (found->linset) > 0)
        g_clear_pointer (&result, g_ptr_array_unref);
      ddf_FreeMatrix (found);
    }
  if (poly != NULL)
    ddf_FreePolyhedra (poly);
  ddf_FreeMatrix (matrix);
  ddf_free_global_constants ();
  rsc_lp_unlock ();
  return result;
}

/* McMullen: the most vertices that @count inequalities can have in dimension @k. */
static double
vertices_upper_bound (gsize count, gsize k)
{
  double bound = 0.0;
  gsize low = (k + 1) / 2;
  gsize high = (k + 2) / 2;

  for (int part = 0; part < 2; part++)
    {
      gsize shift = part == 0 ? low : high;
      gsize choose = count - k;
      double product = 1.0;
      for (gsize i = 1; i <= choose && count >= shift; i++)
        product *= (double) (count - shift - choose + i) / (double) i;
      bound += product;
    }
  return bound;
}

/* Whether a list of vertices reaches the range of every coordinate, which linear programs know
 * independently. */
gboolean
rsc_polytope_check_ranges (const RscPolytope *self, const double *low, const double *high)
{
  for (gsize i = 0; i < self->n_support; i++)
    {
      double slack = RSC_TOLERANCE_RANGE + 10.0 * self->tolerance[i];
      if (fabs (low[i] - self->minimum[self->support[i]] / self->weight[i]) > slack
          || fabs (high[i] - self->maximum[self->support[i]] / self->weight[i]) > slack)
        return FALSE;
    }
  return TRUE;
}

/* Are these all vertices? Together they must span the dimension and reach all ranges. */
static gboolean
check_listing (const RscPolytope *self, const Listing *listing)
{
  gsize s = self->n_support;
  g_autofree double *low = g_new (double, s + 1);
  g_autofree double *high = g_new (double, s + 1);

  if (listing->points->len < self->dimension + 1)
    return FALSE;
  memcpy (low, g_ptr_array_index (listing->points, 0), s * sizeof (double));
  memcpy (high, low, s * sizeof (double));
  for (guint v = 1; v < listing->points->len; v++)
    {
      const double *beta = g_ptr_array_index (listing->points, v);
      for (gsize i = 0; i < s; i++)
        {
          low[i] = MIN (low[i], beta[i]);
          high[i] = MAX (high[i], beta[i]);
        }
    }
  return rsc_polytope_check_ranges (self, low, high);
}

/* All vertices at once. FALSE when the result does not pass the checks. */
static gboolean
list_directly (const RscPolytope *self, Listing *listing)
{
  gsize s = self->n_support;
  gsize k = self->dimension;
  gsize count = 0;
  g_autofree double *offset = g_new (double, s);
  g_autofree double *rows = g_new (double, s *k);
  g_autofree double *beta = g_new (double, s);

  for (gsize i = 0; i < s; i++)
    {
      double norm = cblas_dnrm2 ((int) k, self->null_basis + i * k, 1);
      if (norm < RSC_TOLERANCE_ROW_CONSTANT)
        continue;
      offset[count] = self->centre[i] / norm;
      for (gsize j = 0; j < k; j++)
        rows[count * k + j] = self->null_basis[i * k + j] / norm;
      count++;
    }
  g_autoptr (GPtrArray) found = generators (count, k, offset, rows);
  if (found == NULL)
    return FALSE;
  for (guint g = 0; g < found->len; g++)
    {
      const double *row = g_ptr_array_index (found, g);
      if (row[0] != 1.0)
        return FALSE;
      memcpy (beta, self->centre, s * sizeof (double));
      cblas_dgemv (CblasRowMajor, CblasNoTrans, (int) s, (int) k, 1.0, self->null_basis, (int) k,
                   row + 1, 1, 1.0, beta, 1);
      if (!rsc_polytope_polish_vertex (self, beta))
        return FALSE;
      listing_add (listing, s, beta);
    }
  return check_listing (self, listing);
}

static gboolean
visit_listing (const RscPolytope *self, double *beta, gpointer user_data, gboolean *clear)
{
  Listing *listing = user_data;

  if (listing_knows (listing, self->n_support, beta))
    return TRUE;
  if (!rsc_polytope_polish_vertex (self, beta))
    {
      *clear = FALSE;
      return TRUE;
    }
  if (listing_knows (listing, self->n_support, beta))
    return TRUE;
  if (listing->points->len >= listing->max)
    return FALSE;
  listing_add (listing, self->n_support, beta);
  return TRUE;
}

static gboolean
list_by_walking (const RscPolytope *self,
                 Listing *listing,
                 gsize *bases_left,
                 gboolean *complete,
                 GCancellable *cancellable,
                 GError **error)
{
  if (!rsc_polytope_walk_bases (self, visit_listing, listing, FALSE, bases_left, complete,
                                cancellable, error))
    return FALSE;
  *complete = *complete && check_listing (self, listing);
  return TRUE;
}

static int
compare_vertices (gconstpointer one, gconstpointer two, gpointer user_data)
{
  const double *a = *(const double *const *) one;
  const double *b = *(const double *const *) two;
  gsize m = *(const gsize *) user_data;
  gsize width_a = 0;
  gsize width_b = 0;

  for (gsize i = 0; i < m; i++)
    {
      width_a += a[i] > 0.0;
      width_b += b[i] > 0.0;
    }
  if (width_a != width_b)
    return width_a < width_b ? -1 : 1;
  for (gsize i = 0; i < m; i++)
    if ((a[i] > 0.0) != (b[i] > 0.0))
      return a[i] > 0.0 ? -1 : 1;
  return 0;
}

/* What a key of a table takes beside its bytes. */
#define KEY_BYTES 160

/* How much of @bytes a list of vertices may have: each is there twice, as its support's coordinates
 * and as all, and has a key. */
static gsize
count_vertices_in (const RscPolytope *self, gsize bytes)
{
  return bytes / (sizeof (double) * (self->n_support + self->m + 1) + self->n_support + KEY_BYTES);
}

GPtrArray *
rsc_polytope_list_vertices (const RscPolytope *self,
                            gsize max,
                            gboolean *complete,
                            GCancellable *cancellable,
                            GError **error)
{
  return rsc_polytope_list_vertices_within (self, max, 0, complete, NULL, cancellable, error);
}

GPtrArray *
rsc_polytope_list_vertices_within (const RscPolytope *self,
                                   gsize allowed,
                                   gsize bytes_max,
                                   gboolean *complete,
                                   gboolean *full,
                                   GCancellable *cancellable,
                                   GError **error)
{
  gsize s = self->n_support;
  gsize k = self->dimension;
  /* The list has one half, the bases that the walk remembers the other. */
  const gsize fit = bytes_max > 0 ? MAX (count_vertices_in (self, bytes_max / 2), 2) : G_MAXSIZE;
  gsize bases_left = bytes_max > 0 ? MAX (bytes_max / 2 / (s + KEY_BYTES), 1) : G_MAXSIZE;
  const gsize max = MIN (allowed, fit);
  Listing listing;
  gboolean all = FALSE;

  g_return_val_if_fail (self != NULL && complete != NULL, NULL);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  listing_init (&listing, max);
  if (k == 0)
    {
      listing_add (&listing, s, self->centre);
      all = TRUE;
    }
  else if (k == 1)
    {
      g_autofree double *end = g_new (double, s);
      double reach[2];
      rsc_polytope_find_ends (self, &reach[0], &reach[1]);
      all = TRUE;
      for (int side = 0; side < 2; side++)
        {
          memcpy (end, self->centre, s * sizeof (double));
          cblas_daxpy ((int) s, reach[side], self->null_basis, 1, end, 1);
          all = rsc_polytope_polish_vertex (self, end) && all;
          listing_add (&listing, s, end);
        }
    }
  else
    {
      if (!list_by_walking (self, &listing, &bases_left, &all, cancellable, error))
        {
          listing_clear (&listing);
          return NULL;
        }
      /* A second opinion where the walk met something unclear, not where it was full. */
      if (!all && listing.points->len < max && k <= DIRECT_DIMENSION_MAX
          && vertices_upper_bound (s, k) <= VERTICES_DIRECT)
        {
          Listing direct;
          listing_init (&direct, max);
          if (list_directly (self, &direct) && direct.points->len > listing.points->len)
            {
              Listing swap = listing;
              listing = direct;
              direct = swap;
              all = TRUE;
            }
          listing_clear (&direct);
        }
    }
  g_ptr_array_sort_with_data (listing.points, compare_vertices, &s);
  GPtrArray *result = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < listing.points->len && i < max; i++)
    {
      double *a = g_new (double, self->m + 1);
      rsc_polytope_expand (self, g_ptr_array_index (listing.points, i), a);
      g_ptr_array_add (result, a);
    }
  *complete = all && listing.points->len <= max;
  if (full != NULL)
    *full = !*complete && (bases_left == 0 || (fit < allowed && listing.points->len >= fit));
  listing_clear (&listing);
  return result;
}
