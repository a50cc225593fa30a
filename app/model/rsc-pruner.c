/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-pruner.h"

#include "app/model/rsc-pruner-job.h"
#include "app/model/rsc-walk-position.h"

#include <math.h>
#include <string.h>

/* Arithmetic of this many multiplications is done at once: below some milliseconds. */
#define QUICK_WORK 1.5e4
#define RANDOM_SEED 1

struct _RscPruner
{
  GObject parent_instance;

  RscOptimalSet *set;
  RscDataset *test;
  double *picked;

  RscPruningStart start;
  RscNetwork *network;
  guint64 seed;
  RscPruningRule rule;
  RscPruningMethod method;

  RscPruning *walk;
  gsize n_states;
  gsize index;
  double position;
  gboolean animated;
  gboolean active;
  char *message;
  RscPruningCurves *curves;

  RscJobs *jobs; /* or NULL */
  /* What runs (tick, or 0), how far it is, and the command to go on with afterwards. */
  guint64 running;
  guint64 running_curves;
  RscPrunerCommand command;
  double fraction;
  double curves_fraction;
  RscPrunerCommand pending;
  gsize pending_target;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RscPruner, rsc_pruner, G_TYPE_OBJECT)

static void
emit_changed (RscPruner *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Everything that a computation needs, as it is now. */
static RscPrunerJob *
job_new (RscPruner *self, RscPrunerCommand command, gsize target)
{
  RscPrunerJob *job = g_new0 (RscPrunerJob, 1);
  gsize m = rsc_optimal_set_get_n_neurons (self->set);

  job->command = command;
  job->walk = self->walk ? rsc_pruning_ref (self->walk) : NULL;
  job->k = self->index;
  job->target = target;
  job->rule = self->rule;
  job->method = self->method;
  job->start = self->start;
  job->set = rsc_optimal_set_ref (self->set);
  job->test = self->test ? rsc_dataset_ref (self->test) : NULL;
  job->network = self->network ? rsc_network_ref (self->network) : NULL;
  job->point = g_new0 (double, MAX (m, 1));
  if (m == 0)
    return job;
  if (self->start == RSC_PRUNING_START_RANDOM)
    rsc_optimal_set_sample (self->set, self->seed, job->point);
  else if (self->start == RSC_PRUNING_START_PICKED && self->picked)
    memcpy (job->point, self->picked, m * sizeof (double));
  else
    memcpy (job->point, rsc_optimal_set_get_interior (self->set), m * sizeof (double));
  return job;
}

/* --- the walk ---------------------------------------------------------------------------------- */

static void
clear_curves (RscPruner *self)
{
  if (self->running_curves)
    rsc_jobs_cancel (self->jobs, RSC_REQUEST_CURVES);
  self->running_curves = 0;
  g_clear_pointer (&self->curves, rsc_pruning_curves_unref);
}

static void
stop_running (RscPruner *self)
{
  if (self->running)
    rsc_jobs_cancel (self->jobs, RSC_REQUEST_PRUNE);
  self->running = 0;
  self->pending = RSC_PRUNER_NONE;
}

static void
clear_walk (RscPruner *self)
{
  stop_running (self);
  clear_curves (self);
  g_clear_pointer (&self->walk, rsc_pruning_unref);
  g_clear_pointer (&self->message, g_free);
  self->n_states = 0;
  self->index = 0;
  self->position = 0;
  self->active = FALSE;
}

static void
show_state (RscPruner *self, gsize k)
{
  self->index = k;
  self->active = TRUE;
  if (!self->animated)
    self->position = (double) k;
  g_clear_pointer (&self->message, g_free);
}

static void
take_message (RscPruner *self, const char *text)
{
  g_free (self->message);
  self->message = g_strdup (text);
}

/* Where @command leads on the walk as it is now. */
static gsize
get_goal (RscPruner *self, RscPrunerCommand command)
{
  gssize minimal = rsc_pruning_get_minimal (self->walk);

  switch (command)
    {
    case RSC_PRUNER_FORWARD:
    case RSC_PRUNER_REMOVE:
      return MIN (self->index + 1, self->n_states - 1);
    case RSC_PRUNER_MINIMAL:
      return minimal >= 0 ? MIN ((gsize) minimal, self->n_states - 1) : self->n_states - 1;
    case RSC_PRUNER_ZERO:
      return self->n_states - 1;
    case RSC_PRUNER_PREPARE:
    case RSC_PRUNER_NONE:
    default:
      return self->index;
    }
}

static void
take_walk (RscPruner *self, RscPrunerCommand command, RscPruning *walk)
{
  gsize goal;

  g_clear_pointer (&self->walk, rsc_pruning_unref);
  self->walk = walk;
  self->n_states = rsc_pruning_get_n_states (walk);
  self->position = fmin (self->position, (double) (self->n_states - 1));
  goal = get_goal (self, command);
  if (goal != self->index)
    show_state (self, goal);
}

static void
take_result (RscPruner *self, RscPrunerCommand command, RscPruning *walk, const GError *error)
{
  if (walk)
    take_walk (self, command, walk);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    take_message (self, error->message);
}

static void run (RscPruner *self, RscPrunerCommand command, gsize target);

static void
on_walked (RscReply *reply, gpointer user_data)
{
  RscPruner *self = user_data;
  RscPrunerCommand next = self->pending;

  /* Only what is still wanted. */
  if (reply->tick != self->running)
    return;
  self->running = 0;
  take_result (self, self->command, g_steal_pointer (&reply->result), reply->error);
  self->pending = RSC_PRUNER_NONE;
  if (next != RSC_PRUNER_NONE && self->walk)
    run (self, next, self->pending_target);
  emit_changed (self);
}

static void
on_walk_progress (double fraction, double gap, gpointer user_data)
{
  RscPruner *self = user_data;

  if (!self->running)
    return;
  self->fraction = fraction;
  emit_changed (self);
}

/* Emits nothing. */
static void
run (RscPruner *self, RscPrunerCommand command, gsize target)
{
  g_autoptr (RscPrunerJob) job = NULL;

  if (!self->set || (self->start == RSC_PRUNING_START_NETWORK && !self->network))
    return;
  if (self->running)
    {
      self->pending = command == RSC_PRUNER_PREPARE ? self->pending : command;
      self->pending_target = target;
      return;
    }
  job = job_new (self, command, target);
  if (!self->jobs || rsc_pruner_job_estimate_work (job) <= QUICK_WORK)
    {
      g_autoptr (GError) error = NULL;
      RscPruning *walk = rsc_pruner_job_walk (job, NULL, NULL, NULL, &error);

      take_result (self, command, walk, error);
      return;
    }
  self->command = command;
  self->fraction = -1;
  self->running = rsc_jobs_push (
    self->jobs, rsc_request_new_work (RSC_REQUEST_PRUNE, 0, rsc_pruner_job_walk,
                                      g_steal_pointer (&job), (GDestroyNotify) rsc_pruner_job_free,
                                      (GDestroyNotify) rsc_pruning_unref));
}

static void
on_curves (RscReply *reply, gpointer user_data)
{
  RscPruner *self = user_data;

  if (reply->tick != self->running_curves)
    return;
  self->running_curves = 0;
  self->curves = g_steal_pointer (&reply->result);
  if (reply->error && !g_error_matches (reply->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    take_message (self, reply->error->message);
  emit_changed (self);
}

static void
on_curves_progress (double fraction, double gap, gpointer user_data)
{
  RscPruner *self = user_data;

  if (!self->running_curves)
    return;
  self->curves_fraction = fraction;
  emit_changed (self);
}

/* The command if the states that are known do not answer it already. */
static void
do_command (RscPruner *self, RscPrunerCommand command, gsize target)
{
  gboolean known = FALSE;

  g_clear_pointer (&self->message, g_free);
  if (self->walk && !self->running && command != RSC_PRUNER_REMOVE)
    {
      const RscPruningState *last = rsc_pruning_get_state (self->walk, self->n_states - 1);

      known = (command == RSC_PRUNER_FORWARD && self->index + 1 < self->n_states)
              || (command == RSC_PRUNER_MINIMAL
                  && rsc_pruner_job_is_minimal (self->walk, self->n_states - 1))
              || (command == RSC_PRUNER_ZERO && last->width == 0) || command == RSC_PRUNER_PREPARE;
    }
  if (known && command != RSC_PRUNER_PREPARE)
    {
      gsize goal = get_goal (self, command);

      if (goal != self->index)
        show_state (self, goal);
    }
  else if (!known)
    run (self, command, target);
  emit_changed (self);
}

/* Forgets the states after the one on show. */
static void
forget_later (RscPruner *self)
{
  stop_running (self);
  if (self->walk)
    {
      self->n_states = self->index + 1;
      self->position = fmin (self->position, (double) self->index);
    }
}

/* --- object ------------------------------------------------------------------------------------ */

static void
rsc_pruner_dispose (GObject *object)
{
  RscPruner *self = RSC_PRUNER (object);

  clear_walk (self);
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
   * RscPruner::changed: the walk, the state on show, the settings, the message, the curves or what is
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
      rsc_jobs_listen (jobs, RSC_REQUEST_PRUNE, on_walked, on_walk_progress, self);
      rsc_jobs_listen (jobs, RSC_REQUEST_CURVES, on_curves, on_curves_progress, self);
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
    clear_walk (self);
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
  if (self->network && set
      && rsc_network_get_d (self->network) - (gsize) (rsc_network_get_bias (self->network) ? 1 : 0)
           != rsc_dataset_get_d (rsc_problem_get_dataset (
             rsc_solution_get_problem (rsc_optimal_set_get_solution (set)))))
    {
      clear_walk (self);
      g_clear_pointer (&self->network, rsc_network_unref);
      self->start = RSC_PRUNING_START_INTERIOR;
    }
  emit_changed (self);
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

  clear_walk (self);
  self->start = start;
  if (start == RSC_PRUNING_START_RANDOM)
    self->seed++;
  if (network)
    rsc_network_ref (network);
  g_clear_pointer (&self->network, rsc_network_unref);
  self->network = network;
  emit_changed (self);
}

RscPruningStart
rsc_pruner_get_start (RscPruner *self)
{
  return self->start;
}

void
rsc_pruner_set_rule (RscPruner *self, RscPruningRule rule)
{
  g_return_if_fail (RSC_IS_PRUNER (self));
  g_return_if_fail (rule != RSC_PRUNING_RULE_TARGET);

  if (self->rule == rule)
    return;
  self->rule = rule;
  forget_later (self);
  clear_curves (self);
  emit_changed (self);
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
  forget_later (self);
  emit_changed (self);
}

RscPruningMethod
rsc_pruner_get_method (RscPruner *self)
{
  return self->method;
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
rsc_pruner_prepare (RscPruner *self)
{
  g_return_if_fail (RSC_IS_PRUNER (self));
  if (self->set && !self->walk && !self->running && !self->message)
    do_command (self, RSC_PRUNER_PREPARE, 0);
}

void
rsc_pruner_step_back (RscPruner *self)
{
  g_return_if_fail (RSC_IS_PRUNER (self));
  if (self->index > 0)
    rsc_pruner_go_to (self, self->index - 1);
}

void
rsc_pruner_step_forward (RscPruner *self)
{
  g_return_if_fail (RSC_IS_PRUNER (self));
  do_command (self, RSC_PRUNER_FORWARD, 0);
}

void
rsc_pruner_go_to (RscPruner *self, gsize k)
{
  g_return_if_fail (RSC_IS_PRUNER (self));
  if (!self->walk || k >= self->n_states)
    return;
  stop_running (self);
  show_state (self, k);
  emit_changed (self);
}

void
rsc_pruner_to_minimal (RscPruner *self)
{
  g_return_if_fail (RSC_IS_PRUNER (self));
  do_command (self, RSC_PRUNER_MINIMAL, 0);
}

void
rsc_pruner_to_zero (RscPruner *self)
{
  g_return_if_fail (RSC_IS_PRUNER (self));
  do_command (self, RSC_PRUNER_ZERO, 0);
}

void
rsc_pruner_remove (RscPruner *self, gsize neuron)
{
  g_return_if_fail (RSC_IS_PRUNER (self));
  if (self->walk && neuron < rsc_pruning_get_start_width (self->walk))
    do_command (self, RSC_PRUNER_REMOVE, neuron);
}

void
rsc_pruner_leave (RscPruner *self)
{
  g_return_if_fail (RSC_IS_PRUNER (self));
  if (!self->active)
    return;
  stop_running (self);
  self->active = FALSE;
  self->index = 0;
  self->position = 0;
  g_clear_pointer (&self->message, g_free);
  emit_changed (self);
}

gboolean
rsc_pruner_is_busy (RscPruner *self)
{
  return self->running != 0 || self->running_curves != 0;
}

double
rsc_pruner_get_progress (RscPruner *self)
{
  return self->running ? self->fraction : self->running_curves ? self->curves_fraction : -1;
}

void
rsc_pruner_cancel (RscPruner *self)
{
  g_return_if_fail (RSC_IS_PRUNER (self));
  if (!rsc_pruner_is_busy (self))
    return;
  stop_running (self);
  if (self->running_curves)
    clear_curves (self);
  emit_changed (self);
}

void
rsc_pruner_set_animated (RscPruner *self, gboolean animated)
{
  g_return_if_fail (RSC_IS_PRUNER (self));
  self->animated = animated;
  if (!animated && self->position != (double) self->index)
    {
      self->position = (double) self->index;
      emit_changed (self);
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
  emit_changed (self);
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

/* --- curves ------------------------------------------------------------------------------------ */

RscPruningCurves *
rsc_pruner_get_curves (RscPruner *self)
{
  return self->curves;
}

void
rsc_pruner_request_curves (RscPruner *self)
{
  g_return_if_fail (RSC_IS_PRUNER (self));
  if (!self->jobs || !self->walk || self->curves || self->running_curves)
    return;
  self->curves_fraction = -1;
  self->running_curves =
    rsc_jobs_push (self->jobs, rsc_request_new_work (RSC_REQUEST_CURVES, 0, rsc_pruner_job_curves,
                                                     job_new (self, RSC_PRUNER_NONE, 0),
                                                     (GDestroyNotify) rsc_pruner_job_free,
                                                     (GDestroyNotify) rsc_pruning_curves_unref));
  emit_changed (self);
}
