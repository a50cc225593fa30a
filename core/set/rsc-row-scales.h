/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/set/rsc-neurons.h"

G_BEGIN_DECLS

/* What the rows of activations are multiplied with before their rank is decided: n powers of two,
 * to free with g_free(). Of v_k = Σ_i r_i x_ik no more than rounding of max_i |x_ik| is known, of
 * x_i·v so Σ_k |x_ik| max_i |x_ik|: rows in these units have rounding of one size. Where one
 * feature is in the thousands, what two neurons do to a row that has 0 there can be below
 * RSC_TOLERANCE_RANK of what they do to the others, and be the difference all the same.
 *
 * All are 1 where that tells no more than before, or nothing that can be told: @exact is whether
 * the data were given exactly and the residual was refined, without which a misfit of that size is
 * rounding (it moves ||v_b|| by its square). O(n d), and where rows differ so much in size O(n m²)
 * of @n_neurons m. */
double *rsc_row_scales_new (const RscProblem *problem,
                            gsize n_neurons,
                            const RscNeuron *neurons,
                            gboolean exact);

G_END_DECLS
