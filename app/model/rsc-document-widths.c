/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-document-private.h"

/* What a document does with the widths of its networks. */

static void
on_widths_changed (RscWidths *widths, gpointer user_data)
{
  RscDocument *self = user_data;
  const RscComplexWalk *walk = rsc_widths_get_walk (widths);
  const double known = walk ? RSC_WALK_SECONDS * (double) (walk->n_stops - 1) : 0;

  rsc_document_hold (self);
  if (rsc_player_get_known (self->player, RSC_TRACK_WALK) != known)
    {
      rsc_player_set_known (self->player, RSC_TRACK_WALK, known, TRUE);
      rsc_player_set_position (self->player, RSC_TRACK_WALK, 0);
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

void
rsc_document_give_widths_source (RscDocument *self)
{
  /* A frame of a moving λ soon gives way to the next. */
  rsc_widths_set_source (self->widths, rsc_results_get_set (self->results),
                         !rsc_results_get_frame (self->results)
                           && !rsc_results_is_set_stale (self->results)
                           && !rsc_results_is_late (self->results));
}

RscWidths *
rsc_document_get_widths (RscDocument *self)
{
  g_return_val_if_fail (RSC_IS_DOCUMENT (self), NULL);
  return self->widths;
}
