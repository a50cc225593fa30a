/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/rsc-neuron-keys.h"
#include "ui/plot/rsc-function-plot.h"

G_BEGIN_DECLS

/**
 * RscRequestKind:
 * @RSC_REQUEST_SOLVE: patterns, problem, solution, optimal set and its projection
 * @RSC_REQUEST_PROJECT: the projection of a known set on other axes
 * @RSC_REQUEST_ENVELOPE: the prediction envelope of a known set
 *
 * In the order of urgency.
 */
typedef enum
{
  RSC_REQUEST_SOLVE,
  RSC_REQUEST_PROJECT,
  RSC_REQUEST_ENVELOPE,
  RSC_N_REQUESTS
} RscRequestKind;

/**
 * RscRequest:
 * @serial: of the data and model that it belongs to; a reply with an old serial is dropped
 * @tick: distinguishes requests of one serial; grows
 * @dataset … @axis_keys: for RSC_REQUEST_SOLVE
 * @set: for the other two
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

  RscOptimalSet *set;
  gsize n_axes;
  gsize axes[3];
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
 * computed, then a set of few vertices, while the others and the narrowest network are looked for
 * @error: what went wrong, or NULL
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
  RscEnvelope *envelope;
} RscReply;

RscReply *rsc_reply_new (const RscRequest *request);
void rsc_reply_free (RscReply *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscRequest, rsc_request_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscReply, rsc_reply_free)

G_END_DECLS
