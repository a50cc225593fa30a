/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-keeper-private.h"

/* A document that waits, with its file and its changes, while another has its place. */

void
rsc_keeper_take_copied_aside (RscKeeperAside *aside)
{
  aside->copying = 0;
  /* The save, which is written first, has ended meanwhile. */
  if (!aside->modified)
    rsc_recovery_remove (aside->recovery);
}

void
rsc_keeper_take_saved_aside (RscKeeperAside *aside, const GError *error)
{
  aside->saving = 0;
  if (!error)
    {
      g_set_object (&aside->file, aside->target);
      g_clear_pointer (&aside->version, rsc_keeper_version_unref);
      aside->version = g_atomic_rc_box_acquire (aside->target_version);
      g_clear_pointer (&aside->saved, rsc_document_state_unref);
      aside->saved = rsc_document_state_ref (aside->target_state);
      aside->unsaved = FALSE;
      aside->modified =
        rsc_document_state_compare_edits (aside->saved, rsc_history_get_state (aside->history))
        != 0;
    }
  g_clear_object (&aside->target);
  g_clear_pointer (&aside->target_version, rsc_keeper_version_unref);
  g_clear_pointer (&aside->target_state, rsc_document_state_unref);
}

void
rsc_keeper_aside_free (RscKeeperAside *aside)
{
  g_clear_pointer (&aside->history, rsc_history_free);
  g_clear_pointer (&aside->selected, rsc_neuron_keys_unref);
  g_free (aside->folder);
  g_clear_object (&aside->file);
  g_clear_pointer (&aside->version, rsc_keeper_version_unref);
  g_clear_pointer (&aside->saved, rsc_document_state_unref);
  g_free (aside->kept);
  g_clear_object (&aside->target);
  g_clear_pointer (&aside->target_version, rsc_keeper_version_unref);
  g_clear_pointer (&aside->target_state, rsc_document_state_unref);
  g_clear_pointer (&aside->recovery, rsc_recovery_unref);
  g_free (aside);
}

void
rsc_keeper_set_aside (RscKeeper *self, RscContents *contents)
{
  RscKeeperAside *aside;

  g_return_if_fail (RSC_IS_KEEPER (self));
  g_return_if_fail (contents != NULL);
  g_return_if_fail (self->aside == NULL);

  /* The newest changes are in the copy before they are out of sight. */
  rsc_timers_cancel (self->timers, &self->timer);
  if (self->modified && self->folder && rsc_document_get_jobs (self->document))
    rsc_keeper_copy (self);
  aside = g_new0 (RscKeeperAside, 1);
  aside->selected = rsc_document_dup_selected_key (self->document);
  aside->folder = g_steal_pointer (&self->folder);
  aside->file = g_steal_pointer (&self->file);
  aside->version = self->version;
  aside->saved = self->saved;
  aside->unsaved = self->unsaved;
  aside->modified = self->modified;
  aside->kept = g_steal_pointer (&self->kept);
  aside->saving = self->saving;
  aside->target = g_steal_pointer (&self->target);
  aside->target_version = g_steal_pointer (&self->target_version);
  aside->target_state = g_steal_pointer (&self->target_state);
  aside->recovery = g_steal_pointer (&self->recovery);
  aside->copying = self->copying;
  self->saving = 0;
  self->copying = 0;
  self->version = rsc_keeper_version_new (NULL);
  self->saved = rsc_document_state_ref (contents->state);
  g_signal_handlers_block_matched (self->document, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, self);
  aside->history =
    rsc_document_set_aside (self->document, rsc_document_state_ref (contents->state));
  g_signal_handlers_unblock_matched (self->document, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, self);
  self->aside = aside;
  self->unsaved = FALSE;
  self->modified = FALSE;
  g_signal_emit_by_name (self, "changed");
}

void
rsc_keeper_bring_back (RscKeeper *self)
{
  RscKeeperAside *aside;

  g_return_if_fail (RSC_IS_KEEPER (self));

  aside = g_steal_pointer (&self->aside);
  if (!aside)
    return;
  rsc_keeper_forget_saving (self);
  rsc_timers_cancel (self->timers, &self->timer);
  self->copying = aside->copying;
  rsc_keeper_version_unref (self->version);
  rsc_document_state_unref (self->saved);
  g_free (self->kept);
  g_free (self->folder);
  g_clear_object (&self->file);
  if (self->recovery)
    rsc_recovery_close (self->recovery);
  g_clear_pointer (&self->recovery, rsc_recovery_unref);
  self->folder = g_steal_pointer (&aside->folder);
  self->file = g_steal_pointer (&aside->file);
  self->version = g_steal_pointer (&aside->version);
  self->saved = g_steal_pointer (&aside->saved);
  self->unsaved = aside->unsaved;
  self->modified = aside->modified;
  self->kept = g_steal_pointer (&aside->kept);
  self->saving = aside->saving;
  self->target = g_steal_pointer (&aside->target);
  self->target_version = g_steal_pointer (&aside->target_version);
  self->target_state = g_steal_pointer (&aside->target_state);
  self->recovery = g_steal_pointer (&aside->recovery);
  g_signal_handlers_block_matched (self->document, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, self);
  rsc_document_bring_back (self->document, g_steal_pointer (&aside->history), aside->selected);
  g_signal_handlers_unblock_matched (self->document, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, self);
  rsc_keeper_aside_free (aside);
  g_signal_emit_by_name (self, "changed");
  rsc_keeper_update_modified (self);
}

gboolean
rsc_keeper_has_aside (RscKeeper *self)
{
  g_return_val_if_fail (RSC_IS_KEEPER (self), FALSE);
  return self->aside != NULL;
}
