/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/set/rsc-optimal-set.h"

G_BEGIN_DECLS

/**
 * RscTargetMove:
 * @row: whose target is moved, from 0
 * @step: what is added to it: there the optimum is unique. 0: none was found
 * @below: between 0 and @step a step was looked at where it is not; 0 where @step is the least that
 * was looked at, and any step however small may do
 *
 * A small move of one target that makes the optimum unique at the same λ. Steps that double are
 * looked at, then the first one that does is narrowed down to a thousandth: the least move may be
 * smaller where uniqueness comes and goes.
 */
typedef struct
{
  gsize row;
  double step;
  double below;
} RscTargetMove;

/* The smallest that is found over all rows and both directions, up to four times the largest
 * target. @set: not unique. @progress: the share of rows that are done, or NULL. Cost: for each row
 * up to two dozen solves each way. Errors: as of rsc_moved_set_new(). */
gboolean rsc_target_move_find (RscOptimalSet *set,
                               RscTargetMove *move,
                               RscProgressFunc progress,
                               gpointer progress_data,
                               GCancellable *cancellable,
                               GError **error);

/* The data of @set with that move. Errors: RSC_ERROR_DATA where the target leaves the range of
 * doubles. */
RscDataset *rsc_target_move_apply (const RscTargetMove *self, RscOptimalSet *set, GError **error);

G_END_DECLS
