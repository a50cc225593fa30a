/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-training-fan.h"

#include <math.h>

RscTrainingFan *
rsc_training_fan_new (double lambda, gsize n_runs)
{
  RscTrainingFan *self = g_new0 (RscTrainingFan, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->lambda = lambda;
  self->n_runs = n_runs;
  self->seeds = g_new0 (guint64, MAX (n_runs, 1));
  self->runs = g_new0 (RscTraining *, MAX (n_runs, 1));
  return self;
}

RscTrainingFan *
rsc_training_fan_ref (RscTrainingFan *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_training_fan_unref (RscTrainingFan *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  for (gsize k = 0; k < self->n_runs; k++)
    g_clear_pointer (&self->runs[k], rsc_training_unref);
  g_free (self->runs);
  g_free (self->seeds);
  g_free (self);
}

gsize
rsc_training_fan_get_n_steps (const RscTrainingFan *self)
{
  gsize n = 0;

  for (gsize k = 0; k < self->n_runs; k++)
    n = MAX (n, rsc_training_get_end (self->runs[k])->step);
  return n;
}

gboolean
rsc_training_fan_can_go_on (const RscTrainingFan *self)
{
  for (gsize k = 0; k < self->n_runs; k++)
    if (rsc_training_get_status (self->runs[k]) == RSC_TRAINING_RUNNING)
      return TRUE;
  return FALSE;
}
