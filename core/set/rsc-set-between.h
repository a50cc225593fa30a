/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/set/rsc-optimal-set.h"

G_BEGIN_DECLS

/* The set between those at two neighbouring λ of a path, for @lambda between theirs: the
 * combination (1 - t) @above + t @below, t linear in λ, of all that they hold. A neuron of both
 * supports (equal entries of @ids_above and @ids_below, one for each neuron of the support) turns
 * from the one direction to the other, so that the network of least ||a||_2 is exactly the
 * combination of the two; for networks whose norms do not change in the same proportion the joint
 * direction is an approximation, and where the kink of a neuron of both crosses a data point the
 * joint one is; a bound on what that can add to any network's objective is counted in the gap of
 * the set's own solution. Neurons: the support of @below in its order, then those of @above alone;
 * @ids: room for both supports, receives each neuron's id. Every function works on such a set, with
 * these meanings:
 * - least ||a||_2, interior, narrowest, solver's point, random and nearest points are combinations
 * of
 *   those of the two sets; ranges are exact
 * - a vertex is a pair of vertices of equal neurons, or, where the other set has none, of the
 * nearest;
 *   the hull of these is what is projected and enveloped
 * - each is looked at again by its weights: one that is worse than the gap allows makes the set one
 * that
 *   cannot be trusted, as either of the two sets does
 * - dimension, rank and what is proved of the narrowest are those of the two sets (the larger
 *   dimension), not statements about @lambda.
 * Its solution is rsc_solution_new_between() with @tolerance. Keeps references to both. O(neurons n
 * d + vertices neurons n); no linear program. */
RscOptimalSet *rsc_optimal_set_new_between (RscOptimalSet *above,
                                            const gsize *ids_above,
                                            RscOptimalSet *below,
                                            const gsize *ids_below,
                                            double lambda,
                                            double tolerance,
                                            gsize *ids);

G_END_DECLS
