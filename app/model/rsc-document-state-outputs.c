/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which output of its data a state is of. */
#include "app/model/rsc-document-state.h"

void
rsc_document_state_set_output (RscDocumentState *self,
                               gsize k,
                               double lambda_ratio,
                               double lambda_over)
{
  g_autoptr (RscDataset) source = NULL;
  const gboolean edited = self->edited;

  g_return_if_fail (self->source != NULL);

  source = rsc_dataset_new_output (self->source, k);
  if (self->held && rsc_dataset_get_outputs (self->held, NULL))
    {
      RscDataset *held = rsc_dataset_new_output (self->held, k);

      rsc_dataset_unref (self->held);
      self->held = held;
    }
  else
    /* Their targets are of the other one. */
    g_clear_pointer (&self->held, rsc_dataset_unref);
  /* The same rows: no hand has edited them. */
  rsc_document_state_edit_data (self, source, self->rows);
  self->edited = edited;
  /* The same λ is pinned, where this output has a neuron at it at all. */
  if (self->pinned_ratio > 0.0)
    {
      const gboolean known =
        self->lambda_ratio > 0.0 && !(self->lambda_over > 0.0 || lambda_over > 0.0);
      const double ratio = known ? self->pinned_ratio * (lambda_ratio / self->lambda_ratio) : -1.0;

      self->pinned_ratio = ratio <= 1.0 ? ratio : -1.0;
    }
  self->lambda_ratio = lambda_ratio;
  self->lambda_over = lambda_over;
  self->m = 0;
  rsc_document_state_set_axes (self, NULL);
  rsc_document_state_end_pruning (self);
  rsc_document_state_set_pick (
    self,
    self->pick == RSC_PICK_POINT || self->pick == RSC_PICK_VERTEX ? RSC_PICK_MIN_NORM : self->pick,
    self->pick_seed, NULL);
}

RscOutputs *
rsc_document_state_get_outputs (const RscDocumentState *self, gsize *output)
{
  return self->source ? rsc_dataset_get_outputs (self->source, output) : NULL;
}
