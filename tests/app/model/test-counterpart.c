/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ReLU and gated networks of the same patterns beside each other, and what the cone constraints
 * cost along λ. No display. */
#include <gsl/gsl_errno.h>
#include <math.h>

#include "app/files/rsc-memory.h"
#include "app/model/rsc-counterpart.h"
#include "core/numerics/rsc-error.h"
#include "core/program/rsc-generation.h"
#include "core/program/rsc-solver.h"
#include "documents.h"
#include "problems.h"

#define ENOUGH 1000000000

static gsize memory = ENOUGH;

/* In place of what is free. */
gsize
rsc_memory_get_default (void)
{
  return memory;
}

static void
on_changed (RscCounterpart *counterpart, gpointer user_data)
{
  (*(guint *) user_data)++;
}

static RscProblem *
problem_of_set (RscOptimalSet *set)
{
  return rsc_solution_get_problem (rsc_optimal_set_get_solution (set));
}

static RscDataset *
data_of_set (RscOptimalSet *set)
{
  return rsc_problem_get_dataset (problem_of_set (set));
}

static double
solve (RscProblem *problem, double lambda)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RscSolution) solution =
    rsc_solver_solve (problem, lambda, NULL, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpfloat (rsc_solution_get_relative_gap (solution), <=, 1e-9);
  return rsc_solution_get_objective (solution);
}

/* Of the other activation with the same patterns. */
static RscProblem *
other_problem (RscProblem *problem)
{
  const RscActivation other = rsc_problem_get_activation (problem) == RSC_ACTIVATION_RELU
                                ? RSC_ACTIVATION_GATED
                                : RSC_ACTIVATION_RELU;
  g_autoptr (GError) error = NULL;
  RscProblem *beside =
    rsc_problem_new (rsc_problem_get_dataset (problem), rsc_problem_get_bias (problem), other,
                     rsc_problem_get_arrangement (problem), NULL, &error);

  g_assert_no_error (error);
  return beside;
}

static double
solve_other (RscProblem *problem, double lambda)
{
  g_autoptr (RscProblem) beside = other_problem (problem);

  return solve (beside, lambda);
}

/* Whichever is on show, the other one is its counterpart at the same λ, once somebody looks and λ
 * rests. */
static void
test_sets (gconstpointer data)
{
  const RscActivation shown = (RscActivation) GPOINTER_TO_INT (data);
  const RscActivation other =
    shown == RSC_ACTIVATION_RELU ? RSC_ACTIVATION_GATED : RSC_ACTIVATION_RELU;
  g_autoptr (RscJobs) jobs = rsc_jobs_new_full (NULL, NULL, TRUE);
  g_autoptr (RscOptimalSet) set = set_of_gallery ("moons-20", shown, 0.1);
  const double lambda = rsc_solution_get_lambda (rsc_optimal_set_get_solution (set));
  RscCounterpart *counterpart = rsc_counterpart_new (jobs);
  RscSolution *found;
  guint n_told = 0;

  g_signal_connect (counterpart, "changed", G_CALLBACK (on_changed), &n_told);
  g_assert_null (rsc_counterpart_get_set (counterpart, shown));
  g_assert_false (rsc_counterpart_is_possible (counterpart));
  rsc_counterpart_set_source (counterpart, data_of_set (set), set, TRUE);
  g_assert_true (rsc_counterpart_is_possible (counterpart));
  g_assert_true (rsc_counterpart_get_set (counterpart, shown) == set);
  g_assert_null (rsc_counterpart_get_set (counterpart, other));
  g_assert_false (rsc_jobs_is_busy (jobs, RSC_N_REQUESTS));
  g_assert_cmpuint (n_told, ==, 0);
  rsc_counterpart_set_source (counterpart, data_of_set (set), set, FALSE);
  rsc_counterpart_set_wanted (counterpart, TRUE);
  g_assert_false (rsc_jobs_is_busy (jobs, RSC_N_REQUESTS));
  rsc_counterpart_set_source (counterpart, data_of_set (set), set, TRUE);
  run_request (jobs, RSC_REQUEST_OTHER);
  g_assert_cmpuint (n_told, ==, 1);
  g_assert_no_error (rsc_counterpart_get_error (counterpart));
  found = rsc_optimal_set_get_solution (rsc_counterpart_get_set (counterpart, other));
  g_assert_cmpint (rsc_problem_get_activation (rsc_solution_get_problem (found)), ==, other);
  g_assert_cmpfloat (rsc_solution_get_lambda (found), ==, lambda);
  g_assert_cmpfloat_with_epsilon (rsc_solution_get_objective (found),
                                  solve_other (problem_of_set (set), lambda), 1e-8);
  /* It is known: not again. */
  rsc_counterpart_set_wanted (counterpart, FALSE);
  rsc_counterpart_set_wanted (counterpart, TRUE);
  g_assert_false (rsc_jobs_is_busy (jobs, RSC_N_REQUESTS));
  g_assert_nonnull (rsc_counterpart_get_set (counterpart, other));

  /* At another λ it is another one, and nobody waits for what nobody looks at. */
  g_autoptr (RscOptimalSet) next = set_of_problem (problem_of_set (set), 0.2);
  rsc_counterpart_set_source (counterpart, data_of_set (set), next, TRUE);
  g_assert_null (rsc_counterpart_get_set (counterpart, other));
  g_assert_true (rsc_jobs_is_busy (jobs, RSC_REQUEST_OTHER));
  rsc_counterpart_set_wanted (counterpart, FALSE);
  g_assert_false (rsc_jobs_is_busy (jobs, RSC_REQUEST_OTHER));
  rsc_counterpart_set_source (counterpart, data_of_set (set), NULL, TRUE);
  g_assert_null (rsc_counterpart_get_set (counterpart, shown));
  drop_object (counterpart);
}

/* The price of all λ: between what both optima say; it outlives λ and the activation on show, and
 * goes with the data. */
static void
test_price (gconstpointer data)
{
  const RscActivation shown = (RscActivation) GPOINTER_TO_INT (data);
  g_autoptr (RscJobs) jobs = rsc_jobs_new_full (NULL, NULL, TRUE);
  g_autoptr (RscOptimalSet) set = set_of_gallery ("sine", shown, 0.1);
  g_autoptr (RscOptimalSet) elsewhere = set_of_problem (problem_of_set (set), 0.3);
  g_autoptr (RscOptimalSet) polygon = set_of_gallery ("polygon-6", shown, 0.1);
  RscCounterpart *counterpart = rsc_counterpart_new (jobs);
  const RscConePrice *price;

  rsc_counterpart_find_price (counterpart);
  g_assert_false (rsc_counterpart_is_pricing (counterpart));
  rsc_counterpart_set_source (counterpart, data_of_set (set), set, TRUE);
  rsc_counterpart_find_price (counterpart);
  g_assert_true (rsc_counterpart_is_pricing (counterpart));
  g_assert_cmpfloat (rsc_counterpart_get_progress (counterpart), <, 0.0);
  /* Given up, and asked for again. */
  rsc_counterpart_stop (counterpart);
  g_assert_false (rsc_counterpart_is_pricing (counterpart));
  while (rsc_jobs_deliver (jobs, RSC_REQUEST_PRICE))
    ;
  g_assert_null (rsc_counterpart_get_price (counterpart));
  rsc_counterpart_find_price (counterpart);
  rsc_counterpart_find_price (counterpart);
  rsc_counterpart_set_source (counterpart, data_of_set (set), elsewhere, TRUE);
  g_assert_true (rsc_counterpart_is_pricing (counterpart));
  run_request (jobs, RSC_REQUEST_PRICE);
  g_assert_false (rsc_counterpart_is_pricing (counterpart));
  g_assert_no_error (rsc_counterpart_get_error (counterpart));
  price = rsc_counterpart_get_price (counterpart);
  g_assert_nonnull (price);
  g_assert_cmpuint (price->n, ==, RSC_COUNTERPART_POINTS);
  for (gsize k = 0; k < price->n; k += 15)
    {
      const RscConePricePoint *point = price->points + k;
      double optima[2];

      optima[shown] = solve (problem_of_set (set), point->lambda);
      optima[1 - shown] = solve_other (problem_of_set (set), point->lambda);
      for (gsize i = 0; i < 2; i++)
        g_assert_cmpfloat_with_epsilon (point->objective[i], optima[i], 1e-8 * optima[i]);
      g_assert_cmpfloat (point->objective[RSC_ACTIVATION_GATED], <=,
                         point->objective[RSC_ACTIVATION_RELU] * (1.0 + 1e-9));
    }
  rsc_counterpart_find_price (counterpart);
  g_assert_false (rsc_counterpart_is_pricing (counterpart));
  rsc_counterpart_set_source (counterpart, data_of_set (set), NULL, FALSE);
  g_assert_true (rsc_counterpart_get_price (counterpart) == price);
  g_autoptr (RscProblem) beside = other_problem (problem_of_set (set));
  g_autoptr (RscOptimalSet) of_other = set_of_problem (beside, 0.1);
  rsc_counterpart_set_source (counterpart, data_of_set (set), of_other, TRUE);
  g_assert_true (rsc_counterpart_get_price (counterpart) == price);
  rsc_counterpart_set_source (counterpart, data_of_set (polygon), NULL, FALSE);
  g_assert_null (rsc_counterpart_get_price (counterpart));
  rsc_counterpart_set_source (counterpart, data_of_set (polygon), polygon, TRUE);
  rsc_counterpart_find_price (counterpart);
  g_assert_true (rsc_counterpart_is_pricing (counterpart));
  rsc_counterpart_set_source (counterpart, data_of_set (set), set, TRUE);
  g_assert_false (rsc_counterpart_is_pricing (counterpart));
  drop_object (counterpart);
}

/* Patterns that are searched are no gates. */
static void
test_priced (void)
{
  g_autoptr (RscJobs) jobs = rsc_jobs_new_full (NULL, NULL, TRUE);
  g_autoptr (RscDataset) dataset = dataset_of_gallery ("polygon", 6, -1);
  RscGenerationSettings settings;
  g_autoptr (GError) error = NULL;
  RscCounterpart *counterpart = rsc_counterpart_new (jobs);

  rsc_generation_settings_init (&settings);
  g_autoptr (RscGeneration) generation =
    rsc_generation_new (dataset, FALSE, &settings, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (RscSolution) solution = rsc_generation_solve (
    generation, 0.1 * rsc_generation_get_lambda_max (generation), NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (RscOptimalSet) set = rsc_optimal_set_new (solution, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  rsc_counterpart_set_wanted (counterpart, TRUE);
  rsc_counterpart_set_source (counterpart, dataset, set, TRUE);
  rsc_counterpart_find_price (counterpart);
  g_assert_false (rsc_counterpart_is_possible (counterpart));
  g_assert_false (rsc_counterpart_is_pricing (counterpart));
  g_assert_false (rsc_jobs_is_busy (jobs, RSC_N_REQUESTS));
  drop_object (counterpart);
}

/* What fails is told until there is another set, and not asked for again. */
static void
test_failure (void)
{
  g_autoptr (RscJobs) jobs = rsc_jobs_new_full (fail_request, NULL, TRUE);
  g_autoptr (RscOptimalSet) set = set_of_gallery ("polygon-6", RSC_ACTIVATION_RELU, 0.1);
  g_autoptr (RscOptimalSet) next = set_of_problem (problem_of_set (set), 0.2);
  RscCounterpart *counterpart = rsc_counterpart_new (jobs);

  rsc_counterpart_set_wanted (counterpart, TRUE);
  rsc_counterpart_set_source (counterpart, data_of_set (set), set, TRUE);
  run_request (jobs, RSC_REQUEST_OTHER);
  g_assert_error (rsc_counterpart_get_error (counterpart), RSC_ERROR, RSC_ERROR_NUMERICAL);
  rsc_counterpart_set_source (counterpart, data_of_set (set), set, TRUE);
  g_assert_false (rsc_jobs_is_busy (jobs, RSC_N_REQUESTS));
  rsc_counterpart_set_source (counterpart, data_of_set (set), next, TRUE);
  g_assert_no_error (rsc_counterpart_get_error (counterpart));
  g_assert_true (rsc_jobs_is_busy (jobs, RSC_REQUEST_OTHER));
  rsc_counterpart_find_price (counterpart);
  run_request (jobs, RSC_REQUEST_OTHER);
  run_requests (jobs, RSC_REQUEST_PRICE);
  g_assert_null (rsc_counterpart_get_price (counterpart));
  g_assert_false (rsc_counterpart_is_pricing (counterpart));
  g_assert_error (rsc_counterpart_get_error (counterpart), RSC_ERROR, RSC_ERROR_NUMERICAL);
  drop_object (counterpart);
}

/* Fails for the price alone. */
static void
fail_price (gpointer engine,
            RscRequest *request,
            RscEmitFunc emit,
            gpointer emit_data,
            RscProgressFunc progress,
            gpointer progress_data,
            GCancellable *cancellable)
{
  RscRunFunc run = request->kind == RSC_REQUEST_PRICE ? fail_request : (RscRunFunc) rsc_engine_run;

  run (engine, request, emit, emit_data, progress, progress_data, cancellable);
}

/* A price that fails is told, and the other set is asked for all the same; the price again when
 * somebody wants it. */
static void
test_failed_price (void)
{
  g_autoptr (RscEngine) engine = rsc_engine_new ();
  g_autoptr (RscJobs) jobs = rsc_jobs_new_full (fail_price, engine, TRUE);
  g_autoptr (RscOptimalSet) set = set_of_gallery ("polygon-6", RSC_ACTIVATION_RELU, 0.1);
  RscCounterpart *counterpart = rsc_counterpart_new (jobs);

  rsc_counterpart_set_source (counterpart, data_of_set (set), set, TRUE);
  rsc_counterpart_find_price (counterpart);
  run_request (jobs, RSC_REQUEST_PRICE);
  g_assert_error (rsc_counterpart_get_error (counterpart), RSC_ERROR, RSC_ERROR_NUMERICAL);
  rsc_counterpart_set_wanted (counterpart, TRUE);
  run_request (jobs, RSC_REQUEST_OTHER);
  g_assert_nonnull (rsc_counterpart_get_set (counterpart, RSC_ACTIVATION_GATED));
  g_assert_error (rsc_counterpart_get_error (counterpart), RSC_ERROR, RSC_ERROR_NUMERICAL);
  rsc_counterpart_find_price (counterpart);
  g_assert_true (rsc_counterpart_is_pricing (counterpart));
  g_assert_no_error (rsc_counterpart_get_error (counterpart));
  drop_object (counterpart);
}

/* The other set lists as many vertices as the window has memory for; where its program takes more,
 * that is refused, as is the price. */
static void
test_memory (void)
{
  g_autoptr (RscJobs) jobs = rsc_jobs_new_full (NULL, NULL, TRUE);
  g_autoptr (RscOptimalSet) set = set_of_gallery ("polygon-8", RSC_ACTIVATION_GATED, 0.1);
  g_autoptr (RscProblem) relu = other_problem (problem_of_set (set));
  g_autoptr (RscOptimalSet) other = set_of_problem (relu, 0.1);
  RscCounterpart *counterpart = rsc_counterpart_new (jobs);
  const double program = rsc_arrangement_count_bytes (
    0, 2, (double) rsc_arrangement_get_n_patterns (rsc_problem_get_arrangement (relu)));
  const RscOptimalSet *found;

  g_assert_true (rsc_optimal_set_get_vertices_complete (other));
  memory = 4 * 1200;
  g_assert_cmpfloat (program, <, (double) memory);
  rsc_counterpart_set_wanted (counterpart, TRUE);
  rsc_counterpart_set_source (counterpart, data_of_set (set), set, TRUE);
  run_request (jobs, RSC_REQUEST_OTHER);
  g_assert_no_error (rsc_counterpart_get_error (counterpart));
  found = rsc_counterpart_get_set (counterpart, RSC_ACTIVATION_RELU);
  g_assert_true (rsc_optimal_set_get_vertices_full (found));
  g_assert_cmpuint (rsc_optimal_set_get_n_vertices (found), <,
                    rsc_optimal_set_get_n_vertices (other));
  g_assert_cmpuint (rsc_optimal_set_get_dimension (found), ==,
                    rsc_optimal_set_get_dimension (other));

  memory = (gsize) program - 1;
  rsc_counterpart_set_source (counterpart, data_of_set (set), NULL, TRUE);
  rsc_counterpart_set_source (counterpart, data_of_set (set), set, TRUE);
  run_request (jobs, RSC_REQUEST_OTHER);
  g_assert_null (rsc_counterpart_get_set (counterpart, RSC_ACTIVATION_RELU));
  g_assert_error (rsc_counterpart_get_error (counterpart), RSC_ERROR, RSC_ERROR_LIMIT);
  rsc_counterpart_set_source (counterpart, data_of_set (set), NULL, TRUE);
  g_assert_no_error (rsc_counterpart_get_error (counterpart));
  rsc_counterpart_find_price (counterpart);
  run_request (jobs, RSC_REQUEST_PRICE);
  g_assert_null (rsc_counterpart_get_price (counterpart));
  g_assert_error (rsc_counterpart_get_error (counterpart), RSC_ERROR, RSC_ERROR_LIMIT);
  memory = ENOUGH;
  rsc_counterpart_find_price (counterpart);
  run_request (jobs, RSC_REQUEST_PRICE);
  g_assert_nonnull (rsc_counterpart_get_price (counterpart));
  drop_object (counterpart);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/counterpart/sets/relu", GINT_TO_POINTER (RSC_ACTIVATION_RELU), test_sets);
  g_test_add_data_func ("/counterpart/sets/gated", GINT_TO_POINTER (RSC_ACTIVATION_GATED),
                        test_sets);
  g_test_add_data_func ("/counterpart/price/relu", GINT_TO_POINTER (RSC_ACTIVATION_RELU),
                        test_price);
  g_test_add_data_func ("/counterpart/price/gated", GINT_TO_POINTER (RSC_ACTIVATION_GATED),
                        test_price);
  g_test_add_func ("/counterpart/priced", test_priced);
  g_test_add_func ("/counterpart/memory", test_memory);
  g_test_add_func ("/counterpart/failure", test_failure);
  g_test_add_func ("/counterpart/failure/price", test_failed_price);
  return g_test_run ();
}
