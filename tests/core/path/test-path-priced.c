/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Paths over all patterns without listing them, against those over the list. */

#include "core/numerics/rsc-random.h"
#include "core/numerics/rsc-tolerances.h"
#include "core/path/rsc-path-frame.h"
#include "core/path/rsc-path-state.h"
#include "core/path/rsc-path.h"
#include "problems.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <math.h>

static RscPath *
follow_all (RscDataset *dataset, gboolean bias, double ratio_min)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RscGeneration) generation = generation_of_dataset (dataset, bias);
  RscPathSettings settings;
  RscPath *path;

  rsc_path_settings_init (&settings);
  settings.ratio_min = ratio_min;
  path = rsc_path_new_over_all (generation, &settings, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return path;
}

/* Every point is certified over all patterns, and every λ in between. */
static void
check_certified (const RscPath *path)
{
  const double top = rsc_problem_get_lambda_max (rsc_path_get_problem (path));

  g_assert_cmpint (rsc_path_get_status (path), ==, RSC_PATH_COMPLETE);
  g_assert_cmpint (
    rsc_arrangement_get_kind (rsc_problem_get_arrangement (rsc_path_get_problem (path))), ==,
    RSC_PATTERNS_PRICED);
  for (gsize k = 0; k < rsc_path_get_n_points (path); k++)
    {
      RscSolution *solution = rsc_path_get_point (path, k)->solution;
      gsize j = RSC_BLOCK_PATTERN (
        rsc_solution_get_n_blocks (solution) > 0 ? rsc_solution_get_block (solution, 0) : 0);

      g_assert_true (rsc_solution_is_over_all (solution));
      g_assert_cmpint (rsc_solution_get_status (solution), ==, RSC_SOLUTION_CONVERGED);
      /* A block is the same pattern in the problem of each point and in that of the path. */
      g_assert_cmpmem (
        rsc_arrangement_get_pattern (
          rsc_problem_get_arrangement (rsc_solution_get_problem (solution)), j),
        rsc_arrangement_get_n_words (rsc_problem_get_arrangement (rsc_path_get_problem (path)))
          * sizeof (guint64),
        rsc_arrangement_get_pattern (rsc_problem_get_arrangement (rsc_path_get_problem (path)), j),
        rsc_arrangement_get_n_words (rsc_problem_get_arrangement (rsc_path_get_problem (path)))
          * sizeof (guint64));
    }
  for (double ratio = 0.97;
       ratio * top > rsc_solution_get_lambda (
         rsc_path_get_point (path, rsc_path_get_n_points (path) - 1)->solution);
       ratio *= 0.93)
    {
      g_autoptr (RscPathFrame) frame = rsc_path_frame_new (path, ratio * top);
      RscPathInterval interval;

      g_assert_true (rsc_solution_is_over_all (frame->solution));
      g_assert_cmpfloat (rsc_solution_get_bound_over_all (frame->solution), <=,
                         rsc_path_get_epsilon (path));
      g_assert_true (rsc_path_get_interval (path, ratio * top, &interval, NULL));
      g_assert_cmpfloat (interval.relative_gap, <=, rsc_path_get_epsilon (path));
    }
}

/* Where the points are depends on the gaps' rounding: the optima there are compared, and what
 * happens on the way. */
static void
check_same (const RscPath *path, const RscPath *listed)
{
  for (gsize k = 0; k < rsc_path_get_n_points (path); k += 7)
    {
      const RscPathPoint *point = rsc_path_get_point (path, k);
      const double objective = rsc_solution_get_objective (point->solution);
      g_autoptr (RscOptimalSet) set =
        set_at (rsc_path_get_problem (listed), rsc_solution_get_lambda (point->solution));

      g_assert_cmpfloat_with_epsilon (
        objective, rsc_solution_get_objective (rsc_optimal_set_get_solution (set)),
        1e-11 * objective);
      g_assert_cmpuint (point->n_neurons, ==, rsc_optimal_set_get_n_support (set));
      g_assert_cmpuint (rsc_optimal_set_get_n_equicorrelated (point->set), ==,
                        rsc_optimal_set_get_n_equicorrelated (set));
      g_assert_cmpuint (rsc_optimal_set_get_dimension (point->set), ==,
                        rsc_optimal_set_get_dimension (set));
    }
  g_assert_cmpuint (rsc_path_get_n_ids (path), ==, rsc_path_get_n_ids (listed));
  g_assert_cmpuint (rsc_path_get_n_events (path), ==, rsc_path_get_n_events (listed));
  for (gsize k = 0; k < rsc_path_get_n_events (path); k++)
    {
      const RscPathEvent *a = rsc_path_get_event (path, k), *b = rsc_path_get_event (listed, k);

      g_assert_cmpint (a->kind, ==, b->kind);
      /* As near as an event is read off from. */
      g_assert_cmpfloat_with_epsilon (a->lambda, b->lambda, 1e-6 * b->lambda);
    }
  g_assert_cmpuint (rsc_path_get_n_pieces (path), ==, rsc_path_get_n_pieces (listed));
}

static void
compare (RscProblem *problem, double ratio_min)
{
  g_autoptr (GError) error = NULL;
  RscPathSettings settings;

  rsc_path_settings_init (&settings);
  settings.ratio_min = ratio_min;
  g_autoptr (RscPath) listed = rsc_path_new (problem, &settings, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (RscPath) path =
    follow_all (rsc_problem_get_dataset (problem), rsc_problem_get_bias (problem), ratio_min);
  check_certified (path);
  check_same (path, listed);
}

static void
test_gallery (void)
{
  static const char *const names[] = { "xor", "checkerboard", "abs", "sine", "random", "blobs" };

  for (gsize k = 0; k < G_N_ELEMENTS (names); k++)
    {
      g_autoptr (RscProblem) problem = problem_of_gallery (names[k], RSC_ACTIVATION_RELU);

      g_test_message ("%s", names[k]);
      compare (problem, 0.01);
    }
}

static void
test_files (void)
{
  g_autoptr (RscProblem) one = problem_of_file ("toy1d.csv", RSC_ACTIVATION_RELU);
  g_autoptr (RscProblem) two = problem_of_file ("toy2d.csv", RSC_ACTIVATION_RELU);

  compare (one, RSC_PATH_RATIO_MIN);
  compare (two, 0.1);
}

/* The size of the irises: forty million patterns. */
static void
test_many (void)
{
  const gsize n = 150, d = 4;
  gsl_rng *rng = rsc_random_new (11);
  g_autofree double *x = g_new (double, n *d);
  g_autofree double *y = g_new (double, n);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < n; i++)
    {
      const gsize c = i / 50;

      for (gsize k = 0; k < d; k++)
        x[i * d + k] =
          rint (10.0 * ((k < 2 ? 5.0 : 1.0 + 2.0 * (double) c) + gsl_ran_gaussian (rng, 0.4)))
          / 10.0;
      y[i] = c == 1 ? 1.0 : -1.0;
    }
  gsl_rng_free (rng);
  g_autoptr (RscDataset) dataset = rsc_dataset_new ("many", n, d, x, y, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (RscPath) path = follow_all (dataset, TRUE, 0.05);
  check_certified (path);
  g_assert_cmpuint (rsc_path_get_n_events (path), >, 3);
}

static RscDataset *
draw_noise (gsize n, gsize d)
{
  gsl_rng *rng = rsc_random_new (5);
  g_autofree double *x = g_new (double, n *d);
  g_autofree double *y = g_new (double, n);
  g_autoptr (GError) error = NULL;
  RscDataset *dataset;

  for (gsize k = 0; k < n * d; k++)
    x[k] = gsl_ran_gaussian (rng, 1.0);
  for (gsize i = 0; i < n; i++)
    y[i] = gsl_ran_gaussian (rng, 1.0);
  gsl_rng_free (rng);
  dataset = rsc_dataset_new ("noise", n, d, x, y, NULL, NULL, &error);
  g_assert_no_error (error);
  return dataset;
}

/* Too many columns to search: what a solve finds the path finds too. */
static void
test_wide (void)
{
  g_autoptr (RscDataset) dataset = draw_noise (26, 12);
  g_autoptr (RscPath) path = follow_all (dataset, TRUE, 0.1);
  RscSolution *last = rsc_path_get_point (path, rsc_path_get_n_points (path) - 1)->solution;
  g_autoptr (GError) error = NULL;
  g_autoptr (RscGeneration) generation = generation_of_dataset (dataset, TRUE);
  g_autoptr (RscSolution) solution = rsc_generation_solve (
    generation, rsc_solution_get_lambda (last), NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_test_message ("%g on the path, %g from a solve", rsc_solution_get_objective (last),
                  rsc_solution_get_objective (solution));
  g_assert_cmpint (rsc_path_get_status (path), ==, RSC_PATH_COMPLETE);
  g_assert_cmpfloat (rsc_solution_get_objective (last), <=,
                     (1.0 + 1e-3) * rsc_solution_get_objective (solution));
  g_assert_false (rsc_solution_is_over_all (last));
}

/* The state at 0.3 λ_max, its patterns taken in as they turn out to be missing. The effort has no
 * end. */
static RscSolution *
solve_as_state (RscDataset *dataset, gint64 deadline, gboolean *is_uncertain)
{
  g_autoptr (GError) error = NULL;
  RscGenerationSettings settings;

  rsc_generation_settings_init (&settings);
  settings.effort = 0.0;
  g_autoptr (RscGeneration) generation =
    rsc_generation_new (dataset, TRUE, &settings, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint round = 0; round < 100; round++)
    {
      g_autoptr (RscSolver) solver = rsc_solver_new (rsc_generation_get_problem (generation), NULL);
      g_autoptr (GArray) uncertain_at = g_array_new (FALSE, FALSE, sizeof (double));
      RscPathRecord record = { .problem = rsc_generation_get_problem (generation),
                               .uncertain_at = uncertain_at };
      RscPathTracer tracer = { .record = &record,
                               .solver = solver,
                               .pricer = rsc_solver_get_pricer (solver),
                               .generation = generation,
                               .deadline = deadline };

      rsc_optimal_set_settings_init_quick (&tracer.set);
      g_autoptr (RscPathState) state = rsc_path_state_new (
        &tracer, 0.3 * rsc_generation_get_lambda_max (generation), NULL, FALSE, &error);

      g_assert_true (tracer.misses == (state == NULL));
      if (state != NULL)
        {
          g_assert_cmpuint (round, >, 0);
          *is_uncertain = record.uncertain != NULL;
          g_clear_pointer (&record.uncertain, rsc_solution_unref);
          return rsc_solution_ref (state->solution);
        }
      g_clear_error (&error);
    }
  g_assert_not_reached ();
}

/* A state is searched over all patterns while its step has time; after that ascents still find what
 * is missing. */
static void
test_deadline (void)
{
  g_autoptr (RscDataset) dataset = draw_noise (36, 4);
  gboolean is_uncertain;
  g_autoptr (RscSolution) searched = solve_as_state (dataset, 0, &is_uncertain);

  g_assert_false (is_uncertain);
  g_autoptr (RscSolution) stopped = solve_as_state (dataset, 1, &is_uncertain);

  /* What the path says of itself knows of it, also where it is at no point. */
  g_assert_true (is_uncertain);
  g_assert_true (rsc_solution_is_over_all (searched));
  g_assert_false (rsc_solution_is_over_all (stopped));
  g_assert_cmpfloat (rsc_solution_get_bound_over_all (stopped), >,
                     1e3 * rsc_solution_get_bound_over_all (searched));
  g_assert_cmpfloat_with_epsilon (rsc_solution_get_objective (stopped),
                                  rsc_solution_get_objective (searched),
                                  1e-3 * rsc_solution_get_objective (searched));
}

/* What a limit left open at one λ takes nothing from what is said at another. */
static void
test_scope_at (void)
{
  g_autoptr (RscDataset) dataset = draw_noise (12, 2);
  g_autoptr (RscPath) path = follow_all (dataset, TRUE, 0.5);
  const gsize n_points = rsc_path_get_n_points (path);
  RscPathRecord record;

  g_assert_cmpuint (n_points, >, 3);
  rsc_path_record_init (&record, rsc_path_get_problem (path));
  for (gsize k = 0; k < n_points; k++)
    {
      const RscPathPoint *point = rsc_path_get_point (path, k);

      g_assert_true (rsc_path_is_over_all_at (path, rsc_solution_get_lambda (point->solution)));
      rsc_path_record_add_point (&record, point->solution, point->set, point->ids, NAN, NAN);
    }
  RscSolution *second = rsc_path_get_point (path, 1)->solution;
  const double above = rsc_solution_get_lambda (rsc_path_get_point (path, 0)->solution);
  const double at = rsc_solution_get_lambda (second);
  const double below = rsc_solution_get_lambda (rsc_path_get_point (path, 2)->solution);
  const double last = rsc_solution_get_lambda (rsc_path_get_point (path, 3)->solution);

  g_assert_true (rsc_path_record_is_over_all_at (&record, at));
  rsc_path_record_add_uncertain (&record, second);
  g_assert_true (record.uncertain == second);
  g_assert_false (rsc_path_record_is_over_all_at (&record, 0.5 * (above + at)));
  g_assert_false (rsc_path_record_is_over_all_at (&record, at));
  g_assert_false (rsc_path_record_is_over_all_at (&record, 0.5 * (at + below)));
  g_assert_true (rsc_path_record_is_over_all_at (&record, 0.5 * (below + last)));
  g_assert_true (rsc_path_record_is_over_all_at (&record, 0.5 * last));
  rsc_path_record_clear (&record);
}

int
main (int argc, char *argv[])
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/path-priced/gallery", test_gallery);
  g_test_add_func ("/path-priced/files", test_files);
  g_test_add_func ("/path-priced/many", test_many);
  g_test_add_func ("/path-priced/wide", test_wide);
  g_test_add_func ("/path-priced/deadline", test_deadline);
  g_test_add_func ("/path-priced/scope-at", test_scope_at);
  return g_test_run ();
}
