/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/pruning/rsc-pruning.h"

G_BEGIN_DECLS

/**
 * RscPruningCurves:
 * @accuracy: values are accuracies (targets ±1), else mean squared errors
 * @has_test: whether there are test points
 * @n: for each method the number of networks of its walk
 * @is_full: a walk ended for want of memory, before no neuron was left
 * @width, @train, @test: for each method n values; @test is NULL without test points
 *
 * What each method makes of one start, down to no neuron: accuracy or error against width.
 * Immutable and reference-counted.
 */
typedef struct
{
  gatomicrefcount ref_count;
  gboolean accuracy;
  gboolean has_test;
  gboolean is_full;
  gsize n[RSC_N_PRUNING_METHODS];
  double *width[RSC_N_PRUNING_METHODS];
  double *train[RSC_N_PRUNING_METHODS];
  double *test[RSC_N_PRUNING_METHODS];
} RscPruningCurves;

/* Prunes state 0 of @start to zero once by each method. @rule: of exact steps. @seed: of the random
 * order. @bytes_max: memory that the states of a walk may take, 0 for no limit. Errors: those of
 * rsc_pruning_go_on(). Long for large networks: for a worker. */
RscPruningCurves *rsc_pruning_curves_new (const RscPruning *start,
                                          RscPruningRule rule,
                                          guint64 seed,
                                          gsize bytes_max,
                                          RscProgressFunc progress,
                                          gpointer progress_data,
                                          GCancellable *cancellable,
                                          GError **error);
RscPruningCurves *rsc_pruning_curves_ref (RscPruningCurves *self);
void rsc_pruning_curves_unref (RscPruningCurves *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscPruningCurves, rsc_pruning_curves_unref)

/* What the curve of @method is called in a legend, and the method in a list. */
const char *rsc_pruning_curves_get_label (RscPruningMethod method);

G_END_DECLS
