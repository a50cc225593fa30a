/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-jobs.h"

G_BEGIN_DECLS

/**
 * RscOutputProblem:
 * @train: what is fitted, of several outputs, one of which is chosen; @test: the points that are
 * held out, or NULL
 * @bias … @pattern_seed: the model, the same for all
 * @lambda: λ, the same for all and not a share; 0: λ → 0
 * @own: the solution of the chosen output at that λ
 *
 * What there is to solve for each output.
 */
typedef struct
{
  RscDataset *train;
  RscDataset *test;
  gboolean bias;
  RscActivation activation;
  RscPatternsKind patterns;
  gsize n_samples;
  guint64 pattern_seed;
  double lambda;
  RscSolution *own;
} RscOutputProblem;

/**
 * RscOutputStatus:
 * @RSC_OUTPUT_WAITS: it is solved in the background, or will be
 * @RSC_OUTPUT_CERTIFIED: to the tolerance
 * @RSC_OUTPUT_OPEN: there is a network, but its gap is larger than that
 * @RSC_OUTPUT_FAILED: there is none
 */
typedef enum
{
  RSC_OUTPUT_WAITS,
  RSC_OUTPUT_CERTIFIED,
  RSC_OUTPUT_OPEN,
  RSC_OUTPUT_FAILED
} RscOutputStatus;

/**
 * RscOutputNetworks:
 *
 * A network for each output of the data at the same λ: the one on show is solved by the document,
 * the others here in the background, each with its own certificate. Which of them is on show is no
 * difference to what is known.
 *
 * RscOutputNetworks::changed: anything of that.
 */
#define RSC_TYPE_OUTPUT_NETWORKS (rsc_output_networks_get_type ())
G_DECLARE_FINAL_TYPE (RscOutputNetworks, rsc_output_networks, RSC, OUTPUT_NETWORKS, GObject)

/* @jobs: listens to RSC_REQUEST_OUTPUTS until it is disposed of, which must be before @jobs are
 * freed; NULL: nothing is ever known. */
RscOutputNetworks *rsc_output_networks_new (RscJobs *jobs);

/* @problem: NULL where there is one output alone, or none. What is known of the same rows and model
 * stays known. */
void rsc_output_networks_set_source (RscOutputNetworks *self, const RscOutputProblem *problem);
/* The document's own λ or data are on their way to others: nothing is begun. */
void rsc_output_networks_wait (RscOutputNetworks *self);

/* Output @k goes first, or -1. */
void rsc_output_networks_set_first (RscOutputNetworks *self, gssize k);

/* The outputs, or NULL; which of them is on show. Borrowed. */
RscOutputs *rsc_output_networks_get_outputs (RscOutputNetworks *self, gsize *shown);
/* What is fitted. Borrowed. */
RscDataset *rsc_output_networks_get_train (RscOutputNetworks *self);
/* λ, the same for all; NaN while it is not known. */
double rsc_output_networks_get_lambda (RscOutputNetworks *self);

RscOutputStatus rsc_output_networks_get_status (RscOutputNetworks *self, gsize k);
/* Above which the network of output @k is 0; NaN while it is not known. */
double rsc_output_networks_get_lambda_max (RscOutputNetworks *self, gsize k);
/* Why there is none, or NULL. */
const char *rsc_output_networks_get_error (RscOutputNetworks *self, gsize k);

/* Whether all are certified at that λ. */
gboolean rsc_output_networks_are_certified (RscOutputNetworks *self);
/* The networks of all outputs, where they were certified together last, and their λ: while λ moves
 * an older one. NULL where they never were, for these data and this model. Borrowed. */
RscNetwork *const *rsc_output_networks_get_networks (RscOutputNetworks *self, double *lambda);
/* How many training points (@test: test points) those take for what they are; *@counted: of how
 * many; FALSE where there are none, or the outputs are no classes. */
gboolean
rsc_output_networks_count (RscOutputNetworks *self, gboolean test, gsize *right, gsize *counted);

G_END_DECLS
