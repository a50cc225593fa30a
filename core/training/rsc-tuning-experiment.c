/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/rsc-tuning-experiment.h"

#include "core/numerics/rsc-quantile.h"
#include "core/numerics/rsc-random.h"
#include "core/numerics/rsc-tolerances.h"
#include "core/program/rsc-gate-patterns.h"
#include "core/program/rsc-solver.h"

#include <glib/gi18n.h>
#include <gsl/gsl_cblas.h>
#include <math.h>
#include <string.h>

/* Steps of a repeat that progress tells apart: problem and optimum, the first-order method, and
 * each tuning. */
#define N_STEPS (2 + RSC_N_TUNING_SOURCES * RSC_N_TUNING_PREDICTIONS)

typedef struct
{
  RscTuningRepeat info;
  GError *error;
} Slot;

struct _RscTuningExperiment
{
  gatomicrefcount ref_count;
  RscTuningPlan *plan;
  gsize n_repeats;
  gsize n_done;
  gboolean ran_out;
  Slot *slots;
};

/* What the threads of a run share. */
typedef struct
{
  RscTuningExperiment *experiment;
  GCancellable
    *cancellable; /* of the run: the caller's, an error somewhere, or the end of its time */
  GMutex lock;
  GCond over;
  gboolean is_over;
  gboolean ran_out;
  gint64 end; /* of its time, or 0 */
  const RscShare *share;
  gsize n_tasks; /* repeats of the share that are not known */
  gsize n_steps;
  RscProgressFunc progress;
  gpointer progress_data;
} Run;

static const char *const source_names[] = { "optimal", "early" };
static const char *const prediction_names[] = { "gates", "relu" };

const char *
rsc_tuning_source_to_string (RscTuningSource source)
{
  g_return_val_if_fail (source < RSC_N_TUNING_SOURCES, NULL);

  return source_names[source];
}

const char *
rsc_tuning_prediction_to_string (RscTuningPrediction prediction)
{
  g_return_val_if_fail (prediction < RSC_N_TUNING_PREDICTIONS, NULL);

  return prediction_names[prediction];
}

/* ---- a repeat ------------------------------------------------------------------------------ */

static void
make_step (Run *run)
{
  g_mutex_lock (&run->lock);
  run->n_steps++;
  if (run->progress != NULL)
    run->progress ((double) run->n_steps / (double) (run->n_tasks * N_STEPS), NAN,
                   run->progress_data);
  g_mutex_unlock (&run->lock);
}

/* The interior of the optimal set with every neuron split evenly among its blocks, each with its
 * gate. */
static RscNetwork *
split_set (RscOptimalSet *set, GError **error)
{
  RscProblem *problem = rsc_solution_get_problem (rsc_optimal_set_get_solution (set));
  const gsize d = rsc_problem_get_d (problem);
  const double *a = rsc_optimal_set_get_interior (set);
  g_autoptr (GArray) w = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) gates = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) signs = g_array_new (FALSE, FALSE, sizeof (int));
  g_autofree double *gate = g_new (double, d);

  for (gsize i = 0; i < rsc_optimal_set_get_n_neurons (set); i++)
    {
      const RscNeuron *neuron = rsc_optimal_set_get_neuron (set, i);

      if (!(a[i] > 0.0))
        continue;
      for (gsize b = 0; b < neuron->n_blocks; b++)
        {
          if (!rsc_arrangement_get_gate (rsc_problem_get_arrangement (problem),
                                         rsc_problem_get_x (problem),
                                         RSC_BLOCK_PATTERN (neuron->blocks[b]), gate, error))
            return NULL;
          for (gsize k = 0; k < d; k++)
            {
              const double value = a[i] / (double) neuron->n_blocks * neuron->direction[k];

              g_array_append_val (w, value);
            }
          g_array_append_vals (gates, gate, (guint) d);
          g_array_append_val (signs, neuron->sign);
        }
    }
  return rsc_network_new_from_convex (
    signs->len, d, rsc_problem_get_bias (problem), (const double *) (gpointer) w->data,
    (const int *) (gpointer) signs->data, (const double *) (gpointer) gates->data);
}

/* @trusted: whether the set is what it is said to be: where not, nothing is proved or excluded. */
static void
keep_choices (RscTuningOutcome *outcome,
              RscTuningPrediction prediction,
              const RscTuning *tuning,
              gboolean trusted)
{
  const gsize m = rsc_equal_fit_get_n_neurons (rsc_tuning_get_fit (tuning));

  for (RscTuningCriterion c = 0; c < RSC_N_TUNING_CRITERIA; c++)
    {
      const RscTuningPick *pick = rsc_tuning_get_pick (tuning, c);
      RscTuningChoice *choice = &outcome->choices[prediction][c];

      *choice = (RscTuningChoice){ .proved = pick->proved && trusted,
                                   .endless = pick->endless,
                                   .train = pick->train,
                                   .validation = pick->validation,
                                   .test = pick->test };
      for (gsize i = 0; i < m; i++)
        {
          choice->width += pick->a[i] > 0.0;
          choice->penalty += pick->a[i];
        }
    }
  rsc_tuning_get_accuracy_range (tuning, &outcome->low[prediction], &outcome->high[prediction],
                                 &outcome->low_bound[prediction], &outcome->high_bound[prediction]);
  if (!trusted)
    outcome->low_bound[prediction] = outcome->high_bound[prediction] = NAN;
}

/* Whether the set of equal fit of the split optimum has the fit of the certified one. */
static gboolean
has_fit_of (RscEqualFit *fit, const RscSolution *solution)
{
  RscDataset *dataset = rsc_equal_fit_get_dataset (fit);
  const int n = (int) rsc_dataset_get_n (dataset);
  g_autofree double *off = g_memdup2 (rsc_equal_fit_get_fit (fit), (gsize) n * sizeof (double));

  cblas_daxpy (n, -1.0, rsc_solution_get_fit (solution), 1, off, 1);
  return cblas_dnrm2 (n, off, 1)
         <= RSC_TOLERANCE_MISFIT * cblas_dnrm2 (n, rsc_dataset_get_y (dataset), 1);
}

/* @solution: what the network is an optimum of, or NULL. */
static gboolean
tune_source (Run *run,
             gsize k,
             RscNetwork *network,
             RscDataset *const parts[RSC_N_TUNING_PARTS],
             RscTuningSource source,
             const RscSolution *solution,
             double objective,
             GError **error)
{
  const RscTuningPlan *plan = run->experiment->plan;
  RscTuningRepeat *info = &run->experiment->slots[k].info;
  RscTuningOutcome *outcome = &info->outcomes[source];
  g_autoptr (RscEqualFit) fit =
    rsc_equal_fit_new (parts[RSC_TUNING_TRAIN], network, info->lambda, 0, run->cancellable, error);
  g_autoptr (RscTuning) first = NULL;
  RscPolyhedron *points;

  if (fit == NULL)
    return FALSE;
  if (solution != NULL)
    info->trusted = info->trusted && has_fit_of (fit, solution);
  points = rsc_equal_fit_get_points (fit);
  outcome->n_blocks = rsc_equal_fit_get_n_neurons (fit);
  outcome->dimension = rsc_polyhedron_get_dimension (points);
  outcome->bounded = rsc_polyhedron_is_bounded (points);
  outcome->objective = objective;
  outcome->least_penalty = rsc_equal_fit_get_least_penalty (fit);
  outcome->largest_penalty = rsc_equal_fit_get_largest_penalty (fit);
  for (RscTuningPrediction p = 0; p < RSC_N_TUNING_PREDICTIONS; p++)
    {
      g_autoptr (RscTuning) tuning = NULL;
      RscTuningSettings settings;

      if (p == RSC_TUNING_BY_RELU && rsc_tuning_plan_get_activation (plan) != RSC_ACTIVATION_RELU)
        continue;
      rsc_tuning_settings_init (&settings);
      settings.seed = rsc_random_mix (rsc_tuning_plan_get_seed (plan) + rsc_random_mix (k + 1));
      settings.with_bounds =
        source == RSC_TUNING_SOURCE_OPTIMAL || rsc_tuning_plan_get_with_bounds (plan);
      settings.as_relu = p == RSC_TUNING_BY_RELU;
      settings.like = first;
      tuning = rsc_tuning_new_for_fit (fit, parts[RSC_TUNING_VALID], parts[RSC_TUNING_TEST_ROWS],
                                       &settings, run->cancellable, error);
      if (tuning == NULL)
        return FALSE;
      keep_choices (outcome, p, tuning, solution == NULL || info->trusted);
      if (first == NULL)
        first = g_steal_pointer (&tuning);
      make_step (run);
    }
  return TRUE;
}

static RscProblem *
make_problem (const RscTuningPlan *plan,
              gsize k,
              RscDataset *train,
              GCancellable *cancellable,
              GError **error)
{
  const gboolean bias = rsc_tuning_plan_get_bias (plan);
  const gsize n = rsc_dataset_get_n (train);
  const gsize d = rsc_dataset_get_d (train) + (bias ? 1 : 0);
  g_autofree double *x = rsc_dataset_dup_design (train, bias);
  g_autofree double *gates = rsc_tuning_plan_dup_gates (plan, k);
  g_autoptr (RscArrangement) patterns =
    rsc_gate_patterns_new (n, d, x, rsc_tuning_plan_get_n_gates (plan), gates,
                           rsc_tuning_plan_get_bytes_max (plan), error);

  if (patterns == NULL)
    return NULL;
  return rsc_problem_new (train, bias, rsc_tuning_plan_get_activation (plan), patterns, cancellable,
                          error);
}

/* The certified optimum, and all that are as good. */
static gboolean
tune_optimal (Run *run,
              gsize k,
              RscProblem *problem,
              RscDataset *const parts[RSC_N_TUNING_PARTS],
              GError **error)
{
  RscTuningRepeat *info = &run->experiment->slots[k].info;
  RscOptimalSetSettings quick;
  g_autoptr (RscSolution) solution =
    rsc_solver_solve (problem, info->lambda, NULL, NULL, NULL, NULL, run->cancellable, error);
  g_autoptr (RscOptimalSet) set = NULL;
  g_autoptr (RscNetwork) network = NULL;

  if (solution == NULL)
    return FALSE;
  info->relative_gap = rsc_solution_get_relative_gap (solution);
  info->converged = rsc_solution_get_status (solution) == RSC_SOLUTION_CONVERGED;
  /* Neither its vertices nor the narrowest network are asked for. */
  rsc_optimal_set_settings_init_quick (&quick);
  quick.support_only = TRUE;
  set = rsc_optimal_set_new (solution, &quick, NULL, NULL, run->cancellable, error);
  if (set == NULL)
    return FALSE;
  info->n_neurons = rsc_optimal_set_get_n_support (set);
  info->dimension = rsc_optimal_set_get_dimension (set);
  info->trusted = rsc_optimal_set_is_trusted (set);
  network = split_set (set, error);
  if (network == NULL)
    return FALSE;
  make_step (run);
  return tune_source (run, k, network, parts, RSC_TUNING_SOURCE_OPTIMAL, solution,
                      rsc_solution_get_objective (solution), error);
}

static gboolean
tune_early (Run *run,
            gsize k,
            RscProblem *problem,
            RscDataset *const parts[RSC_N_TUNING_PARTS],
            GError **error)
{
  RscTuningRepeat *info = &run->experiment->slots[k].info;
  g_autoptr (RscProximal) early =
    rsc_proximal_new (problem, info->lambda, rsc_tuning_plan_get_proximal (run->experiment->plan),
                      run->cancellable, error);

  if (early == NULL)
    return FALSE;
  info->iterations = early->iterations;
  info->stopped = early->converged;
  info->squared_gradient = early->squared_gradient;
  info->violation = early->violation;
  make_step (run);
  return tune_source (run, k, early->network, parts, RSC_TUNING_SOURCE_EARLY, NULL,
                      early->objective, error);
}

static gboolean
run_repeat (Run *run, gsize k, GError **error)
{
  const RscTuningPlan *plan = run->experiment->plan;
  RscTuningRepeat *info = &run->experiment->slots[k].info;
  const gint64 begin = g_get_monotonic_time ();
  RscDataset *parts[RSC_N_TUNING_PARTS];
  g_autoptr (RscProblem) problem = NULL;
  gboolean done;

  for (RscTuningPart part = 0; part < RSC_N_TUNING_PARTS; part++)
    parts[part] = rsc_tuning_plan_dup_part (plan, k, part);
  problem = make_problem (plan, k, parts[RSC_TUNING_TRAIN], run->cancellable, error);
  done = problem != NULL;
  if (done)
    {
      info->n_patterns = rsc_arrangement_get_n_patterns (rsc_problem_get_arrangement (problem));
      info->lambda = rsc_tuning_plan_get_lambda_per_row (plan)
                     * (double) rsc_dataset_get_n (parts[RSC_TUNING_TRAIN]);
      info->lambda_max = rsc_problem_get_lambda_max (problem);
      done =
        tune_optimal (run, k, problem, parts, error) && tune_early (run, k, problem, parts, error);
    }
  for (RscTuningPart part = 0; part < RSC_N_TUNING_PARTS; part++)
    rsc_dataset_unref (parts[part]);
  info->seconds = (double) (g_get_monotonic_time () - begin) / G_USEC_PER_SEC;
  info->done = done;
  return done;
}

/* ---- a run --------------------------------------------------------------------------------- */

/* In a thread of the pool. @data: number of the repeat, from 1. */
static void
work (gpointer data, gpointer user_data)
{
  const gsize k = GPOINTER_TO_SIZE (data) - 1;
  Run *run = user_data;
  Slot *slot = &run->experiment->slots[k];

  if (g_cancellable_set_error_if_cancelled (run->cancellable, &slot->error)
      || run_repeat (run, k, &slot->error))
    return;
  memset (&slot->info, 0, sizeof slot->info);
  if (!g_error_matches (slot->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_cancellable_cancel (run->cancellable);
}

/* In a thread of its own, ends the run with its time. */
static gpointer
watch (gpointer data)
{
  Run *run = data;

  g_mutex_lock (&run->lock);
  while (!run->is_over && g_cond_wait_until (&run->over, &run->lock, run->end))
    ;
  run->ran_out = !run->is_over;
  g_mutex_unlock (&run->lock);
  if (run->ran_out)
    g_cancellable_cancel (run->cancellable);
  return NULL;
}

static void
pass_cancel_on (GCancellable *cancellable, gpointer data)
{
  g_cancellable_cancel (data);
}

/* All repeats, until they are done or no more is wanted. */
static gboolean
run_all (Run *run, guint n_jobs, double seconds, GCancellable *cancellable, GError **error)
{
  const gsize n_repeats = run->experiment->n_repeats;
  GThread *watcher = NULL;
  GThreadPool *pool;
  gulong connection = 0;

  if (cancellable != NULL)
    connection =
      g_cancellable_connect (cancellable, G_CALLBACK (pass_cancel_on), run->cancellable, NULL);
  pool = g_thread_pool_new (work, run, (int) CLAMP (run->n_tasks, 1, n_jobs), FALSE, error);
  if (pool != NULL)
    {
      if (seconds > 0.0)
        {
          run->end = g_get_monotonic_time () + (gint64) (seconds * G_USEC_PER_SEC);
          watcher = g_thread_new ("tuning-time", watch, run);
        }
      for (gsize k = 0; k < n_repeats; k++)
        if (!run->experiment->slots[k].info.done && rsc_share_has (run->share, k))
          g_thread_pool_push (pool, GSIZE_TO_POINTER (k + 1), NULL);
      g_thread_pool_free (pool, FALSE, TRUE);
      g_mutex_lock (&run->lock);
      run->is_over = TRUE;
      g_cond_signal (&run->over);
      g_mutex_unlock (&run->lock);
      if (watcher != NULL)
        g_thread_join (watcher);
    }
  g_cancellable_disconnect (cancellable, connection);
  return pool != NULL;
}

RscTuningExperiment *
rsc_tuning_experiment_run (RscTuningPlan *plan,
                           const RscShare *share,
                           const RscTuningRepeat *known,
                           guint n_jobs,
                           RscProgressFunc progress,
                           gpointer progress_data,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autoptr (RscTuningExperiment) self = NULL;
  g_autoptr (GCancellable) stop = g_cancellable_new ();
  Run run = { .progress = progress, .progress_data = progress_data, .cancellable = stop };
  gboolean began;

  g_return_val_if_fail (plan != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (rsc_tuning_plan_get_n_repeats (plan) == 0)
    {
      g_set_error_literal (error, RSC_ERROR, RSC_ERROR_ARGUMENT,
                           _ ("repeats: at least one is needed"));
      return NULL;
    }
  self = g_new0 (RscTuningExperiment, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->plan = rsc_tuning_plan_ref (plan);
  self->n_repeats = rsc_tuning_plan_get_n_repeats (plan);
  self->slots = g_new0 (Slot, self->n_repeats);
  run.experiment = self;
  run.share = share;
  for (gsize k = 0; k < self->n_repeats; k++)
    {
      if (known && known[k].done)
        self->slots[k].info = known[k];
      else if (rsc_share_has (share, k))
        run.n_tasks++;
    }
  g_mutex_init (&run.lock);
  g_cond_init (&run.over);
  began = run_all (&run, n_jobs > 0 ? n_jobs : g_get_num_processors (),
                   rsc_tuning_plan_get_seconds (plan), cancellable, error);
  g_mutex_clear (&run.lock);
  g_cond_clear (&run.over);
  if (!began)
    return NULL;
  for (gsize k = 0; k < self->n_repeats; k++)
    {
      Slot *slot = &self->slots[k];

      if (slot->info.done)
        self->n_done++;
      /* Of another share, or cancelled. */
      else if (slot->error && !g_error_matches (slot->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_propagate_prefixed_error (error, g_steal_pointer (&slot->error), _ ("repeat %zu: "),
                                      k + 1);
          return NULL;
        }
    }
  self->ran_out = run.ran_out && self->n_done < self->n_repeats;
  return g_steal_pointer (&self);
}

RscTuningExperiment *
rsc_tuning_experiment_ref (RscTuningExperiment *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_tuning_experiment_unref (RscTuningExperiment *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  for (gsize k = 0; k < self->n_repeats; k++)
    g_clear_error (&self->slots[k].error);
  g_free (self->slots);
  rsc_tuning_plan_unref (self->plan);
  g_free (self);
}

/* ---- what it gave -------------------------------------------------------------------------- */

gsize
rsc_tuning_experiment_get_n_done (const RscTuningExperiment *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_done;
}

gboolean
rsc_tuning_experiment_is_complete (const RscTuningExperiment *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->n_done == self->n_repeats;
}

gboolean
rsc_tuning_experiment_ran_out (const RscTuningExperiment *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->ran_out;
}

const RscTuningRepeat *
rsc_tuning_experiment_get_repeat (const RscTuningExperiment *self, gsize k)
{
  g_return_val_if_fail (self != NULL && k < self->n_repeats, NULL);

  return &self->slots[k].info;
}

/* The median of the numbers at @offset of the repeats that are done. */
static double
find_median (const RscTuningExperiment *self, gsize offset)
{
  g_autofree double *values = g_new (double, MAX (1, self->n_repeats));
  gsize n = 0;

  for (gsize k = 0; k < self->n_repeats; k++)
    {
      const RscTuningRepeat *info = &self->slots[k].info;

      if (info->done)
        values[n++] = *(const double *) (gconstpointer) ((const char *) info + offset);
    }
  for (gsize k = 0; k < n; k++)
    if (isnan (values[k]))
      return NAN;
  return n > 0 ? rsc_quantile_find (n, values, 0.5) : NAN;
}

double
rsc_tuning_experiment_get_median (const RscTuningExperiment *self,
                                  RscTuningSource source,
                                  RscTuningPrediction prediction,
                                  RscTuningCriterion criterion,
                                  RscTuningPart part)
{
  g_return_val_if_fail (self != NULL && source < RSC_N_TUNING_SOURCES, NAN);
  g_return_val_if_fail (prediction < RSC_N_TUNING_PREDICTIONS, NAN);
  g_return_val_if_fail (criterion < RSC_N_TUNING_CRITERIA && part < RSC_N_TUNING_PARTS, NAN);

  const gsize offset =
    G_STRUCT_OFFSET (RscTuningRepeat, outcomes) + source * sizeof (RscTuningOutcome)
    + G_STRUCT_OFFSET (RscTuningOutcome, choices)
    + (prediction * RSC_N_TUNING_CRITERIA + criterion) * sizeof (RscTuningChoice);
  const gsize scores[RSC_N_TUNING_PARTS] = { G_STRUCT_OFFSET (RscTuningChoice, train),
                                             G_STRUCT_OFFSET (RscTuningChoice, validation),
                                             G_STRUCT_OFFSET (RscTuningChoice, test) };

  return find_median (self, offset + scores[part] + G_STRUCT_OFFSET (RscTuningScore, accuracy));
}

double
rsc_tuning_experiment_get_difference (const RscTuningExperiment *self,
                                      RscTuningSource source,
                                      RscTuningPrediction prediction)
{
  static const RscTuningCriterion columns[] = { RSC_TUNING_MIN_NORM, RSC_TUNING_EXTREME,
                                                RSC_TUNING_VALIDATION, RSC_TUNING_TEST };
  double least = INFINITY, most = -INFINITY;

  g_return_val_if_fail (self != NULL, NAN);

  for (gsize k = 0; k < G_N_ELEMENTS (columns); k++)
    {
      const double value = rsc_tuning_experiment_get_median (self, source, prediction, columns[k],
                                                             RSC_TUNING_TEST_ROWS);

      if (isnan (value))
        return NAN;
      least = MIN (least, value);
      most = MAX (most, value);
    }
  return most - least;
}

void
rsc_tuning_experiment_get_range (const RscTuningExperiment *self,
                                 RscTuningSource source,
                                 RscTuningPrediction prediction,
                                 double *low,
                                 double *high,
                                 double *low_bound,
                                 double *high_bound)
{
  g_return_if_fail (self != NULL && source < RSC_N_TUNING_SOURCES);
  g_return_if_fail (prediction < RSC_N_TUNING_PREDICTIONS);

  const gsize offset = G_STRUCT_OFFSET (RscTuningRepeat, outcomes)
                       + source * sizeof (RscTuningOutcome) + prediction * sizeof (double);

  *low = find_median (self, offset + G_STRUCT_OFFSET (RscTuningOutcome, low));
  *high = find_median (self, offset + G_STRUCT_OFFSET (RscTuningOutcome, high));
  *low_bound = find_median (self, offset + G_STRUCT_OFFSET (RscTuningOutcome, low_bound));
  *high_bound = find_median (self, offset + G_STRUCT_OFFSET (RscTuningOutcome, high_bound));
}
