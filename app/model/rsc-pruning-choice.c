/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-pruning-choice.h"

#include <math.h>

#include "core/numerics/rsc-tolerances.h"

RscPruningChoice *
rsc_pruning_choice_new (void)
{
  return rsc_pruning_choice_new_full (RSC_PRUNING_START_INTERIOR, NULL, 1, RSC_PRUNING_RULE_PAPER,
                                      RSC_PRUNING_OPTIMAL_LS, NULL, 0, 0);
}

RscPruningChoice *
rsc_pruning_choice_new_full (RscPruningStart start,
                             RscNetwork *network,
                             guint64 seed,
                             RscPruningRule rule,
                             RscPruningMethod method,
                             RscPruning *walk,
                             gsize index,
                             gsize n_states)
{
  g_return_val_if_fail ((start == RSC_PRUNING_START_NETWORK) == (network != NULL), NULL);
  g_return_val_if_fail (walk == NULL || index < n_states, NULL);

  RscPruningChoice *self = g_new0 (RscPruningChoice, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->start = start;
  self->network = network ? rsc_network_ref (network) : NULL;
  self->seed = seed;
  self->rule = rule;
  self->method = method;
  self->walk = walk ? rsc_pruning_ref (walk) : NULL;
  self->index = walk ? index : 0;
  self->n_states = walk ? n_states : 0;
  return self;
}

RscPruningChoice *
rsc_pruning_choice_new_ended (const RscPruningChoice *self)
{
  return rsc_pruning_choice_new_full (self->start, self->network, self->seed, self->rule,
                                      self->method, NULL, 0, 0);
}

RscPruningChoice *
rsc_pruning_choice_new_recorded (const RscPruningChoice *self, RscPruningRecord *record)
{
  RscPruningChoice *recorded = rsc_pruning_choice_new_ended (self);

  recorded->record = rsc_pruning_record_ref (record);
  return recorded;
}

gboolean
rsc_pruning_choice_has_steps (const RscPruningChoice *self)
{
  return self->walk || self->record;
}

RscPruningRecord *
rsc_pruning_choice_dup_record (const RscPruningChoice *self)
{
  if (self->record)
    return rsc_pruning_record_ref (self->record);
  return self->walk ? rsc_pruning_record_new_for_walk (self->walk, self->n_states, self->index)
                    : NULL;
}

RscPruningChoice *
rsc_pruning_choice_ref (RscPruningChoice *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_pruning_choice_unref (RscPruningChoice *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->network, rsc_network_unref);
  g_clear_pointer (&self->walk, rsc_pruning_unref);
  g_clear_pointer (&self->record, rsc_pruning_record_unref);
  g_free (self);
}

gboolean
rsc_pruning_choice_equal (const RscPruningChoice *a, const RscPruningChoice *b)
{
  if (a == b)
    return TRUE;
  if (a->start != b->start || a->network != b->network || a->seed != b->seed || a->rule != b->rule
      || a->method != b->method
      || rsc_pruning_choice_has_steps (a) != rsc_pruning_choice_has_steps (b))
    return FALSE;
  if (a->record || b->record)
    {
      g_autoptr (RscPruningRecord) one = rsc_pruning_choice_dup_record (a);
      g_autoptr (RscPruningRecord) other = rsc_pruning_choice_dup_record (b);

      return rsc_pruning_record_equal (one, other);
    }
  if (a->index != b->index)
    return FALSE;
  /* Every state knows all that came before it. */
  return !a->walk
         || rsc_pruning_get_state (a->walk, a->index) == rsc_pruning_get_state (b->walk, b->index);
}

/* Neurons of two sets that are one set. */
static gboolean
have_same_neurons (const RscOptimalSet *a, const RscOptimalSet *b, gsize d)
{
  gsize m = rsc_optimal_set_get_n_neurons (a);

  if (rsc_optimal_set_get_n_neurons (b) != m)
    return FALSE;
  for (gsize i = 0; i < m; i++)
    {
      const RscNeuron *p = rsc_optimal_set_get_neuron (a, i);
      const RscNeuron *q = rsc_optimal_set_get_neuron (b, i);

      if (p->sign != q->sign)
        return FALSE;
      for (gsize k = 0; k < d; k++)
        if (!(fabs (p->direction[k] - q->direction[k]) <= RSC_TOLERANCE_TURN))
          return FALSE;
    }
  return TRUE;
}

/* The same points: at λ → 0 each solve can have targets of its own, moved by next to nothing. */
static gboolean
have_same_points (RscDataset *a, RscDataset *b)
{
  const gsize n = rsc_dataset_get_n (a), d = rsc_dataset_get_d (a);
  const double *y = rsc_dataset_get_y (a), *z = rsc_dataset_get_y (b);
  double size = 0.0, apart = 0.0;

  if (a == b)
    return TRUE;
  if (rsc_dataset_get_n (b) != n || rsc_dataset_get_d (b) != d)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    {
      size = fmax (size, fabs (y[i]));
      apart = fmax (apart, fabs (y[i] - z[i]));
    }
  for (gsize k = 0; k < n * d; k++)
    if (rsc_dataset_get_x (a)[k] != rsc_dataset_get_x (b)[k])
      return FALSE;
  return apart <= 2.0 * RSC_TOLERANCE_MOVED * size;
}

gboolean
rsc_pruning_choice_fits (const RscPruningChoice *self, const RscOptimalSet *set)
{
  RscSolution *solution = rsc_optimal_set_get_solution (set);
  RscProblem *problem = rsc_solution_get_problem (solution);
  RscOptimalSet *from;

  g_return_val_if_fail (self->walk != NULL, FALSE);

  from = rsc_pruning_get_set (self->walk);
  if (!have_same_points (rsc_pruning_get_dataset (self->walk), rsc_problem_get_dataset (problem))
      || fabs (rsc_pruning_get_lambda (self->walk) - rsc_solution_get_lambda (solution))
           > RSC_TOLERANCE_SAME_LAMBDA * rsc_solution_get_lambda (solution))
    return FALSE;
  if (!from)
    return TRUE;
  return rsc_problem_get_d (rsc_solution_get_problem (rsc_optimal_set_get_solution (from)))
           == rsc_problem_get_d (problem)
         && have_same_neurons (from, set, rsc_problem_get_d (problem));
}
