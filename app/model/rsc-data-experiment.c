/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-data-experiment.h"

#include "app/files/rsc-memory.h"

#define TRAIN_FRACTION 0.5
#define SEED 1

struct _RscDataExperiment
{
  GObject parent_instance;

  RscJobs *jobs;
  RscDocumentState *state;
  RscSolution *solution; /* of it, or NULL */
  gboolean coming;

  gboolean waiting; /* for the solution */
  gsize n_repeats;
  gsize n_gates;
  guint64 running; /* tick of the job, or 0 */
  double fraction;
  RscExperiment *result;
  GError *error;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RscDataExperiment, rsc_data_experiment, G_TYPE_OBJECT)

static void
tell (RscDataExperiment *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static gpointer
run_experiment (gpointer data,
                RscProgressFunc progress,
                gpointer progress_data,
                GCancellable *cancellable,
                GError **error)
{
  /* One processor stays with the window. */
  return rsc_experiment_run (data, MAX (g_get_num_processors (), 2) - 1, progress, progress_data,
                             cancellable, error);
}

static void
on_done (RscReply *reply, gpointer user_data)
{
  RscDataExperiment *self = user_data;

  /* The data have changed meanwhile. */
  if (reply->tick != self->running)
    return;
  self->running = 0;
  /* What is done when it is cancelled is a result. */
  if (reply->result)
    self->result = g_steal_pointer (&reply->result);
  else if (reply->error)
    self->error = g_error_copy (reply->error);
  tell (self);
}

static void
on_progress (double fraction, double gap, gpointer user_data)
{
  RscDataExperiment *self = user_data;

  if (!self->running)
    return;
  self->fraction = CLAMP (fraction, 0.0, 1.0);
  tell (self);
}

static gboolean
forget (RscDataExperiment *self)
{
  const gboolean known = self->waiting || self->running || self->result || self->error;

  if (self->running)
    rsc_jobs_cancel (self->jobs, RSC_REQUEST_EXPERIMENT);
  self->running = 0;
  self->waiting = FALSE;
  self->fraction = 0;
  g_clear_pointer (&self->result, rsc_experiment_unref);
  g_clear_error (&self->error);
  return known;
}

static RscExperimentSettings *
make_settings (RscDataExperiment *self)
{
  const double n = (double) rsc_problem_get_n (rsc_solution_get_problem (self->solution));
  RscExperimentSettings *settings = rsc_experiment_settings_new_random (
    self->state->source, self->state->bias, self->n_repeats, TRAIN_FRACTION, self->n_gates,
    rsc_solution_get_lambda (self->solution) / n, SEED, &self->error);

  if (settings)
    {
      rsc_experiment_settings_set_standardise (settings, self->state->standardise);
      rsc_experiment_settings_set_bytes_max (settings, rsc_memory_get_default ());
    }
  return settings;
}

/* Where it waits: begins, or gives up what does not come. */
static void
go_on (RscDataExperiment *self)
{
  RscExperimentSettings *settings;

  if (!self->waiting || (!self->solution && self->coming))
    return;
  self->waiting = FALSE;
  settings = self->solution ? make_settings (self) : NULL;
  if (settings)
    self->running = rsc_jobs_push (
      self->jobs, rsc_request_new_work (RSC_REQUEST_EXPERIMENT, 0, run_experiment, settings,
                                        (GDestroyNotify) rsc_experiment_settings_unref,
                                        (GDestroyNotify) rsc_experiment_unref));
  tell (self);
}

/* --- object ----------------------------------------------------------------------------------- */

static void
rsc_data_experiment_dispose (GObject *object)
{
  RscDataExperiment *self = RSC_DATA_EXPERIMENT (object);

  forget (self);
  if (self->jobs)
    rsc_jobs_listen (self->jobs, RSC_REQUEST_EXPERIMENT, NULL, NULL, NULL);
  self->jobs = NULL;
  g_clear_pointer (&self->solution, rsc_solution_unref);
  g_clear_pointer (&self->state, rsc_document_state_unref);
  G_OBJECT_CLASS (rsc_data_experiment_parent_class)->dispose (object);
}

static void
rsc_data_experiment_class_init (RscDataExperimentClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rsc_data_experiment_dispose;
  signals[CHANGED] = g_signal_new ("changed", RSC_TYPE_DATA_EXPERIMENT, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
rsc_data_experiment_init (RscDataExperiment *self)
{
}

RscDataExperiment *
rsc_data_experiment_new (RscJobs *jobs)
{
  RscDataExperiment *self = g_object_new (RSC_TYPE_DATA_EXPERIMENT, NULL);

  self->jobs = jobs;
  if (jobs)
    rsc_jobs_listen (jobs, RSC_REQUEST_EXPERIMENT, on_done, on_progress, self);
  return self;
}

void
rsc_data_experiment_set_source (RscDataExperiment *self,
                                RscDocumentState *state,
                                RscSolution *solution,
                                gboolean coming)
{
  g_return_if_fail (RSC_IS_DATA_EXPERIMENT (self) && state != NULL);

  const gboolean could = rsc_data_experiment_can_start (self);

  rsc_document_state_ref (state);
  g_clear_pointer (&self->state, rsc_document_state_unref);
  self->state = state;
  if (solution)
    rsc_solution_ref (solution);
  g_clear_pointer (&self->solution, rsc_solution_unref);
  self->solution = solution;
  self->coming = coming;
  if (self->waiting)
    go_on (self);
  else if (rsc_data_experiment_can_start (self) != could)
    tell (self);
}

void
rsc_data_experiment_forget (RscDataExperiment *self)
{
  g_return_if_fail (RSC_IS_DATA_EXPERIMENT (self));

  if (forget (self))
    tell (self);
}

gboolean
rsc_data_experiment_can_start (RscDataExperiment *self)
{
  g_return_val_if_fail (RSC_IS_DATA_EXPERIMENT (self), FALSE);
  return self->jobs && self->state && self->state->source
         && rsc_dataset_get_n (self->state->source) >= 2 && (self->solution || self->coming);
}

void
rsc_data_experiment_start (RscDataExperiment *self, gsize n_repeats, gsize n_gates)
{
  g_return_if_fail (RSC_IS_DATA_EXPERIMENT (self));

  if (rsc_data_experiment_is_busy (self) || !rsc_data_experiment_can_start (self))
    return;
  forget (self);
  self->n_repeats = n_repeats;
  self->n_gates = n_gates;
  self->waiting = TRUE;
  go_on (self);
  if (self->waiting)
    tell (self);
}

void
rsc_data_experiment_cancel (RscDataExperiment *self)
{
  g_return_if_fail (RSC_IS_DATA_EXPERIMENT (self));

  if (self->running)
    rsc_jobs_cancel (self->jobs, RSC_REQUEST_EXPERIMENT);
  if (!self->waiting)
    return;
  self->waiting = FALSE;
  g_set_error_literal (&self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
  tell (self);
}

gboolean
rsc_data_experiment_is_busy (RscDataExperiment *self)
{
  g_return_val_if_fail (RSC_IS_DATA_EXPERIMENT (self), FALSE);
  return self->waiting || self->running != 0;
}

double
rsc_data_experiment_get_progress (RscDataExperiment *self)
{
  g_return_val_if_fail (RSC_IS_DATA_EXPERIMENT (self), 0);
  return self->fraction;
}

RscExperiment *
rsc_data_experiment_get_result (RscDataExperiment *self)
{
  g_return_val_if_fail (RSC_IS_DATA_EXPERIMENT (self), NULL);
  return self->result;
}

const GError *
rsc_data_experiment_get_error (RscDataExperiment *self)
{
  g_return_val_if_fail (RSC_IS_DATA_EXPERIMENT (self), NULL);
  return self->error;
}
