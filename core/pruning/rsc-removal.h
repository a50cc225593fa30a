/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/pruning/rsc-pruning-walk.h"

G_BEGIN_DECLS

/* Whether a network of the same neurons with the same fit can do without @target. If so, @v (m
 * values) is a null vector of the columns of length 1 for a step that ends with norm 0 there: the
 * one that changes the others least, or else towards a network that keeps as much as possible of
 * every other neuron. If not, *@reason (free with g_free()), one sentence. FALSE with neither:
 * @error. Cost: O(n² m), and linear programs where the short cut does not answer. */
gboolean rsc_removal_find (RscPruningWalk *walk,
                           gsize target,
                           double *v,
                           char **reason,
                           GCancellable *cancellable,
                           GError **error);

G_END_DECLS
