/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/set/rsc-neurons.h"

G_BEGIN_DECLS

/* a ← a + (least-norm least squares correction of the fit on the neurons in use), if that leaves
 * every norm positive: u_b = v_b/λ and the solver's w_b/||w_b|| agree only to its accuracy.
 * @scales: n, what each row counts, see rsc_row_scales_new(). @fit: n; @a: the norms of @n_neurons
 * neurons. O(n × n_neurons²). */
void rsc_solver_point_correct (gsize n,
                               const double *scales,
                               gsize n_neurons,
                               const RscNeuron *neurons,
                               const double *fit,
                               double *a);

G_END_DECLS
