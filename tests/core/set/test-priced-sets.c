/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Solutions and sets over all patterns without listing them, against the enumeration. */

#include "core/data/rsc-gallery.h"
#include "core/numerics/rsc-random.h"
#include "core/numerics/rsc-tolerances.h"
#include "core/program/rsc-generation.h"
#include "core/program/rsc-solver.h"
#include "problems.h"
#include "repeats.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <string.h>

static RscSolution *
solve_priced (RscGeneration *generation, double lambda, RscSolution *warm)
{
  g_autoptr (GError) error = NULL;
  RscSolution *solution = rsc_generation_solve (generation, lambda, warm, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return solution;
}

/* What both say of the largest values must differ by rounding only. */
static void
check_solution (RscProblem *problem, RscSolution *priced, double lambda)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RscSolution) solution =
    rsc_solver_solve (problem, lambda, NULL, NULL, NULL, NULL, NULL, &error);
  RscArrangement *arrangement = rsc_problem_get_arrangement (problem);
  RscArrangement *used = rsc_problem_get_arrangement (rsc_solution_get_problem (priced));
  const double objective = rsc_solution_get_objective (solution);
  const double gap = rsc_solution_get_relative_gap (solution);

  g_assert_no_error (error);
  g_assert_cmpint (rsc_arrangement_get_kind (used), ==, RSC_PATTERNS_PRICED);
  g_assert_cmpfloat (rsc_solution_get_bound_over_all (priced), >=,
                     rsc_solution_get_relative_gap (priced));
  g_assert_cmpint (rsc_solution_get_status (priced), ==, RSC_SOLUTION_CONVERGED);
  g_assert_true (rsc_solution_is_over_all (priced));
  /* The optimum lies below both, at most by their gaps. */
  g_assert_cmpfloat (rsc_solution_get_objective (priced), <=,
                     objective * (1.0 + rsc_solution_get_bound_over_all (priced) + 1e-14));
  g_assert_cmpfloat (rsc_solution_get_objective (priced), >=, objective * (1.0 - gap - 1e-14));
  /* Every pattern in use is one of the data. */
  for (gsize j = 0; j < rsc_arrangement_get_n_patterns (used); j++)
    g_assert_cmpuint (
      rsc_arrangement_find_pattern (arrangement, rsc_arrangement_get_pattern (used, j)), !=,
      G_MAXSIZE);
}

static void
check_same_set (RscOptimalSet *priced, RscOptimalSet *all)
{
  const gsize m = rsc_optimal_set_get_n_neurons (all);
  RscProblem *problem = rsc_solution_get_problem (rsc_optimal_set_get_solution (all));

  g_assert_cmpuint (rsc_optimal_set_get_n_equicorrelated (priced), ==,
                    rsc_optimal_set_get_n_equicorrelated (all));
  g_assert_cmpuint (rsc_optimal_set_get_n_neurons (priced), ==, m);
  g_assert_cmpuint (rsc_optimal_set_get_n_support (priced), ==,
                    rsc_optimal_set_get_n_support (all));
  g_assert_cmpuint (rsc_optimal_set_get_dimension (priced), ==,
                    rsc_optimal_set_get_dimension (all));
  g_assert_cmpint (rsc_optimal_set_is_trusted (priced), ==, rsc_optimal_set_is_trusted (all));
  g_assert_cmpint (rsc_optimal_set_is_unique (priced), ==, rsc_optimal_set_is_unique (all));
  g_assert_cmpint (rsc_optimal_set_get_vertices_complete (priced), ==,
                   rsc_optimal_set_get_vertices_complete (all));
  if (rsc_optimal_set_get_vertices_complete (all))
    g_assert_cmpuint (rsc_optimal_set_get_n_vertices (priced), ==,
                      rsc_optimal_set_get_n_vertices (all));
  if (rsc_optimal_set_get_narrowest_proved (all) && rsc_optimal_set_get_narrowest_proved (priced))
    g_assert_cmpuint (rsc_optimal_set_get_narrowest_width (priced), ==,
                      rsc_optimal_set_get_narrowest_width (all));
  for (gsize i = 0; i < m; i++)
    {
      const RscNeuron *neuron = rsc_optimal_set_get_neuron (priced, i);
      gboolean found = FALSE;

      for (gsize j = 0; j < m && !found; j++)
        {
          const RscNeuron *other = rsc_optimal_set_get_neuron (all, j);

          found = neuron->sign == other->sign && neuron->n_blocks == other->n_blocks
                  && rsc_problem_is_same_direction (problem, neuron->direction, other->direction);
        }
      g_assert_true (found);
    }
}

static void
check (RscProblem *problem, const double *ratios, gsize n_ratios)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RscGeneration) generation =
    generation_of_dataset (rsc_problem_get_dataset (problem), rsc_problem_get_bias (problem));
  const double lambda_max = rsc_problem_get_lambda_max (problem);
  g_autoptr (RscSolution) last = NULL;

  g_assert_cmpfloat_with_epsilon (rsc_generation_get_lambda_max (generation), lambda_max,
                                  1e-12 * lambda_max + G_MINDOUBLE);
  g_assert_cmpfloat (rsc_generation_get_lambda_max_bound (generation), >=,
                     lambda_max * (1 - 1e-15));
  g_assert_cmpfloat (rsc_generation_get_lambda_max_bound (generation), <=,
                     lambda_max * (1 + 1e-10));
  for (gsize k = 0; k < n_ratios; k++)
    {
      const double lambda = lambda_max > 0.0 ? ratios[k] * lambda_max : ratios[k];
      RscSolution *solution = solve_priced (generation, lambda, last);

      g_clear_pointer (&last, rsc_solution_unref);
      last = solution;
      check_solution (problem, solution, lambda);

      g_autoptr (RscOptimalSet) set =
        rsc_optimal_set_new (solution, NULL, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      g_autoptr (RscOptimalSet) all = set_at (problem, lambda);
      check_same_set (set, all);
    }
}

static void
test_gallery (void)
{
  const double ratios[] = { 1.5, 0.5, 0.1, 0.02 };
  gsize n_items;
  const RscGalleryItem *items = rsc_gallery_get_items (&n_items);

  for (gsize i = 0; i < n_items; i++)
    {
      g_autoptr (RscProblem) problem = problem_of_gallery (items[i].name, RSC_ACTIVATION_RELU);

      if (rsc_arrangement_get_n_patterns (rsc_problem_get_arrangement (problem)) > 20000)
        continue;
      g_test_message ("%s", items[i].name);
      check (problem, ratios, G_N_ELEMENTS (ratios));
    }
}

static void
test_bench (void)
{
  const double ratios[] = { 0.3, 0.1, 0.01 };

  for (gsize i = 0; i < 2; i++)
    {
      g_autoptr (RscProblem) problem =
        problem_of_file (i == 0 ? "toy1d.csv" : "toy2d.csv", RSC_ACTIVATION_RELU);

      check (problem, ratios, G_N_ELEMENTS (ratios));
    }
}

/* ---- drawn ---- */

typedef enum
{
  GENERIC,
  INTEGERS,
  REPEATS,
  COLLINEAR,
  N_KINDS
} Kind;

static void
fill (gsl_rng *rng, Kind kind, gsize n, gsize d, double *x)
{
  for (gsize i = 0; i < n; i++)
    {
      double *row = x + i * d;

      for (gsize k = 0; k < d; k++)
        row[k] = kind == INTEGERS || kind == COLLINEAR ? (double) gsl_rng_uniform_int (rng, 5) - 2.0
                                                       : gsl_ran_gaussian (rng, 1.0);
      if (i > 0 && kind == REPEATS && gsl_rng_uniform_int (rng, 2) == 0)
        memcpy (row, x + gsl_rng_uniform_int (rng, i) * d, d * sizeof (double));
      if (i > 1 && kind == COLLINEAR && gsl_rng_uniform_int (rng, 2) == 0)
        {
          for (gsize k = 0; k < d; k++)
            row[k] = 2.0 * x[(i - 1) * d + k] - x[(i - 2) * d + k];
        }
    }
}

static void
test_drawn (void)
{
  const gsize most[] = { 0, 16, 14, 10, 8 };
  const double ratios[] = { 0.5, 0.1, 0.02 };
  gsl_rng *rng = rsc_random_new (11);

  for (gsize trial = 0; trial < TEST_REPEATS (300); trial++)
    {
      const Kind kind = trial % N_KINDS;
      const gsize d = 1 + gsl_rng_uniform_int (rng, 4);
      const gsize n = 1 + gsl_rng_uniform_int (rng, most[d]);
      const gboolean bias = gsl_rng_uniform_int (rng, 2) == 0;
      g_autofree double *x = g_new (double, n *d);
      g_autofree double *y = g_new (double, n);

      fill (rng, kind, n, d, x);
      for (gsize i = 0; i < n; i++)
        y[i] = kind == INTEGERS ? (double) gsl_rng_uniform_int (rng, 5) - 2.0
                                : gsl_ran_gaussian (rng, 1.0);
      g_test_message ("trial %" G_GSIZE_FORMAT ": kind %d, %" G_GSIZE_FORMAT " × %" G_GSIZE_FORMAT
                      ", bias %d",
                      trial, (int) kind, n, d, bias);
      g_autoptr (RscProblem) problem = problem_of_arrays (n, d, x, y, bias, RSC_ACTIVATION_RELU);
      check (problem, ratios, G_N_ELEMENTS (ratios));
    }
  gsl_rng_free (rng);
}

/* ---- from one λ to the next ---- */

/* Every solve of a drag is certified over all patterns. */
static void
test_drag (void)
{
  const gsize sizes[][2] = { { 200, 2 }, { 30, 3 }, { 20, 4 }, { 16, 5 } };

  for (gsize size = 0; size < G_N_ELEMENTS (sizes); size++)
    {
      const gsize n = sizes[size][0], d = sizes[size][1];
      g_autoptr (GError) error = NULL;
      g_autofree double *x = g_new (double, n *d);
      g_autofree double *y = g_new (double, n);
      gsl_rng *rng = rsc_random_new (11);
      double lean[5];

      for (gsize k = 0; k < d; k++)
        lean[k] = gsl_ran_gaussian (rng, 1.0);
      for (gsize i = 0; i < n; i++)
        {
          double sum = 0.0;

          for (gsize k = 0; k < d; k++)
            sum += lean[k] * (x[i * d + k] = gsl_ran_gaussian (rng, 1.0));
          y[i] = sin (1.5 * sum) + 0.3 * gsl_ran_gaussian (rng, 1.0);
        }
      gsl_rng_free (rng);
      g_autoptr (RscDataset) dataset = rsc_dataset_new ("drawn", n, d, x, y, NULL, NULL, &error);
      g_assert_no_error (error);
      g_autoptr (RscGeneration) generation = generation_of_dataset (dataset, TRUE);
      g_autoptr (RscSolution) last = NULL;
      double lambda = 0.1 * rsc_generation_get_lambda_max (generation);

      for (gsize k = 0; k < TEST_REPEATS (60); k++, lambda *= 0.97)
        {
          RscSolution *next = solve_priced (generation, lambda, last);

          g_clear_pointer (&last, rsc_solution_unref);
          last = next;
          g_assert_true (rsc_solution_is_over_all (next));
          g_assert_cmpint (rsc_solution_get_status (next), ==, RSC_SOLUTION_CONVERGED);
        }
    }
}

int
main (int argc, char *argv[])
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/priced-sets/gallery", test_gallery);
  g_test_add_func ("/priced-sets/bench", test_bench);
  g_test_add_func ("/priced-sets/drawn", test_drawn);
  g_test_add_func ("/priced-sets/drag", test_drag);
  return g_test_run ();
}
