/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-solver.h"
#include "core/numerics/rsc-tolerances.h"
#include "kkt.h"
#include "problems.h"
#include "solutions.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>

/* ---- manners ---------------------------------------------------------------------------- */

static void
test_warm_start (void)
{
  g_autoptr (RscProblem) problem = problem_of_gallery ("moons-20", RSC_ACTIVATION_RELU);
  const double lambda = 0.03 * rsc_problem_get_lambda_max (problem);
  g_autoptr (RscSolution) cold = solve_at (problem, lambda, NULL);
  const double factors[] = { 0.5, 0.95, 1.0, 1.05, 3.0, 40.0 };

  for (gsize k = 0; k < G_N_ELEMENTS (factors); k++)
    {
      g_autoptr (RscSolution) other = solve_at (problem, factors[k] * lambda, NULL);
      g_autoptr (RscSolution) warm = solve_at (problem, lambda, other);

      g_assert_cmpfloat (rsc_solution_get_relative_gap (warm), <=, 1e-12);
      g_assert_cmpfloat_with_epsilon (rsc_solution_get_objective (warm),
                                      rsc_solution_get_objective (cold),
                                      1e-12 * rsc_solution_get_objective (cold));
      check_optimal (warm, 1, 1e-10);
    }
}

/* λ dragged from large to small in steps of 5 %: every solution from the one before. */
static void
test_drag (void)
{
  g_autoptr (RscDataset) line = dataset_of_file ("toy1d.csv");
  g_autoptr (RscProblem) toy1d = problem_of_dataset (line, TRUE, RSC_ACTIVATION_RELU);
  g_autoptr (RscProblem) moons = problem_of_gallery ("moons-20", RSC_ACTIVATION_RELU);
  RscProblem *problems[] = { toy1d, moons };

  for (gsize p = 0; p < G_N_ELEMENTS (problems); p++)
    {
      g_autoptr (RscSolution) solution = NULL;

      for (int k = 0; k < 120; k++)
        {
          RscSolution *next = solve_at (
            problems[p], 0.5 * pow (0.95, k) * rsc_problem_get_lambda_max (problems[p]), solution);

          g_assert_cmpint (rsc_solution_get_status (next), ==, RSC_SOLUTION_CONVERGED);
          g_clear_pointer (&solution, rsc_solution_unref);
          solution = next;
        }
    }
}

static void
test_warm_start_moved (void)
{
  g_autoptr (RscProblem) problem = problem_of_gallery ("moons-20", RSC_ACTIVATION_RELU);
  const double lambda = 0.03 * rsc_problem_get_lambda_max (problem);
  g_autoptr (RscSolution) before = solve_at (problem, lambda, NULL);
  RscDataset *dataset = rsc_problem_get_dataset (problem);
  const gsize n = rsc_dataset_get_n (dataset), d = rsc_dataset_get_d (dataset);
  g_autofree double *x = g_memdup2 (rsc_dataset_get_x (dataset), n * d * sizeof (double));
  g_autoptr (RscProblem) moved = NULL;
  g_autoptr (RscProblem) wider = NULL;
  g_autoptr (RscSolution) warm = NULL;
  g_autoptr (RscSolution) cold = NULL;
  g_autoptr (RscSolution) foreign = NULL;

  x[0] += 0.01;
  moved = problem_of_arrays (n, d, x, rsc_dataset_get_y (dataset), TRUE, RSC_ACTIVATION_RELU);
  warm = solve_at (moved, lambda, before);
  cold = solve_at (moved, lambda, NULL);
  g_assert_cmpfloat_with_epsilon (rsc_solution_get_objective (warm),
                                  rsc_solution_get_objective (cold), 1e-12);
  g_assert_cmpuint (rsc_solution_get_iterations (warm), <, rsc_solution_get_iterations (cold));
  check_optimal (warm, 1, 1e-10);

  /* A solution with another number of features is no help and no harm. */
  wider = problem_of_arrays (n, 1, x, rsc_dataset_get_y (dataset), TRUE, RSC_ACTIVATION_RELU);
  foreign = solve_at (wider, lambda, before);
  g_assert_cmpint (rsc_solution_get_status (foreign), ==, RSC_SOLUTION_CONVERGED);
}

static void
test_deterministic (void)
{
  g_autoptr (RscProblem) problem = problem_of_gallery ("moons-20", RSC_ACTIVATION_RELU);
  const double lambda = 0.02 * rsc_problem_get_lambda_max (problem);
  g_autoptr (RscSolution) a = solve_at (problem, lambda, NULL);
  g_autoptr (RscSolution) b = solve_at (problem, lambda, NULL);

  g_assert_cmpuint (rsc_solution_get_n_blocks (a), ==, rsc_solution_get_n_blocks (b));
  for (gsize k = 0; k < rsc_solution_get_n_blocks (a); k++)
    {
      g_assert_cmpuint (rsc_solution_get_block (a, k), ==, rsc_solution_get_block (b, k));
      g_assert_cmpmem (rsc_solution_get_w (a, k), 3 * sizeof (double), rsc_solution_get_w (b, k),
                       3 * sizeof (double));
    }
}

typedef struct
{
  GCancellable *cancellable;
  double last_gap;
  guint calls;
  double last_fraction;
} Watch;

static void
on_progress (double fraction, double gap, gpointer user_data)
{
  Watch *watch = user_data;

  g_assert_cmpfloat (gap, <=, watch->last_gap);
  watch->last_gap = gap;
  g_assert_cmpfloat (fraction, >=, watch->last_fraction);
  g_assert_cmpfloat (fraction, <=, 1.0);
  watch->last_fraction = fraction;
  watch->calls++;
  if (watch->cancellable != NULL)
    {
      g_cancellable_cancel (watch->cancellable);
    }
}

static void
test_progress_and_cancel (void)
{
  g_autoptr (RscDataset) plane = dataset_of_file ("toy2d.csv");
  g_autoptr (RscProblem) problem = problem_of_dataset (plane, TRUE, RSC_ACTIVATION_RELU);
  const double lambda = 0.01 * rsc_problem_get_lambda_max (problem);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RscSolution) solution = NULL;
  Watch watch = { NULL, INFINITY, 0 };
  Watch stop = { cancellable, INFINITY, 0 };

  solution = rsc_solver_solve (problem, lambda, NULL, NULL, on_progress, &watch, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (watch.calls, >, 1);
  g_assert_cmpfloat (watch.last_gap, <=, RSC_TOLERANCE_GAP);
  /* All the way, as it is measured by the gap. */
  g_assert_cmpfloat (watch.last_fraction, ==, 1.0);

  g_assert_null (
    rsc_solver_solve (problem, lambda, NULL, NULL, on_progress, &stop, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  /* Not another step. */
  g_assert_cmpuint (stop.calls, ==, 1);
}

/* One workspace for many λ, also after a solve that was cancelled: the same solutions as from
 * workspaces of their own. */
static void
test_workspace (void)
{
  const double ratios[] = { 0.5, 0.01, 1.5, 0.1 };
  g_autoptr (RscProblem) problem = problem_of_gallery ("moons-20", RSC_ACTIVATION_RELU);
  g_autoptr (RscSolver) solver = rsc_solver_new (problem, NULL);

  for (gsize k = 0; k < G_N_ELEMENTS (ratios); k++)
    {
      const double lambda = ratios[k] * rsc_problem_get_lambda_max (problem);
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      Watch stop = { cancellable, INFINITY, 0 };
      g_autoptr (RscSolution) none = NULL;
      g_autoptr (RscSolution) again = NULL;
      g_autoptr (RscSolution) fresh = solve_at (problem, lambda, NULL);

      if (ratios[k] < 1.0)
        {
          none = rsc_solver_run (solver, lambda, NULL, on_progress, &stop, cancellable, &error);
          g_assert_null (none);
          g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
          g_clear_error (&error);
        }
      again = rsc_solver_run (solver, lambda, NULL, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (rsc_solution_get_status (again), ==, RSC_SOLUTION_CONVERGED);
      g_assert_cmpfloat_with_epsilon (rsc_solution_get_objective (again),
                                      rsc_solution_get_objective (fresh),
                                      1e-12 * rsc_solution_get_objective (fresh));
      g_assert_cmpuint (rsc_solution_get_n_blocks (again) > 0, ==, ratios[k] < 1.0);
    }
}

static gpointer
cancel_later (gpointer user_data)
{
  Watch *watch = user_data;

  g_usleep (watch->calls);
  g_cancellable_cancel (watch->cancellable);
  return NULL;
}

/* 1500 points: a single quadratic program takes seconds, and a cancel must not wait for its end.
 * (How soon it answers is in tests/bench.) */
static void
test_cancel_large (void)
{
  const gsize n = 1500, d = 3;
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);
  g_autofree double *x = g_new (double, n *d);
  g_autofree double *y = g_new (double, n);
  g_autoptr (RscArrangement) arrangement = NULL;
  g_autoptr (RscDataset) dataset = NULL;
  g_autoptr (RscProblem) problem = NULL;
  g_autoptr (GError) error = NULL;
  guint cancelled = 0;

  gsl_rng_set (rng, 15);
  for (gsize i = 0; i < n * d; i++)
    x[i] = gsl_ran_gaussian (rng, 1.0);
  for (gsize i = 0; i < n; i++)
    y[i] = gsl_ran_gaussian (rng, 1.0);
  gsl_rng_free (rng);
  arrangement = rsc_arrangement_new_sampled (n, d, x, 2000, 1, 0, NULL, &error);
  g_assert_no_error (error);
  dataset = rsc_dataset_new ("test", n, d, x, y, NULL, NULL, &error);
  g_assert_no_error (error);
  problem = rsc_problem_new (dataset, FALSE, RSC_ACTIVATION_RELU, arrangement, NULL, &error);
  g_assert_no_error (error);

  for (guint delay = 100; delay <= 3200; delay *= 2)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (RscSolution) solution = NULL;
      Watch watch = { cancellable, INFINITY, delay * 1000 };
      GThread *thread = g_thread_new ("cancel", cancel_later, &watch);

      solution = rsc_solver_solve (problem, 1e-6 * rsc_problem_get_lambda_max (problem), NULL, NULL,
                                   NULL, NULL, cancellable, &error);
      g_thread_join (thread);
      if (solution != NULL)
        continue;
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_clear_error (&error);
      cancelled++;
    }
  g_assert_cmpuint (cancelled, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gsl_set_error_handler_off ();
  g_test_add_func ("/solver/warm-start", test_warm_start);
  g_test_add_func ("/solver/drag", test_drag);
  g_test_add_func ("/solver/warm-start-moved", test_warm_start_moved);
  g_test_add_func ("/solver/deterministic", test_deterministic);
  g_test_add_func ("/solver/progress-and-cancel", test_progress_and_cancel);
  g_test_add_func ("/solver/workspace", test_workspace);
  g_test_add_func ("/solver/cancel-large", test_cancel_large);
  return g_test_run ();
}
