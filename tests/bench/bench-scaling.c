/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How the time of a certified solve grows: with the points, the features, the patterns, and towards
 * small λ. Each series moves one of them, from random data of one kind: standard normal features,
 * and a noisy wave along one direction. */

#include "core/numerics/rsc-blas.h"
#include "core/program/rsc-generation.h"
#include "core/program/rsc-solver.h"
#include "core/numerics/rsc-tolerances.h"
#include "recipes.h"
#include "timing.h"

#include <gsl/gsl_errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REPEATS 3

static RscDataset *
make (gsize n, gsize d)
{
  const Recipe recipe = { "wave", n, d, 1, FALSE, FALSE };

  return recipe_make (&recipe);
}

static void
note (const char *series, const char *x_name, double x, const double *times)
{
  double sorted[REPEATS];
  g_autofree char *name = g_strdup_printf ("scaling/%s, %s = %g", series, x_name, x);
  const Record record = { name, "ms CPU", series, x };

  record_samples (&record, REPEATS, times);
  memcpy (sorted, times, sizeof sorted);
  qsort (sorted, REPEATS, sizeof *sorted, compare_doubles);
  printf ("%-48s %s = %-8g %10.3f ms\n", series, x_name, x, sorted[REPEATS / 2]);
  fflush (stdout);
}

/* Over all patterns without listing them. */
static void
measure_priced (const char *series, const char *x_name, double x, RscDataset *dataset, double ratio)
{
  double times[REPEATS];

  for (gsize k = 0; k < REPEATS; k++)
    {
      g_autoptr (GError) error = NULL;
      const double begin = cpu_ms ();
      g_autoptr (RscGeneration) generation =
        rsc_generation_new (dataset, TRUE, NULL, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      g_autoptr (RscSolution) solution =
        rsc_generation_solve (generation, ratio * rsc_generation_get_lambda_max (generation), NULL,
                              NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (rsc_solution_is_over_all (solution) && rsc_solution_is_solved (solution));
      times[k] = cpu_ms () - begin;
    }
  note (series, x_name, x, times);
}

/* Over the patterns of @arrangement: listing them is not in it. */
static void
measure_listed (const char *series,
                const char *x_name,
                double x,
                RscDataset *dataset,
                RscArrangement *arrangement,
                double ratio)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RscProblem) problem =
    rsc_problem_new (dataset, TRUE, RSC_ACTIVATION_RELU, arrangement, NULL, &error);
  double times[REPEATS];

  g_assert_no_error (error);
  for (gsize k = 0; k < REPEATS; k++)
    {
      const double begin = cpu_ms ();
      g_autoptr (RscSolution) solution =
        rsc_solver_solve (problem, ratio * rsc_problem_get_lambda_max (problem), NULL, NULL, NULL,
                          NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_true (rsc_solution_is_solved (solution));
      times[k] = cpu_ms () - begin;
    }
  note (series, x_name, x, times);
}

static void
measure_listing (const char *series, const char *x_name, double x, RscDataset *dataset)
{
  g_autofree double *design = rsc_dataset_dup_design (dataset, TRUE);
  double times[REPEATS];

  for (gsize k = 0; k < REPEATS; k++)
    {
      g_autoptr (GError) error = NULL;
      const double begin = cpu_ms ();
      g_autoptr (RscArrangement) arrangement =
        rsc_arrangement_new_all (rsc_dataset_get_n (dataset), rsc_dataset_get_d (dataset) + 1,
                                 design, RSC_PATTERNS_LIMIT, NULL, NULL, NULL, &error);

      g_assert_no_error (error);
      times[k] = cpu_ms () - begin;
    }
  note (series, x_name, x, times);
}

static RscArrangement *
list (RscDataset *dataset)
{
  g_autoptr (GError) error = NULL;
  g_autofree double *design = rsc_dataset_dup_design (dataset, TRUE);
  RscArrangement *arrangement =
    rsc_arrangement_new_all (rsc_dataset_get_n (dataset), rsc_dataset_get_d (dataset) + 1, design,
                             RSC_PATTERNS_LIMIT, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return arrangement;
}

int
main (void)
{
  static const double ratios[] = { 0.3, 0.1, 0.03, 0.01, 0.003 };

  rsc_blas_use_one_thread ();
  gsl_set_error_handler_off ();
  printf ("yardstick: %.2f ms\n", measure_yardstick ());
  for (gsize n = 50; n <= 1600; n *= 2)
    {
      g_autoptr (RscDataset) dataset = make (n, 2);

      measure_priced ("n points in the plane, none listed", "n", (double) n, dataset, 0.1);
    }
  for (gsize n = 25; n <= 200; n *= 2)
    {
      g_autoptr (RscDataset) dataset = make (n, 2);
      g_autoptr (RscArrangement) arrangement = list (dataset);

      measure_listing ("n points in the plane, listing", "n", (double) n, dataset);
      measure_listed ("n points in the plane, all listed", "n", (double) n, dataset, arrangement,
                      0.1);
    }
  for (gsize d = 1; d <= 5; d++)
    {
      g_autoptr (RscDataset) dataset = make (20, d);

      measure_priced ("20 points in d dimensions, none listed", "d", (double) d, dataset, 0.1);
    }
  g_autoptr (RscDataset) wide = make (200, 9);
  g_autofree double *design = rsc_dataset_dup_design (wide, TRUE);
  for (gsize count = 250; count <= 4000; count *= 2)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RscArrangement) arrangement = rsc_arrangement_new_sampled (
        rsc_dataset_get_n (wide), rsc_dataset_get_d (wide) + 1, design, count, 1, 0, NULL, &error);

      g_assert_no_error (error);
      measure_listed ("P sampled patterns of 200 points", "P",
                      (double) rsc_arrangement_get_n_patterns (arrangement), wide, arrangement,
                      0.1);
    }
  g_autoptr (RscDataset) fifty = make (50, 2);
  g_autoptr (RscArrangement) all = list (fifty);
  for (gsize k = 0; k < G_N_ELEMENTS (ratios); k++)
    measure_listed ("towards small λ, 50 points in the plane", "λ_max/λ", 1.0 / ratios[k], fifty,
                    all, ratios[k]);
  return EXIT_SUCCESS;
}
