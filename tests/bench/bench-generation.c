/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From nothing to a solution certified over all patterns without listing them, and, where they can
 * be listed, from nothing by listing them, in the same run; then λ in small steps, each certified
 * over all patterns. */

#include "core/data/rsc-import.h"
#include "core/numerics/rsc-blas.h"
#include "core/numerics/rsc-tolerances.h"
#include "core/program/rsc-generation.h"
#include "core/program/rsc-solver.h"
#include "recipes.h"
#include "timing.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* Steps of a drag from 0.3 λ_max down, by 3 % each. */
#define STEPS 60

/* Solves at @lambda, from @warm or NULL. */
typedef RscSolution *(*SolveFunc) (gpointer solver, double lambda, RscSolution *warm);

static RscSolution *
solve_over_all (gpointer solver, double lambda, RscSolution *warm)
{
  g_autoptr (GError) error = NULL;
  RscSolution *solution = rsc_generation_solve (solver, lambda, warm, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return solution;
}

static RscSolution *
solve_over_list (gpointer solver, double lambda, RscSolution *warm)
{
  g_autoptr (GError) error = NULL;
  RscSolution *solution = rsc_solver_run (solver, lambda, warm, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return solution;
}

static void
drag (const char *name, SolveFunc solve, gpointer solver, RscSolution *from)
{
  g_autoptr (RscSolution) last = rsc_solution_ref (from);
  double times[STEPS], lambda = rsc_solution_get_lambda (from);
  const double bottom = 0.1 * lambda;
  gsize n = 0, n_solved = 0;

  for (; n < STEPS && lambda > bottom; n++)
    {
      const double begin = cpu_ms ();

      lambda *= 0.97;
      RscSolution *next = solve (solver, lambda, last);
      times[n] = cpu_ms () - begin;
      n_solved += rsc_solution_is_over_all (next) && rsc_solution_is_solved (next);
      rsc_solution_unref (last);
      last = next;
    }
  record_all ("ms CPU", n, times, "generation/%s, λ dragged", name);
  qsort (times, n, sizeof *times, compare_doubles);
  printf ("    λ dragged in steps of 3 %%: median %.1f ms, 90 %% %.1f ms, worst %.1f ms; %zu of "
          "%zu certified\n",
          times[n / 2], times[9 * n / 10], times[n - 1], n_solved, n);
}

/* Patterns up to which listing is waited for. */
#define LISTED_MAX 250000

static void
measure_listing (const char *name, RscDataset *dataset, double ratio, double other)
{
  const gsize n = rsc_dataset_get_n (dataset), d = rsc_dataset_get_d (dataset) + 1;
  const double begin = cpu_ms ();
  g_autoptr (GError) error = NULL;
  g_autofree double *x = rsc_dataset_dup_design (dataset, TRUE);
  g_autoptr (RscArrangement) arrangement =
    rsc_arrangement_new_all (n, d, x, LISTED_MAX, NULL, NULL, NULL, &error);

  if (arrangement == NULL)
    return;
  g_autoptr (RscProblem) problem =
    rsc_problem_new (dataset, TRUE, RSC_ACTIVATION_RELU, arrangement, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (RscSolver) solver = rsc_solver_new (problem, NULL);
  g_autoptr (RscSolution) solution =
    solve_over_list (solver, ratio * rsc_problem_get_lambda_max (problem), NULL);
  const double time = cpu_ms () - begin;

  record_value ("ms CPU", time, "generation/%s, %g λ_max, by listing", name, ratio);

  printf ("    by listing %zu patterns: %.1f ms, %.2f × as long\n",
          rsc_arrangement_get_n_patterns (arrangement), time, time / other);
  if (ratio > 0.05)
    {
      g_autofree char *listed = g_strconcat (name, ", listed", NULL);
      drag (listed, solve_over_list, solver, solution);
    }
}

static void
run (const char *name, RscDataset *dataset, double ratio, double effort, double yardstick)
{
  const gsize n = rsc_dataset_get_n (dataset), d = rsc_dataset_get_d (dataset) + 1;
  RscGenerationSettings settings;
  g_autoptr (GError) error = NULL;
  const double begin = cpu_ms ();
  double first, all;

  rsc_generation_settings_init (&settings);
  settings.effort = effort;
  g_autoptr (RscGeneration) generation =
    rsc_generation_new (dataset, TRUE, &settings, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  first = cpu_ms () - begin;
  g_autoptr (RscSolution) solution = rsc_generation_solve (
    generation, ratio * rsc_generation_get_lambda_max (generation), NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  all = cpu_ms () - begin;
  record_value ("ms CPU", all, "generation/%s, %g λ_max", name, ratio);
  record_value ("gap", rsc_solution_get_bound_over_all (solution),
                "generation/%s, %g λ_max, certified gap over all", name, ratio);
  printf ("%s, n = %zu, d = %zu, %.2g λ_max: %.1f ms, %.1f of them for λ_max (%.1f × yardstick), "
          "gap over all "
          "patterns %.1e, %zu patterns in use%s\n",
          name, n, d, ratio, all, first, all / yardstick,
          rsc_solution_get_bound_over_all (solution),
          rsc_arrangement_get_n_patterns (
            rsc_problem_get_arrangement (rsc_solution_get_problem (solution))),
          rsc_solution_is_over_all (solution) ? "" : ", stopped");
  if (ratio > 0.05)
    drag (name, solve_over_all, generation, solution);
  measure_listing (name, dataset, ratio, all);
  fflush (stdout);
}

int
main (int argc, char **argv)
{
  const char *only = argc > 1 ? argv[1] : NULL;
  const double ratio = argc > 2 ? atof (argv[2]) : 0.0;
  const double effort = argc > 3 ? atof (argv[3]) : RSC_SEARCH_EFFORT;

  rsc_blas_use_one_thread ();
  gsl_set_error_handler_off ();
  const double yardstick = measure_yardstick ();
  printf ("yardstick: %.2f ms\n", yardstick);
  for (gsize k = 0; recipes[k].name != NULL || k == 0; k++)
    {
      g_autoptr (RscDataset) dataset = NULL;
      const gboolean is_file = only != NULL && g_str_has_suffix (only, ".csv");

      if (is_file)
        {
          g_autoptr (GFile) file = g_file_new_for_path (only);
          g_autoptr (GError) error = NULL;

          dataset = rsc_import_read_file (file, NULL, NULL, NULL, &error);
          g_assert_no_error (error);
        }
      else if (only != NULL ? !g_str_equal (only, recipes[k].name) : recipes[k].large)
        continue;
      else
        dataset = recipe_make (recipes + k);
      if (ratio > 0.0)
        run (only, dataset, ratio, effort, yardstick);
      for (double each = 0.1; ratio == 0.0 && each > 0.005; each *= 0.1)
        run (rsc_dataset_get_name (dataset), dataset, each, effort, yardstick);
      if (is_file)
        break;
    }
  return EXIT_SUCCESS;
}
