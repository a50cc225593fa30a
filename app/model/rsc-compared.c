/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-compared.h"

#include "app/model/rsc-labelling.h"
#include "core/set/rsc-complex-walk.h"

#include <string.h>

struct _RscCompared
{
  GObject parent_instance;

  RscJobs *jobs;
  RscDataset *dataset;
  RscNetwork *networks[2]; /* A and B, or NULL */
  double lambda;
  RscOptimalSet *set;
  gboolean resting;
  gboolean wanted;

  /* Of these, as soon as somebody asks */
  gboolean known;
  RscComparison *comparison;
  RscNetwork *difference;
  gsize *neurons; /* of the comparison, for each of the difference */
  GError *error;

  guint64 tick; /* of the walk that is waited for, or 0 */
  gboolean asked;
  gsize walk_width;
  gboolean walk_proved;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RscCompared, rsc_compared, G_TYPE_OBJECT)

/* --- the walk -------------------------------------------------------------------------------- */

typedef struct
{
  RscOptimalSet *set;
  double *points[2];
} Task;

typedef struct
{
  gsize width;
  gboolean proved;
} Found;

static void
task_free (gpointer data)
{
  Task *task = data;

  rsc_optimal_set_unref (task->set);
  g_free (task->points[0]);
  g_free (task->points[1]);
  g_free (task);
}

static gpointer
find_walk (gpointer data,
           RscProgressFunc progress,
           gpointer progress_data,
           GCancellable *cancellable,
           GError **error)
{
  const Task *task = data;
  g_autoptr (RscComplex) complex = rsc_complex_new_for_set (task->set, cancellable, error);
  g_autoptr (RscComplexWalk) walk =
    complex ? rsc_complex_walk_new (complex, task->points[0], task->points[1], cancellable, error)
            : NULL;
  Found *found;

  if (!walk)
    return NULL;
  found = g_new (Found, 1);
  *found = (Found){ walk->m, walk->proved };
  return found;
}

static void
ask (RscCompared *self)
{
  const RscComparison *comparison = self->wanted && self->resting ? rsc_compared_get (self) : NULL;
  Task *task;

  if (!self->jobs || self->asked || !comparison || !(comparison->distance >= 0.0)
      || rsc_optimal_set_is_between (self->set))
    return;
  const gsize size = (rsc_optimal_set_get_n_neurons (self->set) + 1) * sizeof (double);
  task = g_new (Task, 1);
  *task =
    (Task){ rsc_optimal_set_ref (self->set),
            { g_memdup2 (comparison->points[0], size), g_memdup2 (comparison->points[1], size) } };
  self->asked = TRUE;
  self->tick = rsc_jobs_push (
    self->jobs, rsc_request_new_work (RSC_REQUEST_COMPARE, 0, find_walk, task, task_free, g_free));
}

static void
tell (RscCompared *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_reply (RscReply *reply, gpointer user_data)
{
  RscCompared *self = RSC_COMPARED (user_data);
  const Found *found = reply->result;

  if (reply->tick != self->tick)
    return;
  self->tick = 0;
  if (found)
    {
      self->walk_width = found->width;
      self->walk_proved = found->proved;
    }
  tell (self);
}

static void
forget_walk (RscCompared *self)
{
  if (self->tick && self->jobs)
    rsc_jobs_cancel (self->jobs, RSC_REQUEST_COMPARE);
  self->tick = 0;
  self->asked = FALSE;
  self->walk_width = 0;
}

/* --- what is compared ------------------------------------------------------------------------ */

static void
forget (RscCompared *self)
{
  forget_walk (self);
  self->known = FALSE;
  g_clear_pointer (&self->comparison, rsc_comparison_free);
  g_clear_pointer (&self->difference, rsc_network_unref);
  g_clear_pointer (&self->neurons, g_free);
  g_clear_error (&self->error);
}

static void
find (RscCompared *self)
{
  gsize n[2];

  if (self->known)
    return;
  self->known = TRUE;
  if (!self->dataset || !self->networks[0] || !self->networks[1])
    return;
  self->comparison = rsc_comparison_new (self->dataset, self->networks[0], self->networks[1],
                                         self->lambda, self->set, &self->error);
  if (!self->comparison)
    return;
  self->difference = rsc_comparison_dup_difference (self->networks[0], self->networks[1]);
  for (int k = 0; k < 2; k++)
    n[k] = rsc_network_get_width (self->networks[k]);
  self->neurons = g_new (gsize, n[0] + n[1] + 1);
  memcpy (self->neurons, self->comparison->neuron_of[1], n[1] * sizeof (gsize));
  memcpy (self->neurons + n[1], self->comparison->neuron_of[0], n[0] * sizeof (gsize));
}

static void
rsc_compared_dispose (GObject *object)
{
  RscCompared *self = RSC_COMPARED (object);

  forget (self);
  if (self->jobs)
    rsc_jobs_listen (self->jobs, RSC_REQUEST_COMPARE, NULL, NULL, NULL);
  self->jobs = NULL;
  g_clear_pointer (&self->dataset, rsc_dataset_unref);
  g_clear_pointer (&self->networks[0], rsc_network_unref);
  g_clear_pointer (&self->networks[1], rsc_network_unref);
  g_clear_pointer (&self->set, rsc_optimal_set_unref);
  G_OBJECT_CLASS (rsc_compared_parent_class)->dispose (object);
}

static void
rsc_compared_class_init (RscComparedClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rsc_compared_dispose;
  signals[CHANGED] = g_signal_new ("changed", RSC_TYPE_COMPARED, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
rsc_compared_init (RscCompared *self)
{
}

RscCompared *
rsc_compared_new (RscJobs *jobs)
{
  RscCompared *self = g_object_new (RSC_TYPE_COMPARED, NULL);

  self->jobs = jobs;
  if (jobs)
    rsc_jobs_listen (jobs, RSC_REQUEST_COMPARE, on_reply, NULL, self);
  return self;
}

static void
take_network (RscNetwork **place, RscNetwork *network)
{
  if (network)
    rsc_network_ref (network);
  g_clear_pointer (place, rsc_network_unref);
  *place = network;
}

void
rsc_compared_set_source (RscCompared *self,
                         RscDataset *dataset,
                         RscNetwork *b,
                         double lambda,
                         RscOptimalSet *set,
                         gboolean resting)
{
  gboolean other;

  g_return_if_fail (RSC_IS_COMPARED (self));

  other = dataset != self->dataset || b != self->networks[1] || lambda != self->lambda
          || set != self->set;
  if (other)
    {
      forget (self);
      if (dataset)
        rsc_dataset_ref (dataset);
      g_clear_pointer (&self->dataset, rsc_dataset_unref);
      self->dataset = dataset;
      take_network (&self->networks[1], b);
      self->lambda = lambda;
      if (set)
        rsc_optimal_set_ref (set);
      g_clear_pointer (&self->set, rsc_optimal_set_unref);
      self->set = set;
    }
  self->resting = resting;
  ask (self);
  if (other && self->networks[0])
    tell (self);
}

void
rsc_compared_set_pinned (RscCompared *self, RscNetwork *a)
{
  g_return_if_fail (RSC_IS_COMPARED (self));

  if (a == self->networks[0])
    return;
  forget (self);
  take_network (&self->networks[0], a);
  ask (self);
  tell (self);
}

void
rsc_compared_set_wanted (RscCompared *self, gboolean wanted)
{
  g_return_if_fail (RSC_IS_COMPARED (self));

  self->wanted = wanted;
  /* Nobody waits for it. */
  if (!wanted && self->tick)
    forget_walk (self);
  ask (self);
}

const RscComparison *
rsc_compared_get (RscCompared *self)
{
  g_return_val_if_fail (RSC_IS_COMPARED (self), NULL);

  find (self);
  return self->comparison;
}

const GError *
rsc_compared_get_error (RscCompared *self)
{
  g_return_val_if_fail (RSC_IS_COMPARED (self), NULL);

  find (self);
  return self->error;
}

RscNetwork *
rsc_compared_get_difference (RscCompared *self, const gsize **neurons)
{
  g_return_val_if_fail (RSC_IS_COMPARED (self), NULL);

  find (self);
  if (neurons)
    *neurons = self->neurons;
  return self->difference;
}

gsize
rsc_compared_get_walk_width (RscCompared *self, gboolean *proved)
{
  g_return_val_if_fail (RSC_IS_COMPARED (self), 0);

  if (proved)
    *proved = self->walk_proved;
  return self->walk_width;
}

gboolean
rsc_compared_is_busy (RscCompared *self)
{
  g_return_val_if_fail (RSC_IS_COMPARED (self), FALSE);
  return self->tick != 0;
}

RscOptimalSet *
rsc_compared_get_set (RscCompared *self)
{
  g_return_val_if_fail (RSC_IS_COMPARED (self), NULL);
  return self->set;
}

gsize *
rsc_compared_dup_numbers (const RscComparison *comparison, const gsize *labels, gsize free_label)
{
  const gsize *widths;
  gsize *numbers;

  g_return_val_if_fail (comparison != NULL, NULL);

  widths = comparison->widths;
  numbers = g_new (gsize, comparison->n_neurons + 1);
  /* From the last to the first: where a neuron is there twice, its first place is the one. */
  for (int side = 1; side >= 0; side--)
    for (gsize i = widths[side]; i-- > 0;)
      if (comparison->neuron_of[side][i] != RSC_COMPARISON_NONE)
        numbers[comparison->neuron_of[side][i]] = free_label + (side == 1 ? widths[0] : 0) + i;
  for (gsize k = 0; k < comparison->n_neurons; k++)
    {
      const gssize neuron = comparison->neurons[k].neuron;

      if (neuron >= 0 && labels && labels[neuron] != RSC_LABEL_NONE)
        numbers[k] = labels[neuron];
    }
  return numbers;
}
