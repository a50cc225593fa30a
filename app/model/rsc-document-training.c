/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-document-private.h"

#include <math.h>

#include "core/numerics/rsc-tolerances.h"

/* What a document does with its training. */

/* Of playing a walk. */
#define SECONDS_OF_LEG 0.5
#define WALK_SECONDS_MIN 3.0

void
rsc_document_take_trained (RscDocument *self)
{
  RscSolution *solution = rsc_results_get_solution (self->results);
  g_autoptr (RscNetwork) network =
    self->trained ? rsc_training_runs_dup_network (self->training) : NULL;

  if (network && solution)
    rsc_picked_network_take_trained (self->picked, solution, network);
}

/* A walk, which is played once it is there. */
static void
tell_walk (RscDocument *self)
{
  const RscTrainingWalk *walk = rsc_training_runs_get_walk (self->training);
  const double n_legs = walk ? (double) rsc_descent_get_n_legs (walk->descent) : 0;
  const double seconds =
    n_legs > 0 ? CLAMP (n_legs * SECONDS_OF_LEG, WALK_SECONDS_MIN, RSC_TRAINING_SECONDS) : 0;
  const gboolean is_new = walk && walk != self->walk;

  self->walk = walk;
  rsc_player_set_known (self->player, RSC_TRACK_DOWNHILL, seconds, TRUE);
  if (rsc_player_get_track (self->player) != RSC_TRACK_DOWNHILL
      || !rsc_player_get_playback (self->player)->playing)
    rsc_player_set_position (
      self->player, RSC_TRACK_DOWNHILL,
      n_legs > 0 ? seconds * rsc_training_runs_get_place (self->training) / n_legs : 0);
  /* One that ends before an optimum says so at once. */
  if (is_new && seconds > 0 && rsc_descent_is_complete (walk->descent))
    {
      RscPlayback playback = *rsc_player_get_playback (self->player);

      playback.playing = TRUE;
      playback.backward = FALSE;
      playback.loop = FALSE;
      rsc_player_set_playback (self->player, RSC_TRACK_DOWNHILL, &playback);
    }
}

/* How far there is something to play. */
static void
tell_player (RscDocument *self)
{
  RscTrainingFan *fan = rsc_training_runs_get_fan (self->training);
  const RscTrainingState *state = rsc_training_runs_get_state (self->training);
  const double n = fan ? (double) rsc_training_fan_get_n_steps (fan) : 0;

  rsc_player_set_known (self->player, RSC_TRACK_TRAINING, n > 0 ? RSC_TRAINING_SECONDS : 0, TRUE);
  /* While it plays, its own time is exact, and the step is what is kept nearest before it. */
  if (rsc_player_get_track (self->player) != RSC_TRACK_TRAINING
      || !rsc_player_get_playback (self->player)->playing)
    rsc_player_set_position (self->player, RSC_TRACK_TRAINING,
                             n > 0 && state ? RSC_TRAINING_SECONDS * (double) state->step / n : 0);
}

static void
on_training_changed (RscTrainingRuns *training, gpointer user_data)
{
  RscDocument *self = user_data;
  const gboolean was_trained = self->trained;
  RscDocumentChange parts = RSC_DOCUMENT_TRAINING | RSC_DOCUMENT_BUSY;

  if (self->giving_training)
    return;
  rsc_document_hold (self);
  self->trained = rsc_training_runs_is_active (training);
  /* There is one picked network. */
  if (self->trained && !was_trained && self->pruned)
    rsc_pruner_leave (self->pruner);
  if (self->trained)
    rsc_document_take_trained (self);
  else if (was_trained)
    rsc_document_pick_network (self);
  if (self->trained || was_trained)
    parts |= RSC_DOCUMENT_NETWORK;
  tell_player (self);
  tell_walk (self);
  rsc_document_tell (self, parts);
  rsc_document_release (self);
}

void
rsc_document_add_training (RscDocument *self)
{
  self->training = rsc_training_runs_new (self->jobs);
  rsc_training_runs_set_choice (self->training, rsc_document_get_state (self)->training);
  g_signal_connect (self->training, "changed", G_CALLBACK (on_training_changed), self);
}

void
rsc_document_remove_training (RscDocument *self)
{
  if (!self->training)
    return;
  g_signal_handlers_disconnect_by_data (self->training, self);
  g_object_run_dispose (G_OBJECT (self->training));
  g_clear_object (&self->training);
}

/* Whether @solution is at the λ of the state. */
static gboolean
is_here (RscDocument *self, const RscSolution *solution)
{
  const double most = rsc_problem_get_lambda_max (rsc_solution_get_problem (solution));
  /* As the engine takes it: with targets that are all 0 there is no largest one. */
  const double lambda = rsc_document_get_state (self)->lambda_ratio * (most > 0 ? most : 1.0);

  return fabs (rsc_solution_get_lambda (solution) - lambda) <= RSC_TOLERANCE_LAMBDA * lambda;
}

/* The optimum is what is certified, and is no frame of the path or older than the state. */
void
rsc_document_give_training_source (RscDocument *self)
{
  RscResults *results = self->results;
  RscSolution *solution = rsc_results_get_solution (results);
  const gboolean settled = solution && !rsc_results_get_frame (results)
                           && !rsc_results_is_outdated (results) && !rsc_results_is_late (results)
                           && is_here (self, solution);

  rsc_training_runs_set_source (self->training, settled ? solution : NULL,
                                settled
                                  && (rsc_solution_get_status (solution) == RSC_SOLUTION_CONVERGED
                                      || !rsc_results_is_busy (results)));
  rsc_training_runs_set_set (self->training, settled && !rsc_results_is_set_stale (results)
                                               ? rsc_results_get_set (results)
                                               : NULL);
}

void
rsc_document_leave_training (RscDocument *self)
{
  self->giving_training = TRUE;
  rsc_training_runs_leave (self->training);
  self->giving_training = FALSE;
  self->trained = FALSE;
}

void
rsc_document_follow_training (RscDocument *self, RscDocumentChange parts)
{
  const RscDocumentChange others = RSC_DOCUMENT_LAMBDA | RSC_DOCUMENT_PICK;

  if (parts & RSC_DOCUMENT_TRAINING)
    rsc_training_runs_set_choice (self->training, rsc_document_get_state (self)->training);
  if (parts & (RSC_DOCUMENT_DATA | RSC_DOCUMENT_MODEL))
    rsc_training_runs_clear (self->training);
  /* Who goes elsewhere does not wait for what is trained here. */
  if (parts & RSC_DOCUMENT_LAMBDA)
    {
      rsc_training_runs_stop (self->training);
      rsc_document_give_training_source (self);
    }
  if (parts & others)
    rsc_document_leave_training (self);
}

void
rsc_document_play_training (RscDocument *self)
{
  RscTrainingFan *fan = rsc_training_runs_get_fan (self->training);
  const double position = rsc_player_get_position (self->player, RSC_TRACK_TRAINING);

  if (fan)
    rsc_training_runs_show (
      self->training, rsc_training_runs_get_run (self->training),
      (gsize) (position / RSC_TRAINING_SECONDS * (double) rsc_training_fan_get_n_steps (fan)));
}

void
rsc_document_play_downhill (RscDocument *self)
{
  const RscTrainingWalk *walk = rsc_training_runs_get_walk (self->training);
  const double known = rsc_player_get_known (self->player, RSC_TRACK_DOWNHILL);

  if (walk && known > 0)
    rsc_training_runs_set_place (self->training,
                                 rsc_player_get_position (self->player, RSC_TRACK_DOWNHILL) / known
                                   * (double) rsc_descent_get_n_legs (walk->descent));
}

RscTrainingRuns *
rsc_document_get_training (RscDocument *self)
{
  g_return_val_if_fail (RSC_IS_DOCUMENT (self), NULL);
  return self->training;
}

void
rsc_document_train (RscDocument *self)
{
  g_return_if_fail (RSC_IS_DOCUMENT (self));
  rsc_training_runs_start (self->training, rsc_picked_network_get_network (self->picked));
}

void
rsc_document_toggle_training (RscDocument *self)
{
  g_return_if_fail (RSC_IS_DOCUMENT (self));
  rsc_player_toggle (self->player, rsc_training_runs_get_walk (self->training)
                                     ? RSC_TRACK_DOWNHILL
                                     : RSC_TRACK_TRAINING);
}
