/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/numerics/rsc-error.h"
#include "core/geometry/rsc-hull.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>

/* Every corner of a hull is its own place. */
static void
test_repeated (void)
{
  double points[40 * 3];
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < 40; i++)
    for (gsize j = 0; j < 3; j++)
      points[3 * i + j] = (double) ((i >> j) & 1) + 1e-13 * sin ((double) (7 * i + j));
  g_autoptr (RscHull) hull = rsc_hull_new (40, 3, points, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (hull->n_points, ==, 8);
  g_assert_cmpuint (hull->n_edges, ==, 12);
  g_assert_cmpuint (hull->n_faces, ==, 6);
  for (gsize i = 0; i < 8; i++)
    g_assert_cmpuint (hull->labels[i], <, 8);
}

/* Faces turn outwards, edges close up, and all points are inside. */
static void
check_solid (const RscHull *hull, gsize n_points, const double *points)
{
  double centre[3] = { 0.0, 0.0, 0.0 };

  g_assert_cmpuint (hull->dimension, ==, 3);
  g_assert_cmpuint (hull->n_points + hull->n_faces, ==, hull->n_edges + 2);
  for (gsize i = 0; i < hull->n_points; i++)
    for (gsize j = 0; j < 3; j++)
      centre[j] += hull->points[3 * i + j] / (double) hull->n_points;
  for (gsize f = 0; f < hull->n_faces; f++)
    {
      const gsize *corner = hull->face_corners + hull->face_starts[f];
      gsize count = hull->face_starts[f + 1] - hull->face_starts[f];
      double normal[3] = { 0.0, 0.0, 0.0 };
      g_assert_cmpuint (count, >=, 3);
      for (gsize i = 0; i < count; i++)
        {
          const double *p = hull->points + 3 * corner[i];
          const double *q = hull->points + 3 * corner[(i + 1) % count];
          for (gsize j = 0; j < 3; j++)
            normal[j] += p[(j + 1) % 3] * q[(j + 2) % 3] - p[(j + 2) % 3] * q[(j + 1) % 3];
        }
      double size = sqrt (normal[0] * normal[0] + normal[1] * normal[1] + normal[2] * normal[2]);
      const double *on = hull->points + 3 * corner[0];
      double inside = 0.0;
      for (gsize j = 0; j < 3; j++)
        inside += normal[j] / size * (centre[j] - on[j]);
      g_assert_cmpfloat (inside, <, 0.0);
      for (gsize i = 0; i < n_points; i++)
        {
          double height = 0.0;
          for (gsize j = 0; j < 3; j++)
            height += normal[j] / size * (points[3 * i + j] - on[j]);
          g_assert_cmpfloat (height, <, 1e-8);
        }
    }
}

static void
test_point (void)
{
  const double points[] = { 1.0, 2.0, 3.0, 1.0, 2.0, 3.0 };
  g_autoptr (GError) error = NULL;

  for (gsize n_axes = 1; n_axes <= 3; n_axes++)
    {
      g_autoptr (RscHull) hull = rsc_hull_new (1, n_axes, points, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (hull->dimension, ==, 0);
      g_assert_cmpuint (hull->n_axes, ==, n_axes);
      g_assert_cmpuint (hull->n_points, ==, 1);
      g_assert_cmpuint (hull->n_edges, ==, 0);
      g_assert_cmpuint (hull->n_faces, ==, 0);
      g_assert_cmpfloat (hull->points[n_axes - 1], ==, (double) n_axes);
    }
  g_autoptr (RscHull) twice = rsc_hull_new (2, 3, points, &error);
  g_assert_cmpuint (twice->dimension, ==, 0);
}

static void
test_segment (void)
{
  const double line[] = { 0.5, 0.0, 2.0, 1.0 };
  const double slanted[] = { 0.1, 0.2, 0.3, 0.2, 0.4, 0.6, 0.05, 0.1, 0.15 };
  g_autoptr (GError) error = NULL;
  g_autoptr (RscHull) one = rsc_hull_new (4, 1, line, &error);
  g_autoptr (RscHull) three = rsc_hull_new (3, 3, slanted, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (one->dimension, ==, 1);
  g_assert_cmpuint (one->n_points, ==, 2);
  g_assert_cmpuint (one->labels[0] + one->labels[1], ==, 3);
  g_assert_cmpfloat (fabs (one->points[0] - one->points[1]), ==, 2.0);
  g_assert_cmpuint (three->dimension, ==, 1);
  g_assert_cmpuint (three->n_edges, ==, 1);
  g_assert_cmpuint (three->labels[0] + three->labels[1], ==, 3);
}

static void
test_polygon (void)
{
  /* A square with a point in the middle, one on an edge and a corner twice. */
  const double square[] = { 0, 0, 1, 0, 1, 1, 0, 1, 0.5, 0.5, 0.5, 0, 1, 1 };
  double lifted[21];
  g_autoptr (GError) error = NULL;
  g_autoptr (RscHull) hull = rsc_hull_new (7, 2, square, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (hull->dimension, ==, 2);
  g_assert_cmpuint (hull->n_points, ==, 4);
  g_assert_cmpuint (hull->n_edges, ==, 4);
  g_assert_cmpuint (hull->n_faces, ==, 1);
  double area = 0.0;
  for (gsize i = 0; i < 4; i++)
    {
      const double *p = hull->points + 2 * i;
      const double *q = hull->points + 2 * ((i + 1) % 4);
      area += 0.5 * (p[0] * q[1] - p[1] * q[0]);
    }
  g_assert_cmpfloat (fabs (area - 1.0), <, 1e-12);

  for (gsize i = 0; i < 7; i++)
    {
      lifted[3 * i] = square[2 * i];
      lifted[3 * i + 1] = square[2 * i + 1];
      lifted[3 * i + 2] = 0.3 * square[2 * i] - 0.7 * square[2 * i + 1] + 1.0;
    }
  g_autoptr (RscHull) flat = rsc_hull_new (7, 3, lifted, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (flat->dimension, ==, 2);
  g_assert_cmpuint (flat->n_points, ==, 4);
}

/* Many points along the sides of turned triangles and squares, rounded: only corners count. */
static void
test_sides (void)
{
  for (int turn = 0; turn < 50; turn++)
    for (gsize n_corners = 3; n_corners <= 4; n_corners++)
      {
        double points[4 * 7 * 2];
        double angle = 0.25 * G_PI * (double) (turn % 8) + 0.1 * (double) (turn / 8);
        g_autoptr (GError) error = NULL;
        for (gsize k = 0; k < n_corners; k++)
          for (gsize i = 0; i < 7; i++)
            {
              double a = angle + 2.0 * G_PI * (double) k / (double) n_corners;
              double b = angle + 2.0 * G_PI * (double) (k + 1) / (double) n_corners;
              double t = (double) i / 7.0;
              points[2 * (7 * k + i)] = (1.0 - t) * cos (a) + t * cos (b);
              points[2 * (7 * k + i) + 1] = (1.0 - t) * sin (a) + t * sin (b);
            }
        g_autoptr (RscHull) hull = rsc_hull_new (7 * n_corners, 2, points, &error);
        g_assert_no_error (error);
        g_assert_cmpuint (hull->n_points, ==, n_corners);
        for (gsize k = 0; k < n_corners; k++)
          g_assert_cmpuint (hull->labels[k] % 7, ==, 0);
      }
}

static void
test_solid (void)
{
  double cube[27 * 3];
  g_autoptr (GError) error = NULL;

  /* All points of a grid, badly scaled: eight corners, six square faces. */
  for (gsize i = 0; i < 27; i++)
    {
      cube[3 * i] = (double) (i % 3);
      cube[3 * i + 1] = 1e-4 * (double) (i / 3 % 3);
      cube[3 * i + 2] = 1e3 * (double) (i / 9);
    }
  g_autoptr (RscHull) hull = rsc_hull_new (27, 3, cube, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (hull->n_points, ==, 8);
  g_assert_cmpuint (hull->n_edges, ==, 12);
  g_assert_cmpuint (hull->n_faces, ==, 6);
  for (gsize i = 0; i < 8; i++)
    for (gsize j = 0; j < 3; j++)
      g_assert_cmpfloat (hull->points[3 * i + j], ==, cube[3 * hull->labels[i] + j]);
  check_solid (hull, 27, cube);
}

static void
test_random (void)
{
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);

  for (unsigned long seed = 1; seed <= 20; seed++)
    {
      double points[200 * 3];
      g_autoptr (GError) error = NULL;
      gsl_rng_set (rng, seed);
      gsize count = 4 + gsl_rng_uniform_int (rng, 197);
      for (gsize i = 0; i < 3 * count; i++)
        points[i] = gsl_ran_gaussian (rng, 1.0);
      g_autoptr (RscHull) hull = rsc_hull_new (count, 3, points, &error);
      g_assert_no_error (error);
      check_solid (hull, count, points);
      g_autoptr (RscHull) same = rsc_hull_ref (hull);
      g_assert_true (same == hull);
    }
  gsl_rng_free (rng);
}

static void
test_not_a_number (void)
{
  const double points[] = { 0.0, NAN };
  g_autoptr (GError) error = NULL;

  g_assert_null (rsc_hull_new (2, 1, points, &error));
  g_assert_error (error, RSC_ERROR, RSC_ERROR_NUMERICAL);
}

/* The plane of these points does not pass through the middle of their box. */
static void
test_lopsided_triangle (void)
{
  const double points[] = { 0.2, 1.7, 1.0, 0.9, 0.2, 1.4, 0.0, 0.0, 0.5 };
  g_autoptr (GError) error = NULL;
  g_autoptr (RscHull) hull = rsc_hull_new (3, 3, points, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (hull->dimension, ==, 2);
  g_assert_cmpuint (hull->n_points, ==, 3);
  g_assert_cmpuint (hull->n_faces, ==, 1);

  g_autoptr (RscHull) segment = rsc_hull_new (2, 3, points, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (segment->dimension, ==, 1);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hull/point", test_point);
  g_test_add_func ("/hull/segment", test_segment);
  g_test_add_func ("/hull/lopsided-triangle", test_lopsided_triangle);
  g_test_add_func ("/hull/polygon", test_polygon);
  g_test_add_func ("/hull/sides", test_sides);
  g_test_add_func ("/hull/solid", test_solid);
  g_test_add_func ("/hull/repeated", test_repeated);
  g_test_add_func ("/hull/random", test_random);
  g_test_add_func ("/hull/not-a-number", test_not_a_number);
  return g_test_run ();
}
