/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/numerics/rsc-share.h"
#include "core/numerics/rsc-error.h"
#include "core/pruning/rsc-experiment-settings.h"
#include "core/pruning/rsc-pruning.h"

G_BEGIN_DECLS

typedef enum
{
  RSC_EXPERIMENT_TRAIN,
  RSC_EXPERIMENT_TEST,
  RSC_N_EXPERIMENT_SIDES
} RscExperimentSide;

/**
 * RscExperimentMeasure:
 * @RSC_EXPERIMENT_ACCURACY: mean of sign(f) = y with sign(0) = 0; targets that are all ±1 only
 * @RSC_EXPERIMENT_ERROR: mean squared error
 */
typedef enum
{
  RSC_EXPERIMENT_ACCURACY,
  RSC_EXPERIMENT_ERROR,
  RSC_N_EXPERIMENT_MEASURES
} RscExperimentMeasure;

/**
 * RscExperimentRepeat:
 * @done: FALSE when the run was cancelled before: then nothing else is set
 * @n_train, @n_test, @n_patterns: its size
 * @lambda, @lambda_max: of its problem
 * @relative_gap: certified, over its patterns
 * @converged: whether that is within the tolerance
 * @n_equicorrelated: unmerged blocks; 0 when the optimal set was not needed (start solver)
 * @dimension: of the optimal set; likewise
 * @start_width: neurons of the network that pruning started from
 * @minimal_width: at the end of the exact phase of Optimal/LS; -1 without that method
 * @seconds: time that it took
 */
typedef struct
{
  gboolean done;
  gsize n_train;
  gsize n_test;
  gsize n_patterns;
  double lambda;
  double lambda_max;
  double relative_gap;
  gboolean converged;
  gsize n_equicorrelated;
  gsize dimension;
  gsize start_width;
  gssize minimal_width;
  double seconds;
} RscExperimentRepeat;

/**
 * RscExperimentCurve:
 * @n: number of points; 0 for a method that was not run, and for what does not apply
 * @width: 1, 2, …, largest start of a repeat
 * @median, @q25, @q75: over the repeats that are done. The quantile of rank q is the linear
 * interpolation between the order statistics around q (repeats - 1), as NumPy's default
 *
 * A repeat's value at a width is that of its widest network with at most so many neurons: a path
 * that starts narrower is padded at the wide end with its first value.
 */
typedef struct
{
  gsize n;
  double *width;
  double *median;
  double *q25;
  double *q75;
} RscExperimentCurve;

/**
 * RscExperimentOutcome:
 * @value: for each measure, side and method start_width + 1 entries, entry k for the widest network
 * with at most k neurons, NaN where the measure does not apply; NULL for a method that was not run
 * @error: why it is not done
 *
 * What a repeat gave.
 */
typedef struct
{
  RscExperimentRepeat info;
  double *value[RSC_N_EXPERIMENT_MEASURES][RSC_N_EXPERIMENT_SIDES][RSC_N_PRUNING_METHODS];
  GError *error;
} RscExperimentOutcome;

void rsc_experiment_outcome_clear (RscExperimentOutcome *self);

/**
 * RscExperiment:
 *
 * The result. Immutable and reference-counted.
 */
typedef struct _RscExperiment RscExperiment;

/* Runs the repeats in @n_jobs threads (0: one per processor); the result does not depend on their
 * number. @progress: or NULL; called from one thread at a time, but not always the same one. When
 * @cancellable is cancelled the result is that of the repeats that are done by then, which may be
 * none: see rsc_experiment_is_complete(). Errors: RSC_ERROR_ARGUMENT without a repeat;
 * RSC_ERROR_DATA when no gate of a repeat is active on a training row; those of the solver, the set
 * and pruning. The message begins with "repeat K: ", K from 1. */
RscExperiment *rsc_experiment_run (RscExperimentSettings *settings,
                                   guint n_jobs,
                                   RscProgressFunc progress,
                                   gpointer progress_data,
                                   GCancellable *cancellable,
                                   GError **error);
/* The same of the repeats in @share (or NULL for all); what is @known of others (one for each
 * repeat, done where it is; or NULL) is taken as it is and not run again. So a run can be parted
 * and put together, or go on, with the same result. */
RscExperiment *rsc_experiment_run_share (RscExperimentSettings *settings,
                                         const RscShare *share,
                                         const RscExperimentOutcome *known,
                                         guint n_jobs,
                                         RscProgressFunc progress,
                                         gpointer progress_data,
                                         GCancellable *cancellable,
                                         GError **error);
RscExperiment *rsc_experiment_ref (RscExperiment *self);
void rsc_experiment_unref (RscExperiment *self);

RscExperimentSettings *rsc_experiment_get_settings (const RscExperiment *self);
gboolean rsc_experiment_is_complete (const RscExperiment *self);
gsize rsc_experiment_get_n_done (const RscExperiment *self);
const RscExperimentRepeat *rsc_experiment_get_repeat (const RscExperiment *self, gsize k);
/* What repeat @k gave: *@n = start_width values, the first of width 1. NULL (and 0) when it is not
 * done, the method was not run, or the measure does not apply. */
const double *rsc_experiment_get_values (const RscExperiment *self,
                                         gsize k,
                                         RscExperimentMeasure measure,
                                         RscExperimentSide side,
                                         RscPruningMethod method,
                                         gsize *n);
const RscExperimentCurve *rsc_experiment_get_curve (const RscExperiment *self,
                                                    RscExperimentMeasure measure,
                                                    RscExperimentSide side,
                                                    RscPruningMethod method);

/* What the network without neurons gives in a repeat that is done; NaN where it does not apply. */
double rsc_experiment_get_value_of_nothing (const RscExperiment *self,
                                            gsize k,
                                            RscExperimentMeasure measure,
                                            RscExperimentSide side);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscExperiment, rsc_experiment_unref)

G_END_DECLS
