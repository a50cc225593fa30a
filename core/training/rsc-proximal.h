/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-network.h"
#include "core/program/rsc-problem.h"

G_BEGIN_DECLS

/**
 * RscProximalSettings:
 * @tolerance: of the squared norm of the least subgradient of the objective divided by n, and of
 * the squared distance from the
 *   cones, at which it stops
 * @max_iterations: in all
 */
typedef struct
{
  double tolerance;
  gsize max_iterations;
} RscProximalSettings;

/* 1e-8 and 10000, as the paper's experiments have it. */
void rsc_proximal_settings_init (RscProximalSettings *self);

/**
 * RscProximal:
 * @network: its blocks that are not exactly 0, each a neuron with the gate of its pattern: the
 * convex program's own
 *   prediction Σ s D_b X w_b
 * @objective: ½ ||fit - y||² + λ Σ ||w_b||
 * @squared_gradient: what @tolerance was asked of at the end
 * @violation: Σ_b ||((2 D_b - I) X w_b)_-||²: how far it is from the cones; 0 where gated
 * @iterations: of proximal steps
 * @converged: whether both are within the tolerance
 *
 * Where a first-order method stops.
 */
typedef struct
{
  RscNetwork *network;
  double objective;
  double squared_gradient;
  double violation;
  gsize iterations;
  gboolean converged;
} RscProximal;

/* Accelerated proximal gradient steps with restarts (Beck and Teboulle 2009; O'Donoghue and Candès
 * 2015) on the convex program over all blocks at once, inside an augmented Lagrangian method for
 * the cones: what users of first-order methods have, and no more exact than @settings say. For a
 * certified optimum there is rsc_solver_run(). The patterns are those of @problem. O(n d blocks)
 * per iteration. Errors: cancelled; those of a gate. Free with rsc_proximal_free(). */
RscProximal *rsc_proximal_new (RscProblem *problem,
                               double lambda,
                               const RscProximalSettings *settings,
                               GCancellable *cancellable,
                               GError **error);
void rsc_proximal_free (RscProximal *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscProximal, rsc_proximal_free)

G_END_DECLS
