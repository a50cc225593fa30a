/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-pruning-record.h"

G_BEGIN_DECLS

/**
 * RscPruningChoice:
 * @start, @network, @seed: where a pruning starts; @network for RSC_PRUNING_START_NETWORK, else
 * NULL; @seed of a random start
 * @rule, @method: how its steps are chosen
 * @walk: the steps, while the network of one of them is the picked one, else NULL
 * @index: of that state of @walk, else 0
 * @n_states: states of @walk that count
 * @record: steps that are to be taken again, as a document that was opened has them; @walk is NULL
 * then, and @index
 * 0. Else NULL
 *
 * What a person has chosen of pruning: a part of the document's state, so that its history has the
 * removals too. Immutable and reference-counted; walks share the states that they have in common.
 */
typedef struct
{
  gatomicrefcount ref_count;

  RscPruningStart start;
  RscNetwork *network;
  guint64 seed;
  RscPruningRule rule;
  RscPruningMethod method;
  RscPruning *walk;
  gsize index;
  gsize n_states;
  RscPruningRecord *record;
} RscPruningChoice;

/* From the interior point, the paper's rule, and no step. */
RscPruningChoice *rsc_pruning_choice_new (void);
/* References what it is given; see the fields. */
RscPruningChoice *rsc_pruning_choice_new_full (RscPruningStart start,
                                               RscNetwork *network,
                                               guint64 seed,
                                               RscPruningRule rule,
                                               RscPruningMethod method,
                                               RscPruning *walk,
                                               gsize index,
                                               gsize n_states);
/* The same with the steps of @record (referenced) in place of its own. */
RscPruningChoice *rsc_pruning_choice_new_recorded (const RscPruningChoice *self,
                                                   RscPruningRecord *record);
/* The same without its steps. */
RscPruningChoice *rsc_pruning_choice_new_ended (const RscPruningChoice *self);
RscPruningChoice *rsc_pruning_choice_ref (RscPruningChoice *self);
void rsc_pruning_choice_unref (RscPruningChoice *self);

/* Whether it has steps, taken or to be taken. */
gboolean rsc_pruning_choice_has_steps (const RscPruningChoice *self);
/* Its steps as a record, which the caller owns; NULL without steps. */
RscPruningRecord *rsc_pruning_choice_dup_record (const RscPruningChoice *self);

/* Whether both show the same, however many later steps are known. Steps that are to be taken are
 * the same as those of a walk that removed the same neurons. O(1), or with a record O(steps). */
gboolean rsc_pruning_choice_equal (const RscPruningChoice *a, const RscPruningChoice *b);

/* Whether the steps of @walk are those of a network of @set: a set that was computed anew is the
 * same one to rounding. O(m d). */
gboolean rsc_pruning_choice_fits (const RscPruningChoice *self, const RscOptimalSet *set);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscPruningChoice, rsc_pruning_choice_unref)

G_END_DECLS
