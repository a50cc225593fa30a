/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-limit.h"
#include "core/program/rsc-solver.h"

G_BEGIN_DECLS

/**
 * RscLimitDescent:
 * @problem: or NULL
 * @generation: or NULL
 * @solver: of @problem, or NULL
 * @lambda_max: of either
 * @tolerance: relative gap of the penalty to reach
 * @for_set: whether the optimal set of the limit is wanted as well
 * @fraction: told last
 * @part: of the way that the step at hand is
 * @done: before it
 * @is_near_apart: whether the solution that stands for the limit is not that of the network known
 *
 * What the way down to a limit is made over, and how far it is. Borrows all of it.
 */
typedef struct
{
  RscProblem *problem;
  RscGeneration *generation;
  RscSolver *solver;
  double lambda_max;
  double tolerance;
  gboolean for_set;
  double fraction;
  double part;
  double done;
  gboolean is_near_apart;
  RscProgressFunc progress;
  gpointer progress_data;
  GCancellable *cancellable;
} RscLimitDescent;

/* Tells of @fraction of the step at hand. No step back is told. */
void rsc_limit_descent_tell (RscLimitDescent *self, double fraction, double gap);

/* The program of the patterns at hand. */
RscProblem *rsc_limit_descent_get_problem (RscLimitDescent *self);

RscSolution *
rsc_limit_descent_solve (RscLimitDescent *self, double lambda, RscSolution *warm, GError **error);

/* The data of @problem with other targets (n). */
RscDataset *rsc_limit_dup_dataset (const RscProblem *problem, const double *target);

/* The largest ||v_b|| at @r (n) over what the limit is over, or a bound of it where that cannot be
 * searched to the end. */
gboolean rsc_limit_descent_find_largest (RscLimitDescent *self,
                                         const double *r,
                                         double *largest,
                                         GError **error);

/* Whether no more patterns are looked for. */
gboolean rsc_limit_descent_is_late (const RscLimitDescent *self);

/* From @last, a solution at a small λ of targets that are known to be fitted, to the limit: the
 * method of multipliers. The solution at λ of the targets moved by λ ν, ν the dual point known
 * last, is a better dual point, and its network fits the targets as well as the two agree: λ need
 * not go to 0, where doubles do not tell one network from another, and no solve has to be exact.
 * From each of them rsc_limit_newton() is tried, whose point the certificate over all is of.
 * @bound: raised where a dual point on the way says more. *@near, *@network: as in #RscLimit, where
 * the tolerance was reached; else NULL and the network it came to. Errors: those of the solves,
 * cancelled. */
gboolean rsc_limit_approach (RscLimitDescent *self,
                             const double *target,
                             RscSolution *last,
                             double *bound,
                             RscSolution **near,
                             RscSolution **network,
                             GError **error);

G_END_DECLS
