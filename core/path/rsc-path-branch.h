/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/path/rsc-branch-state.h"

G_BEGIN_DECLS

/**
 * RscPathBranchEnd:
 * @RSC_PATH_BRANCH_UNKNOWN: Newton's method or the search failed
 * @RSC_PATH_BRANCH_HOLDS: the structure holds down to the λ asked for
 * @RSC_PATH_BRANCH_ENDS: it ends within the bracket
 */
typedef enum
{
  RSC_PATH_BRANCH_UNKNOWN,
  RSC_PATH_BRANCH_HOLDS,
  RSC_PATH_BRANCH_ENDS
} RscPathBranchEnd;

/* Where the structure ends between the λ of the set and @lambda below it: within [*@low, *@high],
 * RSC_TOLERANCE_EVENT wide at most. At *@high the optimality conditions hold for all blocks, at
 * *@low they do not. Cost: some 10 moves and 2 to 4 passes over all blocks. Errors (with
 * RSC_PATH_BRANCH_UNKNOWN): cancelled. */
RscPathBranchEnd rsc_path_branch_find_end (RscBranchState *self,
                                           double lambda,
                                           double *low,
                                           double *high,
                                           GCancellable *cancellable,
                                           GError **error);

/* Whether the structure surely holds down to @below, a set further down that has the same: halfway
 * it does, and no block can reach λ in between, by its distance from λ at the ends and the bend of
 * the residual. The cheap answer to begin with: one move. */
gboolean rsc_path_branch_surely_holds (RscBranchState *self, const RscOptimalSet *below);

/* The network of the branch where the state is (just below the end that was found), to start a
 * solve nearby from: without a certificate. */
RscSolution *rsc_path_branch_dup_start (RscBranchState *self);

/* The same at @lambda: near the solution there unless much happens in between. The solution of the
 * set itself where the branch cannot be followed, or that is the better one. The state stays where
 * it is. */
RscSolution *rsc_path_branch_predict (RscBranchState *self, double lambda);

G_END_DECLS
