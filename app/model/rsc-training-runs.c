/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-training-runs.h"

#include <math.h>

#include "app/model/rsc-training-job.h"
#include "core/numerics/rsc-tolerances.h"
#include "ui/words/rsc-training-words.h"

struct _RscTrainingRuns
{
  GObject parent_instance;

  RscJobs *jobs;
  RscTrainingChoice *choice;
  RscSolution *source;
  gboolean certified;
  char *message;

  RscTrainingTask *task;
  RscSolution *from; /* whose problem and λ the runs have */
  RscTrainingFan *fan;
  RscSolution *optimum;
  guint64 tick; /* of the request that is waited for, or 0 */

  gsize run;
  gsize step;
  gboolean following;
  gboolean active;

  GPtrArray *judged; /* of RscStationarity */
  GPtrArray *asked;  /* networks whose kind is asked for */
  guint64 judge_tick;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RscTrainingRuns, rsc_training_runs, G_TYPE_OBJECT)

static void
emit_changed (RscTrainingRuns *self)
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

/* --- what kind of points ------------------------------------------------------------------------- */

static RscStationarity *
find_kind (RscTrainingRuns *self, RscNetwork *network)
{
  for (guint k = 0; k < self->judged->len; k++)
    if (rsc_stationarity_get_network (self->judged->pdata[k]) == network)
      return self->judged->pdata[k];
  return NULL;
}

static void
stop_judging (RscTrainingRuns *self)
{
  if (self->judge_tick)
    rsc_jobs_cancel (self->jobs, RSC_REQUEST_JUDGE);
  self->judge_tick = 0;
  g_clear_pointer (&self->asked, g_ptr_array_unref);
}

/* Of the ends, once they are ends. */
static void
ask_kinds (RscTrainingRuns *self)
{
  if (self->tick || self->judge_tick || !self->fan || !self->optimum
      || !(rsc_solution_get_lambda (self->optimum) > 0))
    return;
  g_clear_pointer (&self->asked, g_ptr_array_unref);
  self->asked = g_ptr_array_new_with_free_func ((GDestroyNotify) rsc_network_unref);
  for (gsize i = 0; i < self->fan->n_runs; i++)
    {
      /* The one on show first. */
      const gsize k = i == 0 ? self->run : i <= self->run ? i - 1 : i;
      const RscTrainingState *end = rsc_training_get_end (self->fan->runs[k]);

      if (isfinite (end->objective) && !find_kind (self, end->network))
        g_ptr_array_add (self->asked, rsc_network_ref (end->network));
    }
  if (self->asked->len > 0)
    self->judge_tick =
      rsc_jobs_push (self->jobs, rsc_training_judge_new_request (self->optimum, self->asked));
}

static void
on_judged (RscReply *reply, gpointer user_data)
{
  RscTrainingRuns *self = user_data;
  const GPtrArray *known = reply->result;

  if (reply->tick != self->judge_tick)
    return;
  for (guint k = 0; known && k < known->len; k++)
    if (known->pdata[k] && !find_kind (self, rsc_stationarity_get_network (known->pdata[k])))
      g_ptr_array_add (self->judged, rsc_stationarity_ref (known->pdata[k]));
  if (reply->final)
    self->judge_tick = 0;
  emit_changed (self);
}

/* --- training ------------------------------------------------------------------------------------ */

static void
set_fan (RscTrainingRuns *self, RscTrainingFan *fan)
{
  g_clear_pointer (&self->fan, rsc_training_fan_unref);
  self->fan = fan;
  if (self->following)
    self->step = rsc_training_get_end (fan->runs[self->run])->step;
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
      ask_kinds (self);
    }
  emit_changed (self);
}

static void
push (RscTrainingRuns *self)
{
  stop_judging (self);
  self->following = TRUE;
  self->tick =
    rsc_jobs_push (self->jobs, rsc_training_task_new_request (self->task, RSC_TRAINING_STEPS));
}

static void
forget (RscTrainingRuns *self)
{
  if (self->tick)
    rsc_jobs_cancel (self->jobs, RSC_REQUEST_TRAIN);
  self->tick = 0;
  stop_judging (self);
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
  /* What was told of ends by another certificate of the same optimum stays true. */
  g_clear_pointer (&self->optimum, rsc_solution_unref);
  self->optimum = rsc_solution_ref (self->source);
  ask_kinds (self);
}

/* --- object -------------------------------------------------------------------------------------- */

static void
rsc_training_runs_dispose (GObject *object)
{
  RscTrainingRuns *self = RSC_TRAINING_RUNS (object);

  if (self->jobs)
    {
      forget (self);
      rsc_jobs_listen (self->jobs, RSC_REQUEST_TRAIN, NULL, NULL, NULL);
      rsc_jobs_listen (self->jobs, RSC_REQUEST_JUDGE, NULL, NULL, NULL);
      self->jobs = NULL;
    }
  g_clear_pointer (&self->source, rsc_solution_unref);
  G_OBJECT_CLASS (rsc_training_runs_parent_class)->dispose (object);
}

static void
rsc_training_runs_finalize (GObject *object)
{
  RscTrainingRuns *self = RSC_TRAINING_RUNS (object);

  g_clear_pointer (&self->choice, rsc_training_choice_unref);
  g_clear_pointer (&self->judged, g_ptr_array_unref);
  g_free (self->message);
  G_OBJECT_CLASS (rsc_training_runs_parent_class)->finalize (object);
}

static void
rsc_training_runs_class_init (RscTrainingRunsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rsc_training_runs_dispose;
  G_OBJECT_CLASS (klass)->finalize = rsc_training_runs_finalize;

  /**
   * RscTrainingRuns::changed: the runs, the step on show, what is known of their ends, the message or what is being
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
      rsc_jobs_listen (jobs, RSC_REQUEST_JUDGE, on_judged, NULL, self);
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
  update_optimum (self);
  emit_changed (self);
}

void
rsc_training_runs_clear (RscTrainingRuns *self)
{
  g_return_if_fail (RSC_IS_TRAINING_RUNS (self));

  if (!self->jobs)
    return;
  g_clear_pointer (&self->source, rsc_solution_unref);
  forget (self);
  emit_changed (self);
}

void
rsc_training_runs_set_choice (RscTrainingRuns *self, RscTrainingChoice *choice)
{
  g_return_if_fail (RSC_IS_TRAINING_RUNS (self));
  g_return_if_fail (choice != NULL);

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
      emit_changed (self);
      return;
    }
  task = rsc_training_task_new (rsc_solution_get_problem (self->source),
                                rsc_solution_get_lambda (self->source), self->choice, start);
  bytes = rsc_training_task_count_bytes (task);
  if (bytes > RSC_TRAINING_BYTES_MAX)
    {
      g_free (self->message);
      self->message = rsc_training_words_dup_too_large (
        rsc_training_task_get_width (task), self->choice->n_seeds, bytes, RSC_TRAINING_BYTES_MAX);
      emit_changed (self);
      return;
    }
  forget (self);
  self->task = g_steal_pointer (&task);
  self->from = rsc_solution_ref (self->source);
  self->active = TRUE;
  update_optimum (self);
  push (self);
  emit_changed (self);
}

void
rsc_training_runs_stop (RscTrainingRuns *self)
{
  g_return_if_fail (RSC_IS_TRAINING_RUNS (self));

  /* The reply tells the end. */
  if (self->tick)
    rsc_jobs_cancel (self->jobs, RSC_REQUEST_TRAIN);
}

void
rsc_training_runs_go_on (RscTrainingRuns *self)
{
  g_return_if_fail (RSC_IS_TRAINING_RUNS (self));

  if (!rsc_training_runs_can_go_on (self))
    return;
  self->active = TRUE;
  push (self);
  emit_changed (self);
}

gboolean
rsc_training_runs_can_go_on (RscTrainingRuns *self)
{
  g_return_val_if_fail (RSC_IS_TRAINING_RUNS (self), FALSE);
  return self->task && self->fan && !self->tick && rsc_training_fan_can_go_on (self->fan)
         && !rsc_training_runs_is_elsewhere (self);
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

/* --- what is on show ----------------------------------------------------------------------------- */

gsize
rsc_training_runs_get_run (RscTrainingRuns *self)
{
  g_return_val_if_fail (RSC_IS_TRAINING_RUNS (self), 0);
  return self->run;
}

/* The last state that is not after the step: states between go when there are too many. */
gsize
rsc_training_runs_get_index (RscTrainingRuns *self)
{
  const RscTraining *training;
  gsize low = 0, high;

  g_return_val_if_fail (RSC_IS_TRAINING_RUNS (self), 0);

  if (!self->fan)
    return 0;
  training = self->fan->runs[self->run];
  high = rsc_training_get_n_states (training);
  while (high - low > 1)
    {
      const gsize middle = low + (high - low) / 2;

      if (rsc_training_get_state (training, middle)->step <= self->step)
        low = middle;
      else
        high = middle;
    }
  return low;
}

const RscTrainingState *
rsc_training_runs_get_state (RscTrainingRuns *self)
{
  g_return_val_if_fail (RSC_IS_TRAINING_RUNS (self), NULL);
  return self->fan
           ? rsc_training_get_state (self->fan->runs[self->run], rsc_training_runs_get_index (self))
           : NULL;
}

gboolean
rsc_training_runs_is_at_end (RscTrainingRuns *self)
{
  g_return_val_if_fail (RSC_IS_TRAINING_RUNS (self), FALSE);
  return self->fan && self->step >= rsc_training_get_end (self->fan->runs[self->run])->step;
}

void
rsc_training_runs_show (RscTrainingRuns *self, gsize run, gsize step)
{
  const gsize before = self->run;
  const RscTrainingState *shown = rsc_training_runs_get_state (self);
  const gboolean active = self->active;

  g_return_if_fail (RSC_IS_TRAINING_RUNS (self));

  if (!self->fan || run >= self->fan->n_runs)
    return;
  self->run = run;
  self->step = step;
  self->following = rsc_training_runs_is_at_end (self);
  /* With another λ its network is none of what is on show. */
  self->active = !rsc_training_runs_is_elsewhere (self);
  if (run != before || active != self->active || rsc_training_runs_get_state (self) != shown)
    emit_changed (self);
}

void
rsc_training_runs_step (RscTrainingRuns *self, int by)
{
  const RscTraining *training;
  gsize n, k;

  g_return_if_fail (RSC_IS_TRAINING_RUNS (self));

  if (!self->fan)
    return;
  training = self->fan->runs[self->run];
  n = rsc_training_get_n_states (training);
  k = rsc_training_runs_get_index (self);
  k = by <= -2 ? 0 : by >= 2 ? n - 1 : by < 0 ? k - MIN (k, 1) : MIN (k + 1, n - 1);
  rsc_training_runs_show (self, self->run, rsc_training_get_state (training, k)->step);
}

void
rsc_training_runs_choose (RscTrainingRuns *self, int by)
{
  gsize n, run;

  g_return_if_fail (RSC_IS_TRAINING_RUNS (self));

  if (!self->fan)
    return;
  n = self->fan->n_runs;
  run = (self->run + (by > 0 ? 1 : n - 1)) % n;
  /* From an end to an end. */
  rsc_training_runs_show (
    self, run, self->following ? rsc_training_get_end (self->fan->runs[run])->step : self->step);
}

gboolean
rsc_training_runs_is_active (RscTrainingRuns *self)
{
  g_return_val_if_fail (RSC_IS_TRAINING_RUNS (self), FALSE);
  return self->active && self->fan;
}

void
rsc_training_runs_leave (RscTrainingRuns *self)
{
  g_return_if_fail (RSC_IS_TRAINING_RUNS (self));

  if (!self->active)
    return;
  self->active = FALSE;
  emit_changed (self);
}

RscStationarity *
rsc_training_runs_get_kind (RscTrainingRuns *self, gsize run)
{
  g_return_val_if_fail (RSC_IS_TRAINING_RUNS (self), NULL);
  return self->fan && run < self->fan->n_runs
           ? find_kind (self, rsc_training_get_end (self->fan->runs[run])->network)
           : NULL;
}

gboolean
rsc_training_runs_is_judging (RscTrainingRuns *self)
{
  g_return_val_if_fail (RSC_IS_TRAINING_RUNS (self), FALSE);
  return self->judge_tick != 0;
}

/* --- in words ------------------------------------------------------------------------------------ */

char *
rsc_training_runs_dup_sentence (RscTrainingRuns *self)
{
  g_return_val_if_fail (RSC_IS_TRAINING_RUNS (self), NULL);

  if (!self->fan)
    return NULL;
  if (rsc_training_runs_is_at_end (self) && !self->tick)
    return rsc_training_words_dup_end (self->fan->seeds[self->run], self->fan->runs[self->run],
                                       rsc_training_runs_get_kind (self, self->run), self->optimum);
  return rsc_training_words_dup_state (self->fan->seeds[self->run],
                                       rsc_training_runs_get_state (self), self->optimum);
}

char *
rsc_training_runs_dup_summary (RscTrainingRuns *self)
{
  guint counts[3] = { 0, 0, 0 };

  g_return_val_if_fail (RSC_IS_TRAINING_RUNS (self), NULL);

  if (!self->fan)
    return NULL;
  if (rsc_training_runs_is_elsewhere (self))
    return rsc_training_words_dup_elsewhere (self->fan->lambda);
  for (gsize k = 0; k < self->fan->n_runs; k++)
    if (rsc_training_runs_get_kind (self, k))
      counts[rsc_stationarity_get_class (rsc_training_runs_get_kind (self, k))]++;
  return rsc_training_words_dup_summary (self->fan->n_runs, counts, self->optimum);
}
