/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/pruning/rsc-pruning.h"

G_BEGIN_DECLS

/**
 * RscPruningRecord:
 * @n_steps: steps that were taken
 * @removed: n_steps neurons of the start: who went with each
 * @sizes: n_steps × 2, what tells apart the ways in which the same neuron can go: of the norms a of
 * the state after the step, ||a||_2 and Σ i a_i, i from 1
 * @index: the state on show: so many steps from the start
 *
 * What is written down of a pruning walk, so that it can be taken again from the same start.
 * Immutable and reference-counted.
 */
typedef struct
{
  gatomicrefcount ref_count;
  gsize n_steps;
  gsize *removed;
  double *sizes;
  gsize index;
} RscPruningRecord;

/* Copies; @index <= @n_steps. */
RscPruningRecord *
rsc_pruning_record_new (gsize n_steps, const gsize *removed, const double *sizes, gsize index);
/* Of the first @n_states states of @walk. */
RscPruningRecord *
rsc_pruning_record_new_for_walk (const RscPruning *walk, gsize n_states, gsize index);
RscPruningRecord *rsc_pruning_record_ref (RscPruningRecord *self);
void rsc_pruning_record_unref (RscPruningRecord *self);

/* Whether both show the same state, reached in the same way, whatever comes later. */
gboolean rsc_pruning_record_equal (const RscPruningRecord *a, const RscPruningRecord *b);

/* Takes the steps again from state 0 of @start: for each of them the way, of those that a person
 * can choose, that removes the same neuron and leaves the others with the same norms. Stops where
 * none does, and where the states take @bytes_max (0 for no limit). @rule, @method: to be tried
 * first. @seed: of the method RSC_PRUNING_RANDOM. Costs a handful of rsc_pruning_go_on() for each
 * step. Errors: cancelled. */
RscPruning *rsc_pruning_record_replay (const RscPruningRecord *self,
                                       RscPruning *start,
                                       RscPruningRule rule,
                                       RscPruningMethod method,
                                       guint64 seed,
                                       gsize bytes_max,
                                       GCancellable *cancellable,
                                       GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscPruningRecord, rsc_pruning_record_unref)

G_END_DECLS
