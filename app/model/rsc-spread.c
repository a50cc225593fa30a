/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-spread.h"

#include "core/data/rsc-classes.h"
#include <string.h>

/* Of the walks: the same networks are drawn from the same set. */
#define SEED 1

struct _RscSpread
{
  GObject parent_instance;

  RscJobs *jobs;
  RscOptimalSet *set; /* on show, or NULL */
  RscDataset *test;   /* or NULL */
  gboolean resting;
  gboolean wanted;

  RscScalarKind kind;
  gsize neuron;
  gsize d;
  double *place;       /* d; NULL: to be found */
  gboolean is_chosen;  /* by a person */
  RscDataset *of_data; /* whose place was found, or NULL */

  guint64 tick;                  /* of the request that is waited for, or 0 */
  RscDistribution *distribution; /* the newest, or NULL */
  gboolean is_current;
  GError *error;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RscSpread, rsc_spread, G_TYPE_OBJECT)

/* ---- jobs ---------------------------------------------------------------------------------- */

/* What a job starts from; what @scalar borrows is held here. */
typedef struct
{
  RscOptimalSet *set;
  RscSetSample *sample; /* of @set, or NULL: to be drawn */
  RscScalar scalar;
  double *x; /* of a prediction; not yet filled where @is_open */
  gboolean is_open;
  RscDataset *points;
} Task;

static void
task_free (gpointer data)
{
  Task *self = data;

  rsc_optimal_set_unref (self->set);
  g_clear_pointer (&self->sample, rsc_set_sample_unref);
  g_clear_pointer (&self->points, rsc_dataset_unref);
  g_free (self->x);
  g_free (self);
}

static gpointer
find_spread (gpointer data,
             RscProgressFunc progress,
             gpointer progress_data,
             GCancellable *cancellable,
             GError **error)
{
  Task *task = data;

  if (task->is_open && !rsc_distribution_find_widest (task->set, task->x, cancellable, error))
    return NULL;
  if (task->sample == NULL)
    task->sample = rsc_set_sample_new (task->set, SEED, RSC_SET_SAMPLE_CHAINS,
                                       RSC_SET_SAMPLE_POINTS, cancellable, error);
  return task->sample ? rsc_distribution_new (task->sample, &task->scalar, cancellable, error)
                      : NULL;
}

/* ---- asking -------------------------------------------------------------------------------- */

static void
tell (RscSpread *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static RscDataset *
get_dataset (RscSpread *self)
{
  return rsc_problem_get_dataset (
    rsc_solution_get_problem (rsc_optimal_set_get_solution (self->set)));
}

/* A place that was chosen holds while the data have as many features; one that was found belongs to
 * its data. */
static void
settle_place (RscSpread *self)
{
  RscDataset *dataset = get_dataset (self);

  if (self->place && self->d == rsc_dataset_get_d (dataset)
      && (self->is_chosen || self->of_data == dataset))
    return;
  g_clear_pointer (&self->place, g_free);
  g_clear_pointer (&self->of_data, rsc_dataset_unref);
  self->is_chosen = FALSE;
  self->d = rsc_dataset_get_d (dataset);
}

/* Where nobody has chosen one, the place of the distribution that has come. */
static void
take_place (RscSpread *self)
{
  if (self->place || self->distribution->scalar.kind != RSC_SCALAR_PREDICTION)
    return;
  self->place = g_memdup2 (self->distribution->scalar.x, MAX (1, self->d) * sizeof (double));
  self->of_data = rsc_dataset_ref (get_dataset (self));
}

static Task *
task_new (RscSpread *self)
{
  Task *task = g_new0 (Task, 1);

  task->set = rsc_optimal_set_ref (self->set);
  task->scalar = (RscScalar){ .kind = self->kind, .neuron = rsc_spread_get_neuron (self) };
  if (self->kind == RSC_SCALAR_PREDICTION)
    {
      task->is_open = self->place == NULL;
      task->x = g_new0 (double, MAX (1, self->d));
      if (self->place)
        memcpy (task->x, self->place, self->d * sizeof (double));
      task->scalar.x = task->x;
    }
  if (self->kind == RSC_SCALAR_ERROR || self->kind == RSC_SCALAR_ACCURACY)
    task->scalar.points = task->points = rsc_dataset_ref (self->test);
  /* Networks that were drawn from this set serve every number. */
  if (self->distribution && rsc_distribution_get_set (self->distribution) == self->set)
    task->sample = rsc_set_sample_ref (self->distribution->sample);
  return task;
}

static void
stop (RscSpread *self)
{
  if (self->tick && self->jobs)
    rsc_jobs_cancel (self->jobs, RSC_REQUEST_SPREAD);
  self->tick = 0;
}

/* Asks for what is wanted and not known. */
static void
ask (RscSpread *self)
{
  if (!self->set || !self->resting || !self->wanted || self->is_current || self->error || self->tick
      || !self->jobs || !rsc_spread_can (self, self->kind))
    return;
  self->tick = rsc_jobs_push (
    self->jobs, rsc_request_new_work (RSC_REQUEST_SPREAD, 0, find_spread, task_new (self),
                                      task_free, (GDestroyNotify) rsc_distribution_unref));
}

/* Something else is asked for now. */
static void
begin_anew (RscSpread *self)
{
  stop (self);
  self->is_current = FALSE;
  g_clear_error (&self->error);
  ask (self);
  tell (self);
}

static void
on_reply (RscReply *reply, gpointer user_data)
{
  RscSpread *self = RSC_SPREAD (user_data);

  if (reply->tick != self->tick)
    return;
  self->tick = 0;
  if (reply->result)
    {
      g_clear_pointer (&self->distribution, rsc_distribution_unref);
      self->distribution = g_steal_pointer (&reply->result);
      self->is_current = TRUE;
      take_place (self);
    }
  else if (reply->error && !g_error_matches (reply->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    self->error = g_error_copy (reply->error);
  tell (self);
}

/* ---- object -------------------------------------------------------------------------------- */

static void
rsc_spread_dispose (GObject *object)
{
  RscSpread *self = RSC_SPREAD (object);

  stop (self);
  if (self->jobs)
    rsc_jobs_listen (self->jobs, RSC_REQUEST_SPREAD, NULL, NULL, NULL);
  self->jobs = NULL;
  g_clear_pointer (&self->set, rsc_optimal_set_unref);
  g_clear_pointer (&self->test, rsc_dataset_unref);
  g_clear_pointer (&self->distribution, rsc_distribution_unref);
  g_clear_pointer (&self->place, g_free);
  g_clear_pointer (&self->of_data, rsc_dataset_unref);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (rsc_spread_parent_class)->dispose (object);
}

static void
rsc_spread_class_init (RscSpreadClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rsc_spread_dispose;
  signals[CHANGED] = g_signal_new ("changed", RSC_TYPE_SPREAD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
rsc_spread_init (RscSpread *self)
{
  self->kind = RSC_SCALAR_PREDICTION;
}

RscSpread *
rsc_spread_new (RscJobs *jobs)
{
  RscSpread *self = g_object_new (RSC_TYPE_SPREAD, NULL);

  self->jobs = jobs;
  if (jobs)
    rsc_jobs_listen (jobs, RSC_REQUEST_SPREAD, on_reply, NULL, self);
  return self;
}

void
rsc_spread_set_source (RscSpread *self, RscOptimalSet *set, RscDataset *test, gboolean resting)
{
  g_return_if_fail (RSC_IS_SPREAD (self));

  /* A set between two others has no points of its own to draw. */
  if (set && rsc_optimal_set_is_between (set))
    resting = FALSE;
  if (set == self->set && test == self->test)
    {
      const gboolean changes = self->resting != resting;

      self->resting = resting;
      ask (self);
      if (changes)
        tell (self);
      return;
    }
  self->resting = resting;
  if (set)
    rsc_optimal_set_ref (set);
  g_clear_pointer (&self->set, rsc_optimal_set_unref);
  self->set = set;
  if (test)
    rsc_dataset_ref (test);
  g_clear_pointer (&self->test, rsc_dataset_unref);
  self->test = test;
  if (set)
    settle_place (self);
  else
    g_clear_pointer (&self->distribution, rsc_distribution_unref);
  begin_anew (self);
}

void
rsc_spread_set_wanted (RscSpread *self, gboolean wanted)
{
  g_return_if_fail (RSC_IS_SPREAD (self));

  if (self->wanted == wanted)
    return;
  self->wanted = wanted;
  if (!wanted)
    stop (self);
  ask (self);
  tell (self);
}

gboolean
rsc_spread_get_wanted (RscSpread *self)
{
  g_return_val_if_fail (RSC_IS_SPREAD (self), FALSE);
  return self->wanted;
}

void
rsc_spread_set_kind (RscSpread *self, RscScalarKind kind)
{
  g_return_if_fail (RSC_IS_SPREAD (self));

  if (self->kind == kind)
    return;
  self->kind = kind;
  begin_anew (self);
}

RscScalarKind
rsc_spread_get_kind (RscSpread *self)
{
  g_return_val_if_fail (RSC_IS_SPREAD (self), RSC_SCALAR_NORM);
  return self->kind;
}

gboolean
rsc_spread_can (RscSpread *self, RscScalarKind kind)
{
  g_return_val_if_fail (RSC_IS_SPREAD (self), FALSE);

  if (!self->set)
    return FALSE;
  switch (kind)
    {
    case RSC_SCALAR_NORM:
      return rsc_optimal_set_get_n_neurons (self->set) > 0;
    case RSC_SCALAR_PREDICTION:
      /* In the space of the rows a feature has no value of its own. */
      return rsc_dataset_get_space (get_dataset (self), NULL) == NULL;
    case RSC_SCALAR_ERROR:
    case RSC_SCALAR_ACCURACY:
      return self->test && rsc_dataset_get_n (self->test) > 0
             && rsc_dataset_get_d (self->test) == rsc_dataset_get_d (get_dataset (self))
             && (kind == RSC_SCALAR_ERROR || rsc_classes_are_signs (self->test));
    default:
      g_return_val_if_reached (FALSE);
    }
}

void
rsc_spread_set_neuron (RscSpread *self, gsize neuron)
{
  g_return_if_fail (RSC_IS_SPREAD (self));

  if (self->neuron == neuron)
    return;
  self->neuron = neuron;
  if (self->kind == RSC_SCALAR_NORM)
    begin_anew (self);
}

gsize
rsc_spread_get_neuron (RscSpread *self)
{
  g_return_val_if_fail (RSC_IS_SPREAD (self), 0);
  return self->set && self->neuron < rsc_optimal_set_get_n_neurons (self->set) ? self->neuron : 0;
}

void
rsc_spread_set_place (RscSpread *self, gsize d, const double *x)
{
  g_return_if_fail (RSC_IS_SPREAD (self) && x != NULL);

  if (self->place && self->d == d && memcmp (self->place, x, d * sizeof (double)) == 0)
    return;
  g_free (self->place);
  self->place = g_memdup2 (x, MAX (1, d) * sizeof (double));
  self->d = d;
  self->is_chosen = TRUE;
  if (self->set)
    settle_place (self);
  if (self->kind == RSC_SCALAR_PREDICTION)
    begin_anew (self);
}

const double *
rsc_spread_get_place (RscSpread *self, gsize *d)
{
  g_return_val_if_fail (RSC_IS_SPREAD (self), NULL);

  *d = self->d;
  return self->kind == RSC_SCALAR_PREDICTION && self->set
             && rsc_spread_can (self, RSC_SCALAR_PREDICTION)
           ? self->place
           : NULL;
}

RscDistribution *
rsc_spread_get_distribution (RscSpread *self)
{
  g_return_val_if_fail (RSC_IS_SPREAD (self), NULL);
  return self->distribution;
}

gboolean
rsc_spread_is_current (RscSpread *self)
{
  g_return_val_if_fail (RSC_IS_SPREAD (self), FALSE);
  return self->is_current && self->resting;
}

const GError *
rsc_spread_get_error (RscSpread *self)
{
  g_return_val_if_fail (RSC_IS_SPREAD (self), NULL);
  return self->error;
}
