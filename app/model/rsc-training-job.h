/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-request.h"
#include "app/model/rsc-training-choice.h"
#include "app/model/rsc-training-fan.h"
#include "core/training/rsc-stationarity.h"

G_BEGIN_DECLS

/**
 * RscTrainingTask:
 *
 * The runs of one training, which can be gone on with: made where a person starts it, and from then
 * on in the hands of the thread that does its work, one request at a time. Reference-counted.
 */
typedef struct _RscTrainingTask RscTrainingTask;

/* @start: what all runs start near, or NULL for random networks. Nothing is computed. */
RscTrainingTask *rsc_training_task_new (RscProblem *problem,
                                        double lambda,
                                        const RscTrainingChoice *choice,
                                        RscNetwork *start);
RscTrainingTask *rsc_training_task_ref (RscTrainingTask *self);
void rsc_training_task_unref (RscTrainingTask *self);

/* Neurons of each run. */
gsize rsc_training_task_get_width (const RscTrainingTask *self);
/* The most memory that it takes. */
double rsc_training_task_count_bytes (const RscTrainingTask *self);

/* A request that makes at most @n_steps more steps of each run, all of them in turns, and tells an
 * RscTrainingFan often enough to be watched. Where it is cancelled the runs stay as far as they
 * have come, which was told last. */
RscRequest *rsc_training_task_new_request (RscTrainingTask *self, gsize n_steps);

/* The same for run @k alone, which begins anew from @seed. */
RscRequest *
rsc_training_task_new_restart (RscTrainingTask *self, gsize k, guint64 seed, gsize n_steps);

/* A request that asks what kind of point each of @networks (of RscNetwork) is, with @optimum's
 * certificate. It tells a GPtrArray of RscStationarity (or NULL where that failed), as long as they
 * are known. */
RscRequest *rsc_training_judge_new_request (RscSolution *optimum, GPtrArray *networks);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscTrainingTask, rsc_training_task_unref)

G_END_DECLS
