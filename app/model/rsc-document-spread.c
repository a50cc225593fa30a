/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-document-private.h"

/* What a document does with the distribution of a number over its networks. */

static void
on_spread_changed (RscSpread *spread, gpointer user_data)
{
  rsc_document_tell (user_data, RSC_DOCUMENT_SPREAD);
}

void
rsc_document_add_spread (RscDocument *self)
{
  self->spread = rsc_spread_new (self->jobs);
  g_signal_connect (self->spread, "changed", G_CALLBACK (on_spread_changed), self);
}

void
rsc_document_remove_spread (RscDocument *self)
{
  if (!self->spread)
    return;
  g_signal_handlers_disconnect_by_data (self->spread, self);
  g_object_run_dispose (G_OBJECT (self->spread));
  g_clear_object (&self->spread);
}

void
rsc_document_give_spread_source (RscDocument *self)
{
  const gssize neuron = rsc_document_get_selected_neuron (self);

  if (neuron >= 0)
    rsc_spread_set_neuron (self->spread, (gsize) neuron);
  /* A frame of a moving λ soon gives way to the next. */
  rsc_spread_set_source (
    self->spread, rsc_results_get_set (self->results), rsc_history_get_state (self->history)->test,
    !rsc_results_get_frame (self->results) && !rsc_results_is_set_stale (self->results)
      && !rsc_results_is_late (self->results));
}

void
rsc_document_follow_selection (RscDocument *self)
{
  const gssize neuron = rsc_document_get_selected_neuron (self);

  if (neuron >= 0)
    rsc_spread_set_neuron (self->spread, (gsize) neuron);
}

RscSpread *
rsc_document_get_spread (RscDocument *self)
{
  g_return_val_if_fail (RSC_IS_DOCUMENT (self), NULL);
  return self->spread;
}
