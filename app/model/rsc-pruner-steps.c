/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The walk of a pruning: its steps, at once or by a job. */
#include "app/model/rsc-pruner-private.h"

#include <math.h>
#include <string.h>

#include "app/files/rsc-memory.h"
#include "ui/words/rsc-pruning-words.h"

/* Arithmetic of this many multiplications is done at once: below some milliseconds. */
#define QUICK_WORK 1.5e4

/* Everything that a computation needs, as it is now. */
static RscPrunerJob *
job_new (RscPruner *self, RscPrunerCommand command, gsize target)
{
  RscPrunerJob *job = g_new0 (RscPrunerJob, 1);
  gsize m = rsc_optimal_set_get_n_neurons (self->set);

  job->command = command;
  job->walk = self->walk ? rsc_pruning_ref (self->walk) : NULL;
  job->k = self->index;
  job->target = target;
  job->rule = self->rule;
  job->method = self->method;
  job->bytes_max = rsc_memory_get_default ();
  job->record = command == RSC_PRUNER_REPLAY ? rsc_pruning_record_ref (self->record) : NULL;
  job->start = self->start;
  job->set = rsc_optimal_set_ref (self->set);
  job->test = self->test ? rsc_dataset_ref (self->test) : NULL;
  job->network = self->network ? rsc_network_ref (self->network) : NULL;
  job->point = g_new0 (double, MAX (m, 1));
  if (m == 0)
    return job;
  if (self->start == RSC_PRUNING_START_RANDOM)
    rsc_optimal_set_sample (self->set, self->seed, job->point);
  else if (self->start == RSC_PRUNING_START_PICKED && self->picked)
    memcpy (job->point, self->picked, m * sizeof (double));
  else
    memcpy (job->point, rsc_optimal_set_get_interior (self->set), m * sizeof (double));
  return job;
}

/* --- the walk --------------------------------------------------------------------------------- */

void
rsc_pruner_clear_curves (RscPruner *self)
{
  if (self->running_curves)
    rsc_jobs_cancel (self->jobs, RSC_REQUEST_CURVES);
  self->running_curves = 0;
  g_clear_pointer (&self->curves, rsc_pruning_curves_unref);
}

void
rsc_pruner_stop_running (RscPruner *self)
{
  if (self->running)
    rsc_jobs_cancel (self->jobs, RSC_REQUEST_PRUNE);
  self->running = 0;
  self->pending = RSC_PRUNER_NONE;
  g_clear_pointer (&self->record, rsc_pruning_record_unref);
}

void
rsc_pruner_clear_walk (RscPruner *self)
{
  rsc_pruner_stop_running (self);
  rsc_pruner_clear_curves (self);
  g_clear_pointer (&self->walk, rsc_pruning_unref);
  g_clear_pointer (&self->message, g_free);
  self->n_states = 0;
  self->index = 0;
  self->position = 0;
  self->active = FALSE;
}

static void
show_state (RscPruner *self, gsize k)
{
  self->index = k;
  self->active = TRUE;
  if (!self->animated)
    self->position = (double) k;
  g_clear_pointer (&self->message, g_free);
}

static void
take_message (RscPruner *self, const char *text)
{
  g_free (self->message);
  self->message = g_strdup (text);
}

/* Where @command leads on the walk as it is now. */
static gsize
get_goal (RscPruner *self, RscPrunerCommand command)
{
  gssize minimal = rsc_pruning_get_minimal (self->walk);

  switch (command)
    {
    case RSC_PRUNER_FORWARD:
    case RSC_PRUNER_REMOVE:
      return MIN (self->index + 1, self->n_states - 1);
    case RSC_PRUNER_MINIMAL:
      return minimal >= 0 ? MIN ((gsize) minimal, self->n_states - 1) : self->n_states - 1;
    case RSC_PRUNER_ZERO:
      return self->n_states - 1;
    case RSC_PRUNER_REPLAY:
      return MIN (self->record->index, self->n_states - 1);
    case RSC_PRUNER_PREPARE:
    case RSC_PRUNER_NONE:
    default:
      return self->index;
    }
}

static void
take_walk (RscPruner *self, RscPrunerCommand command, RscPruning *walk)
{
  gsize goal;

  g_clear_pointer (&self->walk, rsc_pruning_unref);
  self->walk = walk;
  self->n_states = rsc_pruning_get_n_states (walk);
  self->position = fmin (self->position, (double) (self->n_states - 1));
  goal = get_goal (self, command);
  if (goal != self->index || command == RSC_PRUNER_REPLAY)
    show_state (self, goal);
  /* Steps that were taken once are not shown again. */
  if (command == RSC_PRUNER_REPLAY)
    self->position = (double) goal;
}

static void
take_result (RscPruner *self, RscPrunerCommand command, RscPruning *walk, const GError *error)
{
  if (walk)
    take_walk (self, command, walk);
  if (walk && rsc_pruning_is_full (walk))
    {
      g_autofree char *text = rsc_pruning_words_dup_full (walk);

      take_message (self, text);
    }
  g_clear_pointer (&self->record, rsc_pruning_record_unref);
  if (!walk && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    take_message (self, error->message);
}

static void run (RscPruner *self, RscPrunerCommand command, gsize target);

void
rsc_pruner_on_walked (RscReply *reply, gpointer user_data)
{
  RscPruner *self = user_data;
  RscPrunerCommand next = self->pending;

  /* Only what is still wanted. */
  if (reply->tick != self->running)
    return;
  self->running = 0;
  take_result (self, self->command, g_steal_pointer (&reply->result), reply->error);
  self->pending = RSC_PRUNER_NONE;
  if (next != RSC_PRUNER_NONE && self->walk)
    run (self, next, self->pending_target);
  rsc_pruner_emit_changed (self);
}

void
rsc_pruner_on_walk_progress (double fraction, double gap, gpointer user_data)
{
  RscPruner *self = user_data;

  if (!self->running)
    return;
  self->fraction = fraction;
  rsc_pruner_emit_changed (self);
}

/* Emits nothing. */
static void
run (RscPruner *self, RscPrunerCommand command, gsize target)
{
  g_autoptr (RscPrunerJob) job = NULL;

  if (!self->set || (self->start == RSC_PRUNING_START_NETWORK && !self->network))
    return;
  if (self->running)
    {
      /* What is asked for comes after the steps of the record. */
      self->pending = command == RSC_PRUNER_PREPARE ? self->pending : command;
      self->pending_target = target;
      return;
    }
  job = job_new (self, command, target);
  if (!self->jobs || rsc_pruner_job_estimate_work (job) <= QUICK_WORK)
    {
      g_autoptr (GError) error = NULL;
      RscPruning *walk = rsc_pruner_job_walk (job, NULL, NULL, NULL, &error);

      take_result (self, command, walk, error);
      return;
    }
  self->command = command;
  self->fraction = -1;
  self->running = rsc_jobs_push (
    self->jobs, rsc_request_new_work (RSC_REQUEST_PRUNE, 0, rsc_pruner_job_walk,
                                      g_steal_pointer (&job), (GDestroyNotify) rsc_pruner_job_free,
                                      (GDestroyNotify) rsc_pruning_unref));
}

void
rsc_pruner_replay (RscPruner *self, RscPruningRecord *record)
{
  rsc_pruner_clear_walk (self);
  self->record = rsc_pruning_record_ref (record);
  run (self, RSC_PRUNER_REPLAY, 0);
}

void
rsc_pruner_on_curves (RscReply *reply, gpointer user_data)
{
  RscPruner *self = user_data;

  if (reply->tick != self->running_curves)
    return;
  self->running_curves = 0;
  self->curves = g_steal_pointer (&reply->result);
  if (reply->error && !g_error_matches (reply->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    take_message (self, reply->error->message);
  if (self->curves && self->curves->is_full)
    take_message (self, rsc_pruning_words_get_curves_full ());
  rsc_pruner_emit_changed (self);
}

void
rsc_pruner_on_curves_progress (double fraction, double gap, gpointer user_data)
{
  RscPruner *self = user_data;

  if (!self->running_curves)
    return;
  self->curves_fraction = fraction;
  rsc_pruner_emit_changed (self);
}

/* The command if the states that are known do not answer it already. */
static void
do_command (RscPruner *self, RscPrunerCommand command, gsize target)
{
  gboolean known = FALSE;

  g_clear_pointer (&self->message, g_free);
  if (self->walk && !self->running && command != RSC_PRUNER_REMOVE)
    {
      const RscPruningState *last = rsc_pruning_get_state (self->walk, self->n_states - 1);

      known = (command == RSC_PRUNER_FORWARD && self->index + 1 < self->n_states)
              || (command == RSC_PRUNER_MINIMAL
                  && rsc_pruner_job_is_minimal (self->walk, self->n_states - 1))
              || (command == RSC_PRUNER_ZERO && last->width == 0) || command == RSC_PRUNER_PREPARE;
    }
  if (known && command != RSC_PRUNER_PREPARE)
    {
      gsize goal = get_goal (self, command);

      if (goal != self->index)
        show_state (self, goal);
    }
  else if (!known)
    run (self, command, target);
  rsc_pruner_emit_changed (self);
}

/* Forgets the states after the one on show. */
void
rsc_pruner_forget_later (RscPruner *self)
{
  rsc_pruner_stop_running (self);
  if (self->walk)
    {
      self->n_states = self->index + 1;
      self->position = fmin (self->position, (double) self->index);
    }
}

/* --- what a person asks for ------------------------------------------------------------------- */

void
rsc_pruner_prepare (RscPruner *self)
{
  g_return_if_fail (RSC_IS_PRUNER (self));
  if (self->set && !self->walk && !self->running && !self->message)
    do_command (self, RSC_PRUNER_PREPARE, 0);
}

void
rsc_pruner_step_back (RscPruner *self)
{
  g_return_if_fail (RSC_IS_PRUNER (self));
  if (self->index > 0)
    rsc_pruner_go_to (self, self->index - 1);
}

void
rsc_pruner_step_forward (RscPruner *self)
{
  g_return_if_fail (RSC_IS_PRUNER (self));
  do_command (self, RSC_PRUNER_FORWARD, 0);
}

void
rsc_pruner_go_to (RscPruner *self, gsize k)
{
  g_return_if_fail (RSC_IS_PRUNER (self));
  if (!self->walk || k >= self->n_states)
    return;
  rsc_pruner_stop_running (self);
  show_state (self, k);
  rsc_pruner_emit_changed (self);
}

void
rsc_pruner_to_minimal (RscPruner *self)
{
  g_return_if_fail (RSC_IS_PRUNER (self));
  do_command (self, RSC_PRUNER_MINIMAL, 0);
}

void
rsc_pruner_to_zero (RscPruner *self)
{
  g_return_if_fail (RSC_IS_PRUNER (self));
  do_command (self, RSC_PRUNER_ZERO, 0);
}

void
rsc_pruner_remove (RscPruner *self, gsize neuron)
{
  g_return_if_fail (RSC_IS_PRUNER (self));
  if (self->walk && neuron < rsc_pruning_get_start_width (self->walk))
    do_command (self, RSC_PRUNER_REMOVE, neuron);
}

void
rsc_pruner_leave (RscPruner *self)
{
  g_return_if_fail (RSC_IS_PRUNER (self));
  if (!self->active)
    return;
  rsc_pruner_stop_running (self);
  self->active = FALSE;
  self->index = 0;
  self->position = 0;
  g_clear_pointer (&self->message, g_free);
  rsc_pruner_emit_changed (self);
}

gboolean
rsc_pruner_is_busy (RscPruner *self)
{
  return self->running != 0 || self->running_curves != 0;
}

double
rsc_pruner_get_progress (RscPruner *self)
{
  return self->running ? self->fraction : self->running_curves ? self->curves_fraction : -1;
}

void
rsc_pruner_cancel (RscPruner *self)
{
  g_return_if_fail (RSC_IS_PRUNER (self));
  if (!rsc_pruner_is_busy (self))
    return;
  rsc_pruner_stop_running (self);
  if (self->running_curves)
    rsc_pruner_clear_curves (self);
  rsc_pruner_emit_changed (self);
}

void
rsc_pruner_request_curves (RscPruner *self)
{
  g_return_if_fail (RSC_IS_PRUNER (self));
  if (!self->jobs || !self->walk || self->curves || self->running_curves)
    return;
  self->curves_fraction = -1;
  self->running_curves =
    rsc_jobs_push (self->jobs, rsc_request_new_work (RSC_REQUEST_CURVES, 0, rsc_pruner_job_curves,
                                                     job_new (self, RSC_PRUNER_NONE, 0),
                                                     (GDestroyNotify) rsc_pruner_job_free,
                                                     (GDestroyNotify) rsc_pruning_curves_unref));
  rsc_pruner_emit_changed (self);
}
