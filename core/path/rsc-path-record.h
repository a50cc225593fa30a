/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/set/rsc-optimal-set.h"

G_BEGIN_DECLS

/* The id of no neuron: of events that concern the whole set. */
#define RSC_PATH_NO_NEURON G_MAXSIZE

/**
 * RscPathPoint:
 * @solution: certified at this λ
 * @set: all optimal networks at this λ, with the range of each neuron's norm; its support comes
 * first
 * @n_neurons: neurons in the support: neurons 0, 1, … of @set
 * @ids: n_neurons; the neuron's identity along the path, counted from 0
 * @train_error, @test_error: mean squared error of the network of least ||a||_2; NaN without test
 * points
 *
 * A point of the path. Neurons are the same one at two λ when sign and direction are: the
 * activation pattern may change. Gated neurons are the same when their gates are.
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
 * @RSC_PATH_NARROWEST: the width of the narrowest network changes; found where both widths are
 * proved and all vertices are listed
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
 * alternates. Where a change was not located, the piece that is not unique reaches to the
 * neighbouring points.
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
 * @least, @largest: over the vertices v (minimal networks) above @lambda, least and largest
 * distance min_v' ||w(v) - w(v')|| to the vertices v' below; w holds the weights a u of each neuron
 * at its own place, the same place for neurons of one sign within 1e-3 in direction. @largest > 0
 * while @least = 0 says that some paths of vertices must jump there and others need not; @least >
 * 0: all must
 *
 * Where a path that follows minimal networks as λ falls cannot stay continuous. Looked for at each
 * event with more than one optimal network above or below it (above and below: 3e-5 relative, once
 * for events nearer to each other than twice that); distances below 1e-3 of Σ||w|| count as 0: so
 * far the vertices may move by themselves.
 */
typedef struct
{
  double lambda;
  gsize event;
  double least;
  double largest;
} RscPathJump;

/**
 * RscPathRecord:
 * @problem: of the path
 * @points: RscPathPoint, shared with the records copied from this one
 * @events: RscPathEvent, in order of falling λ
 * @pieces, @n_events_in_pieces: RscPathPiece, and how many of the events they follow
 * @jumps: RscPathJump
 * @n_ids: ids given out so far
 * @n_unchecked: see rsc_path_get_n_unchecked()
 * @uncertain: the solution of a state, at a point or between, whose search over all patterns was
 * stopped by a limit, or NULL
 * @uncertain_at: double: λ of all such states
 *
 * What is known of a path so far.
 */
typedef struct
{
  RscProblem *problem;
  GPtrArray *points;
  GArray *events;
  GArray *pieces;
  guint n_events_in_pieces;
  GArray *jumps;
  gsize n_ids;
  gsize n_unchecked;
  RscSolution *uncertain;
  GArray *uncertain_at;
} RscPathRecord;

/* Empty; keeps a reference to @problem. */
void rsc_path_record_init (RscPathRecord *self, RscProblem *problem);
/* @self, uninitialised, as a copy of @from that shares its points. O(points + events). */
void rsc_path_record_init_copy (RscPathRecord *self, const RscPathRecord *from);
void rsc_path_record_clear (RscPathRecord *self);

/* A limit kept @solution, of a state, from being searched over all patterns. */
void rsc_path_record_add_uncertain (RscPathRecord *self, RscSolution *solution);

/* Whether what was looked at from the point next above @lambda to that next below it was over all
 * patterns. O(points + such states). */
gboolean rsc_path_record_is_over_all_at (const RscPathRecord *self, double lambda);

/* Appends a point and continues the pieces down to it; all events above it are known. @ids:
 * n_neurons values, copied. */
void rsc_path_record_add_point (RscPathRecord *self,
                                RscSolution *solution,
                                RscOptimalSet *set,
                                const gsize *ids,
                                double train_error,
                                double test_error);
void rsc_path_record_add_event (RscPathRecord *self,
                                double low,
                                double high,
                                RscPathEventKind kind,
                                gsize neuron);

/* "enters", "leaves", "face", "non-unique", "unique", "narrowest": the words of the command line's
 * JSON. */
const char *rsc_path_event_kind_to_string (RscPathEventKind kind);

G_END_DECLS
