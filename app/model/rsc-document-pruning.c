/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which network of a document is picked, and what its pruner has to do with that. */
#include "app/model/rsc-document-private.h"

#include "app/model/rsc-pruning-neurons.h"
#include "ui/words/rsc-pruning-words.h"

static const RscDocumentState *
get_state (RscDocument *self)
{
  return rsc_history_get_state (self->history);
}

/* --- the picked network ------------------------------------------------------------------- */

/* Tells the pruner what there is to prune: the picked network of the set, or nothing. A frame of
 * the path soon gives way to the exact solution. */
static void
give_source (RscDocument *self, gboolean picked)
{
  RscOptimalSet *set = rsc_results_get_set (self->results);
  gboolean ready = picked && !rsc_results_get_frame (self->results);
  const RscDocumentState *state = get_state (self);

  self->giving_source = TRUE;
  rsc_pruner_set_source (self->pruner, ready ? set : NULL,
                         set && rsc_document_get_train (self) == state->train ? state->test : NULL,
                         ready ? rsc_picked_network_get_point (self->picked) : NULL);
  /* What the state has of it comes with the set that it belongs to: steps that are to be taken
   * again would be taken on any. */
  if (ready && state->pruning->record && rsc_results_is_of_before (self->results))
    {
      g_autoptr (RscPruningChoice) later = rsc_pruning_choice_new_ended (state->pruning);

      rsc_pruner_restore (self->pruner, later);
    }
  else if (ready)
    rsc_pruner_restore (self->pruner, state->pruning);
  self->giving_source = FALSE;
  g_clear_pointer (&self->pruning, rsc_pruning_choice_unref);
  self->pruning = rsc_pruner_dup_choice (self->pruner);
  self->pruned = rsc_pruner_is_active (self->pruner);
}

static void
pick_network (RscDocument *self)
{
  RscOptimalSet *set = rsc_results_get_set (self->results);
  RscSolution *solution = rsc_results_get_solution (self->results);

  if (set && !rsc_results_is_set_stale (self->results))
    {
      rsc_picked_network_resolve (self->picked, set, get_state (self));
      give_source (self, TRUE);
      if (self->pruned)
        rsc_picked_network_take_pruned (self->picked, set, self->pruner);
      rsc_document_take_trained (self);
      rsc_document_take_fit (self);
      return;
    }
  rsc_picked_network_clear (self->picked);
  give_source (self, FALSE);
  if (solution)
    rsc_picked_network_take_solution (self->picked, solution);
  rsc_document_take_trained (self);
  rsc_document_take_fit (self);
}

void
rsc_document_pick_network (RscDocument *self)
{
  pick_network (self);
  rsc_document_follow_walk (self);
}

/* --- pruning --------------------------------------------------------------------------------- */

/* Why the pruner is another one than before, in the words of the history. Free with g_free(). */
static char *
dup_pruning_change (RscDocument *self,
                    const RscPruningChoice *before,
                    const RscPruningChoice *after)
{
  g_autofree gsize *labels =
    rsc_pruning_neurons_dup_labels (self->pruner, rsc_document_get_labelling (self));

  if (after->start != before->start || after->network != before->network
      || after->seed != before->seed)
    return g_strdup (rsc_pruning_words_change_start ());
  if (after->rule != before->rule)
    return g_strdup (rsc_pruning_words_change_rule ());
  if (after->method != before->method)
    return g_strdup (rsc_pruning_words_change_method ());
  if (!after->walk)
    return g_strdup (rsc_pruning_words_leave ());
  return rsc_pruning_words_change (after->walk, before->index, after->index, labels);
}

/* A step is a change like others. */
static void
record_pruning (RscDocument *self)
{
  g_autoptr (RscPruningChoice) before = self->pruning;
  g_autoptr (RscPruningChoice) now = NULL;
  g_autofree char *name = NULL;
  RscDocumentState *after;

  self->pruning = rsc_pruner_dup_choice (self->pruner);
  /* Steps on a set of before go with it. In the state they would be none of its set: written to a
   * file and taken again on that, they lead elsewhere. */
  if (rsc_results_is_of_before (self->results))
    {
      g_autoptr (RscPruningChoice) ended = rsc_pruning_choice_new_ended (before);

      now = rsc_pruning_choice_new_ended (self->pruning);
      if (rsc_pruning_choice_equal (ended, now))
        return;
    }
  else
    now = rsc_pruning_choice_ref (self->pruning);
  /* Steps that a document was opened with are taken again: they are in the state already. */
  if (rsc_pruning_choice_equal (before, now)
      || rsc_pruning_choice_equal (get_state (self)->pruning, now))
    return;
  name = dup_pruning_change (self, before, now);
  after = rsc_document_state_copy (get_state (self));
  rsc_document_state_set_pruning (after, g_steal_pointer (&now));
  rsc_history_apply (self->history, name, RSC_CHANGE_SINGLE, after,
                     rsc_timers_get_now (self->timers));
}

void
rsc_document_on_pruner_changed (RscPruner *pruner, gpointer user_data)
{
  RscDocument *self = user_data;
  RscDocumentChange parts = RSC_DOCUMENT_PRUNING;
  gboolean pruned = rsc_pruner_is_active (pruner);
  gboolean was_pruned = self->pruned;

  if (self->giving_source)
    return;
  /* What was trained leaves the show with it. */
  rsc_document_hold (self);
  record_pruning (self);
  if (pruned)
    {
      rsc_document_leave_fit_point (self);
      rsc_document_leave_training (self);
      rsc_document_pause_networks (self);
    }
  if (pruned)
    rsc_picked_network_take_pruned (self->picked, rsc_results_get_set (self->results), pruner);
  else if (was_pruned)
    rsc_document_pick_network (self);
  if (pruned || was_pruned)
    parts |= RSC_DOCUMENT_NETWORK;
  self->pruned = pruned;
  rsc_document_tell (self, parts);
  rsc_document_release (self);
}
