/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/set/rsc-optimal-set.h"

G_BEGIN_DECLS

/**
 * RscLeftOut:
 * @row: the data point that is left out, from 0
 * @trusted: whether what follows holds: of a set that can be trusted, rsc_optimal_set_is_trusted(),
 * without doubtful neurons, and where all patterns are meant over all of them
 * @unique: whether the optimum without it is unique
 * @dimension: of the set of optimal networks without it
 * @n_support: neurons that these have
 *
 * What becomes of an optimal set when one data point is not there, at the same λ: the point makes
 * the optimum ambiguous where it is unique without it.
 */
typedef struct
{
  gsize row;
  gboolean trusted;
  gboolean unique;
  gsize dimension;
  gsize n_support;
} RscLeftOut;

/* For one row of @set's data. Patterns are those of the other rows: all of them, listed or priced,
 * or the same gates'. Cost: a solve that starts from @set's solution. Errors: as of the solver and
 * of rsc_optimal_set_new(). */
gboolean rsc_leave_one_out_find (RscOptimalSet *set,
                                 gsize row,
                                 RscLeftOut *left_out,
                                 GCancellable *cancellable,
                                 GError **error);

G_END_DECLS
