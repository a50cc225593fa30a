/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-document-private.h"

#include "core/numerics/rsc-tolerances.h"

#include <math.h>

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RscDocument, rsc_document, G_TYPE_OBJECT)

static RscDocumentState *
get_state (RscDocument *self)
{
  return rsc_history_get_state (self->history);
}

void
rsc_document_hold (RscDocument *self)
{
  self->held++;
}

void
rsc_document_tell (RscDocument *self, RscDocumentChange parts)
{
  /* What is there to prune follows from these. */
  if (parts & (RSC_DOCUMENT_RESULTS | RSC_DOCUMENT_NETWORK))
    parts |= RSC_DOCUMENT_PRUNING;
  self->told |= parts;
  if (self->held > 0 || self->told == 0)
    return;
  /* Whose set of equal fit it is follows from them too, and is told with them. */
  rsc_document_give_fit_source (self);
  rsc_document_follow_effects (self);
  rsc_document_follow_experiment (self);
  rsc_document_follow_compared (self);
  parts = self->told;
  self->told = 0;
  g_signal_emit (self, signals[CHANGED], 0, (guint) parts);
}

void
rsc_document_release (RscDocument *self)
{
  self->held--;
  rsc_document_tell (self, 0);
}

/* --- listening to the parts --------------------------------------------------------------- */

/* Seconds of the player's track, and back: log λ goes evenly. */
static double
get_seconds (double ratio)
{
  /* λ → 0 is at the end. */
  return RSC_PLAYBACK_SECONDS * (ratio > 0 ? log (ratio) / log (RSC_PATH_RATIO_MIN) : 1.0);
}

static double
get_ratio (RscDocument *self, double seconds)
{
  /* The end is what it is, however the seconds are rounded. */
  if (seconds == rsc_player_get_known (self->player, RSC_TRACK_PATH))
    return rsc_known_path_get_reach (rsc_results_get_path (self->results));
  return exp (seconds / RSC_PLAYBACK_SECONDS * log (RSC_PATH_RATIO_MIN));
}

/* Where a play in steps stays: at the events of the path, at the networks that a walk leads
 * through, and at each second of training. */
static double
get_stop (RscTrack track, double position, int step, gpointer user_data)
{
  RscDocument *self = user_data;
  const double place = position / RSC_WALK_SECONDS;

  switch (track)
    {
    case RSC_TRACK_PATH:
      {
        const double stop = rsc_document_get_next_stop (self, step);

        /* λ → 0 is no part of what plays. */
        return stop > 0 ? get_seconds (stop) : rsc_player_get_known (self->player, track);
      }
    case RSC_TRACK_WALK:
      return RSC_WALK_SECONDS * (step > 0 ? floor (place) + 1 : ceil (place) - 1);
    case RSC_TRACK_PRUNING:
    case RSC_TRACK_TRAINING:
    case RSC_TRACK_DOWNHILL:
    case RSC_N_TRACKS:
    default:
      return position + step;
    }
}

static void
on_results_cleared (RscResults *results, gpointer user_data)
{
  RscDocument *self = user_data;

  /* Told together with what is cleared beside it. */
  rsc_document_hold (self);
  rsc_selection_clear (self->selection);
  self->held--;
}

/* What was selected in a document that has been opened. */
static void
select_awaited (RscDocument *self)
{
  RscOptimalSet *set = rsc_results_get_set (self->results);
  g_autoptr (RscNeuronKeys) key = NULL;
  gssize neuron;

  if (!self->awaited || !set || rsc_results_is_set_stale (self->results)
      || rsc_results_is_of_before (self->results))
    return;
  key = g_steal_pointer (&self->awaited);
  neuron = rsc_neuron_keys_get_n (key) > 0 ? rsc_neuron_keys_lookup (key, 0, set) : -1;
  if (neuron >= 0)
    rsc_document_select_neuron (self, neuron);
}

static void follow_state (RscDocument *self, RscDocumentState *before, gboolean playing);

static void
on_results_derived (RscResults *results, RscDerivedData *derived, gpointer user_data)
{
  RscDocument *self = user_data;
  g_autoptr (RscDocumentState) before = rsc_document_state_ref (get_state (self));

  if (rsc_history_take_derived (self->history, derived))
    follow_state (self, before, FALSE);
}

static void
on_results_changed (RscResults *results, guint parts, gpointer user_data)
{
  RscDocument *self = user_data;

  rsc_document_hold (self);
  rsc_document_tell (self, (RscDocumentChange) parts);
  if (parts & RSC_DOCUMENT_PATH)
    rsc_player_set_known (
      self->player, RSC_TRACK_PATH,
      get_seconds (rsc_known_path_get_reach (rsc_results_get_path (self->results))),
      rsc_known_path_is_complete (rsc_results_get_path (self->results)));
  if (parts & (RSC_DOCUMENT_NETWORK | RSC_DOCUMENT_RESULTS | RSC_DOCUMENT_BUSY))
    {
      rsc_document_give_training_source (self);
      rsc_document_give_widths_source (self);
      rsc_document_give_reasons_source (self);
      rsc_document_give_spread_source (self);
      rsc_document_give_outputs_source (self);
    }
  if (parts & RSC_DOCUMENT_NETWORK)
    rsc_document_pick_network (self);
  select_awaited (self);
  rsc_document_release (self);
}

static void
on_selection_changed (RscSelection *selection, guint parts, gpointer user_data)
{
  RscDocument *self = user_data;

  /* What follows from it is told with it, not before. */
  rsc_document_hold (self);
  if (parts & RSC_SELECTION_SELECTED)
    rsc_document_follow_selection (self);
  rsc_document_tell (self, (parts & RSC_SELECTION_SELECTED ? RSC_DOCUMENT_SELECTION : 0)
                             | (parts & RSC_SELECTION_HOVERED ? RSC_DOCUMENT_HOVER : 0));
  rsc_document_release (self);
}

/* Brings everything in step with the state, which has just become another. @playing: it is the next
 * frame of a play. */
static void
follow_state (RscDocument *self, RscDocumentState *before, gboolean playing)
{
  RscDocumentState *after = get_state (self);
  RscDocumentChange parts = rsc_document_state_compare (before, after);

  if (!rsc_row_set_equal (before->rows, after->rows))
    parts |= RSC_DOCUMENT_ROWS;
  const gboolean trained = self->trained;
  /* Steps that were taken on a set of another λ: it can be the state's again. */
  const gboolean stepped = (parts & RSC_DOCUMENT_LAMBDA) && rsc_pruner_is_active (self->pruner);

  /* Of other data nobody is awaited, what follows from the same ones is waited for, too. */
  if (rsc_document_state_compare_edits (before, after) & (RSC_DOCUMENT_DATA | RSC_DOCUMENT_MODEL))
    g_clear_pointer (&self->awaited, rsc_neuron_keys_unref);
  rsc_document_hold (self);
  if (!playing && (parts & (RSC_DOCUMENT_DATA | RSC_DOCUMENT_MODEL | RSC_DOCUMENT_LAMBDA)))
    {
      rsc_player_pause (self->player);
      rsc_player_set_position (self->player, RSC_TRACK_PATH, get_seconds (after->lambda_ratio));
    }
  if ((parts & RSC_DOCUMENT_PICK) && !self->walking)
    rsc_document_pause_networks (self);
  if (parts & RSC_DOCUMENT_PICK)
    rsc_document_leave_fit_point (self);
  rsc_document_follow_training (self, parts);
  if (parts & RSC_DOCUMENT_WIDTHS)
    rsc_document_follow_width (self);
  if (parts & RSC_DOCUMENT_VIEW)
    rsc_document_follow_shown (self);
  rsc_results_follow (self->results, after, playing);
  if (parts & (RSC_DOCUMENT_DATA | RSC_DOCUMENT_MODEL | RSC_DOCUMENT_LAMBDA))
    rsc_document_give_outputs_source (self);
  /* What was trained is on show no more, also where nothing else comes. */
  if ((((parts & (RSC_DOCUMENT_PICK | RSC_DOCUMENT_PRUNING)) || stepped)
       && !(self->told & RSC_DOCUMENT_NETWORK) && rsc_results_get_set (self->results)
       && !rsc_results_is_set_stale (self->results))
      || (trained && !self->trained && rsc_results_get_solution (self->results)))
    {
      rsc_document_pick_network (self);
      parts |= RSC_DOCUMENT_NETWORK;
    }
  rsc_document_tell (self, parts);
  rsc_document_release (self);
}

static void
on_player_moved (RscPlayer *player, guint track, gpointer user_data)
{
  RscDocument *self = user_data;
  g_autoptr (RscDocumentState) before = NULL;
  RscDocumentState *after;

  if (track == RSC_TRACK_PRUNING)
    rsc_pruner_set_position (self->pruner, rsc_player_get_position (player, RSC_TRACK_PRUNING));
  if (track == RSC_TRACK_TRAINING)
    rsc_document_play_training (self);
  if (track == RSC_TRACK_DOWNHILL)
    rsc_document_play_downhill (self);
  if (track == RSC_TRACK_WALK)
    rsc_document_show_walk (self,
                            rsc_player_get_position (player, RSC_TRACK_WALK) / RSC_WALK_SECONDS);
  if (track != RSC_TRACK_PATH)
    return;
  before = rsc_document_state_ref (get_state (self));
  after = rsc_document_state_copy (before);
  after->lambda_ratio = get_ratio (self, rsc_player_get_position (player, RSC_TRACK_PATH));
  rsc_document_leave_lambda_over (before, after);
  rsc_document_state_end_pruning (after);
  if (rsc_document_state_compare (before, after) == 0)
    {
      rsc_document_state_unref (after);
      return;
    }
  if (self->play_recorded && rsc_history_get_n_changes (self->history) > 0)
    rsc_history_amend (self->history, after);
  else
    {
      rsc_history_apply (self->history, "Play the path", RSC_CHANGE_SINGLE, after,
                         rsc_timers_get_now (self->timers));
      self->play_recorded = TRUE;
    }
  follow_state (self, before, TRUE);
}

static void
on_player_changed (RscPlayer *player, gpointer user_data)
{
  RscDocument *self = user_data;
  /* A glide is no play. */
  gboolean playing =
    rsc_player_get_playback (player)->playing && rsc_player_get_track (player) == RSC_TRACK_PATH;

  rsc_document_hold (self);
  rsc_history_end_merge (self->history);
  self->play_recorded = self->play_recorded && playing;
  /* Not when another λ or other data stopped it: they are solved anyway. */
  if (!playing && self->playing && self->held == 1)
    rsc_results_stop_playing (self->results);
  self->playing = playing;
  rsc_document_tell (self, RSC_DOCUMENT_PLAYBACK);
  rsc_document_release (self);
}

/* --- object ------------------------------------------------------------------------------- */

static void
rsc_document_dispose (GObject *object)
{
  RscDocument *self = RSC_DOCUMENT (object);

  if (self->results)
    g_signal_handlers_disconnect_by_data (self->results, self);
  if (self->pruner)
    g_signal_handlers_disconnect_by_data (self->pruner, self);
  if (self->selection)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  if (self->player)
    g_signal_handlers_disconnect_by_data (self->player, self);
  /* Who still holds them must not reach the jobs any more. */
  if (self->pruner)
    g_object_run_dispose (G_OBJECT (self->pruner));
  rsc_document_remove_training (self);
  rsc_document_remove_widths (self);
  rsc_document_remove_fit (self);
  rsc_document_remove_reasons (self);
  rsc_document_remove_spread (self);
  rsc_document_remove_experiment (self);
  rsc_document_remove_compared (self);
  rsc_document_remove_outputs (self);
  if (self->results)
    g_object_run_dispose (G_OBJECT (self->results));
  g_clear_object (&self->pruner);
  g_clear_object (&self->results);
  g_clear_object (&self->selection);
  g_clear_object (&self->player);
  g_clear_pointer (&self->jobs, rsc_jobs_free);
  G_OBJECT_CLASS (rsc_document_parent_class)->dispose (object);
}

static void
rsc_document_finalize (GObject *object)
{
  RscDocument *self = RSC_DOCUMENT (object);

  g_clear_pointer (&self->picked, rsc_picked_network_free);
  g_clear_pointer (&self->pruning, rsc_pruning_choice_unref);
  g_clear_pointer (&self->awaited, rsc_neuron_keys_unref);
  g_clear_pointer (&self->history, rsc_history_free);
  g_clear_pointer (&self->timers, rsc_timers_unref);
  G_OBJECT_CLASS (rsc_document_parent_class)->finalize (object);
}

static void
rsc_document_class_init (RscDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = rsc_document_dispose;
  object_class->finalize = rsc_document_finalize;

  /**
   * RscDocument::changed:
   * @parts: a set of RscDocumentChange
   */
  signals[CHANGED] = g_signal_new ("changed", RSC_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
rsc_document_init (RscDocument *self)
{
  self->history = rsc_history_new (rsc_document_state_new ());
  self->picked = rsc_picked_network_new ();
  self->selection = rsc_selection_new ();
  self->player = rsc_player_new ();
  rsc_player_set_stops (self->player, get_stop, self);
}

RscDocument *
rsc_document_new (gboolean solve)
{
  g_autoptr (RscTimers) timers = rsc_timers_new (FALSE);

  return rsc_document_new_full (solve ? rsc_jobs_new () : NULL, timers);
}

RscDocument *
rsc_document_new_full (RscJobs *jobs, RscTimers *timers)
{
  RscDocument *self = g_object_new (RSC_TYPE_DOCUMENT, NULL);

  self->jobs = jobs;
  self->timers = rsc_timers_ref (timers);
  self->results = rsc_results_new (get_state (self), jobs, timers);
  rsc_results_set_effort (self->results, RSC_SEARCH_EFFORT_SHOWN);
  self->pruner = rsc_pruner_new (jobs);
  self->pruning = rsc_pruner_dup_choice (self->pruner);
  rsc_document_add_training (self);
  rsc_document_add_widths (self);
  rsc_document_add_fit (self);
  rsc_document_add_reasons (self);
  rsc_document_add_spread (self);
  rsc_document_add_compared (self);
  rsc_document_add_experiment (self);
  rsc_document_add_outputs (self);
  rsc_player_set_position (self->player, RSC_TRACK_PATH,
                           get_seconds (get_state (self)->lambda_ratio));
  g_signal_connect (self->results, "cleared", G_CALLBACK (on_results_cleared), self);
  g_signal_connect (self->results, "changed", G_CALLBACK (on_results_changed), self);
  g_signal_connect (self->results, "derived", G_CALLBACK (on_results_derived), self);
  g_signal_connect (self->pruner, "changed", G_CALLBACK (rsc_document_on_pruner_changed), self);
  g_signal_connect (self->selection, "changed", G_CALLBACK (on_selection_changed), self);
  g_signal_connect (self->player, "moved", G_CALLBACK (on_player_moved), self);
  g_signal_connect (self->player, "changed", G_CALLBACK (on_player_changed), self);
  return self;
}

RscJobs *
rsc_document_get_jobs (RscDocument *self)
{
  g_return_val_if_fail (RSC_IS_DOCUMENT (self), NULL);
  return self->jobs;
}

RscPlayer *
rsc_document_get_player (RscDocument *self)
{
  g_return_val_if_fail (RSC_IS_DOCUMENT (self), NULL);
  return self->player;
}

RscHistory *
rsc_document_get_history (RscDocument *self)
{
  g_return_val_if_fail (RSC_IS_DOCUMENT (self), NULL);
  return self->history;
}

RscResults *
rsc_document_get_results (RscDocument *self)
{
  g_return_val_if_fail (RSC_IS_DOCUMENT (self), NULL);
  return self->results;
}

const RscPickedNetwork *
rsc_document_get_picked (RscDocument *self)
{
  g_return_val_if_fail (RSC_IS_DOCUMENT (self), NULL);
  return self->picked;
}

RscSelection *
rsc_document_get_selection (RscDocument *self)
{
  g_return_val_if_fail (RSC_IS_DOCUMENT (self), NULL);
  return self->selection;
}

const RscLabelling *
rsc_document_get_labelling (RscDocument *self)
{
  g_return_val_if_fail (RSC_IS_DOCUMENT (self), NULL);
  return rsc_results_get_labelling (self->results);
}

const RscShownAxes *
rsc_document_get_shown_axes (RscDocument *self)
{
  g_return_val_if_fail (RSC_IS_DOCUMENT (self), NULL);
  return rsc_results_get_axes (self->results);
}

const RscKnownPath *
rsc_document_get_known_path (RscDocument *self)
{
  g_return_val_if_fail (RSC_IS_DOCUMENT (self), NULL);
  return rsc_results_get_path (self->results);
}

RscPruner *
rsc_document_get_pruner (RscDocument *self)
{
  g_return_val_if_fail (RSC_IS_DOCUMENT (self), NULL);
  return self->pruner;
}

/* --- the state ---------------------------------------------------------------------------- */

const RscDocumentState *
rsc_document_get_state (RscDocument *self)
{
  g_return_val_if_fail (RSC_IS_DOCUMENT (self), NULL);
  return get_state (self);
}

gboolean
rsc_document_apply (RscDocument *self,
                    const char *name,
                    RscChangeMode mode,
                    RscDocumentState *after)
{
  g_return_val_if_fail (RSC_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (name != NULL && after != NULL, FALSE);

  g_autoptr (RscDocumentState) before = rsc_document_state_ref (get_state (self));

  if (rsc_document_state_compare (before, after)
      & (RSC_DOCUMENT_DATA | RSC_DOCUMENT_MODEL | RSC_DOCUMENT_LAMBDA | RSC_DOCUMENT_PICK))
    rsc_document_state_end_pruning (after);
  rsc_document_leave_lambda_over (before, after);
  if (!self->jobs)
    rsc_document_state_finish (after);
  if (!rsc_history_apply (self->history, name, mode, after, rsc_timers_get_now (self->timers)))
    return FALSE;
  follow_state (self, before, FALSE);
  return TRUE;
}

/* Another history is the document's: what was before is @before. */
static void
enter_history (RscDocument *self, RscDocumentState *before, RscNeuronKeys *selected)
{
  self->play_recorded = FALSE;
  /* What was waited for was of what was here. */
  self->wanted_output = -1;
  follow_state (self, before, FALSE);
  g_clear_pointer (&self->awaited, rsc_neuron_keys_unref);
  self->awaited = selected ? rsc_neuron_keys_ref (selected) : NULL;
  /* The history is another one also where the state is the same. */
  rsc_document_tell (self, RSC_DOCUMENT_STATE_PARTS);
}

void
rsc_document_open (RscDocument *self, RscDocumentState *state, RscNeuronKeys *selected)
{
  g_return_if_fail (RSC_IS_DOCUMENT (self));
  g_return_if_fail (state != NULL);

  g_autoptr (RscDocumentState) before = rsc_document_state_ref (get_state (self));

  rsc_document_hold (self);
  rsc_selection_clear (self->selection);
  rsc_history_restart (self->history, state);
  enter_history (self, before, selected);
  rsc_document_release (self);
}

RscHistory *
rsc_document_set_aside (RscDocument *self, RscDocumentState *state)
{
  RscHistory *aside;

  g_return_val_if_fail (RSC_IS_DOCUMENT (self), NULL);
  g_return_val_if_fail (state != NULL, NULL);

  g_autoptr (RscDocumentState) before = rsc_document_state_ref (get_state (self));

  rsc_document_hold (self);
  rsc_document_pause_networks (self);
  rsc_selection_clear (self->selection);
  aside = rsc_history_set_aside (self->history, state);
  enter_history (self, before, NULL);
  rsc_document_release (self);
  return aside;
}

void
rsc_document_bring_back (RscDocument *self, RscHistory *aside, RscNeuronKeys *selected)
{
  g_return_if_fail (RSC_IS_DOCUMENT (self));
  g_return_if_fail (aside != NULL);

  g_autoptr (RscDocumentState) before = rsc_document_state_ref (get_state (self));

  rsc_document_hold (self);
  rsc_document_pause_networks (self);
  rsc_selection_clear (self->selection);
  rsc_history_bring_back (self->history, aside);
  enter_history (self, before, selected);
  rsc_document_release (self);
}

RscNeuronKeys *
rsc_document_dup_selected_key (RscDocument *self)
{
  gssize selected = rsc_document_get_selected_neuron (self);
  gsize neuron = (gsize) selected;

  if (selected < 0 || !rsc_document_get_set (self))
    return self->awaited ? rsc_neuron_keys_ref (self->awaited) : NULL;
  return rsc_neuron_keys_new (rsc_document_get_set (self), 1, &neuron, NULL);
}

void
rsc_document_exchange (RscDocument *self, RscDocumentState *after)
{
  rsc_history_exchange (self->history, after);
  rsc_document_tell (self, RSC_DOCUMENT_ROWS);
}

/* The state is another one of the history. */
static void
follow_history (RscDocument *self, RscDocumentState *before)
{
  /* What plays stops with it. */
  rsc_document_hold (self);
  rsc_document_pause_networks (self);
  follow_state (self, before, FALSE);
  rsc_document_release (self);
}

gboolean
rsc_document_cancel_change (RscDocument *self)
{
  g_return_val_if_fail (RSC_IS_DOCUMENT (self), FALSE);

  g_autoptr (RscDocumentState) before = rsc_document_state_ref (get_state (self));

  if (!rsc_history_cancel_running (self->history))
    return FALSE;
  follow_history (self, before);
  return TRUE;
}

gboolean
rsc_document_revert (RscDocument *self)
{
  g_autoptr (RscDocumentState) before = rsc_document_state_ref (get_state (self));

  if (!rsc_history_revert (self->history))
    return FALSE;
  follow_history (self, before);
  return TRUE;
}

gboolean
rsc_document_repeat (RscDocument *self)
{
  g_autoptr (RscDocumentState) before = rsc_document_state_ref (get_state (self));

  if (!rsc_history_repeat (self->history))
    return FALSE;
  follow_history (self, before);
  return TRUE;
}

gboolean
rsc_document_step_view (RscDocument *self, int step)
{
  g_autoptr (RscDocumentState) before = rsc_document_state_ref (get_state (self));

  if (!(step < 0 ? rsc_history_view_back (self->history) : rsc_history_view_forth (self->history)))
    return FALSE;
  follow_state (self, before, FALSE);
  return TRUE;
}

/* --- playing ------------------------------------------------------------------------------ */
