/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/set/rsc-complex-walk.h"
#include "plants.h"
#include "problems.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

#define COLUMNS_MAX 12

/* The complex by its definition, for at most twelve columns: a support is a mask of columns. */
typedef struct
{
  gsize m;
  GArray *vertices; /* masks of those supports that have one point, all positive on it */
  gboolean *face;   /* 2^m: whether some point of the set has exactly this support */
} Brute;

/* Whether the columns of @mask make the fit with positive numbers, and are independent: elimination
 * with full pivoting. */
static gboolean
is_vertex (const Plant *plant, const double *f, guint mask)
{
  const gsize n = plant->n;
  gsize k = 0;
  long double t[16][COLUMNS_MAX + 1];
  gsize columns[COLUMNS_MAX];
  long double scale = 0.0L;

  for (gsize j = 0; j < plant->m; j++)
    if ((mask >> j & 1) != 0)
      columns[k++] = j;
  if (k > n)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    {
      for (gsize p = 0; p < k; p++)
        t[i][p] = plant->c[i * plant->m + columns[p]];
      t[i][k] = f[i];
      scale = MAX (scale, fabsl (t[i][k]));
    }
  gsize at[COLUMNS_MAX];
  for (gsize p = 0; p < k; p++)
    at[p] = p;
  for (gsize p = 0; p < k; p++)
    {
      gsize row = p, column = p;
      for (gsize i = p; i < n; i++)
        for (gsize q = p; q < k; q++)
          if (fabsl (t[i][q]) > fabsl (t[row][column]))
            {
              row = i;
              column = q;
            }
      if (fabsl (t[row][column]) < 1e-9L)
        return FALSE;
      for (gsize q = 0; q <= k; q++)
        {
          long double swap = t[p][q];
          t[p][q] = t[row][q];
          t[row][q] = swap;
        }
      for (gsize i = 0; i < n; i++)
        {
          long double swap = t[i][p];
          t[i][p] = t[i][column];
          t[i][column] = swap;
        }
      gsize swap = at[p];
      at[p] = at[column];
      at[column] = swap;
      for (gsize i = 0; i < n; i++)
        {
          const long double factor = i == p ? 0.0L : t[i][p] / t[p][p];
          for (gsize q = 0; q <= k; q++)
            t[i][q] -= factor * t[p][q];
        }
    }
  for (gsize i = k; i < n; i++)
    if (fabsl (t[i][k]) > 1e-9L * scale)
      return FALSE;
  for (gsize p = 0; p < k; p++)
    if (t[p][k] / t[p][p] < 1e-9L)
      return FALSE;
  return TRUE;
}

static void
brute_init (Brute *self, const Plant *plant)
{
  g_autofree double *f = g_new0 (double, plant->n);

  g_assert_cmpuint (plant->m, <=, COLUMNS_MAX);
  g_assert_cmpuint (plant->n, <=, 16);
  self->m = plant->m;
  self->vertices = g_array_new (FALSE, FALSE, sizeof (guint));
  self->face = g_new0 (gboolean, 1u << plant->m);
  for (gsize i = 0; i < plant->n; i++)
    for (gsize j = 0; j < plant->m; j++)
      f[i] += plant->c[i * plant->m + j] * plant->a[j];
  for (guint mask = 1; mask < 1u << plant->m; mask++)
    if (is_vertex (plant, f, mask))
      g_array_append_val (self->vertices, mask);
  for (guint mask = 1; mask < 1u << plant->m; mask++)
    {
      guint covered = 0;
      for (guint v = 0; v < self->vertices->len; v++)
        if ((g_array_index (self->vertices, guint, v) & ~mask) == 0)
          covered |= g_array_index (self->vertices, guint, v);
      self->face[mask] = covered == mask;
    }
}

static void
brute_clear (Brute *self)
{
  g_array_unref (self->vertices);
  g_free (self->face);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Brute, brute_clear)

static guint
find_root (guint *root, guint v)
{
  while (root[v] != v)
    v = root[v] = root[root[v]];
  return v;
}

/* A root for each face with at most @m neurons (@root: 2^m): it hangs together with its vertices.
 * Returns how many pieces that makes. */
static gsize
brute_find_pieces (const Brute *self, gsize m, guint *root)
{
  gsize pieces = 0;

  for (guint mask = 0; mask < 1u << self->m; mask++)
    root[mask] = mask;
  for (guint mask = 1; mask < 1u << self->m; mask++)
    if (self->face[mask] && (gsize) __builtin_popcount (mask) <= m)
      for (guint part = (mask - 1) & mask; part != 0; part = (part - 1) & mask)
        if (self->face[part])
          root[find_root (root, part)] = find_root (root, mask);
  for (guint mask = 1; mask < 1u << self->m; mask++)
    if (self->face[mask] && (gsize) __builtin_popcount (mask) <= m)
      pieces += find_root (root, mask) == mask ? 1 : 0;
  return pieces;
}

static guint
mask_of (gsize m, const double *a)
{
  guint mask = 0;

  for (gsize i = 0; i < m; i++)
    mask |= a[i] > 0.0 ? 1u << i : 0;
  return mask;
}

static RscComplex *
complex_of (RscPolytope *polytope, gsize n, GPtrArray *vertices, gboolean complete)
{
  g_autoptr (GError) error = NULL;
  RscComplex *complex =
    rsc_complex_new (rsc_polytope_as_set (polytope), n, vertices, complete, NULL, &error);

  g_assert_no_error (error);
  return complex;
}

/* Every network on the way is in the set with at most m neurons; no way has fewer; no way has fewer
 * stops. */
static void
check_walk (const Plant *plant,
            const RscPolytope *polytope,
            const RscComplex *complex,
            const Brute *brute,
            const double *from,
            const double *to)
{
  const gsize m = plant->m;
  g_autoptr (GError) error = NULL;
  g_autoptr (RscComplexWalk) walk = rsc_complex_walk_new (complex, from, to, NULL, &error);
  g_autofree double *a = g_new (double, m);
  g_autofree guint *root = g_new (guint, 1u << m);
  const guint first = mask_of (m, from), last = mask_of (m, to);
  gsize least = (gsize) MAX (__builtin_popcount (first), __builtin_popcount (last));

  g_assert_no_error (error);
  g_assert_true (walk->proved);
  g_assert_cmpmem (walk->stops, m * sizeof (double), from, m * sizeof (double));
  g_assert_cmpmem (walk->stops + (walk->n_stops - 1) * m, m * sizeof (double), to,
                   m * sizeof (double));
  for (gsize k = 0; k < walk->n_stops; k++)
    if (walk->vertices[k] >= 0)
      g_assert_cmpmem (walk->stops + k * m, m * sizeof (double),
                       rsc_complex_get_vertex (complex, (gsize) walk->vertices[k]),
                       m * sizeof (double));
  for (double place = 0.0; place <= (double) (walk->n_stops - 1); place += 0.25)
    {
      rsc_complex_walk_get (walk, place, a);
      g_assert_cmpuint (count_width (m, a), <=, walk->m);
      g_assert_cmpfloat (rsc_polytope_get_violation (polytope, a), <=, 1e-12);
    }
  for (;; least++)
    {
      brute_find_pieces (brute, least, root);
      if (find_root (root, first) == find_root (root, last))
        break;
    }
  g_assert_cmpuint (walk->m, ==, least);

  /* Waves over the faces with at most @least neurons: each step goes through one of them. */
  g_autofree gboolean *reached = g_new0 (gboolean, 1u << m);
  g_autofree gboolean *next = g_new0 (gboolean, 1u << m);
  gsize stops = 1;
  reached[first] = TRUE;
  for (; memcmp (from, to, m * sizeof (double)) != 0; stops++)
    {
      gboolean there = FALSE;
      memcpy (next, reached, (1u << m) * sizeof (gboolean));
      for (guint mask = 1; mask < 1u << m; mask++)
        for (guint v = 0; reached[mask] && v <= brute->vertices->len; v++)
          {
            const guint other =
              v == brute->vertices->len ? last : g_array_index (brute->vertices, guint, v);
            if ((gsize) __builtin_popcount (mask | other) > least)
              continue;
            next[other] = TRUE;
            there = there || v == brute->vertices->len;
          }
      memcpy (reached, next, (1u << m) * sizeof (gboolean));
      if (there)
        {
          stops++;
          break;
        }
    }
  g_assert_cmpuint (walk->n_stops, ==, stops);
}

/* All counts against those of the faces themselves. */
static void
check_levels (const RscComplex *complex, const Brute *brute, gsize n)
{
  const gsize n_vertices = rsc_complex_get_n_vertices (complex);
  g_autofree guint *root = g_new (guint, 1u << brute->m);
  g_autofree gsize *piece = g_new (gsize, n_vertices);
  gsize least = G_MAXSIZE, largest = 0, connected = G_MAXSIZE;
  gboolean proved = FALSE;
  RscComplexLevel level;

  g_assert_cmpuint (n_vertices, ==, brute->vertices->len);
  for (guint v = 0; v < brute->vertices->len; v++)
    {
      const gsize width = (gsize) __builtin_popcount (g_array_index (brute->vertices, guint, v));
      least = MIN (least, width);
      largest = MAX (largest, width);
    }
  for (gsize m = 0; m <= MAX (brute->m, n) + 2; m++)
    {
      const gsize expected = brute_find_pieces (brute, m, root);
      gsize isolated = 0, vertices = 0;

      rsc_complex_get_level (complex, m, &level);
      g_assert_cmpuint (level.m, ==, m);
      g_assert_true (level.proved);
      g_assert_cmpuint (level.n_components, ==, expected);
      g_assert_cmpuint (rsc_complex_find_components (complex, m, piece), ==, expected);
      for (gsize v = 0; v < n_vertices; v++)
        {
          const guint mask = mask_of (brute->m, rsc_complex_get_vertex (complex, v));
          const gsize width = rsc_complex_get_vertex_width (complex, v);
          vertices += width <= m ? 1 : 0;
          isolated += width == m ? 1 : 0;
          g_assert_true ((piece[v] == G_MAXSIZE) == (width > m));
          for (gsize u = 0; u < v && width <= m; u++)
            if (piece[u] != G_MAXSIZE)
              g_assert_true (
                (piece[u] == piece[v])
                == (find_root (root, mask)
                    == find_root (root, mask_of (brute->m, rsc_complex_get_vertex (complex, u)))));
        }
      g_assert_cmpuint (level.n_vertices, ==, vertices);
      g_assert_cmpuint (level.n_isolated, ==, isolated);
      if (expected == 1)
        connected = MIN (connected, m);
      else
        connected = G_MAXSIZE;
    }
  g_assert_cmpuint (rsc_complex_get_least_width (complex, &proved), ==, least);
  g_assert_true (proved);
  g_assert_cmpuint (rsc_complex_get_largest_width (complex, &proved), ==, largest);
  g_assert_true (proved);
  g_assert_cmpuint (rsc_complex_get_connected_from (complex, &proved), ==, connected);
  g_assert_true (proved);
  g_assert_cmpuint (rsc_complex_get_theorem_bound (complex), ==, MIN (least + largest, n + 1));
  g_assert_cmpuint (connected, <=, rsc_complex_get_theorem_bound (complex));
}

/* With some of the vertices: what is said is true of the whole, or said not to be known. */
static void
check_incomplete (RscPolytope *polytope, gsize n, GPtrArray *vertices, const RscComplex *whole)
{
  g_autoptr (GPtrArray) some = g_ptr_array_new ();
  g_autofree gsize *of_whole = g_new (gsize, vertices->len);
  g_autofree gsize *of_some = g_new (gsize, vertices->len);
  RscComplexLevel all, level;
  gboolean proved = TRUE;

  for (guint v = 0; v < vertices->len; v++)
    if (v % 3 != 1)
      g_ptr_array_add (some, g_ptr_array_index (vertices, v));
  g_autoptr (RscComplex) complex = complex_of (polytope, n, some, FALSE);
  g_assert_false (rsc_complex_is_complete (complex));
  g_assert_false (rsc_complex_get_edges_complete (complex));
  g_assert_cmpuint (rsc_complex_get_least_width (complex, &proved), >=,
                    rsc_complex_get_least_width (whole, NULL));
  g_assert_false (proved);
  g_assert_cmpuint (rsc_complex_get_largest_width (complex, &proved), <=,
                    rsc_complex_get_largest_width (whole, NULL));
  g_assert_false (proved);
  g_assert_cmpuint (rsc_complex_get_connected_from (complex, &proved), >=,
                    rsc_complex_get_connected_from (whole, NULL));
  g_assert_false (proved);
  g_assert_cmpuint (rsc_complex_get_theorem_bound (complex), >=,
                    rsc_complex_get_connected_from (whole, NULL));
  for (gsize m = 0; m <= n + 2; m++)
    {
      rsc_complex_get_level (whole, m, &all);
      rsc_complex_get_level (complex, m, &level);
      g_assert_cmpuint (level.n_vertices, <=, all.n_vertices);
      g_assert_cmpuint (level.n_isolated, <=, all.n_isolated);
      if (level.proved)
        g_assert_cmpuint (level.n_components, ==, all.n_components);
      rsc_complex_find_components (whole, m, of_whole);
      rsc_complex_find_components (complex, m, of_some);
      /* What is found to be connected is. */
      for (guint v = 0, s = 0; v < vertices->len; v++)
        for (guint u = 0, r = 0; v % 3 != 1 && u < v; r += u % 3 != 1 ? 1 : 0, u++)
          {
            if (u == 0)
              s = v - (v + 1) / 3;
            if (u % 3 != 1 && of_some[r] == of_some[s] && of_some[s] != G_MAXSIZE)
              g_assert_cmpuint (of_whole[u], ==, of_whole[v]);
          }
    }
  rsc_complex_get_level (complex, n + 2, &level);
  g_assert_true (level.proved);
}

static void
test_random (void)
{
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);
  gsize n_falls = 0, n_long = 0;

  gsl_rng_set (rng, 41);
  for (gsize round = 0; round < 200; round++)
    {
      const gsize n = 2 + gsl_rng_uniform_int (rng, 4);
      const gsize m = MIN (n + 1 + gsl_rng_uniform_int (rng, 6), round % 20 == 0 ? 12 : 9);
      gboolean complete = FALSE;
      g_auto (Plant) plant = round % 2 == 0 ? plant_random (rng, n, m, MIN (m, n + 1))
                                            : plant_whole (rng, n, m, 1 + round % m);
      g_auto (Brute) brute = { 0 };
      g_autoptr (RscPolytope) polytope = polytope_of (&plant);
      g_autoptr (GPtrArray) vertices = vertices_of (polytope, 5000, &complete);
      g_autofree double *a = g_new (double, m);
      g_autofree double *b = g_new (double, m);

      g_assert_true (complete);
      brute_init (&brute, &plant);
      g_autoptr (RscComplex) complex = complex_of (polytope, n, vertices, TRUE);
      check_levels (complex, &brute, n);
      if (vertices->len > 3)
        check_incomplete (polytope, n, vertices, complex);
      for (gsize k = 0; k < 3; k++)
        {
          const double *u = g_ptr_array_index (vertices, gsl_rng_uniform_int (rng, vertices->len));
          const double *v = g_ptr_array_index (vertices, gsl_rng_uniform_int (rng, vertices->len));
          const double *w = g_ptr_array_index (vertices, gsl_rng_uniform_int (rng, vertices->len));
          for (gsize i = 0; i < m; i++)
            {
              a[i] = 0.5 * (u[i] + v[i]);
              b[i] = 0.25 * v[i] + 0.75 * w[i];
            }
          check_walk (&plant, polytope, complex, &brute, u, w);
          check_walk (&plant, polytope, complex, &brute, a, w);
          check_walk (&plant, polytope, complex, &brute, b, a);
          g_autoptr (RscComplexWalk) walk = rsc_complex_walk_new (complex, u, w, NULL, NULL);
          n_long += walk->n_stops > 2 ? 1 : 0;
        }
      n_falls +=
        rsc_complex_get_connected_from (complex, NULL) > rsc_complex_get_least_width (complex, NULL)
          ? 1
          : 0;
    }
  g_assert_cmpuint (n_falls, >, 50);
  g_assert_cmpuint (n_long, >, 50);
  gsl_rng_free (rng);
}

/* The pieces of the space of weights with @m places by its cells: each place holds a neuron of the
 * set, or nothing, and the neurons that are held are a face's. A cell ends in those where places
 * have emptied. */
static gsize
count_weight_pieces (const Brute *brute, gsize m)
{
  const guint base = (guint) brute->m + 1;
  guint n_cells = 1;
  gsize pieces = 0;

  for (gsize k = 0; k < m; k++)
    n_cells *= base;
  g_autofree guint *root = g_new (guint, n_cells);
  g_autofree gboolean *is_cell = g_new0 (gboolean, n_cells);
  for (guint cell = 0; cell < n_cells; cell++)
    {
      guint mask = 0;
      root[cell] = cell;
      for (guint rest = cell; rest > 0; rest /= base)
        mask |= rest % base > 0 ? 1u << (rest % base - 1) : 0;
      is_cell[cell] = brute->face[mask];
    }
  for (guint cell = 0; cell < n_cells; cell++)
    for (guint emptied = 1; is_cell[cell] && emptied < 1u << m; emptied++)
      {
        guint part = 0, power = 1, rest = cell;
        for (gsize k = 0; k < m; k++, rest /= base, power *= base)
          part += (emptied >> k & 1) != 0 ? 0 : rest % base * power;
        if (is_cell[part])
          root[find_root (root, part)] = find_root (root, cell);
      }
  for (guint cell = 0; cell < n_cells; cell++)
    pieces += is_cell[cell] && find_root (root, cell) == cell ? 1 : 0;
  return pieces;
}

/* What is said of the space of weights, where order and splitting count. */
static void
test_weights (void)
{
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);
  gsize n_mixed = 0;

  gsl_rng_set (rng, 8);
  for (gsize round = 0; round < 40; round++)
    {
      gboolean complete = FALSE;
      g_auto (Plant) plant = round == 0  ? plant_polygon (6)
                             : round % 2 ? plant_random (rng, 3, 5 + round % 2, 4)
                                         : plant_whole (rng, 3, 5, 1 + round % 4);
      g_auto (Brute) brute = { 0 };
      g_autoptr (RscPolytope) polytope = polytope_of (&plant);
      g_autoptr (GPtrArray) vertices = vertices_of (polytope, 5000, &complete);
      g_autoptr (RscComplex) complex = complex_of (polytope, plant.n, vertices, TRUE);

      brute_init (&brute, &plant);
      for (gsize m = rsc_complex_get_least_width (complex, NULL); m <= 5; m++)
        {
          RscComplexLevel level;
          rsc_complex_get_level (complex, m, &level);
          const double points = level.n_isolated > 0 ? exp (level.log_points) : 0.0;
          g_assert_cmpfloat_with_epsilon (points + (double) (level.n_components - level.n_isolated),
                                          (double) count_weight_pieces (&brute, m), 1e-6);
          n_mixed += level.n_isolated > 0 && level.n_isolated < level.n_components ? 1 : 0;
        }
    }
  g_assert_cmpuint (n_mixed, >, 3);
  gsl_rng_free (rng);
}

typedef struct
{
  const char *name;
  double ratio;
  gsize m_star, M_star;
  gsize pieces[7]; /* from m_star on; 0 ends */
} Staircase;

/* From solved sets; every walk between vertices keeps fit and objective. */
static void
test_staircases (void)
{
  static const Staircase cases[] = {
    { "polygon-6", 0.1, 3, 3, { 2, 2, 2, 1 } },
    { "polygon-8", 0.1, 4, 5, { 2, 10, 1 } },
    { "polygon-10", 0.1, 5, 7, { 2, 2, 12, 1 } },
    { "polygon-12", 0.1, 3, 7, { 4, 4, 4, 1, 13, 1 } },
    { "checkerboard", 0.1, 8, 9, { 12, 6, 1 } },
    { "sine", 0.01, 6, 6, { 4, 1 } },
    { "spiral", 0.02, 11, 11, { 36, 1 } },
    { "xor", 0.1, 4, 4, { 1, 1 } },
  };

  for (gsize c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      const Staircase *expected = &cases[c];
      g_autoptr (RscOptimalSet) set =
        set_of_gallery (expected->name, RSC_ACTIVATION_RELU, expected->ratio);
      g_autoptr (GError) error = NULL;
      g_autoptr (RscComplex) complex = rsc_complex_new_for_set (set, NULL, &error);
      RscSolution *solution = rsc_optimal_set_get_solution (set);
      RscDataset *dataset = rsc_problem_get_dataset (rsc_solution_get_problem (solution));
      const gsize n = rsc_dataset_get_n (dataset), m = rsc_optimal_set_get_n_neurons (set);
      const gsize n_vertices = rsc_complex_get_n_vertices (complex);
      g_autofree double *a = g_new (double, m);
      g_autofree double *f = g_new (double, n);
      gsize isolated;

      g_assert_no_error (error);
      g_assert_true (rsc_complex_is_complete (complex));
      g_assert_true (rsc_complex_get_edges_complete (complex));
      g_assert_cmpuint (rsc_complex_get_least_width (complex, NULL), ==, expected->m_star);
      g_assert_cmpuint (rsc_complex_get_largest_width (complex, NULL), ==, expected->M_star);
      for (gsize k = 0; k < G_N_ELEMENTS (expected->pieces) && expected->pieces[k] > 0; k++)
        {
          RscComplexLevel level;
          rsc_complex_get_level (complex, expected->m_star + k, &level);
          g_assert_cmpuint (level.n_components, ==, expected->pieces[k]);
          isolated = 0;
          for (gsize v = 0; v < n_vertices; v++)
            isolated += rsc_optimal_set_get_vertex_width (set, v) == level.m ? 1 : 0;
          g_assert_cmpuint (level.n_isolated, ==, isolated);
        }
      for (gsize v = 1; v < n_vertices; v += MAX (n_vertices / 7, 1))
        {
          g_autoptr (RscComplexWalk) walk =
            rsc_complex_walk_new (complex, rsc_complex_get_vertex (complex, 0),
                                  rsc_complex_get_vertex (complex, v), NULL, &error);
          g_assert_no_error (error);
          for (double place = 0.0; place <= (double) (walk->n_stops - 1); place += 0.25)
            {
              rsc_complex_walk_get (walk, place, a);
              g_assert_cmpuint (rsc_optimal_set_count_width (set, a), <=, walk->m);
              g_autoptr (RscNetwork) network = rsc_optimal_set_dup_network (set, a);
              g_assert_cmpuint (rsc_network_get_width (network), <=, walk->m);
              rsc_network_predict (network, n, rsc_dataset_get_x (dataset), f);
              for (gsize i = 0; i < n; i++)
                g_assert_cmpfloat_with_epsilon (f[i], rsc_solution_get_fit (solution)[i], 1e-12);
              const double objective =
                rsc_network_objective (network, dataset, rsc_solution_get_lambda (solution));
              g_assert_cmpfloat_with_epsilon (objective, rsc_solution_get_objective (solution),
                                              1e-12
                                                * MAX (rsc_solution_get_objective (solution), 1.0));
            }
        }
    }
}

/* The zero network is one piece with any number of neurons. */
static void
test_zero (void)
{
  g_autoptr (RscOptimalSet) set = set_of_gallery ("xor", RSC_ACTIVATION_RELU, 1.5);
  g_autoptr (RscComplex) complex = rsc_complex_new_for_set (set, NULL, NULL);
  RscComplexLevel level;

  g_assert_nonnull (complex);
  g_assert_cmpuint (rsc_complex_get_connected_from (complex, NULL), ==, 0);
  rsc_complex_get_level (complex, 3, &level);
  g_assert_cmpuint (level.n_components, ==, 1);
  g_assert_cmpuint (level.n_isolated, ==, 0);
}

static void
test_cancelled (void)
{
  gboolean complete = FALSE;
  g_auto (Plant) plant = plant_polygon (8);
  g_autoptr (RscPolytope) polytope = polytope_of (&plant);
  g_autoptr (GPtrArray) vertices = vertices_of (polytope, 5000, &complete);
  g_autoptr (RscComplex) complex = complex_of (polytope, plant.n, vertices, TRUE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (rsc_complex_walk_new (complex, rsc_complex_get_vertex (complex, 0),
                                       rsc_complex_get_vertex (complex, 1), cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (
    rsc_complex_new (rsc_polytope_as_set (polytope), plant.n, vertices, TRUE, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/complex/random", test_random);
  g_test_add_func ("/complex/weights", test_weights);
  g_test_add_func ("/complex/staircases", test_staircases);
  g_test_add_func ("/complex/zero", test_zero);
  g_test_add_func ("/complex/cancelled", test_cancelled);
  return g_test_run ();
}
