/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/set/rsc-optimal-set.h"

G_BEGIN_DECLS

/**
 * RscSetDistance:
 *
 * How far networks are from the optimal ones, in the coordinates of the convex program, where
 * neuron i is w_i = |θ2_i| θ1_i with a sign. Neuron i belongs to neuron k of the set, of direction
 * u_k, where both have the same sign and no row is strictly on different sides of them; t_i =
 * max(u_k·w_i, 0) of it is along u_k. Then
 *   d² = Σ_i ||w_i - t_i u_k(i)||² + min over a in the set of Σ_k (T_k - a_k)²,  T_k = Σ_i∈k t_i,
 * neurons that belong to none counted with all of w_i. It is 0 iff the network is optimal, its
 * layers taken as balanced. Immutable and reference-counted.
 */
typedef struct _RscSetDistance RscSetDistance;

/* Keeps a reference. O(n_neurons n d). */
RscSetDistance *rsc_set_distance_new (RscOptimalSet *set);
RscSetDistance *rsc_set_distance_ref (RscSetDistance *self);
void rsc_set_distance_unref (RscSetDistance *self);

RscOptimalSet *rsc_set_distance_get_set (const RscSetDistance *self);

/* d of @network, which has the columns of the set's data, as a share of ||a||₂ of the nearest
 * optimal network; as it is where that is zero. @along: T, n_neurons values, or NULL. O(m n (d +
 * n_neurons)), and a projection. Any thread. */
double
rsc_set_distance_measure (const RscSetDistance *self, const RscNetwork *network, double *along);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscSetDistance, rsc_set_distance_unref)

G_END_DECLS
