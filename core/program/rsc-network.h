/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-problem.h"

G_BEGIN_DECLS

/**
 * RscNetwork:
 *
 * A two-layer network f(x) = Σ_i (x^T θ1_i)_+ θ2_i, or with gates Σ_i 1(x^T g_i >= 0) (x^T θ1_i)
 * θ2_i. Immutable and reference-counted. x carries the bias 1 as its last entry when @bias.
 */
typedef struct _RscNetwork RscNetwork;

/* @d counts the bias column. @hidden: m × d row-major, @output: m, @gates: m × d or NULL for ReLU.
 * All copied. m may be 0: the zero network. */
RscNetwork *rsc_network_new (gsize m,
                             gsize d,
                             gboolean bias,
                             const double *hidden,
                             const double *output,
                             const double *gates);

/* Solution mapping: θ1_i = w_i/√||w_i||, θ2_i = s_i √||w_i||; zero w_i are left out. @w: m × d,
 * @signs: m values of ±1, @gates: as above. */
RscNetwork *rsc_network_new_from_convex (gsize m,
                                         gsize d,
                                         gboolean bias,
                                         const double *w,
                                         const int *signs,
                                         const double *gates);

RscNetwork *rsc_network_ref (RscNetwork *self);
void rsc_network_unref (RscNetwork *self);

gsize rsc_network_get_width (const RscNetwork *self);
gsize rsc_network_get_d (const RscNetwork *self);
gboolean rsc_network_get_bias (const RscNetwork *self);
const double *rsc_network_get_hidden (const RscNetwork *self); /* m × d */
const double *rsc_network_get_output (const RscNetwork *self); /* m */
const double *rsc_network_get_gates (const RscNetwork *self);  /* m × d or NULL */

/* Inverse mapping of neuron i: w = θ1_i |θ2_i| (d values), returns sign(θ2_i) or 0. */
int rsc_network_get_convex (const RscNetwork *self, gsize i, double *w);

/* @x: @n_points × (d - bias), row-major, features without the bias column. @f: n_points. */
void rsc_network_predict (const RscNetwork *self, gsize n_points, const double *x, double *f);

/* 1/2 ||f(X) - y||² + λ/2 Σ (||θ1_i||² + θ2_i²), and with λ Σ ||θ1_i|| |θ2_i| as penalty. Both
 * agree when the layers are balanced. */
double rsc_network_objective (const RscNetwork *self, const RscDataset *dataset, double lambda);
double
rsc_network_convex_objective (const RscNetwork *self, const RscDataset *dataset, double lambda);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscNetwork, rsc_network_unref)

G_END_DECLS
