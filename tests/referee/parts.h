/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "judge.h"

G_BEGIN_DECLS

/* What can be looked at in one case, beside patterns and λ_max. */

/* The solution, the set, and the networks taken from it: judge_all(). */
#define part_sets judge_all
/* Gaps of solutions in every way that they come about, and what is claimed of sets that were solved
 * coarsely. */
void part_certificate (Judge *judge);
/* The same problem in another order, with other signs, in other units; and the symmetries of the
 * data. */
void part_invariants (Judge *judge);
/* Every state of prunings, computed anew from its weights. */
void part_prune (Judge *judge);
/* Events of a path: the sets on both sides of each, and that nothing happens in between. */
void part_events (Judge *judge);

G_END_DECLS
