/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/set/rsc-optimal-set.h"

G_BEGIN_DECLS

/* The id of no neuron: of events that concern the whole set. */
#define RSC_PATH_NO_NEURON G_MAXSIZE

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
 */
typedef struct
{
  double ratio_min;
  double epsilon;
  double tolerance;
  RscOptimalSetSettings set;
  gboolean locate_events;
  RscDataset *test;
} RscPathSettings;

/**
 * RscPathStatus:
 * @RSC_PATH_COMPLETE: the path reaches its smallest λ and the promise holds on all of it
 * @RSC_PATH_TOLERANCE_MISSED: it ends at a point whose solve did not reach its tolerance; that last
 * point carries its true gap, and the promise holds down to it for the network of the point before
 * (what rsc_path_get_interval() certifies between these two may be more)
 * @RSC_PATH_PARTIAL: a copy of what was known while it was being computed
 */
typedef enum
{
  RSC_PATH_COMPLETE,
  RSC_PATH_TOLERANCE_MISSED,
  RSC_PATH_PARTIAL
} RscPathStatus;

/**
 * RscPathPoint:
 * @solution: certified at this λ
 * @set: all optimal networks at this λ, with the range of each neuron's norm; its support comes first
 * @n_neurons: neurons in the support: neurons 0, 1, … of @set
 * @ids: n_neurons; the neuron's identity along the path, counted from 0
 * @train_error, @test_error: mean squared error of the network of least ||a||_2; NaN without test
 * points
 *
 * A point of the path. Neurons are the same one at two λ when sign and direction are: the activation
 * pattern may change. Gated neurons are the same when their gates are.
 */
typedef struct
{
  RscSolution *solution;
  RscOptimalSet *set;
  gsize n_neurons;
  gsize *ids;
  double train_error;
  double test_error;
} RscPathPoint;

/**
 * RscPathEventKind:
 * @RSC_PATH_ENTERS: a neuron joins the support of the optimal set
 * @RSC_PATH_LEAVES: a neuron leaves the support
 * @RSC_PATH_FACE: a neuron's kink meets, leaves or crosses a data point
 * @RSC_PATH_NON_UNIQUE: below this λ there is more than one optimal network
 * @RSC_PATH_UNIQUE: below this λ there is one again
 * @RSC_PATH_NARROWEST: the width of the narrowest network changes; found where both widths are proved
 * and all vertices are listed
 *
 * What happens as λ falls.
 */
typedef enum
{
  RSC_PATH_ENTERS,
  RSC_PATH_LEAVES,
  RSC_PATH_FACE,
  RSC_PATH_NON_UNIQUE,
  RSC_PATH_UNIQUE,
  RSC_PATH_NARROWEST
} RscPathEventKind;

/**
 * RscPathEvent:
 * @lambda: where; the middle of the bracket
 * @lambda_low, @lambda_high: bracket that the event was found in: 1e-8 relative, unless a solve in
 * between missed its tolerance
 * @neuron: its id, or RSC_PATH_NO_NEURON
 * @width: for RSC_PATH_NARROWEST the width below it, else 0
 */
typedef struct
{
  double lambda;
  double lambda_low;
  double lambda_high;
  RscPathEventKind kind;
  gsize neuron;
  gsize width;
} RscPathEvent;

/**
 * RscPathPiece:
 * @lambda_high, @lambda_low: an interval of the path between two changes of uniqueness
 * @unique: p-unique at its points, and by the events in between: there the paper guarantees that
 * the path is continuous
 *
 * The pieces follow each other without gaps, from λ_max to the last point, and their uniqueness
 * alternates. Where a change was not located, the piece that is not unique reaches to the neighbouring
 * points.
 */
typedef struct
{
  double lambda_high;
  double lambda_low;
  gboolean unique;
} RscPathPiece;

/**
 * RscPathJump:
 * @lambda: where
 * @event: index of the first event there
 * @least, @largest: over the vertices v (minimal networks) above @lambda, least and largest distance
 * min_v' ||w(v) - w(v')|| to the vertices v' below; w holds the weights a u of each neuron at its own
 * place, the same place for neurons of one sign within 1e-3 in direction. @largest > 0 while @least = 0
 * says that some paths of vertices must jump there and others need not; @least > 0: all must
 *
 * Where a path that follows minimal networks as λ falls cannot stay continuous. Looked for at each
 * event with more than one optimal network above or below it (above and below: 3e-5 relative, once for
 * events nearer to each other than twice that); distances below 1e-3 of Σ||w|| count as 0: so far the
 * vertices may move by themselves.
 */
typedef struct
{
  double lambda;
  gsize event;
  double least;
  double largest;
} RscPathJump;

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
 * enough that every λ in between is certified too. A solution at λ_k with residual r keeps its w and
 * scales its dual point by t = λ/λ_k, which leaves the gap ||r||² (1-t)²/2 (plus what its own gap
 * adds); the next point is at the smallest t for which that is below ε times the dual objective there.
 * So their number grows like ε^(-1/2). Immutable and reference-counted.
 *
 * Events are found where two neighbouring points differ in their neurons, in the data points on each
 * side of a kink, or in uniqueness: where the smooth branch of the path ends that the state above lies
 * on, and where that cannot be followed (RSC_PATH_BRANCH_UNKNOWN: symmetric data) by bisection. What
 * happens and is undone between two points is not seen. Events closer to each other than 1e-6 relative
 * are given one λ. The first neurons' events are at λ_max exactly. Found by bisection, an event is where
 * the tolerances of the optimal set see it: some 1e-8 below the exact λ for a neuron that enters at an
 * ordinary rate.
 */
typedef struct _RscPath RscPath;

/* Called in the computing thread for each point when it and all events before it are known. @path: what
 * is known so far, valid during the call: see rsc_path_dup_so_far(). @fraction: of the way, in log λ. */
typedef void (*RscPathPointFunc) (const RscPath *path, double fraction, gpointer user_data);

void rsc_path_settings_init (RscPathSettings *settings);

/* @settings, @callback: or NULL. A problem with λ_max = 0 has an empty path: the zero network is
 * optimal for every λ. Keeps a reference to @problem. Cost: a warm-started solve and an optimal set
 * per point, one more of both per event, and where that does not settle it about 30. Errors: RSC_ERROR_ARGUMENT for settings out of range,
 * those of rsc_solver_solve() and rsc_optimal_set_new(), cancelled. */
RscPath *rsc_path_new (RscProblem *problem,
                       const RscPathSettings *settings,
                       RscPathPointFunc callback,
                       gpointer callback_data,
                       GCancellable *cancellable,
                       GError **error);
/* For callbacks: a path of its own that shares the points and events so far, RSC_PATH_PARTIAL. O(points). */
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
/* Events where jumps could not be looked for: there are more vertices than @set's max_vertices. */
gsize rsc_path_get_n_unchecked (const RscPath *self);

/* "enters", "leaves", "face", "non-unique", "unique", "narrowest": the words of the command line's JSON. */
const char *rsc_path_event_kind_to_string (RscPathEventKind kind);

/* The path at any @lambda between its ends: the convex combination of two neighbouring points that is
 * linear in λ is feasible, and certified. @fit: n, its fit, or NULL. FALSE outside the ends. Cost:
 * O(log points + n). Any thread. */
gboolean
rsc_path_get_interval (const RscPath *self, double lambda, RscPathInterval *interval, double *fit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscPath, rsc_path_unref)

G_END_DECLS
