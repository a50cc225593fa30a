/* SPDX-License-Identifier: GPL-3.0-or-later */

/* CPU time of certified solves on the benchmark problems, patterns already enumerated. */

#include "core/data/rsc-import.h"
#include "core/numerics/rsc-blas.h"
#include "core/program/rsc-solver.h"
#include "core/numerics/rsc-tolerances.h"
#include "timing.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct
{
  const char *name;
  const char *data;
  const char *gates; /* or NULL: all patterns */
  gboolean bias;
  double lambda;
  double objective; /* known to relative 1e-9 */
} Problem;

static const Problem problems[] = {
  { "fig1", "fig1.csv", "fig1_gates.csv", FALSE, 0.04, 0.08251777323607246 },
  { "toy1d@0.1", "toy1d.csv", NULL, TRUE, 0.7444167801554544, 2.2193117382461063 },
  { "toy1d@0.01", "toy1d.csv", NULL, TRUE, 0.07444167801554544, 0.716256468844836 },
  { "toy2d@0.1", "toy2d.csv", NULL, TRUE, 2.268046476062208, 11.167186891078 },
  { "toy2d@0.01", "toy2d.csv", NULL, TRUE, 0.22680464760622077, 3.88585038253194 },
  { "uci@0.01", "uci.csv", "uci_gates.csv", FALSE, 1.647617567879669, 5.768775602063404 },
};

static RscDataset *
read_csv (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  RscDataset *dataset = rsc_import_read_file (file, NULL, NULL, NULL, &error);

  if (dataset == NULL)
    {
      fprintf (stderr, "%s\n", error->message);
      exit (EXIT_FAILURE);
    }
  return dataset;
}

/* One gate per line. The reader takes the last column for y: put it back. */
static double *
read_gates (const char *folder, const char *name, gsize *n_gates, gsize *d)
{
  g_autoptr (RscDataset) dataset = read_csv (folder, name);
  const double *x = rsc_dataset_get_x (dataset), *y = rsc_dataset_get_y (dataset);
  const gsize columns = rsc_dataset_get_d (dataset);
  double *gates;

  *n_gates = rsc_dataset_get_n (dataset);
  *d = columns + 1;
  gates = g_new (double, *n_gates **d);
  for (gsize i = 0; i < *n_gates; i++)
    {
      for (gsize k = 0; k < columns; k++)
        gates[i * *d + k] = x[i * columns + k];
      gates[i * *d + columns] = y[i];
    }
  return gates;
}

static RscProblem *
load (const char *folder, const Problem *description)
{
  g_autoptr (RscDataset) dataset = read_csv (folder, description->data);
  g_autofree double *x = rsc_dataset_dup_design (dataset, description->bias);
  const gsize n = rsc_dataset_get_n (dataset);
  const gsize d = rsc_dataset_get_d (dataset) + (description->bias ? 1 : 0);
  g_autoptr (RscArrangement) arrangement = NULL;
  g_autoptr (GError) error = NULL;
  RscProblem *problem;

  if (description->gates != NULL)
    {
      gsize n_gates, gate_d;
      g_autofree double *gates = read_gates (folder, description->gates, &n_gates, &gate_d);

      g_assert (gate_d == d);
      arrangement = rsc_arrangement_new_from_gates (n, d, x, n_gates, gates, 0, &error);
    }
  else
    arrangement = rsc_arrangement_new_all (n, d, x, RSC_PATTERNS_LIMIT, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  problem =
    rsc_problem_new (dataset, description->bias, RSC_ACTIVATION_RELU, arrangement, NULL, &error);
  g_assert_no_error (error);
  return problem;
}

static RscSolution *
solve (RscProblem *problem, double lambda, RscSolution *warm, double *ms)
{
  g_autoptr (GError) error = NULL;
  const double begin = cpu_ms ();
  RscSolution *solution = rsc_solver_solve (problem, lambda, NULL, warm, NULL, NULL, NULL, &error);

  *ms = cpu_ms () - begin;
  g_assert_no_error (error);
  return solution;
}

static void
run_cold (const char *folder, const Problem *description, gsize repeats, double yardstick)
{
  g_autoptr (RscProblem) problem = load (folder, description);
  g_autofree double *ms = g_new (double, repeats);
  g_autoptr (RscSolution) solution = NULL;

  for (gsize k = 0; k < repeats; k++)
    {
      g_clear_pointer (&solution, rsc_solution_unref);
      solution = solve (problem, description->lambda, NULL, &ms[k]);
    }
  record_all ("ms CPU", repeats, ms, "solver/%s", description->name);
  record_value ("gap", rsc_solution_get_relative_gap (solution), "solver/%s, certified gap",
                description->name);
  qsort (ms, repeats, sizeof (double), compare_doubles);
  printf ("%-12s %8zu %9.3f %9.3f %10.4f %10.1e %10.1e %7zu %6u\n", description->name,
          rsc_problem_get_n_blocks (problem), ms[0], ms[repeats / 2], ms[0] / yardstick,
          rsc_solution_get_relative_gap (solution),
          rsc_solution_get_objective (solution) / description->objective - 1.0,
          rsc_solution_get_n_blocks (solution), rsc_solution_get_iterations (solution));
}

/* λ moved by 5 % at a time from 0.3 to 0.003 of λ_max and back, each solve from the one before, as
 * when its slider is dragged. */
static void
run_drag (const char *folder, const Problem *description)
{
  g_autoptr (RscProblem) problem = load (folder, description);
  const double top = 0.3 * rsc_problem_get_lambda_max (problem);
  g_autoptr (RscSolution) solution = NULL;
  double ms[180], worst = 0.0;
  const int steps = G_N_ELEMENTS (ms);

  solution = solve (problem, top, NULL, &ms[0]);
  for (int k = 0; k < steps; k++)
    {
      const int depth = k < steps / 2 ? k + 1 : steps - 1 - k;
      RscSolution *next = solve (problem, top * pow (0.95, depth), solution, &ms[k]);

      worst = MAX (worst, rsc_solution_get_relative_gap (next));
      rsc_solution_unref (solution);
      solution = next;
    }
  record_all ("ms CPU", (gsize) steps, ms, "solver/%s, λ dragged", description->name);
  qsort (ms, (gsize) steps, sizeof (double), compare_doubles);
  printf ("%-12s drag of λ, %d steps: median %.2f ms, 90 %% %.2f ms, worst %.2f ms, worst gap "
          "%.1e\n",
          description->data, steps, ms[steps / 2], ms[steps * 9 / 10], ms[steps - 1], worst);
}

int
main (int argc, char **argv)
{
  const char *source = g_getenv ("G_TEST_SRCDIR");
  g_autofree char *folder =
    g_build_filename (source != NULL ? source : "tests", "data", "bench", NULL);
  const char *only = argc > 1 ? argv[1] : NULL;
  const gsize repeats = argc > 2 ? (gsize) atoi (argv[2]) : 15;

  rsc_blas_use_one_thread ();
  const double yardstick = measure_yardstick ();

  gsl_set_error_handler_off ();
  printf ("yardstick: %.2f ms\n", yardstick);
  printf ("%-12s %8s %9s %9s %10s %10s %10s %7s %6s\n", "problem", "blocks", "least ms", "median",
          "/yardstick", "gap", "P/P_ref-1", "active", "steps");
  for (gsize k = 0; k < G_N_ELEMENTS (problems); k++)
    {
      if (only == NULL || g_str_equal (only, problems[k].name))
        run_cold (folder, &problems[k], repeats, yardstick);
    }
  if (only == NULL || g_str_equal (only, "drag"))
    {
      run_drag (folder, &problems[1]);
      run_drag (folder, &problems[3]);
    }
  return EXIT_SUCCESS;
}
