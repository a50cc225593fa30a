/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/rsc-training.h"

#include "core/numerics/rsc-tolerances.h"

struct _RscTraining
{
  gatomicrefcount ref_count;
  RscDataset *dataset;
  RscTrainingSettings settings;
  RscTrainingStatus status;
  GPtrArray *states;
};

static const char *const method_names[] = { "gd", "momentum", "adam", "lbfgs" };
/* In units, in which the methods have a fair pace on all data that were tried; of quasi-Newton
 * steps across a kink. */
static const double own_step_sizes[] = { 0.1, 0.02, 0.02, 0.1 };
static const char *const status_names[] = { "running", "converged", "settled", "diverged" };

void
rsc_training_settings_init (RscTrainingSettings *settings)
{
  g_return_if_fail (settings != NULL);

  *settings = (RscTrainingSettings){ .method = RSC_TRAINING_ADAM,
                                     .momentum = 0.9,
                                     .tolerance = RSC_TOLERANCE_TRAINED };
}

const char *
rsc_training_method_to_string (RscTrainingMethod method)
{
  g_return_val_if_fail (method < G_N_ELEMENTS (method_names), NULL);

  return method_names[method];
}

double
rsc_training_method_get_step_size (RscTrainingMethod method)
{
  g_return_val_if_fail (method < G_N_ELEMENTS (own_step_sizes), 0.0);

  return own_step_sizes[method];
}

gboolean
rsc_training_method_from_string (const char *text, RscTrainingMethod *method)
{
  g_return_val_if_fail (text != NULL && method != NULL, FALSE);

  for (gsize k = 0; k < G_N_ELEMENTS (method_names); k++)
    if (g_str_equal (text, method_names[k]))
      {
        *method = (RscTrainingMethod) k;
        return TRUE;
      }
  return FALSE;
}

const char *
rsc_training_status_to_string (RscTrainingStatus status)
{
  g_return_val_if_fail (status < G_N_ELEMENTS (status_names), NULL);

  return status_names[status];
}

RscTrainingState *
rsc_training_state_new (gsize step,
                        double objective,
                        double gradient_norm,
                        double step_size,
                        RscNetwork *network)
{
  RscTrainingState *self = g_new (RscTrainingState, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->step = step;
  self->objective = objective;
  self->gradient_norm = gradient_norm;
  self->step_size = step_size;
  self->network = network;
  return self;
}

RscTrainingState *
rsc_training_state_ref (RscTrainingState *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_training_state_unref (RscTrainingState *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  rsc_network_unref (self->network);
  g_free (self);
}

RscTraining *
rsc_training_new (RscDataset *dataset,
                  const RscTrainingSettings *settings,
                  RscTrainingStatus status,
                  const GPtrArray *states)
{
  g_return_val_if_fail (dataset != NULL && settings != NULL, NULL);
  g_return_val_if_fail (states != NULL && states->len > 0, NULL);

  RscTraining *self = g_new (RscTraining, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->dataset = rsc_dataset_ref (dataset);
  self->settings = *settings;
  self->status = status;
  self->states = g_ptr_array_new_full (states->len, (GDestroyNotify) rsc_training_state_unref);
  for (guint k = 0; k < states->len; k++)
    g_ptr_array_add (self->states, rsc_training_state_ref (g_ptr_array_index (states, k)));
  return self;
}

RscTraining *
rsc_training_ref (RscTraining *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_training_unref (RscTraining *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  rsc_dataset_unref (self->dataset);
  g_ptr_array_unref (self->states);
  g_free (self);
}

RscTrainingStatus
rsc_training_get_status (const RscTraining *self)
{
  return self->status;
}

gsize
rsc_training_get_n_states (const RscTraining *self)
{
  return self->states->len;
}

const RscTrainingState *
rsc_training_get_state (const RscTraining *self, gsize k)
{
  g_return_val_if_fail (self != NULL && k < self->states->len, NULL);

  return g_ptr_array_index (self->states, k);
}

const RscTrainingState *
rsc_training_get_end (const RscTraining *self)
{
  return rsc_training_get_state (self, self->states->len - 1);
}

gsize
rsc_training_get_epoch_length (const RscTraining *self)
{
  const gsize n = rsc_dataset_get_n (self->dataset), batch = self->settings.batch_size;

  return batch == 0 || batch >= n ? 1 : (n + batch - 1) / batch;
}
