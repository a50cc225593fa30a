/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plants.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

static GArray *
edges_of (const RscPolytope *polytope, GPtrArray *vertices, gboolean known, gboolean *complete)
{
  g_autoptr (GError) error = NULL;

  *complete = known;
  GArray *edges = rsc_convex_set_list_edges (rsc_polytope_as_set ((RscPolytope *) polytope),
                                             vertices, G_MAXSIZE, complete, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (edges);
  return edges;
}

/* Rank of the columns that are marked, by elimination with full pivoting: no library decides. */
static gsize
rank_of (const Plant *plant, const gboolean *marked)
{
  gsize n = plant->n;
  gsize count = 0;
  double first = 0.0;
  g_autofree double *column = g_new0 (double, n * plant->m);

  for (gsize j = 0; j < plant->m; j++)
    if (marked[j])
      {
        double size = 0.0;
        for (gsize i = 0; i < n; i++)
          size = hypot (size, plant->c[i * plant->m + j]);
        for (gsize i = 0; i < n; i++)
          column[count * n + i] = plant->c[i * plant->m + j] / size;
        count++;
      }
  for (gsize rank = 0;; rank++)
    {
      gsize row = 0;
      gsize at = 0;
      double largest = 0.0;
      for (gsize j = rank; j < count; j++)
        for (gsize i = 0; i < n; i++)
          if (fabs (column[j * n + i]) > largest)
            {
              largest = fabs (column[j * n + i]);
              row = i;
              at = j;
            }
      first = rank == 0 ? largest : first;
      if (!(largest > 1e-9 * first))
        return rank;
      for (gsize i = 0; i < n; i++)
        {
          double swap = column[rank * n + i];
          column[rank * n + i] = column[at * n + i];
          column[at * n + i] = swap;
        }
      for (gsize j = rank + 1; j < count; j++)
        {
          double factor = column[j * n + row] / column[rank * n + row];
          for (gsize i = 0; i < n; i++)
            column[j * n + i] -= factor * column[rank * n + i];
          column[j * n + row] = 0.0;
        }
    }
}

/* By the definition: the smallest face with both vertices has dimension 1. */
static void
check_edges (const Plant *plant, const RscPolytope *polytope, GPtrArray *vertices)
{
  gsize m = plant->m;
  gsize next = 0;
  gboolean complete = FALSE;
  g_autofree gboolean *marked = g_new0 (gboolean, m);
  g_autoptr (GArray) edges = edges_of (polytope, vertices, TRUE, &complete);
  const gsize *pair = (const gsize *) (void *) edges->data;

  g_assert_true (complete);
  for (gsize u = 0; u < vertices->len; u++)
    for (gsize v = u + 1; v < vertices->len; v++)
      {
        gsize count = 0;
        for (gsize i = 0; i < m; i++)
          {
            marked[i] = ((const double *) g_ptr_array_index (vertices, u))[i] > 0.0
                        || ((const double *) g_ptr_array_index (vertices, v))[i] > 0.0;
            count += marked[i] ? 1 : 0;
          }
        if (count - rank_of (plant, marked) != 1)
          continue;
        g_assert_cmpuint (next + 1, <, edges->len);
        g_assert_cmpuint (pair[next], ==, u);
        g_assert_cmpuint (pair[next + 1], ==, v);
        next += 2;
      }
  g_assert_cmpuint (next, ==, edges->len);

  /* A list with gaps: the edges among those that are left, and no others. */
  g_autoptr (GPtrArray) some = g_ptr_array_new ();
  g_autofree gsize *place = g_new0 (gsize, vertices->len + 1);
  for (guint v = 0; v < vertices->len; v++)
    {
      place[v] = v % 3 == 0 ? G_MAXSIZE : some->len;
      if (v % 3 != 0)
        g_ptr_array_add (some, g_ptr_array_index (vertices, v));
    }
  g_autoptr (GArray) left = edges_of (polytope, some, FALSE, &complete);
  gsize expected = 0;
  g_assert_false (complete);
  for (gsize e = 0; e < edges->len; e += 2)
    if (place[pair[e]] != G_MAXSIZE && place[pair[e + 1]] != G_MAXSIZE)
      {
        g_assert_cmpuint (expected + 1, <, left->len);
        g_assert_cmpuint (g_array_index (left, gsize, expected), ==, place[pair[e]]);
        g_assert_cmpuint (g_array_index (left, gsize, expected + 1), ==, place[pair[e + 1]]);
        expected += 2;
      }
  g_assert_cmpuint (expected, ==, left->len);
}

static gsize
find_root (gsize *root, gsize v)
{
  while (root[v] != v)
    v = root[v] = root[root[v]];
  return v;
}

/* Connected pieces of the networks with at most @width neurons: vertices so narrow, joined by edges
 * so narrow. */
static gsize
count_pieces (gsize m, GPtrArray *vertices, GArray *edges, gsize width)
{
  gsize pieces = 0;
  g_autofree gsize *root = g_new (gsize, vertices->len + 1);
  g_autofree double *both = g_new (double, m);

  for (gsize v = 0; v < vertices->len; v++)
    {
      root[v] = v;
      pieces += count_width (m, g_ptr_array_index (vertices, v)) <= width ? 1 : 0;
    }
  for (gsize e = 0; e < edges->len; e += 2)
    {
      gsize u = g_array_index (edges, gsize, e);
      gsize v = g_array_index (edges, gsize, e + 1);
      for (gsize i = 0; i < m; i++)
        both[i] = ((const double *) g_ptr_array_index (vertices, u))[i]
                  + ((const double *) g_ptr_array_index (vertices, v))[i];
      if (count_width (m, both) > width || find_root (root, u) == find_root (root, v))
        continue;
      root[find_root (root, u)] = find_root (root, v);
      pieces--;
    }
  return pieces;
}

typedef struct
{
  gsize n;
  gsize first_width;
  gsize
    pieces[6]; /* of the networks with at most first_width, first_width + 1, … neurons; 0 ends */
} Staircase;

/* The staircases of the polygons, which are known from the literature on their width. */
static void
test_polygons (void)
{
  static const Staircase cases[] = {
    { 6, 3, { 2, 2, 2, 1 } },
    { 8, 4, { 2, 10, 1 } },
    { 10, 5, { 2, 2, 12, 1 } },
    { 12, 3, { 4, 4, 4, 1, 13, 1 } },
  };

  for (gsize c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      gboolean complete = FALSE;
      g_auto (Plant) plant = plant_polygon (cases[c].n);
      g_autoptr (RscPolytope) polytope = polytope_of (&plant);
      g_autoptr (GPtrArray) vertices = vertices_of (polytope, 5000, &complete);

      g_assert_true (complete);
      check_edges (&plant, polytope, vertices);
      g_autoptr (GArray) edges = edges_of (polytope, vertices, TRUE, &complete);
      for (gsize k = 0; k < G_N_ELEMENTS (cases[c].pieces) && cases[c].pieces[k] > 0; k++)
        g_assert_cmpuint (count_pieces (plant.m, vertices, edges, cases[c].first_width + k), ==,
                          cases[c].pieces[k]);
    }
}

/* Random sets, simple ones and those where many walls meet in a vertex. */
static void
test_random (void)
{
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);
  gsize edges_seen = 0;
  gsize dimensions_seen = 0;

  gsl_rng_set (rng, 11);
  for (gsize round = 0; round < 60; round++)
    {
      gboolean complete = FALSE;
      gsize n = 2 + gsl_rng_uniform_int (rng, 4);
      gsize m = n + 1 + gsl_rng_uniform_int (rng, 5);
      g_auto (Plant) plant = round % 2 == 0 ? plant_random (rng, n, m, MIN (m, n + 1))
                                            : plant_whole (rng, n, m, 1 + round % m);
      g_autoptr (RscPolytope) polytope = polytope_of (&plant);
      g_autoptr (GPtrArray) vertices = vertices_of (polytope, 5000, &complete);

      g_assert_true (complete);
      check_edges (&plant, polytope, vertices);
      g_autoptr (GArray) edges = edges_of (polytope, vertices, TRUE, &complete);
      gsize dimension = rsc_polytope_get_dimension (polytope);
      /* Every vertex of a polytope has at least as many edges as there are dimensions. */
      for (gsize v = 0; v < vertices->len; v++)
        {
          gsize degree = 0;
          for (gsize e = 0; e < edges->len; e++)
            degree += g_array_index (edges, gsize, e) == v ? 1 : 0;
          g_assert_cmpuint (degree, >=, dimension);
        }
      edges_seen += edges->len / 2;
      dimensions_seen |= (gsize) 1 << dimension;
    }
  g_assert_cmpuint (edges_seen, >, 500);
  g_assert_cmpuint (dimensions_seen & 0x1e, ==, 0x1e);
  gsl_rng_free (rng);
}

static void
test_cancelled (void)
{
  gboolean complete = FALSE;
  g_auto (Plant) plant = plant_polygon (8);
  g_autoptr (RscPolytope) polytope = polytope_of (&plant);
  g_autoptr (GPtrArray) vertices = vertices_of (polytope, 5000, &complete);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (
    rsc_polytope_list_edges (polytope, vertices, G_MAXSIZE, &complete, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edges/polygons", test_polygons);
  g_test_add_func ("/edges/random", test_random);
  g_test_add_func ("/edges/cancelled", test_cancelled);
  return g_test_run ();
}
