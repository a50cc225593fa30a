/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-results-private.h"

#include "ui/plot/rsc-function-envelope.h"
#include "core/numerics/rsc-tolerances.h"

#include <math.h>
#include <string.h>

/* A set that comes sooner than this after its solution is shown with it; later, the solution is
 * shown first. Below it a picture of another network would only flicker. */
#define AHEAD_DELAY 150 /* ms */
/* Results of the data before a change stay on show for this long: between them and the new ones an
 * empty picture would only flicker. */
#define OUTDATED_DELAY 150 /* ms */
/* When λ has not moved for this long, axes are chosen for the set on show alone. */
#define SETTLE_DELAY 400 /* ms */
/* Multiplications of an envelope that a frame of the path has time for. */
#define FRAME_ENVELOPE 1e6

/* --- what is on show ---------------------------------------------------------------------- */

void
rsc_results_stop_moving (RscResults *self)
{
  self->moving = FALSE;
  rsc_timers_cancel (self->timers, &self->settle_timer);
}

void
rsc_results_drop_ahead (RscResults *self)
{
  g_clear_pointer (&self->ahead, rsc_solution_unref);
  g_clear_pointer (&self->ahead_limit, rsc_limit_unref);
  rsc_timers_cancel (self->timers, &self->ahead_timer);
}

void
rsc_results_end_outdated (RscResults *self)
{
  rsc_timers_cancel (self->timers, &self->outdated_timer);
  self->late = FALSE;
}

void
rsc_results_end_lambda (RscResults *self)
{
  rsc_timers_cancel (self->timers, &self->lambda_timer);
  self->lambda_late = FALSE;
}

void
rsc_results_forget (RscResults *self)
{
  rsc_results_end_outdated (self);
  rsc_results_end_lambda (self);
  rsc_timers_cancel (self->timers, &self->patience_timer);
  rsc_results_drop_ahead (self);
  g_clear_pointer (&self->solution, rsc_solution_unref);
  g_clear_pointer (&self->limit, rsc_limit_unref);
  g_clear_pointer (&self->set, rsc_optimal_set_unref);
  g_clear_pointer (&self->envelope, rsc_envelope_unref);
  g_clear_pointer (&self->frame, rsc_path_frame_unref);
  rsc_shown_axes_clear (self->axes);
  rsc_results_stop_moving (self);
  self->set_stale = FALSE;
  rsc_labelling_clear (self->labelling);
}

void
rsc_results_clear (RscResults *self)
{
  rsc_results_forget (self);
  rsc_results_emit_cleared (self);
}

RscDocumentChange
rsc_results_clear_outdated (RscResults *self)
{
  if (!rsc_results_is_of_before (self))
    return 0;
  rsc_results_clear (self);
  return RSC_RESULTS_PARTS;
}

static gboolean
on_other_lambda (gpointer user_data)
{
  RscResults *self = user_data;

  self->lambda_timer = 0;
  self->lambda_late = TRUE;
  rsc_results_emit_changed (self, RSC_RESULTS_PARTS);
  return G_SOURCE_REMOVE;
}

void
rsc_results_judge_lambda (RscResults *self)
{
  const double lambda_max =
    self->solution ? rsc_problem_get_lambda_max (rsc_solution_get_problem (self->solution)) : 0;
  /* As the engine takes it: without a λ_max that is one, λ is the ratio. */
  const double wanted = self->state->lambda_ratio * (lambda_max > 0 ? lambda_max : 1.0);

  if (!self->solution || (self->limit && wanted == 0)
      || fabs (rsc_solution_get_lambda (self->solution) - wanted)
           <= RSC_TOLERANCE_SAME_LAMBDA * wanted)
    rsc_results_end_lambda (self);
  else if (!self->lambda_timer && !self->lambda_late)
    self->lambda_timer = rsc_timers_add (self->timers, OUTDATED_DELAY, on_other_lambda, self);
}

static void show_network_ahead (RscResults *self, RscSolution *solution, RscLimit *limit);

static gboolean
on_outdated (gpointer user_data)
{
  RscResults *self = user_data;
  g_autoptr (RscSolution) ahead = NULL;
  g_autoptr (RscLimit) limit = NULL;

  self->outdated_timer = 0;
  if (self->by_hand)
    self->late = TRUE;
  else
    {
      /* What has come meanwhile of the new ones is all that there is to see. */
      ahead = g_steal_pointer (&self->ahead);
      limit = g_steal_pointer (&self->ahead_limit);
      rsc_results_clear (self);
      if (ahead)
        show_network_ahead (self, ahead, limit);
    }
  rsc_results_emit_changed (self, RSC_RESULTS_PARTS);
  return G_SOURCE_REMOVE;
}

/* @since: when the first change came that they know nothing of. */
static void
keep_outdated_since (RscResults *self, gint64 since)
{
  const gint64 left = since / G_TIME_SPAN_MILLISECOND + OUTDATED_DELAY
                      - rsc_timers_get_now (self->timers) / G_TIME_SPAN_MILLISECOND;

  if (self->outdated_timer || self->late)
    return;
  if (left <= 0 && self->by_hand)
    self->late = TRUE;
  else
    self->outdated_timer = rsc_timers_add (self->timers, (guint) MAX (left, 0), on_outdated, self);
}

void
rsc_results_keep_outdated (RscResults *self)
{
  keep_outdated_since (self, rsc_timers_get_now (self->timers));
}

/* Whether the results of @before can be drawn with the settings of @after for a moment. */
gboolean
rsc_results_can_stay_on_show (RscResults *self,
                              const RscDocumentState *before,
                              const RscDocumentState *after)
{
  return self->set && before->train && after->train && before->bias == after->bias
         && before->feature == after->feature && before->feature_x == after->feature_x
         && before->feature_y == after->feature_y
         && rsc_feature_values_equal (before->at, after->at) && before->mode == after->mode
         && rsc_dataset_get_d (before->train) == rsc_dataset_get_d (after->train);
}

/* @limit: where it is of λ → 0, or NULL. */
static void
take_solution (RscResults *self, RscSolution *solution, RscLimit *limit)
{
  rsc_solution_ref (solution);
  g_clear_pointer (&self->solution, rsc_solution_unref);
  self->solution = solution;
  if (limit)
    rsc_limit_ref (limit);
  g_clear_pointer (&self->limit, rsc_limit_unref);
  self->limit = limit;
}

static void
replace_set (RscResults *self, RscSolution *solution, RscLimit *limit, RscOptimalSet *set)
{
  rsc_results_end_outdated (self);
  rsc_results_drop_ahead (self);
  take_solution (self, solution, limit);
  g_clear_pointer (&self->set, rsc_optimal_set_unref);
  g_clear_pointer (&self->envelope, rsc_envelope_unref);
  self->set = rsc_optimal_set_ref (set);
  self->set_stale = FALSE;
}

/* --- showing ------------------------------------------------------------------------------ */

static RscPathRanges *
get_path_ranges (RscResults *self)
{
  return rsc_known_path_get_ranges (self->path, self->state->feature_x, self->state->feature_y,
                                    self->state->at);
}

gboolean
rsc_results_has_envelope_of (RscResults *self, const RscDocumentState *state)
{
  return self->envelope_x == state->feature_x && self->envelope_y == state->feature_y
         && rsc_feature_values_equal (self->envelope_at, state->at);
}

void
rsc_results_mark_envelope (RscResults *self, gsize feature_x, gsize feature_y, RscFeatureValues *at)
{
  if (at)
    rsc_feature_values_ref (at);
  g_clear_pointer (&self->envelope_at, rsc_feature_values_unref);
  self->envelope_at = at;
  self->envelope_x = feature_x;
  self->envelope_y = feature_y;
}

static void
take_envelope (RscResults *self, const RscReply *reply)
{
  /* Other features are on show since it was asked for. */
  if (!reply->envelope || reply->feature_x != self->state->feature_x
      || reply->feature_y != self->state->feature_y
      || !rsc_feature_values_equal (reply->at, self->state->at))
    return;
  g_clear_pointer (&self->envelope, rsc_envelope_unref);
  self->envelope = rsc_envelope_ref (reply->envelope);
  rsc_results_mark_envelope (self, reply->feature_x, reply->feature_y, reply->at);
}

/* Without its set. */
static void
show_network_ahead (RscResults *self, RscSolution *solution, RscLimit *limit)
{
  take_solution (self, solution, limit);
  g_clear_pointer (&self->frame, rsc_path_frame_unref);
  rsc_results_judge_lambda (self);
  self->set_stale = TRUE;
  g_clear_pointer (&self->envelope, rsc_envelope_unref);
}

/* The set takes its time: show the solver's own network and the certificate meanwhile. */
static gboolean
show_ahead (gpointer user_data)
{
  RscResults *self = user_data;

  self->ahead_timer = 0;
  /* The path's frame tells more, unless it is of another λ; and where the data have changed
   * meanwhile, this would be
   * certified for others. */
  if ((self->frame && !self->lambda_timer && !self->lambda_late) || self->again)
    {
      rsc_results_drop_ahead (self);
      return G_SOURCE_REMOVE;
    }
  if (rsc_results_is_outdated (self))
    {
      rsc_results_end_outdated (self);
      g_clear_pointer (&self->set, rsc_optimal_set_unref);
      rsc_shown_axes_clear (self->axes);
    }
  show_network_ahead (self, self->ahead, self->ahead_limit);
  rsc_results_drop_ahead (self);
  rsc_results_emit_changed (self, RSC_RESULTS_PARTS);
  return G_SOURCE_REMOVE;
}

static void
show_set (RscResults *self, const RscReply *reply)
{
  g_autoptr (RscPathFrame) frame = rsc_known_path_make_naming_frame (self->path, reply->solution);

  replace_set (self, reply->solution, reply->limit, reply->set);
  g_clear_pointer (&self->frame, rsc_path_frame_unref);
  take_envelope (self, reply);
  /* Who was selected by a number is not who has it now. */
  if (rsc_labelling_take_set (self->labelling, self->set, frame))
    rsc_results_emit_cleared (self);
  if (self->moving && rsc_optimal_set_get_vertices_listed (self->set))
    rsc_shown_axes_keep (self->axes, self->labelling, self->set, self->state->axes,
                         get_path_ranges (self));
  else
    rsc_shown_axes_take (self->axes, self->labelling, self->set, self->state->axes, reply->n_axes,
                         reply->axes, reply->hull);
}

/* λ rests when nothing has moved it for a while and the exact solution is there. */
static gboolean
on_settled (gpointer user_data)
{
  RscResults *self = user_data;
  gsize axes[3];
  const gsize *shown;
  gsize n;

  if (self->playing || (self->frame && self->busy))
    return G_SOURCE_CONTINUE;
  self->settle_timer = 0;
  self->moving = FALSE;
  if (rsc_results_has_fresh_set (self))
    rsc_shown_axes_rest (self->axes, self->set);
  /* The zero network has no axes of its own. */
  if (rsc_results_has_fresh_set (self) && rsc_optimal_set_get_n_support (self->set) > 0)
    {
      n = rsc_shown_axes_choose (self->axes, self->labelling, self->set, self->state->axes, axes);
      if (n != rsc_shown_axes_get (self->axes, &shown)
          || memcmp (axes, shown, n * sizeof axes[0]) != 0)
        rsc_results_push_projection (self, n, axes);
    }
  rsc_results_emit_changed (self, RSC_DOCUMENT_RESULTS);
  return G_SOURCE_REMOVE;
}

static void
start_moving (RscResults *self)
{
  self->moving = TRUE;
  rsc_timers_cancel (self->timers, &self->settle_timer);
  self->settle_timer = rsc_timers_add (self->timers, SETTLE_DELAY, on_settled, self);
}

/* The envelope of the frame on show, when there is time for it. */
static void
make_frame_envelope (RscResults *self)
{
  const RscDocumentState *state = self->state;
  gsize nx, ny;
  double work;

  rsc_results_get_envelope_grid (self, &nx, &ny);
  work = (double) (nx * ny) * (double) rsc_optimal_set_get_n_neurons (self->set)
         * (double) rsc_optimal_set_get_n_vertices (self->set);
  if (nx == 0 || !rsc_optimal_set_get_vertices_listed (self->set) || work > FRAME_ENVELOPE)
    return;
  self->envelope = rsc_function_envelope_new (self->set, state->feature_x, state->feature_y,
                                              state->at, nx, ny, NULL, NULL);
  rsc_results_mark_envelope (self, state->feature_x, state->feature_y, state->at);
}

/* The axes of the frame on show. */
static void
keep_axes (RscResults *self)
{
  RscHull *shown = rsc_shown_axes_get_hull (self->axes);
  g_autoptr (RscHull) before = shown ? rsc_hull_ref (shown) : NULL;
  const gsize *axes;
  gsize n_before = rsc_shown_axes_get (self->axes, NULL);
  gsize labels_before[3];
  gsize n;

  memcpy (labels_before, rsc_shown_axes_get_labels (self->axes), sizeof labels_before);
  rsc_shown_axes_keep (self->axes, self->labelling, self->set, self->state->axes,
                       get_path_ranges (self));
  n = rsc_shown_axes_get (self->axes, &axes);
  if (!rsc_shown_axes_get_hull (self->axes) && n > 0)
    {
      /* That takes linear programs: a job does it, and what it did last is shown meanwhile. */
      if (before && rsc_shown_axes_are (self->axes, n_before, labels_before))
        rsc_shown_axes_set_hull (self->axes, before, TRUE);
      rsc_results_push_projection (self, n, axes);
    }
}

/* Shows @frame (taken) of the path: no solver, no linear program. */
void
rsc_results_show_frame (RscResults *self, RscPathFrame *frame)
{
  replace_set (self, frame->solution, NULL, frame->set);
  rsc_results_end_lambda (self);
  g_clear_pointer (&self->frame, rsc_path_frame_unref);
  self->frame = frame;
  /* Solutions that were asked for before are of another λ. */
  self->shown_tick = self->tick + 1;
  start_moving (self);
  make_frame_envelope (self);
  rsc_labelling_take_set (self->labelling, self->set, self->frame);
  keep_axes (self);
}

void
rsc_results_choose_axes_again (RscResults *self)
{
  g_return_if_fail (RSC_IS_RESULTS (self));

  if (!self->frame || !rsc_shown_axes_are_unused (self->axes)
      || !rsc_shown_axes_choose_again (self->axes, self->labelling, self->set))
    return;
  keep_axes (self);
  rsc_results_emit_changed (self, RSC_DOCUMENT_RESULTS | RSC_DOCUMENT_VIEW);
}

/* --- replies ------------------------------------------------------------------------------ */

void
rsc_results_ask_again (RscResults *self, RscDocumentChange *parts)
{
  rsc_results_cancel_set (self);
  rsc_results_drop_ahead (self);
  /* What came just now may be of data of long ago: then it is not seen as if it were of these. */
  if (self->set)
    keep_outdated_since (self, self->again_since);
  rsc_results_push_solve (self, parts);
}

static void
on_solve_reply (RscResults *self, const RscReply *reply)
{
  RscDocumentChange parts = 0;
  gboolean newest = reply->tick == self->solve_tick;

  if (reply->tick < self->shown_tick)
    return;
  if (newest && reply->solution)
    self->solved = TRUE;
  if (!reply->final && !reply->set)
    {
      g_clear_pointer (&self->ahead, rsc_solution_unref);
      self->ahead = rsc_solution_ref (reply->solution);
      g_clear_pointer (&self->ahead_limit, rsc_limit_unref);
      self->ahead_limit = reply->limit ? rsc_limit_ref (reply->limit) : NULL;
      if (!self->ahead_timer)
        self->ahead_timer = rsc_timers_add (self->timers, AHEAD_DELAY, show_ahead, self);
      return;
    }
  if (newest && reply->final)
    {
      self->is_stopped = reply->is_stopped;
      rsc_results_set_busy (self, FALSE, &parts);
    }
  if (reply->set)
    {
      self->shown_tick = reply->tick;
      show_set (self, reply);
      rsc_results_judge_lambda (self);
      parts |= RSC_RESULTS_PARTS;
      if (self->again)
        {
          rsc_results_ask_again (self, &parts);
          rsc_results_emit_changed (self, parts);
          return;
        }
      if (self->by_hand)
        rsc_results_push_path_at_rest (self);
      else
        rsc_results_push_path (self);
      if (newest && reply->final)
        rsc_results_push_envelope (self);
    }
  else if (reply->final && self->again)
    rsc_results_ask_again (self, &parts);
  else if (newest && !self->cancelled
           && !g_error_matches (reply->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      parts |= rsc_results_clear_outdated (self);
      g_clear_error (&self->error);
      self->error = g_error_copy (reply->error);
      parts |= RSC_DOCUMENT_ERROR;
    }
  rsc_results_emit_changed (self, parts);
}

/* Where the path arrives while the solver is still at that λ, its frame is there first. */
static gboolean
show_awaited_frame (RscResults *self)
{
  RscPathFrame *frame;
  double lambda = self->state->lambda_ratio * rsc_known_path_get_lambda_max (self->path);

  if (!self->busy || (self->frame && !self->lambda_timer && !self->lambda_late)
      || rsc_results_is_outdated (self)
      || (rsc_results_has_fresh_set (self)
          && fabs (rsc_solution_get_lambda (self->solution) - lambda)
               <= RSC_TOLERANCE_SAME_LAMBDA * rsc_solution_get_lambda (self->solution)))
    return FALSE;
  frame = rsc_known_path_make_frame (self->path, self->state->lambda_ratio);
  if (frame)
    {
      guint64 tick = self->shown_tick;

      rsc_results_show_frame (self, frame);
      /* The solution that is being computed is of this very λ. */
      self->shown_tick = tick;
    }
  return frame != NULL;
}

static void
on_path_reply (RscResults *self, const RscReply *reply)
{
  RscDocumentChange parts = RSC_DOCUMENT_PATH;
  g_autoptr (RscPathFrame) frame = NULL;
  gboolean known = rsc_results_has_fresh_set (self) && !rsc_results_is_outdated (self);

  /* While a hand edits the data, they change and the serial stays. */
  if (reply->tick != self->path_tick)
    return;
  /* What is cancelled or fails ends where it was. */
  if (reply->path || !reply->error)
    rsc_known_path_take (self->path, reply->path, reply->fraction);
  /* Who is who below its end can be told of a whole path only. */
  if (reply->final)
    rsc_known_path_finish (self->path, reply->error);
  if (reply->path)
    {
      if (known)
        frame = rsc_known_path_make_naming_frame (self->path, self->solution);
      rsc_labelling_take_path (self->labelling, reply->path, known ? self->set : NULL, frame);
      if (show_awaited_frame (self))
        parts |= RSC_RESULTS_PARTS;
    }
  rsc_results_emit_changed (self, parts);
}

static void
on_project_reply (RscResults *self, const RscReply *reply)
{
  if (!reply->set)
    return;
  if (reply->set == self->set)
    rsc_shown_axes_take (self->axes, self->labelling, self->set, self->state->axes, reply->n_axes,
                         reply->axes, reply->hull);
  /* A projection of a frame that is gone already, for want of a newer one. */
  else if (reply->hull && self->frame
           && (rsc_shown_axes_is_hull_stale (self->axes) || !rsc_shown_axes_get_hull (self->axes))
           && rsc_shown_axes_are (self->axes, reply->n_axes, reply->axis_labels))
    rsc_shown_axes_set_hull (self->axes, reply->hull, TRUE);
  else
    return;
  rsc_results_emit_changed (self, RSC_DOCUMENT_RESULTS);
}

static void
on_derive_reply (RscResults *self, const RscReply *reply)
{
  if (reply->tick != self->derive_tick || !self->deriving)
    return;
  g_clear_pointer (&self->deriving, rsc_derived_data_unref);
  if (reply->result)
    rsc_results_emit_derived (self, reply->result);
}

void
rsc_results_take_reply (RscReply *reply, gpointer user_data)
{
  RscResults *self = user_data;

  if (reply->kind == RSC_REQUEST_DERIVE)
    {
      on_derive_reply (self, reply);
      return;
    }
  if (reply->serial != self->serial)
    return;
  switch (reply->kind)
    {
    case RSC_REQUEST_SOLVE:
      on_solve_reply (self, reply);
      break;

    case RSC_REQUEST_PROJECT:
      on_project_reply (self, reply);
      break;

    case RSC_REQUEST_ENVELOPE:
      if (reply->set && reply->set == self->set)
        {
          take_envelope (self, reply);
          rsc_results_emit_changed (self, RSC_DOCUMENT_RESULTS);
        }
      break;

    case RSC_REQUEST_PATH:
      on_path_reply (self, reply);
      break;

    case RSC_REQUEST_DERIVE:
    case RSC_REQUEST_PRUNE:
    case RSC_REQUEST_CURVES:
    case RSC_REQUEST_EXPERIMENT:
    case RSC_REQUEST_READ:
    case RSC_N_REQUESTS:
    default:
      g_assert_not_reached ();
    }
}

void
rsc_results_take_progress (double fraction, double gap, gpointer user_data)
{
  RscResults *self = user_data;

  if (!self->busy)
    return;
  self->fraction = fraction;
  if (!isnan (gap))
    self->gap = gap;
  rsc_results_emit_changed (self, RSC_DOCUMENT_BUSY);
}
