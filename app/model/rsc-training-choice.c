/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-training-choice.h"

/* Enough for most sets of the gallery to end in an optimum from some seeds, and in a valley from
 * others. */
#define WIDTH_DEFAULT 20
#define SEEDS_DEFAULT 5
/* A step away that a person sees, and training finds its way back from. */
#define PERTURBATION_DEFAULT 0.1

RscTrainingChoice *
rsc_training_choice_new (void)
{
  RscTrainingChoice *self = g_new0 (RscTrainingChoice, 1);

  g_atomic_ref_count_init (&self->ref_count);
  rsc_training_settings_init (&self->settings);
  self->width = WIDTH_DEFAULT;
  self->scale = 1;
  self->perturbation = PERTURBATION_DEFAULT;
  self->seed = 1;
  self->n_seeds = SEEDS_DEFAULT;
  return self;
}

RscTrainingChoice *
rsc_training_choice_copy (const RscTrainingChoice *self)
{
  RscTrainingChoice *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new0 (RscTrainingChoice, 1);
  *copy = *self;
  g_atomic_ref_count_init (&copy->ref_count);
  if (copy->network)
    rsc_network_ref (copy->network);
  return copy;
}

RscTrainingChoice *
rsc_training_choice_ref (RscTrainingChoice *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_training_choice_unref (RscTrainingChoice *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->network, rsc_network_unref);
  g_free (self);
}

void
rsc_training_choice_set_begin (RscTrainingChoice *self, RscTrainingBegin begin, RscNetwork *network)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail ((begin == RSC_TRAINING_BEGIN_NETWORK) == (network != NULL));

  if (network)
    rsc_network_ref (network);
  g_clear_pointer (&self->network, rsc_network_unref);
  self->begin = begin;
  self->network = network;
}

gboolean
rsc_training_choice_equal (const RscTrainingChoice *a, const RscTrainingChoice *b)
{
  return a == b
         || (a->settings.method == b->settings.method
             && a->settings.step_size == b->settings.step_size
             && a->settings.momentum == b->settings.momentum
             && a->settings.batch_size == b->settings.batch_size
             && a->settings.constant == b->settings.constant
             && a->settings.tolerance == b->settings.tolerance && a->begin == b->begin
             && a->network == b->network && a->width == b->width && a->scale == b->scale
             && a->perturbation == b->perturbation && a->seed == b->seed
             && a->n_seeds == b->n_seeds);
}
