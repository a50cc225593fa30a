/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-document-experiment.h"

#include "app/model/rsc-document-private.h"

/* What a document does with the experiment on its data. */

static void
on_experiment_changed (RscDataExperiment *experiment, gpointer user_data)
{
  rsc_document_tell (user_data, RSC_DOCUMENT_EXPERIMENT);
}

void
rsc_document_follow_experiment (RscDocument *self)
{
  const RscDocumentChange state = RSC_DOCUMENT_DATA | RSC_DOCUMENT_MODEL | RSC_DOCUMENT_LAMBDA;
  const RscDocumentChange parts = self->told;

  if (!self->experiment || !(parts & (state | RSC_DOCUMENT_RESULTS | RSC_DOCUMENT_BUSY)))
    return;
  /* Told together with what it follows from. */
  self->held++;
  if (parts & state)
    rsc_data_experiment_forget (self->experiment);
  rsc_data_experiment_set_source (
    self->experiment, rsc_history_get_state (self->history),
    rsc_results_is_of_before (self->results) ? NULL : rsc_results_get_solution (self->results),
    rsc_results_is_busy (self->results));
  self->held--;
}

void
rsc_document_add_experiment (RscDocument *self)
{
  self->experiment = rsc_data_experiment_new (self->jobs);
  g_signal_connect (self->experiment, "changed", G_CALLBACK (on_experiment_changed), self);
}

void
rsc_document_remove_experiment (RscDocument *self)
{
  if (!self->experiment)
    return;
  g_signal_handlers_disconnect_by_data (self->experiment, self);
  g_object_run_dispose (G_OBJECT (self->experiment));
  g_clear_object (&self->experiment);
}

RscDataExperiment *
rsc_document_get_experiment (RscDocument *self)
{
  g_return_val_if_fail (RSC_IS_DOCUMENT (self), NULL);
  return self->experiment;
}
