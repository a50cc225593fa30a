/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-generation.h"

G_BEGIN_DECLS

/**
 * RscLimit:
 * @is_exact: whether @target is known without rounding, and is over all patterns:
 * rsc_attainable_find()
 * @interpolates: whether a network fits the targets; where this is not @is_exact, whether one was
 * found
 * @target: n: the targets, or, where none fits them, the fit of least squared error; where
 *   this is not @is_exact, the nearest fit found
 * @squared_error: ||y - target||²
 * @slope: what of @squared_error another network could still take away, as a share of it, for each
 * unit of its
 *   penalty that it has more than this one: largest ||v_b|| at y - target, over ||y - target||²; 0
 *   where @interpolates
 *   or @is_exact
 * @fitting_bound: no network that fits the targets has a penalty below this: @bound where
 * @interpolates, infinity where none fits
 *   them, else y·r / max ||v_b|| at r = y - target
 * @near: a solution at a λ so small that nothing happens below it any more, of the targets @target,
 * or, where these are many, of targets moved by λ ν, whose fit is @target: RSC_TOLERANCE_MOVED of
 * them at most, below what a picture shows; where the tolerance is not reached, that of the best
 * network that was found
 * @network: its network moved to the limit: blocks, w, fit and penalty; its λ says nothing
 * @misfit: how far the fit of @network is from @target, relative
 * @bound: no network that fits @target has a penalty Σ ||w_b|| below this: target·ν / max ||v_b||,
 * ν the best of the dual points on the way to @near; with a generation over all patterns, and where
 * its effort ended the search too
 * @relative_gap: of the penalty of @network to @bound, on either side: where the misfit is no
 * rounding it can be below
 * @status: whether the tolerance is reached, and the misfit is rounding
 * @is_stopped: whether one of both is not, or @near has not reached it, because the effort was
 * over: more of it goes on
 * @problem: that it is the limit of: with the given targets, where those of @near and @network are
 * @target
 *
 * The end of a path, λ → 0: of the networks with the least squared error one with the least
 * penalty,
 *   min Σ ||w_b||  s.t.  Σ Z_b w_b = target,  w_b in K_b,
 * and its certificate, the dual max target·ν s.t. ||P_{K_b} (Z_b^T ν)|| <= 1 for all b. Below the
 * last event of the path the fit is analytic in λ: the dual bound of a solution at a small λ is off
 * by λ² only, and its network by λ, which least squares on the faces of its neurons mends.
 * Of many points that event may be where doubles tell no networks apart: rsc_limit_approach().
 */
typedef struct
{
  gboolean is_exact;
  gboolean interpolates;
  double *target;
  double squared_error;
  double slope;
  double fitting_bound;
  RscSolution *near;
  RscSolution *network;
  double misfit;
  double bound;
  double relative_gap;
  RscSolutionStatus status;
  gboolean is_stopped;
  RscProblem *problem;

  /*< private >*/
  gatomicrefcount ref_count;
} RscLimit;

/* Of @problem, or where it is NULL over all patterns by @generation, which is left at other
 * patterns.
 * @tolerance: relative gap of the penalty to reach. @for_set: goes on to a λ at which what vanishes
 * in the limit is below RSC_TOLERANCE_SUPPORT: the optimal set of @near is then that of the limit,
 * up to it.
 * @progress: or NULL. Cost: about ten solves, each warm-started, and of many points some systems of
 * twice as many equations; the effort of the generation is for all of them together. Errors: those
 * of the solves, cancelled. */
RscLimit *rsc_limit_new (RscProblem *problem,
                         RscGeneration *generation,
                         double tolerance,
                         gboolean for_set,
                         RscProgressFunc progress,
                         gpointer progress_data,
                         GCancellable *cancellable,
                         GError **error);
/* It does not change: threads may share it. */
RscLimit *rsc_limit_ref (RscLimit *self);
void rsc_limit_unref (RscLimit *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscLimit, rsc_limit_unref)

G_END_DECLS
