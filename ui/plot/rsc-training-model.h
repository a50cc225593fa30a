/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/training/rsc-stationarity.h"
#include "core/training/rsc-training.h"

G_BEGIN_DECLS

/**
 * RscTrainingModel: runs of training over their steps. Borrowed pointers; a plain value.
 * @n_runs, @runs, @seeds: what they have done, and the seed of each
 * @optimum: the certified optimum at their λ, or NULL: then the objective is shown and not what it
 * is above
 * @kinds: for each run what its end is, or NULL while that is not known
 * @n_distances, @distance_steps, @distances: how far states of the run on show are from the optimal
 * set, as shares of its
 *   size, in the order of their steps
 * @n_walk, @walk: objectives of the walk downhill from the state on show, at places evenly spread;
 * 0: none
 * @place: of it on show, from 0 to 1
 * @below: a state or a place of the walk is below @optimum, which does not know its patterns, so
 * that the objective is shown;
 *   see rsc_training_model_find_below()
 * @run, @state: on show
 * @hovered: run that is pointed at, or -1
 */
typedef struct
{
  gsize n_runs;
  RscTraining *const *runs;
  const guint64 *seeds;
  RscSolution *optimum;
  RscStationarity *const *kinds;
  gsize n_distances;
  const gsize *distance_steps;
  const double *distances;
  gsize n_walk;
  const double *walk;
  double place;
  gboolean below;
  gsize run;
  gsize state;
  gssize hovered;
} RscTrainingModel;

void rsc_training_model_init (RscTrainingModel *self);

/* Sets @below. O(states). */
void rsc_training_model_find_below (RscTrainingModel *self);

/* What is drawn of a state: its excess, or its objective where that is not known; NaN where it is
 * no number. */
double rsc_training_model_get_value (const RscTrainingModel *self, const RscTrainingState *state);
/* The same of an objective. */
double rsc_training_model_get_value_of (const RscTrainingModel *self, double objective);
/* Whether it is the excess. */
gboolean rsc_training_model_has_excess (const RscTrainingModel *self);

/* What is somewhere in the picture. */
typedef struct
{
  gboolean inside;
  gssize run;       /* whose curve is there, or -1 */
  gsize step;       /* at that place */
  gboolean on_walk; /* in the frame of the walk downhill instead */
  double place;     /* of it, from 0 to 1 */
} RscTrainingHit;

G_END_DECLS
