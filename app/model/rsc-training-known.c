/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-training-runs-private.h"

#include <math.h>

/* --- what kind of points ---------------------------------------------------------------------- */

static RscStationarity *
find_kind (RscTrainingRuns *self, RscNetwork *network)
{
  for (guint k = 0; k < self->judged->len; k++)
    if (rsc_stationarity_get_network (self->judged->pdata[k]) == network)
      return self->judged->pdata[k];
  return NULL;
}

void
rsc_training_runs_stop_judging (RscTrainingRuns *self)
{
  if (self->judge_tick)
    rsc_jobs_cancel (self->jobs, RSC_REQUEST_JUDGE);
  self->judge_tick = 0;
  g_clear_pointer (&self->asked, g_ptr_array_unref);
}

static gboolean
is_end (const RscTrainingFan *fan, const RscNetwork *network)
{
  for (gsize k = 0; k < fan->n_runs; k++)
    if (rsc_training_get_end (fan->runs[k])->network == network)
      return TRUE;
  return FALSE;
}

/* Of the ends, once they are ends; what has gone on from one is no end any more. */
void
rsc_training_runs_ask_kinds (RscTrainingRuns *self)
{
  if (self->tick || self->judge_tick || !self->fan || !self->optimum
      || !(rsc_solution_get_lambda (self->optimum) > 0))
    return;
  for (guint k = self->judged->len; k-- > 0;)
    if (!is_end (self->fan, rsc_stationarity_get_network (self->judged->pdata[k])))
      g_ptr_array_remove_index (self->judged, k);
  g_clear_pointer (&self->asked, g_ptr_array_unref);
  self->asked = g_ptr_array_new_with_free_func ((GDestroyNotify) rsc_network_unref);
  for (gsize i = 0; i < self->fan->n_runs; i++)
    {
      /* The one on show first. */
      const gsize k = i == 0 ? self->run : i <= self->run ? i - 1 : i;
      const RscTrainingState *end = rsc_training_get_end (self->fan->runs[k]);

      if (isfinite (end->objective) && !find_kind (self, end->network))
        g_ptr_array_add (self->asked, rsc_network_ref (end->network));
    }
  if (self->asked->len > 0)
    self->judge_tick =
      rsc_jobs_push (self->jobs, rsc_training_judge_new_request (self->optimum, self->asked));
}

void
rsc_training_runs_forget_loose (RscTrainingRuns *self)
{
  for (guint k = self->judged->len; k-- > 0;)
    if (rsc_solution_get_status (rsc_stationarity_get_optimum (self->judged->pdata[k]))
        != RSC_SOLUTION_CONVERGED)
      g_ptr_array_remove_index (self->judged, k);
  if (self->optimum && rsc_solution_get_status (self->optimum) != RSC_SOLUTION_CONVERGED)
    rsc_training_runs_stop_judging (self);
}

void
rsc_training_runs_take_kinds (RscReply *reply, gpointer user_data)
{
  RscTrainingRuns *self = user_data;
  const GPtrArray *known = reply->result;

  if (reply->tick != self->judge_tick)
    return;
  for (guint k = 0; known && k < known->len; k++)
    if (known->pdata[k] && !find_kind (self, rsc_stationarity_get_network (known->pdata[k])))
      g_ptr_array_add (self->judged, rsc_stationarity_ref (known->pdata[k]));
  if (reply->final)
    self->judge_tick = 0;
  rsc_training_runs_emit_changed (self);
}

/* --- the way beside the set ------------------------------------------------------------------- */

void
rsc_training_runs_forget_way (RscTrainingRuns *self, gsize run)
{
  if (self->measure_tick && self->measured == run)
    {
      rsc_jobs_cancel (self->jobs, RSC_REQUEST_MEASURE);
      self->measure_tick = 0;
    }
  g_clear_pointer (&self->ways[run], rsc_training_way_unref);
}

void
rsc_training_runs_forget_ways (RscTrainingRuns *self)
{
  if (self->measure_tick)
    rsc_jobs_cancel (self->jobs, RSC_REQUEST_MEASURE);
  self->measure_tick = 0;
  for (gsize k = 0; k < self->n_ways; k++)
    g_clear_pointer (&self->ways[k], rsc_training_way_unref);
  g_clear_pointer (&self->ways, g_free);
  self->n_ways = 0;
  g_clear_pointer (&self->distance, rsc_set_distance_unref);
}

static RscTrainingWay *
get_way (RscTrainingRuns *self)
{
  return self->run < self->n_ways ? self->ways[self->run] : NULL;
}

/* Of the run on show, as far as it has come; then what it has done meanwhile. */
void
rsc_training_runs_ask_way (RscTrainingRuns *self)
{
  RscTrainingWay *way = get_way (self);
  RscTraining *run;

  if (!self->distance || !self->fan || self->measure_tick)
    return;
  run = self->fan->runs[self->run];
  if (way && way->n == rsc_training_get_n_states (run)
      && way->steps[way->n - 1] == rsc_training_get_end (run)->step)
    return;
  self->measured = self->run;
  self->measure_tick =
    rsc_jobs_push (self->jobs, rsc_training_way_new_request (self->distance, run, way));
}

void
rsc_training_runs_take_way (RscReply *reply, gpointer user_data)
{
  RscTrainingRuns *self = user_data;

  if (reply->tick != self->measure_tick)
    return;
  if (reply->result)
    {
      g_clear_pointer (&self->ways[self->measured], rsc_training_way_unref);
      self->ways[self->measured] = g_steal_pointer (&reply->result);
    }
  if (reply->final)
    {
      self->measure_tick = 0;
      if (!reply->error)
        rsc_training_runs_ask_way (self);
    }
  rsc_training_runs_emit_changed (self);
}

/* --- asked for -------------------------------------------------------------------------------- */

RscStationarity *
rsc_training_runs_get_kind (RscTrainingRuns *self, gsize run)
{
  g_return_val_if_fail (RSC_IS_TRAINING_RUNS (self), NULL);
  return self->fan && run < self->fan->n_runs
           ? find_kind (self, rsc_training_get_end (self->fan->runs[run])->network)
           : NULL;
}

gboolean
rsc_training_runs_is_judging (RscTrainingRuns *self)
{
  g_return_val_if_fail (RSC_IS_TRAINING_RUNS (self), FALSE);
  return self->judge_tick != 0;
}

const RscTrainingWay *
rsc_training_runs_get_way (RscTrainingRuns *self)
{
  g_return_val_if_fail (RSC_IS_TRAINING_RUNS (self), NULL);
  return get_way (self);
}

double
rsc_training_runs_get_distance (RscTrainingRuns *self)
{
  const RscTrainingState *state = rsc_training_runs_get_state (self);
  const RscTrainingWay *way = get_way (self);
  const gssize k = way && state ? rsc_training_way_find (way, state->step) : -1;

  return k >= 0 ? way->distances[k] : NAN;
}

gboolean
rsc_training_runs_is_measuring (RscTrainingRuns *self)
{
  g_return_val_if_fail (RSC_IS_TRAINING_RUNS (self), FALSE);
  return self->measure_tick != 0;
}

double *
rsc_training_runs_dup_trail (RscTrainingRuns *self, const RscOptimalSet *set, gsize *n)
{
  const RscTrainingState *state = rsc_training_runs_get_state (self);
  const RscTrainingWay *way = rsc_training_runs_get_way (self);

  *n = 0;
  if (!rsc_training_runs_is_active (self) || !way || !set || way->n == 0
      || rsc_optimal_set_get_solution (set)
           != rsc_optimal_set_get_solution (rsc_set_distance_get_set (self->distance))
      || rsc_optimal_set_get_n_neurons (set) != way->n_neurons)
    return NULL;
  return rsc_training_way_dup_trail (way, state->step, n);
}

/* --- the survey ------------------------------------------------------------------------------- */

void
rsc_training_runs_forget_survey (RscTrainingRuns *self)
{
  rsc_training_runs_cancel_survey (self);
  g_clear_pointer (&self->survey, rsc_training_survey_unref);
  g_clear_pointer (&self->survey_source, rsc_solution_unref);
  g_clear_pointer (&self->survey_choice, rsc_training_choice_unref);
  g_clear_pointer (&self->survey_message, g_free);
}

void
rsc_training_runs_take_survey (RscReply *reply, gpointer user_data)
{
  RscTrainingRuns *self = user_data;

  if (reply->tick != self->survey_tick)
    return;
  if (reply->result)
    {
      g_clear_pointer (&self->survey, rsc_training_survey_unref);
      self->survey = g_steal_pointer (&reply->result);
    }
  if (reply->final)
    {
      self->survey_tick = 0;
      if (reply->error && !g_error_matches (reply->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_free (self->survey_message);
          self->survey_message = g_strdup (reply->error->message);
        }
    }
  rsc_training_runs_emit_changed (self);
}

/* Whether what is known or asked for is of the source and the choice. */
static gboolean
is_survey_here (RscTrainingRuns *self)
{
  g_autoptr (RscTrainingChoice) choice = rsc_training_choice_copy (self->choice);

  if (self->survey_source != self->source || !self->survey_choice)
    return FALSE;
  /* All widths are looked at. */
  choice->width = self->survey_choice->width;
  return rsc_training_choice_equal (self->survey_choice, choice);
}

void
rsc_training_runs_request_survey (RscTrainingRuns *self)
{
  g_return_if_fail (RSC_IS_TRAINING_RUNS (self));

  if (!self->jobs || !self->source || !self->certified || is_survey_here (self))
    return;
  rsc_training_runs_forget_survey (self);
  self->survey_source = rsc_solution_ref (self->source);
  self->survey_choice = rsc_training_choice_ref (self->choice);
  self->survey_tick = rsc_jobs_push (
    self->jobs,
    rsc_training_survey_new_request (rsc_solution_get_problem (self->source),
                                     rsc_solution_get_lambda (self->source), self->choice));
  rsc_training_runs_emit_changed (self);
}

void
rsc_training_runs_cancel_survey (RscTrainingRuns *self)
{
  g_return_if_fail (RSC_IS_TRAINING_RUNS (self));

  if (self->survey_tick)
    rsc_jobs_cancel (self->jobs, RSC_REQUEST_SURVEY);
  self->survey_tick = 0;
  /* The next request begins it again. */
  if (!self->survey || !rsc_training_survey_is_complete (self->survey))
    g_clear_pointer (&self->survey_choice, rsc_training_choice_unref);
}

RscTrainingSurvey *
rsc_training_runs_get_survey (RscTrainingRuns *self, RscSolution **optimum)
{
  g_return_val_if_fail (RSC_IS_TRAINING_RUNS (self), NULL);

  *optimum = self->survey_source;
  return self->survey;
}

const char *
rsc_training_runs_get_survey_message (RscTrainingRuns *self)
{
  g_return_val_if_fail (RSC_IS_TRAINING_RUNS (self), NULL);
  return self->survey_message;
}

gboolean
rsc_training_runs_is_survey_elsewhere (RscTrainingRuns *self)
{
  g_return_val_if_fail (RSC_IS_TRAINING_RUNS (self), FALSE);
  return self->survey && self->survey_source != self->source;
}

gboolean
rsc_training_runs_is_surveying (RscTrainingRuns *self)
{
  g_return_val_if_fail (RSC_IS_TRAINING_RUNS (self), FALSE);
  return self->survey_tick != 0;
}
