/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/geometry/rsc-minkowski.h"
#include "core/geometry/rsc-projection.h"
#include "plants.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

/* A combination of two sets that share some coordinates. */
typedef struct
{
  Plant plants[2];
  RscPolytope *parts[2];
  GPtrArray *vertices[2];
  RscMinkowski *points;
} Mixture;

static void
mixture_clear (Mixture *self)
{
  for (int side = 0; side < 2; side++)
    {
      plant_clear (&self->plants[side]);
      rsc_polytope_unref (self->parts[side]);
      g_ptr_array_unref (self->vertices[side]);
    }
  rsc_convex_set_unref (&self->points->set);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Mixture, mixture_clear)

/* The first @shared coordinates are in both. */
static Mixture
mixture_new (gsl_rng *rng, gsize shared, double share)
{
  Mixture self = { 0 };
  gsize m[2];

  for (int side = 0; side < 2; side++)
    {
      gboolean complete = FALSE;
      gsize n = 2 + gsl_rng_uniform_int (rng, 2);
      m[side] = MAX (shared, n + 1) + gsl_rng_uniform_int (rng, 3);
      self.plants[side] = plant_random (rng, n, m[side], n + 1);
      self.parts[side] = polytope_of (&self.plants[side]);
      self.vertices[side] = vertices_of (self.parts[side], 5000, &complete);
      g_assert_true (complete);
    }
  gsize count = m[0] + m[1] - shared;
  self.points = rsc_minkowski_new (rsc_polytope_as_set (self.parts[0]),
                                   rsc_polytope_as_set (self.parts[1]), share, count);
  for (gsize i = 0; i < count; i++)
    {
      if (i < m[0])
        self.points->in_above[i] = i;
      if (i < shared)
        self.points->in_below[i] = i;
      else if (i >= m[0])
        self.points->in_below[i] = i - m[0] + shared;
      self.points->gain[i] = 0.5 + gsl_rng_uniform (rng);
    }
  rsc_minkowski_fill_interior (self.points);
  return self;
}

/* The least cost over all pairs of vertices: no linear program. */
static double
least_of_pairs (const Mixture *self, const double *cost)
{
  double least = G_MAXDOUBLE;
  g_autofree double *a = g_new0 (double, self->points->n);

  for (guint u = 0; u < self->vertices[0]->len; u++)
    for (guint v = 0; v < self->vertices[1]->len; v++)
      {
        double value = 0.0;
        rsc_minkowski_combine (self->points, g_ptr_array_index (self->vertices[0], u),
                               g_ptr_array_index (self->vertices[1], v), a);
        for (gsize i = 0; i < self->points->n; i++)
          value += cost[i] * a[i];
        least = MIN (least, value);
      }
  return least;
}

static void
test_programs (void)
{
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);

  gsl_rng_set (rng, 8);
  for (gsize round = 0; round < 20; round++)
    {
      g_auto (Mixture) mixture = mixture_new (rng, 1 + round % 3, 0.1 + 0.04 * (double) round);
      const RscConvexSet *set = &mixture.points->set;
      gsize m = rsc_convex_set_get_m (set);
      g_autofree double *costs = g_new0 (double, 6 * m);
      g_autofree double *minima = g_new0 (double, 6);
      g_autofree double *found = g_new0 (double, 6 * m);
      g_autofree double *a = g_new0 (double, m);
      g_autoptr (GError) error = NULL;

      for (gsize k = 0; k < 6 * m; k++)
        costs[k] = gsl_ran_gaussian (rng, 1.0);
      rsc_convex_set_minimise_many (set, 6, costs, minima, found, NULL, &error);
      g_assert_no_error (error);
      for (gsize k = 0; k < 6; k++)
        {
          double value = 0.0;
          for (gsize i = 0; i < m; i++)
            value += costs[k * m + i] * found[k * m + i];
          g_assert_cmpfloat (fabs (value - minima[k]), <, 1e-9);
          g_assert_cmpfloat (fabs (least_of_pairs (&mixture, costs + k * m) - minima[k]), <, 1e-7);
        }
      /* Ranges, and that points of every kind lie within them. */
      for (gsize i = 0; i < m; i++)
        {
          double low, high;
          memset (costs, 0, m * sizeof (double));
          rsc_convex_set_get_range (set, i, &low, &high);
          costs[i] = 1.0;
          g_assert_cmpfloat (fabs (least_of_pairs (&mixture, costs) - low), <, 1e-7);
          costs[i] = -1.0;
          g_assert_cmpfloat (fabs (least_of_pairs (&mixture, costs) + high), <, 1e-7);
          g_assert_cmpfloat (rsc_convex_set_get_interior (set)[i], >=, low - 1e-9);
          g_assert_cmpfloat (rsc_convex_set_get_interior (set)[i], <=, high + 1e-9);
          rsc_convex_set_sample (set, round, a);
          g_assert_cmpfloat (a[i], >=, low - 1e-9);
          g_assert_cmpfloat (a[i], <=, high + 1e-9);
        }
    }
  gsl_rng_free (rng);
}

/* What is wished for is found where it is a point of the set: of two that share nothing, each has
 * its own part. */
static void
test_wish (void)
{
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);

  gsl_rng_set (rng, 21);
  for (gsize round = 0; round < 20; round++)
    {
      g_auto (Mixture) mixture = mixture_new (rng, 0, 0.1 + 0.04 * (double) round);
      const RscConvexSet *set = &mixture.points->set;
      const gsize m = rsc_convex_set_get_m (set);
      g_autofree double *wish = g_new0 (double, m);
      g_autofree double *weights = g_new0 (double, m);
      g_autofree double *a = g_new0 (double, m);

      rsc_convex_set_sample (set, round + 1, wish);
      for (gsize i = 0; i < m; i++)
        weights[i] = 1.0;
      rsc_convex_set_project_point (set, wish, weights, NULL, a);
      for (gsize i = 0; i < m; i++)
        g_assert_cmpfloat_with_epsilon (a[i], wish[i], 1e-7);
    }
  gsl_rng_free (rng);
}

/* The outline by support functions is that of all pairs of vertices. */
static void
test_projection (void)
{
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);

  gsl_rng_set (rng, 9);
  for (gsize round = 0; round < 12; round++)
    {
      g_auto (Mixture) mixture = mixture_new (rng, 2, 0.3);
      static const gsize axes[] = { 0, 1, 2 };
      gsize n_axes = 1 + round % 3;
      gsize m = mixture.points->n;
      double extent = 0.0;
      g_autofree double *a = g_new0 (double, m);
      g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (double));
      g_autoptr (GError) error = NULL;

      for (guint u = 0; u < mixture.vertices[0]->len; u++)
        for (guint v = 0; v < mixture.vertices[1]->len; v++)
          {
            rsc_minkowski_combine (mixture.points, g_ptr_array_index (mixture.vertices[0], u),
                                   g_ptr_array_index (mixture.vertices[1], v), a);
            g_array_append_vals (points, a, (guint) n_axes);
            for (gsize j = 0; j < n_axes; j++)
              extent = MAX (extent, a[j]);
          }
      g_autoptr (RscHull) expected =
        rsc_hull_new (points->len / n_axes, n_axes, (const double *) (void *) points->data, &error);
      g_assert_no_error (error);
      g_autoptr (RscHull) hull =
        rsc_projection_new (&mixture.points->set, n_axes, axes, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (hull->dimension, ==, expected->dimension);
      g_assert_cmpuint (hull->n_points, ==, expected->n_points);
      for (gsize k = 0; k < hull->n_points; k++)
        {
          double nearest = G_MAXDOUBLE;
          for (gsize l = 0; l < expected->n_points; l++)
            {
              double distance = 0.0;
              for (gsize j = 0; j < n_axes; j++)
                distance =
                  hypot (distance, hull->points[k * n_axes + j] - expected->points[l * n_axes + j]);
              nearest = MIN (nearest, distance);
            }
          g_assert_cmpfloat (nearest, <, 1e-6 * extent);
        }
    }
  gsl_rng_free (rng);
}

/* Two halves of one set make that set: the nearest points are the same, and so are the samples. */
static void
test_halves (void)
{
  g_auto (Plant) plant = plant_polygon (10);
  g_autoptr (RscPolytope) polytope = polytope_of (&plant);
  RscConvexSet *part = rsc_polytope_as_set (polytope);
  g_autofree double *wish = g_new0 (double, plant.m);
  g_autofree double *weights = g_new0 (double, plant.m);
  g_autofree double *one = g_new0 (double, plant.m);
  g_autofree double *two = g_new0 (double, plant.m);
  RscMinkowski *points = rsc_minkowski_new (part, part, 0.25, plant.m);
  g_autoptr (RscConvexSet) set = &points->set;
  gboolean complete = TRUE;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < plant.m; i++)
    {
      points->in_above[i] = points->in_below[i] = i;
      wish[i] = (double) (i % 3) * 0.1;
      weights[i] = 1.0;
    }
  rsc_minkowski_fill_interior (points);
  g_assert_cmpuint (rsc_convex_set_get_dimension (set), ==, rsc_polytope_get_dimension (polytope));
  g_assert_cmpuint (rsc_convex_set_get_rank (set), ==,
                    rsc_polytope_get_n_support (polytope) - rsc_polytope_get_dimension (polytope));
  g_assert_cmpuint (rsc_convex_set_get_n_support (set), ==, plant.m);
  rsc_convex_set_project_point (set, wish, weights, NULL, one);
  rsc_polytope_project_point (polytope, wish, weights, NULL, two);
  for (gsize i = 0; i < plant.m; i++)
    g_assert_cmpfloat (fabs (one[i] - two[i]), <, 1e-12);
  rsc_convex_set_sample (set, 4, one);
  rsc_polytope_sample (polytope, 4, two);
  for (gsize i = 0; i < plant.m; i++)
    g_assert_cmpfloat (fabs (one[i] - two[i]), <, 1e-12);
  /* It has no list of its vertices, and says so. */
  g_autoptr (GPtrArray) vertices = rsc_convex_set_list_vertices (set, 100, &complete, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (vertices->len, ==, 0);
  g_assert_false (complete);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/minkowski/programs", test_programs);
  g_test_add_func ("/minkowski/projection", test_projection);
  g_test_add_func ("/minkowski/wish", test_wish);
  g_test_add_func ("/minkowski/halves", test_halves);
  return g_test_run ();
}
