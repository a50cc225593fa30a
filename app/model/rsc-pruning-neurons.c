/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-pruning-neurons.h"

gsize *
rsc_pruning_neurons_dup_labels (RscPruner *pruner, const RscLabelling *labelling)
{
  RscPruning *walk = rsc_pruner_get_walk (pruner);
  const gsize *of_set = walk ? rsc_pruning_get_set_neurons (walk) : NULL;
  const gsize *labels = rsc_labelling_get_labels (labelling);
  gsize m = walk ? rsc_pruning_get_start_width (walk) : 0;
  gsize *result;

  if (!of_set || !labels)
    return NULL;
  result = g_new (gsize, MAX (m, 1));
  for (gsize i = 0; i < m; i++)
    result[i] = labels[of_set[i]];
  return result;
}

gssize
rsc_pruning_neurons_get_in_set (RscPruner *pruner, gssize neuron)
{
  RscPruning *walk = rsc_pruner_get_walk (pruner);
  const gsize *of_set = walk ? rsc_pruning_get_set_neurons (walk) : NULL;

  return of_set && neuron >= 0 && (gsize) neuron < rsc_pruning_get_start_width (walk)
           ? (gssize) of_set[neuron]
           : -1;
}

gssize
rsc_pruning_neurons_find (RscPruner *pruner, gssize in_set, gssize own)
{
  RscPruning *walk = rsc_pruner_get_walk (pruner);
  const gsize *of_set = walk ? rsc_pruning_get_set_neurons (walk) : NULL;
  const RscPruningState *state;
  gssize found = -1;

  if (!walk)
    return -1;
  if (!of_set)
    return own < (gssize) rsc_pruning_get_start_width (walk) ? own : -1;
  if (in_set < 0)
    return -1;
  if (rsc_pruning_neurons_get_in_set (pruner, own) == in_set)
    return own;
  state = rsc_pruning_get_state (walk, rsc_pruner_get_index (pruner));
  for (gsize i = 0; i < rsc_pruning_get_start_width (walk); i++)
    if ((gssize) of_set[i] == in_set && (found < 0 || state->norms[found] == 0))
      found = (gssize) i;
  return found;
}
