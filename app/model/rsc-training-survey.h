/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-request.h"
#include "app/model/rsc-training-choice.h"

G_BEGIN_DECLS

/* Steps of each run of a survey at most. */
#define RSC_TRAINING_SURVEY_STEPS 20000

/**
 * RscTrainingSurvey:
 * @n_widths, @widths: rising
 * @n_seeds: runs for each width
 * @n: runs that are done, width by width from the narrowest
 * @objectives: where they ended, @n_widths × @n_seeds, the first @n of them known; infinite where a
 * run diverged
 *
 * Final objectives of training against the width of the network. Immutable and reference-counted.
 */
typedef struct
{
  gatomicrefcount ref_count;

  gsize n_widths;
  gsize *widths;
  gsize n_seeds;
  gsize n;
  double *objectives;
} RscTrainingSurvey;

RscTrainingSurvey *rsc_training_survey_ref (RscTrainingSurvey *self);
void rsc_training_survey_unref (RscTrainingSurvey *self);

/* Whether all runs are done. */
gboolean rsc_training_survey_is_complete (const RscTrainingSurvey *self);
/* Widths of which all runs are done. */
gsize rsc_training_survey_get_n_known (const RscTrainingSurvey *self);

/* A request that trains networks of many widths as @choice has it, from random starts, and tells an
 * RscTrainingSurvey as far as it has come. */
RscRequest *rsc_training_survey_new_request (RscProblem *problem,
                                             double lambda,
                                             const RscTrainingChoice *choice);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscTrainingSurvey, rsc_training_survey_unref)

G_END_DECLS
