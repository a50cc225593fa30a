/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-solution.h"

G_BEGIN_DECLS

/* How far a solution at one λ is certified at others. */

/* Bound on the gap of @solution's w at @t times its λ, t > 0, and *@dual the dual objective that it
 * comes with. O(1). */
double rsc_path_bound_gap (const RscSolution *solution, double t, double *dual);

/* The smallest t in [@least, 1) down to which @solution's w stays within the relative gap
 * @epsilon. */
double rsc_path_bound_find_step (const RscSolution *solution, double epsilon, double least);

/* Whether the convex combinations of the solutions @above and @below are optimal at each λ in
 * between, to RSC_TOLERANCE_STRAIGHT of the objective and over the patterns that the two are over:
 * all is linear in λ there. *@drift: no residual in between is further from the combination of
 * theirs. O(n). */
gboolean
rsc_path_bound_is_straight (const RscSolution *above, const RscSolution *below, double *drift);

G_END_DECLS
