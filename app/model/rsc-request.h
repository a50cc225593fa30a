/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-neuron-keys.h"
#include "core/path/rsc-path.h"
#include "ui/plot/rsc-function-plot.h"

G_BEGIN_DECLS

/**
 * RscRequestKind:
 * @RSC_REQUEST_SOLVE: patterns, problem, solution, optimal set and its projection
 * @RSC_REQUEST_PROJECT: the projection of a known set on other axes
 * @RSC_REQUEST_ENVELOPE: the prediction envelope of a known set
 * @RSC_REQUEST_PATH: the solution path of a known problem; for a worker of its own
 *
 * In the order of urgency.
 */
typedef enum
{
  RSC_REQUEST_SOLVE,
  RSC_REQUEST_PROJECT,
  RSC_REQUEST_ENVELOPE,
  RSC_REQUEST_PATH,
  RSC_N_REQUESTS
} RscRequestKind;

/**
 * RscRequest:
 * @serial: of the data and model that it belongs to; a reply with an old serial is dropped
 * @tick: distinguishes requests of one serial; grows
 * @dataset … @axis_hint: for RSC_REQUEST_SOLVE; @axis_keys are the neurons that a person put on the
 * axes, @axis_hint those that happen to be there
 * @set: for the projection and the envelope
 * @problem, @test, @ratio_min: for RSC_REQUEST_PATH
 * @nx, @ny: grid of the envelope; for RSC_REQUEST_SOLVE 0 when none is wanted
 *
 * A snapshot of what is to be computed: the worker shares nothing else with the window. Immutable
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
  RscNeuronKeys *axis_keys;
  RscNeuronKeys *axis_hint;

  RscProblem *problem;
  RscDataset *test;
  double ratio_min;

  RscOptimalSet *set;
  gsize n_axes;
  gsize axes[3];
  gsize axis_labels[3]; /* who they are, for whom asks */
  gsize feature_x;
  gsize feature_y;
  gsize nx;
  gsize ny;
} RscRequest;

RscRequest *rsc_request_new (RscRequestKind kind, guint64 serial, guint64 tick);
RscRequest *rsc_request_ref (RscRequest *self);
void rsc_request_unref (RscRequest *self);

/**
 * RscReply:
 * @final: FALSE for what is sent ahead: first the solution, while its optimal set is still being
 * computed, then a set of few vertices, while the others and the narrowest network are looked for;
 * of a path what is known of it
 * @error: what went wrong, or NULL
 * @path, @fraction: the path, and how far it is, in log λ
 *
 * What a request gives. Only the fields of its kind are set.
 */
typedef struct
{
  RscRequestKind kind;
  guint64 serial;
  guint64 tick;
  gboolean final;
  GError *error;
  RscSolution *solution;
  RscOptimalSet *set;
  RscHull *hull;
  gsize n_axes;
  gsize axes[3];
  gsize axis_labels[3];
  RscEnvelope *envelope;
  RscPath *path;
  double fraction;
} RscReply;

RscReply *rsc_reply_new (const RscRequest *request);
void rsc_reply_free (RscReply *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscRequest, rsc_request_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscReply, rsc_reply_free)

G_END_DECLS
