/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/set/rsc-moved-set.h"

#include "core/numerics/rsc-tolerances.h"
#include "core/program/rsc-generation.h"
#include "core/program/rsc-solver.h"

#include <string.h>

/* The patterns of the same gates on other rows. */
static RscArrangement *
move_gates (RscProblem *problem, gsize n, const double *x, GError **error)
{
  RscArrangement *arrangement = rsc_problem_get_arrangement (problem);
  const gsize d = rsc_problem_get_d (problem);
  const gsize n_gates = rsc_arrangement_get_n_patterns (arrangement);
  g_autofree double *gates = g_new (double, n_gates *d + 1);

  for (gsize j = 0; j < n_gates; j++)
    if (!rsc_arrangement_get_gate (arrangement, rsc_problem_get_x (problem), j, gates + j * d,
                                   error))
      return NULL;
  /* No more than the problem has. */
  return rsc_arrangement_new_from_gates (n, d, x, n_gates, gates, G_MAXSIZE, error);
}

static gboolean
has_same_rows (RscProblem *problem, RscDataset *dataset)
{
  RscDataset *before = rsc_problem_get_dataset (problem);
  const gsize n = rsc_dataset_get_n (dataset), d = rsc_dataset_get_d (dataset);

  return n == rsc_dataset_get_n (before)
         && memcmp (rsc_dataset_get_x (before), rsc_dataset_get_x (dataset),
                    n * d * sizeof (double))
              == 0;
}

/* Solves with the patterns that @problem's kind asks for. */
static RscSolution *
solve (RscDataset *dataset,
       RscSolution *start,
       RscSolver **solver,
       GCancellable *cancellable,
       GError **error)
{
  RscProblem *problem = rsc_solution_get_problem (start);
  const gboolean bias = rsc_problem_get_bias (problem);
  const RscPatternsKind kind = rsc_arrangement_get_kind (rsc_problem_get_arrangement (problem));
  const double lambda = rsc_solution_get_lambda (start);
  const gsize n = rsc_dataset_get_n (dataset), d = rsc_problem_get_d (problem);
  g_autofree double *x = NULL;
  RscSolverSettings settings;

  if (kind == RSC_PATTERNS_PRICED)
    {
      RscGenerationSettings priced;

      rsc_generation_settings_init (&priced);
      priced.tolerance = rsc_solution_get_tolerance (start);
      priced.effort = RSC_SEARCH_EFFORT_SHOWN;
      g_autoptr (RscGeneration) generation =
        rsc_generation_new (dataset, bias, &priced, NULL, NULL, cancellable, error);
      return generation != NULL
               ? rsc_generation_solve (generation, lambda, NULL, NULL, NULL, cancellable, error)
               : NULL;
    }
  x = rsc_dataset_dup_design (dataset, bias);
  g_autoptr (RscArrangement) arrangement =
    has_same_rows (problem, dataset) ? rsc_arrangement_ref (rsc_problem_get_arrangement (problem))
    : kind == RSC_PATTERNS_ALL
      ? rsc_arrangement_new_all (n, d, x, RSC_PATTERNS_LIMIT, NULL, NULL, cancellable, error)
      : move_gates (problem, n, x, error);
  if (arrangement == NULL)
    return NULL;
  g_autoptr (RscProblem) reduced = rsc_problem_new (
    dataset, bias, rsc_problem_get_activation (problem), arrangement, cancellable, error);
  if (reduced == NULL)
    return NULL;
  rsc_solver_settings_init (&settings);
  settings.tolerance = rsc_solution_get_tolerance (start);
  *solver = rsc_solver_new (reduced, &settings);
  RscSolution *solution = rsc_solver_run (*solver, lambda, start, NULL, NULL, cancellable, error);
  /* A start that led nowhere says nothing about this problem. */
  if (solution != NULL && !rsc_solution_is_solved (solution))
    {
      rsc_solution_unref (solution);
      solution = rsc_solver_run (*solver, lambda, NULL, NULL, NULL, cancellable, error);
    }
  return solution;
}

RscOptimalSet *
rsc_moved_set_new (RscOptimalSet *set,
                   RscDataset *dataset,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (RscSolver) solver = NULL;
  RscOptimalSetSettings settings;

  g_return_val_if_fail (set != NULL && dataset != NULL, NULL);
  g_autoptr (RscSolution) solution =
    solve (dataset, rsc_optimal_set_get_solution (set), &solver, cancellable, error);
  if (solution == NULL)
    return NULL;
  rsc_optimal_set_settings_init (&settings);
  settings.support_only = TRUE;
  return rsc_optimal_set_new_priced (solution,
                                     solver != NULL ? rsc_solver_get_pricer (solver) : NULL,
                                     &settings, NULL, NULL, cancellable, error);
}
