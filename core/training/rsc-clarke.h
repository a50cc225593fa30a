/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-network.h"

G_BEGIN_DECLS

/**
 * RscClarkeNeuron:
 * @residual: min over c of || λ u - s X^T diag(1(Xu > 0) + c) r || / λ, u the direction of θ1, s
 * the sign of θ2; 0 for a
 *   neuron without weights
 * @imbalance: | ||θ1|| - |θ2| | / max (||θ1||, |θ2|)
 * @n_kinks: rows that are no zero rows and whose activation is 0, to RSC_TOLERANCE_KINK
 */
typedef struct
{
  double residual;
  double imbalance;
  gsize n_kinks;
} RscClarkeNeuron;

/**
 * RscClarke:
 *
 * The element of least norm of Clarke's subdifferential of the non-convex objective
 *   1/2 ||f(X) - y||² + λ/2 Σ_i (||θ1_i||² + θ2_i²)
 * at a network: 0 iff the network is stationary. By the definition: at rows where neuron i is
 * exactly 0 the gradients in θ1_i of all cells that meet there, λ θ1_i - θ2_i X^T D r, and their
 * convex hull. Where the rows are in general position the hull is the box c in [0, 1] of the paper;
 * where they are not (a row and its negative, several rows on a plane) it is smaller. Immutable and
 * reference-counted.
 */
typedef struct _RscClarke RscClarke;

/* @network must have the dataset's columns; λ > 0. O(m n d), and d³ for each kink. */
RscClarke *rsc_clarke_new (RscDataset *dataset, RscNetwork *network, double lambda);
RscClarke *rsc_clarke_ref (RscClarke *self);
void rsc_clarke_unref (RscClarke *self);

/* ||g|| / (λ ||θ||), g the element of least norm and θ all weights: 1 is the pull of weight decay
 * alone. For weights that are next to nothing, ||θ|| below that of one neuron as large as the
 * targets, relative to the latter; 0 where there are none. */
double rsc_clarke_get_residual (const RscClarke *self);
/* The same of the layers' balance alone: max_i of the neurons' imbalance, each counted by its share
 * of ||θ||. */
double rsc_clarke_get_imbalance (const RscClarke *self);
/* FALSE where so many rows are 0 for one neuron that the box had to stand for the hull, which it
 * contains: the residual may then be smaller than by the definition. */
gboolean rsc_clarke_is_exact (const RscClarke *self);
const RscClarkeNeuron *rsc_clarke_get_neuron (const RscClarke *self, gsize i);
/* g: m (d + 1) values, θ1 (m × d) then θ2 (m). Where it is not 0, going along -g lowers the
 * objective at a rate of at least ||g||. */
const double *rsc_clarke_get_subgradient (const RscClarke *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscClarke, rsc_clarke_unref)

G_END_DECLS
