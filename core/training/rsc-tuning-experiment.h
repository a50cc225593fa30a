/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/numerics/rsc-error.h"
#include "core/numerics/rsc-share.h"
#include "core/set/rsc-tuning.h"
#include "core/training/rsc-tuning-plan.h"

G_BEGIN_DECLS

/**
 * RscTuningSource: what networks are picked from.
 * @RSC_TUNING_SOURCE_OPTIMAL: all optimal networks over the sampled patterns, certified: {a >= 0 :
 * Σ a_b Z_b u_b = ŷ} over the
 *   equicorrelated blocks of the support
 * @RSC_TUNING_SOURCE_EARLY: all of equal fit with what a first-order method stops at, over all its
 * blocks that are not exactly
 *   0, tiny residues included: the set that the published table is about
 */
typedef enum
{
  RSC_TUNING_SOURCE_OPTIMAL,
  RSC_TUNING_SOURCE_EARLY,
  RSC_N_TUNING_SOURCES
} RscTuningSource;

/**
 * RscTuningPrediction:
 * @RSC_TUNING_BY_GATES: s 1(x·g > 0) x·w, the convex program's own; what the published table scores
 * @RSC_TUNING_BY_RELU: s (x·w)_+, of the network that it stands for; not of the gated program
 */
typedef enum
{
  RSC_TUNING_BY_GATES,
  RSC_TUNING_BY_RELU,
  RSC_N_TUNING_PREDICTIONS
} RscTuningPrediction;

/* "optimal", "early"; "gates", "relu" */
const char *rsc_tuning_source_to_string (RscTuningSource source);
const char *rsc_tuning_prediction_to_string (RscTuningPrediction prediction);

/**
 * RscTuningChoice: a network that was picked.
 * @proved, @endless: see RscTuningPick
 * @width: blocks that it has
 * @penalty: Σ of their norms
 */
typedef struct
{
  gboolean proved;
  gboolean endless;
  gsize width;
  double penalty;
  RscTuningScore train;
  RscTuningScore validation;
  RscTuningScore test;
} RscTuningChoice;

/**
 * RscTuningOutcome:
 * @n_blocks: neurons of the set
 * @dimension, @bounded: of it
 * @objective: of where it is from: the optimum, or where the method stopped
 * @least_penalty, @largest_penalty: Σ a over the set; INFINITY where it is unbounded
 * @choices, @low, @high, @low_bound, @high_bound: for each prediction: see RscTuningPick,
 * rsc_tuning_get_accuracy_range()
 */
typedef struct
{
  gsize n_blocks;
  gsize dimension;
  gboolean bounded;
  double objective;
  double least_penalty;
  double largest_penalty;
  RscTuningChoice choices[RSC_N_TUNING_PREDICTIONS][RSC_N_TUNING_CRITERIA];
  double low[RSC_N_TUNING_PREDICTIONS];
  double high[RSC_N_TUNING_PREDICTIONS];
  double low_bound[RSC_N_TUNING_PREDICTIONS];
  double high_bound[RSC_N_TUNING_PREDICTIONS];
} RscTuningOutcome;

/**
 * RscTuningRepeat:
 * @done: FALSE when the run was cancelled or its time was over before: then nothing else is set
 * @n_patterns, @lambda, @lambda_max, @relative_gap, @converged: of its problem and its certified
 * solution
 * @n_neurons: of the optimal set, equal blocks as one; @dimension: of that set; @trusted: whether
 * it is, and has the
 *   fit of the certified solution; where not, no choice from it is proved, and its bounds are NaN
 * @iterations, @stopped, @squared_gradient, @violation: see RscProximal; @stopped: whether it was
 * within its tolerance
 * @outcomes: by source
 * @seconds: time that it took
 */
typedef struct
{
  gboolean done;
  gsize n_patterns;
  double lambda;
  double lambda_max;
  double relative_gap;
  gboolean converged;
  gsize n_neurons;
  gsize dimension;
  gboolean trusted;
  gsize iterations;
  gboolean stopped;
  double squared_gradient;
  double violation;
  RscTuningOutcome outcomes[RSC_N_TUNING_SOURCES];
  double seconds;
} RscTuningRepeat;

/**
 * RscTuningExperiment:
 *
 * The result. Immutable and reference-counted.
 */
typedef struct _RscTuningExperiment RscTuningExperiment;

/* Runs the repeats in @share (or NULL for all) in @n_jobs threads (0: one per processor); the
 * result does not depend on their number. What is @known of repeats (one for each, done where it
 * is; or NULL) is taken as it is and not run again. @progress: or NULL; called from one thread at a
 * time. When @cancellable is cancelled, or the plan's time is over, the result is that of the
 * repeats that are done by then, which may be none. Errors: RSC_ERROR_ARGUMENT without a repeat;
 * those of the patterns, the solver, the set and tuning. The message begins with "repeat K: ", K
 * from 1. */
RscTuningExperiment *rsc_tuning_experiment_run (RscTuningPlan *plan,
                                                const RscShare *share,
                                                const RscTuningRepeat *known,
                                                guint n_jobs,
                                                RscProgressFunc progress,
                                                gpointer progress_data,
                                                GCancellable *cancellable,
                                                GError **error);
RscTuningExperiment *rsc_tuning_experiment_ref (RscTuningExperiment *self);
void rsc_tuning_experiment_unref (RscTuningExperiment *self);

gsize rsc_tuning_experiment_get_n_done (const RscTuningExperiment *self);
gboolean rsc_tuning_experiment_is_complete (const RscTuningExperiment *self);
/* Whether repeats are missing because their time was over. */
gboolean rsc_tuning_experiment_ran_out (const RscTuningExperiment *self);
const RscTuningRepeat *rsc_tuning_experiment_get_repeat (const RscTuningExperiment *self, gsize k);

/* Medians over the repeats that are done; NaN without one. @part: whose accuracy. */
double rsc_tuning_experiment_get_median (const RscTuningExperiment *self,
                                         RscTuningSource source,
                                         RscTuningPrediction prediction,
                                         RscTuningCriterion criterion,
                                         RscTuningPart part);
/* The table's “Max Diff.”: the largest less the smallest median test accuracy of min-norm, extreme,
 * validation and test. */
double rsc_tuning_experiment_get_difference (const RscTuningExperiment *self,
                                             RscTuningSource source,
                                             RscTuningPrediction prediction);
/* Medians of the ends of the range of test accuracy, attained, and of the bounds, NaN where they
 * were not asked for. */
void rsc_tuning_experiment_get_range (const RscTuningExperiment *self,
                                      RscTuningSource source,
                                      RscTuningPrediction prediction,
                                      double *low,
                                      double *high,
                                      double *low_bound,
                                      double *high_bound);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscTuningExperiment, rsc_tuning_experiment_unref)

G_END_DECLS
