/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-training-model.h"

#include "ui/words/rsc-training-words.h"
#include <math.h>

void
rsc_training_model_init (RscTrainingModel *self)
{
  *self = (RscTrainingModel){ .hovered = -1 };
}

void
rsc_training_model_find_below (RscTrainingModel *self)
{
  double least = INFINITY;

  for (gsize k = 0; k < self->n_runs; k++)
    for (gsize i = 0; i < rsc_training_get_n_states (self->runs[k]); i++)
      least = fmin (least, rsc_training_get_state (self->runs[k], i)->objective);
  for (gsize i = 0; i < self->n_walk; i++)
    least = fmin (least, self->walk[i]);
  self->below = self->optimum != NULL && rsc_training_words_is_below (self->optimum, least);
}

gboolean
rsc_training_model_has_excess (const RscTrainingModel *self)
{
  return self->optimum != NULL && !self->below
         && rsc_solution_get_dual_objective (self->optimum) > 0.0;
}

double
rsc_training_model_get_value_of (const RscTrainingModel *self, double objective)
{
  if (!isfinite (objective))
    return NAN;
  return rsc_training_model_has_excess (self)
           ? rsc_training_words_get_excess (self->optimum, objective)
           : objective;
}

double
rsc_training_model_get_value (const RscTrainingModel *self, const RscTrainingState *state)
{
  return rsc_training_model_get_value_of (self, state->objective);
}
