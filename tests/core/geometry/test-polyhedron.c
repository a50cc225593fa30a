/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/geometry/rsc-polyhedron.h"
#include "core/numerics/rsc-random.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

#define LIST_MAX 1000

/* {x >= 0 : A x = b} by all supports, one by one, with GSL alone: its vertices, arrays of m
 * values. */
static GPtrArray *
list_by_force (gsize n, gsize m, const double *a, const double *b)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);

  for (guint mask = 0; mask < 1u << m; mask++)
    {
      gsize used[16], k = 0;
      double off = 0.0;
      gboolean good = TRUE;
      g_autofree double *x = g_new0 (double, m);

      for (gsize j = 0; j < m; j++)
        if (mask & (1u << j))
          used[k++] = j;
      if (k > n)
        continue;
      if (k > 0)
        {
          gsl_matrix *u = gsl_matrix_calloc (n, k);
          gsl_matrix *v = gsl_matrix_alloc (k, k);
          gsl_vector *s = gsl_vector_alloc (k), *work = gsl_vector_alloc (k);
          gsl_vector *z = gsl_vector_alloc (k);
          gsl_vector_const_view right = gsl_vector_const_view_array (b, n);

          for (gsize i = 0; i < n; i++)
            for (gsize j = 0; j < k; j++)
              gsl_matrix_set (u, i, j, a[i * m + used[j]]);
          gsl_linalg_SV_decomp (u, v, s, work);
          good = gsl_vector_get (s, k - 1) > 1e-10 * gsl_vector_get (s, 0);
          if (good)
            gsl_linalg_SV_solve (u, v, s, &right.vector, z);
          for (gsize j = 0; good && j < k; j++)
            {
              x[used[j]] = gsl_vector_get (z, j);
              good = x[used[j]] > 1e-9;
            }
          gsl_matrix_free (u);
          gsl_matrix_free (v);
          gsl_vector_free (s);
          gsl_vector_free (work);
          gsl_vector_free (z);
        }
      for (gsize i = 0; i < n; i++)
        {
          double value = -b[i];

          for (gsize j = 0; j < m; j++)
            value += a[i * m + j] * x[j];
          off = MAX (off, fabs (value));
        }
      if (good && off < 1e-8)
        g_ptr_array_add (list, g_steal_pointer (&x));
    }
  return list;
}

static gboolean
has_point (GPtrArray *list, gsize m, const double *a)
{
  for (guint k = 0; k < list->len; k++)
    {
      const double *b = g_ptr_array_index (list, k);
      double off = 0.0, size = 1.0;

      for (gsize i = 0; i < m; i++)
        {
          off = MAX (off, fabs (a[i] - b[i]));
          size = MAX (size, fabs (b[i]));
        }
      if (off < 1e-7 * size)
        return TRUE;
    }
  return FALSE;
}

static double
dot (gsize m, const double *a, const double *b)
{
  double sum = 0.0;

  for (gsize i = 0; i < m; i++)
    sum += a[i] * b[i];
  return sum;
}

/* Everything of the set {a >= 0 : C a = C a°} against its supports. Returns the number of rays. */
static gsize
check_set (gsize n, gsize m, const double *c, const double *a, gsl_rng *rng)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RscPolyhedron) set = rsc_polyhedron_new (n, m, c, a, LIST_MAX, NULL, &error);
  g_autoptr (GPtrArray) vertices = NULL;
  g_autoptr (GPtrArray) rays = NULL;
  g_autofree double *f = g_new0 (double, n + 1);
  g_autofree double *wide = g_new (double, (n + 1) * m);
  g_autofree double *costs = g_new (double, 40 * m);
  g_autofree double *minima = g_new (double, 40);
  g_autofree double *points = g_new (double, 40 * m);
  RscConvexSet *convex;

  g_assert_no_error (error);
  convex = rsc_polyhedron_as_set (set);
  for (gsize i = 0; i < n; i++)
    f[i] = dot (m, c + i * m, a);
  vertices = list_by_force (n, m, c, f);
  memcpy (wide, c, n * m * sizeof (double));
  for (gsize i = 0; i < m; i++)
    wide[n * m + i] = 1.0;
  {
    g_autofree double *right = g_new0 (double, n + 1);

    right[n] = 1.0;
    rays = list_by_force (n + 1, m, wide, right);
  }
  g_assert_true (rsc_polyhedron_get_vertices_complete (set));
  g_assert_true (rsc_polyhedron_get_rays_complete (set));
  g_assert_cmpuint (rsc_polyhedron_get_n_vertices (set), ==, vertices->len);
  g_assert_cmpuint (rsc_polyhedron_get_n_rays (set), ==, rays->len);
  g_assert_true (rsc_polyhedron_is_bounded (set) == (rays->len == 0));
  g_assert_true (isinf (rsc_polyhedron_get_reach (set)) == (rays->len == 0));
  for (guint k = 0; k < vertices->len; k++)
    g_assert_true (has_point (vertices, m, rsc_polyhedron_get_vertex (set, k)));
  for (guint k = 0; k < rays->len; k++)
    g_assert_true (has_point (rays, m, rsc_polyhedron_get_ray (set, k)));

  for (gsize i = 0; i < m; i++)
    {
      double low, high, least = INFINITY, most = 0.0;
      gboolean endless = FALSE;

      rsc_convex_set_get_range (convex, i, &low, &high);
      for (guint k = 0; k < vertices->len; k++)
        {
          const double *vertex = g_ptr_array_index (vertices, k);

          least = MIN (least, vertex[i]);
          most = MAX (most, vertex[i]);
        }
      for (guint k = 0; k < rays->len; k++)
        endless = endless || ((double *) g_ptr_array_index (rays, k))[i] > 0.0;
      g_assert_true (isinf (high) == endless);
      g_assert_true (rsc_polyhedron_is_unbounded_on (set, i) == endless);
      g_assert_cmpfloat_with_epsilon (low, least, 1e-7 * (1.0 + most));
      if (!endless)
        g_assert_cmpfloat_with_epsilon (high, most, 1e-7 * (1.0 + most));
    }

  for (gsize k = 0; k < 40 * m; k++)
    costs[k] = gsl_ran_gaussian (rng, 1.0) + (k % 2 == 0 ? 0.7 : 0.0);
  g_assert_true (rsc_convex_set_minimise_many (convex, 40, costs, minima, points, NULL, &error));
  for (gsize k = 0; k < 40; k++)
    {
      double least = INFINITY;

      for (guint v = 0; v < vertices->len; v++)
        least = MIN (least, dot (m, costs + k * m, g_ptr_array_index (vertices, v)));
      for (guint v = 0; v < rays->len; v++)
        if (dot (m, costs + k * m, g_ptr_array_index (rays, v)) < -1e-7)
          least = -INFINITY;
      if (isinf (least))
        g_assert_cmpfloat (minima[k], ==, least);
      else
        g_assert_cmpfloat_with_epsilon (minima[k], least, 1e-7 * (1.0 + fabs (least)));
    }
  for (guint64 seed = 1; seed <= 5; seed++)
    {
      g_autofree double *at = g_new (double, m);
      double sum = 0.0;

      rsc_convex_set_sample (convex, seed, at);
      for (gsize i = 0; i < m; i++)
        {
          g_assert_cmpfloat (at[i], >=, 0.0);
          sum += at[i];
        }
      g_assert_cmpfloat (sum, <=, rsc_polyhedron_get_reach (set) * (1.0 + 1e-9));
      for (gsize i = 0; i < n; i++)
        g_assert_cmpfloat_with_epsilon (dot (m, c + i * m, at), f[i], 1e-9 * (1.0 + sum));
    }
  return rays->len;
}

static void
test_random (void)
{
  gsl_rng *rng = rsc_random_new (7);
  gsize n_bounded = 0, n_open = 0, n_wide = 0;

  for (int k = 0; k < 60; k++)
    {
      const gsize n = 2 + gsl_rng_uniform_int (rng, 3), m = 3 + gsl_rng_uniform_int (rng, 5);
      g_autofree double *c = g_new (double, n *m);
      g_autofree double *a = g_new0 (double, m);
      gsize n_rays;

      /* Some with signs as two classes of neurons have them, some all positive, some with a column
       * of nothing. */
      for (gsize j = 0; j < m; j++)
        for (gsize i = 0; i < n; i++)
          {
            const double value = MAX (gsl_ran_gaussian (rng, 1.0), 0.0);

            c[i * m + j] = k % 3 == 0   ? gsl_ran_gaussian (rng, 1.0)
                           : k % 3 == 1 ? value + (i == 0 ? 0.5 : 0.0)
                           : j % 2 == 0 ? value
                                        : -value;
          }
      for (gsize j = 0; j < m; j++)
        if (gsl_rng_uniform (rng) < 0.7)
          a[j] = gsl_ran_exponential (rng, 1.0);
      n_rays = check_set (n, m, c, a, rng);
      n_bounded += n_rays == 0;
      n_open += n_rays > 0;
      n_wide += n_rays > 1;
    }
  g_assert_cmpuint (n_bounded, >, 10);
  g_assert_cmpuint (n_open, >, 10);
  g_assert_cmpuint (n_wide, >, 5);
  gsl_rng_free (rng);
}

/* A wedge: a₁ - a₂ = 1 with a₃ free has one vertex and two rays. */
static void
test_wedge (void)
{
  const double c[] = { 1.0, -1.0, 0.0 };
  const double a[] = { 2.0, 1.0, 3.0 };
  g_autoptr (RscPolyhedron) set = rsc_polyhedron_new (1, 3, c, a, LIST_MAX, NULL, NULL);

  g_assert_cmpuint (rsc_polyhedron_get_dimension (set), ==, 2);
  g_assert_cmpuint (rsc_polyhedron_get_ray_dimension (set), ==, 2);
  g_assert_cmpuint (rsc_polyhedron_get_n_vertices (set), ==, 1);
  g_assert_cmpfloat_with_epsilon (rsc_polyhedron_get_vertex (set, 0)[0], 1.0, 1e-12);
  g_assert_cmpfloat (rsc_polyhedron_get_vertex (set, 0)[1], ==, 0.0);
  g_assert_cmpfloat (rsc_polyhedron_get_vertex (set, 0)[2], ==, 0.0);
  g_assert_cmpuint (rsc_polyhedron_get_n_rays (set), ==, 2);
  g_assert_cmpuint (rsc_convex_set_get_rank (rsc_polyhedron_as_set (set)), ==, 1);
}

/* Nothing to fit: the origin and what cancels. */
static void
test_cone (void)
{
  const double c[] = { 1.0, -1.0, 2.0 };
  const double a[] = { 0.0, 0.0, 0.0 };
  gsl_rng *rng = rsc_random_new (3);

  g_assert_cmpuint (check_set (1, 3, c, a, rng), ==, 2);
  gsl_rng_free (rng);
}

static void
test_quick (void)
{
  const double c[] = { 1.0, -1.0, 0.5 };
  const double a[] = { 2.0, 1.0, 3.0 };
  g_autoptr (RscPolyhedron) set = rsc_polyhedron_new (1, 3, c, a, 0, NULL, NULL);

  g_assert_cmpuint (rsc_polyhedron_get_n_vertices (set), ==, 0);
  g_assert_false (rsc_polyhedron_get_vertices_complete (set));
  g_assert_false (rsc_polyhedron_get_rays_complete (set));
  g_assert_false (rsc_polyhedron_is_bounded (set));
  g_assert_cmpuint (rsc_polyhedron_get_dimension (set), ==, 2);
  g_assert_cmpfloat (rsc_polyhedron_get_reach (set), >, 6.0);
}

/* A set that goes on past what the start and the listed vertices show: a₁ + a₂ / 100 = 1.00001 with
 * a₃ free. */
static void
test_far_vertices (void)
{
  const double c[] = { 1.0, 0.01, 0.0 };
  const double a[] = { 1.0, 0.001, 1.0 };
  const double costs[] = { 1.0, 0.0, 0.0, 0.0, -1.0, 0.0, 2.0, 1e-3, 1.0, 0.0, 0.0, -1.0 };

  for (gsize max = 0; max <= 2; max++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RscPolyhedron) set = rsc_polyhedron_new (1, 3, c, a, max, NULL, &error);
      RscConvexSet *convex;
      double minima[4], points[12];

      g_assert_no_error (error);
      convex = rsc_polyhedron_as_set (set);
      g_assert_true (rsc_convex_set_minimise_many (convex, 4, costs, minima, points, NULL, &error));
      g_assert_cmpfloat_with_epsilon (minima[0], 0.0, 1e-9);
      g_assert_cmpfloat_with_epsilon (minima[1], -100.001, 1e-6);
      g_assert_cmpfloat_with_epsilon (minima[2], 0.100001, 1e-9);
      g_assert_cmpfloat (minima[3], ==, -INFINITY);
      g_assert_cmpfloat_with_epsilon (points[7], 100.001, 1e-6);
      g_assert_cmpfloat (points[8], ==, 0.0);
      for (gsize i = 0; i < 3 && max > 0; i++)
        {
          double low, high;

          rsc_convex_set_get_range (convex, i, &low, &high);
          g_assert_cmpfloat_with_epsilon (low, 0.0, 1e-9);
          if (i == 2)
            g_assert_cmpfloat (high, ==, INFINITY);
          else
            g_assert_cmpfloat_with_epsilon (high, i == 0 ? 1.00001 : 100.001, 1e-6);
        }
    }
}

/* Columns that are opposite up to less than a rank tells leave a way without an end, and only up
 * it. Where nothing was decided, nothing is said. */
static void
test_end (void)
{
  const double up[] = { -1.0, -1.0 }, down[] = { 1.0, 1.0 }, a[] = { 1.0, 1.0 };

  for (int k = 0; k < 2; k++)
    {
      const double c[] = { 1.0, k == 0 ? 1.0 : -1.0, 0.0, k == 0 ? 0.0 : 1e-11 };
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      g_autoptr (RscPolytope) body = rsc_polytope_new_support_only (2, 2, c, a, NULL, &error);
      gboolean has_end = k > 0;

      g_assert_no_error (error);
      g_assert_cmpuint (rsc_polytope_get_dimension (body), ==, 1);
      g_assert_true (rsc_polytope_find_end (body, up, &has_end, NULL, &error));
      g_assert_no_error (error);
      g_assert_true (has_end == (k == 0));
      g_assert_true (rsc_polytope_find_end (body, down, &has_end, NULL, &error));
      g_assert_no_error (error);
      g_assert_true (has_end);
      g_cancellable_cancel (cancellable);
      g_assert_false (rsc_polytope_find_end (body, up, &has_end, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
}

/* A long way is no endless one, and what the set says of its start holds. */
static void
test_long (void)
{
  for (double e = 1e-6; e > 1e-14; e *= 0.1)
    {
      const double c[] = { e, 1.0, 0.0 };
      const double a[] = { 0.01, 1.0, 1.0 };
      g_autoptr (GError) error = NULL;
      g_autoptr (RscPolyhedron) set =
        rsc_polyhedron_new (1, 2, (double[]){ e, 1.0 }, a, LIST_MAX, NULL, &error);
      g_autoptr (RscPolyhedron) open = rsc_polyhedron_new (1, 3, c, a, LIST_MAX, NULL, NULL);
      double low, high;

      g_assert_no_error (error);
      g_assert_true (rsc_polyhedron_is_bounded (set));
      rsc_convex_set_get_range (rsc_polyhedron_as_set (set), 0, &low, &high);
      g_assert_cmpfloat_with_epsilon (low, 0.0, 1e-9);
      g_assert_cmpfloat_with_epsilon (high * e, 1.0, 1e-6);
      rsc_convex_set_get_range (rsc_polyhedron_as_set (set), 1, &low, &high);
      g_assert_cmpfloat_with_epsilon (low, 0.0, 1e-9);
      g_assert_cmpfloat_with_epsilon (high, 1.0, 1e-6);
      /* What never acts can hide that; it is then no set at all, not a wrong one. */
      if (open == NULL)
        continue;
      g_assert_false (rsc_polyhedron_is_unbounded_on (open, 0));
      g_assert_true (rsc_polyhedron_is_unbounded_on (open, 2));
      rsc_convex_set_get_range (rsc_polyhedron_as_set (open), 1, &low, &high);
      g_assert_cmpfloat_with_epsilon (low, 0.0, 1e-6);
      g_assert_cmpfloat_with_epsilon (high, 1.0, 1e-6);
    }
  /* Two that nearly cancel: there is an end, further than numbers tell. */
  for (double e = 1e-6; e > 1e-11; e *= 0.1)
    {
      const double c[] = { 1.0, -1.0, 0.0, e };
      const double a[] = { 1.0, 1.0 };
      g_autoptr (RscPolyhedron) set = rsc_polyhedron_new (2, 2, c, a, LIST_MAX, NULL, NULL);

      g_assert_true (set == NULL || rsc_polyhedron_is_bounded (set));

      /* Where no vertices are listed, linear programs over it have an answer all the same. */
      const double costs[] = { 1.0, 1.0, -1.0, -1.0 };
      double ends[2], points[4];
      g_autoptr (GError) error = NULL;
      g_autoptr (RscPolyhedron) quick = rsc_polyhedron_new (2, 2, c, a, 0, NULL, &error);

      g_assert_no_error (error);
      g_assert_true (rsc_convex_set_minimise_many (rsc_polyhedron_as_set (quick), 2, costs, ends,
                                                   points, NULL, &error));
      g_assert_no_error (error);
      g_assert_cmpfloat (ends[0], <=, 2.0 + 1e-9);
      g_assert_true (rsc_polyhedron_is_bounded (quick) == isfinite (ends[1]));
    }
}

/* A set of many dimensions, where rows enter and leave the active ones by the dozen: the fit has
 * the least error, since along its slope nothing in the set is lower. */
static void
test_large_fit (void)
{
  const gsize n = 10, m = 150, n_rows = 70;
  gsl_rng *rng = rsc_random_new (5);

  for (int round = 0; round < 3; round++)
    {
      g_autofree double *c = g_new (double, n *m);
      g_autofree double *v = g_new (double, n_rows *m);
      g_autofree double *start = g_new (double, m);
      g_autofree double *target = g_new (double, n_rows);
      g_autofree double *a = g_new0 (double, m);
      g_autofree double *slope = g_new0 (double, m);
      g_autoptr (RscPolytope) polytope = NULL;
      g_autoptr (GError) error = NULL;
      double least, here, square = 0.0;
      gsize n_zero = 0;

      for (gsize i = 0; i < n * m; i++)
        c[i] = i < m ? 1.0 : gsl_ran_gaussian (rng, 1.0);
      for (gsize i = 0; i < m; i++)
        start[i] = gsl_ran_exponential (rng, 1.0);
      for (gsize i = 0; i < n_rows * m; i++)
        v[i] = gsl_ran_gaussian (rng, 1.0);
      for (gsize k = 0; k < n_rows; k++)
        target[k] = gsl_ran_gaussian (rng, 20.0);
      polytope = rsc_polytope_new_support_only (n, m, c, start, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (rsc_polytope_get_dimension (polytope), ==, m - n);
      g_assert_true (rsc_polytope_fit_point (polytope, n_rows, v, target, a));
      g_assert_cmpfloat (rsc_polytope_get_violation (polytope, a), <, 1e-10);
      for (gsize k = 0; k < n_rows; k++)
        {
          const double off = dot (m, v + k * m, a) - target[k];

          square += off * off;
          for (gsize i = 0; i < m; i++)
            slope[i] += off * v[k * m + i];
        }
      for (gsize i = 0; i < m; i++)
        n_zero += a[i] == 0.0;
      here = dot (m, slope, a);
      g_assert_true (rsc_polytope_minimise (polytope, slope, &least, NULL, NULL, &error));
      g_assert_cmpfloat (here - least, <=, 1e-6 * square);
      /* Walls there are many. */
      g_assert_cmpuint (n_zero, >, 30);
    }
  gsl_rng_free (rng);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gsl_set_error_handler_off ();
  g_test_add_func ("/polyhedron/wedge", test_wedge);
  g_test_add_func ("/polyhedron/cone", test_cone);
  g_test_add_func ("/polyhedron/random", test_random);
  g_test_add_func ("/polyhedron/quick", test_quick);
  g_test_add_func ("/polyhedron/far-vertices", test_far_vertices);
  g_test_add_func ("/polyhedron/end", test_end);
  g_test_add_func ("/polyhedron/long", test_long);
  g_test_add_func ("/polyhedron/large-fit", test_large_fit);
  return g_test_run ();
}
