/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/pruning/rsc-pruning.h"

#include "core/numerics/rsc-random.h"
#include "core/numerics/rsc-tolerances.h"
#include "core/pruning/rsc-circuit.h"
#include "core/pruning/rsc-pruning-walk.h"
#include "core/pruning/rsc-removal.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* The first minimal state carries its singular values up to this many operations. */
#define SINGULAR_WORK_ONE 5e8

struct _RscPruning
{
  gatomicrefcount ref_count;
  RscActivations *base;
  GPtrArray *states;
  gssize minimal;
  gboolean is_full;
};

/* What the states take, of which the first @n_counted are in @bytes. */
typedef struct
{
  gsize bytes_max;
  gsize bytes;
  gsize n_counted;
  gboolean is_full;
} Budget;

/* Whether the states of @walk take all that they may. */
static gboolean
is_spent (Budget *self, const RscPruningWalk *walk)
{
  for (; self->n_counted < walk->states->len; self->n_counted++)
    self->bytes += rsc_pruning_state_count_bytes (
      walk->base, rsc_pruning_state_at (walk->states, self->n_counted));
  self->is_full = self->bytes_max > 0 && self->bytes > self->bytes_max;
  return self->is_full;
}

/* Takes @states, whose entries from @first on are new. */
static RscPruning *
pruning_new (RscActivations *base, GPtrArray *states, gsize first)
{
  RscPruning *self = g_new0 (RscPruning, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->base = rsc_activations_ref (base);
  self->states = states;
  rsc_pruning_state_fill_ranks (base, states, first);
  self->minimal = -1;
  for (gsize k = 0; k < states->len && self->minimal < 0; k++)
    {
      RscPruningState *state = rsc_pruning_state_at (states, k);

      if (state->rank != state->width)
        continue;
      self->minimal = (gssize) k;
      if (k >= first && state->singular == NULL
          && (double) base->n * (double) state->width * (double) state->width <= SINGULAR_WORK_ONE)
        rsc_pruning_state_add_singular (base, state, FALSE);
    }
  return self;
}

static RscPruning *
start_new (RscActivations *base)
{
  g_autofree double *factor = g_new0 (double, MAX (base->m, 1));
  GPtrArray *states = g_ptr_array_new_with_free_func ((GDestroyNotify) rsc_pruning_state_unref);

  for (gsize i = 0; i < base->m; i++)
    factor[i] = base->norms[i] > 0.0 ? 1.0 : 0.0;
  g_ptr_array_add (states, rsc_pruning_state_new (base, NULL, factor, base->fit, RSC_PRUNING_START,
                                                  -1, 0, NULL, NAN));
  return pruning_new (base, states, 0);
}

RscPruning *
rsc_pruning_new (RscDataset *dataset,
                 RscDataset *test,
                 RscNetwork *network,
                 double lambda,
                 const gsize *set_neurons,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (RscActivations) base = NULL;

  g_return_val_if_fail (dataset != NULL && network != NULL, NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  base = rsc_activations_new (dataset, test, network, lambda, NULL, set_neurons, error);
  return base != NULL ? start_new (base) : NULL;
}

/* Each neuron of the set in as many equal parts as it has blocks, or whole. */
static RscPruning *
new_from_set (RscOptimalSet *set,
              const double *a,
              gboolean split,
              RscDataset *test,
              GCancellable *cancellable,
              GError **error)
{
  RscSolution *solution = rsc_optimal_set_get_solution (set);
  RscProblem *problem = rsc_solution_get_problem (solution);
  const gsize n_neurons = rsc_optimal_set_get_n_neurons (set);
  const gsize d = rsc_problem_get_d (problem);
  const gboolean gated = rsc_problem_get_activation (problem) == RSC_ACTIVATION_GATED;
  g_autoptr (GArray) neurons = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_autoptr (GArray) signs = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GArray) w = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) gates = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (RscNetwork) network = NULL;
  g_autoptr (RscActivations) base = NULL;
  g_autofree gboolean *used = g_new (gboolean, n_neurons + 1);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  rsc_optimal_set_find_used (set, a, used);
  for (gsize i = 0; i < n_neurons; i++)
    {
      const RscNeuron *neuron = rsc_optimal_set_get_neuron (set, i);
      const gsize parts = split ? MAX (neuron->n_blocks, 1) : 1;

      if (!(a[i] > 0.0) || (!used[i] && a[i] <= RSC_SUPPORT_SHARE * neuron->norm_max))
        continue;
      for (gsize part = 0; part < parts; part++)
        {
          for (gsize k = 0; k < d; k++)
            {
              double value = a[i] / (double) parts * neuron->direction[k];
              g_array_append_val (w, value);
            }
          if (gated)
            g_array_append_vals (gates, neuron->gate, (guint) d);
          g_array_append_val (neurons, i);
          g_array_append_val (signs, neuron->sign);
        }
    }
  network = rsc_network_new_from_convex (neurons->len, d, rsc_problem_get_bias (problem),
                                         (double *) w->data, (int *) signs->data,
                                         gated ? (double *) gates->data : NULL);
  if (rsc_network_get_width (network) != neurons->len)
    {
      g_set_error_literal (error, RSC_ERROR, RSC_ERROR_NUMERICAL,
                           _ ("A norm of the network is too small for a number."));
      return NULL;
    }
  base =
    rsc_activations_new (rsc_problem_get_dataset (problem), test, network,
                         rsc_solution_get_lambda (solution), set, (gsize *) neurons->data, error);
  return base != NULL ? start_new (base) : NULL;
}

RscPruning *
rsc_pruning_new_from_set (RscOptimalSet *set,
                          const double *a,
                          RscDataset *test,
                          GCancellable *cancellable,
                          GError **error)
{
  g_return_val_if_fail (set != NULL, NULL);
  g_return_val_if_fail (a != NULL || rsc_optimal_set_get_n_neurons (set) == 0, NULL);

  return new_from_set (set, a, FALSE, test, cancellable, error);
}

RscPruning *
rsc_pruning_new_from_blocks (RscOptimalSet *set,
                             const double *a,
                             RscDataset *test,
                             GCancellable *cancellable,
                             GError **error)
{
  g_return_val_if_fail (set != NULL, NULL);
  g_return_val_if_fail (a != NULL || rsc_optimal_set_get_n_neurons (set) == 0, NULL);

  return new_from_set (set, a, TRUE, test, cancellable, error);
}

RscPruning *
rsc_pruning_ref (RscPruning *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_pruning_unref (RscPruning *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_ptr_array_unref (self->states);
  rsc_activations_unref (self->base);
  g_free (self);
}

void
rsc_pruning_move_init (RscPruningMove *self)
{
  g_return_if_fail (self != NULL);

  memset (self, 0, sizeof *self);
  self->method = RSC_PRUNING_OPTIMAL_LS;
  self->rule = RSC_PRUNING_RULE_PAPER;
  self->until = RSC_PRUNING_ONE_STEP;
}

/* States 0 to @k, shared. */
static GPtrArray *
share_states (const RscPruning *self, gsize k)
{
  GPtrArray *states = g_ptr_array_new_with_free_func ((GDestroyNotify) rsc_pruning_state_unref);

  for (gsize i = 0; i <= k; i++)
    {
      RscPruningState *state = rsc_pruning_state_at (self->states, i);

      g_atomic_ref_count_inc (&state->ref_count);
      g_ptr_array_add (states, state);
    }
  return states;
}

/* Exact steps by the rule of @move. FALSE with @error. *@done: as far as was asked for. */
static gboolean
walk_exactly (RscPruningWalk *walk,
              const RscPruningMove *move,
              Budget *budget,
              gboolean *done,
              RscProgressFunc progress,
              gpointer progress_data,
              GCancellable *cancellable,
              GError **error)
{
  const gsize m = walk->base->m;
  g_autofree double *v = g_new0 (double, MAX (m, 1));
  const gsize first = walk->states->len;

  *done = FALSE;
  if (move->rule == RSC_PRUNING_RULE_TARGET)
    {
      g_autofree char *reason = NULL;

      if (!rsc_removal_find (walk, move->target, v, &reason, cancellable, error))
        {
          if (reason != NULL)
            g_set_error_literal (error, RSC_ERROR, RSC_ERROR_ARGUMENT, reason);
          return FALSE;
        }
      rsc_pruning_walk_step_exactly (walk, v, move->target, m);
      *done = move->until == RSC_PRUNING_ONE_STEP;
      rsc_pruning_walk_restart (walk);
    }
  while (!*done)
    {
      gboolean fewest = move->rule == RSC_PRUNING_RULE_FEWEST;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (!(fewest ? rsc_circuit_find_fewest (walk, v, cancellable)
                   : rsc_pruning_walk_find_dependent (walk, v))
          && !rsc_pruning_walk_find_weak (walk, v))
        return TRUE;
      rsc_pruning_walk_clean (walk, v);
      rsc_pruning_walk_step_exactly (walk, v, rsc_pruning_walk_choose_largest (walk, v),
                                     fewest ? m : MIN (walk->next + 1, m));
      if (progress != NULL)
        progress ((double) (walk->states->len - first) / (double) m, NAN, progress_data);
      *done = move->until == RSC_PRUNING_ONE_STEP || is_spent (budget, walk);
    }
  return TRUE;
}

/* Whether the last state is one that a move of that kind from state @k ends at. */
static gboolean
is_reached (const RscPruning *self, gsize k, RscPruningUntil until)
{
  return (until == RSC_PRUNING_ONE_STEP && self->states->len > k + 1)
         || (until == RSC_PRUNING_TO_MINIMAL && self->minimal >= 0)
         || rsc_pruning_state_at (self->states, self->states->len - 1)->width == 0;
}

RscPruning *
rsc_pruning_go_on (const RscPruning *self,
                   gsize k,
                   const RscPruningMove *move,
                   RscProgressFunc progress,
                   gpointer progress_data,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (GPtrArray) states = NULL;
  g_auto (RscPruningWalk) walk = { 0 };
  g_autofree gsize *order = NULL;
  const RscActivations *base;
  gboolean done = FALSE;
  RscPruning *result;

  g_return_val_if_fail (self != NULL && move != NULL, NULL);
  g_return_val_if_fail (k < self->states->len, NULL);
  g_return_val_if_fail (move->method < RSC_N_PRUNING_METHODS, NULL);

  Budget budget = { .bytes_max = move->bytes_max };

  base = self->base;
  g_return_val_if_fail (move->rule != RSC_PRUNING_RULE_TARGET || move->target < base->m, NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  states = share_states (self, k);
  rsc_pruning_walk_init (&walk, base, states);
  done = is_spent (&budget, &walk);
  if (move->method == RSC_PRUNING_OPTIMAL_LS && !done)
    {
      if (!walk_exactly (&walk, move, &budget, &done, progress, progress_data, cancellable, error))
        return NULL;
      done = done || move->until == RSC_PRUNING_TO_MINIMAL;
      if (!done)
        rsc_column_factor_invert (walk.basis);
    }
  if (move->method == RSC_PRUNING_RANDOM)
    {
      gsl_rng *rng = rsc_random_new (move->seed);

      order = g_new (gsize, MAX (base->m, 1));
      for (gsize i = 0; i < base->m; i++)
        order[i] = i;
      for (gsize i = base->m; i > 1; i--)
        {
          gsize j = gsl_rng_uniform_int (rng, i);
          gsize swap = order[i - 1];

          order[i - 1] = order[j];
          order[j] = swap;
        }
      gsl_rng_free (rng);
    }
  while (!done && rsc_pruning_state_at (states, states->len - 1)->width > 0)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (move->method == RSC_PRUNING_OPTIMAL_LS)
        rsc_pruning_walk_step_least_squares (&walk);
      else
        rsc_pruning_walk_step_baseline (&walk, move->method, order);
      if (progress != NULL)
        progress ((double) (states->len - k) / (double) MAX (base->m, 1), NAN, progress_data);
      done = move->until != RSC_PRUNING_TO_ZERO || is_spent (&budget, &walk);
    }
  result = pruning_new (self->base, g_steal_pointer (&states), k + 1);
  /* The last state may be what was to be reached. */
  result->is_full = budget.is_full && !is_reached (result, k, move->until);
  return result;
}

gboolean
rsc_pruning_is_full (const RscPruning *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->is_full;
}

RscDataset *
rsc_pruning_get_dataset (const RscPruning *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->base->dataset;
}

double
rsc_pruning_get_lambda (const RscPruning *self)
{
  g_return_val_if_fail (self != NULL, NAN);

  return self->base->lambda;
}

RscOptimalSet *
rsc_pruning_get_set (const RscPruning *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->base->set;
}

double
rsc_pruning_get_excess (const RscPruning *self)
{
  double most = 0.0, optimum;

  g_return_val_if_fail (self != NULL, NAN);

  if (self->base->set == NULL)
    return NAN;
  optimum = rsc_solution_get_objective (rsc_optimal_set_get_solution (self->base->set));
  for (gsize k = 0; k < self->states->len; k++)
    {
      const RscPruningState *state = rsc_pruning_state_at (self->states, k);

      if (state->phase == RSC_PRUNING_APPROXIMATE)
        break;
      most = MAX (most, state->objective - optimum);
    }
  return optimum > 0.0 ? most / optimum : most;
}

gsize
rsc_pruning_get_start_width (const RscPruning *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->base->m;
}

const gsize *
rsc_pruning_get_set_neurons (const RscPruning *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->base->set_neurons;
}

gsize
rsc_pruning_get_n_states (const RscPruning *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->states->len;
}

const RscPruningState *
rsc_pruning_get_state (const RscPruning *self, gsize k)
{
  g_return_val_if_fail (self != NULL && k < self->states->len, NULL);

  return rsc_pruning_state_at (self->states, k);
}

gssize
rsc_pruning_get_minimal (const RscPruning *self)
{
  g_return_val_if_fail (self != NULL, -1);

  return self->minimal;
}

void
rsc_pruning_get_activations (const RscPruning *self, gsize k, double *c)
{
  const RscActivations *base;

  g_return_if_fail (self != NULL && k < self->states->len);
  g_return_if_fail (c != NULL || self->base->m == 0);

  base = self->base;
  for (gsize i = 0; i < base->m; i++)
    {
      double length = rsc_pruning_state_at (self->states, k)->factor[i] * base->lengths[i];

      for (gsize p = 0; p < base->n; p++)
        c[p * base->m + i] = length * base->columns[i * base->n + p];
    }
}

gboolean
rsc_pruning_get_norms_in_set (const RscPruning *self, gsize k, double *a)
{
  const RscActivations *base;

  g_return_val_if_fail (self != NULL && k < self->states->len, FALSE);

  base = self->base;
  if (base->set == NULL)
    return FALSE;
  memset (a, 0, rsc_optimal_set_get_n_neurons (base->set) * sizeof (double));
  for (gsize i = 0; i < base->m; i++)
    a[base->set_neurons[i]] += rsc_pruning_state_at (self->states, k)->norms[i];
  return TRUE;
}
