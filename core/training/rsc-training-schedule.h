/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RscTrainingVerdict:
 * @RSC_TRAINING_GO_ON: nothing special
 * @RSC_TRAINING_GO_BACK: to the best weights: the last steps were far too long
 * @RSC_TRAINING_END: steps are too short to matter
 * @RSC_TRAINING_LOST: the objective has left all bounds, and the step size is to stay
 */
typedef enum
{
  RSC_TRAINING_GO_ON,
  RSC_TRAINING_GO_BACK,
  RSC_TRAINING_END,
  RSC_TRAINING_LOST
} RscTrainingVerdict;

/**
 * RscTrainingSchedule:
 * @step_size: η at present
 *
 * Watches the objective and sets the step size. Near an activation of 0 the gradient jumps, and
 * steps of one length swing about for ever, as high as they are long: so η is halved after a
 * stretch in which the objective rose as well as fell and got on by less than it swung.
 */
typedef struct
{
  double step_size;

  /*< private >*/
  gboolean constant;
  double first_size;
  double bound;
  double last;
  double best_before;
  double best;
  double sum;
  guint n_seen;
  guint n_rises;
} RscTrainingSchedule;

void rsc_training_schedule_init (RscTrainingSchedule *self,
                                 double step_size,
                                 gboolean constant,
                                 double value);

/* After @value, the objective over all rows once more. */
RscTrainingVerdict rsc_training_schedule_look (RscTrainingSchedule *self, double value);

G_END_DECLS
