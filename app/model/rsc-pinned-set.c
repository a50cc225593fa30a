/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-pinned-set.h"

#include <string.h>

#include "app/model/rsc-job-memory.h"
#include "core/numerics/rsc-tolerances.h"
#include "core/program/rsc-generation.h"
#include "core/program/rsc-solver.h"

struct _RscPinnedSet
{
  GObject parent_instance;

  RscJobs *jobs;
  RscProblem *problem;
  double ratio;
  RscNeuronKeys *keys;
  gsize n_axes;
  gsize labels[3];

  guint64 tick; /* of the request that is waited for, or 0 */
  RscOptimalSet *set;
  RscHull *hull; /* on @keys, or NULL */
  GError *error;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RscPinnedSet, rsc_pinned_set, G_TYPE_OBJECT)

/* --- the job --------------------------------------------------------------------------------- */

typedef struct
{
  RscProblem *problem;
  double ratio;
  RscOptimalSet *set; /* that is known, or NULL */
  RscNeuronKeys *keys;
} Task;

typedef struct
{
  RscOptimalSet *set;
  RscHull *hull; /* or NULL */
} Found;

static void
task_free (gpointer data)
{
  Task *task = data;

  rsc_problem_unref (task->problem);
  g_clear_pointer (&task->set, rsc_optimal_set_unref);
  g_clear_pointer (&task->keys, rsc_neuron_keys_unref);
  g_free (task);
}

static void
found_free (gpointer data)
{
  Found *found = data;

  g_clear_pointer (&found->set, rsc_optimal_set_unref);
  g_clear_pointer (&found->hull, rsc_hull_unref);
  g_free (found);
}

static gboolean
is_priced (RscProblem *problem)
{
  return rsc_arrangement_get_kind (rsc_problem_get_arrangement (problem)) == RSC_PATTERNS_PRICED;
}

/* Whether both have the same set at the same λ: of patterns that are searched each solve has its
 * own. */
static gboolean
is_same_problem (RscProblem *a, RscProblem *b)
{
  return a == b
         || (a && b && is_priced (a) && is_priced (b)
             && rsc_problem_get_dataset (a) == rsc_problem_get_dataset (b)
             && rsc_problem_get_bias (a) == rsc_problem_get_bias (b));
}

static RscSolution *
solve_over_all (const Task *task, GCancellable *cancellable, GError **error)
{
  RscGenerationSettings settings;
  g_autoptr (RscGeneration) generation = NULL;

  rsc_generation_settings_init (&settings);
  settings.effort = RSC_SEARCH_EFFORT_SHOWN;
  rsc_job_memory_limit_search (&settings);
  generation = rsc_generation_new (rsc_problem_get_dataset (task->problem),
                                   rsc_problem_get_bias (task->problem), &settings, NULL, NULL,
                                   cancellable, error);
  return generation
           ? rsc_generation_solve (generation,
                                   task->ratio * rsc_generation_get_lambda_max (generation), NULL,
                                   NULL, NULL, cancellable, error)
           : NULL;
}

static RscSolution *
solve_listed (const Task *task,
              RscProgressFunc progress,
              gpointer progress_data,
              GCancellable *cancellable,
              GError **error)
{
  /* The solver of the set on show keeps what it has. */
  return rsc_job_memory_allow_program (task->problem, error)
           ? rsc_solver_solve (task->problem,
                               task->ratio * rsc_problem_get_lambda_max (task->problem), NULL, NULL,
                               progress, progress_data, cancellable, error)
           : NULL;
}

static RscOptimalSet *
solve (const Task *task,
       RscProgressFunc progress,
       gpointer progress_data,
       GCancellable *cancellable,
       GError **error)
{
  g_autoptr (RscSolution) solution =
    is_priced (task->problem) ? solve_over_all (task, cancellable, error)
                              : solve_listed (task, progress, progress_data, cancellable, error);

  return solution ? rsc_job_memory_new_set (solution, cancellable, error) : NULL;
}

/* A neuron that it has not is at 0 there. */
static RscHull *
project (const Task *task, RscOptimalSet *set, GCancellable *cancellable, GError **error)
{
  const gsize n = rsc_neuron_keys_get_n (task->keys);
  gsize axes[3];

  for (gsize k = 0; k < n; k++)
    {
      const gssize neuron = rsc_neuron_keys_lookup (task->keys, k, set);

      axes[k] = neuron >= 0 ? (gsize) neuron : RSC_OPTIMAL_SET_ABSENT;
      for (gsize i = 0; i < k; i++)
        if (axes[i] == axes[k])
          axes[k] = RSC_OPTIMAL_SET_ABSENT;
    }
  return rsc_optimal_set_project (set, n, axes, cancellable, error);
}

static gpointer
find (gpointer data,
      RscProgressFunc progress,
      gpointer progress_data,
      GCancellable *cancellable,
      GError **error)
{
  const Task *task = data;
  Found *found = g_new0 (Found, 1);
  gboolean good;

  found->set = task->set ? rsc_optimal_set_ref (task->set)
                         : solve (task, progress, progress_data, cancellable, error);
  good = found->set != NULL;
  if (good && task->keys)
    {
      found->hull = project (task, found->set, cancellable, error);
      good = found->hull != NULL;
    }
  if (good)
    return found;
  found_free (found);
  return NULL;
}

/* --- asking ---------------------------------------------------------------------------------- */

static void
tell (RscPinnedSet *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
stop (RscPinnedSet *self)
{
  if (self->tick && self->jobs)
    rsc_jobs_cancel (self->jobs, RSC_REQUEST_PINNED);
  self->tick = 0;
}

/* Asks for what is wanted and not known. */
static void
ask (RscPinnedSet *self)
{
  Task *task;

  stop (self);
  if (!self->jobs || !self->problem || self->ratio < 0.0 || self->error
      || (self->set && (self->hull || !self->keys)))
    return;
  task = g_new0 (Task, 1);
  task->problem = rsc_problem_ref (self->problem);
  task->ratio = self->ratio;
  task->set = self->set ? rsc_optimal_set_ref (self->set) : NULL;
  task->keys = self->keys ? rsc_neuron_keys_ref (self->keys) : NULL;
  self->tick = rsc_jobs_push (
    self->jobs, rsc_request_new_work (RSC_REQUEST_PINNED, 0, find, task, task_free, found_free));
}

static void
on_reply (RscReply *reply, gpointer user_data)
{
  RscPinnedSet *self = RSC_PINNED_SET (user_data);
  Found *found = reply->result;

  if (reply->tick != self->tick)
    return;
  self->tick = 0;
  if (found)
    {
      g_clear_pointer (&self->set, rsc_optimal_set_unref);
      g_clear_pointer (&self->hull, rsc_hull_unref);
      self->set = g_steal_pointer (&found->set);
      self->hull = g_steal_pointer (&found->hull);
    }
  else if (reply->error && !g_error_matches (reply->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    self->error = g_error_copy (reply->error);
  tell (self);
}

static void
forget (RscPinnedSet *self)
{
  stop (self);
  g_clear_pointer (&self->set, rsc_optimal_set_unref);
  g_clear_pointer (&self->hull, rsc_hull_unref);
  g_clear_error (&self->error);
}

static void
rsc_pinned_set_dispose (GObject *object)
{
  RscPinnedSet *self = RSC_PINNED_SET (object);

  forget (self);
  if (self->jobs)
    rsc_jobs_listen (self->jobs, RSC_REQUEST_PINNED, NULL, NULL, NULL);
  self->jobs = NULL;
  g_clear_pointer (&self->problem, rsc_problem_unref);
  g_clear_pointer (&self->keys, rsc_neuron_keys_unref);
  G_OBJECT_CLASS (rsc_pinned_set_parent_class)->dispose (object);
}

static void
rsc_pinned_set_class_init (RscPinnedSetClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rsc_pinned_set_dispose;
  signals[CHANGED] = g_signal_new ("changed", RSC_TYPE_PINNED_SET, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
rsc_pinned_set_init (RscPinnedSet *self)
{
  self->ratio = -1.0;
}

RscPinnedSet *
rsc_pinned_set_new (RscJobs *jobs)
{
  RscPinnedSet *self = g_object_new (RSC_TYPE_PINNED_SET, NULL);

  self->jobs = jobs;
  if (jobs)
    rsc_jobs_listen (jobs, RSC_REQUEST_PINNED, on_reply, NULL, self);
  return self;
}

void
rsc_pinned_set_set_source (RscPinnedSet *self, RscProblem *problem, double ratio)
{
  g_return_if_fail (RSC_IS_PINNED_SET (self));

  if (is_same_problem (problem, self->problem) && ratio == self->ratio)
    return;
  forget (self);
  /* Of other data neurons of the same numbers have other directions. */
  if (self->problem && !is_same_problem (problem, self->problem))
    g_clear_pointer (&self->keys, rsc_neuron_keys_unref);
  if (problem)
    rsc_problem_ref (problem);
  g_clear_pointer (&self->problem, rsc_problem_unref);
  self->problem = problem;
  self->ratio = ratio;
  ask (self);
  tell (self);
}

void
rsc_pinned_set_set_axes (RscPinnedSet *self, RscNeuronKeys *keys, gsize n_axes, const gsize *labels)
{
  g_return_if_fail (RSC_IS_PINNED_SET (self) && n_axes <= 3);

  /* The same neurons have nearly the same directions at another λ. */
  if (!keys || rsc_neuron_keys_get_n (keys) != n_axes
      || (self->keys && n_axes == self->n_axes
          && memcmp (labels, self->labels, n_axes * sizeof (gsize)) == 0))
    return;
  rsc_neuron_keys_ref (keys);
  g_clear_pointer (&self->keys, rsc_neuron_keys_unref);
  self->keys = keys;
  self->n_axes = n_axes;
  memcpy (self->labels, labels, n_axes * sizeof (gsize));
  g_clear_pointer (&self->hull, rsc_hull_unref);
  ask (self);
}

const GError *
rsc_pinned_set_get_error (RscPinnedSet *self)
{
  g_return_val_if_fail (RSC_IS_PINNED_SET (self), NULL);
  return self->error;
}

RscHull *
rsc_pinned_set_get_hull (RscPinnedSet *self, gsize n_axes, const gsize *labels)
{
  g_return_val_if_fail (RSC_IS_PINNED_SET (self), NULL);

  return self->hull && n_axes == self->n_axes
             && memcmp (labels, self->labels, n_axes * sizeof (gsize)) == 0
           ? self->hull
           : NULL;
}
