/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-pruning-record.h"
#include "core/pruning/rsc-pruning-curves.h"

G_BEGIN_DECLS

/* What a person asks of a pruning walk. */
typedef enum
{
  RSC_PRUNER_NONE,
  RSC_PRUNER_PREPARE, /* the start only */
  RSC_PRUNER_FORWARD,
  RSC_PRUNER_MINIMAL,
  RSC_PRUNER_ZERO,
  RSC_PRUNER_REMOVE,
  RSC_PRUNER_REPLAY /* the steps of a record */
} RscPrunerCommand;

/**
 * RscPrunerJob:
 * @walk: to go on with after state @k, or NULL: it begins
 * @target: neuron for RSC_PRUNER_REMOVE
 * @rule, @method: of exact steps, and of those after the minimal network
 * @record: for RSC_PRUNER_REPLAY, or NULL
 * @bytes_max: memory that the states may take, 0 for no limit
 * @start, @set, @test, @point, @network: what a walk begins with; @point: norms in the set
 *
 * One computation of a pruner: all that it needs, so that it can run anywhere. Owns its members.
 */
typedef struct
{
  RscPrunerCommand command;
  RscPruning *walk;
  gsize k;
  gsize target;
  RscPruningRule rule;
  RscPruningMethod method;
  RscPruningRecord *record;
  gsize bytes_max;

  RscPruningStart start;
  RscOptimalSet *set;
  RscDataset *test;
  double *point;
  RscNetwork *network;
} RscPrunerJob;

void rsc_pruner_job_free (RscPrunerJob *job);

/* Of an RscPrunerJob: the walk afterwards (RscPruning); the curves of all methods from its start
 * (RscPruningCurves). The caller owns them. */
gpointer rsc_pruner_job_walk (gpointer data,
                              RscProgressFunc progress,
                              gpointer progress_data,
                              GCancellable *cancellable,
                              GError **error);
gpointer rsc_pruner_job_curves (gpointer data,
                                RscProgressFunc progress,
                                gpointer progress_data,
                                GCancellable *cancellable,
                                GError **error);

/* A bound on its multiplications. */
double rsc_pruner_job_estimate_work (const RscPrunerJob *job);

/* Whether the minimal network is among the states up to @k. */
gboolean rsc_pruner_job_is_minimal (const RscPruning *walk, gsize k);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscPrunerJob, rsc_pruner_job_free)

G_END_DECLS
