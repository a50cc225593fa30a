/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plants.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <string.h>

/* All supports, one by one: the points with positive entries on independent columns. Written apart
 * from the library: normal equations and a determinant instead of its decompositions. Returns the
 * number of vertices; *@widths_sum and *@narrowest describe them. */
static gsize
count_by_brute_force (const Plant *plant, gsize *widths_sum, gsize *narrowest)
{
  gsize found = 0;
  g_autofree double *f = g_new0 (double, plant->n);
  gsl_matrix *gram = gsl_matrix_alloc (plant->m, plant->m);
  gsl_vector *right = gsl_vector_alloc (plant->m);

  *widths_sum = 0;
  *narrowest = plant->m + 1;
  for (gsize i = 0; i < plant->n; i++)
    for (gsize j = 0; j < plant->m; j++)
      f[i] += plant->c[i * plant->m + j] * plant->a[j];
  for (guint mask = 1; mask < 1u << plant->m; mask++)
    {
      gsize used[32];
      gsize k = 0;
      for (gsize j = 0; j < plant->m; j++)
        if (mask & (1u << j))
          used[k++] = j;
      if (k > plant->n)
        continue;
      gsl_matrix_view h = gsl_matrix_submatrix (gram, 0, 0, k, k);
      gsl_vector_view b = gsl_vector_subvector (right, 0, k);
      for (gsize p = 0; p < k; p++)
        {
          double value = 0.0;
          for (gsize i = 0; i < plant->n; i++)
            value += plant->c[i * plant->m + used[p]] * f[i];
          gsl_vector_set (&b.vector, p, value);
          for (gsize q = 0; q < k; q++)
            {
              double dot = 0.0;
              for (gsize i = 0; i < plant->n; i++)
                dot += plant->c[i * plant->m + used[p]] * plant->c[i * plant->m + used[q]];
              gsl_matrix_set (&h.matrix, p, q, dot);
            }
        }
      gboolean regular = TRUE;
      double largest = 0.0;
      for (gsize p = 0; p < k; p++)
        largest = MAX (largest, gsl_matrix_get (&h.matrix, p, p));
      /* Elimination by hand: a pivot that vanishes means dependent columns. */
      for (gsize p = 0; p < k && regular; p++)
        {
          double pivot = gsl_matrix_get (&h.matrix, p, p);
          regular = pivot > 1e-10 * largest;
          for (gsize q = p + 1; q < k && regular; q++)
            {
              double factor = gsl_matrix_get (&h.matrix, q, p) / pivot;
              for (gsize r = p; r < k; r++)
                *gsl_matrix_ptr (&h.matrix, q, r) -= factor * gsl_matrix_get (&h.matrix, p, r);
              *gsl_vector_ptr (&b.vector, q) -= factor * gsl_vector_get (&b.vector, p);
            }
        }
      if (!regular)
        continue;
      double x[32];
      gboolean positive = TRUE;
      for (gsize p = k; p-- > 0;)
        {
          x[p] = gsl_vector_get (&b.vector, p);
          for (gsize q = p + 1; q < k; q++)
            x[p] -= gsl_matrix_get (&h.matrix, p, q) * x[q];
          x[p] /= gsl_matrix_get (&h.matrix, p, p);
          positive = positive && x[p] > 1e-7;
        }
      if (!positive)
        continue;
      double residual = 0.0;
      for (gsize i = 0; i < plant->n; i++)
        {
          double fit = 0.0;
          for (gsize p = 0; p < k; p++)
            fit += plant->c[i * plant->m + used[p]] * x[p];
          residual = MAX (residual, fabs (fit - f[i]));
        }
      if (residual > 1e-6)
        continue;
      found++;
      *widths_sum += k;
      *narrowest = MIN (*narrowest, k);
    }
  gsl_matrix_free (gram);
  gsl_vector_free (right);
  return found;
}

/* What holds for every set: ranges are those of the vertices, all points fit, the basis is
 * orthonormal and moves along the set. */
static void
check_consistency (const Plant *plant, const RscPolytope *polytope, GPtrArray *vertices)
{
  gsize m = plant->m;
  gsize k = rsc_polytope_get_dimension (polytope);
  const double *interior = rsc_polytope_get_interior (polytope);
  const double *basis = rsc_polytope_get_basis (polytope);
  g_autofree double *a = g_new (double, m);

  g_assert_cmpfloat (rsc_polytope_get_violation (polytope, interior), <, 1e-10);
  for (gsize i = 0; i < m; i++)
    {
      double low = G_MAXDOUBLE;
      double high = -G_MAXDOUBLE;
      for (guint v = 0; v < vertices->len; v++)
        {
          const double *vertex = g_ptr_array_index (vertices, v);
          low = MIN (low, vertex[i]);
          high = MAX (high, vertex[i]);
        }
      g_assert_cmpfloat (fabs (low - rsc_polytope_get_minimum (polytope, i)), <, 1e-8);
      g_assert_cmpfloat (fabs (high - rsc_polytope_get_maximum (polytope, i)), <, 1e-8);
      g_assert_true (rsc_polytope_get_in_support (polytope, i) == (high > 1e-7));
      g_assert_true (rsc_polytope_get_in_support (polytope, i) == (interior[i] > 0.0));
    }
  for (guint v = 0; v < vertices->len; v++)
    {
      const double *vertex = g_ptr_array_index (vertices, v);
      g_assert_cmpfloat (rsc_polytope_get_violation (polytope, vertex), <, 1e-10);
      g_assert_cmpuint (count_width (m, vertex), <=,
                        rsc_polytope_get_n_support (polytope)
                          - rsc_polytope_get_dimension (polytope));
      for (guint w = 0; w < v; w++)
        {
          const double *other = g_ptr_array_index (vertices, w);
          double apart = 0.0;
          for (gsize i = 0; i < m; i++)
            apart = MAX (apart, fabs (vertex[i] - other[i]));
          g_assert_cmpfloat (apart, >, 1e-9);
        }
    }
  for (gsize p = 0; p < k; p++)
    {
      for (gsize q = 0; q <= p; q++)
        {
          double dot = 0.0;
          for (gsize i = 0; i < m; i++)
            dot += basis[i * k + p] * basis[i * k + q];
          g_assert_cmpfloat (fabs (dot - (p == q ? 1.0 : 0.0)), <, 1e-12);
        }
      for (gsize r = 0; r < plant->n; r++)
        {
          double change = 0.0;
          for (gsize i = 0; i < m; i++)
            change += plant->c[r * m + i] * basis[i * k + p];
          g_assert_cmpfloat (fabs (change), <, 1e-9);
        }
    }
  for (guint64 seed = 0; seed < 5; seed++)
    {
      rsc_polytope_sample (polytope, seed, a);
      g_assert_cmpfloat (rsc_polytope_get_violation (polytope, a), <, 1e-12);
      if (k > 0)
        for (gsize i = 0; i < m; i++)
          g_assert_true (rsc_polytope_get_in_support (polytope, i) ? a[i] > 0.0 : a[i] == 0.0);
    }
}

typedef struct
{
  gsize n;
  gsize dimension;
  gsize narrow;
  gsize n_narrow;
  gsize wide;
  gsize n_wide;
} PolygonCase;

static void
test_polygons (void)
{
  static const PolygonCase cases[] = {
    { 6, 1, 3, 2, 3, 2 },
    { 8, 3, 4, 2, 5, 8 },
    { 10, 3, 5, 2, 7, 10 },
    { 12, 5, 3, 4, 7, 12 },
  };

  for (gsize c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      g_auto (Plant) plant = plant_polygon (cases[c].n);
      g_autoptr (RscPolytope) polytope = polytope_of (&plant);
      g_autofree double *a = g_new (double, plant.m);
      g_autoptr (GError) error = NULL;
      gboolean complete = FALSE;
      gboolean proved = FALSE;
      gsize narrow = 0;
      gsize wide = 0;

      g_assert_cmpuint (rsc_polytope_get_n_support (polytope), ==, cases[c].n);
      g_assert_cmpuint (rsc_polytope_get_dimension (polytope), ==, cases[c].dimension);
      g_autoptr (GPtrArray) vertices = vertices_of (polytope, 5000, &complete);
      g_assert_true (complete);
      for (guint v = 0; v < vertices->len; v++)
        {
          gsize width = count_width (plant.m, g_ptr_array_index (vertices, v));
          narrow += width == cases[c].narrow;
          wide += width == cases[c].wide;
        }
      g_assert_cmpuint (narrow, ==, cases[c].n_narrow);
      g_assert_cmpuint (wide, ==, cases[c].n_wide);
      g_assert_cmpuint (vertices->len, ==,
                        cases[c].narrow == cases[c].wide ? narrow : narrow + wide);
      check_consistency (&plant, polytope, vertices);

      /* With the list, and by the integer program alone. */
      g_assert_cmpuint (
        rsc_polytope_find_narrowest (polytope, vertices, TRUE, 20000, a, &proved, NULL, &error), ==,
        cases[c].narrow);
      g_assert_true (proved);
      g_assert_cmpuint (
        rsc_polytope_find_narrowest (polytope, NULL, FALSE, 20000, a, &proved, NULL, &error), ==,
        cases[c].narrow);
      g_assert_no_error (error);
      g_assert_true (proved);
      g_assert_cmpuint (count_width (plant.m, a), ==, cases[c].narrow);
      g_assert_cmpfloat (rsc_polytope_get_violation (polytope, a), <, 1e-10);
    }
}

static void
check_against_brute_force (const Plant *plant)
{
  g_autoptr (RscPolytope) polytope = polytope_of (plant);
  g_autofree double *a = g_new (double, plant->m);
  g_autoptr (GError) error = NULL;
  gboolean complete = FALSE;
  gboolean proved = FALSE;
  gsize widths = 0;
  gsize expected_widths = 0;
  gsize narrowest = 0;
  gsize expected = count_by_brute_force (plant, &expected_widths, &narrowest);
  g_autoptr (GPtrArray) vertices = vertices_of (polytope, 5000, &complete);

  g_assert_true (complete);
  for (guint v = 0; v < vertices->len; v++)
    widths += count_width (plant->m, g_ptr_array_index (vertices, v));
  g_assert_cmpuint (vertices->len, ==, expected);
  g_assert_cmpuint (widths, ==, expected_widths);
  check_consistency (plant, polytope, vertices);
  g_assert_cmpuint (
    rsc_polytope_find_narrowest (polytope, NULL, FALSE, 20000, a, &proved, NULL, &error), ==,
    narrowest);
  g_assert_no_error (error);
  g_assert_true (proved);
}

static void
test_random (void)
{
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);

  for (unsigned long seed = 1; seed <= 40; seed++)
    {
      gsl_rng_set (rng, seed);
      gsize m = 2 + gsl_rng_uniform_int (rng, 9);
      gsize n = 1 + gsl_rng_uniform_int (rng, 6);
      g_auto (Plant) plant = plant_random (rng, n, m, 1 + gsl_rng_uniform_int (rng, m));
      check_against_brute_force (&plant);
    }
  gsl_rng_free (rng);
}

static void
test_degenerate (void)
{
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);

  for (unsigned long seed = 1; seed <= 40; seed++)
    {
      gsl_rng_set (rng, seed);
      gsize m = 3 + gsl_rng_uniform_int (rng, 8);
      gsize n = 2 + gsl_rng_uniform_int (rng, 4);
      g_auto (Plant) plant = plant_whole (rng, n, m, 1 + gsl_rng_uniform_int (rng, m));
      check_against_brute_force (&plant);
    }
  gsl_rng_free (rng);
}

static void
test_support_smaller (void)
{
  /* a0 + a1 + a2 = 1 with a2 used by no point: a1 + 2 a2 = 0 in the second row forces it. */
  double c[] = { 1, 1, 1, 1, 0, 0, 1, 2 };
  double a[] = { 0.25, 0.75, 0.0, 0.0 };
  g_auto (Plant) plant = { 2, 4, g_memdup2 (c, sizeof c), g_memdup2 (a, sizeof a) };
  g_autoptr (RscPolytope) polytope = polytope_of (&plant);

  g_assert_cmpuint (rsc_polytope_get_n_support (polytope), ==, 2);
  g_assert_cmpuint (rsc_polytope_get_n_support (polytope) - rsc_polytope_get_dimension (polytope),
                    ==, 1);
  g_assert_cmpuint (rsc_polytope_get_dimension (polytope), ==, 1);
  g_assert_false (rsc_polytope_get_in_support (polytope, 2));
  g_assert_cmpfloat (rsc_polytope_get_maximum (polytope, 2), ==, 0.0);
  g_assert_cmpfloat (fabs (rsc_polytope_get_maximum (polytope, 0) - 1.0), <, 1e-12);
}

static void
test_points (void)
{
  /* Dimension 0: independent columns; one column; none; the zero point. */
  double identity[] = { 1, 0, 0, 1 };
  double a[] = { 2.0, 0.0 };
  double zero[] = { 0.0, 0.0 };
  g_autoptr (GError) error = NULL;
  gboolean complete = FALSE;
  g_autoptr (RscPolytope) one = rsc_polytope_new (2, 2, identity, a, NULL, &error);
  g_autoptr (RscPolytope) none = rsc_polytope_new (2, 2, identity, zero, NULL, &error);
  g_autoptr (RscPolytope) empty = rsc_polytope_new (2, 0, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rsc_polytope_get_dimension (one), ==, 0);
  g_assert_cmpuint (rsc_polytope_get_n_support (one), ==, 1);
  g_assert_cmpfloat (rsc_polytope_get_maximum (one, 0), ==, 2.0);
  g_assert_cmpuint (rsc_polytope_get_n_support (none), ==, 0);
  g_assert_cmpuint (rsc_polytope_get_dimension (none), ==, 0);
  g_assert_cmpuint (rsc_polytope_get_dimension (empty), ==, 0);
  g_autoptr (GPtrArray) of_one = vertices_of (one, 10, &complete);
  g_assert_cmpuint (of_one->len, ==, 1);
  g_assert_true (complete);
  g_autoptr (GPtrArray) of_none = vertices_of (none, 10, &complete);
  g_assert_cmpuint (of_none->len, ==, 1);
  g_autoptr (GPtrArray) of_empty = vertices_of (empty, 10, &complete);
  g_assert_cmpuint (of_empty->len, ==, 1);
}

static void
test_cap (void)
{
  g_auto (Plant) plant = plant_polygon (12);
  g_autoptr (RscPolytope) polytope = polytope_of (&plant);
  gboolean complete = TRUE;
  g_autoptr (GPtrArray) some = vertices_of (polytope, 15, &complete);

  g_assert_cmpuint (some->len, ==, 15);
  g_assert_false (complete);
  g_autoptr (GPtrArray) all = vertices_of (polytope, 16, &complete);
  g_assert_cmpuint (all->len, ==, 16);
  g_assert_true (complete);
}

/* A simplex cut by another: products of simplices have known numbers of vertices and are large
 * enough for the walk. */
static Plant
plant_simplices (gsize factors, gsize corners)
{
  gsize m = factors * corners;
  Plant plant = { factors, m, g_new0 (double, factors *m), g_new0 (double, m) };

  for (gsize j = 0; j < m; j++)
    {
      plant.c[j / corners * m + j] = 1.0;
      plant.a[j] = 1.0 / (double) corners;
    }
  return plant;
}

static void
test_walk (void)
{
  /* Eight triangles: dimension 16 on 24 neurons, 3^8 vertices, all of width 8. */
  g_auto (Plant) plant = plant_simplices (8, 3);
  g_autoptr (RscPolytope) polytope = polytope_of (&plant);
  gboolean complete = FALSE;

  g_assert_cmpuint (rsc_polytope_get_dimension (polytope), ==, 16);
  g_autoptr (GPtrArray) all = vertices_of (polytope, 10000, &complete);
  g_assert_cmpuint (all->len, ==, 6561);
  g_assert_true (complete);
  g_autoptr (GPtrArray) some = vertices_of (polytope, 300, &complete);
  g_assert_cmpuint (some->len, ==, 300);
  g_assert_false (complete);
}

static void
test_cancelled (void)
{
  g_auto (Plant) plant = plant_simplices (8, 3);
  g_autoptr (RscPolytope) polytope = polytope_of (&plant);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree double *a = g_new (double, plant.m);
  gboolean complete = FALSE;
  gboolean proved = FALSE;

  g_cancellable_cancel (cancellable);
  g_assert_null (rsc_polytope_list_vertices (polytope, 10, &complete, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (rsc_polytope_new (plant.n, plant.m, plant.c, plant.a, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpuint (
    rsc_polytope_find_narrowest (polytope, NULL, FALSE, 20000, a, &proved, cancellable, &error), ==,
    0);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* The nearest point satisfies the constraints, and no vertex lies on the far side of its tangent
 * plane: the variational inequality of a projection, exact because vertices suffice. */
static void
test_nearest (void)
{
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);

  for (unsigned long seed = 1; seed <= 60; seed++)
    {
      gsl_rng_set (rng, seed);
      gsize m = 3 + gsl_rng_uniform_int (rng, 8);
      gsize n = 1 + gsl_rng_uniform_int (rng, 4);
      g_auto (Plant) plant = seed % 3 == 0   ? plant_polygon (6 + 2 * (seed % 4))
                             : seed % 3 == 1 ? plant_random (rng, n, m, m)
                                             : plant_whole (rng, n, m, m);
      g_autoptr (RscPolytope) polytope = polytope_of (&plant);
      g_autofree double *wish = g_new (double, plant.m);
      g_autofree double *weights = g_new (double, plant.m);
      g_autofree double *a = g_new (double, plant.m);
      gboolean complete = FALSE;
      g_autoptr (GPtrArray) vertices = vertices_of (polytope, 5000, &complete);
      for (int round = 0; round < 20; round++)
        {
          double total = 0.0;
          for (gsize i = 0; i < plant.m; i++)
            {
              wish[i] = gsl_ran_gaussian (rng, round % 4 == 0 ? 0.1 : 2.0);
              weights[i] = 0.2 + gsl_rng_uniform (rng);
              total += rsc_polytope_get_interior (polytope)[i];
            }
          if (round == 1)
            rsc_polytope_sample (polytope, 7, wish);
          rsc_polytope_project_point (polytope, wish, weights, NULL, a);
          g_assert_cmpfloat (rsc_polytope_get_violation (polytope, a), <, 1e-12);
          for (guint v = 0; v < vertices->len; v++)
            {
              const double *vertex = g_ptr_array_index (vertices, v);
              double slope = 0.0;
              for (gsize i = 0; i < plant.m; i++)
                slope += weights[i] * (a[i] - wish[i]) * (vertex[i] - a[i]);
              g_assert_cmpfloat (slope, >, -1e-9 * (1.0 + total * total));
            }
          if (round == 1)
            for (gsize i = 0; i < plant.m; i++)
              g_assert_cmpfloat (fabs (a[i] - wish[i]), <, 1e-9);
        }
    }
  gsl_rng_free (rng);
}

static void
test_nearest_on_axes (void)
{
  /* Only two coordinates are wished for; a wish inside their shadow is met. */
  g_auto (Plant) plant = plant_polygon (12);
  g_autoptr (RscPolytope) polytope = polytope_of (&plant);
  g_autofree double *weights = g_new0 (double, plant.m);
  g_autofree double *wish = g_new0 (double, plant.m);
  g_autofree double *start = g_new0 (double, plant.m);
  g_autofree double *a = g_new0 (double, plant.m);

  weights[0] = weights[3] = 1.0;
  for (guint64 seed = 1; seed < 30; seed++)
    {
      rsc_polytope_sample (polytope, seed, wish);
      rsc_polytope_sample (polytope, seed + 100, start);
      rsc_polytope_project_point (polytope, wish, weights, start, a);
      g_assert_cmpfloat (fabs (a[0] - wish[0]), <, 1e-6);
      g_assert_cmpfloat (fabs (a[3] - wish[3]), <, 1e-6);
      g_assert_cmpfloat (rsc_polytope_get_violation (polytope, a), <, 1e-12);
    }
}

static void
test_programs (void)
{
  g_auto (Plant) plant = plant_polygon (10);
  g_autoptr (RscPolytope) polytope = polytope_of (&plant);
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);
  gboolean complete = FALSE;
  g_autoptr (GPtrArray) vertices = vertices_of (polytope, 100, &complete);
  double costs[20 * 10];
  double minima[20];
  double points[20 * 10];
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (costs); i++)
    costs[i] = gsl_ran_gaussian (rng, 1.0);
  g_assert_true (rsc_polytope_minimise_many (polytope, 20, costs, minima, points, NULL, &error));
  g_assert_no_error (error);
  for (gsize k = 0; k < 20; k++)
    {
      double least = G_MAXDOUBLE;
      double single = 0.0;
      for (guint v = 0; v < vertices->len; v++)
        {
          const double *vertex = g_ptr_array_index (vertices, v);
          double value = 0.0;
          for (gsize i = 0; i < 10; i++)
            value += costs[k * 10 + i] * vertex[i];
          least = MIN (least, value);
        }
      g_assert_true (rsc_polytope_minimise (polytope, costs + k * 10, &single, NULL, NULL, &error));
      g_assert_cmpfloat (fabs (minima[k] - least), <, 1e-11);
      g_assert_cmpfloat (fabs (single - least), <, 1e-11);
      g_assert_cmpfloat (rsc_polytope_get_violation (polytope, points + k * 10), <, 1e-11);
    }
  gsl_rng_free (rng);
}

static void
test_sample (void)
{
  g_auto (Plant) plant = plant_polygon (8);
  g_autoptr (RscPolytope) polytope = polytope_of (&plant);
  double one[8];
  double two[8];
  double mean[8] = { 0.0 };
  double low = 0.0, middle = 0.0;

  rsc_polytope_sample (polytope, 5, one);
  rsc_polytope_sample (polytope, 5, two);
  g_assert_cmpmem (one, sizeof one, two, sizeof two);
  rsc_polytope_sample (polytope, 6, two);
  g_assert_cmpint (memcmp (one, two, sizeof one), !=, 0);
  /* The set is symmetric in its neurons, so the mean of uniform points is their common value. */
  for (guint64 seed = 0; seed < 400; seed++)
    {
      rsc_polytope_sample (polytope, seed, one);
      for (gsize i = 0; i < 8; i++)
        mean[i] += one[i] / 400.0;
    }
  for (gsize i = 0; i < 8; i++)
    g_assert_cmpfloat (fabs (mean[i] - plant.a[i]), <, 0.02);

  /* On a segment they are as likely in each part of it: neither more at its ends nor in its
   * middle. */
  g_auto (Plant) hexagon = plant_polygon (6);
  g_autoptr (RscPolytope) segment = polytope_of (&hexagon);
  const double most = rsc_polytope_get_maximum (segment, 0);

  g_assert_cmpuint (rsc_polytope_get_dimension (segment), ==, 1);
  for (guint64 seed = 0; seed < 1000; seed++)
    {
      rsc_polytope_sample (segment, seed, one);
      low += one[0] < 0.1 * most || one[0] > 0.9 * most;
      middle += one[0] > 0.4 * most && one[0] < 0.6 * most;
    }
  g_test_message ("%g near the ends, %g in the middle", low, middle);
  g_assert_cmpfloat (fabs (low - 200.0), <, 50.0);
  g_assert_cmpfloat (fabs (middle - 200.0), <, 50.0);
}

/* The interior point: Σ log a_i has no slope along the set, so it is the one maximum, whatever the
 * order and the units of the coordinates. */
static void
test_centre (void)
{
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);

  gsl_rng_set (rng, 5);
  /* In the last rounds all norms are in use, and many: there a whole step of Newton's method goes
   * too far from where it begins. */
  for (gsize round = 0; round < 90; round++)
    {
      gsize n = 2 + gsl_rng_uniform_int (rng, 5);
      gsize m = n + 2 + gsl_rng_uniform_int (rng, round < 30 ? 12 : 25);
      g_auto (Plant) plant = round >= 30      ? plant_random (rng, n, m, m)
                             : round % 2 == 0 ? plant_random (rng, n, m, MIN (m, n + 1))
                                              : plant_whole (rng, n, m, 1 + round % m);
      g_autoptr (RscPolytope) polytope = polytope_of (&plant);
      const double *interior = rsc_polytope_get_interior (polytope);
      const double *basis = rsc_polytope_get_basis (polytope);
      gsize k = rsc_polytope_get_dimension (polytope);
      double total = 0.0;

      for (gsize i = 0; i < m; i++)
        total += interior[i];
      for (gsize j = 0; k > 1 && j < k; j++)
        {
          double slope = 0.0;
          double size = 0.0;
          for (gsize i = 0; i < m; i++)
            if (interior[i] > 0.0)
              {
                slope += basis[i * k + j] / interior[i];
                size += fabs (basis[i * k + j] / interior[i]);
              }
          g_assert_cmpfloat (fabs (slope), <, 1e-9 * size);
        }
      /* Backwards and in other units. */
      Plant other = { n, m, g_new0 (double, n *m), g_new0 (double, m) };
      for (gsize j = 0; j < m; j++)
        {
          double unit = 0.01 + 100.0 * gsl_rng_uniform (rng);
          gsize at = m - 1 - j;
          other.a[at] = plant.a[j] / unit;
          for (gsize i = 0; i < n; i++)
            other.c[i * m + at] = plant.c[i * m + j] * unit;
        }
      g_autoptr (RscPolytope) turned = polytope_of (&other);
      for (gsize j = 0; k > 1 && j < m; j++)
        {
          gsize at = m - 1 - j;
          double unit = other.c[at] / plant.c[j];
          g_assert_cmpfloat (fabs (unit * rsc_polytope_get_interior (turned)[at] - interior[j]), <,
                             1e-8 * total);
        }
      plant_clear (&other);
    }
  gsl_rng_free (rng);
}

/* Norms below the tolerance are left out where the others can do what they did, and what they did
 * goes to these. */
static void
test_tiny_norms (void)
{
  enum
  {
    N = 4
  };
  /* The last two undo the first, and little else. */
  static const double c[N * N] = { 1.0, 0.0, -0.9992, -0.9992, 0.0, 1.0, 0.0, 0.0,
                                   0.0, 0.0, 0.04,    0.0,     0.0, 0.0, 0.0, 0.04 };
  static const double a[N] = { 1.0, 1.0, 1e-8, 1e-8 };
  g_autoptr (GError) error = NULL;
  g_autoptr (RscPolytope) polytope = rsc_polytope_new (N, N, c, a, NULL, &error);
  const double *interior;

  g_assert_no_error (error);
  g_assert_cmpuint (rsc_polytope_get_n_support (polytope), ==, 2);
  interior = rsc_polytope_get_interior (polytope);
  for (gsize i = 0; i < N; i++)
    {
      double missing = 0.0;

      for (gsize j = 0; j < N; j++)
        missing += c[i * N + j] * (a[j] - interior[j]);
      g_assert_cmpfloat (fabs (missing), <, i < 2 ? 1e-14 : 5e-10);
    }
}

/* A norm below the tolerance stays where the others could make up for it only with a norm below
 * 0. */
static void
test_needed_norm (void)
{
  enum
  {
    N = 3
  };
  /* What the last does along the second axis is more than the second can give up. */
  static const double c[N * N] = { 1.0, 1.0, 0.1, 0.0, 0.01, -0.99, 0.0, 0.0, 0.1 };
  static const double a[N] = { 1.0, 1.5e-8, 0.9e-8 };
  g_autoptr (GError) error = NULL;
  g_autoptr (RscPolytope) polytope = rsc_polytope_new (N, N, c, a, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rsc_polytope_get_n_support (polytope), ==, N);
  g_assert_cmpuint (rsc_polytope_get_dimension (polytope), ==, 0);
  for (gsize i = 0; i < N; i++)
    g_assert_cmpfloat (fabs (rsc_polytope_get_interior (polytope)[i] - a[i]), <, 1e-14);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/polytope/polygons", test_polygons);
  g_test_add_func ("/polytope/random", test_random);
  g_test_add_func ("/polytope/degenerate", test_degenerate);
  g_test_add_func ("/polytope/support-smaller", test_support_smaller);
  g_test_add_func ("/polytope/points", test_points);
  g_test_add_func ("/polytope/centre", test_centre);
  g_test_add_func ("/polytope/cap", test_cap);
  g_test_add_func ("/polytope/walk", test_walk);
  g_test_add_func ("/polytope/cancelled", test_cancelled);
  g_test_add_func ("/polytope/nearest", test_nearest);
  g_test_add_func ("/polytope/nearest-on-axes", test_nearest_on_axes);
  g_test_add_func ("/polytope/programs", test_programs);
  g_test_add_func ("/polytope/sample", test_sample);
  g_test_add_func ("/polytope/tiny-norms", test_tiny_norms);
  g_test_add_func ("/polytope/needed-norm", test_needed_norm);
  return g_test_run ();
}
