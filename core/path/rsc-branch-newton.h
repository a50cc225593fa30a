/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/path/rsc-branch-state.h"

G_BEGIN_DECLS

/* Newton's method along a branch. */

/* A copy of where the state is, to be freed with g_free(), and the residual in it (n values). O(n +
 * neurons d). */
double *rsc_branch_newton_dup (const RscBranchState *self);
const double *rsc_branch_newton_get_residual (const double *copy);
/* Goes back to @copy, made since the faces of the neurons were last built. */
void rsc_branch_newton_restore (RscBranchState *self, const double *copy);

/* Halfway between two copies: near where the branch is there, for a move from it. */
void rsc_branch_newton_restore_between (RscBranchState *self, const double *a, const double *b);

/* Moves the state to @lambda (scaled); FALSE where that fails, and the state is then where it was.
 * O(N³) for N unknowns, a few times. */
gboolean rsc_branch_newton_move (RscBranchState *self, double lambda);
/* The same, good enough to see how the branch bends. */
gboolean rsc_branch_newton_move_roughly (RscBranchState *self, double lambda);

G_END_DECLS
