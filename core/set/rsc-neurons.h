/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/numerics/rsc-wide.h"
#include "core/program/rsc-problem.h"

G_BEGIN_DECLS

/**
 * RscNeuron:
 * @sign: s, the sign of its output weight (+1 or -1)
 * @direction: unit direction u = v_b/λ, d values (bias last if there is one)
 * @activation: column s (X u)_+ (gated: s D X u), n values: the fit is Σ a_i activation_i
 * @length: ||activation||
 * @pattern: activation pattern of its first block
 * @n_blocks, @blocks: the equicorrelated blocks that are this neuron
 * @gate: gated only, d values; else NULL
 * @norm_min, @norm_max: range of its norm a = ||w|| over the whole optimal set
 * @in_support: whether some optimal network uses it
 * @doubtful: whether it touches λ only within the rounding of the data: see RscEquicorrelation
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
  double length;
  gsize pattern;
  gsize n_blocks;
  gsize *blocks;
  double *gate;
  double norm_min;
  double norm_max;
  gboolean in_support;
  gboolean doubtful;
  gsize boundary_rows;
} RscNeuron;

/* Side of the point @x (d values) on which the unit direction u holds it: +1 where x^T u > 0, -1
 * where it is < 0, 0 on its kink: |x^T u| <= @kink Σ |x_k u_k|, a share that neither units nor
 * signs change. */
int rsc_neuron_find_side (gsize d, const double *x, const RscWide *direction, double kink);

/* The neurons of groups of blocks, without what only their set knows (ranges, support): an array of
 * @n_neurons, for rsc_neurons_free(). @blocks, @neuron_of: @count blocks in increasing order and
 * the group of each. @directions: n_neurons × d. @kink: see rsc_neuron_find_side(). NULL with an
 * error where a pattern has no gate inside it. */
RscNeuron *rsc_neurons_new (const RscProblem *problem,
                            gsize n_neurons,
                            gsize count,
                            const gsize *blocks,
                            const gsize *neuron_of,
                            const RscWide *directions,
                            double kink,
                            GError **error);
void rsc_neurons_free (gsize n_neurons, RscNeuron *neurons);

/* Activation and number of boundary rows, from direction, sign and pattern. */
void rsc_neuron_fill_activation (const RscProblem *problem, RscNeuron *neuron);

/* The same from a direction in wide numbers (d) and the @kink of rsc_neuron_find_side(); what was
 * there is not freed. O(n d). */
void rsc_neuron_fill_activation_wide (const RscProblem *problem,
                                      RscNeuron *neuron,
                                      const RscWide *direction,
                                      double kink);

G_END_DECLS
