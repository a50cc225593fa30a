/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/pruning/rsc-pruning-walk.h"

#include "core/numerics/rsc-tolerances.h"

#include <gsl/gsl_cblas.h>
#include <math.h>
#include <string.h>

void
rsc_pruning_walk_clear (RscPruningWalk *walk)
{
  g_free (walk->factor);
  g_free (walk->goal);
  g_free (walk->fit);
  g_free (walk->summed);
  g_free (walk->residual);
  g_free (walk->z);
  g_free (walk->in_basis);
  g_clear_pointer (&walk->basis, rsc_column_factor_free);
}

/* From the last of @states, which the walk adds to. */
void
rsc_pruning_walk_init (RscPruningWalk *walk, const RscActivations *base, GPtrArray *states)
{
  gsize anchor = states->len - 1;

  memset (walk, 0, sizeof *walk);
  walk->base = base;
  walk->states = states;
  walk->factor =
    g_memdup2 (rsc_pruning_state_at (states, anchor)->factor, MAX (base->m, 1) * sizeof (double));
  walk->goal = g_new (double, base->n);
  walk->fit = g_new (double, base->n);
  walk->residual = g_new (double, base->n);
  walk->z = g_new (double, base->m + base->n + 1);
  walk->in_basis = g_new0 (gboolean, MAX (base->m, 1));
  walk->basis = rsc_column_factor_new (base->n);
  /* The fit before the first of the exact steps, so that drift does not add up over calls. */
  while (rsc_pruning_state_at (states, anchor)->phase == RSC_PRUNING_EXACT)
    anchor--;
  rsc_activations_compute_fit (base, rsc_pruning_state_at (states, anchor)->factor, walk->goal);
  walk->goal_norm = cblas_dnrm2 ((int) base->n, walk->goal, 1);
  walk->summed = g_memdup2 (walk->factor, MAX (base->m, 1) * sizeof (double));
  rsc_activations_compute_fit (base, walk->factor, walk->fit);
}

void
rsc_pruning_walk_restart (RscPruningWalk *walk)
{
  g_clear_pointer (&walk->basis, rsc_column_factor_free);
  walk->basis = rsc_column_factor_new (walk->base->n);
  memset (walk->in_basis, 0, walk->base->m * sizeof (gboolean));
  walk->next = 0;
}

double
rsc_pruning_walk_get_length (const RscPruningWalk *walk, gsize i)
{
  return walk->factor[i] * walk->base->lengths[i];
}

const double *
rsc_pruning_walk_get_column (const RscPruningWalk *walk, gsize i)
{
  return walk->base->columns + i * walk->base->n;
}

double
rsc_pruning_walk_get_scale (const RscPruningWalk *walk)
{
  double scale = 0.0;

  for (gsize i = 0; i < walk->base->m; i++)
    scale = MAX (scale, fabs (rsc_pruning_walk_get_length (walk, i)));
  return scale;
}

static gboolean
walk_offer (RscPruningWalk *walk, gsize i, double *z)
{
  if (!rsc_column_factor_offer (walk->basis, i, rsc_pruning_walk_get_column (walk, i), z))
    return FALSE;
  walk->in_basis[i] = TRUE;
  return TRUE;
}

static void
walk_drop (RscPruningWalk *walk, gsize i)
{
  if (!walk->in_basis[i])
    return;
  rsc_column_factor_remove (walk->basis, (gsize) rsc_column_factor_find (walk->basis, i));
  walk->in_basis[i] = FALSE;
}

/* Offers every active column. */
void
rsc_pruning_walk_complete (RscPruningWalk *walk)
{
  for (gsize i = 0; i < walk->base->m; i++)
    if (walk->factor[i] != 0.0 && !walk->in_basis[i])
      walk_offer (walk, i, NULL);
  walk->next = walk->base->m;
}

/* Goes on to the first active column that depends on those before it. FALSE when there is none. */
gboolean
rsc_pruning_walk_find_dependent (RscPruningWalk *walk, double *null_vector)
{
  for (; walk->next < walk->base->m; walk->next++)
    {
      if (walk->factor[walk->next] == 0.0 || walk->in_basis[walk->next]
          || walk_offer (walk, walk->next, walk->z))
        continue;
      memset (null_vector, 0, walk->base->m * sizeof (double));
      for (gsize k = 0; k < rsc_column_factor_get_n_columns (walk->basis); k++)
        null_vector[rsc_column_factor_get_id (walk->basis, k)] = -walk->z[k];
      null_vector[walk->next] = 1.0;
      return TRUE;
    }
  return FALSE;
}

/* Each column may be far enough from those before it, and all together still be dependent. */
gboolean
rsc_pruning_walk_find_weak (RscPruningWalk *walk, double *null_vector)
{
  const gsize r = rsc_column_factor_get_n_columns (walk->basis);
  g_autofree double *singular = g_new0 (double, MAX (r, 1));
  g_autofree double *last = g_new0 (double, MAX (r, 1));

  if (r < 2 || !rsc_column_factor_get_singular (walk->basis, singular, NULL)
      || singular[r - 1] > RSC_TOLERANCE_RANK * singular[0]
      || !rsc_column_factor_get_singular (walk->basis, singular, last))
    return FALSE;
  memset (null_vector, 0, walk->base->m * sizeof (double));
  for (gsize k = 0; k < r; k++)
    null_vector[rsc_column_factor_get_id (walk->basis, k)] = last[k];
  return TRUE;
}

/* argmax |β_i| for the null vector @v of the columns of length 1, so β_i = v_i / length_i. */
gsize
rsc_pruning_walk_choose_largest (const RscPruningWalk *walk, const double *v)
{
  const double scale = rsc_pruning_walk_get_scale (walk);
  gsize best = 0;
  double most = -1.0;

  for (gsize i = 0; i < walk->base->m; i++)
    {
      double beta;

      if (v[i] == 0.0 || walk->factor[i] == 0.0)
        continue;
      if (walk->base->lengths[i] == 0.0)
        return i;
      beta = fabs (v[i]) / (fabs (rsc_pruning_walk_get_length (walk, i)) / scale);
      if (beta > most * (1.0 + RSC_TOLERANCE_TIE))
        {
          most = beta;
          best = i;
        }
    }
  return best;
}

/* Sets small entries to 0. */
void
rsc_pruning_walk_clean (const RscPruningWalk *walk, double *v)
{
  double largest = 0.0;

  for (gsize i = 0; i < walk->base->m; i++)
    largest = MAX (largest, fabs (v[i]));
  for (gsize i = 0; i < walk->base->m; i++)
    if (fabs (v[i]) <= RSC_TOLERANCE_NULL_ENTRY * largest)
      v[i] = 0.0;
}

/* Brings walk->fit up to the factors. A step changes those of at most n + 1 neurons, so what it
 * changes is added, and only every m/n times all is summed anew: O(n²) for each step on the
 * average, whatever the width is. */
static void
update_fit (RscPruningWalk *walk)
{
  const RscActivations *base = walk->base;

  walk->n_updates++;
  if (walk->n_updates * base->n >= base->m)
    {
      rsc_activations_compute_fit (base, walk->factor, walk->fit);
      walk->n_updates = 0;
    }
  else
    for (gsize i = 0; i < base->m; i++)
      if (walk->factor[i] != walk->summed[i])
        cblas_daxpy ((int) base->n, (walk->factor[i] - walk->summed[i]) * base->lengths[i],
                     base->columns + i * base->n, 1, walk->fit, 1);
  memcpy (walk->summed, walk->factor, base->m * sizeof (double));
}

/* Brings the fit back to the goal, where it has drifted, by changing the basis' columns. */
static void
correct_drift (RscPruningWalk *walk, double scale)
{
  const RscActivations *base = walk->base;

  update_fit (walk);
  for (guint round = 0; round < 3; round++)
    {
      for (gsize p = 0; p < base->n; p++)
        walk->residual[p] = walk->goal[p] - walk->fit[p];
      if (cblas_dnrm2 ((int) base->n, walk->residual, 1)
          <= (round == 0 ? RSC_TOLERANCE_DRIFT : RSC_TOLERANCE_DRIFT_REPEAT)
               * MAX (walk->goal_norm, scale))
        return;
      rsc_column_factor_solve (walk->basis, walk->residual, walk->z, NULL);
      for (gsize k = 0; k < rsc_column_factor_get_n_columns (walk->basis); k++)
        {
          gsize i = rsc_column_factor_get_id (walk->basis, k);
          double change = walk->z[k] / base->lengths[i];

          /* Never across 0: a neuron does not leave, nor turn its sign, by a correction. */
          if (fabs (change) < 0.5 * fabs (walk->factor[i]))
            walk->factor[i] += change;
        }
      update_fit (walk);
    }
}

static void
push (RscPruningWalk *walk,
      RscPruningPhase phase,
      gsize removed,
      gsize n_removed,
      double *beta,
      double t)
{
  g_ptr_array_add (walk->states, rsc_pruning_state_new (
                                   walk->base, rsc_pruning_state_at (walk->states, 0), walk->factor,
                                   walk->fit, phase, (gssize) removed, n_removed, beta, t));
}

/* One step of Algorithm 1 along the null vector @v (of the columns of length 1), in which @removed
 * leaves: w_i ← w_i (1 - β_i/β_removed). Neurons that reach 0 with it leave too. The basis is
 * completed by the columns up to @limit. */
void
rsc_pruning_walk_step_exactly (RscPruningWalk *walk, double *v, gsize removed, gsize limit)
{
  const RscActivations *base = walk->base;
  const double scale = rsc_pruning_walk_get_scale (walk);
  const double pivot =
    v[removed] / (rsc_pruning_walk_get_length (walk, removed) / MAX (scale, G_MINDOUBLE));
  double *beta = g_new0 (double, base->m);
  g_autoptr (GArray) near = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_autofree double *small = g_new0 (double, base->n);
  double largest = 0.0;
  gsize n_removed = 1;
  gboolean clear;

  beta[removed] = 1.0;
  if (base->lengths[removed] > 0.0)
    for (gsize i = 0; i < base->m; i++)
      if (i != removed && v[i] != 0.0 && walk->factor[i] != 0.0)
        beta[i] = (v[i] / (rsc_pruning_walk_get_length (walk, i) / scale)) / pivot;
  for (gsize i = 0; i < base->m; i++)
    largest = MAX (largest, fabs (beta[i]));

  for (gsize i = 0; i < base->m; i++)
    if (i != removed && beta[i] != 0.0)
      {
        double rest = rsc_pruning_walk_get_length (walk, i) * (1.0 - beta[i]);

        if (beta[i] < 1.0 && fabs (rest) > RSC_TOLERANCE_NEAR_ZERO * scale)
          continue;
        cblas_daxpy ((int) base->n, rest, rsc_pruning_walk_get_column (walk, i), 1, small, 1);
        g_array_append_val (near, i);
      }
  clear = cblas_dnrm2 ((int) base->n, small, 1) <= RSC_TOLERANCE_KEEPS_FIT * scale;

  walk_drop (walk, removed);
  for (gsize k = 0; k < near->len; k++)
    walk_drop (walk, g_array_index (near, gsize, k));
  for (gsize i = 0; i < base->m; i++)
    walk->factor[i] *= 1.0 - beta[i];
  walk->factor[removed] = 0.0;
  for (gsize k = 0; k < near->len; k++)
    walk->factor[g_array_index (near, gsize, k)] = 0.0;
  for (gsize i = 0; i < limit; i++)
    if (walk->factor[i] != 0.0 && !walk->in_basis[i])
      walk_offer (walk, i, NULL);
  if (!clear)
    {
      rsc_column_factor_solve (walk->basis, small, walk->z, walk->residual);
      clear = cblas_dnrm2 ((int) base->n, walk->residual, 1) <= RSC_TOLERANCE_KEEPS_FIT * scale;
    }
  for (gsize k = 0; k < near->len; k++)
    {
      gsize i = g_array_index (near, gsize, k);
      const double before = rsc_pruning_state_at (walk->states, walk->states->len - 1)->factor[i];

      if (clear || beta[i] >= 1.0)
        {
          beta[i] = 1.0;
          n_removed++;
          continue;
        }
      walk->factor[i] = before * (1.0 - beta[i]);
      if (i < limit)
        walk_offer (walk, i, NULL);
    }
  correct_drift (walk, scale);

  for (gsize p = 0; p < base->n; p++)
    small[p] = walk->fit[p] - walk->goal[p];
  if (cblas_dnrm2 ((int) base->n, small, 1)
      <= MAX (RSC_TOLERANCE_EXACT_STEP * MAX (walk->goal_norm, base->fit_norm), base->fit_error))
    {
      push (walk, RSC_PRUNING_EXACT, removed, n_removed, beta, pivot < 0.0 ? -largest : largest);
      return;
    }
  /* The activations were dependent only up to the tolerance: a correction, and told as one. */
  memcpy (walk->goal, walk->fit, base->n * sizeof (double));
  walk->goal_norm = cblas_dnrm2 ((int) base->n, walk->goal, 1);
  for (gsize i = 0; i < base->m; i++)
    beta[i] = -beta[i];
  push (walk, RSC_PRUNING_APPROXIMATE, removed, n_removed, beta, NAN);
}

/* The neuron whose best least-squares correction costs least leaves: with H = (C^T C)^{-1} of the
 * columns of length 1, removing column j costs |length_j| / √H_jj and the others become length_i -
 * length_j H_ij / H_jj. None turns its sign: |H_ij length_j / (H_jj length_i)| <= cost_j / cost_i
 * <= 1 by Cauchy-Schwarz. */
void
rsc_pruning_walk_step_least_squares (RscPruningWalk *walk)
{
  const RscActivations *base = walk->base;
  const gsize r = rsc_column_factor_get_n_columns (walk->basis);
  const double scale = rsc_pruning_walk_get_scale (walk);
  g_autofree double *diagonal = g_new (double, r);
  g_autofree double *column = g_new (double, r);
  double *beta = g_new0 (double, base->m);
  double least = INFINITY;
  gsize best = 0;
  gsize removed;
  gsize n_removed = 0;

  rsc_column_factor_get_inverse_diagonal (walk->basis, diagonal);
  for (gsize k = 0; k < r; k++)
    {
      gsize i = rsc_column_factor_get_id (walk->basis, k);
      double cost = fabs (rsc_pruning_walk_get_length (walk, i)) / scale / sqrt (diagonal[k]);
      gboolean first = i < rsc_column_factor_get_id (walk->basis, best);

      if (cost < least * (1.0 - RSC_TOLERANCE_TIE)
          || (first && cost <= least * (1.0 + RSC_TOLERANCE_TIE)))
        {
          least = cost;
          best = k;
        }
    }
  removed = rsc_column_factor_get_id (walk->basis, best);
  rsc_column_factor_get_inverse_column (walk->basis, best, column);
  for (gsize k = 0; k < r; k++)
    {
      gsize i = rsc_column_factor_get_id (walk->basis, k);

      beta[i] = k == best ? -1.0
                          : -(column[k] / column[best])
                              * (rsc_pruning_walk_get_length (walk, removed)
                                 / rsc_pruning_walk_get_length (walk, i));
    }
  for (gsize i = 0; i < base->m; i++)
    if (beta[i] != 0.0)
      {
        if (1.0 + beta[i] <= RSC_TOLERANCE_NEAR_ZERO)
          {
            beta[i] = -1.0;
            walk_drop (walk, i);
            walk->factor[i] = 0.0;
            n_removed++;
          }
        else
          walk->factor[i] *= 1.0 + beta[i];
      }
  update_fit (walk);
  push (walk, RSC_PRUNING_APPROXIMATE, removed, n_removed, beta, NAN);
}

/* sqrt Σ_k (w_k ∂L/∂w_k)² for L = 1/2 ||f - y||², with what is off left out. */
static double
get_gradient_score (const RscPruningWalk *walk, gsize i)
{
  const RscActivations *base = walk->base;
  g_autofree double *w = g_new (double, base->d + 1);
  g_autofree double *gradient = g_new0 (double, base->d + 1);

  rsc_network_get_convex (base->network, i, w);
  for (gsize p = 0; p < base->n; p++)
    if (base->on[i * base->n + p])
      cblas_daxpy ((int) base->d, walk->residual[p], base->x + p * base->d, 1, gradient, 1);
  for (gsize k = 0; k < base->d; k++)
    gradient[k] *= walk->factor[i] * w[k];
  return cblas_dnrm2 ((int) base->d, gradient, 1);
}

/* Removes one neuron and changes nothing else. */
void
rsc_pruning_walk_step_baseline (RscPruningWalk *walk, RscPruningMethod method, const gsize *order)
{
  const RscActivations *base = walk->base;
  double least = INFINITY;
  gssize removed = -1;

  if (method == RSC_PRUNING_GRADIENT)
    {
      for (gsize p = 0; p < base->n; p++)
        walk->residual[p] = walk->fit[p] - rsc_dataset_get_y (base->dataset)[p];
    }
  for (gsize k = 0; k < base->m; k++)
    {
      gsize i = method == RSC_PRUNING_RANDOM ? order[k] : k;
      double value;

      if (walk->factor[i] == 0.0)
        continue;
      if (method == RSC_PRUNING_MAGNITUDE)
        value = base->norms[i] * fabs (walk->factor[i]);
      else if (method == RSC_PRUNING_GRADIENT)
        value = get_gradient_score (walk, i);
      else if (method == RSC_PRUNING_ACTIVATION)
        value = fabs (rsc_pruning_walk_get_length (walk, i));
      else
        value = 0.0;
      if (removed < 0 || value < least * (1.0 - RSC_TOLERANCE_TIE))
        {
          removed = (gssize) i;
          least = value;
        }
    }
  g_assert (removed >= 0);
  walk->factor[removed] = 0.0;
  update_fit (walk);
  push (walk, RSC_PRUNING_APPROXIMATE, (gsize) removed, 1, NULL, NAN);
}
