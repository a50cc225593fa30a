/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-training-runs-private.h"

#include <math.h>

#include "ui/words/rsc-training-words.h"

/* The walk downhill from the state on show, and the place of it on show. */

void
rsc_training_runs_end_walk (RscTrainingRuns *self)
{
  if (self->walk_tick)
    rsc_jobs_cancel (self->jobs, RSC_REQUEST_DOWNHILL);
  self->walk_tick = 0;
  self->place = 0;
  g_clear_pointer (&self->walk, rsc_training_walk_unref);
}

void
rsc_training_runs_take_walk (RscReply *reply, gpointer user_data)
{
  RscTrainingRuns *self = user_data;

  if (reply->tick != self->walk_tick)
    return;
  self->walk_tick = 0;
  if (reply->result)
    {
      g_clear_pointer (&self->walk, rsc_training_walk_unref);
      self->walk = g_steal_pointer (&reply->result);
      self->place = rsc_descent_is_complete (self->walk->descent)
                      ? 0
                      : (double) rsc_descent_get_n_legs (self->walk->descent);
      self->active = TRUE;
    }
  else if (reply->error && !g_error_matches (reply->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_free (self->message);
      self->message = g_strdup (reply->error->message);
    }
  rsc_training_runs_emit_changed (self);
}

void
rsc_training_runs_stop_rest (RscTrainingRuns *self)
{
  if (self->walk_tick)
    rsc_training_runs_end_walk (self);
  else if (self->survey_tick)
    {
      rsc_jobs_cancel (self->jobs, RSC_REQUEST_SURVEY);
      self->survey_tick = 0;
    }
  else if (self->judge_tick)
    rsc_training_runs_stop_judging (self);
  else
    return;
  rsc_training_runs_emit_changed (self);
}

gboolean
rsc_training_runs_can_descend (RscTrainingRuns *self)
{
  const RscTrainingState *state = rsc_training_runs_get_state (self);

  return state && isfinite (state->objective) && self->distance && !self->tick
         && !rsc_training_runs_is_elsewhere (self);
}

/* The newest of the same optimum: it knows its narrowest network and its vertices best. */
static RscOptimalSet *
get_goal (RscTrainingRuns *self)
{
  RscOptimalSet *set = rsc_set_distance_get_set (self->distance);

  return self->set && rsc_optimal_set_get_solution (self->set) == rsc_optimal_set_get_solution (set)
           ? self->set
           : set;
}

void
rsc_training_runs_descend (RscTrainingRuns *self)
{
  g_return_if_fail (RSC_IS_TRAINING_RUNS (self));

  if (!rsc_training_runs_can_descend (self))
    return;
  rsc_training_runs_end_walk (self);
  self->walk_tick = rsc_jobs_push (
    self->jobs,
    rsc_training_walk_new_request (get_goal (self), rsc_training_runs_get_state (self)->network));
  rsc_training_runs_emit_changed (self);
}

const RscTrainingWalk *
rsc_training_runs_get_walk (RscTrainingRuns *self)
{
  g_return_val_if_fail (RSC_IS_TRAINING_RUNS (self), NULL);
  return self->walk;
}

gboolean
rsc_training_runs_is_descending (RscTrainingRuns *self)
{
  g_return_val_if_fail (RSC_IS_TRAINING_RUNS (self), FALSE);
  return self->walk_tick != 0;
}

double
rsc_training_runs_get_place (RscTrainingRuns *self)
{
  g_return_val_if_fail (RSC_IS_TRAINING_RUNS (self), 0);
  return self->place;
}

void
rsc_training_runs_set_place (RscTrainingRuns *self, double place)
{
  g_return_if_fail (RSC_IS_TRAINING_RUNS (self));

  if (!self->walk)
    return;
  place = CLAMP (place, 0, (double) rsc_descent_get_n_legs (self->walk->descent));
  if (place == self->place && self->active)
    return;
  self->place = place;
  self->active = !rsc_training_runs_is_elsewhere (self);
  rsc_training_runs_emit_changed (self);
}

gboolean
rsc_training_runs_is_at_walk_end (RscTrainingRuns *self)
{
  g_return_val_if_fail (RSC_IS_TRAINING_RUNS (self), FALSE);
  return self->walk && self->place >= (double) rsc_descent_get_n_legs (self->walk->descent);
}

void
rsc_training_runs_step_walk (RscTrainingRuns *self, int by)
{
  const double end = (double) rsc_descent_get_n_legs (self->walk->descent);

  rsc_training_runs_set_place (self, by <= -2  ? 0
                                     : by >= 2 ? end
                                     : by < 0  ? ceil (self->place) - 1
                                               : floor (self->place) + 1);
}

void
rsc_training_runs_leave_walk (RscTrainingRuns *self)
{
  g_return_if_fail (RSC_IS_TRAINING_RUNS (self));

  if (!self->walk)
    return;
  rsc_training_runs_end_walk (self);
  rsc_training_runs_emit_changed (self);
}

RscNetwork *
rsc_training_runs_dup_network (RscTrainingRuns *self)
{
  const RscTrainingState *state = rsc_training_runs_get_state (self);

  if (self->walk)
    return rsc_descent_dup_network (self->walk->descent, self->place);
  return state ? rsc_network_ref (state->network) : NULL;
}

char *
rsc_training_runs_dup_walk_words (RscTrainingRuns *self)
{
  return self->walk ? rsc_training_words_dup_walk (self->walk->descent, self->place, self->optimum)
                    : NULL;
}
