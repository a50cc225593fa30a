/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/pruning/rsc-experiment.h"

#include "core/data/rsc-preparation.h"
#include "core/numerics/rsc-error.h"
#include "core/numerics/rsc-number-words.h"
#include "core/numerics/rsc-quantile.h"
#include "core/numerics/rsc-random.h"
#include "core/program/rsc-gate-patterns.h"
#include "core/program/rsc-solver.h"
#include "core/numerics/rsc-tolerances.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

struct _RscExperiment
{
  gatomicrefcount ref_count;
  RscExperimentSettings *settings;
  gsize n_repeats;
  gsize n_done;
  RscExperimentOutcome *outcomes;
  RscExperimentCurve curves[RSC_N_EXPERIMENT_MEASURES][RSC_N_EXPERIMENT_SIDES]
                           [RSC_N_PRUNING_METHODS];
};

/* What the threads of a run share. */
typedef struct
{
  RscExperiment *experiment;
  GCancellable *cancellable; /* of the run: the caller's, or an error somewhere */
  gsize states_max;          /* bytes of the states of one of the walks under way, or 0 */
  GMutex lock;
  gsize n_steps;
  gsize n_steps_done;
  RscProgressFunc progress;
  gpointer progress_data;
} Run;

/* The network whose neurons are the non-zero blocks of @solution. */
static RscNetwork *
dup_block_network (RscSolution *solution)
{
  RscProblem *problem = rsc_solution_get_problem (solution);
  const gsize d = rsc_problem_get_d (problem);
  const gsize m = rsc_solution_get_n_blocks (solution);
  g_autofree double *w = g_new (double, MAX (m * d, 1));
  g_autofree int *signs = g_new (int, MAX (m, 1));

  for (gsize k = 0; k < m; k++)
    {
      memcpy (w + k * d, rsc_solution_get_w (solution, k), d * sizeof (double));
      signs[k] = RSC_BLOCK_SIGN (rsc_solution_get_block (solution, k));
    }
  return rsc_network_new_from_convex (m, d, rsc_problem_get_bias (problem), w, signs, NULL);
}

static RscPruning *
find_start (RscSolution *solution,
            RscDataset *test,
            const RscExperimentSettings *settings,
            RscExperimentRepeat *info,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (RscOptimalSet) set = NULL;
  RscOptimalSetSettings quick;

  if (rsc_experiment_settings_get_start (settings) == RSC_EXPERIMENT_START_SOLVER)
    {
      g_autoptr (RscNetwork) network = dup_block_network (solution);

      return rsc_pruning_new (rsc_problem_get_dataset (rsc_solution_get_problem (solution)), test,
                              network, rsc_solution_get_lambda (solution), NULL, cancellable,
                              error);
    }
  /* Neither its vertices nor the narrowest network are asked for. */
  rsc_optimal_set_settings_init_quick (&quick);
  set = rsc_optimal_set_new (solution, &quick, NULL, NULL, cancellable, error);
  if (set == NULL)
    return NULL;
  info->n_equicorrelated = rsc_optimal_set_get_n_equicorrelated (set);
  info->dimension = rsc_optimal_set_get_dimension (set);
  if (rsc_experiment_settings_get_start (settings) == RSC_EXPERIMENT_START_INTERIOR)
    return rsc_pruning_new_from_set (set, rsc_optimal_set_get_interior (set), test, cancellable,
                                     error);
  return rsc_pruning_new_from_blocks (set, rsc_optimal_set_get_interior (set), test, cancellable,
                                      error);
}

static void
make_step (Run *run)
{
  g_mutex_lock (&run->lock);
  run->n_steps_done++;
  if (run->progress != NULL)
    run->progress ((double) run->n_steps_done / (double) run->n_steps, NAN, run->progress_data);
  g_mutex_unlock (&run->lock);
}

static double
measure_state (const RscPruningState *state, RscExperimentMeasure measure, RscExperimentSide side)
{
  if (measure == RSC_EXPERIMENT_ACCURACY)
    return side == RSC_EXPERIMENT_TRAIN ? state->train_accuracy : state->test_accuracy;
  return side == RSC_EXPERIMENT_TRAIN ? state->train_error : state->test_error;
}

/* The values of a walk to no neuron at all by number of neurons. */
static void
keep_values (RscExperimentOutcome *outcome, RscPruningMethod method, const RscPruning *walk)
{
  const gsize width = outcome->info.start_width;

  for (RscExperimentMeasure measure = 0; measure < RSC_N_EXPERIMENT_MEASURES; measure++)
    for (RscExperimentSide side = 0; side < RSC_N_EXPERIMENT_SIDES; side++)
      {
        double *value = g_new (double, width + 1);
        gsize state = rsc_pruning_get_n_states (walk) - 1;

        /* From the end, which has no neuron: a state stays until one with more of them fits. */
        for (gsize k = 0; k <= width; k++)
          {
            while (state > 0 && rsc_pruning_get_state (walk, state - 1)->width <= k)
              state--;
            value[k] = measure_state (rsc_pruning_get_state (walk, state), measure, side);
          }
        outcome->value[measure][side][method] = value;
      }
}

/* Always FALSE. */
static gboolean
fail_full (gsize width, gsize bytes_max, GError **error)
{
  g_autofree char *most = rsc_number_words_dup ((double) bytes_max / 1e9, 2);

  g_set_error (error, RSC_ERROR, RSC_ERROR_LIMIT,
               _ ("pruning %zu neurons takes more than the limit of %s GB; choose fewer gates, run "
                  "fewer repeats at once, or allow more (--memory)."),
               width, most);
  return FALSE;
}

/* From @start to no neuron at all, by all of a repeat's methods. */
static gboolean
prune (Run *run, gsize k, const RscPruning *start, GError **error)
{
  const RscExperimentSettings *settings = run->experiment->settings;
  RscExperimentOutcome *outcome = &run->experiment->outcomes[k];

  for (RscPruningMethod method = 0; method < RSC_N_PRUNING_METHODS; method++)
    {
      g_autoptr (RscPruning) walk = NULL;
      RscPruningMove move;

      if (!rsc_experiment_settings_has_method (settings, method))
        continue;
      rsc_pruning_move_init (&move);
      move.method = method;
      move.until = RSC_PRUNING_TO_ZERO;
      move.seed = rsc_random_mix (rsc_experiment_settings_get_seed (settings) + rsc_random_mix (k));
      move.bytes_max = run->states_max;
      walk = rsc_pruning_go_on (start, 0, &move, NULL, NULL, run->cancellable, error);
      if (walk == NULL)
        return FALSE;
      /* Its values are those of all widths, or none. */
      if (rsc_pruning_is_full (walk))
        return fail_full (outcome->info.start_width, run->states_max, error);
      keep_values (outcome, method, walk);
      if (method == RSC_PRUNING_OPTIMAL_LS && rsc_pruning_get_minimal (walk) >= 0)
        outcome->info.minimal_width =
          (gssize) rsc_pruning_get_state (walk, (gsize) rsc_pruning_get_minimal (walk))->width;
      make_step (run);
    }
  return TRUE;
}

static gboolean
run_repeat (Run *run, gsize k, GError **error)
{
  RscExperiment *experiment = run->experiment;
  const RscExperimentSettings *settings = experiment->settings;
  const RscExperimentSplit *split = rsc_experiment_settings_get_split (settings, k);
  RscExperimentOutcome *outcome = &experiment->outcomes[k];
  RscExperimentRepeat *info = &outcome->info;
  const gint64 begin = g_get_monotonic_time ();
  g_autoptr (RscDataset) train = rsc_dataset_new_rows (
    rsc_experiment_settings_get_dataset (settings), split->n_train, split->train);
  g_autoptr (RscDataset) test =
    split->n_test > 0 ? rsc_dataset_new_rows (rsc_experiment_settings_get_dataset (settings),
                                              split->n_test, split->test)
                      : NULL;
  g_autofree double *x = NULL;
  g_autoptr (RscArrangement) patterns = NULL;
  g_autoptr (RscProblem) problem = NULL;
  g_autoptr (RscSolution) solution = NULL;
  g_autoptr (RscPruning) start = NULL;
  RscSolverSettings solver;

  if (rsc_experiment_settings_get_standardise (settings)
      && !rsc_preparation_scale (&train, &test, error))
    return FALSE;
  x = rsc_dataset_dup_design (train, rsc_experiment_settings_get_bias (settings));
  patterns = rsc_gate_patterns_new (split->n_train, rsc_experiment_settings_get_d (settings), x,
                                    split->n_gates, split->gates,
                                    rsc_experiment_settings_get_bytes_max (settings), error);
  if (patterns == NULL)
    return FALSE;
  problem = rsc_problem_new (train, rsc_experiment_settings_get_bias (settings),
                             RSC_ACTIVATION_RELU, patterns, run->cancellable, error);
  if (problem == NULL)
    return FALSE;
  info->n_train = split->n_train;
  info->n_test = split->n_test;
  info->n_patterns = rsc_arrangement_get_n_patterns (patterns);
  info->lambda = rsc_experiment_settings_get_lambda_per_row (settings) * (double) split->n_train;
  info->lambda_max = rsc_problem_get_lambda_max (problem);

  rsc_solver_settings_init (&solver);
  solver.tolerance = rsc_experiment_settings_get_tolerance (settings);
  solution =
    rsc_solver_solve (problem, info->lambda, &solver, NULL, NULL, NULL, run->cancellable, error);
  if (solution == NULL)
    return FALSE;
  info->relative_gap = rsc_solution_get_relative_gap (solution);
  info->converged = rsc_solution_get_status (solution) == RSC_SOLUTION_CONVERGED;
  make_step (run);

  start = find_start (solution, test, settings, info, run->cancellable, error);
  if (start == NULL)
    return FALSE;
  info->start_width = rsc_pruning_get_start_width (start);
  info->minimal_width = -1;
  make_step (run);

  if (!prune (run, k, start, error))
    return FALSE;
  info->seconds = (double) (g_get_monotonic_time () - begin) / G_USEC_PER_SEC;
  info->done = TRUE;
  return TRUE;
}

static void
outcome_clear_values (RscExperimentOutcome *outcome)
{
  for (gsize measure = 0; measure < RSC_N_EXPERIMENT_MEASURES; measure++)
    for (gsize side = 0; side < RSC_N_EXPERIMENT_SIDES; side++)
      for (gsize method = 0; method < RSC_N_PRUNING_METHODS; method++)
        g_clear_pointer (&outcome->value[measure][side][method], g_free);
}

void
rsc_experiment_outcome_clear (RscExperimentOutcome *self)
{
  g_return_if_fail (self);

  outcome_clear_values (self);
  g_clear_error (&self->error);
  memset (&self->info, 0, sizeof self->info);
}

static void
outcome_copy (RscExperimentOutcome *self, const RscExperimentOutcome *other)
{
  const gsize size = (other->info.start_width + 1) * sizeof (double);

  self->info = other->info;
  for (gsize measure = 0; measure < RSC_N_EXPERIMENT_MEASURES; measure++)
    for (gsize side = 0; side < RSC_N_EXPERIMENT_SIDES; side++)
      for (gsize method = 0; method < RSC_N_PRUNING_METHODS; method++)
        self->value[measure][side][method] = g_memdup2 (other->value[measure][side][method], size);
}

/* In a thread of the pool. @data: number of the repeat, from 1. */
static void
work (gpointer data, gpointer user_data)
{
  const gsize k = GPOINTER_TO_SIZE (data) - 1;
  Run *run = user_data;
  RscExperimentOutcome *outcome = &run->experiment->outcomes[k];

  if (g_cancellable_set_error_if_cancelled (run->cancellable, &outcome->error)
      || run_repeat (run, k, &outcome->error))
    return;
  outcome_clear_values (outcome);
  memset (&outcome->info, 0, sizeof outcome->info);
  if (!g_error_matches (outcome->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_cancellable_cancel (run->cancellable);
}

static void
pass_cancel_on (GCancellable *cancellable, gpointer data)
{
  g_cancellable_cancel (data);
}

static void
summarise (RscExperiment *self,
           RscExperimentMeasure measure,
           RscExperimentSide side,
           RscPruningMethod method)
{
  RscExperimentCurve *curve = &self->curves[measure][side][method];
  g_autofree double *values = g_new (double, MAX (self->n_done, 1));
  gsize width = 0;

  for (gsize r = 0; r < self->n_repeats; r++)
    {
      const RscExperimentOutcome *outcome = &self->outcomes[r];
      const double *value = outcome->value[measure][side][method];

      if (!outcome->info.done)
        continue;
      if (value == NULL || isnan (value[0]))
        return;
      width = MAX (width, outcome->info.start_width);
    }
  curve->n = width;
  curve->width = g_new (double, width);
  curve->median = g_new (double, width);
  curve->q25 = g_new (double, width);
  curve->q75 = g_new (double, width);
  for (gsize k = 0; k < width; k++)
    {
      gsize n = 0;

      for (gsize r = 0; r < self->n_repeats; r++)
        {
          const RscExperimentOutcome *outcome = &self->outcomes[r];

          if (outcome->info.done)
            values[n++] =
              outcome->value[measure][side][method][MIN (k + 1, outcome->info.start_width)];
        }
      curve->width[k] = (double) (k + 1);
      curve->q25[k] = rsc_quantile_find (n, values, 0.25);
      curve->median[k] = rsc_quantile_find (n, values, 0.5);
      curve->q75[k] = rsc_quantile_find (n, values, 0.75);
    }
}

RscExperiment *
rsc_experiment_run (RscExperimentSettings *settings,
                    guint n_jobs,
                    RscProgressFunc progress,
                    gpointer progress_data,
                    GCancellable *cancellable,
                    GError **error)
{
  return rsc_experiment_run_share (settings, NULL, NULL, n_jobs, progress, progress_data,
                                   cancellable, error);
}

RscExperiment *
rsc_experiment_run_share (RscExperimentSettings *settings,
                          const RscShare *share,
                          const RscExperimentOutcome *known,
                          guint n_jobs,
                          RscProgressFunc progress,
                          gpointer progress_data,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (RscExperiment) self = NULL;
  g_autoptr (GCancellable) stop = g_cancellable_new ();
  GThreadPool *pool;
  gulong connection = 0;
  gsize n_methods = 0;
  gsize n_tasks = 0;
  Run run = { 0 };

  g_return_val_if_fail (settings != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (rsc_experiment_settings_get_n_repeats (settings) == 0)
    {
      g_set_error_literal (error, RSC_ERROR, RSC_ERROR_ARGUMENT,
                           _ ("repeats: at least one is needed"));
      return NULL;
    }
  for (RscPruningMethod method = 0; method < RSC_N_PRUNING_METHODS; method++)
    if (rsc_experiment_settings_has_method (settings, method))
      n_methods++;

  self = g_new0 (RscExperiment, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->settings = rsc_experiment_settings_ref (settings);
  self->n_repeats = rsc_experiment_settings_get_n_repeats (settings);
  self->outcomes = g_new0 (RscExperimentOutcome, self->n_repeats);
  run.experiment = self;
  run.cancellable = stop;
  for (gsize k = 0; k < self->n_repeats; k++)
    if (known && known[k].info.done)
      outcome_copy (&self->outcomes[k], &known[k]);
    else if (rsc_share_has (share, k))
      n_tasks++;
  run.n_steps = n_tasks * (n_methods + 2);
  run.progress = progress;
  run.progress_data = progress_data;
  g_mutex_init (&run.lock);
  if (n_jobs == 0)
    n_jobs = g_get_num_processors ();
  n_jobs = (guint) CLAMP (n_tasks, 1, n_jobs);
  if (rsc_experiment_settings_get_bytes_max (settings) > 0)
    run.states_max = MAX (rsc_experiment_settings_get_bytes_max (settings) / n_jobs, 1);
  if (cancellable != NULL)
    connection = g_cancellable_connect (cancellable, G_CALLBACK (pass_cancel_on), stop, NULL);

  pool = g_thread_pool_new (work, &run, (int) n_jobs, FALSE, error);
  if (pool != NULL)
    {
      for (gsize k = 0; k < self->n_repeats; k++)
        if (!self->outcomes[k].info.done && rsc_share_has (share, k))
          g_thread_pool_push (pool, GSIZE_TO_POINTER (k + 1), NULL);
      g_thread_pool_free (pool, FALSE, TRUE);
    }
  g_cancellable_disconnect (cancellable, connection);
  g_mutex_clear (&run.lock);
  if (pool == NULL)
    return NULL;

  for (gsize k = 0; k < self->n_repeats; k++)
    {
      RscExperimentOutcome *outcome = &self->outcomes[k];

      if (outcome->info.done)
        self->n_done++;
      /* Of another share, or cancelled. */
      else if (outcome->error
               && !g_error_matches (outcome->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_propagate_prefixed_error (error, g_steal_pointer (&outcome->error), _ ("repeat %zu: "),
                                      k + 1);
          return NULL;
        }
    }
  for (RscExperimentMeasure measure = 0; measure < RSC_N_EXPERIMENT_MEASURES; measure++)
    for (RscExperimentSide side = 0; side < RSC_N_EXPERIMENT_SIDES; side++)
      for (RscPruningMethod method = 0; method < RSC_N_PRUNING_METHODS; method++)
        summarise (self, measure, side, method);
  return g_steal_pointer (&self);
}

RscExperiment *
rsc_experiment_ref (RscExperiment *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_experiment_unref (RscExperiment *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  for (gsize k = 0; k < self->n_repeats; k++)
    {
      outcome_clear_values (&self->outcomes[k]);
      g_clear_error (&self->outcomes[k].error);
    }
  for (gsize measure = 0; measure < RSC_N_EXPERIMENT_MEASURES; measure++)
    for (gsize side = 0; side < RSC_N_EXPERIMENT_SIDES; side++)
      for (gsize method = 0; method < RSC_N_PRUNING_METHODS; method++)
        {
          RscExperimentCurve *curve = &self->curves[measure][side][method];

          g_free (curve->width);
          g_free (curve->median);
          g_free (curve->q25);
          g_free (curve->q75);
        }
  g_free (self->outcomes);
  rsc_experiment_settings_unref (self->settings);
  g_free (self);
}

double
rsc_experiment_get_value_of_nothing (const RscExperiment *self,
                                     gsize k,
                                     RscExperimentMeasure measure,
                                     RscExperimentSide side)
{
  g_return_val_if_fail (self && k < self->n_repeats, NAN);
  g_return_val_if_fail (measure < RSC_N_EXPERIMENT_MEASURES && side < RSC_N_EXPERIMENT_SIDES, NAN);

  for (RscPruningMethod method = 0; method < RSC_N_PRUNING_METHODS; method++)
    if (self->outcomes[k].value[measure][side][method])
      return self->outcomes[k].value[measure][side][method][0];
  return NAN;
}

RscExperimentSettings *
rsc_experiment_get_settings (const RscExperiment *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->settings;
}

gboolean
rsc_experiment_is_complete (const RscExperiment *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->n_done == self->n_repeats;
}

gsize
rsc_experiment_get_n_done (const RscExperiment *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_done;
}

const RscExperimentRepeat *
rsc_experiment_get_repeat (const RscExperiment *self, gsize k)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (k < self->n_repeats, NULL);

  return &self->outcomes[k].info;
}

const double *
rsc_experiment_get_values (const RscExperiment *self,
                           gsize k,
                           RscExperimentMeasure measure,
                           RscExperimentSide side,
                           RscPruningMethod method,
                           gsize *n)
{
  const RscExperimentOutcome *outcome;
  const double *value;

  g_return_val_if_fail (self != NULL && n != NULL, NULL);
  g_return_val_if_fail (k < self->n_repeats, NULL);
  g_return_val_if_fail (measure < RSC_N_EXPERIMENT_MEASURES, NULL);
  g_return_val_if_fail (side < RSC_N_EXPERIMENT_SIDES, NULL);
  g_return_val_if_fail (method < RSC_N_PRUNING_METHODS, NULL);

  outcome = &self->outcomes[k];
  value = outcome->value[measure][side][method];
  *n = 0;
  if (value == NULL || isnan (value[0]))
    return NULL;
  *n = outcome->info.start_width;
  return value + 1;
}

const RscExperimentCurve *
rsc_experiment_get_curve (const RscExperiment *self,
                          RscExperimentMeasure measure,
                          RscExperimentSide side,
                          RscPruningMethod method)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (measure < RSC_N_EXPERIMENT_MEASURES, NULL);
  g_return_val_if_fail (side < RSC_N_EXPERIMENT_SIDES, NULL);
  g_return_val_if_fail (method < RSC_N_PRUNING_METHODS, NULL);

  return &self->curves[measure][side][method];
}
