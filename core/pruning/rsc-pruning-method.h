/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RscPruningMethod:
 * @RSC_PRUNING_OPTIMAL_LS: Algorithm 1 while activations are dependent; then the neuron whose best
 * least-squares correction costs least goes, and the correction is applied to the others
 * @RSC_PRUNING_MAGNITUDE: least ||θ1_i|| |θ2_i| first; nothing else changes (so do the next three)
 * @RSC_PRUNING_GRADIENT: least √(Σ_k (w_k ∂L/∂w_k)²) first, L = 1/2 ||f - y||² and w = θ1_i |θ2_i|:
 * gradient times weight, as the authors of the paper do it
 * @RSC_PRUNING_ACTIVATION: least ||c_i|| first, c_i its contribution on the training points
 * @RSC_PRUNING_RANDOM: in random order
 *
 * The names in the command line and in files are "optimal-ls", "magnitude", "gradient",
 * "activation", "random".
 */
typedef enum
{
  RSC_PRUNING_OPTIMAL_LS,
  RSC_PRUNING_MAGNITUDE,
  RSC_PRUNING_GRADIENT,
  RSC_PRUNING_ACTIVATION,
  RSC_PRUNING_RANDOM,
  RSC_N_PRUNING_METHODS
} RscPruningMethod;

const char *rsc_pruning_method_to_string (RscPruningMethod method);
gboolean rsc_pruning_method_from_string (const char *text, RscPruningMethod *method);

G_END_DECLS
