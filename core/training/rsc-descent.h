/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/set/rsc-optimal-set.h"

G_BEGIN_DECLS

/**
 * RscDescentLeg:
 * @RSC_DESCENT_BALANCE: the layers of all neurons come to have equal norms; the function stays, the
 * penalty falls
 * @RSC_DESCENT_PRUNE: a neuron goes, with a null vector of the activations along which the penalty
 * does not grow; the fit stays
 * @RSC_DESCENT_JOIN: the straight line (1 - t) w + t w* of the convex program to an optimum
 */
typedef enum
{
  RSC_DESCENT_BALANCE,
  RSC_DESCENT_PRUNE,
  RSC_DESCENT_JOIN
} RscDescentLeg;

/**
 * RscDescent:
 *
 * A walk from a network to a global optimum on which the objective
 *   1/2 ||f(X) - y||² + λ/2 Σ_i (||θ1_i||² + θ2_i²)
 * never rises and no network has more than a given number of neurons. Pruning frees places for the
 * neurons of the optimum; where one of it and one of the network have the same sign and no data
 * point between their kinks, both are in one cone, and share a place. Immutable and
 * reference-counted.
 *
 * Positions go from 0, the network, over k, the end of leg k - 1, to the number of legs.
 */
typedef struct _RscDescent RscDescent;

/* From @network towards that minimal network of @set (its narrowest or a vertex) which needs the
 * fewest places, with at most @width neurons, not less than @network has. Where that is too few the
 * walk ends at the pruned network.
 * @network: for the set's data, with gates if these are the model's. Keeps references. O(m² n) for
 * pruning, and O(m* m n) for each vertex. Errors: cancelled. */
RscDescent *rsc_descent_new (RscOptimalSet *set,
                             RscNetwork *network,
                             gsize width,
                             GCancellable *cancellable,
                             GError **error);
RscDescent *rsc_descent_ref (RscDescent *self);
void rsc_descent_unref (RscDescent *self);

/* Whether it gets to the optimum. */
gboolean rsc_descent_is_complete (const RscDescent *self);
/* Neurons after pruning, of the optimum, places that both can share, and neurons with which it gets
 * there: the first two less the third. */
gsize rsc_descent_get_pruned_width (const RscDescent *self);
gsize rsc_descent_get_optimal_width (const RscDescent *self);
gsize rsc_descent_get_n_shared (const RscDescent *self);
gsize rsc_descent_get_width_needed (const RscDescent *self);

gsize rsc_descent_get_n_legs (const RscDescent *self);
RscDescentLeg rsc_descent_get_leg (const RscDescent *self, gsize k);
/* The network at @position in [0, n_legs]. Free with rsc_network_unref(). O(m d). */
RscNetwork *rsc_descent_dup_network (const RscDescent *self, double position);
/* Its objective. O(m n d). */
double rsc_descent_get_objective (const RscDescent *self, double position);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscDescent, rsc_descent_unref)

G_END_DECLS
