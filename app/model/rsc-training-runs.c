/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-training-runs-private.h"

#include <math.h>

#include "app/files/rsc-memory.h"
#include "core/numerics/rsc-tolerances.h"
#include "ui/words/rsc-training-words.h"

/* Memory that training takes at most beside all else that a window shows. */
#define BYTES_MAX 4e9

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RscTrainingRuns, rsc_training_runs, G_TYPE_OBJECT)

void
rsc_training_runs_emit_changed (RscTrainingRuns *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Whether both are of the same data and kind of network. */
static gboolean
is_same_problem (const RscSolution *a, const RscSolution *b)
{
  RscProblem *p = rsc_solution_get_problem (a), *q = rsc_solution_get_problem (b);

  return rsc_problem_get_dataset (p) == rsc_problem_get_dataset (q)
         && rsc_problem_get_activation (p) == rsc_problem_get_activation (q)
         && rsc_problem_get_bias (p) == rsc_problem_get_bias (q);
}

static gboolean
is_same_lambda (const RscSolution *a, const RscSolution *b)
{
  const double lambda = rsc_solution_get_lambda (a);

  return fabs (rsc_solution_get_lambda (b) - lambda) <= RSC_TOLERANCE_LAMBDA * lambda;
}

/* --- training --------------------------------------------------------------------------------- */

static void
set_fan (RscTrainingRuns *self, RscTrainingFan *fan)
{
  /* A run that has begun anew has come another way. */
  for (gsize k = 0; self->fan && k < self->n_ways; k++)
    if (fan->seeds[k] != self->fan->seeds[k])
      rsc_training_runs_forget_way (self, k);
  g_clear_pointer (&self->fan, rsc_training_fan_unref);
  self->fan = fan;
  if (self->following)
    self->step = rsc_training_get_end (fan->runs[self->run])->step;
  if (self->n_ways == 0)
    {
      self->n_ways = fan->n_runs;
      self->ways = g_new0 (RscTrainingWay *, fan->n_runs);
    }
  rsc_training_runs_ask_way (self);
}

static void
on_trained (RscReply *reply, gpointer user_data)
{
  RscTrainingRuns *self = user_data;

  if (reply->tick != self->tick)
    return;
  if (reply->result)
    set_fan (self, g_steal_pointer (&reply->result));
  if (reply->final)
    {
      self->tick = 0;
      if (reply->error && !g_error_matches (reply->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_free (self->message);
          self->message = g_strdup (reply->error->message);
        }
      rsc_training_runs_ask_kinds (self);
    }
  rsc_training_runs_emit_changed (self);
}

/* @request: of the task. */
static void
push (RscTrainingRuns *self, RscRequest *request)
{
  rsc_training_runs_stop_judging (self);
  rsc_training_runs_end_walk (self);
  self->following = TRUE;
  self->tick = rsc_jobs_push (self->jobs, request);
}

static void
forget (RscTrainingRuns *self)
{
  if (self->tick)
    rsc_jobs_cancel (self->jobs, RSC_REQUEST_TRAIN);
  self->tick = 0;
  rsc_training_runs_stop_judging (self);
  rsc_training_runs_forget_ways (self);
  rsc_training_runs_end_walk (self);
  g_ptr_array_set_size (self->judged, 0);
  g_clear_pointer (&self->task, rsc_training_task_unref);
  g_clear_pointer (&self->from, rsc_solution_unref);
  g_clear_pointer (&self->fan, rsc_training_fan_unref);
  g_clear_pointer (&self->optimum, rsc_solution_unref);
  g_clear_pointer (&self->message, g_free);
  self->run = 0;
  self->step = 0;
  self->following = TRUE;
  self->active = FALSE;
}

/* Where the optimum at the λ of the runs has become known. */
static void
update_optimum (RscTrainingRuns *self)
{
  if (!self->from || !self->source || !self->certified
      || !is_same_problem (self->from, self->source) || !is_same_lambda (self->from, self->source)
      || self->optimum == self->source)
    return;
  /* What was told of ends by another certificate of the same optimum stays true; what was compared
   * with less does not. */
  rsc_training_runs_forget_loose (self);
  g_clear_pointer (&self->optimum, rsc_solution_unref);
  self->optimum = rsc_solution_ref (self->source);
  rsc_training_runs_ask_kinds (self);
}

/* What a set of the certified optimum can say of networks of the runs; more known of the same set
 * says no more. Another solution's has other neurons. */
static void
update_distance (RscTrainingRuns *self)
{
  RscSolution *solution = self->set ? rsc_optimal_set_get_solution (self->set) : NULL;

  if (!self->from || !solution || !self->certified
      || !(solution == self->source || rsc_solution_get_status (solution) == RSC_SOLUTION_CONVERGED)
      || rsc_optimal_set_is_between (self->set) || !is_same_problem (self->from, solution)
      || !is_same_lambda (self->from, solution))
    return;
  if (self->distance)
    {
      if (rsc_optimal_set_get_solution (rsc_set_distance_get_set (self->distance)) == solution)
        return;
      rsc_training_runs_forget_ways (self);
      rsc_training_runs_end_walk (self);
    }
  if (self->n_ways == 0 && self->fan)
    {
      self->n_ways = self->fan->n_runs;
      self->ways = g_new0 (RscTrainingWay *, self->n_ways);
    }
  self->distance = rsc_set_distance_new (self->set);
  rsc_training_runs_ask_way (self);
}

/* --- object ----------------------------------------------------------------------------------- */

static void
rsc_training_runs_dispose (GObject *object)
{
  RscTrainingRuns *self = RSC_TRAINING_RUNS (object);

  if (self->jobs)
    {
      forget (self);
      rsc_jobs_listen (self->jobs, RSC_REQUEST_TRAIN, NULL, NULL, NULL);
      rsc_jobs_listen (self->jobs, RSC_REQUEST_JUDGE, NULL, NULL, NULL);
      rsc_jobs_listen (self->jobs, RSC_REQUEST_MEASURE, NULL, NULL, NULL);
      rsc_training_runs_forget_survey (self);
      rsc_jobs_listen (self->jobs, RSC_REQUEST_SURVEY, NULL, NULL, NULL);
      rsc_jobs_listen (self->jobs, RSC_REQUEST_DOWNHILL, NULL, NULL, NULL);
      self->jobs = NULL;
    }
  g_clear_pointer (&self->source, rsc_solution_unref);
  g_clear_pointer (&self->set, rsc_optimal_set_unref);
  G_OBJECT_CLASS (rsc_training_runs_parent_class)->dispose (object);
}

static void
rsc_training_runs_finalize (GObject *object)
{
  RscTrainingRuns *self = RSC_TRAINING_RUNS (object);

  g_clear_pointer (&self->choice, rsc_training_choice_unref);
  g_clear_pointer (&self->judged, g_ptr_array_unref);
  g_free (self->message);
  g_free (self->survey_message);
  G_OBJECT_CLASS (rsc_training_runs_parent_class)->finalize (object);
}

static void
rsc_training_runs_class_init (RscTrainingRunsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rsc_training_runs_dispose;
  G_OBJECT_CLASS (klass)->finalize = rsc_training_runs_finalize;

  /**
   * RscTrainingRuns::changed: the runs, the step on show, what is known of their ends, the message
   * or what is being
   * computed changed.
   */
  signals[CHANGED] = g_signal_new ("changed", RSC_TYPE_TRAINING_RUNS, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
rsc_training_runs_init (RscTrainingRuns *self)
{
  self->choice = rsc_training_choice_new ();
  self->judged = g_ptr_array_new_with_free_func ((GDestroyNotify) rsc_stationarity_unref);
  self->following = TRUE;
}

RscTrainingRuns *
rsc_training_runs_new (RscJobs *jobs)
{
  RscTrainingRuns *self = g_object_new (RSC_TYPE_TRAINING_RUNS, NULL);

  self->jobs = jobs;
  if (jobs)
    {
      rsc_jobs_listen (jobs, RSC_REQUEST_TRAIN, on_trained, NULL, self);
      rsc_jobs_listen (jobs, RSC_REQUEST_JUDGE, rsc_training_runs_take_kinds, NULL, self);
      rsc_jobs_listen (jobs, RSC_REQUEST_MEASURE, rsc_training_runs_take_way, NULL, self);
      rsc_jobs_listen (jobs, RSC_REQUEST_SURVEY, rsc_training_runs_take_survey, NULL, self);
      rsc_jobs_listen (jobs, RSC_REQUEST_DOWNHILL, rsc_training_runs_take_walk, NULL, self);
    }
  return self;
}

void
rsc_training_runs_set_source (RscTrainingRuns *self, RscSolution *solution, gboolean certified)
{
  g_return_if_fail (RSC_IS_TRAINING_RUNS (self));

  if (solution == self->source && certified == self->certified)
    return;
  if (solution)
    rsc_solution_ref (solution);
  g_clear_pointer (&self->source, rsc_solution_unref);
  self->source = solution;
  self->certified = certified;
  if (solution && self->from && !is_same_problem (self->from, solution))
    forget (self);
  /* Who goes elsewhere does not wait for what is trained there. */
  if (self->survey_source != solution)
    rsc_training_runs_cancel_survey (self);
  update_optimum (self);
  update_distance (self);
  rsc_training_runs_emit_changed (self);
}

void
rsc_training_runs_set_set (RscTrainingRuns *self, RscOptimalSet *set)
{
  g_return_if_fail (RSC_IS_TRAINING_RUNS (self));

  if (set == self->set)
    return;
  if (set)
    rsc_optimal_set_ref (set);
  g_clear_pointer (&self->set, rsc_optimal_set_unref);
  self->set = set;
  update_distance (self);
}

void
rsc_training_runs_clear (RscTrainingRuns *self)
{
  g_return_if_fail (RSC_IS_TRAINING_RUNS (self));

  if (!self->jobs)
    return;
  g_clear_pointer (&self->source, rsc_solution_unref);
  g_clear_pointer (&self->set, rsc_optimal_set_unref);
  rsc_training_runs_forget_survey (self);
  forget (self);
  rsc_training_runs_emit_changed (self);
}

void
rsc_training_runs_set_choice (RscTrainingRuns *self, RscTrainingChoice *choice)
{
  g_return_if_fail (RSC_IS_TRAINING_RUNS (self));
  g_return_if_fail (choice != NULL);

  /* What could not be done was asked otherwise. */
  if (!rsc_training_choice_equal (self->choice, choice))
    g_clear_pointer (&self->message, g_free);
  rsc_training_choice_ref (choice);
  g_clear_pointer (&self->choice, rsc_training_choice_unref);
  self->choice = choice;
}

gboolean
rsc_training_runs_can_start (RscTrainingRuns *self)
{
  g_return_val_if_fail (RSC_IS_TRAINING_RUNS (self), FALSE);
  return self->jobs && self->source;
}

/* What the runs start near; NULL for random networks. */
static RscNetwork *
dup_start (RscTrainingRuns *self, RscNetwork *picked)
{
  switch (self->choice->begin)
    {
    case RSC_TRAINING_BEGIN_PICKED:
      return picked ? rsc_network_ref (picked) : rsc_solution_dup_network (self->source);
    case RSC_TRAINING_BEGIN_OPTIMUM:
      return rsc_solution_dup_network (self->source);
    case RSC_TRAINING_BEGIN_NETWORK:
      return rsc_network_ref (self->choice->network);
    case RSC_TRAINING_BEGIN_RANDOM:
    case RSC_N_TRAINING_BEGINS:
    default:
      return NULL;
    }
}

/* Whether it is one of that kind. */
static gboolean
is_fitting (const RscNetwork *network, RscProblem *problem)
{
  return rsc_network_get_d (network) == rsc_problem_get_d (problem)
         && rsc_network_get_bias (network) == rsc_problem_get_bias (problem)
         && (rsc_network_get_gates (network) != NULL)
              == (rsc_problem_get_activation (problem) == RSC_ACTIVATION_GATED);
}

void
rsc_training_runs_start (RscTrainingRuns *self, RscNetwork *picked)
{
  g_autoptr (RscNetwork) start = NULL;
  g_autoptr (RscTrainingTask) task = NULL;
  double bytes;

  g_return_if_fail (RSC_IS_TRAINING_RUNS (self));

  if (!rsc_training_runs_can_start (self))
    return;
  start = dup_start (self, picked);
  if (start && !is_fitting (start, rsc_solution_get_problem (self->source)))
    {
      g_free (self->message);
      self->message = g_strdup (rsc_training_words_get_misfit ());
      rsc_training_runs_emit_changed (self);
      return;
    }
  task = rsc_training_task_new (rsc_solution_get_problem (self->source),
                                rsc_solution_get_lambda (self->source), self->choice, start);
  bytes = rsc_training_task_count_bytes (task);
  const double allowed = fmin (BYTES_MAX, (double) rsc_memory_get_default ());
  if (bytes > allowed)
    {
      g_free (self->message);
      self->message = rsc_training_words_dup_too_large (rsc_training_task_get_width (task),
                                                        self->choice->n_seeds, bytes, allowed);
      rsc_training_runs_emit_changed (self);
      return;
    }
  forget (self);
  self->task = g_steal_pointer (&task);
  self->from = rsc_solution_ref (self->source);
  self->active = TRUE;
  update_optimum (self);
  update_distance (self);
  push (self, rsc_training_task_new_request (self->task, RSC_TRAINING_STEPS));
  rsc_training_runs_emit_changed (self);
}

void
rsc_training_runs_stop (RscTrainingRuns *self)
{
  g_return_if_fail (RSC_IS_TRAINING_RUNS (self));

  /* The reply tells the end. */
  if (self->tick)
    rsc_jobs_cancel (self->jobs, RSC_REQUEST_TRAIN);
  else
    rsc_training_runs_stop_rest (self);
}

void
rsc_training_runs_go_on (RscTrainingRuns *self)
{
  g_return_if_fail (RSC_IS_TRAINING_RUNS (self));

  if (!rsc_training_runs_can_go_on (self))
    return;
  self->active = TRUE;
  push (self, rsc_training_task_new_request (self->task, RSC_TRAINING_STEPS));
  rsc_training_runs_emit_changed (self);
}

gboolean
rsc_training_runs_can_restart (RscTrainingRuns *self)
{
  g_return_val_if_fail (RSC_IS_TRAINING_RUNS (self), FALSE);
  return self->task && self->fan && !self->tick && !rsc_training_runs_is_elsewhere (self);
}

gboolean
rsc_training_runs_can_go_on (RscTrainingRuns *self)
{
  return rsc_training_runs_can_restart (self) && rsc_training_fan_can_go_on (self->fan);
}

void
rsc_training_runs_restart (RscTrainingRuns *self)
{
  guint64 seed = 0;

  g_return_if_fail (RSC_IS_TRAINING_RUNS (self));

  if (!rsc_training_runs_can_restart (self))
    return;
  for (gsize k = 0; k < self->fan->n_runs; k++)
    seed = MAX (seed, self->fan->seeds[k] + 1);
  self->active = TRUE;
  push (self, rsc_training_task_new_restart (self->task, self->run, seed, RSC_TRAINING_STEPS));
  rsc_training_runs_emit_changed (self);
}

gboolean
rsc_training_runs_is_busy (RscTrainingRuns *self)
{
  g_return_val_if_fail (RSC_IS_TRAINING_RUNS (self), FALSE);
  return self->tick != 0;
}

const char *
rsc_training_runs_get_message (RscTrainingRuns *self)
{
  g_return_val_if_fail (RSC_IS_TRAINING_RUNS (self), NULL);
  return self->message;
}

RscTrainingFan *
rsc_training_runs_get_fan (RscTrainingRuns *self)
{
  g_return_val_if_fail (RSC_IS_TRAINING_RUNS (self), NULL);
  return self->fan;
}

RscSolution *
rsc_training_runs_get_optimum (RscTrainingRuns *self)
{
  g_return_val_if_fail (RSC_IS_TRAINING_RUNS (self), NULL);
  return self->optimum;
}

gboolean
rsc_training_runs_is_elsewhere (RscTrainingRuns *self)
{
  g_return_val_if_fail (RSC_IS_TRAINING_RUNS (self), FALSE);
  return self->from && !(self->source && is_same_lambda (self->from, self->source));
}
