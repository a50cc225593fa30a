/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-pruner-job.h"

#include <math.h>

#define RANDOM_SEED 1

/* Of each step of a record, about. */
#define TRIES 4.0

/* To whom a job says how far it is. */
typedef struct
{
  RscProgressFunc progress;
  gpointer data;
} Reporting;

void
rsc_pruner_job_free (RscPrunerJob *job)
{
  g_clear_pointer (&job->walk, rsc_pruning_unref);
  g_clear_pointer (&job->set, rsc_optimal_set_unref);
  g_clear_pointer (&job->test, rsc_dataset_unref);
  g_clear_pointer (&job->network, rsc_network_unref);
  g_clear_pointer (&job->record, rsc_pruning_record_unref);
  g_free (job->point);
  g_free (job);
}

static RscPruning *
start_walk (RscPrunerJob *job, GCancellable *cancellable, GError **error)
{
  RscSolution *solution = rsc_optimal_set_get_solution (job->set);

  switch (job->start)
    {
    case RSC_PRUNING_START_BLOCKS:
      return rsc_pruning_new_from_blocks (job->set, job->point, job->test, cancellable, error);

    case RSC_PRUNING_START_NETWORK:
      return rsc_pruning_new (rsc_problem_get_dataset (rsc_solution_get_problem (solution)),
                              job->test, job->network, rsc_solution_get_lambda (solution), NULL,
                              cancellable, error);

    case RSC_PRUNING_START_INTERIOR:
    case RSC_PRUNING_START_RANDOM:
    case RSC_PRUNING_START_PICKED:
    default:
      return rsc_pruning_new_from_set (job->set, job->point, job->test, cancellable, error);
    }
}

gboolean
rsc_pruner_job_is_minimal (const RscPruning *walk, gsize k)
{
  gssize minimal = rsc_pruning_get_minimal (walk);

  return minimal >= 0 && (gsize) minimal <= k;
}

/* The method of a person's choice is for what follows the minimal network. */
static RscPruning *
go_on (RscPrunerJob *job,
       RscPruning *walk,
       gsize k,
       RscPruningUntil until,
       const Reporting *reporting,
       GCancellable *cancellable,
       GError **error)
{
  RscPruningMove move;

  rsc_pruning_move_init (&move);
  move.rule = job->command == RSC_PRUNER_REMOVE ? RSC_PRUNING_RULE_TARGET : job->rule;
  move.target = job->target;
  move.method = rsc_pruner_job_is_minimal (walk, k) && job->command != RSC_PRUNER_REMOVE
                  ? job->method
                  : RSC_PRUNING_OPTIMAL_LS;
  move.until = until;
  move.seed = RANDOM_SEED;
  move.bytes_max = job->bytes_max;
  return rsc_pruning_go_on (walk, k, &move, reporting->progress, reporting->data, cancellable,
                            error);
}

gpointer
rsc_pruner_job_walk (gpointer data,
                     RscProgressFunc progress,
                     gpointer progress_data,
                     GCancellable *cancellable,
                     GError **error)
{
  RscPrunerJob *job = data;
  const Reporting reporting = { progress, progress_data };
  g_autoptr (RscPruning) walk = NULL;
  g_autoptr (RscPruning) minimal = NULL;

  walk = job->walk ? rsc_pruning_ref (job->walk) : start_walk (job, cancellable, error);
  if (!walk)
    return NULL;
  switch (job->command)
    {
    case RSC_PRUNER_FORWARD:
    case RSC_PRUNER_REMOVE:
      return go_on (job, walk, job->k, RSC_PRUNING_ONE_STEP, &reporting, cancellable, error);

    case RSC_PRUNER_MINIMAL:
      if (rsc_pruner_job_is_minimal (walk, job->k))
        return g_steal_pointer (&walk);
      return go_on (job, walk, job->k, RSC_PRUNING_TO_MINIMAL, &reporting, cancellable, error);

    case RSC_PRUNER_ZERO:
      if (rsc_pruner_job_is_minimal (walk, job->k) || job->method == RSC_PRUNING_OPTIMAL_LS)
        return go_on (job, walk, job->k, RSC_PRUNING_TO_ZERO, &reporting, cancellable, error);
      minimal = go_on (job, walk, job->k, RSC_PRUNING_TO_MINIMAL, &reporting, cancellable, error);
      if (!minimal || rsc_pruning_is_full (minimal))
        return g_steal_pointer (&minimal);
      return go_on (job, minimal, rsc_pruning_get_n_states (minimal) - 1, RSC_PRUNING_TO_ZERO,
                    &reporting, cancellable, error);

    case RSC_PRUNER_REPLAY:
      return rsc_pruning_record_replay (job->record, walk, job->rule, job->method, RANDOM_SEED,
                                        job->bytes_max, cancellable, error);

    case RSC_PRUNER_PREPARE:
    case RSC_PRUNER_NONE:
    default:
      return g_steal_pointer (&walk);
    }
}

/* Each state costs the singular values of its activations. */
double
rsc_pruner_job_estimate_work (const RscPrunerJob *job)
{
  RscProblem *problem = rsc_solution_get_problem (rsc_optimal_set_get_solution (job->set));
  double n = (double) rsc_problem_get_n (problem);
  double m = job->walk      ? (double) rsc_pruning_get_start_width (job->walk)
             : job->network ? (double) rsc_network_get_width (job->network)
             : job->start == RSC_PRUNING_START_BLOCKS
               ? (double) rsc_optimal_set_get_n_equicorrelated (job->set)
               : (double) rsc_optimal_set_get_n_neurons (job->set);
  double n_states = job->command == RSC_PRUNER_MINIMAL || job->command == RSC_PRUNER_ZERO ? m + 1
                    : job->command == RSC_PRUNER_REPLAY ? TRIES * (double) job->record->n_steps + 1
                                                        : 2;

  return n * m * fmin (n, m) * n_states;
}

gpointer
rsc_pruner_job_curves (gpointer data,
                       RscProgressFunc progress,
                       gpointer progress_data,
                       GCancellable *cancellable,
                       GError **error)
{
  RscPrunerJob *job = data;

  return rsc_pruning_curves_new (job->walk, job->rule, RANDOM_SEED, job->bytes_max, progress,
                                 progress_data, cancellable, error);
}
