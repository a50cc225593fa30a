/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-training-job.h"

#include "core/training/rsc-trainer.h"
#include "core/training/rsc-training-start.h"

/* A picture of what has been done, 33 times a second at least. */
#define TELL_INTERVAL (30 * G_TIME_SPAN_MILLISECOND)
/* One round through all runs is to take about this. */
#define ROUND_TIME (8 * G_TIME_SPAN_MILLISECOND)
#define SLICE_MAX 4096

struct _RscTrainingTask
{
  gatomicrefcount ref_count;

  RscProblem *problem;
  double lambda;
  RscTrainingChoice *choice;
  RscNetwork *start;

  /* The thread's */
  RscTrainer **trainers; /* n_seeds, NULL until each is needed */
  guint64 *seeds;
};

/* What a request does of a task. */
typedef struct
{
  RscTrainingTask *task;
  gsize n_steps;
  gssize only; /* run that begins anew, or -1 */
  guint64 seed;
} Work;

RscTrainingTask *
rsc_training_task_new (RscProblem *problem,
                       double lambda,
                       const RscTrainingChoice *choice,
                       RscNetwork *start)
{
  RscTrainingTask *self = g_new0 (RscTrainingTask, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->problem = rsc_problem_ref (problem);
  self->lambda = lambda;
  self->choice = rsc_training_choice_copy (choice);
  self->start = start ? rsc_network_ref (start) : NULL;
  self->trainers = g_new0 (RscTrainer *, MAX (choice->n_seeds, 1));
  self->seeds = g_new (guint64, MAX (choice->n_seeds, 1));
  for (gsize k = 0; k < choice->n_seeds; k++)
    self->seeds[k] = choice->seed + k;
  return self;
}

RscTrainingTask *
rsc_training_task_ref (RscTrainingTask *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_training_task_unref (RscTrainingTask *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  for (gsize k = 0; k < self->choice->n_seeds; k++)
    g_clear_pointer (&self->trainers[k], rsc_trainer_free);
  g_free (self->trainers);
  g_free (self->seeds);
  rsc_problem_unref (self->problem);
  rsc_training_choice_unref (self->choice);
  g_clear_pointer (&self->start, rsc_network_unref);
  g_free (self);
}

gsize
rsc_training_task_get_width (const RscTrainingTask *self)
{
  return MAX (self->choice->width, self->start ? rsc_network_get_width (self->start) : 0);
}

double
rsc_training_task_count_bytes (const RscTrainingTask *self)
{
  return (double) self->choice->n_seeds
         * rsc_trainer_count_bytes (rsc_problem_get_n (self->problem),
                                    rsc_problem_get_d (self->problem),
                                    rsc_training_task_get_width (self));
}

static RscTrainer *
make_trainer (const RscTrainingTask *self, gsize k, GError **error)
{
  const RscTrainingChoice *choice = self->choice;
  RscTrainingSettings settings = choice->settings;
  const guint64 seed = self->seeds[k];
  g_autoptr (RscNetwork) start = NULL;

  start =
    self->start
      ? rsc_training_start_new_near (self->problem, self->start, rsc_training_task_get_width (self),
                                     choice->perturbation, seed, error)
      : rsc_training_start_new_random (self->problem, choice->width, choice->scale, seed, error);
  if (!start)
    return NULL;
  settings.seed = seed;
  return rsc_trainer_new (rsc_problem_get_dataset (self->problem), self->lambda, start, &settings);
}

static gboolean
ensure_trainers (RscTrainingTask *self, GError **error)
{
  for (gsize k = 0; k < self->choice->n_seeds; k++)
    if (!self->trainers[k] && !(self->trainers[k] = make_trainer (self, k, error)))
      return FALSE;
  return TRUE;
}

static RscTrainingFan *
dup_fan (const RscTrainingTask *self)
{
  RscTrainingFan *fan = rsc_training_fan_new (self->lambda, self->choice->n_seeds);

  for (gsize k = 0; k < fan->n_runs; k++)
    {
      fan->seeds[k] = self->seeds[k];
      fan->runs[k] = rsc_trainer_dup_training (self->trainers[k]);
    }
  return fan;
}

/* All runs go at the same pace, so that they can be watched together; how the steps are cut into
 * slices changes nothing of a run. */
static gpointer
run (gpointer data, RscTellFunc tell, gpointer tell_data, GCancellable *cancellable, GError **error)
{
  Work *work = data;
  RscTrainingTask *self = work->task;
  const gsize n_runs = self->choice->n_seeds;
  gint64 told;
  gsize slice = 1;

  if (work->only >= 0)
    {
      g_clear_pointer (&self->trainers[work->only], rsc_trainer_free);
      self->seeds[work->only] = work->seed;
    }
  if (!ensure_trainers (self, error))
    return NULL;
  tell (dup_fan (self), tell_data);
  told = g_get_monotonic_time ();
  for (gsize done = 0; done < work->n_steps && !g_cancellable_is_cancelled (cancellable);)
    {
      const gint64 began = g_get_monotonic_time ();
      const gsize n = MIN (slice, work->n_steps - done);
      gboolean any = FALSE;
      gint64 now;

      for (gsize k = 0; k < n_runs; k++)
        if (work->only < 0 || k == (gsize) work->only)
          any = rsc_trainer_run (self->trainers[k], n, cancellable) || any;
      done += n;
      if (!any)
        break;
      now = g_get_monotonic_time ();
      if (now - began < ROUND_TIME / 2)
        slice = MIN (2 * slice, SLICE_MAX);
      else if (now - began > ROUND_TIME)
        slice = MAX (slice / 2, 1);
      if (now - told >= TELL_INTERVAL)
        {
          tell (dup_fan (self), tell_data);
          told = now;
        }
    }
  /* What was done until it was stopped is told, too. */
  tell (dup_fan (self), tell_data);
  return g_cancellable_set_error_if_cancelled (cancellable, error) ? NULL : dup_fan (self);
}

static void
work_free (gpointer data)
{
  Work *work = data;

  rsc_training_task_unref (work->task);
  g_free (work);
}

static RscRequest *
make_request (RscTrainingTask *self, gssize only, guint64 seed, gsize n_steps)
{
  Work *work = g_new (Work, 1);

  *work = (Work){ rsc_training_task_ref (self), n_steps, only, seed };
  return rsc_request_new_stream (RSC_REQUEST_TRAIN, 0, run, work, work_free,
                                 (GDestroyNotify) rsc_training_fan_unref);
}

RscRequest *
rsc_training_task_new_request (RscTrainingTask *self, gsize n_steps)
{
  return make_request (self, -1, 0, n_steps);
}

RscRequest *
rsc_training_task_new_restart (RscTrainingTask *self, gsize k, guint64 seed, gsize n_steps)
{
  g_return_val_if_fail (k < self->choice->n_seeds, NULL);
  return make_request (self, (gssize) k, seed, n_steps);
}

/* --- what kind of point ----------------------------------------------------------------------- */

typedef struct
{
  RscSolution *optimum;
  GPtrArray *networks;
} Judging;

static void
unref_known (gpointer stationarity)
{
  if (stationarity)
    rsc_stationarity_unref (stationarity);
}

static GPtrArray *
copy_known (const GPtrArray *known)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func (unref_known);

  for (guint k = 0; k < known->len; k++)
    g_ptr_array_add (copy, known->pdata[k] ? rsc_stationarity_ref (known->pdata[k]) : NULL);
  return copy;
}

static gpointer
judge (gpointer data,
       RscTellFunc tell,
       gpointer tell_data,
       GCancellable *cancellable,
       GError **error)
{
  const Judging *judging = data;
  g_autoptr (GPtrArray) known = g_ptr_array_new_with_free_func (unref_known);

  for (guint k = 0; k < judging->networks->len; k++)
    {
      g_ptr_array_add (known, rsc_stationarity_new (judging->optimum, judging->networks->pdata[k],
                                                    cancellable, NULL));
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (k + 1 < judging->networks->len)
        tell (copy_known (known), tell_data);
    }
  return g_steal_pointer (&known);
}

static void
judging_free (gpointer data)
{
  Judging *judging = data;

  rsc_solution_unref (judging->optimum);
  g_ptr_array_unref (judging->networks);
  g_free (judging);
}

RscRequest *
rsc_training_judge_new_request (RscSolution *optimum, GPtrArray *networks)
{
  Judging *judging = g_new (Judging, 1);

  *judging = (Judging){ rsc_solution_ref (optimum), g_ptr_array_ref (networks) };
  return rsc_request_new_stream (RSC_REQUEST_JUDGE, 0, judge, judging, judging_free,
                                 (GDestroyNotify) g_ptr_array_unref);
}
