/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-network.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* The network in which training would end that has come near it: from @network downhill, exactly.
 *
 * In the coordinates of the convex program, w_i = |θ2_i| θ1_i, the objective
 *   1/2 || Σ_i s_i (X w_i)_+ - y ||² + λ Σ_i ||w_i||
 * is smooth as long as no activation changes its sign. So: Newton steps on the faces where some
 * activations are 0; an activation that gets to 0 is held there, and let go to the side on which
 * the objective falls. A neuron that gets to 0 is left out. The objective never rises. Ends where
 * no side of any activation goes down any more, so at a Clarke-stationary network without descent
 * through a kink, that has balanced layers and at most the neurons of @network.
 *
 * *@is_settled: whether it got there; it does not where there are too many weights
 * (RSC_SETTLING_WEIGHTS_MAX) or steps. @origins: as many values as @network has neurons, or NULL;
 * the first receive which of these each neuron that is left was. λ > 0. O((m d)³ + n (m d)²) a
 * step. Errors: cancelled. */
RscNetwork *rsc_settling_find (RscDataset *dataset,
                               RscNetwork *network,
                               double lambda,
                               gboolean *is_settled,
                               gsize *origins,
                               GCancellable *cancellable,
                               GError **error);

G_END_DECLS
