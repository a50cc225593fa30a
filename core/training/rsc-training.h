/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-network.h"

G_BEGIN_DECLS

/**
 * RscTrainingMethod:
 * @RSC_TRAINING_DESCENT: θ ← θ - η ∇F
 * @RSC_TRAINING_MOMENTUM: v ← β v + ∇F, θ ← θ - η v (Polyak's heavy ball)
 * @RSC_TRAINING_ADAM: Kingma and Ba 2015, β1 = 0.9, β2 = 0.999
 * @RSC_TRAINING_LBFGS: GSL's quasi-Newton method (vector_bfgs2), all rows; where a search along a
 * line finds nothing lower, a plain
 *   step of length η ||∇F|| crosses the kink, and η is halved
 */
typedef enum
{
  RSC_TRAINING_DESCENT,
  RSC_TRAINING_MOMENTUM,
  RSC_TRAINING_ADAM,
  RSC_TRAINING_LBFGS
} RscTrainingMethod;

/**
 * RscTrainingSettings:
 * @step_size: η, in the units of #RscTrainingObjective; 0 for the method's own
 * @momentum: β of the heavy ball
 * @batch_size: rows of a mini-batch, drawn without replacement in an order that @seed gives; 0 for
 * all
 * @seed: of the mini-batches
 * @constant: whether η stays; else it is halved where the objective only swings about, and after a
 * step that
 *   throws it far up, which starts again from the best weights so far
 * @tolerance: the norm of ∇F, in those units, at which training has converged
 */
typedef struct
{
  RscTrainingMethod method;
  double step_size;
  double momentum;
  gsize batch_size;
  guint64 seed;
  gboolean constant;
  double tolerance;
} RscTrainingSettings;

/* Adam, its own step size, all rows, steps that get smaller, RSC_TOLERANCE_TRAINED. */
void rsc_training_settings_init (RscTrainingSettings *settings);

const char *
rsc_training_method_to_string (RscTrainingMethod method); /* "gd", "momentum", "adam", "lbfgs" */
/* The step size that is its own, in units. */
double rsc_training_method_get_step_size (RscTrainingMethod method);
gboolean rsc_training_method_from_string (const char *text, RscTrainingMethod *method);

/**
 * RscTrainingStatus:
 * @RSC_TRAINING_RUNNING: there is more to walk
 * @RSC_TRAINING_CONVERGED: the gradient is as small as was asked for
 * @RSC_TRAINING_SETTLED: steps have become so small that nothing moves any more: as a rule
 * activations have been driven to 0, where
 *   the gradient jumps
 * @RSC_TRAINING_DIVERGED: the objective is no number any more, or left all bounds at a constant
 * step size
 */
typedef enum
{
  RSC_TRAINING_RUNNING,
  RSC_TRAINING_CONVERGED,
  RSC_TRAINING_SETTLED,
  RSC_TRAINING_DIVERGED
} RscTrainingStatus;

const char *rsc_training_status_to_string (RscTrainingStatus status);

/**
 * RscTrainingState:
 * @step: how many were made before
 * @objective: F over all rows, in the units of the data
 * @gradient_norm: ||∇F|| of the rows that the last step looked at, in the units of
 * #RscTrainingObjective
 * @step_size: η of the step that follows
 * @network: its weights, in the units of the data
 */
typedef struct
{
  gatomicrefcount ref_count;
  gsize step;
  double objective;
  double gradient_norm;
  double step_size;
  RscNetwork *network;
} RscTrainingState;

/* Takes @network. */
RscTrainingState *rsc_training_state_new (gsize step,
                                          double objective,
                                          double gradient_norm,
                                          double step_size,
                                          RscNetwork *network);
RscTrainingState *rsc_training_state_ref (RscTrainingState *self);
void rsc_training_state_unref (RscTrainingState *self);

/**
 * RscTraining:
 *
 * What training has done so far: some of its states, evenly thinned, the first and the last among
 * them, for scrubbing. Immutable and reference-counted.
 */
typedef struct _RscTraining RscTraining;

/* @states: of #RscTrainingState, at least one, in the order of their steps; a reference to each is
 * kept. */
RscTraining *rsc_training_new (RscDataset *dataset,
                               const RscTrainingSettings *settings,
                               RscTrainingStatus status,
                               const GPtrArray *states);
RscTraining *rsc_training_ref (RscTraining *self);
void rsc_training_unref (RscTraining *self);

RscTrainingStatus rsc_training_get_status (const RscTraining *self);
gsize rsc_training_get_n_states (const RscTraining *self);
const RscTrainingState *rsc_training_get_state (const RscTraining *self, gsize k);
/* The last state. */
const RscTrainingState *rsc_training_get_end (const RscTraining *self);
/* Steps in one pass over all rows. */
gsize rsc_training_get_epoch_length (const RscTraining *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscTraining, rsc_training_unref)

G_END_DECLS
