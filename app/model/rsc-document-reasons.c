/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-document-reasons.h"

#include "app/model/rsc-document-data.h"
#include "app/model/rsc-document-private.h"
#include "app/model/rsc-prepared-rows.h"
#include "core/data/rsc-data-edit.h"
#include "ui/words/rsc-uniqueness-words.h"

/* What a document does with the reasons for what is unique. */

static void
on_reasons_changed (RscReasons *reasons, gpointer user_data)
{
  rsc_document_tell (user_data, RSC_DOCUMENT_REASONS);
}

void
rsc_document_add_reasons (RscDocument *self)
{
  self->reasons = rsc_reasons_new (self->jobs);
  g_signal_connect (self->reasons, "changed", G_CALLBACK (on_reasons_changed), self);
  rsc_document_add_effects (self);
}

void
rsc_document_remove_reasons (RscDocument *self)
{
  rsc_document_remove_effects (self);
  if (!self->reasons)
    return;
  g_signal_handlers_disconnect_by_data (self->reasons, self);
  g_object_run_dispose (G_OBJECT (self->reasons));
  g_clear_object (&self->reasons);
}

void
rsc_document_give_reasons_source (RscDocument *self)
{
  rsc_reasons_set_source (self->reasons, rsc_results_get_set (self->results),
                          rsc_document_is_set_resting (self));
}

RscReasons *
rsc_document_get_reasons (RscDocument *self)
{
  g_return_val_if_fail (RSC_IS_DOCUMENT (self), NULL);
  return self->reasons;
}

gsize *
rsc_document_dup_train_sources (RscDocument *self)
{
  g_return_val_if_fail (RSC_IS_DOCUMENT (self), NULL);

  if (!rsc_document_get_state (self)->train)
    return NULL;
  g_autoptr (RscPreparedRows) prepared = rsc_prepared_rows_new (rsc_document_get_state (self));
  return g_memdup2 (prepared->rows, MAX (prepared->n_train, 1) * sizeof (gsize));
}

void
rsc_document_select_train_rows (RscDocument *self, gsize n, const gsize *rows)
{
  g_return_if_fail (RSC_IS_DOCUMENT (self));

  if (!rsc_document_get_state (self)->train)
    return;
  g_autoptr (RscPreparedRows) prepared = rsc_prepared_rows_new (rsc_document_get_state (self));
  g_autoptr (RscRowSet) train = rsc_row_set_new (n, rows);
  g_autoptr (RscRowSet) source = rsc_prepared_rows_to_source (prepared, train, NULL);
  rsc_document_select_rows (self, source);
}

gboolean
rsc_document_apply_move (RscDocument *self)
{
  g_return_val_if_fail (RSC_IS_DOCUMENT (self), FALSE);

  const RscFoundMove *found = rsc_reasons_get_move (self->reasons);
  const RscDocumentState *state = rsc_document_get_state (self);
  RscOptimalSet *set = rsc_reasons_get_set (self->reasons);
  RscDocumentState *after;

  if (!found || found->move.step == 0.0 || !set || rsc_reasons_is_stale (self->reasons)
      || !state->train)
    return FALSE;
  g_autoptr (RscPreparedRows) prepared = rsc_prepared_rows_new (state);
  g_autoptr (RscRowSet) train = rsc_row_set_new (1, &found->move.row);
  g_autoptr (RscRowSet) rows = rsc_prepared_rows_to_source (prepared, train, NULL);
  g_autoptr (RscDataset) edited =
    rsc_data_edit_shift_targets (state->source, rows, found->move.step, NULL);
  if (!edited)
    return FALSE;
  after = rsc_document_state_copy (state);
  rsc_document_state_edit_data (after, edited, rows);
  /* The same λ is another share of another λ_max. */
  if (after->lambda_ratio > 0)
    after->lambda_ratio =
      MIN (rsc_solution_get_lambda (rsc_optimal_set_get_solution (set)) / found->lambda_max, 1.0);
  g_autofree char *name = rsc_uniqueness_words_dup_change (rows->rows[0]);
  return rsc_document_apply (self, name, RSC_CHANGE_SINGLE, after);
}
