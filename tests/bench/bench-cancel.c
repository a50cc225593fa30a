/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How soon the core answers when it is told to stop, at moments all through its work: a person who
 * closes a window or takes a hand off a slider waits for this. */
#include <gsl/gsl_errno.h>
#include <string.h>

#include "core/numerics/rsc-tolerances.h"
#include "core/program/rsc-limit.h"
#include "core/program/rsc-solver.h"
#include "core/set/rsc-optimal-set.h"
#include "problems.h"
#include "recipes.h"
#include "timing.h"

#define N_MOMENTS 12

typedef struct
{
  GCancellable *cancellable;
  gint64 delay;
  gint64 when;
} Stop;

/* Does one piece of work; FALSE when it was stopped. */
typedef gboolean (*Work) (gpointer data, GCancellable *cancellable);

static gpointer
stop_later (gpointer user_data)
{
  Stop *stop = user_data;

  g_usleep ((gulong) stop->delay);
  stop->when = g_get_monotonic_time ();
  g_cancellable_cancel (stop->cancellable);
  return NULL;
}

static void
measure (const char *only, const char *name, Work work, gpointer data)
{
  gint64 start = g_get_monotonic_time ();
  gint64 whole, worst = 0, sum = 0;
  double answers[N_MOMENTS];
  guint n = 0;

  if (only != NULL && strstr (name, only) == NULL)
    return;
  work (data, NULL);
  whole = g_get_monotonic_time () - start;
  for (int k = 0; k < N_MOMENTS; k++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      Stop stop = { cancellable, whole * (2 * k + 1) / (2 * N_MOMENTS), 0 };
      GThread *thread = g_thread_new ("stop", stop_later, &stop);
      gboolean done = work (data, cancellable);
      gint64 end = g_get_monotonic_time ();

      g_thread_join (thread);
      if (done)
        continue;
      answers[n++] = 1e-3 * (double) (end - stop.when);
      sum += end - stop.when;
      worst = MAX (worst, end - stop.when);
    }
  record_all ("ms", n, answers, "cancel/%s", name);
  g_print ("%-28s %9.1f ms of work, stopped %2u times: %6.2f ms on average, %6.2f ms at most\n",
           name, (double) whole / 1e3, n, n > 0 ? (double) sum / 1e3 / n : 0.0,
           (double) worst / 1e3);
}

static gboolean
list_patterns (gpointer data, GCancellable *cancellable)
{
  RscDataset *dataset = data;
  g_autofree double *x = rsc_dataset_dup_design (dataset, TRUE);
  g_autoptr (RscArrangement) all =
    rsc_arrangement_new_all (rsc_dataset_get_n (dataset), rsc_dataset_get_d (dataset) + 1, x,
                             RSC_PATTERNS_LIMIT, NULL, NULL, cancellable, NULL);
  g_autoptr (RscProblem) problem =
    all ? rsc_problem_new (dataset, TRUE, RSC_ACTIVATION_RELU, all, cancellable, NULL) : NULL;

  return problem != NULL;
}

static gboolean
solve (gpointer data, GCancellable *cancellable)
{
  RscProblem *problem = data;
  g_autoptr (RscSolution) solution =
    rsc_solver_solve (problem, 1e-3 * rsc_problem_get_lambda_max (problem), NULL, NULL, NULL, NULL,
                      cancellable, NULL);

  return solution != NULL;
}

static gboolean
find_set (gpointer data, GCancellable *cancellable)
{
  g_autoptr (RscOptimalSet) set = rsc_optimal_set_new (data, NULL, NULL, NULL, cancellable, NULL);

  return set != NULL;
}

/* From nothing, over all patterns without listing them. */
typedef struct
{
  RscDataset *dataset;
  double ratio;
} Priced;

static gboolean
solve_over_all (gpointer data, GCancellable *cancellable)
{
  const Priced *priced = data;
  g_autoptr (RscGeneration) generation =
    rsc_generation_new (priced->dataset, TRUE, NULL, NULL, NULL, cancellable, NULL);
  g_autoptr (RscSolution) solution =
    generation != NULL
      ? rsc_generation_solve (generation,
                              priced->ratio * rsc_generation_get_lambda_max (generation), NULL,
                              NULL, NULL, cancellable, NULL)
      : NULL;

  return solution != NULL;
}

static gboolean
find_limit (gpointer data, GCancellable *cancellable)
{
  g_autoptr (RscLimit) limit =
    rsc_limit_new (data, NULL, RSC_TOLERANCE_GAP, TRUE, NULL, NULL, cancellable, NULL);

  return limit != NULL;
}

static void
measure_priced (const char *only, const char *name, double ratio)
{
  for (const Recipe *recipe = recipes; recipe->name != NULL; recipe++)
    if (g_str_equal (recipe->name, name))
      {
        g_autoptr (RscDataset) dataset = recipe_make (recipe);
        g_autofree char *text = g_strdup_printf ("%s over all, %g", name, ratio);
        Priced priced = { dataset, ratio };

        measure (only, text, solve_over_all, &priced);
      }
}

int
main (int argc, char **argv)
{
  const char *only = argc > 1 ? argv[1] : NULL;

  gsl_set_error_handler_off ();

  g_autoptr (RscDataset) plane = dataset_of_gallery ("spiral", 200, -1);
  g_autoptr (RscDataset) moons = dataset_of_gallery ("moons", 150, -1);
  g_autoptr (RscProblem) problem = problem_of_dataset (moons, TRUE, RSC_ACTIVATION_RELU);
  g_autoptr (RscOptimalSet) parity = set_of_gallery ("parity", RSC_ACTIVATION_GATED, 1e-4);

  measure (only, "patterns of 200 points", list_patterns, plane);
  measure (only, "solve of 150 points", solve, problem);
  measure (only, "set of parity, gated, 1e-4", find_set, rsc_optimal_set_get_solution (parity));
  measure (only, "λ → 0 of 150 points", find_limit, problem);
  measure_priced (only, "iris-like", 0.01);
  measure_priced (only, "plane-1000", 0.01);
  measure_priced (only, "plane-10000", 0.1);
  measure_priced (only, "mammographic-like", 0.1);
  return 0;
}
