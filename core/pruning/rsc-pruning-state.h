/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/pruning/rsc-activations.h"

G_BEGIN_DECLS

/**
 * RscPruningPhase:
 * @RSC_PRUNING_START: the network that pruning starts from
 * @RSC_PRUNING_EXACT: the step before changed no prediction on the training points (Algorithm 1):
 * the fit is the same up to 1e-12 of its norm, or the rounding of the contributions that it sums
 * @RSC_PRUNING_APPROXIMATE: it did: the activations were independent, or dependent only up to
 * RSC_TOLERANCE_RANK
 */
typedef enum
{
  RSC_PRUNING_START,
  RSC_PRUNING_EXACT,
  RSC_PRUNING_APPROXIMATE
} RscPruningPhase;

/**
 * RscPruningState:
 * @phase: how this state was reached from the one before
 * @removed: the neuron of the start that went, or -1 in the start itself
 * @n_removed: neurons that this step removed: more than 1 when others reached 0 with @removed
 * @beta: m values, the null vector β of the step (0 for neurons that had gone before; exact:
 * Σ β_i c_i = 0, β = 1 at @removed and w_i became (1 - β_i) w_i; Optimal/LS: the correction, w_i
 * became (1 + β_i) w_i and β = -1 at @removed); NULL where there was none
 * @t: signed step size 1/β_removed in the scale of a β with max |β| = 1 that is positive at the
 * dependent column it was made for: negative when the largest |β| is that of a negative one; NaN
 * where there was none
 * @norms: m values, ||w_i|| of the neurons of the start; 0 for those that have gone
 * @signs: m values, sign of the output weight (no step turns it: the cheapest correction has
 * |β_i| <= 1)
 * @factor: m values: contribution i is factor_i times that of the start; 0 for those that have gone
 * @network: its neurons are those with non-zero norm, in the order of the start
 * @width: number of neurons left
 * @rank: of the activation matrix of the @width active columns c_i = contribution of neuron i at
 * the training points: singular values above RSC_TOLERANCE_RANK times the largest, or, where there
 * are none here, columns that are farther than that from the span of those before them
 * @n_singular, @singular: singular values of that matrix with its columns scaled to length 1,
 * falling; min (n, width) of them. NULL where that is too much work for every state (n m² min (n,
 * m) > 5e8, except for the first minimal state)
 * @rank_gap: singular[rank] / singular[rank - 1] (0 where there is none; NaN without singular
 * values): how clear the rank is
 * @fit_change: ||f - f_start|| / ||f_start|| on the training points (relative to the largest
 * ||c_i|| of the start where f_start is 0 up to their rounding)
 * @objective, @penalty: 1/2 ||f - y||² + λ Σ ||w_i||, and Σ ||w_i||
 * @objective_change: relative to the start's
 * @train_error, @test_error: mean squared error; NaN without test points
 * @train_accuracy, @test_accuracy: mean of sign(f) = y with sign(0) = 0, where all targets are ±1;
 * else NaN
 *
 * One state of a pruning. Immutable.
 */
typedef struct
{
  gatomicrefcount ref_count;
  RscPruningPhase phase;
  gssize removed;
  gsize n_removed;
  double *beta;
  double t;
  double *norms;
  int *signs;
  double *factor;
  RscNetwork *network;
  gsize width;
  gsize rank;
  gsize n_singular;
  double *singular;
  double rank_gap;
  double fit_change;
  double objective;
  double penalty;
  double objective_change;
  double train_error;
  double train_accuracy;
  double test_error;
  double test_accuracy;
} RscPruningState;

/* The state with factors @factor and fit @fit (n values), reached from the state before as the
 * other arguments say; see #RscPruningState. @start: the first state, or NULL for itself. Takes
 * @beta, which may be NULL. The rank is left to rsc_pruning_state_fill_ranks() where singular
 * values are not computed. Cost: O(m (n + d)), and O(n m min (n, m)) for singular values. */
RscPruningState *rsc_pruning_state_new (const RscActivations *base,
                                        const RscPruningState *start,
                                        const double *factor,
                                        const double *fit,
                                        RscPruningPhase phase,
                                        gssize removed,
                                        gsize n_removed,
                                        double *beta,
                                        double t);
void rsc_pruning_state_unref (RscPruningState *self);

/* Bytes that it takes: O(m) of them, and its network. O(1). */
gsize rsc_pruning_state_count_bytes (const RscActivations *base, const RscPruningState *self);

/* State @k of an array of them. */
static inline RscPruningState *
rsc_pruning_state_at (const GPtrArray *states, gsize k)
{
  return g_ptr_array_index (states, k);
}

/* Sets singular values of @state, and where @decide the rank from them. For a state that is not
 * shared yet. */
void rsc_pruning_state_add_singular (const RscActivations *base,
                                     RscPruningState *state,
                                     gboolean decide);

/* Ranks of the @states from @first on, which are not shared yet, where they were not found from
 * singular values. O(n r) for each column offered. */
void rsc_pruning_state_fill_ranks (const RscActivations *base, GPtrArray *states, gsize first);

G_END_DECLS
