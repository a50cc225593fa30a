/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-pruning-steps.h"

#include "app/model/rsc-pruning-neurons.h"
#include "ui/words/rsc-pruning-words.h"

void
rsc_pruning_steps_fill (RscStepList *list, RscDocument *document, RscPruning **listed)
{
  RscPruner *pruner = rsc_document_get_pruner (document);
  RscPruning *walk = rsc_pruner_get_walk (pruner);
  g_autofree gsize *labels =
    rsc_pruning_neurons_dup_labels (pruner, rsc_document_get_labelling (document));
  gsize n = rsc_pruner_get_n_states (pruner);
  gsize kept = 0;

  /* Walks share the states that they have in common. */
  while (walk && *listed && kept < MIN (n, rsc_step_list_get_n (list))
         && rsc_pruning_get_state (walk, kept) == rsc_pruning_get_state (*listed, kept))
    kept++;
  rsc_step_list_truncate (list, kept);
  for (gsize k = kept; k < n; k++)
    {
      const RscPruningState *state = rsc_pruning_get_state (walk, k);
      g_autofree char *what = rsc_pruning_words_removed (walk, k, labels);

      rsc_step_list_append (list, what, state->width, rsc_pruning_words_phase (state->phase));
    }
  rsc_step_list_set_current (list, walk ? (gssize) rsc_pruner_get_index (pruner) : -1);
  if (walk)
    rsc_pruning_ref (walk);
  g_clear_pointer (listed, rsc_pruning_unref);
  *listed = walk;
}
