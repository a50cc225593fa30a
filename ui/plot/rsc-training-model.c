/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-training-model.h"

#include "ui/words/rsc-training-words.h"
#include <math.h>

void
rsc_training_model_init (RscTrainingModel *self)
{
  *self = (RscTrainingModel){ .hovered = -1 };
}

gboolean
rsc_training_model_has_excess (const RscTrainingModel *self)
{
  return self->optimum != NULL && rsc_solution_get_dual_objective (self->optimum) > 0.0;
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
