/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/path/rsc-path-state.h"

G_BEGIN_DECLS

/* What happens between two points of a path. */

/* Records the first events, those at λ_max itself: from @zero, the zero network, to *@from, a state
 * just below it (or @end) with its ids. Errors: those of the solver and the set, cancelled. */
gboolean rsc_path_events_start (RscPathTracer *self,
                                RscPathState *zero,
                                RscPathState *end,
                                RscPathState **from,
                                GError **error);

/* Follows the neurons from @start (with ids) to @end, a solved state below it, which gets its ids,
 * and records what happens in between. Cost: one solve for each event, and where that does not
 * settle it about 30. Errors: as above. */
gboolean
rsc_path_events_trace (RscPathTracer *self, RscPathState *start, RscPathState *end, GError **error);

G_END_DECLS
