/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-document-state.h"
#include "app/model/rsc-pruner.h"

G_BEGIN_DECLS

/**
 * RscPickedNetwork:
 *
 * The one network of the optimal set on show that every view draws: picked by the state, pruned
 * from it, or the solver's own while the set is still being computed.
 */
typedef struct _RscPickedNetwork RscPickedNetwork;

RscPickedNetwork *rsc_picked_network_new (void);
void rsc_picked_network_free (RscPickedNetwork *self);

void rsc_picked_network_clear (RscPickedNetwork *self);
/* Finds the pick of @state in @set. A point or vertex chosen in the set of another λ becomes the
 * nearest one of this set, always counted from the choice itself, so that going through many λ and
 * back ends where it began. */
void rsc_picked_network_resolve (RscPickedNetwork *self,
                                 RscOptimalSet *set,
                                 const RscDocumentState *state);
/* The network of @pruner's state on show, which came from @set. */
void rsc_picked_network_take_pruned (RscPickedNetwork *self, RscOptimalSet *set, RscPruner *pruner);
/* @network, which training has come to and need not be optimal. @solution: the optimum that it is
 * compared with. */
void rsc_picked_network_take_trained (RscPickedNetwork *self,
                                      RscSolution *solution,
                                      RscNetwork *network);
/* The solver's own network. */
void rsc_picked_network_take_solution (RscPickedNetwork *self, RscSolution *solution);

/* NULL when there is none. */
RscNetwork *rsc_picked_network_get_network (const RscPickedNetwork *self);
/* Its norms a in the set (n_neurons, at least one entry), or NULL where it has no place in it. */
const double *rsc_picked_network_get_point (const RscPickedNetwork *self);
/* Its norms by neuron of the set, also where pruning has led it out of the set; negative where the
 * sign of a neuron has changed. NULL where its neurons are not those of the set. */
const double *rsc_picked_network_get_norms (const RscPickedNetwork *self);
/* Index in the set of each of its neurons, or NULL. */
const gsize *rsc_picked_network_get_neuron_ids (const RscPickedNetwork *self);
/* max |f(x_i) - ŷ_i| over the training points; NAN without a network. */
double rsc_picked_network_get_fit_change (const RscPickedNetwork *self);
gsize rsc_picked_network_get_width (const RscPickedNetwork *self);
/* Vertex of the set that it is, or -1. */
gssize rsc_picked_network_get_vertex (const RscPickedNetwork *self);
/* The vertex of @set that the network of norms @a is to rounding, or -1. O(vertices neurons). */
gssize rsc_picked_network_find_vertex (const RscOptimalSet *set, const double *a);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscPickedNetwork, rsc_picked_network_free)

G_END_DECLS
