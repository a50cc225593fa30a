/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/rsc-dataset.h"
#include "core/numerics/rsc-error.h"
#include "core/pruning/rsc-pruning.h"

G_BEGIN_DECLS

/**
 * RscExperimentStart: the optimal network that pruning starts from.
 * @RSC_EXPERIMENT_START_SOLVER: the solver's solution, every non-zero block a neuron of its own
 * @RSC_EXPERIMENT_START_INTERIOR: the interior point of the optimal set: every neuron of its support
 * @RSC_EXPERIMENT_START_BLOCKS: the same with each neuron split among its equicorrelated blocks
 *
 * The names in the command line and in files are "solver", "interior", "blocks".
 */
typedef enum
{
  RSC_EXPERIMENT_START_SOLVER,
  RSC_EXPERIMENT_START_INTERIOR,
  RSC_EXPERIMENT_START_BLOCKS,
  RSC_N_EXPERIMENT_STARTS
} RscExperimentStart;

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
 * RscExperimentSettings:
 *
 * What the pruning experiment (the paper's Figure 2) does on one data set. Per repeat: the convex
 * program of the training rows with the patterns of the gates is solved at λ = lambda_per_row × number
 * of training rows, and the network is pruned to nothing by each method. A pattern's entry is 1 where
 * x·g > 0; equal patterns count once, the one without any active row not at all. Reference-counted; not
 * changed any more once it runs.
 */
typedef struct _RscExperimentSettings RscExperimentSettings;

/* Without repeats yet; all methods, RSC_EXPERIMENT_START_BLOCKS, the default tolerance, seed 1.
 * Errors: RSC_ERROR_ARGUMENT for a λ that is not positive, RSC_ERROR_DATA when there is neither a feature
 * nor a bias. */
RscExperimentSettings *rsc_experiment_settings_new (RscDataset *dataset,
                                                    gboolean bias,
                                                    double lambda_per_row,
                                                    GError **error);

/* The same with @n_repeats random splits (round(@train_fraction n) rows train, the others test) and
 * @n_gates standard normal gates each; the same @seed gives the same everywhere. Errors: besides those
 * above RSC_ERROR_ARGUMENT if n < 2, the fraction is not in (0, 1) or there is no repeat or gate;
 * RSC_ERROR_LIMIT when rows and gates would take more than 2 GB. */
RscExperimentSettings *rsc_experiment_settings_new_random (RscDataset *dataset,
                                                           gboolean bias,
                                                           gsize n_repeats,
                                                           double train_fraction,
                                                           gsize n_gates,
                                                           double lambda_per_row,
                                                           guint64 seed,
                                                           GError **error);
RscExperimentSettings *rsc_experiment_settings_ref (RscExperimentSettings *self);
void rsc_experiment_settings_unref (RscExperimentSettings *self);

/* One more repeat. @train, @test: rows of the data set, counted from 0. @gates: n_gates × d row-major, d
 * with the bias. All copied. Errors: RSC_ERROR_ARGUMENT when there is no training row or gate, a row is
 * out of range or given twice in one half, or a gate is not finite; the message begins with the key:
 * "train: …". @n_test may be 0. */
gboolean rsc_experiment_settings_add_repeat (RscExperimentSettings *self,
                                             gsize n_train,
                                             const gsize *train,
                                             gsize n_test,
                                             const gsize *test,
                                             gsize n_gates,
                                             const double *gates,
                                             GError **error);

/* Which methods to run (bit 1 << method); at least one. */
void rsc_experiment_settings_set_methods (RscExperimentSettings *self, guint methods);
/* Whether each repeat shifts and scales the features by its training rows (no). */
void rsc_experiment_settings_set_standardise (RscExperimentSettings *self, gboolean standardise);
void rsc_experiment_settings_set_start (RscExperimentSettings *self, RscExperimentStart start);
/* Certified relative gap to solve to, 0 < @tolerance < 1 (RSC_TOLERANCE_GAP). */
void rsc_experiment_settings_set_tolerance (RscExperimentSettings *self, double tolerance);
/* For RSC_PRUNING_RANDOM. */
void rsc_experiment_settings_set_seed (RscExperimentSettings *self, guint64 seed);

RscDataset *rsc_experiment_settings_get_dataset (const RscExperimentSettings *self);
gboolean rsc_experiment_settings_get_bias (const RscExperimentSettings *self);
double rsc_experiment_settings_get_lambda_per_row (const RscExperimentSettings *self);
gsize rsc_experiment_settings_get_n_repeats (const RscExperimentSettings *self);
gboolean rsc_experiment_settings_has_method (const RscExperimentSettings *self,
                                             RscPruningMethod method);
RscExperimentStart rsc_experiment_settings_get_start (const RscExperimentSettings *self);
double rsc_experiment_settings_get_tolerance (const RscExperimentSettings *self);

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
 * A repeat's value at a width is that of its widest network with at most so many neurons: a path that
 * starts narrower is padded at the wide end with its first value.
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
 * RscExperiment:
 *
 * The result. Immutable and reference-counted.
 */
typedef struct _RscExperiment RscExperiment;

/* Runs the repeats in @n_jobs threads (0: one per processor); the result does not depend on their
 * number. @progress: or NULL; called from one thread at a time, but not always the same one. When
 * @cancellable is cancelled the result is that of the repeats that are done by then, which may be none:
 * see rsc_experiment_is_complete(). Errors: RSC_ERROR_ARGUMENT without a repeat; RSC_ERROR_DATA when
 * no gate of a repeat is active on a training row; those of the solver, the set and pruning. The
 * message begins with "repeat K: ", K from 1. */
RscExperiment *rsc_experiment_run (RscExperimentSettings *settings,
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
/* What repeat @k gave: *@n = start_width values, the first of width 1. NULL (and 0) when it is not done,
 * the method was not run, or the measure does not apply. */
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

/* The data set with its two classes as targets: the smaller becomes -1, the larger +1. Errors:
 * RSC_ERROR_DATA when the targets are not two different numbers. */
RscDataset *rsc_experiment_label_targets (RscDataset *dataset, GError **error);

/* The quantile 0 <= @q <= 1 of @n >= 1 values as stated at RscExperimentCurve. @values: sorted in
 * place. */
double rsc_experiment_quantile (gsize n, double *values, double q);

const char *rsc_experiment_start_to_string (RscExperimentStart start);
gboolean rsc_experiment_start_from_string (const char *text, RscExperimentStart *start);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscExperimentSettings, rsc_experiment_settings_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscExperiment, rsc_experiment_unref)

G_END_DECLS
