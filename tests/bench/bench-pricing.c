/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Certificates over all patterns by branch and bound: at the residual of a solution that holds, how
 * long one search takes, and where the patterns can be listed, how long they take. */

#include "core/data/rsc-import.h"
#include "core/numerics/rsc-blas.h"
#include "core/numerics/rsc-random.h"
#include "core/numerics/rsc-tolerances.h"
#include "core/program/rsc-pricing.h"
#include "core/program/rsc-solver.h"
#include "recipes.h"
#include "timing.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Rounds of solving and pricing until nothing is above λ. */
#define ROUNDS_MAX 60

/* Directions above λ by more than this share are worth a pattern. */
#define EXCESS 1e-9

/* Gates a little beside the peaks, so that each has one pattern. */
static void
add_gates (GArray *gates, const RscPeaks *peaks, gsize d)
{
  for (gsize k = 0; k < rsc_peaks_get_n (peaks); k++)
    {
      RscPeak peak;

      rsc_peaks_get (peaks, k, &peak);
      for (gsize l = 0; l < d; l++)
        {
          const double beside = (double) (rsc_random_mix (l) >> 11) * 0x1p-52 - 1.0;
          const double entry = peak.direction[l] + 1e-8 * beside;

          g_array_append_val (gates, entry);
        }
    }
}

static RscSolution *
solve (RscDataset *dataset, const double *x, const GArray *gates, double ratio, double lambda)
{
  const gsize n = rsc_dataset_get_n (dataset), d = rsc_dataset_get_d (dataset) + 1;
  g_autoptr (GError) error = NULL;
  g_autoptr (RscArrangement) arrangement = rsc_arrangement_new_from_gates (
    n, d, x, gates->len / d, (const double *) (gconstpointer) gates->data, 0, &error);
  g_assert_no_error (error);
  g_autoptr (RscProblem) problem =
    rsc_problem_new (dataset, TRUE, RSC_ACTIVATION_RELU, arrangement, NULL, &error);
  g_assert_no_error (error);
  RscSolution *solution =
    rsc_solver_solve (problem, ratio * lambda, NULL, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return solution;
}

static void
measure_enumeration (const char *name,
                     RscDataset *dataset,
                     const double *x,
                     const double *r,
                     double yardstick)
{
  const gsize n = rsc_dataset_get_n (dataset), d = rsc_dataset_get_d (dataset) + 1;
  g_autoptr (GError) error = NULL;
  double begin = cpu_ms (), list, sweep, largest = 0.0;
  g_autofree double *v = g_new (double, d);
  g_autoptr (RscArrangement) arrangement =
    rsc_arrangement_new_all (n, d, x, RSC_PATTERNS_LIMIT, NULL, NULL, NULL, &error);

  if (arrangement == NULL)
    return;
  g_autoptr (RscProblem) problem =
    rsc_problem_new (dataset, TRUE, RSC_ACTIVATION_RELU, arrangement, NULL, &error);
  g_autoptr (RscPricer) pricer = rsc_pricer_new (problem);
  list = cpu_ms () - begin;
  begin = cpu_ms ();
  rsc_pricer_sweep (pricer, r, NULL, NULL);
  for (gsize b = 0; b < rsc_problem_get_n_blocks (problem); b++)
    largest = MAX (largest, rsc_pricer_project (pricer, b, largest, v, NULL, NULL));
  sweep = cpu_ms () - begin;
  record_value ("ms CPU", list, "pricing/%s, listing", name);
  record_value ("ms CPU", sweep, "pricing/%s, pricing the list", name);
  printf ("    listing %" G_GSIZE_FORMAT
          " patterns %.1f ms, pricing them %.2f ms (%.2f × yardstick)\n",
          rsc_arrangement_get_n_patterns (arrangement), list, sweep, sweep / yardstick);
}

static void
run (const char *name, RscDataset *dataset, double ratio, double yardstick)
{
  const gsize n = rsc_dataset_get_n (dataset), d = rsc_dataset_get_d (dataset) + 1;
  g_autofree double *x = rsc_dataset_dup_design (dataset, TRUE);
  g_autoptr (RscPricing) pricing = rsc_pricing_new (n, d, x);
  g_autoptr (GArray) gates = g_array_new (FALSE, FALSE, sizeof (double));
  RscPricingSettings settings = { 0 };
  double begin = cpu_ms (), first, ascents = 0.0, searches = 0.0, last = 0.0;
  double lambda_max;
  gsize n_searches = 0;

  rsc_pricing_set_residual (pricing, rsc_dataset_get_y (dataset));
  g_autoptr (RscPricingResult) start = rsc_pricing_search (pricing, &settings, NULL, NULL, NULL);
  first = cpu_ms () - begin;
  lambda_max = start->upper;
  printf ("%s, n = %zu, d = %zu, %.2f λ_max\n    λ_max to %.1e in %.2f ms, %zu cones\n", name, n, d,
          ratio, start->upper / start->lower - 1.0, first, start->n_nodes);
  add_gates (gates, start->peaks, d);
  for (gsize round = 0; round < ROUNDS_MAX; round++)
    {
      g_autoptr (RscSolution) solution = solve (dataset, x, gates, ratio, lambda_max);
      const double *r = rsc_solution_get_residual (solution);
      g_autoptr (RscPeaks) peaks = rsc_peaks_new (n, d);
      const double threshold = ratio * lambda_max * (1.0 + EXCESS);

      begin = cpu_ms ();
      rsc_pricing_set_residual (pricing, r);
      for (gsize k = 0; k < rsc_solution_get_n_blocks (solution); k++)
        rsc_pricing_ascend (pricing, 1, rsc_solution_get_w (solution, k), NULL, threshold, peaks,
                            NULL, NULL, NULL);
      rsc_pricing_ascend_from_random (pricing, 32, round, threshold, peaks, NULL, NULL, NULL);
      ascents += cpu_ms () - begin;
      if (rsc_peaks_get_n (peaks) > 0)
        {
          add_gates (gates, peaks, d);
          continue;
        }
      settings.threshold = threshold;
      settings.deadline = g_get_monotonic_time () + 100 * G_USEC_PER_SEC;
      begin = cpu_ms ();
      g_autoptr (RscPricingResult) result =
        rsc_pricing_search (pricing, &settings, NULL, NULL, NULL);
      last = cpu_ms () - begin;
      searches += last;
      n_searches++;
      add_gates (gates, result->peaks, d);
      if (rsc_peaks_get_n (result->peaks) > 0 && result->status == RSC_PRICING_COMPLETE)
        continue;
      printf ("    round %zu, %zu patterns: ascents %.1f ms, %zu searches %.1f ms; the last %.2f "
              "ms (%.2f × "
              "yardstick), %zu cones, %.1f kB, %s, bound %.2e above λ\n",
              round, gates->len / d, ascents, n_searches, searches, last, last / yardstick,
              result->n_nodes, 1e-3 * (double) result->bytes,
              result->status == RSC_PRICING_COMPLETE ? "complete" : "stopped",
              result->upper / (ratio * lambda_max) - 1.0);
      record_value ("ms CPU", last, "pricing/%s, %g λ_max", name, ratio);
      measure_enumeration (name, dataset, x, r, yardstick);
      break;
    }
  fflush (stdout);
}

int
main (int argc, char **argv)
{
  const char *only = argc > 1 ? argv[1] : NULL;

  rsc_blas_use_one_thread ();
  gsl_set_error_handler_off ();
  const double yardstick = measure_yardstick ();
  printf ("yardstick: %.2f ms\n", yardstick);
  if (only != NULL && g_str_has_suffix (only, ".csv"))
    {
      g_autoptr (GFile) file = g_file_new_for_path (only);
      g_autoptr (GError) error = NULL;
      g_autoptr (RscDataset) dataset = rsc_import_read_file (file, NULL, NULL, NULL, &error);

      g_assert_no_error (error);
      run (only, dataset, 0.1, yardstick);
      if (argc > 2)
        run (only, dataset, atof (argv[2]), yardstick);
      return EXIT_SUCCESS;
    }
  for (gsize k = 0; recipes[k].name != NULL; k++)
    {
      if (only != NULL ? !g_str_equal (only, recipes[k].name) : recipes[k].large)
        continue;
      g_autoptr (RscDataset) dataset = recipe_make (recipes + k);

      if (argc > 2)
        {
          run (recipes[k].name, dataset, atof (argv[2]), yardstick);
          continue;
        }
      run (recipes[k].name, dataset, 0.1, yardstick);
      run (recipes[k].name, dataset, 0.01, yardstick);
    }
  return EXIT_SUCCESS;
}
