/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-labelling.h"
#include "app/model/rsc-pruner.h"

G_BEGIN_DECLS

/* Neurons of the start of a pruning, by their index there, and neurons of its set: several blocks
 * of the start may be one neuron of the set, and one from a file is none. */

/* Labels of all neurons of the start, or NULL where they have none. Free with g_free(). O(m). */
gsize *rsc_pruning_neurons_dup_labels (RscPruner *pruner, const RscLabelling *labelling);

/* Index in the set of @neuron of the start, or -1. */
gssize rsc_pruning_neurons_get_in_set (RscPruner *pruner, gssize neuron);

/* The neuron of the start that is neuron @in_set of the set: @own if that is one of them, else the
 * first that is still there; or -1. O(m). */
gssize rsc_pruning_neurons_find (RscPruner *pruner, gssize in_set, gssize own);

G_END_DECLS
