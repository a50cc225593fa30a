/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-document-outputs.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/model/rsc-document-private.h"

static void
apply_output (RscDocument *self, gsize k)
{
  const RscDocumentState *state = rsc_history_get_state (self->history);
  RscDocumentState *after = rsc_document_state_copy (state);
  const double lambda = rsc_output_networks_get_lambda (self->outputs);
  const double lambda_max = rsc_output_networks_get_lambda_max (self->outputs, k);
  double ratio = state->lambda_ratio, over = 0;

  if (isfinite (lambda) && isfinite (lambda_max))
    {
      ratio = lambda < lambda_max ? lambda / lambda_max : 1.0;
      over = lambda > lambda_max ? lambda : 0;
    }
  self->wanted_output = -1;
  rsc_output_networks_set_first (self->outputs, -1);
  rsc_document_state_set_output (after, k, ratio, over);
  rsc_document_apply (self, _ ("Show another output"), RSC_CHANGE_SINGLE, after);
}

void
rsc_document_choose_output (RscDocument *self, gsize k)
{
  g_return_if_fail (RSC_IS_DOCUMENT (self));

  gsize shown;
  const RscOutputs *outputs =
    rsc_document_state_get_outputs (rsc_history_get_state (self->history), &shown);

  g_return_if_fail (outputs != NULL && k < outputs->n);

  self->wanted_output = -1;
  if (k == shown)
    {
      rsc_output_networks_set_first (self->outputs, -1);
      rsc_document_tell (self, RSC_DOCUMENT_OUTPUTS);
      return;
    }
  /* Without a λ there is nothing to keep; what cannot be solved has none of its own. */
  if (self->jobs && isfinite (rsc_output_networks_get_lambda (self->outputs))
      && !isfinite (rsc_output_networks_get_lambda_max (self->outputs, k))
      && rsc_output_networks_get_status (self->outputs, k) == RSC_OUTPUT_WAITS)
    {
      self->wanted_output = (gssize) k;
      rsc_output_networks_set_first (self->outputs, (gssize) k);
      rsc_document_tell (self, RSC_DOCUMENT_OUTPUTS);
      return;
    }
  apply_output (self, k);
}

gssize
rsc_document_get_wanted_output (RscDocument *self)
{
  g_return_val_if_fail (RSC_IS_DOCUMENT (self), -1);
  return self->wanted_output;
}

static void
on_outputs_changed (RscOutputNetworks *networks, gpointer user_data)
{
  RscDocument *self = user_data;
  const gssize k = self->wanted_output;

  rsc_document_hold (self);
  rsc_document_tell (self, RSC_DOCUMENT_OUTPUTS);
  if (k >= 0
      && (!rsc_output_networks_get_outputs (networks, NULL)
          || rsc_output_networks_get_outputs (networks, NULL)->n <= (gsize) k))
    self->wanted_output = -1;
  else if (k >= 0
           && (isfinite (rsc_output_networks_get_lambda_max (networks, (gsize) k))
               || rsc_output_networks_get_status (networks, (gsize) k) == RSC_OUTPUT_FAILED))
    apply_output (self, (gsize) k);
  rsc_document_release (self);
}

void
rsc_document_add_outputs (RscDocument *self)
{
  self->wanted_output = -1;
  self->outputs = rsc_output_networks_new (self->jobs);
  g_signal_connect (self->outputs, "changed", G_CALLBACK (on_outputs_changed), self);
}

void
rsc_document_remove_outputs (RscDocument *self)
{
  if (!self->outputs)
    return;
  g_signal_handlers_disconnect_by_data (self->outputs, self);
  g_object_run_dispose (G_OBJECT (self->outputs));
  g_clear_object (&self->outputs);
}

void
rsc_document_give_outputs_source (RscDocument *self)
{
  const RscDocumentState *state = rsc_history_get_state (self->history);
  RscSolution *solution = rsc_results_get_solution (self->results);
  RscOutputProblem problem;
  double lambda_max;

  if (!state->train || !rsc_dataset_get_outputs (state->train, NULL))
    {
      rsc_output_networks_set_source (self->outputs, NULL);
      return;
    }
  if (!solution || rsc_results_is_busy (self->results) || rsc_results_is_outdated (self->results)
      || !rsc_document_is_set_resting (self) || rsc_document_get_train (self) != state->train)
    {
      rsc_output_networks_wait (self->outputs);
      return;
    }
  lambda_max = rsc_problem_get_lambda_max (rsc_solution_get_problem (solution));
  problem = (RscOutputProblem){ .train = state->train,
                                .test = state->test,
                                .bias = state->bias,
                                .activation = state->activation,
                                .patterns = state->patterns,
                                .n_samples = state->n_samples,
                                .pattern_seed = state->pattern_seed,
                                .lambda = rsc_results_get_limit (self->results) ? 0
                                          : state->lambda_over > lambda_max
                                            ? state->lambda_over
                                            : rsc_solution_get_lambda (solution),
                                .own = solution };
  rsc_output_networks_set_source (self->outputs, &problem);
}

void
rsc_document_leave_lambda_over (const RscDocumentState *before, RscDocumentState *after)
{
  if (before->lambda_ratio != after->lambda_ratio && before->lambda_over == after->lambda_over)
    after->lambda_over = 0;
}

RscOutputNetworks *
rsc_document_get_output_networks (RscDocument *self)
{
  g_return_val_if_fail (RSC_IS_DOCUMENT (self), NULL);
  return self->outputs;
}
