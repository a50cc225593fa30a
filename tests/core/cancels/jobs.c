/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "things.h"

#include "core/numerics/rsc-tolerances.h"
#include "core/program/rsc-general-position.h"
#include "core/program/rsc-limit.h"

static gboolean
list_patterns (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  RscDataset *dataset = things->plane;
  g_autofree double *x = rsc_dataset_dup_design (dataset, TRUE);
  g_autoptr (RscArrangement) all =
    rsc_arrangement_new_all_within (rsc_dataset_get_n (dataset), rsc_dataset_get_d (dataset) + 1, x,
                                    RSC_PATTERNS_LIMIT, 0, NULL, NULL, cancellable, error);
  g_autoptr (RscProblem) problem =
    all ? rsc_problem_new (dataset, TRUE, RSC_ACTIVATION_RELU, all, cancellable, error) : NULL;

  if (problem == NULL)
    return FALSE;
  for (gsize j = 0; j < rsc_arrangement_get_n_patterns (all); j++)
    digest_size (result, rsc_arrangement_get_pattern (all, j)[0]);
  result->value = rsc_problem_get_lambda_max (problem);
  return TRUE;
}

static gboolean
sample_patterns (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  RscDataset *dataset = things->space;
  g_autofree double *x = rsc_dataset_dup_design (dataset, TRUE);
  g_autoptr (RscArrangement) some =
    rsc_arrangement_new_sampled (rsc_dataset_get_n (dataset), rsc_dataset_get_d (dataset) + 1, x,
                                 things->large ? 100000 : 2000, 1, 0, cancellable, error);

  if (some == NULL)
    return FALSE;
  for (gsize j = 0; j < rsc_arrangement_get_n_patterns (some); j++)
    digest_size (result, rsc_arrangement_get_pattern (some, j)[0]);
  return TRUE;
}

static gboolean
solve (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  g_autoptr (RscSolution) solution =
    rsc_solver_solve (things->problem, 1e-2 * rsc_problem_get_lambda_max (things->problem), NULL,
                      NULL, NULL, NULL, cancellable, error);

  return digest_solution (result, solution);
}

static gboolean
solve_again (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  const double top = rsc_problem_get_lambda_max (things->problem);
  g_autoptr (RscSolution) near =
    rsc_solver_run (things->solver, 0.1 * top, NULL, NULL, NULL, cancellable, error);
  g_autoptr (RscSolution) solution =
    near ? rsc_solver_run (things->solver, 0.03 * top, near, NULL, NULL, cancellable, error) : NULL;

  return digest_solution (result, solution);
}

static gboolean
solve_over_all (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  RscGenerationSettings settings;

  rsc_generation_settings_init (&settings);
  settings.effort = 0.0;
  settings.tolerance = things->large ? 1e-4 : RSC_TOLERANCE_GAP;
  g_autoptr (RscGeneration) generation =
    rsc_generation_new (things->space, TRUE, &settings, NULL, NULL, cancellable, error);
  g_autoptr (RscSolution) solution =
    generation != NULL
      ? rsc_generation_solve (generation, 0.1 * rsc_generation_get_lambda_max (generation), NULL,
                              NULL, NULL, cancellable, error)
      : NULL;

  return digest_solution (result, solution);
}

static gboolean
solve_over_all_again (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  g_autoptr (RscSolution) solution = rsc_generation_solve (
    things->generation, 0.1 * rsc_generation_get_lambda_max (things->generation), NULL, NULL, NULL,
    cancellable, error);

  /* Known to the tolerance of the search. */
  if (!digest_solution (result, solution))
    return FALSE;
  g_assert_cmpfloat (rsc_solution_get_bound_over_all (solution), <=,
                     rsc_solution_get_tolerance (solution));
  if (things->large)
    result->value = 0.0;
  return TRUE;
}

static gboolean
find_limit (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  g_autoptr (RscLimit) limit =
    rsc_limit_new (things->few, NULL, RSC_TOLERANCE_GAP, TRUE, NULL, NULL, cancellable, error);

  return limit != NULL && digest_solution (result, limit->near);
}

static gboolean
find_coincidences (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  g_autoptr (RscGeneralPosition) position =
    rsc_general_position_new (things->problem, cancellable, error);

  if (position == NULL)
    return FALSE;
  g_assert_true (position->lines_checked);
  for (guint k = 0; k < position->coincidences->len; k++)
    {
      const RscCoincidence *coincidence = g_ptr_array_index (position->coincidences, k);

      digest_size (result, coincidence->kind);
      for (gsize i = 0; i < coincidence->n; i++)
        digest_size (result, coincidence->rows[i]);
    }
  digest_size (result, (gsize) position->complete);
  return TRUE;
}

static const Job jobs[] = {
  { "patterns", list_patterns },
  { "sampled", sample_patterns },
  { "solve", solve },
  { "solve-again", solve_again, .workspace = TRUE },
  { "priced", solve_over_all },
  { "priced-again", solve_over_all_again, .workspace = TRUE },
  { "limit", find_limit },
  { "general-position", find_coincidences },
};

GPtrArray *
jobs_list (void)
{
  const JobTable own = { jobs, G_N_ELEMENTS (jobs) };
  const JobTable *tables[] = { &jobs_of_data, &own, &jobs_of_sets, &jobs_of_networks };
  GPtrArray *all = g_ptr_array_new ();

  for (gsize t = 0; t < G_N_ELEMENTS (tables); t++)
    for (gsize k = 0; k < tables[t]->n; k++)
      g_ptr_array_add (all, (gpointer) &tables[t]->jobs[k]);
  return all;
}
