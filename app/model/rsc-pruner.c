/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-pruner-private.h"

#include "app/model/rsc-walk-position.h"

#include <math.h>
#include <string.h>

#define RANDOM_SEED 1

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RscPruner, rsc_pruner, G_TYPE_OBJECT)

void
rsc_pruner_emit_changed (RscPruner *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* --- object ----------------------------------------------------------------------------------- */

static void
rsc_pruner_dispose (GObject *object)
{
  RscPruner *self = RSC_PRUNER (object);

  rsc_pruner_clear_walk (self);
  if (self->jobs)
    {
      rsc_jobs_listen (self->jobs, RSC_REQUEST_PRUNE, NULL, NULL, NULL);
      rsc_jobs_listen (self->jobs, RSC_REQUEST_CURVES, NULL, NULL, NULL);
      self->jobs = NULL;
    }
  g_clear_pointer (&self->set, rsc_optimal_set_unref);
  g_clear_pointer (&self->test, rsc_dataset_unref);
  g_clear_pointer (&self->network, rsc_network_unref);
  g_clear_pointer (&self->picked, g_free);
  G_OBJECT_CLASS (rsc_pruner_parent_class)->dispose (object);
}

static void
rsc_pruner_class_init (RscPrunerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rsc_pruner_dispose;

  /**
   * RscPruner::changed: the walk, the state on show, the settings, the message, the curves or what
   * is
   * being computed changed.
   */
  signals[CHANGED] = g_signal_new ("changed", RSC_TYPE_PRUNER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
rsc_pruner_init (RscPruner *self)
{
  self->seed = RANDOM_SEED;
}

RscPruner *
rsc_pruner_new (RscJobs *jobs)
{
  RscPruner *self = g_object_new (RSC_TYPE_PRUNER, NULL);

  self->jobs = jobs;
  if (jobs)
    {
      rsc_jobs_listen (jobs, RSC_REQUEST_PRUNE, rsc_pruner_on_walked, rsc_pruner_on_walk_progress,
                       self);
      rsc_jobs_listen (jobs, RSC_REQUEST_CURVES, rsc_pruner_on_curves,
                       rsc_pruner_on_curves_progress, self);
    }
  return self;
}

/* Whether @b is @a with more known of it. */
static gboolean
is_same_set (const RscOptimalSet *a, const RscOptimalSet *b)
{
  gsize m, d;

  if (a == b)
    return TRUE;
  if (!a || !b || rsc_optimal_set_get_solution (a) != rsc_optimal_set_get_solution (b)
      || rsc_optimal_set_get_n_neurons (a) != rsc_optimal_set_get_n_neurons (b))
    return FALSE;
  m = rsc_optimal_set_get_n_neurons (a);
  d = rsc_problem_get_d (rsc_solution_get_problem (rsc_optimal_set_get_solution (a)));
  for (gsize i = 0; i < m; i++)
    {
      const RscNeuron *p = rsc_optimal_set_get_neuron (a, i);
      const RscNeuron *q = rsc_optimal_set_get_neuron (b, i);

      if (p->sign != q->sign || memcmp (p->direction, q->direction, d * sizeof (double)) != 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_same_point (const RscOptimalSet *set, const double *a, const double *b)
{
  gsize m = set ? rsc_optimal_set_get_n_neurons (set) : 0;

  if (!a || !b)
    return a == b;
  return m == 0 || memcmp (a, b, m * sizeof (double)) == 0;
}

/* Whether @network is one of the data of @set. */
static gboolean
takes_network (const RscOptimalSet *set, const RscNetwork *network)
{
  gsize d = rsc_network_get_d (network) - (gsize) (rsc_network_get_bias (network) ? 1 : 0);

  return d
         == rsc_dataset_get_d (
           rsc_problem_get_dataset (rsc_solution_get_problem (rsc_optimal_set_get_solution (set))));
}

void
rsc_pruner_set_source (RscPruner *self, RscOptimalSet *set, RscDataset *test, const double *picked)
{
  gboolean ended;

  g_return_if_fail (RSC_IS_PRUNER (self));

  if (set == self->set && test == self->test && is_same_point (set, picked, self->picked))
    return;
  ended = !is_same_set (self->set, set) || test != self->test;
  /* More known of the same set keeps the pick by name, not to the last bit. */
  if (!ended && set == self->set && !is_same_point (set, picked, self->picked))
    ended = self->active || self->start == RSC_PRUNING_START_PICKED;
  if (ended)
    rsc_pruner_clear_walk (self);
  if (set)
    rsc_optimal_set_ref (set);
  if (test)
    rsc_dataset_ref (test);
  g_clear_pointer (&self->set, rsc_optimal_set_unref);
  g_clear_pointer (&self->test, rsc_dataset_unref);
  g_clear_pointer (&self->picked, g_free);
  self->set = set;
  self->test = test;
  if (set && picked)
    self->picked = g_memdup2 (picked, rsc_optimal_set_get_n_neurons (set) * sizeof (double));
  /* A network was given for the data before. */
  if (self->network && set && !takes_network (set, self->network))
    {
      rsc_pruner_clear_walk (self);
      g_clear_pointer (&self->network, rsc_network_unref);
      self->start = RSC_PRUNING_START_INTERIOR;
    }
  rsc_pruner_emit_changed (self);
}

RscOptimalSet *
rsc_pruner_get_set (RscPruner *self)
{
  return self->set;
}

void
rsc_pruner_set_start (RscPruner *self, RscPruningStart start, RscNetwork *network)
{
  g_return_if_fail (RSC_IS_PRUNER (self));
  g_return_if_fail ((start == RSC_PRUNING_START_NETWORK) == (network != NULL));

  rsc_pruner_clear_walk (self);
  self->start = start;
  if (start == RSC_PRUNING_START_RANDOM)
    self->seed++;
  if (network)
    rsc_network_ref (network);
  g_clear_pointer (&self->network, rsc_network_unref);
  self->network = network;
  rsc_pruner_emit_changed (self);
}

RscPruningStart
rsc_pruner_get_start (RscPruner *self)
{
  return self->start;
}

RscNetwork *
rsc_pruner_get_network (RscPruner *self)
{
  g_return_val_if_fail (RSC_IS_PRUNER (self), NULL);
  return self->network;
}

void
rsc_pruner_set_rule (RscPruner *self, RscPruningRule rule)
{
  g_return_if_fail (RSC_IS_PRUNER (self));
  g_return_if_fail (rule != RSC_PRUNING_RULE_TARGET);

  if (self->rule == rule)
    return;
  self->rule = rule;
  rsc_pruner_forget_later (self);
  rsc_pruner_clear_curves (self);
  rsc_pruner_emit_changed (self);
}

RscPruningRule
rsc_pruner_get_rule (RscPruner *self)
{
  return self->rule;
}

void
rsc_pruner_set_method (RscPruner *self, RscPruningMethod method)
{
  g_return_if_fail (RSC_IS_PRUNER (self));
  g_return_if_fail (method < RSC_N_PRUNING_METHODS);

  if (self->method == method)
    return;
  self->method = method;
  rsc_pruner_forget_later (self);
  rsc_pruner_emit_changed (self);
}

RscPruningMethod
rsc_pruner_get_method (RscPruner *self)
{
  return self->method;
}

/* --- coming back ------------------------------------------------------------------------------ */

RscPruningChoice *
rsc_pruner_dup_choice (RscPruner *self)
{
  g_return_val_if_fail (RSC_IS_PRUNER (self), NULL);
  return rsc_pruning_choice_new_full (self->start, self->network, self->seed, self->rule,
                                      self->method, self->active ? self->walk : NULL, self->index,
                                      self->n_states);
}

static void
restore_settings (RscPruner *self, RscPruningChoice *choice)
{
  gboolean elsewhere =
    choice->start != self->start || choice->network != self->network || choice->seed != self->seed;

  if (elsewhere)
    rsc_pruner_clear_walk (self);
  if (choice->network)
    rsc_network_ref (choice->network);
  g_clear_pointer (&self->network, rsc_network_unref);
  self->network = choice->network;
  self->start = choice->start;
  self->seed = choice->seed;
  if (choice->rule != self->rule)
    rsc_pruner_clear_curves (self);
  if (choice->rule != self->rule || choice->method != self->method)
    rsc_pruner_forget_later (self);
  self->rule = choice->rule;
  self->method = choice->method;
}

/* Later states that are known stay, and the way there is seen, where it is the same walk. */
static void
restore_walk (RscPruner *self, RscPruningChoice *choice)
{
  RscPruning *walk = choice->walk;
  gsize shared = 0;

  while (self->walk && shared < MIN (self->n_states, choice->n_states)
         && rsc_pruning_get_state (self->walk, shared) == rsc_pruning_get_state (walk, shared))
    shared++;
  if (shared == 0)
    rsc_pruner_clear_walk (self);
  if (shared < choice->n_states)
    {
      rsc_pruning_ref (walk);
      g_clear_pointer (&self->walk, rsc_pruning_unref);
      self->walk = walk;
      self->n_states = choice->n_states;
    }
  self->active = TRUE;
  self->index = choice->index;
  if (!self->animated || self->position > (double) (MAX (shared, 1) - 1))
    self->position = (double) self->index;
}

void
rsc_pruner_restore (RscPruner *self, RscPruningChoice *choice)
{
  g_autoptr (RscPruningChoice) now = NULL;

  g_return_if_fail (RSC_IS_PRUNER (self));
  g_return_if_fail (choice != NULL);

  /* What begins with a network of other data cannot be begun. */
  if (self->set && choice->network && !takes_network (self->set, choice->network))
    {
      rsc_pruner_leave (self);
      return;
    }
  now = rsc_pruner_dup_choice (self);
  if (rsc_pruning_choice_equal (now, choice))
    return;
  /* The steps are on their way. */
  if (choice->record && self->record && rsc_pruning_record_equal (choice->record, self->record))
    return;
  rsc_pruner_stop_running (self);
  g_clear_pointer (&self->message, g_free);
  restore_settings (self, choice);
  if (choice->record && self->set)
    rsc_pruner_replay (self, choice->record);
  else if (choice->walk && self->set && rsc_pruning_choice_fits (choice, self->set))
    restore_walk (self, choice);
  else
    {
      self->active = FALSE;
      self->index = 0;
      self->position = 0;
    }
  rsc_pruner_emit_changed (self);
}

RscPruning *
rsc_pruner_get_walk (RscPruner *self)
{
  return self->walk;
}

gsize
rsc_pruner_get_n_states (RscPruner *self)
{
  return self->n_states;
}

gsize
rsc_pruner_get_index (RscPruner *self)
{
  return self->index;
}

gboolean
rsc_pruner_is_active (RscPruner *self)
{
  return self->active;
}

const char *
rsc_pruner_get_message (RscPruner *self)
{
  return self->message;
}

void
rsc_pruner_forget_message (RscPruner *self)
{
  g_return_if_fail (RSC_IS_PRUNER (self));
  if (!self->message)
    return;
  g_clear_pointer (&self->message, g_free);
  rsc_pruner_emit_changed (self);
}

void
rsc_pruner_set_animated (RscPruner *self, gboolean animated)
{
  g_return_if_fail (RSC_IS_PRUNER (self));
  self->animated = animated;
  if (!animated && self->position != (double) self->index)
    {
      self->position = (double) self->index;
      rsc_pruner_emit_changed (self);
    }
}

double
rsc_pruner_get_position (RscPruner *self)
{
  return self->position;
}

void
rsc_pruner_set_position (RscPruner *self, double position)
{
  g_return_if_fail (RSC_IS_PRUNER (self));
  if (!self->walk || position == self->position)
    return;
  self->position = CLAMP (position, 0.0, (double) (self->n_states - 1));
  rsc_pruner_emit_changed (self);
}

RscNetwork *
rsc_pruner_dup_network (RscPruner *self, gsize **set_neurons)
{
  g_return_val_if_fail (RSC_IS_PRUNER (self) && self->walk, NULL);
  return rsc_walk_position_dup_network (self->walk, self->position, set_neurons);
}

gboolean
rsc_pruner_get_norms_in_set (RscPruner *self, double *a)
{
  g_return_val_if_fail (RSC_IS_PRUNER (self), FALSE);
  return self->walk && self->set
         && rsc_walk_position_get_norms_in_set (self->walk, self->position,
                                                rsc_optimal_set_get_n_neurons (self->set), a);
}

double *
rsc_pruner_dup_trail (RscPruner *self, gsize *n)
{
  g_return_val_if_fail (RSC_IS_PRUNER (self), NULL);

  *n = 0;
  if (!self->active || !self->set)
    return NULL;
  return rsc_walk_position_dup_trail (self->walk, self->position,
                                      rsc_optimal_set_get_n_neurons (self->set), n);
}

/* --- curves ----------------------------------------------------------------------------------- */

RscPruningCurves *
rsc_pruner_get_curves (RscPruner *self)
{
  return self->curves;
}
