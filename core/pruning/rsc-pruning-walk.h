/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/numerics/rsc-column-factor.h"
#include "core/pruning/rsc-pruning-method.h"
#include "core/pruning/rsc-pruning-state.h"

G_BEGIN_DECLS

/**
 * RscPruningWalk:
 * @base: the activations of the start
 * @states: RscPruningState; each step adds one
 * @factor: m, of the state at hand
 * @goal, @goal_norm: n, the fit that exact steps keep, and its norm
 * @fit: n, of the state at hand
 * @summed, @n_updates: m, the factors that @fit is the fit of, and how often it has been brought up
 * to date since it was last summed from scratch
 * @residual: n, scratch
 * @z: m + n, scratch
 * @basis, @in_basis: independent active columns, and m flags: whether column i is one of them
 * @next: columns before it are in the basis or gone
 *
 * A walk under way, from the last of some states: borrowed by one thread on its stack.
 */
typedef struct
{
  const RscActivations *base;
  GPtrArray *states;
  double *factor;
  double *goal;
  double goal_norm;
  double *fit;
  double *summed;
  gsize n_updates;
  double *residual;
  double *z;
  RscColumnFactor *basis;
  gboolean *in_basis;
  gsize next;
} RscPruningWalk;

/* From the last of @states, which the walk adds to. Borrows both. */
void rsc_pruning_walk_init (RscPruningWalk *walk, const RscActivations *base, GPtrArray *states);
void rsc_pruning_walk_clear (RscPruningWalk *walk);
/* Takes all columns out of the basis: further steps begin with the first columns again. */
void rsc_pruning_walk_restart (RscPruningWalk *walk);

/* The signed length of contribution @i, its column of length 1 (n values), and the largest
 * length. */
double rsc_pruning_walk_get_length (const RscPruningWalk *walk, gsize i);
const double *rsc_pruning_walk_get_column (const RscPruningWalk *walk, gsize i);
double rsc_pruning_walk_get_scale (const RscPruningWalk *walk);

/* Offers every active column to the basis. O(n² m). */
void rsc_pruning_walk_complete (RscPruningWalk *walk);

/* Goes on to the first active column that depends on those before it: @null_vector (m values) is 1
 * there and minus its coordinates at the others. FALSE when there is none. */
gboolean rsc_pruning_walk_find_dependent (RscPruningWalk *walk, double *null_vector);
/* Each column may be far enough from those before it, and all together still be dependent: the null
 * vector of the least singular value where that is below RSC_TOLERANCE_RANK of the largest.
 * O(n³). */
gboolean rsc_pruning_walk_find_weak (RscPruningWalk *walk, double *null_vector);
/* argmax |β_i| for the null vector @v of the columns of length 1, so β_i = v_i / length_i. */
gsize rsc_pruning_walk_choose_largest (const RscPruningWalk *walk, const double *v);
/* Sets entries of a null vector to 0 that are rounding. */
void rsc_pruning_walk_clean (const RscPruningWalk *walk, double *v);

/* One step of Algorithm 1 along the null vector @v (of the columns of length 1), in which @removed
 * leaves: w_i ← w_i (1 - β_i/β_removed). Neurons that reach 0 with it leave too. The basis is
 * completed by the columns up to @limit. */
void rsc_pruning_walk_step_exactly (RscPruningWalk *walk, double *v, gsize removed, gsize limit);
/* Removes the neuron whose best least-squares correction costs least, and applies it. The basis
 * must have all active columns and its inverse (rsc_column_factor_invert()). O(n²). */
void rsc_pruning_walk_step_least_squares (RscPruningWalk *walk);
/* Removes one neuron by a baseline and changes nothing else. @order: m neurons, for
 * RSC_PRUNING_RANDOM. O(n m d). */
void
rsc_pruning_walk_step_baseline (RscPruningWalk *walk, RscPruningMethod method, const gsize *order);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RscPruningWalk, rsc_pruning_walk_clear)

G_END_DECLS
