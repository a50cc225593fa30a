/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/training/rsc-training.h"

G_BEGIN_DECLS

/**
 * RscTrainingFan:
 * @n_runs, @seeds, @runs: one for each seed
 * @lambda: the weight decay of all
 *
 * Several trainings of one problem that differ in their seed: what they have done so far. Immutable
 * and reference-counted; fans of one training share the states that they have in common.
 */
typedef struct
{
  gatomicrefcount ref_count;

  double lambda;
  gsize n_runs;
  guint64 *seeds;
  RscTraining **runs;
} RscTrainingFan;

/* Room for @n_runs, whose seeds and runs (taken) the caller writes before anybody else sees it. */
RscTrainingFan *rsc_training_fan_new (double lambda, gsize n_runs);
RscTrainingFan *rsc_training_fan_ref (RscTrainingFan *self);
void rsc_training_fan_unref (RscTrainingFan *self);

/* The last step of the longest run. */
gsize rsc_training_fan_get_n_steps (const RscTrainingFan *self);
/* Whether a run could make more steps. */
gboolean rsc_training_fan_can_go_on (const RscTrainingFan *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscTrainingFan, rsc_training_fan_unref)

G_END_DECLS
