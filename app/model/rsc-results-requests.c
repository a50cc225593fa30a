/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-results-private.h"

#include <math.h>

#include "core/numerics/rsc-tolerances.h"

/* Asking the jobs for what is missing. */
#define ENVELOPE_POINTS_1D 241
#define ENVELOPE_POINTS_2D 61
/* A hand that has rested for this long is not in a drag. */
#define PATH_DELAY 250 /* ms */

static void
push (RscResults *self, RscRequest *request)
{
  self->tick = rsc_jobs_push (self->jobs, request);
}

/* Ends what is asked for of the set. */
void
rsc_results_cancel_set (RscResults *self)
{
  rsc_timers_cancel (self->timers, &self->rest_timer);
  if (!self->jobs)
    return;
  rsc_jobs_cancel (self->jobs, RSC_REQUEST_SOLVE);
  rsc_jobs_cancel (self->jobs, RSC_REQUEST_PROJECT);
  rsc_jobs_cancel (self->jobs, RSC_REQUEST_ENVELOPE);
}

/* Grid of the envelope that the function picture needs now, 0 when it needs none. */
void
rsc_results_get_envelope_grid (RscResults *self, gsize *nx, gsize *ny)
{
  gsize d = self->state->train ? rsc_dataset_get_d (self->state->train) : 0;

  *nx = *ny = 0;
  if (d == 1)
    {
      *nx = ENVELOPE_POINTS_1D;
      *ny = 1;
    }
  else if (d >= 2 && self->state->mode == RSC_FUNCTION_ENVELOPE)
    *nx = *ny = ENVELOPE_POINTS_2D;
}

static gpointer
derive (gpointer data,
        RscProgressFunc progress,
        gpointer progress_data,
        GCancellable *cancellable,
        GError **error)
{
  return rsc_derived_data_finish (data, cancellable, error);
}

void
rsc_results_cancel_derived (RscResults *self)
{
  if (!self->deriving)
    return;
  g_clear_pointer (&self->deriving, rsc_derived_data_unref);
  if (self->jobs)
    rsc_jobs_cancel (self->jobs, RSC_REQUEST_DERIVE);
}

/* Asks for what is missing of the data themselves. */
static void
push_derive (RscResults *self)
{
  RscDerivedData *unfinished = self->state->unfinished;

  if (self->deriving == unfinished)
    return;
  rsc_results_cancel_derived (self);
  self->deriving = rsc_derived_data_ref (unfinished);
  self->derive_tick =
    rsc_jobs_push (self->jobs, rsc_request_new_work (RSC_REQUEST_DERIVE, 0, derive,
                                                     rsc_derived_data_ref (unfinished),
                                                     (GDestroyNotify) rsc_derived_data_unref,
                                                     (GDestroyNotify) rsc_derived_data_unref));
}

void
rsc_results_push_solve (RscResults *self, RscDocumentChange *parts)
{
  const RscDocumentState *state = self->state;
  RscRequest *request;

  rsc_timers_cancel (self->timers, &self->rest_timer);
  if (self->error)
    *parts |= RSC_DOCUMENT_ERROR;
  g_clear_error (&self->error);
  self->cancelled = FALSE;
  /* What is under way is of other data. */
  if (self->again)
    self->serial++;
  self->again = FALSE;
  rsc_timers_cancel (self->timers, &self->patience_timer);
  self->pushed_at = rsc_timers_get_now (self->timers);
  self->solved = FALSE;
  self->fraction = -1;
  self->gap = NAN;
  if (self->jobs && state->unfinished)
    {
      push_derive (self);
      rsc_results_set_busy (self, TRUE, parts);
      return;
    }
  if (!self->jobs || !state->train)
    {
      rsc_results_set_busy (self, FALSE, parts);
      return;
    }
  request = rsc_request_new (RSC_REQUEST_SOLVE, self->serial, 0);
  request->dataset = rsc_dataset_ref (state->train);
  request->bias = state->bias;
  request->activation = state->activation;
  request->patterns = state->patterns;
  request->n_samples = state->n_samples;
  request->pattern_seed = state->pattern_seed;
  request->lambda_ratio = state->lambda_ratio;
  request->effort = self->effort;
  if (self->set && (self->by_hand || !rsc_results_is_outdated (self)))
    request->axis_hint = rsc_shown_axes_dup_keys (self->axes, self->set);
  /* As they point at this λ, where that is known. */
  if (state->axes)
    request->axis_keys = rsc_neuron_keys_ref (
      request->axis_hint && rsc_shown_axes_follow (self->axes, state->axes) ? request->axis_hint
                                                                            : state->axes);
  request->feature_x = state->feature_x;
  request->feature_y = state->feature_y;
  request->at = state->at ? rsc_feature_values_ref (state->at) : NULL;
  rsc_results_get_envelope_grid (self, &request->nx, &request->ny);
  rsc_results_set_busy (self, TRUE, parts);
  push (self, request);
  self->solve_tick = self->tick;
}

void
rsc_results_push_projection (RscResults *self, gsize n_axes, const gsize *axes)
{
  RscRequest *request;

  if (!self->jobs)
    return;
  request = rsc_request_new (RSC_REQUEST_PROJECT, self->serial, 0);
  request->set = rsc_optimal_set_ref (self->set);
  request->n_axes = n_axes;
  for (gsize k = 0; k < n_axes; k++)
    {
      request->axes[k] = axes[k];
      request->axis_labels[k] = axes[k] != RSC_OPTIMAL_SET_ABSENT
                                  ? rsc_labelling_get_labels (self->labelling)[axes[k]]
                                  : rsc_shown_axes_get_labels (self->axes)[k];
    }
  push (self, request);
}

gboolean
rsc_results_has_fresh_set (RscResults *self)
{
  return self->set && !self->set_stale;
}

void
rsc_results_push_project (RscResults *self)
{
  gsize axes[3];
  gsize n_axes;

  if (!rsc_results_has_fresh_set (self))
    return;
  n_axes = rsc_shown_axes_choose (self->axes, self->labelling, self->set, self->state->axes, axes);
  rsc_results_push_projection (self, n_axes, axes);
}

/* Asks for the envelope if the function picture needs one that is not there. */
void
rsc_results_push_envelope (RscResults *self)
{
  const RscDocumentState *state = self->state;
  RscRequest *request;
  gsize nx, ny;

  rsc_results_get_envelope_grid (self, &nx, &ny);
  if (!self->jobs || !rsc_results_has_fresh_set (self) || rsc_results_is_outdated (self) || nx == 0
      || (self->envelope && rsc_results_has_envelope_of (self, state)))
    return;
  request = rsc_request_new (RSC_REQUEST_ENVELOPE, self->serial, 0);
  request->set = rsc_optimal_set_ref (self->set);
  request->feature_x = state->feature_x;
  request->feature_y = state->feature_y;
  request->at = state->at ? rsc_feature_values_ref (state->at) : NULL;
  request->nx = nx;
  request->ny = ny;
  push (self, request);
}

/* The path of the problem that was just solved, once for each data and model. */
void
rsc_results_push_path (RscResults *self)
{
  RscRequest *request;

  if (!self->jobs || self->path_serial == self->serial)
    return;
  self->path_serial = self->serial;
  request = rsc_request_new (RSC_REQUEST_PATH, self->serial, 0);
  /* That of the limit λ → 0 can have other targets. */
  request->problem = rsc_problem_ref (self->limit ? self->limit->problem
                                                  : rsc_solution_get_problem (self->solution));
  request->test = self->state->test ? rsc_dataset_ref (self->state->test) : NULL;
  request->ratio_min = RSC_PATH_RATIO_MIN;
  push (self, request);
  self->path_tick = self->tick;
}

static gboolean
on_path_timer (gpointer user_data)
{
  RscResults *self = user_data;

  self->path_timer = 0;
  if (self->solution && rsc_results_has_fresh_set (self) && !rsc_results_is_outdated (self))
    rsc_results_push_path (self);
  return G_SOURCE_REMOVE;
}

void
rsc_results_push_path_at_rest (RscResults *self)
{
  rsc_timers_cancel (self->timers, &self->path_timer);
  self->path_timer = rsc_timers_add (self->timers, PATH_DELAY, on_path_timer, self);
}

void
rsc_results_drop_path (RscResults *self, gboolean similar)
{
  rsc_timers_cancel (self->timers, &self->path_timer);
  if (self->jobs)
    rsc_jobs_cancel (self->jobs, RSC_REQUEST_PATH);
  rsc_known_path_clear (self->path);
  g_clear_pointer (&self->frame, rsc_path_frame_unref);
  rsc_shown_axes_forget (self->axes);
  rsc_results_stop_moving (self);
  self->path_serial = self->path_tick = 0;
  rsc_labelling_clear_path (self->labelling, similar);
}
