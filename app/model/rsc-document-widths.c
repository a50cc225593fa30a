/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-document-private.h"

#include "ui/words/rsc-widths-words.h"

/* What a document does with the widths of its networks. */

static void
on_widths_changed (RscWidths *widths, gpointer user_data)
{
  RscDocument *self = user_data;
  const RscComplexWalk *walk = rsc_widths_get_walk (widths);
  const guint64 serial = rsc_widths_get_walk_serial (widths);

  rsc_document_hold (self);
  if (self->walk_serial != serial)
    {
      /* What plays is another walk than this. */
      rsc_document_pause_walk (self);
      self->walk_serial = serial;
      rsc_player_set_known (self->player, RSC_TRACK_WALK,
                            walk ? RSC_WALK_SECONDS * (double) (walk->n_stops - 1) : 0, TRUE);
      rsc_player_set_position (self->player, RSC_TRACK_WALK, 0);
      rsc_document_follow_walk (self);
    }
  rsc_document_tell (self, RSC_DOCUMENT_WIDTHS);
  rsc_document_release (self);
}

void
rsc_document_add_widths (RscDocument *self)
{
  self->widths = rsc_widths_new (self->jobs);
  g_signal_connect (self->widths, "changed", G_CALLBACK (on_widths_changed), self);
}

void
rsc_document_remove_widths (RscDocument *self)
{
  if (!self->widths)
    return;
  g_signal_handlers_disconnect_by_data (self->widths, self);
  g_object_run_dispose (G_OBJECT (self->widths));
  g_clear_object (&self->widths);
}

gboolean
rsc_document_is_set_resting (RscDocument *self)
{
  return !rsc_results_get_frame (self->results) && !rsc_results_is_set_stale (self->results)
         && !rsc_results_is_late (self->results);
}

void
rsc_document_give_widths_source (RscDocument *self)
{
  rsc_widths_set_source (self->widths, rsc_results_get_set (self->results),
                         rsc_document_is_set_resting (self));
}

void
rsc_document_follow_walk (RscDocument *self)
{
  RscComplex *complex = rsc_widths_get_complex (self->widths);
  const double *a = rsc_picked_network_get_point (self->picked);
  const gboolean here = a && rsc_widths_get_walk (self->widths)
                        && rsc_complex_get_set (complex) == rsc_results_get_set (self->results);
  double place = -1;

  /* The walk's own time is exact. */
  if (self->walking)
    {
      self->on_walk = TRUE;
      return;
    }
  const double guess = rsc_player_get_position (self->player, RSC_TRACK_WALK) / RSC_WALK_SECONDS;
  if (here)
    place = rsc_widths_find_place (self->widths, a, guess);
  self->on_walk = place >= 0;
  if (self->on_walk && place != guess)
    rsc_player_set_position (self->player, RSC_TRACK_WALK, RSC_WALK_SECONDS * place);
}

void
rsc_document_pause_walk (RscDocument *self)
{
  if (rsc_player_get_playback (self->player)->playing
      && rsc_player_get_track (self->player) == RSC_TRACK_WALK)
    rsc_player_pause (self->player);
}

void
rsc_document_pause_networks (RscDocument *self)
{
  const RscTrack track = rsc_player_get_track (self->player);

  if (rsc_player_get_playback (self->player)->playing
      && (track == RSC_TRACK_WALK || track == RSC_TRACK_TRAINING || track == RSC_TRACK_DOWNHILL))
    rsc_player_pause (self->player);
}

void
rsc_document_follow_width (RscDocument *self)
{
  rsc_widths_set_m (self->widths, rsc_history_get_state (self->history)->m);
}

void
rsc_document_choose_width (RscDocument *self, gsize m)
{
  RscDocumentState *after;

  g_return_if_fail (RSC_IS_DOCUMENT (self) && m > 0);

  after = rsc_document_state_copy (rsc_history_get_state (self->history));
  after->m = m;
  /* The same number, asked for again, is no change, but what is looked at then. */
  if (!rsc_document_apply (self, rsc_widths_words_get_change (), RSC_CHANGE_MERGE, after))
    rsc_document_follow_width (self);
}

gboolean
rsc_document_is_on_walk (RscDocument *self)
{
  g_return_val_if_fail (RSC_IS_DOCUMENT (self), FALSE);
  return self->on_walk;
}

RscWidths *
rsc_document_get_widths (RscDocument *self)
{
  g_return_val_if_fail (RSC_IS_DOCUMENT (self), NULL);
  return self->widths;
}
