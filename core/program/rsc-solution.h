/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-network.h"
#include "core/program/rsc-pricer.h"
#include "core/program/rsc-problem.h"

G_BEGIN_DECLS

/**
 * RscSolutionStatus:
 * @RSC_SOLUTION_CONVERGED: the relative gap is at or below the tolerance asked for, where patterns
 * are priced that over all of them
 * @RSC_SOLUTION_ITERATION_LIMIT: it is not; the solution still carries its true gap
 */
typedef enum
{
  RSC_SOLUTION_CONVERGED,
  RSC_SOLUTION_ITERATION_LIMIT
} RscSolutionStatus;

/**
 * RscSolution:
 *
 * A certified solution of (CGL) at one λ. Immutable and reference-counted. Every number has the
 * units of the problem as given: nothing stays scaled.
 */
typedef struct _RscSolution RscSolution;

/* Of @pricer's problem; used by the solver and by tests that plant a solution. @blocks: @n_blocks
 * distinct block numbers,
 * @w: n_blocks × d row-major, none zero, each in its cone. The fit is computed from w (for ReLU
 * through max(Xw, 0), so a row that rounding puts on the wrong side costs nothing), the certificate
 * from the fit. @dual: n, the solver's dual point, which need not be feasible, or NULL; where it
 * does not give a gap within @tolerance, the residual is tried too and the better one kept.
 * @tolerance decides the status. */
RscSolution *rsc_solution_new (RscPricer *pricer,
                               double lambda,
                               double tolerance,
                               gsize n_blocks,
                               const gsize *blocks,
                               const double *w,
                               const double *dual,
                               guint iterations,
                               double seconds,
                               GCancellable *cancellable,
                               GError **error);

/* Blocks to start a solve from. Nothing is known of them beyond their fit: no block is looked at,
 * and the dual point is 0. Such a solution is not converged. O((n + n_blocks) d). */
RscSolution *rsc_solution_new_start (RscProblem *problem,
                                     double lambda,
                                     gsize n_blocks,
                                     const gsize *blocks,
                                     const double *w);

/* The convex combination of two solutions of one problem (where patterns are priced, also of two
 * whose patterns are the first ones of the other's) that is linear in λ, @lambda between theirs:
 * blocks of either, w and fit combined, so it is feasible. Its dual point is the same combination
 * of the two feasible ones scaled to @lambda, which is feasible too: so no block is looked at.
 * @excess: is added to the gap, for what else the caller says of networks near it, or 0. The
 * relative gap is counted from the dual objective where that is positive. O((blocks + n) d). */
RscSolution *rsc_solution_new_between (const RscSolution *above,
                                       const RscSolution *below,
                                       double lambda,
                                       double tolerance,
                                       double excess);

/* The same solution, with what a search over all patterns told: ||P_{K_b} (Z_b^T ν)|| <= @norm_max
 * for all of them, ν its dual point, and no network has an objective below @dual_objective
 * (-INFINITY where nothing else is known than by ν).
 * @has_all_ties: whether every pattern of every block with ||v_b|| = λ is in its problem. @seconds:
 * what it took in all. For ReLU. O((blocks + n) d). */
RscSolution *rsc_solution_new_bounded (RscSolution *self,
                                       double tolerance,
                                       double norm_max,
                                       double dual_objective,
                                       gboolean has_all_ties,
                                       guint iterations,
                                       double seconds);

RscSolution *rsc_solution_ref (RscSolution *self);
void rsc_solution_unref (RscSolution *self);

RscProblem *rsc_solution_get_problem (const RscSolution *self);
RscSolutionStatus rsc_solution_get_status (const RscSolution *self);
double rsc_solution_get_lambda (const RscSolution *self);
double rsc_solution_get_tolerance (const RscSolution *self);
double rsc_solution_get_objective (const RscSolution *self);
double rsc_solution_get_dual_objective (const RscSolution *self);
double rsc_solution_get_relative_gap (const RscSolution *self);
/* The relative gap over all patterns that the data admit, certified: that over the problem's own
 * where these are all or the model's, as for gated ReLU; else what a search told, or, where there
 * was none, what the lengths of the rows tell. At most 1. */
double rsc_solution_get_bound_over_all (const RscSolution *self);
/* ||P_{K_b} (Z_b^T ν)|| is at most this for all of them, ν the dual point. */
double rsc_solution_get_norm_max_over_all (const RscSolution *self);
/* Whether the tolerance is reached over the problem's own patterns. */
gboolean rsc_solution_is_solved (const RscSolution *self);
/* Whether what is said of optima holds over all patterns: the problem has all of them; or its
 * optimum is one over all to the tolerance, and the problem has every pattern that ties there. */
gboolean rsc_solution_is_over_all (const RscSolution *self);
double rsc_solution_get_squared_error (const RscSolution *self);   /* ||y - ŷ||² */
double rsc_solution_get_penalty (const RscSolution *self);         /* Σ ||w_b|| */
const double *rsc_solution_get_fit (const RscSolution *self);      /* ŷ, n */
const double *rsc_solution_get_residual (const RscSolution *self); /* y - ŷ, n */
/* n: the dual point ν of the certificate before it is scaled to be feasible. It is the residual up
 * to rounding, but its rounding is relative to its own size and not to that of the fit, so for tiny
 * λ the correlations Z_b^T ν are to be taken from it. */
const double *rsc_solution_get_dual (const RscSolution *self);
guint rsc_solution_get_iterations (const RscSolution *self);
double rsc_solution_get_seconds (const RscSolution *self);

/* The non-zero blocks, in increasing order of block number. */
gsize rsc_solution_get_n_blocks (const RscSolution *self);
gsize rsc_solution_get_block (const RscSolution *self, gsize k);
const double *rsc_solution_get_w (const RscSolution *self, gsize k); /* d */

/* The network of the non-zero blocks (solution mapping of the paper, Prop. 2.1); blocks of the same
 * direction and sign become one neuron. Free with rsc_network_unref(). */
RscNetwork *rsc_solution_dup_network (const RscSolution *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscSolution, rsc_solution_unref)

G_END_DECLS
