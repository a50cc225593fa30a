/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-neuron-keys.h"
#include "core/path/rsc-path.h"
#include "core/program/rsc-limit.h"
#include "ui/plot/rsc-function-plot.h"

G_BEGIN_DECLS

/**
 * RscRequestKind:
 * @RSC_REQUEST_SOLVE: patterns, problem, solution, optimal set and its projection
 * @RSC_REQUEST_PROJECT: the projection of a known set on other axes
 * @RSC_REQUEST_ENVELOPE: the prediction envelope of a known set
 * @RSC_REQUEST_PATH: the solution path of a known problem
 * @RSC_REQUEST_DERIVE: the space of the rows of data with very many features
 * @RSC_REQUEST_PRUNE: steps of a pruning walk
 * @RSC_REQUEST_CURVES: the curves of all pruning methods
 * @RSC_REQUEST_EXPERIMENT: the pruning experiment
 * @RSC_REQUEST_LANDSCAPE: the directions that are most correlated at a known set
 * @RSC_REQUEST_COMPLEX: the optimal networks by their number of neurons
 * @RSC_REQUEST_WALK: a walk through them
 * @RSC_REQUEST_EXPLAIN: why the optimum is unique, or is not
 * @RSC_REQUEST_LEAVE_OUT: what becomes of it without each of the points
 * @RSC_REQUEST_MOVE: the smallest move of a target that makes it unique
 * @RSC_REQUEST_SPREAD: how a number is distributed over them
 * @RSC_REQUEST_EFFECTS: what moving each target does
 * @RSC_REQUEST_RANGE: how far that holds
 * @RSC_REQUEST_COMPARE: the way from one network to another
 * @RSC_REQUEST_PINNED: the set of a pinned λ
 * @RSC_REQUEST_OTHER: the set of the other activation
 * @RSC_REQUEST_PRICE: what the cone constraints cost along λ
 * @RSC_REQUEST_TRAIN: training from several seeds
 * @RSC_REQUEST_JUDGE: what kind of points trained networks are
 * @RSC_REQUEST_MEASURE: how far the states of a training are from the optimal set
 * @RSC_REQUEST_SURVEY: where training ends, against the width
 * @RSC_REQUEST_DOWNHILL: a walk downhill from a trained network
 * @RSC_REQUEST_EQUAL_FIT: the set of equal fit of a network
 * @RSC_REQUEST_READ: a file that is opened
 * @RSC_REQUEST_OUTPUTS: the networks of the outputs that are not on show
 * @RSC_REQUEST_SAVE: the document's file
 * @RSC_REQUEST_COPY: its copy for recovery
 *
 * In the order of urgency. The first four are the engine's, the others bring their work with them.
 */
typedef enum
{
  RSC_REQUEST_SOLVE,
  RSC_REQUEST_PROJECT,
  RSC_REQUEST_ENVELOPE,
  RSC_REQUEST_PATH,
  RSC_REQUEST_DERIVE,
  RSC_REQUEST_PRUNE,
  RSC_REQUEST_CURVES,
  RSC_REQUEST_EXPERIMENT,
  RSC_REQUEST_READ,
  RSC_REQUEST_LANDSCAPE,
  RSC_REQUEST_COMPLEX,
  RSC_REQUEST_WALK,
  RSC_REQUEST_EXPLAIN,
  RSC_REQUEST_LEAVE_OUT,
  RSC_REQUEST_MOVE,
  RSC_REQUEST_SPREAD,
  RSC_REQUEST_EFFECTS,
  RSC_REQUEST_RANGE,
  RSC_REQUEST_COMPARE,
  RSC_REQUEST_PINNED,
  RSC_REQUEST_OTHER,
  RSC_REQUEST_PRICE,
  RSC_REQUEST_TRAIN,
  RSC_REQUEST_JUDGE,
  RSC_REQUEST_MEASURE,
  RSC_REQUEST_DOWNHILL,
  RSC_REQUEST_EQUAL_FIT,
  RSC_REQUEST_SURVEY,
  RSC_REQUEST_OUTPUTS,
  RSC_REQUEST_SAVE,
  RSC_REQUEST_COPY,
  RSC_N_REQUESTS
} RscRequestKind;

/* What a request does in its thread; NULL with an error, or the result. */
typedef gpointer (*RscWorkFunc) (gpointer data,
                                 RscProgressFunc progress,
                                 gpointer progress_data,
                                 GCancellable *cancellable,
                                 GError **error);

/* Takes what is known by now: the result so far, or more of it than was told before. */
typedef void (*RscTellFunc) (gpointer result, gpointer user_data);

/* The same for a request that tells what it knows while it goes on. */
typedef gpointer (*RscStreamFunc) (gpointer data,
                                   RscTellFunc tell,
                                   gpointer tell_data,
                                   GCancellable *cancellable,
                                   GError **error);

/**
 * RscRequest:
 * @serial: of the data and model that it belongs to; a reply with an old serial is dropped
 * @tick: distinguishes requests of one serial; grows
 * @dataset … @axis_hint: for RSC_REQUEST_SOLVE; @lambda_ratio is 0 for the limit λ → 0,
 * or @lambda is λ itself where that is above 0; @axis_keys
 * are the neurons that a person put on the axes, @axis_hint those that happen to be there
 * @effort: seconds that all patterns are searched for at most, 0 for RSC_SEARCH_EFFORT_SHOWN
 * @set: for the projection and the envelope
 * @problem, @test, @ratio_min: for RSC_REQUEST_PATH
 * @feature_x, @feature_y, @at: features on the envelope's axes, and where the others are held, or
 * NULL
 * @nx, @ny: grid of the envelope; for RSC_REQUEST_SOLVE 0 when none is wanted
 * @work or @stream, @data, @data_free, @result_free: for the kinds that are not the engine's
 *
 * A snapshot of what is to be computed: the jobs share nothing else with the window. Immutable
 * once pushed, reference-counted.
 */
typedef struct
{
  gatomicrefcount ref_count;
  RscRequestKind kind;
  guint64 serial;
  guint64 tick;

  RscDataset *dataset;
  gboolean bias;
  RscActivation activation;
  RscPatternsKind patterns;
  gsize n_samples;
  guint64 pattern_seed;
  double lambda_ratio;
  double lambda;
  RscNeuronKeys *axis_keys;
  RscNeuronKeys *axis_hint;
  double effort;

  RscProblem *problem;
  RscDataset *test;
  double ratio_min;

  RscOptimalSet *set;
  gsize n_axes;
  gsize axes[3];
  gsize axis_labels[3]; /* who they are, for whom asks */
  gsize feature_x;
  gsize feature_y;
  RscFeatureValues *at;
  gsize nx;
  gsize ny;

  RscWorkFunc work;
  RscStreamFunc stream;
  gpointer data;
  GDestroyNotify data_free;
  GDestroyNotify result_free;
} RscRequest;

RscRequest *rsc_request_new (RscRequestKind kind, guint64 serial, guint64 tick);
/* One that brings its work: @data (taken) is all that it may look at; the result is freed with
 * @result_free unless somebody takes it from the reply. */
RscRequest *rsc_request_new_work (RscRequestKind kind,
                                  guint64 serial,
                                  RscWorkFunc work,
                                  gpointer data,
                                  GDestroyNotify data_free,
                                  GDestroyNotify result_free);
/* The same; what it tells comes as replies that are not final, of which one that waits gives way to
 * a newer one. */
RscRequest *rsc_request_new_stream (RscRequestKind kind,
                                    guint64 serial,
                                    RscStreamFunc stream,
                                    gpointer data,
                                    GDestroyNotify data_free,
                                    GDestroyNotify result_free);
RscRequest *rsc_request_ref (RscRequest *self);
void rsc_request_unref (RscRequest *self);

/**
 * RscReply:
 * @final: FALSE for what is sent ahead: first the solution, while its optimal set is still being
 * computed, then a set of few vertices, while the others and the narrowest network are looked for;
 * of a path what is known of it; of a stream what it tells
 * @error: what went wrong, or NULL
 * @feature_x, @feature_y, @at: of the envelope
 * @limit: where the request was for λ → 0; then @solution and @set are its rsc_limit.near's
 * @is_stopped: whether its search over all patterns ended by its time
 * @path, @fraction: the path, and how far it is, in log λ
 * @result: of the request's own work, or NULL
 *
 * What a request gives. Only the fields of its kind are set.
 */
typedef struct
{
  RscRequestKind kind;
  guint64 serial;
  guint64 tick;
  gboolean final;
  gboolean is_stopped;
  GError *error;
  RscSolution *solution;
  RscLimit *limit;
  RscOptimalSet *set;
  RscHull *hull;
  gsize n_axes;
  gsize axes[3];
  gsize axis_labels[3];
  RscEnvelope *envelope;
  gsize feature_x;
  gsize feature_y;
  RscFeatureValues *at;
  RscPath *path;
  double fraction;
  gpointer result;
  GDestroyNotify result_free;
} RscReply;

RscReply *rsc_reply_new (const RscRequest *request);
void rsc_reply_free (RscReply *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscRequest, rsc_request_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscReply, rsc_reply_free)

G_END_DECLS
