/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/set/rsc-optimal-set.h"

G_BEGIN_DECLS

/**
 * RscTargetRange:
 * @row: whose target moves
 * @low, @high: how far it can be moved down (<= 0) and up (>= 0) with the same neurons, and the
 * same data points on their kinks and on each of their sides
 * @low_open, @high_open: no end was found that way: it was looked at as far as four times the
 * largest target (where all are 0, four times λ / ||x||)
 *
 * Where the derivatives of RscTargetEffects hold: to the next event on either side. Steps that
 * double are looked at and the first one beyond an event is narrowed down to a thousandth, so what
 * comes and goes between two of them is missed.
 */
typedef struct
{
  gsize row;
  double low;
  double high;
  gboolean low_open;
  gboolean high_open;
} RscTargetRange;

/* @set: unique. Cost: up to three dozen solves each way. Errors: RSC_ERROR_ARGUMENT where it is
 * not; as of rsc_moved_set_new(). */
gboolean rsc_target_range_find (RscOptimalSet *set,
                                gsize row,
                                RscTargetRange *range,
                                GCancellable *cancellable,
                                GError **error);

G_END_DECLS
