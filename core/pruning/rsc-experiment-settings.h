/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/rsc-dataset.h"
#include "core/numerics/rsc-error.h"
#include "core/pruning/rsc-pruning-method.h"

G_BEGIN_DECLS

/**
 * RscExperimentStart: the optimal network that pruning starts from.
 * @RSC_EXPERIMENT_START_SOLVER: the solver's solution, every non-zero block a neuron of its own
 * @RSC_EXPERIMENT_START_INTERIOR: the interior point of the optimal set: every neuron of its
 * support
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

/**
 * RscExperimentSplit:
 * @n_train, @train: rows that the repeat trains on
 * @n_test, @test: held-out rows; may be none
 * @n_gates, @gates: n_gates × d, d with the bias
 *
 * One repeat as asked for.
 */
typedef struct
{
  gsize n_train;
  gsize n_test;
  gsize n_gates;
  gsize *train;
  gsize *test;
  double *gates;
} RscExperimentSplit;

/**
 * RscExperimentSettings:
 *
 * What the pruning experiment (the paper's Figure 2) does on one data set. Per repeat: the convex
 * program of the training rows with the patterns of the gates is solved at λ = lambda_per_row ×
 * number of training rows, and the network is pruned to nothing by each method. A pattern's entry
 * is 1 where x·g > 0; equal patterns count once, the one without any active row not at all.
 * Reference-counted; not changed any more once it runs.
 */
typedef struct _RscExperimentSettings RscExperimentSettings;

/* Without repeats yet; all methods, RSC_EXPERIMENT_START_BLOCKS, the default tolerance, seed 1.
 * Errors: RSC_ERROR_ARGUMENT for a λ that is not positive, RSC_ERROR_DATA when there is neither a
 * feature nor a bias. */
RscExperimentSettings *rsc_experiment_settings_new (RscDataset *dataset,
                                                    gboolean bias,
                                                    double lambda_per_row,
                                                    GError **error);

/* The same with @n_repeats random splits (round(@train_fraction n) rows train, the others test) and
 * @n_gates standard normal gates each; the same @seed gives the same everywhere. Errors: besides
 * those above RSC_ERROR_ARGUMENT if n < 2, the fraction is not in (0, 1) or there is no repeat or
 * gate;
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

/* One more repeat. @train, @test: rows of the data set, counted from 0. @gates: n_gates × d
 * row-major, d with the bias. All copied. Errors: RSC_ERROR_ARGUMENT when there is no training row
 * or gate, a row is out of range or given twice in one half, or a gate is not finite; the message
 * begins with the key: "train: …". @n_test may be 0. */
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

/* What the patterns of one repeat may take, 0 for 2 GB, as at first; and the networks of the
 * prunings that are under way at once, 0 for no limit: RSC_ERROR_LIMIT of a run where they take
 * more. */
void rsc_experiment_settings_set_bytes_max (RscExperimentSettings *self, gsize bytes_max);

RscDataset *rsc_experiment_settings_get_dataset (const RscExperimentSettings *self);
gboolean rsc_experiment_settings_get_bias (const RscExperimentSettings *self);
double rsc_experiment_settings_get_lambda_per_row (const RscExperimentSettings *self);
gsize rsc_experiment_settings_get_n_repeats (const RscExperimentSettings *self);
gboolean rsc_experiment_settings_has_method (const RscExperimentSettings *self,
                                             RscPruningMethod method);
RscExperimentStart rsc_experiment_settings_get_start (const RscExperimentSettings *self);
double rsc_experiment_settings_get_tolerance (const RscExperimentSettings *self);
gboolean rsc_experiment_settings_get_standardise (const RscExperimentSettings *self);
/* Columns of the design: the features, and the bias. */
gsize rsc_experiment_settings_get_d (const RscExperimentSettings *self);
guint64 rsc_experiment_settings_get_seed (const RscExperimentSettings *self);
gsize rsc_experiment_settings_get_bytes_max (const RscExperimentSettings *self);
/* Repeat @k as it was added. */
const RscExperimentSplit *rsc_experiment_settings_get_split (const RscExperimentSettings *self,
                                                             gsize k);

const char *rsc_experiment_start_to_string (RscExperimentStart start);
gboolean rsc_experiment_start_from_string (const char *text, RscExperimentStart *start);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscExperimentSettings, rsc_experiment_settings_unref)

G_END_DECLS
