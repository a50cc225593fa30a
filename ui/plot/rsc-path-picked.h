/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/set/rsc-optimal-set.h"
#include "ui/plot/rsc-path-curves.h"

G_BEGIN_DECLS

/* Where the neurons of a network stand on the vertical axis of the path: @values[id] for each of
 * @n_ids identities, NaN for those that are not in @set or, where the axis shows directions, not in
 * the network.
 * @id_labels: the number of each identity; @labels: of each neuron of @set. @norms: of the network
 * (n_neurons of
 * @set), negative where the sign of a neuron has changed; NULL: nothing is known, NaN for all.
 * O(n_ids + m). */
void rsc_path_picked_fill (double *values,
                           gsize n_ids,
                           const gsize *id_labels,
                           const RscOptimalSet *set,
                           const gsize *labels,
                           const double *norms,
                           RscPathY y,
                           gsize feature);

G_END_DECLS
