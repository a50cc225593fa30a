/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/set/rsc-leave-one-out.h"

#include "core/data/rsc-data-edit.h"
#include "core/numerics/rsc-tolerances.h"
#include "core/program/rsc-generation.h"
#include "core/program/rsc-solver.h"

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
  return rsc_arrangement_new_from_gates (n, d, x, n_gates, gates, error);
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
    kind == RSC_PATTERNS_ALL
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

gboolean
rsc_leave_one_out_find (RscOptimalSet *set,
                        gsize row,
                        RscLeftOut *left_out,
                        GCancellable *cancellable,
                        GError **error)
{
  RscSolution *start = rsc_optimal_set_get_solution (set);
  RscDataset *dataset = rsc_problem_get_dataset (rsc_solution_get_problem (start));
  g_autoptr (RscRowSet) rows = rsc_row_set_new (1, &row);
  g_autoptr (RscSolver) solver = NULL;
  RscOptimalSetSettings settings;

  g_return_val_if_fail (set != NULL && left_out != NULL, FALSE);
  g_return_val_if_fail (row < rsc_dataset_get_n (dataset), FALSE);
  *left_out = (RscLeftOut){ row, TRUE, TRUE, 0, 0 };
  /* Of no points the zero network is the only optimal one. */
  if (rsc_dataset_get_n (dataset) == 1)
    return TRUE;
  g_autoptr (RscDataset) others = rsc_data_edit_delete (dataset, rows);
  g_autoptr (RscSolution) solution = solve (others, start, &solver, cancellable, error);
  if (solution == NULL)
    return FALSE;
  rsc_optimal_set_settings_init (&settings);
  settings.support_only = TRUE;
  g_autoptr (RscOptimalSet) without =
    rsc_optimal_set_new_priced (solution, solver != NULL ? rsc_solver_get_pricer (solver) : NULL,
                                &settings, NULL, NULL, cancellable, error);
  if (without == NULL)
    return FALSE;
  left_out->trusted = rsc_optimal_set_is_trusted (without);
  left_out->unique = rsc_optimal_set_is_unique (without);
  left_out->dimension = rsc_optimal_set_get_dimension (without);
  left_out->n_support = rsc_optimal_set_get_n_support (without);
  return TRUE;
}
