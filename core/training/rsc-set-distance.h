/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/set/rsc-optimal-set.h"

G_BEGIN_DECLS

/**
 * RscSetDistance:
 *
 * How far networks are from the optimal ones, in the space of the convex program, where neuron i is
 * w_i = |θ2_i| θ1_i with a sign. A network is the sum of its neurons in the space with the inner
 * product
 *   <w, w'> = ||w|| ||w'|| exp(cos θ - 1), θ the angle between both,
 * of neurons of one sign (of gated ones: of s w and of one activation pattern of the gates; else 0)
 * and its distance is that to the nearest network of the set,
 *   d² = min over a in the set of || Σ_i w_i - Σ_k a_k u_k ||²,
 * a quadratic program. Neurons of one direction add up however they are split; two that differ by
 * little are ||w - w'|| apart, as weights are; across a kink nothing jumps: moving w_i by δ changes
 * d by at most ||δ||. It is 0, up to the rounding of squares (1e-8 of the size), iff
 * the network with its layers balanced is optimal. Immutable and reference-counted.
 */
typedef struct _RscSetDistance RscSetDistance;

/* @set: not between two others. Keeps a reference. O(n_neurons² (d + n_neurons)). */
RscSetDistance *rsc_set_distance_new (RscOptimalSet *set);
RscSetDistance *rsc_set_distance_ref (RscSetDistance *self);
void rsc_set_distance_unref (RscSetDistance *self);

RscOptimalSet *rsc_set_distance_get_set (const RscSetDistance *self);

/* d of @network, which has the columns of the set's data, as a share of the size ||Σ_k a_k u_k|| of
 * the nearest optimal network; as it is where that is zero. @along: n_neurons values, or NULL: how
 * much of the network is along each neuron of the set, Σ_i ω_ik max(u_k·w_i, 0) with weights ω_ik
 * >= 0 of sum 1 over k, the larger the smaller the angle, all of it where that is 0: so of a
 * network of the set its norms. @nearest: norms of the nearest network, or NULL. O(m n_neurons (d +
 * n_neurons)), and a quadratic program. Any thread. */
double rsc_set_distance_measure (const RscSetDistance *self,
                                 const RscNetwork *network,
                                 double *along,
                                 double *nearest);

/* <a, b> of two neurons, for who checks it. */
double rsc_set_distance_multiply (gsize d, const double *a, const double *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscSetDistance, rsc_set_distance_unref)

G_END_DECLS
