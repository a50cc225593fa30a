/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/numerics/rsc-random.h"
#include "core/set/rsc-equal-fit.h"
#include "problems.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

static RscNetwork *
draw_network (gsize m, gsize d, gboolean bias, gboolean gated, guint64 seed)
{
  g_autofree double *hidden = g_new (double, m *d);
  g_autofree double *output = g_new (double, m);
  g_autofree double *gates = g_new (double, m *d);
  gsl_rng *rng = rsc_random_new (seed);

  for (gsize k = 0; k < m * d; k++)
    {
      hidden[k] = gsl_ran_gaussian (rng, 1.0);
      gates[k] = gsl_ran_gaussian (rng, 1.0);
    }
  for (gsize k = 0; k < m; k++)
    output[k] = gsl_ran_gaussian (rng, 1.0);
  gsl_rng_free (rng);
  return rsc_network_new (m, d, bias, hidden, output, gated ? gates : NULL);
}

/* Whether the network with norms @a says on the data what @fit does. */
static void
check_fit (RscEqualFit *set, const double *a, double scale)
{
  RscDataset *dataset = rsc_equal_fit_get_dataset (set);
  const gsize n = rsc_dataset_get_n (dataset);
  g_autoptr (RscNetwork) network = rsc_equal_fit_dup_network (set, a);
  g_autofree double *f = g_new (double, n);

  rsc_network_predict (network, n, rsc_dataset_get_x (dataset), f);
  for (gsize k = 0; k < n; k++)
    g_assert_cmpfloat_with_epsilon (f[k], rsc_equal_fit_get_fit (set)[k], 1e-10 * scale);
  g_assert_cmpfloat (rsc_equal_fit_get_misfit (set, a), <, 1e-9);
  g_assert_cmpfloat_with_epsilon (
    rsc_equal_fit_get_objective (set, a),
    rsc_network_objective (network, dataset, rsc_equal_fit_get_lambda (set)), 1e-9 * scale);
}

/* Any network: its own place in the set, the vertices, and what is along the rays all have its fit,
 * and nothing has less penalty than the least. */
static void
check_network (RscDataset *dataset, RscNetwork *network, double lambda)
{
  const gsize n = rsc_dataset_get_n (dataset);
  g_autoptr (GError) error = NULL;
  g_autoptr (RscEqualFit) set = rsc_equal_fit_new (dataset, network, lambda, 5000, NULL, &error);
  RscPolyhedron *points;
  g_autofree double *f = g_new (double, n);
  g_autofree double *a = NULL;
  gsize m;

  g_assert_no_error (error);
  points = rsc_equal_fit_get_points (set);
  m = rsc_equal_fit_get_n_neurons (set);
  a = g_new0 (double, m + 1);
  rsc_network_predict (network, n, rsc_dataset_get_x (dataset), f);
  for (gsize k = 0; k < n; k++)
    g_assert_cmpfloat_with_epsilon (f[k], rsc_equal_fit_get_fit (set)[k], 1e-11);
  check_fit (set, rsc_equal_fit_get_start (set), 1.0);
  check_fit (set, rsc_equal_fit_get_least (set), 1.0);
  g_assert_cmpfloat_with_epsilon (rsc_equal_fit_get_objective (set, rsc_equal_fit_get_start (set)),
                                  rsc_network_convex_objective (network, dataset, lambda), 1e-11);
  for (gsize k = 0; k < rsc_polyhedron_get_n_vertices (points); k++)
    {
      const double *vertex = rsc_polyhedron_get_vertex (points, k);
      double sum = 0.0;

      for (gsize i = 0; i < m; i++)
        sum += vertex[i];
      check_fit (set, vertex, 1.0 + sum);
      g_assert_cmpfloat (sum, >=, rsc_equal_fit_get_least_penalty (set) * (1.0 - 1e-9));
      g_assert_cmpfloat (sum, <=, rsc_equal_fit_get_largest_penalty (set) * (1.0 + 1e-9));
    }
  for (gsize k = 0; k < rsc_polyhedron_get_n_rays (points); k++)
    for (double far = 1.0; far < 1e5; far *= 100.0)
      {
        for (gsize i = 0; i < m; i++)
          a[i] = rsc_equal_fit_get_start (set)[i] + far * rsc_polyhedron_get_ray (points, k)[i];
        check_fit (set, a, 1.0 + far);
      }
}

static void
test_networks (void)
{
  g_autoptr (RscDataset) dataset = dataset_of_gallery ("moons", 12, -1.0);
  gsize n_open = 0;

  for (guint64 seed = 1; seed <= 12; seed++)
    {
      g_autoptr (RscNetwork) network = draw_network (4 + 2 * (seed % 5), 3, TRUE, seed > 8, seed);
      g_autoptr (RscEqualFit) set = rsc_equal_fit_new (dataset, network, 0.1, 0, NULL, NULL);

      n_open += !rsc_polyhedron_is_bounded (rsc_equal_fit_get_points (set));
      check_network (dataset, network, 0.1);
    }
  /* Of 12 neurons on 12 points with signs of both kinds nothing need cancel: some do, some do
   * not. */
  g_assert_cmpuint (n_open, <, 12);
}

/* An optimal network of every neuron of the support: the set is the optimal set, and bounded. */
static void
test_optimal (void)
{
  const char *const names[] = { "polygon-8", "polygon-12", "checkerboard" };
  const gsize n_vertices[] = { 10, 16, 16 };

  for (gsize k = 0; k < G_N_ELEMENTS (names); k++)
    {
      g_autoptr (RscOptimalSet) optimal = set_of_gallery (names[k], RSC_ACTIVATION_RELU, 0.1);
      RscSolution *solution = rsc_optimal_set_get_solution (optimal);
      RscDataset *dataset = rsc_problem_get_dataset (rsc_solution_get_problem (solution));
      g_autoptr (RscNetwork) network =
        rsc_optimal_set_dup_network (optimal, rsc_optimal_set_get_interior (optimal));
      g_autoptr (RscEqualFit) set =
        rsc_equal_fit_new (dataset, network, rsc_solution_get_lambda (solution), 5000, NULL, NULL);
      RscPolyhedron *points = rsc_equal_fit_get_points (set);

      g_assert_true (rsc_polyhedron_is_bounded (points));
      g_assert_cmpuint (rsc_polyhedron_get_dimension (points), ==,
                        rsc_optimal_set_get_dimension (optimal));
      g_assert_true (rsc_polyhedron_get_vertices_complete (points));
      g_assert_cmpuint (rsc_polyhedron_get_n_vertices (points), ==, n_vertices[k]);
      g_assert_cmpuint (rsc_polyhedron_get_n_vertices (points), ==,
                        rsc_optimal_set_get_n_vertices (optimal));
      /* Σ a is the same all over an optimal set. */
      g_assert_cmpfloat_with_epsilon (rsc_equal_fit_get_largest_penalty (set),
                                      rsc_equal_fit_get_least_penalty (set), 1e-8);
      g_assert_cmpfloat_with_epsilon (
        rsc_equal_fit_get_objective (set, rsc_equal_fit_get_least (set)),
        rsc_solution_get_objective (solution), 1e-9);
    }
}

/* Neurons that cancel, one that no point sees, one of weight 0, and one that is there twice. */
static void
test_special (void)
{
  g_autoptr (RscDataset) dataset = dataset_of_text ("x,y\n1,1\n2,2\n3,1\n");
  const double hidden[] = { 1.0, 0.0, 2.0, 0.0, -1.0, -9.0, 0.0, 0.0, 1.0, 0.0 };
  const double output[] = { 1.0, -0.5, 1.0, 3.0, 0.5 };
  g_autoptr (RscNetwork) network = rsc_network_new (5, 2, TRUE, hidden, output, NULL);
  g_autoptr (RscEqualFit) set = rsc_equal_fit_new (dataset, network, 0.1, 100, NULL, NULL);
  RscPolyhedron *points = rsc_equal_fit_get_points (set);

  g_assert_cmpuint (rsc_equal_fit_get_n_neurons (set), ==, 3);
  g_assert_cmpfloat_with_epsilon (rsc_equal_fit_get_start (set)[0], 1.5, 1e-12);
  g_assert_cmpfloat_with_epsilon (rsc_equal_fit_get_start (set)[1], 1.0, 1e-12);
  g_assert_cmpfloat (rsc_equal_fit_get_neuron (set, 2)->length, ==, 0.0);
  g_assert_false (rsc_polyhedron_is_bounded (points));
  g_assert_cmpuint (rsc_polyhedron_get_n_rays (points), ==, 2);
  g_assert_cmpuint (rsc_polyhedron_get_n_vertices (points), ==, 1);
  g_assert_cmpfloat_with_epsilon (rsc_equal_fit_get_least_penalty (set), 0.5, 1e-12);
  g_assert_true (isinf (rsc_equal_fit_get_largest_penalty (set)));
  g_assert_true (isinf (rsc_equal_fit_get_neuron (set, 2)->norm_max));
  g_assert_cmpfloat (rsc_equal_fit_get_neuron (set, 2)->norm_min, ==, 0.0);
}

static void
test_errors (void)
{
  g_autoptr (RscDataset) dataset = dataset_of_text ("x,y\n1,1\n2,2\n3,1\n");
  g_autoptr (RscNetwork) network = draw_network (3, 4, FALSE, FALSE, 1);
  g_autoptr (GError) error = NULL;

  g_assert_null (rsc_equal_fit_new (dataset, network, 0.1, 100, NULL, &error));
  g_assert_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT);
}

/* No neuron: one network, that of nothing. */
static void
test_nothing (void)
{
  g_autoptr (RscDataset) dataset = dataset_of_text ("x,y\n1,1\n2,2\n3,1\n");
  g_autoptr (RscNetwork) network = rsc_network_new (0, 2, TRUE, NULL, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RscEqualFit) set = rsc_equal_fit_new (dataset, network, 0.1, 100, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rsc_equal_fit_get_n_neurons (set), ==, 0);
  g_assert_true (rsc_polyhedron_is_bounded (rsc_equal_fit_get_points (set)));
  g_assert_cmpfloat (rsc_equal_fit_get_least_penalty (set), ==, 0.0);
  g_assert_cmpfloat_with_epsilon (rsc_equal_fit_get_squared_error (set), 6.0, 1e-12);
}

/* What it may take is kept to: matrices that are too large are refused, vertices are fewer. */
static void
test_memory (void)
{
  g_autoptr (RscDataset) dataset = dataset_of_text ("x,y\n1,1\n2,2\n3,1\n");
  g_autoptr (RscNetwork) network = draw_network (6, 2, TRUE, FALSE, 1);
  const gsize bytes = (gsize) rsc_equal_fit_count_bytes (3, 6);
  g_autoptr (GError) error = NULL;
  g_autoptr (RscEqualFit) all = NULL;
  g_autoptr (RscEqualFit) part = NULL;

  g_assert_null (rsc_equal_fit_new_within (dataset, network, 0.1, 100, bytes - 1, NULL, &error));
  g_assert_error (error, RSC_ERROR, RSC_ERROR_LIMIT);
  g_clear_error (&error);
  all = rsc_equal_fit_new_within (dataset, network, 0.1, 100, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (rsc_polyhedron_get_vertices_complete (rsc_equal_fit_get_points (all)));
  g_assert_cmpuint (rsc_polyhedron_get_n_vertices (rsc_equal_fit_get_points (all)), >, 1);
  part = rsc_equal_fit_new_within (dataset, network, 0.1, 100, bytes, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (rsc_polyhedron_get_vertices_complete (rsc_equal_fit_get_points (part)));
  g_assert_cmpuint (rsc_polyhedron_get_n_vertices (rsc_equal_fit_get_points (part)), <=, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gsl_set_error_handler_off ();
  g_test_add_func ("/equal-fit/optimal", test_optimal);
  g_test_add_func ("/equal-fit/networks", test_networks);
  g_test_add_func ("/equal-fit/special", test_special);
  g_test_add_func ("/equal-fit/errors", test_errors);
  g_test_add_func ("/equal-fit/nothing", test_nothing);
  g_test_add_func ("/equal-fit/memory", test_memory);
  return g_test_run ();
}
