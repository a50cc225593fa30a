/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/pruning/rsc-pruning.h"

G_BEGIN_DECLS

/* A position of a pruning walk: state k for the number k, and k + t on the way from state k to k +
 * 1, while a step is animated. A step changes norms and signs, never directions. Positions lie
 * between 0 and the last state. */

/* The network there, and in *@set_neurons (or NULL), to be freed with g_free(), the index in the
 * set of each of its neurons, NULL where the walk did not start in a set. */
RscNetwork *
rsc_walk_position_dup_network (const RscPruning *walk, double position, gsize **set_neurons);
/* The same as norms @a in the set of @m neurons; FALSE when the walk started elsewhere or a neuron
 * has changed its sign. */
gboolean
rsc_walk_position_get_norms_in_set (const RscPruning *walk, double position, gsize m, double *a);
/* Where it came along, as norms in the set: the states up to the position and the position itself,
 * *@n rows of @m, free with g_free(). NULL when the first has no place in the set. */
double *rsc_walk_position_dup_trail (const RscPruning *walk, double position, gsize m, gsize *n);

G_END_DECLS
