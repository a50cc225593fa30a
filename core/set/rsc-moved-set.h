/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/set/rsc-optimal-set.h"

G_BEGIN_DECLS

/* What @set becomes at the same λ when its data are @dataset instead, which has the same features:
 * other targets, or other rows. Its patterns are those of these rows: all of them, listed or
 * priced, or the same gates'. Only support, dimension and a vertex are found. Cost: a solve that
 * starts from @set's solution. Errors: as of the solver and of rsc_optimal_set_new(). */
RscOptimalSet *rsc_moved_set_new (RscOptimalSet *set,
                                  RscDataset *dataset,
                                  GCancellable *cancellable,
                                  GError **error);

G_END_DECLS
