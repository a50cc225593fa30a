/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/set/rsc-optimal-set.h"

G_BEGIN_DECLS

/**
 * RscPathBranch:
 *
 * The smooth piece of a solution path that an optimal set lies on. While its structure holds (which
 * neurons are equicorrelated, which data points are on each kink) the residual r solves
 *   y - r = Σ_k a_k M_k û_k,   M_k^T r = λ û_k,   ||û_k|| = 1
 * over a basis of neurons with independent activations, M_k = Z_k restricted to the face of its cone
 * that neuron k is on. Newton's method follows that to another λ in some O(N³) for N unknowns, whatever
 * the number of blocks. The structure ends where
 *   a norm a_k of the basis turns negative,
 *   a direction crosses a data point,
 *   the multiplier that holds a kink at a data point leaves its interval, or
 *   another block reaches ||v_b|| = λ.
 * For use by one thread.
 */
typedef struct _RscPathBranch RscPathBranch;

/* Of the support of @set, which must have been solved to its tolerance. Keeps references to @set and
 * borrows @pricer (of the same problem). NULL where the structure is not one for Newton's method: no
 * neuron at all, dependent data points on a kink, or a basis that is not independent. */
RscPathBranch *rsc_path_branch_new (RscOptimalSet *set, RscPricer *pricer);
void rsc_path_branch_free (RscPathBranch *self);

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
 * RSC_TOLERANCE_EVENT wide at most. At *@high the optimality conditions hold for all blocks, at *@low
 * they do not. Cost: some 10 moves and 2 to 4 passes over all blocks. Errors (with
 * RSC_PATH_BRANCH_UNKNOWN): cancelled. */
RscPathBranchEnd rsc_path_branch_find_end (RscPathBranch *self,
                                           double lambda,
                                           double *low,
                                           double *high,
                                           GCancellable *cancellable,
                                           GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscPathBranch, rsc_path_branch_free)

G_END_DECLS
