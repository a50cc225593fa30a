/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-problem.h"

G_BEGIN_DECLS

/**
 * RscNeuron:
 * @sign: s, the sign of its output weight (+1 or -1)
 * @direction: unit direction u = v_b/λ, d values (bias last if there is one)
 * @activation: column s (X u)_+ (gated: s D X u), n values: the fit is Σ a_i activation_i
 * @pattern: activation pattern of its first block
 * @n_blocks, @blocks: the equicorrelated blocks that are this neuron
 * @gate: gated only, d values; else NULL
 * @norm_min, @norm_max: range of its norm a = ||w|| over the whole optimal set
 * @in_support: whether some optimal network uses it
 * @boundary_rows: number of data points on its kink (x^T u = 0)
 *
 * A neuron that can appear in an optimal network: equicorrelated blocks with equal sign and
 * direction merged into one.
 */
typedef struct
{
  int sign;
  double *direction;
  double *activation;
  gsize pattern;
  gsize n_blocks;
  gsize *blocks;
  double *gate;
  double norm_min;
  double norm_max;
  gboolean in_support;
  gsize boundary_rows;
} RscNeuron;

/* Groups @count blocks of equal sign and direction (@directions: unit vectors, count × d): neuron_of[i]
 * is the group of block i, groups numbered by their first block. With gates every block is a neuron of
 * its own: where gates differ, so do the functions off the training points. Returns the number of
 * groups. */
gsize rsc_neurons_merge (const RscProblem *problem,
                         gsize count,
                         const gsize *blocks,
                         const double *directions,
                         gsize *neuron_of);

/* The neurons of these groups, without what only their set knows (ranges, support): an array of
 * @n_neurons, for rsc_neurons_free(). NULL with an error where a pattern has no gate inside it. */
RscNeuron *rsc_neurons_new (const RscProblem *problem,
                            gsize n_neurons,
                            gsize count,
                            const gsize *blocks,
                            const double *directions,
                            const gsize *neuron_of,
                            GError **error);
void rsc_neurons_free (gsize n_neurons, RscNeuron *neurons);

/* Activation and number of boundary rows, from direction, sign and pattern. */
void rsc_neuron_fill_activation (const RscProblem *problem, RscNeuron *neuron);

G_END_DECLS
