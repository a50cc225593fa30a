/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/path/rsc-branch-state.h"

G_BEGIN_DECLS

/* Newton's method along a branch. */

/* Keeps the state as the one that searches start from, and goes back to it. O(neurons d). */
void rsc_branch_newton_save (RscBranchState *self);
void rsc_branch_newton_restore (RscBranchState *self);

/* Moves the state to @lambda (scaled); FALSE where that fails, and the state is then where it was saved.
 * O(N³) for N unknowns, a few times. */
gboolean rsc_branch_newton_move (RscBranchState *self, double lambda);

G_END_DECLS
