/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/path/rsc-branch-state.h"

G_BEGIN_DECLS

/**
 * RscBranchConditionKind:
 * @RSC_BRANCH_NONE: none
 * @RSC_BRANCH_NORM: a norm of the basis is not negative
 * @RSC_BRANCH_SIDE: a data point is on its side of a kink
 * @RSC_BRANCH_MULTIPLIER: the multiplier that holds a kink at a data point is in its interval
 * @RSC_BRANCH_CORRELATION: a neuron outside of the basis stays equicorrelated
 * @RSC_BRANCH_BLOCK: ||v_b|| <= λ of a block that belongs to no neuron
 *
 * What has to hold on a branch.
 */
typedef enum
{
  RSC_BRANCH_NONE,
  RSC_BRANCH_NORM,
  RSC_BRANCH_SIDE,
  RSC_BRANCH_MULTIPLIER,
  RSC_BRANCH_CORRELATION,
  RSC_BRANCH_BLOCK
} RscBranchConditionKind;

/**
 * RscBranchCondition:
 * @kind: which
 * @neuron: of the branch, or for RSC_BRANCH_BLOCK the block
 * @row: data point, or for RSC_BRANCH_MULTIPLIER the index in the kinks
 */
typedef struct
{
  RscBranchConditionKind kind;
  gsize neuron;
  gsize row;
} RscBranchCondition;

/**
 * RscBranchViolation:
 * @condition: that does not hold
 * @value: by how much, relative to its scale
 */
typedef struct
{
  RscBranchCondition condition;
  double value;
} RscBranchViolation;

/* ||P_K (Z_b^T r)|| of one block for any @r (n values). O(n d). */
double rsc_branch_condition_project (RscBranchState *self, gsize block, const double *r);

/* By how much a condition is violated at the state, relative to its scale; <= 0: it holds. O(n
 * d). */
double rsc_branch_condition_measure (RscBranchState *self, const RscBranchCondition *condition);
/* The value of one condition at @lambda (scaled), where the state then is. FALSE where that
 * fails. */
gboolean rsc_branch_condition_measure_at (RscBranchState *self,
                                          const RscBranchCondition *condition,
                                          double lambda,
                                          double *value);

/* @violations (RscBranchViolation): all that concern the neurons. O(neurons n d). */
void rsc_branch_condition_list_neurons (RscBranchState *self, GArray *violations);
/* Of the blocks that belong to none of the neurons: appends the one with the largest ||v_b|| > λ to
 * @violations, and puts those with ||v_b|| > λ - @reach into @near (gsize). A pass over all blocks.
 * FALSE when cancelled. */
gboolean rsc_branch_condition_list_blocks (RscBranchState *self,
                                           double reach,
                                           GArray *violations,
                                           GArray *near,
                                           GCancellable *cancellable,
                                           GError **error);

G_END_DECLS
