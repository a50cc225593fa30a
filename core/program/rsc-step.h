/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-candidates.h"

G_BEGIN_DECLS

/**
 * RscStep:
 *
 * The inner solver: the quadratic program of one step, made of atoms (a block with a unit
 * direction, and where the block is active a basis of its face), its solution and its multipliers.
 * Workspace for many steps; borrows @candidates and their pricer.
 */
typedef struct _RscStep RscStep;

RscStep *rsc_step_new (RscCandidates *candidates);
void rsc_step_free (RscStep *self);

/* Atoms of the step: the active blocks with free directions, blocks of the same direction joined,
 * and at most @max_new violators that differ by @spread or more from everything taken before. */
void rsc_step_choose (RscStep *self,
                      double lambda,
                      double spread,
                      gsize max_new,
                      GCancellable *cancellable);

/* Keeps the directions of the atoms but holds them, with norms that start at 0. */
void rsc_step_hold_directions (RscStep *self);

/* The directions of @point itself, so that a step cannot do worse than stay: their norms start at
 * @start times the present ones. */
void rsc_step_add_point (RscStep *self, const RscPoint *point, double start);

/* Solves the quadratic program on the atoms. @anchor: weight of 1/2 Σ (a_b - a_b^old)². FALSE when
 * that cannot be done, or would take too much memory, or when cancelled. O(n p²) for the p columns,
 * and the active-set method. */
gboolean rsc_step_solve (RscStep *self, double lambda, double anchor, GCancellable *cancellable);

/* The point of the solution, each block put back into its cone; its ν is that of the program. */
void
rsc_step_collect (const RscStep *self, double lambda, RscPoint *point, GCancellable *cancellable);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscStep, rsc_step_free)

G_END_DECLS
