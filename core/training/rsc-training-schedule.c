/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/rsc-training-schedule.h"

#include "core/numerics/rsc-tolerances.h"

#include <math.h>

/* Looks in a stretch. */
#define STRETCH 200
/* It swings when at least this many of them were rises. */
#define RISES_MIN 10
/* It gets on when its best is below that of the stretch before by this share of its swing, mean
 * minus best. */
#define PROGRESS 0.25
/* A step that throws the objective beyond this times what it was at first, or at best the mean of
 * y², is too long. */
#define BOUND 100.0
/* And with a constant step size training is given up only here. */
#define BOUND_CONSTANT 1e12

static void
begin_stretch (RscTrainingSchedule *self)
{
  self->best_before = self->best;
  self->best = INFINITY;
  self->sum = 0.0;
  self->n_seen = self->n_rises = 0;
}

void
rsc_training_schedule_init (RscTrainingSchedule *self,
                            double step_size,
                            gboolean constant,
                            double value)
{
  self->step_size = self->first_size = step_size;
  self->constant = constant;
  self->bound = BOUND * MAX (value, 1.0);
  self->last = value;
  self->best = INFINITY;
  begin_stretch (self);
}

RscTrainingVerdict
rsc_training_schedule_look (RscTrainingSchedule *self, double value)
{
  if (self->constant)
    return value <= self->bound * BOUND_CONSTANT ? RSC_TRAINING_GO_ON : RSC_TRAINING_LOST;
  if (!(value <= self->bound))
    {
      self->step_size *= 0.25;
      begin_stretch (self);
      return self->step_size >= RSC_TOLERANCE_STEP_SIZE * self->first_size ? RSC_TRAINING_GO_BACK
                                                                           : RSC_TRAINING_END;
    }
  self->n_rises += value > self->last;
  self->last = value;
  self->best = MIN (self->best, value);
  self->sum += value;
  if (++self->n_seen < STRETCH)
    return RSC_TRAINING_GO_ON;

  const double swing = self->sum / self->n_seen - self->best;

  if (self->n_rises >= RISES_MIN && self->best > self->best_before - PROGRESS * swing)
    self->step_size *= 0.5;
  begin_stretch (self);
  return self->step_size >= RSC_TOLERANCE_STEP_SIZE * self->first_size ? RSC_TRAINING_GO_ON
                                                                       : RSC_TRAINING_END;
}
