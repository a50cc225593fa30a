/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/path/rsc-path-state.h"

G_BEGIN_DECLS

/* Whether nothing happens between two states that are the same because all in between is linear in
 * λ. The combinations of their networks are then the networks in between: they use the same neurons
 * and have the same rows on each side of each kink. No other block comes to λ: ||v_b|| is at most
 * the combination of those of the two states and what residuals are beside that combination. Proves
 * that for every λ in between, over the patterns of the states, without a solve. FALSE says
 * nothing. O(n d + blocks). */
gboolean rsc_path_straight_holds (const RscPathState *start, const RscPathState *end);

G_END_DECLS
