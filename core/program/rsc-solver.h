/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/numerics/rsc-error.h"
#include "core/program/rsc-pricer.h"
#include "core/program/rsc-solution.h"

G_BEGIN_DECLS

/**
 * RscSolverSettings:
 * @tolerance: certified relative duality gap to reach
 * @max_iterations: Newton steps in all before giving up with %RSC_SOLUTION_ITERATION_LIMIT
 * @stop_at_tolerance: whether to stop there, and not go on to what rounding leaves, which takes a
 * few steps more
 */
typedef struct
{
  double tolerance;
  guint max_iterations;
  gboolean stop_at_tolerance;
} RscSolverSettings;

/* Fills in the defaults: RSC_TOLERANCE_GAP and a limit that no known problem comes near. */
void rsc_solver_settings_init (RscSolverSettings *settings);

/**
 * RscSolver:
 *
 * Workspace for many solves of one problem, which remembers what it knows of each block from one λ
 * to the next: much faster where many solves follow each other. For use by one thread.
 */
typedef struct _RscSolver RscSolver;

/* Keeps a reference to @problem. @settings: copied, or NULL for the defaults. */
RscSolver *rsc_solver_new (RscProblem *problem, const RscSolverSettings *settings);
void rsc_solver_free (RscSolver *self);

/* For the solves to come. */
void rsc_solver_set_tolerance (RscSolver *self, double tolerance, gboolean stop_at_tolerance);

/* The solves to come take their last step after @deadline (monotonic time), or 0 for never: they
 * end with the best point so far, certified as far as it is. */
void rsc_solver_set_deadline (RscSolver *self, gint64 deadline);

/* Its pricer, for who looks at the blocks between two solves. Owned by the solver. */
RscPricer *rsc_solver_get_pricer (RscSolver *self);

/* Solves (CGL) at @lambda > 0. @warm_start: a solution at another λ; or of other patterns of
 * the same data; or of slightly moved data with the same d (its blocks are then found anew by
 * direction); or NULL. @progress: or NULL. Polls
 * @cancellable at least every 50 ms; may be run again after that. Errors: RSC_ERROR_ARGUMENT for λ
 * <= 0 or not finite, cancelled. A tolerance that is not reached is no error: see
 * rsc_solution_get_status(). */
RscSolution *rsc_solver_run (RscSolver *self,
                             double lambda,
                             RscSolution *warm_start,
                             RscProgressFunc progress,
                             gpointer progress_data,
                             GCancellable *cancellable,
                             GError **error);

/* The same once, with a workspace of its own. */
RscSolution *rsc_solver_solve (RscProblem *problem,
                               double lambda,
                               const RscSolverSettings *settings,
                               RscSolution *warm_start,
                               RscProgressFunc progress,
                               gpointer progress_data,
                               GCancellable *cancellable,
                               GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscSolver, rsc_solver_free)

G_END_DECLS
