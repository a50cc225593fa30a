/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/set/rsc-optimal-set.h"
#include "core/program/rsc-solver.h"
#include "core/numerics/rsc-tolerances.h"
#include "problems.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>

/* Optimal sets of many dimensions, and sets where far more walls meet at a vertex than the
 * dimension asks for: they end, they say what they left out, and they can be interrupted. */

static RscSolution *
solve (const char *name, RscActivation activation, double ratio)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RscProblem) problem = problem_of_gallery (name, activation);
  RscSolution *solution = rsc_solver_solve (problem, ratio * rsc_problem_get_lambda_max (problem),
                                            NULL, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (rsc_solution_get_status (solution), ==, RSC_SOLUTION_CONVERGED);
  return solution;
}

/* All different, each optimal, and none uses more neurons than can be independent. */
static void
check_vertices (const RscOptimalSet *set)
{
  RscPolytope *polytope = rsc_optimal_set_get_polytope (set);
  gsize m = rsc_optimal_set_get_n_neurons (set);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize k = 0; k < rsc_optimal_set_get_n_vertices (set); k++)
    {
      const double *a = rsc_optimal_set_get_vertex (set, k);
      char *used = g_new0 (char, m + 1);

      g_assert_cmpfloat (rsc_polytope_get_violation (polytope, a), <=, 1e-9);
      g_assert_cmpuint (rsc_optimal_set_get_vertex_width (set, k), <=,
                        rsc_optimal_set_get_rank (set));
      for (gsize i = 0; i < m; i++)
        used[i] = a[i] > 0.0 ? '1' : '0';
      g_assert_true (g_hash_table_add (seen, used));
    }
}

/* 96 neurons of rank 8: almost all walls meet at every vertex. */
static void
test_many_dimensions (void)
{
  g_autoptr (RscSolution) solution = solve ("parity", RSC_ACTIVATION_GATED, 1e-4);
  g_autoptr (GError) error = NULL;
  g_autoptr (RscOptimalSet) set = rsc_optimal_set_new (solution, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rsc_optimal_set_get_dimension (set), ==, 88);
  g_assert_cmpuint (rsc_optimal_set_get_rank (set), ==, 8);
  g_assert_cmpuint (rsc_optimal_set_get_n_vertices (set), ==, RSC_VERTICES_MAX);
  g_assert_false (rsc_optimal_set_get_vertices_complete (set));
  g_assert_cmpuint (rsc_optimal_set_get_narrowest_width (set), ==, 3);
  g_assert_true (rsc_optimal_set_get_narrowest_proved (set));
  check_vertices (set);
}

static void
test_quick (void)
{
  g_autoptr (RscSolution) solution = solve ("moons", RSC_ACTIVATION_GATED, 1e-4);
  RscOptimalSetSettings settings;
  g_autoptr (GError) error = NULL;

  rsc_optimal_set_settings_init_quick (&settings);
  g_autoptr (RscOptimalSet) set =
    rsc_optimal_set_new (solution, &settings, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rsc_optimal_set_get_dimension (set), >, 50);
  g_assert_cmpuint (rsc_optimal_set_get_n_vertices (set), ==, RSC_VERTICES_QUICK);
  g_assert_false (rsc_optimal_set_get_vertices_complete (set));
  g_assert_false (rsc_optimal_set_get_narrowest_proved (set));
  g_assert_cmpuint (rsc_optimal_set_get_narrowest_width (set), <=, rsc_optimal_set_get_rank (set));
  check_vertices (set);
}

/* More vertices than are listed, but each was looked at: none has fewer neurons than the rank. */
static void
test_proof_by_walk (void)
{
  g_autoptr (RscSolution) solution = solve ("spiral", RSC_ACTIVATION_RELU, 1e-3);
  RscOptimalSetSettings settings;
  g_autoptr (GError) error = NULL;

  rsc_optimal_set_settings_init (&settings);
  settings.max_vertices = 10;
  settings.max_nodes = 1;
  g_autoptr (RscOptimalSet) set =
    rsc_optimal_set_new (solution, &settings, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (rsc_optimal_set_get_vertices_complete (set));
  g_assert_true (rsc_optimal_set_get_narrowest_proved (set));
  settings.max_vertices = 100000;
  settings.max_nodes = 0;
  g_autoptr (RscOptimalSet) all =
    rsc_optimal_set_new (solution, &settings, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (rsc_optimal_set_get_vertices_complete (all));
  g_assert_cmpuint (rsc_optimal_set_get_n_vertices (all), >, RSC_VERTICES_MAX);
  g_assert_cmpuint (rsc_optimal_set_get_narrowest_width (all), ==,
                    rsc_optimal_set_get_narrowest_width (set));
}

/* Number of vertices by trying every choice of as many neurons as the rank. */
static gsize
count_by_force (const RscOptimalSet *set)
{
  gsize m = rsc_optimal_set_get_n_neurons (set);
  gsize rank = rsc_optimal_set_get_rank (set);
  const double *inside = rsc_optimal_set_get_interior (set);
  gsize n = rsc_problem_get_n (rsc_solution_get_problem (rsc_optimal_set_get_solution (set)));
  g_autoptr (GHashTable) seen = g_hash_table_new (g_direct_hash, g_direct_equal);
  gsl_matrix *u = gsl_matrix_alloc (n, rank);
  gsl_matrix *v = gsl_matrix_alloc (rank, rank);
  gsl_vector *s = gsl_vector_alloc (rank);
  gsl_vector *work = gsl_vector_alloc (rank);
  gsl_vector *fit = gsl_vector_calloc (n);
  gsl_vector *a = gsl_vector_alloc (rank);
  double total = 0.0;

  g_assert_cmpuint (m, <=, 20);
  g_assert_cmpuint (rsc_optimal_set_get_n_support (set), ==, m);
  for (gsize i = 0; i < m; i++)
    {
      const RscNeuron *neuron = rsc_optimal_set_get_neuron (set, i);

      total += inside[i];
      for (gsize r = 0; r < n; r++)
        *gsl_vector_ptr (fit, r) += inside[i] * neuron->activation[r];
    }
  for (guint choice = 0; choice < 1u << m; choice++)
    {
      gsize column = 0;
      guint used = 0;
      gboolean good = TRUE;

      if ((gsize) __builtin_popcount (choice) != rank)
        continue;
      for (gsize i = 0; i < m; i++)
        if (choice >> i & 1)
          {
            for (gsize r = 0; r < n; r++)
              gsl_matrix_set (u, r, column, rsc_optimal_set_get_neuron (set, i)->activation[r]);
            column++;
          }
      g_autofree double *copy = g_memdup2 (u->data, n * rank * sizeof (double));
      gsl_matrix_view given = gsl_matrix_view_array (copy, n, rank);
      gsl_linalg_SV_decomp (u, v, s, work);
      if (gsl_vector_get (s, rank - 1) < 1e-8 * gsl_vector_get (s, 0))
        continue;
      gsl_linalg_SV_solve (u, v, s, fit, a);
      for (gsize r = 0; r < n; r++)
        {
          double value = gsl_vector_get (fit, r);
          for (gsize j = 0; j < rank; j++)
            value -= gsl_matrix_get (&given.matrix, r, j) * gsl_vector_get (a, j);
          good = good && ABS (value) < 1e-8 * total;
        }
      column = 0;
      for (gsize i = 0; i < m; i++)
        if (choice >> i & 1)
          {
            double norm = gsl_vector_get (a, column++);
            good = good && norm > -1e-8 * total;
            used |= norm > 1e-8 * total ? 1u << i : 0;
          }
      if (good)
        g_hash_table_add (seen, GUINT_TO_POINTER (used));
    }
  gsl_matrix_free (u);
  gsl_matrix_free (v);
  gsl_vector_free (s);
  gsl_vector_free (work);
  gsl_vector_free (fit);
  gsl_vector_free (a);
  return g_hash_table_size (seen);
}

/* Symmetric data, where a double description in floating point misses some vertices. */
static void
test_degenerate_counts (void)
{
  static const struct
  {
    const char *name;
    RscActivation activation;
    double ratio;
    gsize count;
  } cases[] = {
    { "checkerboard", RSC_ACTIVATION_GATED, 0.5, 164 },
    { "checkerboard", RSC_ACTIVATION_GATED, 0.03, 240 },
    { "checkerboard", RSC_ACTIVATION_GATED, 0.01, 240 },
    { "parity", RSC_ACTIVATION_RELU, 0.1, 130 },
    { "polygon", RSC_ACTIVATION_RELU, 0.1, 16 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RscSolution) solution = solve (cases[i].name, cases[i].activation, cases[i].ratio);
      g_autoptr (GError) error = NULL;
      g_autoptr (RscOptimalSet) set =
        rsc_optimal_set_new (solution, NULL, NULL, NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_true (rsc_optimal_set_get_vertices_complete (set));
      g_assert_cmpuint (rsc_optimal_set_get_n_vertices (set), ==, cases[i].count);
      g_assert_cmpuint (count_by_force (set), ==, cases[i].count);
      check_vertices (set);
    }
}

typedef struct
{
  GCancellable *cancellable;
  gulong delay;
} Interrupt;

static gpointer
interrupt (gpointer user_data)
{
  Interrupt *self = user_data;

  g_usleep (self->delay);
  g_cancellable_cancel (self->cancellable);
  return NULL;
}

/* At whatever step it is. */
static void
test_interrupted (void)
{
  static const struct
  {
    const char *name;
    RscActivation activation;
    double ratio;
  } cases[] = {
    { "parity", RSC_ACTIVATION_GATED, 1e-4 },
    { "moons", RSC_ACTIVATION_GATED, 1e-4 },
    { "spiral", RSC_ACTIVATION_RELU, 1e-4 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RscSolution) solution = solve (cases[i].name, cases[i].activation, cases[i].ratio);
      gsize n_interrupted = 0;

      for (gulong delay = 0; delay <= 400000; delay += delay < 20000 ? 4000 : 40000)
        {
          g_autoptr (GCancellable) cancellable = g_cancellable_new ();
          g_autoptr (GError) error = NULL;
          Interrupt job = { cancellable, delay };
          GThread *thread = g_thread_new ("interrupt", interrupt, &job);
          RscOptimalSet *set =
            rsc_optimal_set_new (solution, NULL, NULL, NULL, cancellable, &error);

          g_thread_join (thread);
          if (set != NULL)
            {
              rsc_optimal_set_unref (set);
              continue;
            }
          g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
          n_interrupted++;
        }
      g_test_message ("%s: %zu times", cases[i].name, n_interrupted);
      g_assert_cmpuint (n_interrupted, >, 0);
    }
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/large-sets/many-dimensions", test_many_dimensions);
  g_test_add_func ("/large-sets/quick", test_quick);
  g_test_add_func ("/large-sets/proof-by-walk", test_proof_by_walk);
  g_test_add_func ("/large-sets/degenerate-counts", test_degenerate_counts);
  g_test_add_func ("/large-sets/interrupted", test_interrupted);

  return g_test_run ();
}
