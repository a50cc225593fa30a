/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/geometry/rsc-minkowski.h"
#include "core/geometry/rsc-projection.h"
#include "core/geometry/rsc-view-axes.h"
#include "plants.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

/* By its hull, which knows nothing of directions. */
static gsize
count_rank (const RscConvexSet *set, gsize n_axes, const gsize *axes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RscHull) hull = rsc_projection_new (set, n_axes, axes, NULL, &error);

  g_assert_no_error (error);
  return hull->dimension;
}

static void
check_different (gsize n_axes, const gsize *axes, gsize m)
{
  for (gsize j = 0; j < n_axes; j++)
    {
      g_assert_cmpuint (axes[j], <, m);
      for (gsize k = 0; k < j; k++)
        g_assert_cmpuint (axes[j], !=, axes[k]);
    }
}

static void
check_set (const RscConvexSet *set)
{
  const gsize m = rsc_convex_set_get_m (set);
  const gsize dimension = rsc_convex_set_get_dimension (set);
  double widest = 0.0, low, high;

  for (gsize i = 0; i < m; i++)
    {
      rsc_convex_set_get_range (set, i, &low, &high);
      widest = fmax (widest, high - low);
    }
  for (gsize wanted = 1; wanted <= 3; wanted++)
    {
      gsize axes[3];

      g_assert_cmpuint (rsc_view_axes_choose (set, wanted, 0, axes), ==, MIN (wanted, m));
      check_different (MIN (wanted, m), axes, m);
      g_assert_cmpuint (count_rank (set, MIN (wanted, m), axes), ==, MIN (wanted, dimension));
      /* The first is the widest of all. */
      rsc_convex_set_get_range (set, axes[0], &low, &high);
      g_assert_cmpfloat (high - low, >=, widest * (1.0 - 1e-5));
    }
  /* On a segment no second axis adds anything: the widest of the others is shown. */
  if (dimension == 1 && m >= 2)
    {
      gsize axes[3];
      double most = 0.0;

      rsc_view_axes_choose (set, 2, 0, axes);
      for (gsize i = 0; i < m; i++)
        {
          rsc_convex_set_get_range (set, i, &low, &high);
          if (i != axes[0])
            most = fmax (most, high - low);
        }
      rsc_convex_set_get_range (set, axes[1], &low, &high);
      g_assert_cmpfloat (high - low, >=, most * (1.0 - 1e-5));
    }
  /* Whatever is given, each further axis adds to the rank while there is anything to add. */
  for (gsize given = 0; given < MIN (m, 6); given++)
    {
      gsize axes[3] = { given, 0, 0 };
      gsize rank = count_rank (set, 1, axes);

      g_assert_cmpuint (rsc_view_axes_choose (set, 3, 1, axes), ==, MIN (3, m));
      g_assert_cmpuint (axes[0], ==, given);
      check_different (MIN (3, m), axes, m);
      g_assert_cmpuint (count_rank (set, MIN (3, m), axes), ==,
                        MIN (rank + MIN (2, m - 1), dimension));
    }
}

static void
test_random (void)
{
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);
  gsize seen[8] = { 0 };

  gsl_rng_set (rng, 12);
  for (gsize round = 0; round < 60; round++)
    {
      gsize n = 1 + gsl_rng_uniform_int (rng, 5);
      gsize m = 1 + gsl_rng_uniform_int (rng, 9);
      g_auto (Plant) plant = round % 2 ? plant_random (rng, n, m, 1 + gsl_rng_uniform_int (rng, m))
                                       : plant_whole (rng, n, m, 1 + gsl_rng_uniform_int (rng, m));
      g_autoptr (RscPolytope) polytope = polytope_of (&plant);

      check_set (rsc_polytope_as_set (polytope));
      seen[MIN (rsc_polytope_get_dimension (polytope), 7)]++;
    }
  /* Points, segments, and sets that no picture shows whole. */
  for (gsize k = 0; k <= 4; k++)
    g_assert_cmpuint (seen[k], >, 0);
  gsl_rng_free (rng);
}

/* a_0 + a_1 + a_2 is constant and these are the widest, ten times as wide as the others: the three
 * widest show a flat piece only. */
static void
test_dependent (void)
{
  static const double c[2 * 6] = {
    1, 1, 1, 0, 0, 0, /**/
    0, 0, 0, 1, 1, 1, /**/
  };
  static const double a[6] = { 10, 10, 10, 1, 1, 1 };
  static const gsize widest[3] = { 0, 1, 2 };
  g_autoptr (GError) error = NULL;
  g_autoptr (RscPolytope) polytope = rsc_polytope_new (2, 6, c, a, NULL, &error);
  RscConvexSet *set = rsc_polytope_as_set (polytope);
  g_autofree double *widths = g_new (double, 6);
  gsize axes[3];

  g_assert_no_error (error);
  g_assert_cmpuint (rsc_convex_set_get_dimension (set), ==, 4);
  g_assert_cmpuint (count_rank (set, 3, widest), ==, 2);
  g_assert_cmpuint (rsc_view_axes_choose (set, 3, 0, axes), ==, 3);
  g_assert_cmpuint (axes[0], ==, 0);
  g_assert_cmpuint (axes[1], ==, 1);
  g_assert_cmpuint (axes[2], ==, 3);
  g_assert_cmpuint (count_rank (set, 3, axes), ==, 3);

  /* Beside two of the three the third adds nothing; the triangle's angles are 120°. */
  rsc_view_axes_measure (set, 0, NULL, widths);
  for (gsize i = 0; i < 6; i++)
    g_assert_cmpfloat_with_epsilon (widths[i], i < 3 ? 30.0 : 3.0, 1e-9);
  rsc_view_axes_measure (set, 1, axes, widths);
  g_assert_cmpfloat (widths[0], ==, 0.0);
  g_assert_cmpfloat_with_epsilon (widths[1], 30.0 * sqrt (0.75), 1e-7);
  g_assert_cmpfloat_with_epsilon (widths[3], 3.0, 1e-9);
  rsc_view_axes_measure (set, 2, axes, widths);
  g_assert_cmpfloat (widths[2], ==, 0.0);
  /* An axis that is absent shows nothing. */
  axes[1] = G_MAXSIZE;
  rsc_view_axes_measure (set, 2, axes, widths);
  g_assert_cmpfloat_with_epsilon (widths[1], 30.0 * sqrt (0.75), 1e-7);
}

/* A set of two dimensions on three axes: the third is no copy of one before, where another is as
 * wide. */
static void
test_third (void)
{
  /* a_0 = a_1 and a_2 = a_3, each pair with a coordinate of its own that takes what it leaves. */
  static const double c[4 * 6] = {
    1, -1, 0, 0,  0, 0, /**/
    0, 0,  1, -1, 0, 0, /**/
    1, 0,  0, 0,  1, 0, /**/
    0, 0,  1, 0,  1, 1, /**/
  };
  static const double a[6] = { 1, 1, 1, 1, 1, 1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (RscPolytope) polytope = rsc_polytope_new (4, 6, c, a, NULL, &error);
  RscConvexSet *set = rsc_polytope_as_set (polytope);
  gsize axes[3];

  g_assert_no_error (error);
  g_assert_cmpuint (rsc_convex_set_get_dimension (set), ==, 2);
  g_assert_cmpuint (rsc_view_axes_choose (set, 3, 0, axes), ==, 3);
  g_assert_cmpuint (count_rank (set, 2, axes), ==, 2);
  for (gsize k = 0; k < 2; k++)
    {
      gsize pair[2] = { axes[k], axes[2] };

      g_assert_cmpuint (count_rank (set, 2, pair), ==, 2);
    }
}

/* A combination of two sets has the directions of the larger. */
static void
test_between (void)
{
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);

  gsl_rng_set (rng, 5);
  for (gsize round = 0; round < 10; round++)
    {
      g_auto (Plant) first = plant_random (rng, 3, 8, 4);
      g_auto (Plant) second = plant_random (rng, 4, 6, 5);
      g_autoptr (RscPolytope) above = polytope_of (&first);
      g_autoptr (RscPolytope) below = polytope_of (&second);
      RscMinkowski *points =
        rsc_minkowski_new (rsc_polytope_as_set (above), rsc_polytope_as_set (below), 0.4, 9);
      gsize axes[3];

      for (gsize i = 0; i < 9; i++)
        {
          if (i < 8)
            points->in_above[i] = i;
          if (i >= 3)
            points->in_below[i] = i - 3;
        }
      rsc_minkowski_fill_interior (points);
      g_assert_cmpuint (rsc_view_axes_choose (&points->set, 3, 0, axes), ==, 3);
      check_different (3, axes, 9);
      g_assert_cmpuint (count_rank (&points->set, 3, axes), ==, 3);
      rsc_convex_set_unref (&points->set);
    }
  gsl_rng_free (rng);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/view-axes/random", test_random);
  g_test_add_func ("/view-axes/dependent", test_dependent);
  g_test_add_func ("/view-axes/third", test_third);
  g_test_add_func ("/view-axes/between", test_between);

  return g_test_run ();
}
