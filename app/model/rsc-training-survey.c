/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-training-survey.h"

#include <math.h>
#include <string.h>

#include "core/training/rsc-trainer.h"
#include "core/training/rsc-training-start.h"

#define TELL_INTERVAL (100 * G_TIME_SPAN_MILLISECOND)

/* Each change of a narrow network is seen, and a wide one differs little from the next. */
static const gsize all_widths[] = { 1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 24, 32, 40 };

typedef struct
{
  RscProblem *problem;
  double lambda;
  RscTrainingChoice *choice;
} Surveying;

static RscTrainingSurvey *
survey_new (gsize n_widths, const gsize *widths, gsize n_seeds)
{
  RscTrainingSurvey *self = g_new0 (RscTrainingSurvey, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->n_widths = n_widths;
  self->widths = g_memdup2 (widths, n_widths * sizeof (gsize));
  self->n_seeds = n_seeds;
  self->objectives = g_new0 (double, n_widths *n_seeds);
  return self;
}

RscTrainingSurvey *
rsc_training_survey_ref (RscTrainingSurvey *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_training_survey_unref (RscTrainingSurvey *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->widths);
  g_free (self->objectives);
  g_free (self);
}

gboolean
rsc_training_survey_is_complete (const RscTrainingSurvey *self)
{
  return self->n == self->n_widths * self->n_seeds;
}

gsize
rsc_training_survey_get_n_known (const RscTrainingSurvey *self)
{
  return self->n / self->n_seeds;
}

static RscTrainingSurvey *
copy (const RscTrainingSurvey *self)
{
  RscTrainingSurvey *other = survey_new (self->n_widths, self->widths, self->n_seeds);

  other->n = self->n;
  memcpy (other->objectives, self->objectives, self->n * sizeof (double));
  return other;
}

/* Where a run ends; NaN with an error. */
static double
train (const Surveying *surveying,
       gsize width,
       guint64 seed,
       GCancellable *cancellable,
       GError **error)
{
  RscTrainingSettings settings = surveying->choice->settings;
  g_autoptr (RscNetwork) start = NULL;
  g_autoptr (RscTrainer) trainer = NULL;
  g_autoptr (RscTraining) training = NULL;
  double end;

  start = rsc_training_start_new_random (surveying->problem, width, surveying->choice->scale, seed,
                                         error);
  if (!start)
    return NAN;
  settings.seed = seed;
  trainer = rsc_trainer_new (rsc_problem_get_dataset (surveying->problem), surveying->lambda, start,
                             &settings);
  rsc_trainer_run (trainer, RSC_TRAINING_SURVEY_STEPS, cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NAN;
  training = rsc_trainer_dup_training (trainer);
  end = rsc_training_get_end (training)->objective;
  return isfinite (end) ? end : INFINITY;
}

static gpointer
survey (gpointer data,
        RscTellFunc tell,
        gpointer tell_data,
        GCancellable *cancellable,
        GError **error)
{
  const Surveying *surveying = data;
  const gsize n_seeds = surveying->choice->n_seeds;
  g_autoptr (RscTrainingSurvey) self = survey_new (G_N_ELEMENTS (all_widths), all_widths, n_seeds);
  gint64 told = g_get_monotonic_time ();

  while (!rsc_training_survey_is_complete (self))
    {
      const double end = train (surveying, self->widths[self->n / n_seeds],
                                surveying->choice->seed + self->n % n_seeds, cancellable, error);

      if (isnan (end))
        return NULL;
      self->objectives[self->n++] = end;
      if (g_get_monotonic_time () - told >= TELL_INTERVAL
          && !rsc_training_survey_is_complete (self))
        {
          tell (copy (self), tell_data);
          told = g_get_monotonic_time ();
        }
    }
  return g_steal_pointer (&self);
}

static void
surveying_free (gpointer data)
{
  Surveying *surveying = data;

  rsc_problem_unref (surveying->problem);
  rsc_training_choice_unref (surveying->choice);
  g_free (surveying);
}

RscRequest *
rsc_training_survey_new_request (RscProblem *problem,
                                 double lambda,
                                 const RscTrainingChoice *choice)
{
  Surveying *surveying = g_new (Surveying, 1);

  *surveying = (Surveying){ rsc_problem_ref (problem), lambda, rsc_training_choice_copy (choice) };
  return rsc_request_new_stream (RSC_REQUEST_SURVEY, 0, survey, surveying, surveying_free,
                                 (GDestroyNotify) rsc_training_survey_unref);
}
