/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-document-effects.h"

#include "app/model/rsc-document-data.h"
#include "app/model/rsc-document-private.h"
#include "app/model/rsc-prepared-rows.h"

/* What a document does with the effects of its targets. */

static void
on_effects_changed (RscEffects *effects, gpointer user_data)
{
  rsc_document_tell (user_data, RSC_DOCUMENT_EFFECTS);
}

/* The first selected point that is trained on, or -1. */
static gssize
find_chosen (RscDocument *self)
{
  RscRowSet *rows = rsc_document_get_rows (self);

  if (rows->n == 0 || !rsc_document_get_state (self)->train)
    return -1;
  g_autoptr (RscPreparedRows) prepared = rsc_prepared_rows_new (rsc_document_get_state (self));
  g_autoptr (RscRowSet) train = rsc_prepared_rows_from_source (prepared, rows, FALSE);
  return train->n > 0 ? (gssize) train->rows[0] : -1;
}

void
rsc_document_follow_effects (RscDocument *self)
{
  const RscDocumentChange parts = self->told;

  if (!self->effects)
    return;
  /* What they tell of it is told together with it: nobody hears of them before. */
  self->held++;
  if (parts & (RSC_DOCUMENT_RESULTS | RSC_DOCUMENT_NETWORK | RSC_DOCUMENT_BUSY | RSC_DOCUMENT_DATA))
    rsc_effects_set_source (self->effects, rsc_results_get_set (self->results),
                            rsc_picked_network_get_point (self->picked),
                            rsc_document_is_set_resting (self));
  if (parts & (RSC_DOCUMENT_ROWS | RSC_DOCUMENT_DATA))
    self->chosen_row = find_chosen (self);
  if (parts & (RSC_DOCUMENT_ROWS | RSC_DOCUMENT_DATA | RSC_DOCUMENT_HOVER))
    rsc_effects_set_rows (self->effects, self->chosen_row,
                          rsc_selection_get_hovered_point (self->selection));
  self->held--;
}

void
rsc_document_add_effects (RscDocument *self)
{
  self->chosen_row = -1;
  self->effects = rsc_effects_new (self->jobs);
  g_signal_connect (self->effects, "changed", G_CALLBACK (on_effects_changed), self);
}

void
rsc_document_remove_effects (RscDocument *self)
{
  if (!self->effects)
    return;
  g_signal_handlers_disconnect_by_data (self->effects, self);
  g_object_run_dispose (G_OBJECT (self->effects));
  g_clear_object (&self->effects);
}

RscEffects *
rsc_document_get_effects (RscDocument *self)
{
  g_return_val_if_fail (RSC_IS_DOCUMENT (self), NULL);
  return self->effects;
}
