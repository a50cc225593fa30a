/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-pruner.h"

#include <math.h>
#include <string.h>

/* Arithmetic of this many multiplications is done at once: below some milliseconds. */
#define QUICK_WORK 1.5e4
/* How often the progress of a thread is looked at. */
#define PROGRESS_INTERVAL 100 /* ms */
#define RANDOM_SEED 1

typedef enum
{
  COMMAND_NONE,
  COMMAND_PREPARE,
  COMMAND_FORWARD,
  COMMAND_MINIMAL,
  COMMAND_ZERO,
  COMMAND_REMOVE
} Command;

/* One computation: all that it needs, so that it can run anywhere. */
typedef struct
{
  Command command; /* COMMAND_NONE: the curves */
  RscPruning *walk;
  gsize k;
  gsize target;
  RscPruningRule rule;
  RscPruningMethod method;

  RscPruningStart start;
  RscOptimalSet *set;
  RscDataset *test;
  double *point;
  RscNetwork *network;

  GMutex mutex;
  double fraction;
} Job;

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

  /* What runs, and the command to go on with afterwards. */
  GCancellable *running;
  GCancellable *running_curves;
  Job *job; /* borrowed from the running task, for its progress */
  Job *curves_job;
  guint progress_source;
  Command pending;
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

/* --- computing --------------------------------------------------------------------------------- */

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->walk, rsc_pruning_unref);
  g_clear_pointer (&job->set, rsc_optimal_set_unref);
  g_clear_pointer (&job->test, rsc_dataset_unref);
  g_clear_pointer (&job->network, rsc_network_unref);
  g_free (job->point);
  g_mutex_clear (&job->mutex);
  g_free (job);
}

static void
on_job_progress (double fraction, double gap, gpointer user_data)
{
  Job *job = user_data;

  g_mutex_lock (&job->mutex);
  job->fraction = fraction;
  g_mutex_unlock (&job->mutex);
}

static RscPruning *
start_walk (Job *job, GCancellable *cancellable, GError **error)
{
  RscSolution *solution = rsc_optimal_set_get_solution (job->set);

  switch (job->start)
    {
    case RSC_PRUNING_START_BLOCKS:
      return rsc_pruning_new_from_blocks (job->set, job->point, job->test, cancellable, error);

    case RSC_PRUNING_START_NETWORK:
      return rsc_pruning_new (rsc_problem_get_dataset (rsc_solution_get_problem (solution)),
                              job->test, job->network, rsc_solution_get_lambda (solution), NULL,
                              cancellable, error);

    case RSC_PRUNING_START_INTERIOR:
    case RSC_PRUNING_START_RANDOM:
    case RSC_PRUNING_START_PICKED:
    default:
      return rsc_pruning_new_from_set (job->set, job->point, job->test, cancellable, error);
    }
}

static gboolean
is_minimal (const RscPruning *walk, gsize k)
{
  gssize minimal = rsc_pruning_get_minimal (walk);

  return minimal >= 0 && (gsize) minimal <= k;
}

/* The method of a person's choice is for what follows the minimal network. */
static RscPruning *
go_on (Job *job,
       RscPruning *walk,
       gsize k,
       RscPruningUntil until,
       GCancellable *cancellable,
       GError **error)
{
  RscPruningMove move;

  rsc_pruning_move_init (&move);
  move.rule = job->command == COMMAND_REMOVE ? RSC_PRUNING_RULE_TARGET : job->rule;
  move.target = job->target;
  move.method =
    is_minimal (walk, k) && job->command != COMMAND_REMOVE ? job->method : RSC_PRUNING_OPTIMAL_LS;
  move.until = until;
  move.seed = RANDOM_SEED;
  return rsc_pruning_go_on (walk, k, &move, on_job_progress, job, cancellable, error);
}

static RscPruning *
run_job (Job *job, GCancellable *cancellable, GError **error)
{
  g_autoptr (RscPruning) walk = NULL;
  g_autoptr (RscPruning) minimal = NULL;

  walk = job->walk ? rsc_pruning_ref (job->walk) : start_walk (job, cancellable, error);
  if (!walk)
    return NULL;
  switch (job->command)
    {
    case COMMAND_FORWARD:
    case COMMAND_REMOVE:
      return go_on (job, walk, job->k, RSC_PRUNING_ONE_STEP, cancellable, error);

    case COMMAND_MINIMAL:
      if (is_minimal (walk, job->k))
        return g_steal_pointer (&walk);
      return go_on (job, walk, job->k, RSC_PRUNING_TO_MINIMAL, cancellable, error);

    case COMMAND_ZERO:
      if (is_minimal (walk, job->k) || job->method == RSC_PRUNING_OPTIMAL_LS)
        return go_on (job, walk, job->k, RSC_PRUNING_TO_ZERO, cancellable, error);
      minimal = go_on (job, walk, job->k, RSC_PRUNING_TO_MINIMAL, cancellable, error);
      return minimal ? go_on (job, minimal, rsc_pruning_get_n_states (minimal) - 1,
                              RSC_PRUNING_TO_ZERO, cancellable, error)
                     : NULL;

    case COMMAND_PREPARE:
    case COMMAND_NONE:
    default:
      return g_steal_pointer (&walk);
    }
}

static Job *
job_new (RscPruner *self, Command command, gsize target)
{
  Job *job = g_new0 (Job, 1);
  gsize m = rsc_optimal_set_get_n_neurons (self->set);

  g_mutex_init (&job->mutex);
  job->fraction = -1;
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

/* A bound on the multiplications of @job: each state costs the singular values of its activations. */
static double
estimate_work (RscPruner *self, const Job *job)
{
  RscProblem *problem = rsc_solution_get_problem (rsc_optimal_set_get_solution (job->set));
  double n = (double) rsc_problem_get_n (problem);
  double m = job->walk      ? (double) rsc_pruning_get_start_width (job->walk)
             : job->network ? (double) rsc_network_get_width (job->network)
             : job->start == RSC_PRUNING_START_BLOCKS
               ? (double) rsc_optimal_set_get_n_equicorrelated (job->set)
               : (double) rsc_optimal_set_get_n_neurons (job->set);
  double n_states = job->command == COMMAND_MINIMAL || job->command == COMMAND_ZERO ? m + 1 : 2;

  return n * m * fmin (n, m) * n_states;
}

/* --- the walk ---------------------------------------------------------------------------------- */

static void
clear_curves (RscPruner *self)
{
  if (self->running_curves)
    g_cancellable_cancel (self->running_curves);
  g_clear_object (&self->running_curves);
  self->curves_job = NULL;
  g_clear_pointer (&self->curves, rsc_pruning_curves_unref);
}

static void
stop_running (RscPruner *self)
{
  if (self->running)
    g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
  self->job = NULL;
  self->pending = COMMAND_NONE;
}

static void
stop_polling (RscPruner *self)
{
  if (!self->running && !self->running_curves)
    g_clear_handle_id (&self->progress_source, g_source_remove);
}

static void
clear_walk (RscPruner *self)
{
  stop_running (self);
  clear_curves (self);
  stop_polling (self);
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
get_goal (RscPruner *self, Command command)
{
  gssize minimal = rsc_pruning_get_minimal (self->walk);

  switch (command)
    {
    case COMMAND_FORWARD:
    case COMMAND_REMOVE:
      return MIN (self->index + 1, self->n_states - 1);
    case COMMAND_MINIMAL:
      return minimal >= 0 ? MIN ((gsize) minimal, self->n_states - 1) : self->n_states - 1;
    case COMMAND_ZERO:
      return self->n_states - 1;
    case COMMAND_PREPARE:
    case COMMAND_NONE:
    default:
      return self->index;
    }
}

static void
take_walk (RscPruner *self, Command command, RscPruning *walk)
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
take_result (RscPruner *self, Command command, RscPruning *walk, const GError *error)
{
  if (walk)
    take_walk (self, command, walk);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    take_message (self, error->message);
}

static gboolean
on_poll_progress (gpointer user_data)
{
  emit_changed (RSC_PRUNER (user_data));
  return G_SOURCE_CONTINUE;
}

static void
start_polling (RscPruner *self)
{
  if (self->progress_source == 0)
    self->progress_source = g_timeout_add (PROGRESS_INTERVAL, on_poll_progress, self);
}

static void run (RscPruner *self, Command command, gsize target);

static void
run_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  RscPruning *walk = run_job (task_data, cancellable, &error);

  if (walk)
    g_task_return_pointer (task, walk, (GDestroyNotify) rsc_pruning_unref);
  else
    g_task_return_error (task, error);
}

static void
on_walked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RscPruner *self = RSC_PRUNER (source);
  GTask *task = G_TASK (result);
  Job *job = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  RscPruning *walk = g_task_propagate_pointer (task, &error);
  Command next = self->pending;

  /* Only what is still wanted. */
  if (g_task_get_cancellable (task) != self->running)
    {
      g_clear_pointer (&walk, rsc_pruning_unref);
      return;
    }
  g_clear_object (&self->running);
  self->job = NULL;
  stop_polling (self);
  take_result (self, job->command, walk, error);
  self->pending = COMMAND_NONE;
  if (next != COMMAND_NONE && self->walk)
    run (self, next, self->pending_target);
  emit_changed (self);
}

/* Emits nothing. */
static void
run (RscPruner *self, Command command, gsize target)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  if (!self->set || (self->start == RSC_PRUNING_START_NETWORK && !self->network))
    return;
  if (self->running)
    {
      self->pending = command == COMMAND_PREPARE ? self->pending : command;
      self->pending_target = target;
      return;
    }
  job = job_new (self, command, target);
  if (estimate_work (self, job) <= QUICK_WORK)
    {
      g_autoptr (GError) error = NULL;
      RscPruning *walk = run_job (job, NULL, &error);

      job_free (job);
      take_result (self, command, walk, error);
      return;
    }
  self->running = g_cancellable_new ();
  self->job = job;
  task = g_task_new (self, self->running, on_walked, NULL);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, run_in_thread);
  start_polling (self);
}

/* The command if the states that are known do not answer it already. */
static void
do_command (RscPruner *self, Command command, gsize target)
{
  gboolean known = FALSE;

  g_clear_pointer (&self->message, g_free);
  if (self->walk && !self->running && command != COMMAND_REMOVE)
    {
      const RscPruningState *last = rsc_pruning_get_state (self->walk, self->n_states - 1);

      known = (command == COMMAND_FORWARD && self->index + 1 < self->n_states)
              || (command == COMMAND_MINIMAL && is_minimal (self->walk, self->n_states - 1))
              || (command == COMMAND_ZERO && last->width == 0) || command == COMMAND_PREPARE;
    }
  if (known && command != COMMAND_PREPARE)
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
  stop_polling (self);
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
rsc_pruner_new (void)
{
  return g_object_new (RSC_TYPE_PRUNER, NULL);
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
  stop_polling (self);
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
    do_command (self, COMMAND_PREPARE, 0);
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
  do_command (self, COMMAND_FORWARD, 0);
}

void
rsc_pruner_go_to (RscPruner *self, gsize k)
{
  g_return_if_fail (RSC_IS_PRUNER (self));
  if (!self->walk || k >= self->n_states)
    return;
  stop_running (self);
  stop_polling (self);
  show_state (self, k);
  emit_changed (self);
}

void
rsc_pruner_to_minimal (RscPruner *self)
{
  g_return_if_fail (RSC_IS_PRUNER (self));
  do_command (self, COMMAND_MINIMAL, 0);
}

void
rsc_pruner_to_zero (RscPruner *self)
{
  g_return_if_fail (RSC_IS_PRUNER (self));
  do_command (self, COMMAND_ZERO, 0);
}

void
rsc_pruner_remove (RscPruner *self, gsize neuron)
{
  g_return_if_fail (RSC_IS_PRUNER (self));
  if (self->walk && neuron < rsc_pruning_get_start_width (self->walk))
    do_command (self, COMMAND_REMOVE, neuron);
}

void
rsc_pruner_leave (RscPruner *self)
{
  g_return_if_fail (RSC_IS_PRUNER (self));
  if (!self->active)
    return;
  stop_running (self);
  stop_polling (self);
  self->active = FALSE;
  self->index = 0;
  self->position = 0;
  g_clear_pointer (&self->message, g_free);
  emit_changed (self);
}

gboolean
rsc_pruner_is_busy (RscPruner *self)
{
  return self->running || self->running_curves;
}

double
rsc_pruner_get_progress (RscPruner *self)
{
  Job *job = self->job ? self->job : self->curves_job;
  double fraction;

  if (!job)
    return -1;
  g_mutex_lock (&job->mutex);
  fraction = job->fraction;
  g_mutex_unlock (&job->mutex);
  return fraction;
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
  stop_polling (self);
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

/* The two states around the position, and how far it is from the first to the second. */
static double
get_states (RscPruner *self, const RscPruningState **before, const RscPruningState **after)
{
  gsize k = (gsize) floor (self->position);
  double t = self->position - (double) k;

  *before = rsc_pruning_get_state (self->walk, k);
  *after = t > 0 ? rsc_pruning_get_state (self->walk, k + 1) : *before;
  return t;
}

RscNetwork *
rsc_pruner_dup_network (RscPruner *self, gsize **set_neurons)
{
  const RscPruningState *before, *after;
  const gsize *of_set;
  gsize m, d, n = 0, i_before = 0;
  double t;
  g_autofree double *hidden = NULL;
  g_autofree double *output = NULL;
  g_autofree double *gates = NULL;
  gsize *ids = NULL;
  RscNetwork *network;

  g_return_val_if_fail (RSC_IS_PRUNER (self) && self->walk, NULL);

  t = get_states (self, &before, &after);
  m = rsc_pruning_get_start_width (self->walk);
  d = rsc_network_get_d (before->network);
  of_set = rsc_pruning_get_set_neurons (self->walk);
  hidden = g_new (double, MAX (m * d, 1));
  output = g_new (double, MAX (m, 1));
  if (rsc_network_get_gates (before->network))
    gates = g_new (double, MAX (m * d, 1));
  if (of_set)
    ids = g_new (gsize, MAX (m, 1));
  /* A step changes norms and signs, never directions: between two states they change evenly. */
  for (gsize i = 0; i < m; i++)
    {
      double value, norm = 0, scale;
      const double *row;

      if (before->norms[i] == 0)
        continue;
      row = rsc_network_get_hidden (before->network) + i_before * d;
      value = (1 - t) * before->norms[i] * before->signs[i] + t * after->norms[i] * after->signs[i];
      for (gsize c = 0; c < d; c++)
        norm = hypot (norm, row[c]);
      scale = norm > 0 ? sqrt (fabs (value)) / norm : 0;
      for (gsize c = 0; c < d; c++)
        hidden[n * d + c] = t > 0 ? scale * row[c] : row[c];
      output[n] = t > 0 ? copysign (sqrt (fabs (value)), value)
                        : rsc_network_get_output (before->network)[i_before];
      if (gates)
        memcpy (gates + n * d, rsc_network_get_gates (before->network) + i_before * d,
                d * sizeof (double));
      if (ids)
        ids[n] = of_set[i];
      n++;
      i_before++;
    }
  network = rsc_network_new (n, d, rsc_network_get_bias (before->network), hidden, output, gates);
  if (set_neurons)
    *set_neurons = g_steal_pointer (&ids);
  g_free (ids);
  return network;
}

/* Whether every neuron has the sign that it had at the start. */
static gboolean
has_signs_of_start (RscPruner *self, gsize k)
{
  const RscPruningState *start = rsc_pruning_get_state (self->walk, 0);
  const RscPruningState *state = rsc_pruning_get_state (self->walk, k);

  for (gsize i = 0; i < rsc_pruning_get_start_width (self->walk); i++)
    if (state->norms[i] != 0 && state->signs[i] != start->signs[i])
      return FALSE;
  return TRUE;
}

static gboolean
get_norms_of_state (RscPruner *self, gsize k, double *a)
{
  return has_signs_of_start (self, k) && rsc_pruning_get_norms_in_set (self->walk, k, a);
}

gboolean
rsc_pruner_get_norms_in_set (RscPruner *self, double *a)
{
  gsize k, m;
  double t;
  g_autofree double *next = NULL;

  g_return_val_if_fail (RSC_IS_PRUNER (self), FALSE);

  if (!self->walk || !self->set)
    return FALSE;
  m = rsc_optimal_set_get_n_neurons (self->set);
  k = (gsize) floor (self->position);
  t = self->position - (double) k;
  if (!get_norms_of_state (self, k, a))
    return FALSE;
  if (t == 0)
    return TRUE;
  next = g_new0 (double, MAX (m, 1));
  if (!get_norms_of_state (self, k + 1, next))
    return FALSE;
  for (gsize i = 0; i < m; i++)
    a[i] = (1 - t) * a[i] + t * next[i];
  return TRUE;
}

double *
rsc_pruner_dup_trail (RscPruner *self, gsize *n)
{
  gsize m;
  g_autofree double *trail = NULL;

  g_return_val_if_fail (RSC_IS_PRUNER (self), NULL);

  *n = 0;
  if (!self->active || !self->set)
    return NULL;
  m = rsc_optimal_set_get_n_neurons (self->set);
  trail = g_new0 (double, MAX (m, 1) * ((gsize) floor (self->position) + 2));
  for (gsize k = 0; k <= (gsize) floor (self->position); k++, (*n)++)
    if (!get_norms_of_state (self, k, trail + k * m))
      break;
  if (self->position != floor (self->position) && *n == (gsize) floor (self->position) + 1
      && rsc_pruner_get_norms_in_set (self, trail + *n * m))
    (*n)++;
  return *n > 0 ? g_steal_pointer (&trail) : NULL;
}

/* --- curves ------------------------------------------------------------------------------------ */

static void
run_curves_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;
  RscPruningCurves *curves = rsc_pruning_curves_new (job->walk, job->rule, RANDOM_SEED,
                                                     on_job_progress, job, cancellable, &error);

  if (curves)
    g_task_return_pointer (task, curves, (GDestroyNotify) rsc_pruning_curves_unref);
  else
    g_task_return_error (task, error);
}

static void
on_curves (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RscPruner *self = RSC_PRUNER (source);
  GTask *task = G_TASK (result);
  g_autoptr (GError) error = NULL;
  g_autoptr (RscPruningCurves) curves = g_task_propagate_pointer (task, &error);

  if (g_task_get_cancellable (task) != self->running_curves)
    return;
  g_clear_object (&self->running_curves);
  self->curves_job = NULL;
  stop_polling (self);
  self->curves = g_steal_pointer (&curves);
  if (error && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    take_message (self, error->message);
  emit_changed (self);
}

RscPruningCurves *
rsc_pruner_get_curves (RscPruner *self)
{
  return self->curves;
}

void
rsc_pruner_request_curves (RscPruner *self)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (RSC_IS_PRUNER (self));
  if (!self->walk || self->curves || self->running_curves)
    return;
  self->running_curves = g_cancellable_new ();
  self->curves_job = job_new (self, COMMAND_NONE, 0);
  task = g_task_new (self, self->running_curves, on_curves, NULL);
  g_task_set_task_data (task, self->curves_job, job_free);
  g_task_run_in_thread (task, run_curves_in_thread);
  start_polling (self);
  emit_changed (self);
}
