/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/set/rsc-optimal-set.h"

G_BEGIN_DECLS

#define RSC_COMPARISON_NONE G_MAXSIZE

/**
 * RscComparedNeuron:
 * @sign: of its output weight
 * @direction: unit direction of B's where B has it, else of A's: one value for each feature, and
 * last that of the bias, 0 without one
 * @norms: ||w|| in A and in B; 0 where the one has no such neuron
 * @angle: between both directions; NaN where only one of the two has it
 * @neuron: which neuron of the set it is, or -1: that of B where B has it
 *
 * A neuron of one network and the one of the other that is most like it.
 */
typedef struct
{
  int sign;
  double *direction;
  double norms[2];
  double angle;
  gssize neuron;
} RscComparedNeuron;

/**
 * RscComparison:
 * @lambda: of the penalties
 * @d: of the directions: features, and the bias
 * @n_neurons, @neurons: those that are in the set in its order, then the others of B, then those
 * that A alone has
 * @widths, @neuron_of: of A and of B: how many neurons it has, and which of these each of them is,
 * RSC_COMPARISON_NONE for one that is always 0
 * @squared_error: ||f(X) - y||² of A and of B; @penalty: λ Σ ||w||; @objective: ½ the one and the
 * other
 * @fit_change: largest |f_B - f_A| over the data points
 * @points: norms of A and of B in the set (n_neurons values of that), NULL where it is none of its
 * networks
 * @distance: ||a_B - a_A|| where both are, else NaN
 *
 * Two networks beside each other, A and B (index 0 and 1), which may be of different λ, trained, or
 * of different kinds. Equal neurons of one network count as one.
 */
typedef struct
{
  double lambda;
  gsize d;
  gsize n_neurons;
  RscComparedNeuron *neurons;
  gsize widths[2];
  gsize *neuron_of[2];
  double squared_error[2];
  double penalty[2];
  double objective[2];
  double fit_change;
  double *points[2];
  double distance;
} RscComparison;

/* @dataset: the data points; @set: of the same data, or NULL. Neurons of equal sign (gated: of one
 * activation pattern of their gates, which makes up for the sign) are paired by the least angle,
 * one with one, and none beyond 26°. Errors: RSC_ERROR_ARGUMENT where a network does not go with
 * the data. O(neurons² (d + n)). */
RscComparison *rsc_comparison_new (RscDataset *dataset,
                                   RscNetwork *a,
                                   RscNetwork *b,
                                   double lambda,
                                   RscOptimalSet *set,
                                   GError **error);
void rsc_comparison_free (RscComparison *self);

/* f_B - f_A as one network: the neurons of B, then those of A turned round. Both must be ReLU or
 * both gated, and both with a bias or both without; else NULL. Free with rsc_network_unref(). */
RscNetwork *rsc_comparison_dup_difference (RscNetwork *a, RscNetwork *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscComparison, rsc_comparison_free)

G_END_DECLS
