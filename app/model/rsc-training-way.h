/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-request.h"
#include "core/training/rsc-set-distance.h"
#include "core/training/rsc-training.h"

G_BEGIN_DECLS

/**
 * RscTrainingWay:
 * @n, @steps: states that were measured, in the order of their steps
 * @distances: of each from the optimal set, as rsc_set_distance_measure() has it
 * @n_neurons, @along: how much of each state is along each neuron of the set, @n × @n_neurons
 *
 * Where a run of training came along beside the optimal set. Immutable and reference-counted.
 */
typedef struct
{
  gatomicrefcount ref_count;

  gsize n;
  gsize *steps;
  double *distances;
  gsize n_neurons;
  double *along;
} RscTrainingWay;

RscTrainingWay *rsc_training_way_ref (RscTrainingWay *self);
void rsc_training_way_unref (RscTrainingWay *self);

/* The state that was measured after @step steps, or -1. O(log n). */
gssize rsc_training_way_find (const RscTrainingWay *self, gsize step);

/* What was measured (@n is not 0) until @step, *@n rows of n_neurons from the first on, few that
 * are about as far apart. Free with g_free(). O(n n_neurons). */
double *rsc_training_way_dup_trail (const RscTrainingWay *self, gsize step, gsize *n);

/* A request for the way of @training; @known: of the same run before, or NULL: what that has is not
 * measured again. It tells it as long as it is known. */
RscRequest *rsc_training_way_new_request (RscSetDistance *distance,
                                          RscTraining *training,
                                          RscTrainingWay *known);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscTrainingWay, rsc_training_way_unref)

G_END_DECLS
