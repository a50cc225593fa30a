/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/pruning/rsc-pruning-method.h"
#include "core/pruning/rsc-pruning-state.h"

G_BEGIN_DECLS

/**
 * RscPruningStart: which network pruning starts from.
 * @RSC_PRUNING_START_INTERIOR: the interior point of the set: every neuron of its support
 * @RSC_PRUNING_START_BLOCKS: the same, every neuron split among its equicorrelated blocks
 * @RSC_PRUNING_START_RANDOM: a random point of the set
 * @RSC_PRUNING_START_PICKED: the document's picked network
 * @RSC_PRUNING_START_NETWORK: a given network, optimal or not
 */
typedef enum
{
  RSC_PRUNING_START_INTERIOR,
  RSC_PRUNING_START_BLOCKS,
  RSC_PRUNING_START_RANDOM,
  RSC_PRUNING_START_PICKED,
  RSC_PRUNING_START_NETWORK
} RscPruningStart;

/**
 * RscPruningRule: which null vector β of the activation matrix an exact step uses.
 * @RSC_PRUNING_RULE_PAPER: the null vector of the first column that depends on the columns before
 * it
 * @RSC_PRUNING_RULE_FEWEST: one that touches few neurons: the fewest where all circuits (minimal
 * dependent sets) can be searched in about 2e7 operations; else the smallest circuit of those that
 * one column makes with the basis of the first independent columns
 * @RSC_PRUNING_RULE_TARGET: one that lets a given neuron go: the one that changes the others least
 * relative to their norms if that keeps them all, else one that takes as few others along as it
 * can. Further steps of the same move follow the paper's rule
 */
typedef enum
{
  RSC_PRUNING_RULE_PAPER,
  RSC_PRUNING_RULE_FEWEST,
  RSC_PRUNING_RULE_TARGET
} RscPruningRule;

/**
 * RscPruningUntil:
 * @RSC_PRUNING_ONE_STEP: one neuron (or those that reach 0 with it)
 * @RSC_PRUNING_TO_MINIMAL: until the activations are independent (baselines: as one step)
 * @RSC_PRUNING_TO_ZERO: until no neuron is left
 */
typedef enum
{
  RSC_PRUNING_ONE_STEP,
  RSC_PRUNING_TO_MINIMAL,
  RSC_PRUNING_TO_ZERO
} RscPruningUntil;

/**
 * RscPruning:
 *
 * A walk from one network to smaller ones (Algorithm 1 and what follows it): an array of complete
 * states, so going back is indexing. m: width of the start. Immutable and reference-counted: going
 * on gives another object that shares the states.
 */
typedef struct _RscPruning RscPruning;

/* Starts; all give state 0 alone. @lambda: for the objective. @test: or NULL. @dataset: training
 * points of @network. For any network, loaded, trained or optimal ("direct pruning": both layers of
 * neuron i scale by √(1 - tβ_i)). @set_neurons: for each neuron of @network its index in an optimal
 * set, or NULL; copied. Errors: RSC_ERROR_ARGUMENT when sizes do not fit. */
RscPruning *rsc_pruning_new (RscDataset *dataset,
                             RscDataset *test,
                             RscNetwork *network,
                             double lambda,
                             const gsize *set_neurons,
                             GCancellable *cancellable,
                             GError **error);
/* The network with norms @a (n_neurons of @set) of an optimal set. */
RscPruning *rsc_pruning_new_from_set (RscOptimalSet *set,
                                      const double *a,
                                      RscDataset *test,
                                      GCancellable *cancellable,
                                      GError **error);
/* The same with every neuron's mass split evenly among its unmerged equicorrelated blocks:
 * duplicates, each a neuron of its own. */
RscPruning *rsc_pruning_new_from_blocks (RscOptimalSet *set,
                                         const double *a,
                                         RscDataset *test,
                                         GCancellable *cancellable,
                                         GError **error);

RscPruning *rsc_pruning_ref (RscPruning *self);
void rsc_pruning_unref (RscPruning *self);

/**
 * RscPruningMove:
 * @method: exact steps first are part of RSC_PRUNING_OPTIMAL_LS alone
 * @rule: of exact steps
 * @target: neuron of the start, for RSC_PRUNING_RULE_TARGET
 * @until: how far to go
 * @seed: for RSC_PRUNING_RANDOM
 * @bytes_max: memory that the states may take, those before it counted, 0 for no limit: it stops
 * at the first that is beyond it, see rsc_pruning_is_full()
 */
typedef struct
{
  RscPruningMethod method;
  RscPruningRule rule;
  gsize target;
  RscPruningUntil until;
  guint64 seed;
  gsize bytes_max;
} RscPruningMove;

/* Optimal/LS, the paper's rule, one step. */
void rsc_pruning_move_init (RscPruningMove *self);

/* A new walk: states 0 to @k of @self, then what @move does. Where nothing can be done (no neuron
 * is left, or TO_MINIMAL on a minimal network) it is states 0 to @k alone. Errors:
 * RSC_ERROR_ARGUMENT when the target cannot go without changing the fit, or has gone: the message
 * says why; cancelled. Cost: O(n² m + n³) to factor the activations of state @k, then O(n² + m d)
 * for each exact step, O(n²) for each correction and O(n m d) for each step of a baseline. The rule
 * FEWEST costs O(n² m) for each step, TARGET O(n² m) and a linear program where its short cut does
 * not answer. */
RscPruning *rsc_pruning_go_on (const RscPruning *self,
                               gsize k,
                               const RscPruningMove *move,
                               RscProgressFunc progress,
                               gpointer progress_data,
                               GCancellable *cancellable,
                               GError **error);

RscDataset *rsc_pruning_get_dataset (const RscPruning *self);
double rsc_pruning_get_lambda (const RscPruning *self);
/* The set that it started from, or NULL. */
RscOptimalSet *rsc_pruning_get_set (const RscPruning *self);
/* How far the objectives of the start and of the exact steps are above the certified optimum of
 * that set at most, as a share of it. Above RSC_TOLERANCE_EXCESS they are no optimal networks, and
 * what is said of those is not said of them. NaN without a set. */
double rsc_pruning_get_excess (const RscPruning *self);
gsize rsc_pruning_get_start_width (const RscPruning *self); /* m */
/* Index in the set of each neuron of the start (m; blocks of one neuron have the same), or NULL. */
const gsize *rsc_pruning_get_set_neurons (const RscPruning *self);
gsize rsc_pruning_get_n_states (const RscPruning *self); /* >= 1 */
const RscPruningState *rsc_pruning_get_state (const RscPruning *self, gsize k);
/* Whether the last move ended for want of memory, before what it was to reach. */
gboolean rsc_pruning_is_full (const RscPruning *self);
/* First state with independent activations, or -1. */
gssize rsc_pruning_get_minimal (const RscPruning *self);
/* Activation matrix of state @k: n × m row-major, column i the contribution of neuron i of the
 * start at the training points (0 for those that have gone). @c: n m values. */
void rsc_pruning_get_activations (const RscPruning *self, gsize k, double *c);
/* State @k in the coordinates of its set: @a, n_neurons values (masses of one neuron's blocks
 * added). FALSE without a set. */
gboolean rsc_pruning_get_norms_in_set (const RscPruning *self, gsize k, double *a);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscPruning, rsc_pruning_unref)

G_END_DECLS
