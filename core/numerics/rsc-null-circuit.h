/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Circuits: minimal dependent sets of columns. @columns: @m pointers to columns of length about 1
 * (@n values each); NULL for one that is not there. A null vector has an entry for each column, 0
 * where that is not in it. */

/* Null vectors that span all, one after another in *@vectors (m each; free with g_free()): each has
 * one of the columns that depend on those before it, with 1, and minus its coordinates at the
 * independent ones. Each is a circuit.
 * Returns their number. O(n² m). */
gsize rsc_null_circuit_list (gsize n, gsize m, const double *const *columns, double **vectors);

/* Of @p >= 1 such null vectors one that touches few columns, to @null_vector (m). Where there are
 * not too many circuits, the smallest of all, and TRUE: each is the null vector that vanishes at
 * some p - 1 columns. Otherwise, or when cancelled, the smallest that was met. */
gboolean rsc_null_circuit_find_fewest (gsize n,
                                       gsize m,
                                       const double *const *columns,
                                       gsize p,
                                       const double *vectors,
                                       double *null_vector,
                                       GCancellable *cancellable);

G_END_DECLS
