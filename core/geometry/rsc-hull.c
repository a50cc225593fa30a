/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/geometry/rsc-hull.h"

#include "core/numerics/rsc-error.h"
#include "core/numerics/rsc-tolerances.h"

#include <glib/gi18n.h>
#include <gsl/gsl_linalg.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include <libqhull_r/qhull_ra.h>

typedef struct
{
  double x;
  double y;
  gsize index;
} Point2;

typedef struct
{
  double normal[3];
  double offset;
} Plane;

static int
compare_points (const void *one, const void *two)
{
  const Point2 *a = one;
  const Point2 *b = two;

  if (a->x != b->x)
    return a->x < b->x ? -1 : 1;
  if (a->y != b->y)
    return a->y < b->y ? -1 : 1;
  return a->index < b->index ? -1 : a->index > b->index;
}

/* Going round counter-clockwise a, b, c: does b not stick out of the line from a to c? */
static gboolean
is_idle (const Point2 *a, const Point2 *b, const Point2 *c)
{
  double dx = c->x - a->x;
  double dy = c->y - a->y;
  double length = hypot (dx, dy);
  double cross = dx * (b->y - a->y) - dy * (b->x - a->x);

  return length == 0.0 || cross >= -RSC_TOLERANCE_HULL * length;
}

/* Andrew's monotone chain; @points is turned and sorted in place. Corners counter-clockwise in
 * @corners (room for count + 1), returns their number. */
static gsize
polygon (Point2 *points, gsize count, gsize *corners)
{
  g_autofree Point2 *chain = g_new (Point2, 2 * count + 2);
  gsize length = 0;

  /* Symmetric sets have sides along the axes, whose points rounding would sort at random: turn. */
  for (gsize i = 0; i < count; i++)
    points[i] = (Point2){ cos (1.0) * points[i].x - sin (1.0) * points[i].y,
                          sin (1.0) * points[i].x + cos (1.0) * points[i].y, points[i].index };
  qsort (points, count, sizeof (Point2), compare_points);
  for (gsize i = 0; i < count; i++)
    {
      while (length >= 2 && is_idle (&chain[length - 2], &chain[length - 1], &points[i]))
        length--;
      if (length == 1
          && hypot (points[i].x - chain[0].x, points[i].y - chain[0].y) <= RSC_TOLERANCE_HULL)
        continue;
      chain[length++] = points[i];
    }
  gsize lower = length + 1;
  for (gsize i = count - 1; i-- > 0;)
    {
      while (length >= lower && is_idle (&chain[length - 2], &chain[length - 1], &points[i]))
        length--;
      chain[length++] = points[i];
    }
  /* The last point is the first one again. */
  length--;
  while (length > 2
         && hypot (chain[length - 1].x - chain[0].x, chain[length - 1].y - chain[0].y)
              <= RSC_TOLERANCE_HULL)
    length--;
  /* Where the two chains meet, and after a later point has moved a line, corners may be left that
   * stand in the middle of a side. */
  for (gsize i = 0, kept = 0; length > 3 && kept < length;)
    {
      gsize before = (i + length - 1) % length;
      gsize after = (i + 1) % length;
      if (is_idle (&chain[before], &chain[i], &chain[after]))
        {
          memmove (chain + i, chain + i + 1, (length - i - 1) * sizeof (Point2));
          length--;
          kept = 0;
        }
      else
        {
          i++;
          kept++;
        }
      i %= length;
    }
  for (gsize i = 0; i < length; i++)
    corners[i] = chain[i].index;
  return length;
}

static RscHull *
hull_alloc (gsize n_axes, gsize dimension)
{
  RscHull *self = g_atomic_rc_box_new0 (RscHull);

  self->n_axes = n_axes;
  self->dimension = dimension;
  return self;
}

static void
hull_set_corners (RscHull *self,
                  gsize count,
                  const gsize *corners,
                  const gsize *kept,
                  const double *points)
{
  self->n_points = count;
  self->labels = g_new (gsize, count);
  self->points = g_new (double, count * self->n_axes);
  for (gsize i = 0; i < count; i++)
    {
      self->labels[i] = kept[corners[i]];
      memcpy (self->points + i * self->n_axes, points + self->labels[i] * self->n_axes,
              self->n_axes * sizeof (double));
    }
}

static void
cross_product (const double *a, const double *b, double *c)
{
  c[0] = a[1] * b[2] - a[2] * b[1];
  c[1] = a[2] * b[0] - a[0] * b[2];
  c[2] = a[0] * b[1] - a[1] * b[0];
}

/* Affine dimension of the points; @flat receives their coordinates in it (n × dimension), each
 * scaled to extent 1, right-handed when nothing was flattened. */
static gsize
flatten (gsize n_points, gsize n_axes, const double *points, double *flat)
{
  double centre[3] = { 0.0, 0.0, 0.0 };
  double extent = 0.0;
  gsize dimension = 0;
  gsize rows = MAX (n_points, n_axes);

  for (gsize j = 0; j < n_axes; j++)
    {
      double low = G_MAXDOUBLE;
      double high = -G_MAXDOUBLE;
      /* The mean lies in the affine hull of the points; the middle of their box need not. */
      for (gsize i = 0; i < n_points; i++)
        {
          low = MIN (low, points[i * n_axes + j]);
          high = MAX (high, points[i * n_axes + j]);
          centre[j] += points[i * n_axes + j] / (double) n_points;
        }
      extent = MAX (extent, high - low);
    }
  if (!(extent > 0.0))
    return 0;

  gsl_matrix *u = gsl_matrix_calloc (rows, n_axes);
  gsl_matrix *v = gsl_matrix_alloc (n_axes, n_axes);
  gsl_vector *s = gsl_vector_alloc (n_axes);
  gsl_vector *work = gsl_vector_alloc (n_axes);
  for (gsize i = 0; i < n_points; i++)
    for (gsize j = 0; j < n_axes; j++)
      gsl_matrix_set (u, i, j, (points[i * n_axes + j] - centre[j]) / extent);
  gsl_linalg_SV_decomp (u, v, s, work);
  double axes[3][3] = { { 0.0 } };
  double low[3];
  double high[3];
  for (gsize j = 0; j < n_axes; j++)
    {
      for (gsize l = 0; l < n_axes; l++)
        axes[j][l] = gsl_matrix_get (v, l, j);
      low[j] = G_MAXDOUBLE;
      high[j] = -G_MAXDOUBLE;
      for (gsize i = 0; i < n_points; i++)
        {
          double along = 0.0;
          for (gsize l = 0; l < n_axes; l++)
            along += axes[j][l] * (points[i * n_axes + l] - centre[l]) / extent;
          low[j] = MIN (low[j], along);
          high[j] = MAX (high[j], along);
        }
      if (high[j] - low[j] > RSC_TOLERANCE_HULL && j == dimension)
        dimension++;
    }
  /* A mirror image would turn the faces inside out. */
  double sign = 1.0;
  if (n_axes == 2)
    sign = axes[0][0] * axes[1][1] - axes[0][1] * axes[1][0];
  else if (n_axes == 3)
    {
      double third[3];
      cross_product (axes[0], axes[1], third);
      sign = third[0] * axes[2][0] + third[1] * axes[2][1] + third[2] * axes[2][2];
    }
  if (sign < 0.0 && dimension == n_axes)
    {
      for (gsize l = 0; l < n_axes; l++)
        axes[n_axes - 1][l] = -axes[n_axes - 1][l];
      double swap = low[n_axes - 1];
      low[n_axes - 1] = -high[n_axes - 1];
      high[n_axes - 1] = -swap;
    }
  for (gsize i = 0; i < n_points; i++)
    for (gsize j = 0; j < dimension; j++)
      {
        double along = 0.0;
        for (gsize l = 0; l < n_axes; l++)
          along += axes[j][l] * (points[i * n_axes + l] - centre[l]) / extent;
        flat[i * dimension + j] = (along - 0.5 * (low[j] + high[j])) / (high[j] - low[j]);
      }
  gsl_matrix_free (u);
  gsl_matrix_free (v);
  gsl_vector_free (s);
  gsl_vector_free (work);
  return dimension;
}

typedef struct
{
  double key;
  gsize index;
} Keyed;

static int
compare_keyed (const void *one, const void *two)
{
  const Keyed *a = one;
  const Keyed *b = two;

  if (a->key != b->key)
    return a->key < b->key ? -1 : 1;
  return a->index < b->index ? -1 : a->index > b->index;
}

/* Different vertices of a set often have the same shadow: keeps one of them. @flat is packed, @kept
 * receives the indices of those that stay, in increasing order; returns their number. */
static gsize
drop_repeated (gsize n_points, gsize dimension, double *flat, gsize *kept)
{
  static const double generic[3] = { 0.5403, 0.8171, 0.2013 };
  g_autofree Keyed *keyed = g_new (Keyed, n_points);
  g_autofree gboolean *repeated = g_new0 (gboolean, n_points);
  gsize count = 0;

  for (gsize i = 0; i < n_points; i++)
    {
      keyed[i] = (Keyed){ 0.0, i };
      for (gsize j = 0; j < dimension; j++)
        keyed[i].key += generic[j] * flat[i * dimension + j];
    }
  qsort (keyed, n_points, sizeof (Keyed), compare_keyed);
  for (gsize i = 0; i < n_points; i++)
    for (gsize l = i + 1; l < n_points && keyed[l].key - keyed[i].key <= 2.0 * RSC_TOLERANCE_HULL;
         l++)
      {
        gsize a = MIN (keyed[i].index, keyed[l].index);
        gsize b = MAX (keyed[i].index, keyed[l].index);
        double apart = 0.0;
        for (gsize j = 0; j < dimension; j++)
          apart = MAX (apart, fabs (flat[a * dimension + j] - flat[b * dimension + j]));
        if (apart <= RSC_TOLERANCE_HULL)
          {
            /* Enough to be told apart once: the earliest of a cluster stays. */
            repeated[b] = TRUE;
            if (repeated[keyed[i].index])
              break;
          }
      }
  for (gsize i = 0; i < n_points; i++)
    if (!repeated[i])
      {
        memmove (flat + count * dimension, flat + i * dimension, dimension * sizeof (double));
        kept[count++] = i;
      }
  return count;
}

static RscHull *
hull_of_segment (gsize n_points,
                 gsize n_axes,
                 const gsize *kept,
                 const double *points,
                 const double *flat)
{
  RscHull *self = hull_alloc (n_axes, 1);
  gsize ends[2] = { 0, 0 };

  for (gsize i = 0; i < n_points; i++)
    {
      if (flat[i] < flat[ends[0]])
        ends[0] = i;
      if (flat[i] > flat[ends[1]])
        ends[1] = i;
    }
  hull_set_corners (self, 2, ends, kept, points);
  self->n_edges = 1;
  self->edges = g_new (gsize, 2);
  self->edges[0] = 0;
  self->edges[1] = 1;
  return self;
}

static RscHull *
hull_of_polygon (gsize n_points,
                 gsize n_axes,
                 const gsize *kept,
                 const double *points,
                 const double *flat)
{
  RscHull *self = hull_alloc (n_axes, 2);
  g_autofree Point2 *plane = g_new (Point2, n_points);
  g_autofree gsize *corners = g_new (gsize, n_points + 1);

  for (gsize i = 0; i < n_points; i++)
    plane[i] = (Point2){ flat[2 * i], flat[2 * i + 1], i };
  gsize count = polygon (plane, n_points, corners);
  hull_set_corners (self, count, corners, kept, points);
  self->n_edges = count;
  self->edges = g_new (gsize, 2 * count);
  self->n_faces = 1;
  self->face_starts = g_new0 (gsize, 2);
  self->face_starts[1] = count;
  self->face_corners = g_new (gsize, count);
  for (gsize i = 0; i < count; i++)
    {
      self->edges[2 * i] = i;
      self->edges[2 * i + 1] = (i + 1) % count;
      self->face_corners[i] = i;
    }
  return self;
}

/* Planes of qhull's facets, outward unit normals; FALSE when qhull fails. */
static gboolean
find_planes (gsize n_points, const double *flat, GArray *planes)
{
  qhT instance;
  qhT *qh = &instance;
  char command[] = "qhull C-0 Pp";
  int current = 0;
  int total = 0;
  FILE *sink = fopen ("/dev/null", "w");

  if (sink == NULL)
    return FALSE;
  g_autofree coordT *copy = g_memdup2 (flat, 3 * n_points * sizeof (double));
  qh_zero (qh, sink);
  int code = qh_new_qhull (qh, 3, (int) n_points, copy, False, command, sink, sink);
  if (code == 0)
    {
      facetT *facet;
      FORALLfacets
      {
        Plane plane;
        if (facet->normal == NULL)
          continue;
        memcpy (plane.normal, facet->normal, sizeof plane.normal);
        plane.offset = facet->offset;
        g_array_append_val (planes, plane);
      }
    }
  qh_freeqhull (qh, !qh_ALL);
  qh_memfreeshort (qh, &current, &total);
  fclose (sink);
  return code == 0 && planes->len >= 4;
}

/* Two unit vectors that make a right-handed frame with @normal. */
static void
make_frame (const double *normal, double *one, double *two)
{
  double helper[3] = { 0.0, 0.0, 0.0 };
  gsize smallest = 0;

  for (gsize j = 1; j < 3; j++)
    if (fabs (normal[j]) < fabs (normal[smallest]))
      smallest = j;
  helper[smallest] = 1.0;
  cross_product (normal, helper, one);
  double length = sqrt (one[0] * one[0] + one[1] * one[1] + one[2] * one[2]);
  for (gsize j = 0; j < 3; j++)
    one[j] /= length;
  cross_product (normal, one, two);
}

static int
compare_edges (gconstpointer one, gconstpointer two)
{
  const gsize *a = one;
  const gsize *b = two;

  if (a[0] != b[0])
    return a[0] < b[0] ? -1 : 1;
  return a[1] < b[1] ? -1 : a[1] > b[1];
}

static RscHull *
hull_of_solid (gsize n_points,
               const gsize *kept,
               const double *points,
               const double *flat,
               GError **error)
{
  g_autoptr (GArray) planes = g_array_new (FALSE, FALSE, sizeof (Plane));
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_autoptr (GArray) corners = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, 2 * sizeof (gsize));
  g_autofree Point2 *face = g_new (Point2, n_points);
  g_autofree gsize *cycle = g_new (gsize, n_points + 1);
  g_autoptr (GHashTable) seen =
    g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);

  if (!find_planes (n_points, flat, planes))
    {
      g_set_error_literal (error, RSC_ERROR, RSC_ERROR_NUMERICAL,
                           _ ("The convex hull of the projected set could not be computed."));
      return NULL;
    }
  for (guint p = 0; p < planes->len; p++)
    {
      const Plane *plane = &g_array_index (planes, Plane, p);
      double one[3];
      double two[3];
      gsize count = 0;
      make_frame (plane->normal, one, two);
      /* Every point on the plane, whichever triangles or merged facets qhull made of it. */
      for (gsize i = 0; i < n_points; i++)
        {
          const double *x = flat + 3 * i;
          double height = plane->offset;
          Point2 at = { 0.0, 0.0, i };
          for (gsize j = 0; j < 3; j++)
            {
              height += plane->normal[j] * x[j];
              at.x += one[j] * x[j];
              at.y += two[j] * x[j];
            }
          if (fabs (height) <= 4.0 * RSC_TOLERANCE_HULL)
            face[count++] = at;
        }
      if (count < 3)
        continue;
      count = polygon (face, count, cycle);
      if (count < 3)
        continue;
      /* The same face again, from a second facet on its plane? */
      g_autofree gsize *key = g_memdup2 (cycle, count * sizeof (gsize));
      g_autoptr (GArray) sorted = g_array_new (FALSE, FALSE, sizeof (gsize));
      g_array_append_vals (sorted, key, (guint) count);
      for (gsize i = 1; i < count; i++)
        for (gsize j = i; j > 0; j--)
          {
            gsize *left = &g_array_index (sorted, gsize, j - 1);
            if (left[0] <= left[1])
              break;
            gsize swap = left[0];
            left[0] = left[1];
            left[1] = swap;
          }
      g_autoptr (GBytes) bytes = g_bytes_new (sorted->data, count * sizeof (gsize));
      if (g_hash_table_contains (seen, bytes))
        continue;
      g_hash_table_add (seen, g_steal_pointer (&bytes));
      gsize start = corners->len;
      g_array_append_val (starts, start);
      g_array_append_vals (corners, cycle, (guint) count);
      for (gsize i = 0; i < count; i++)
        {
          gsize pair[2] = { cycle[i], cycle[(i + 1) % count] };
          if (pair[0] < pair[1])
            g_array_append_val (edges, pair);
        }
    }
  gsize end = corners->len;
  g_array_append_val (starts, end);

  RscHull *self = hull_alloc (3, 3);
  g_autofree gsize *number = g_new (gsize, n_points);
  g_autofree gsize *labels = g_new (gsize, n_points);
  gsize n_corners = 0;
  for (gsize i = 0; i < n_points; i++)
    number[i] = G_MAXSIZE;
  for (guint i = 0; i < corners->len; i++)
    number[g_array_index (corners, gsize, i)] = 0;
  for (gsize i = 0; i < n_points; i++)
    if (number[i] == 0)
      {
        labels[n_corners] = i;
        number[i] = n_corners++;
      }
  hull_set_corners (self, n_corners, labels, kept, points);
  self->n_faces = starts->len - 1;
  self->face_starts = g_memdup2 (starts->data, starts->len * sizeof (gsize));
  self->face_corners = g_new (gsize, corners->len);
  for (guint i = 0; i < corners->len; i++)
    self->face_corners[i] = number[g_array_index (corners, gsize, i)];
  g_array_sort (edges, compare_edges);
  self->n_edges = edges->len;
  self->edges = g_new (gsize, 2 * MAX (self->n_edges, 1));
  for (gsize i = 0; i < self->n_edges; i++)
    {
      const gsize *pair = &g_array_index (edges, gsize, 0) + 2 * i;
      self->edges[2 * i] = number[pair[0]];
      self->edges[2 * i + 1] = number[pair[1]];
    }
  return self;
}

RscHull *
rsc_hull_new (gsize n_points, gsize n_axes, const double *points, GError **error)
{
  g_return_val_if_fail (n_points >= 1 && n_axes >= 1 && n_axes <= 3 && points != NULL, NULL);
  for (gsize i = 0; i < n_points * n_axes; i++)
    if (!isfinite (points[i]))
      {
        g_set_error_literal (error, RSC_ERROR, RSC_ERROR_NUMERICAL,
                             _ ("The projected set has a coordinate that is not a number."));
        return NULL;
      }
  g_autofree double *flat = g_new (double, n_points *n_axes);
  g_autofree gsize *kept = g_new0 (gsize, n_points);
  gsize dimension = flatten (n_points, n_axes, points, flat);
  if (dimension == 0)
    {
      gsize only = 0;
      RscHull *self = hull_alloc (n_axes, 0);
      hull_set_corners (self, 1, &only, kept, points);
      return self;
    }
  gsize count = drop_repeated (n_points, dimension, flat, kept);
  switch (dimension)
    {
    case 1:
      return hull_of_segment (count, n_axes, kept, points, flat);
    case 2:
      return hull_of_polygon (count, n_axes, kept, points, flat);
    default:
      return hull_of_solid (count, kept, points, flat, error);
    }
}

RscHull *
rsc_hull_ref (RscHull *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return g_atomic_rc_box_acquire (self);
}

static void
hull_clear (gpointer data)
{
  RscHull *self = data;

  g_free (self->points);
  g_free (self->labels);
  g_free (self->edges);
  g_free (self->face_starts);
  g_free (self->face_corners);
}

void
rsc_hull_unref (RscHull *self)
{
  g_return_if_fail (self != NULL);
  g_atomic_rc_box_release_full (self, hull_clear);
}
