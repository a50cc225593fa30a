/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/pruning/rsc-pruning-walk.h"

G_BEGIN_DECLS

/* Circuits: minimal dependent sets of the active columns of a walk. */

/* The null vectors of the columns outside a complete basis, one after another in *@vectors (m each;
 * free with g_free()): 1 at that column, minus its coordinates at the basis. Returns their number.
 * O(n² m). */
gsize rsc_circuit_list_null_vectors (RscPruningWalk *walk, double **vectors);

/* A null vector that touches few neurons. Where there are not too many circuits (minimal dependent
 * sets), the smallest of all: each is the null vector that vanishes at some p - 1 neurons, p the
 * dimension of the null space. Otherwise the smallest of those that add one column to the basis of
 * the first independent columns. @null_vector: m values. FALSE where the columns are
 * independent. */
gboolean
rsc_circuit_find_fewest (RscPruningWalk *walk, double *null_vector, GCancellable *cancellable);

G_END_DECLS
