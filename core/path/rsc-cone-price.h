/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-problem.h"
#include "core/program/rsc-solver.h"

G_BEGIN_DECLS

/**
 * RscConePricePoint:
 * @lambda: where
 * @objective, @dual: of ReLU and of gated ReLU (index an #RscActivation): the optimum is between
 * them, over the patterns of the programs
 * @width: neurons of the network that the solver found, before anything is merged or pruned
 * @converged: whether both gaps are within the tolerance
 *
 * The price is objective[RELU] - objective[GATED]: exactly no less than dual[RELU] -
 * objective[GATED] and no more than objective[RELU] - dual[GATED].
 */
typedef struct
{
  double lambda;
  double objective[2];
  double dual[2];
  gsize width[2];
  gboolean converged;
} RscConePricePoint;

/**
 * RscConePrice:
 * @lambda_max: of ReLU and of gated ReLU; the latter is no less
 * @n, @points: in order of falling λ
 * @last: the ReLU solution at the last of them
 *
 * What the cone constraints of the ReLU program cost: without them, and with the same patterns as
 * gates, it is the program of gated ReLU networks, whose optimum is never above.
 */
typedef struct
{
  double lambda_max[2];
  gsize n;
  RscConePricePoint *points;
  RscSolution *last;
} RscConePrice;

/* At @n >= 2 values of λ, spaced evenly in log λ from the larger λ_max down to @ratio_min of that
 * of ReLU. @relu: of patterns that are listed, not priced. @settings: of each solve, or NULL.
 * Errors: cancelled, those of the programs. Cost: 2 n solves, each from the one before. */
RscConePrice *rsc_cone_price_new (RscProblem *relu,
                                  gsize n,
                                  double ratio_min,
                                  const RscSolverSettings *settings,
                                  RscProgressFunc progress,
                                  gpointer progress_data,
                                  GCancellable *cancellable,
                                  GError **error);
void rsc_cone_price_free (RscConePrice *self);

/* The bounds of the price at a point, both at least 0. */
void rsc_cone_price_bound (const RscConePricePoint *point, double *low, double *high);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscConePrice, rsc_cone_price_free)

G_END_DECLS
