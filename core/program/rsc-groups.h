/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-candidates.h"

G_BEGIN_DECLS

/**
 * RscGroups:
 *
 * The inner solver for gated networks of many unknowns, where no cone is in the way and the program
 * is a group lasso: blocks one after the other, each exactly, which finds those that are 0, and
 * Newton steps by conjugate gradients on the others, which find their weights. No Gram matrix of
 * all unknowns is made. Workspace for many steps; borrows its pricer.
 */
typedef struct _RscGroups RscGroups;

RscGroups *rsc_groups_new (RscPricer *pricer);
void rsc_groups_free (RscGroups *self);

/* Whether that takes less than the quadratic program of RscStep, for a step of @n_unknowns. */
gboolean rsc_groups_is_worth (gsize n_unknowns);

/* Moves @point, of @lambda, to the optimum over its blocks and the most violated of @candidates:
 * until the conditions of optimality miss by @target λ, or nothing helps. The objective does not
 * rise. FALSE when that would take too much memory, or when cancelled: @point is left as it was.
 * O(n d²) for each new block, O(blocks n d) for each product. */
gboolean rsc_groups_improve (RscGroups *self,
                             const RscCandidates *candidates,
                             double lambda,
                             double target,
                             RscPoint *point,
                             GCancellable *cancellable);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscGroups, rsc_groups_free)

G_END_DECLS
