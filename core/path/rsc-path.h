/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/path/rsc-path-record.h"
#include "core/program/rsc-generation.h"

G_BEGIN_DECLS

/**
 * RscPathSettings:
 * @ratio_min: the path goes from λ_max down to this multiple of it (RSC_PATH_RATIO_MIN), in (0, 1)
 * @epsilon: relative gap that is promised for every λ in between (RSC_PATH_EPSILON), in (0, 1)
 * @tolerance: relative gap of the solves at the points
 * @set: how much of the optimal set is found out at each point: the quick settings unless told
 * otherwise
 * @locate_events: whether to look for the events; without, neurons keep their ids through λ all the
 * same, but a crossing of two neurons may exchange them
 * @test: held-out points with the features of the training points, or NULL; borrowed
 * @bytes_max: memory that the points may take, 0 for no limit
 */
typedef struct
{
  double ratio_min;
  double epsilon;
  double tolerance;
  RscOptimalSetSettings set;
  gboolean locate_events;
  RscDataset *test;
  gsize bytes_max;
} RscPathSettings;

/**
 * RscPathStatus:
 * @RSC_PATH_COMPLETE: the path reaches its smallest λ and the promise holds on all of it
 * @RSC_PATH_TOLERANCE_MISSED: it ends at a point whose solve did not reach its tolerance; that last
 * point carries its true gap, and the promise holds down to it for the network of the point before
 * (what rsc_path_get_interval() certifies between these two may be more)
 * @RSC_PATH_FULL: it ends at a point where all of them take the memory that they may
 * @RSC_PATH_PARTIAL: a copy of what was known while it was being computed
 */
typedef enum
{
  RSC_PATH_COMPLETE,
  RSC_PATH_TOLERANCE_MISSED,
  RSC_PATH_FULL,
  RSC_PATH_PARTIAL
} RscPathStatus;

/**
 * RscPathInterval:
 * @index, @weight: w = (1 - weight) w_index + weight w_{index+1}
 * @objective: P(w) at this λ, blocks of both points counted apart (so an upper bound of it)
 * @relative_gap: certified bound on (@objective - p*) / p*
 *
 * The path between its points.
 */
typedef struct
{
  gsize index;
  double weight;
  double objective;
  double relative_gap;
} RscPathInterval;

/**
 * RscPath:
 *
 * A certified solution path: points at falling λ, the first one at λ_max (the zero network), close
 * enough that every λ in between is certified too. A solution at λ_k with residual r keeps its w
 * and scales its dual point by t = λ/λ_k, which leaves the gap ||r||² (1-t)²/2 (plus what its own
 * gap adds); the next point is at the smallest t for which that is below ε times the dual objective
 * there. So their number grows like ε^(-1/2). Immutable and reference-counted.
 *
 * Events are found where two neighbouring points differ in their neurons, in the data points on
 * each side of a kink, or in uniqueness: where the smooth branch of the path ends that the state
 * above lies on, and where that cannot be followed (RSC_PATH_BRANCH_UNKNOWN: symmetric data) by
 * bisection. Two points that do not differ are looked between as well: what happens and is undone
 * there is seen where the branch can be followed, and else only if it shows halfway. Events closer
 * to each other than 1e-6 relative are given one λ. The first neurons' events are at λ_max exactly.
 * Found by bisection, an event is where the tolerances of the optimal set see it: some 1e-8 below
 * the exact λ for a neuron that enters at an ordinary rate.
 */
typedef struct _RscPath RscPath;

/* Called in the computing thread for each point when it and all events before it are known. @path:
 * what is known so far, valid during the call: see rsc_path_dup_so_far(). @fraction: of the way, in
 * log λ. */
typedef void (*RscPathPointFunc) (const RscPath *path, double fraction, gpointer user_data);

void rsc_path_settings_init (RscPathSettings *settings);

/* @settings, @callback: or NULL. A problem with λ_max = 0 has an empty path: the zero network is
 * optimal for every λ. Keeps a reference to @problem. Cost: a warm-started solve and an optimal set
 * per point, one more of both per event, and where that does not settle it about 30. Errors:
 * RSC_ERROR_ARGUMENT for settings out of range, those of rsc_solver_solve() and
 * rsc_optimal_set_new(), cancelled. */
RscPath *rsc_path_new (RscProblem *problem,
                       const RscPathSettings *settings,
                       RscPathPointFunc callback,
                       gpointer callback_data,
                       GCancellable *cancellable,
                       GError **error);
/* The same over all patterns without listing them: each state is searched over all, and a step
 * between two points is made anew where it turns out that patterns were missing. The points'
 * problems then grow, each with the patterns of the one before first; rsc_path_get_problem() is the
 * last. The generation's effort is for each step, with all its states; where it ends a search, what
 * ascents find is taken in, and the solutions say so. Errors: also RSC_ERROR_LIMIT. */
RscPath *rsc_path_new_over_all (RscGeneration *generation,
                                const RscPathSettings *settings,
                                RscPathPointFunc callback,
                                gpointer callback_data,
                                GCancellable *cancellable,
                                GError **error);
/* For callbacks: a path of its own that shares the points and events so far, RSC_PATH_PARTIAL.
 * O(points). */
RscPath *rsc_path_dup_so_far (const RscPath *self);
RscPath *rsc_path_ref (RscPath *self);
void rsc_path_unref (RscPath *self);

RscProblem *rsc_path_get_problem (const RscPath *self);
RscPathStatus rsc_path_get_status (const RscPath *self);
double rsc_path_get_epsilon (const RscPath *self);
double rsc_path_get_tolerance (const RscPath *self);

gsize rsc_path_get_n_points (const RscPath *self);
const RscPathPoint *rsc_path_get_point (const RscPath *self, gsize k);
/* How many ids there are. */
gsize rsc_path_get_n_ids (const RscPath *self);

/* In order of falling λ. */
gsize rsc_path_get_n_events (const RscPath *self);
const RscPathEvent *rsc_path_get_event (const RscPath *self, gsize k);
/* Continuity report, in order of falling λ; from the points and events so far. */
gsize rsc_path_get_n_pieces (const RscPath *self);
const RscPathPiece *rsc_path_get_piece (const RscPath *self, gsize k);
gsize rsc_path_get_n_jumps (const RscPath *self);
const RscPathJump *rsc_path_get_jump (const RscPath *self, gsize k);
/* The solution of a state, at a point or where an event was looked for, that a limit kept from
 * being searched over all patterns; or NULL. Borrowed. */
RscSolution *rsc_path_get_uncertain (const RscPath *self);
/* Whether the path's points next to @lambda and all states between these were looked at over all
 * patterns, whatever holds elsewhere on the path. */
gboolean rsc_path_is_over_all_at (const RscPath *self, double lambda);
/* Whether one network alone is optimal at @lambda, as the piece of the path has it that @lambda is
 * on; FALSE outside of all. O(pieces). */
gboolean rsc_path_is_unique_at (const RscPath *self, double lambda);
/* The dimension of the optimal set at @lambda, from a point between the same two events; or -1
 * where no point is between them. That of a set between two points is that of their sum, which is
 * larger. O(points + events). */
gssize rsc_path_get_dimension_at (const RscPath *self, double lambda);
/* Events where jumps could not be looked for: there are more vertices than @set's max_vertices. */
gsize rsc_path_get_n_unchecked (const RscPath *self);

/* The path at any @lambda between its ends: the convex combination of two neighbouring points that
 * is linear in λ is feasible, and certified. @fit: n, its fit, or NULL. FALSE outside the ends.
 * Cost: O(log points + n). Any thread. */
gboolean
rsc_path_get_interval (const RscPath *self, double lambda, RscPathInterval *interval, double *fit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscPath, rsc_path_unref)

G_END_DECLS
