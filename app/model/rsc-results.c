/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-results-private.h"

#include <math.h>

/* After a frame of the path, λ has come to rest for this long before it is solved: in a drag the
 * exact pictures in between would only flicker among the frames. */
#define REST_DELAY 60 /* ms */
/* A search that is gone on with has so many times as long. */
#define EFFORT_FACTOR 6
/* A solve that takes longer gives way to newer data, however the hand moves. */
#define HAND_PATIENCE (500 * G_TIME_SPAN_MILLISECOND)

enum
{
  CHANGED,
  CLEARED,
  DERIVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RscResults, rsc_results, G_TYPE_OBJECT)

void
rsc_results_emit_changed (RscResults *self, RscDocumentChange parts)
{
  if (parts)
    g_signal_emit (self, signals[CHANGED], 0, (guint) parts);
}

void
rsc_results_emit_cleared (RscResults *self)
{
  g_signal_emit (self, signals[CLEARED], 0);
}

void
rsc_results_emit_derived (RscResults *self, RscDerivedData *derived)
{
  g_signal_emit (self, signals[DERIVED], 0, derived);
}

void
rsc_results_set_busy (RscResults *self, gboolean busy, RscDocumentChange *parts)
{
  if (self->busy == busy)
    return;
  self->busy = busy;
  self->fraction = -1;
  self->gap = NAN;
  *parts |= RSC_DOCUMENT_BUSY;
}

/* --- following the state ------------------------------------------------------------------ */

static gboolean
on_rest (gpointer user_data)
{
  RscResults *self = user_data;
  RscDocumentChange parts = 0;

  self->rest_timer = 0;
  rsc_results_push_solve (self, &parts);
  rsc_results_emit_changed (self, parts);
  return G_SOURCE_REMOVE;
}

/* The exact solution is asked for when λ rests. */
static void
solve_at_rest (RscResults *self, RscDocumentChange *parts)
{
  if (!self->jobs)
    return;
  rsc_timers_cancel (self->timers, &self->rest_timer);
  self->rest_timer = rsc_timers_add (self->timers, REST_DELAY, on_rest, self);
  self->cancelled = FALSE;
  rsc_results_set_busy (self, TRUE, parts);
}

/* Another λ of the same problem: the path's frame at once, and the exact solution after it, unless
 * the next frame comes first. */
static void
follow_lambda (RscResults *self, RscDocumentChange *follow)
{
  RscPathFrame *frame = rsc_known_path_make_frame (self->path, self->state->lambda_ratio);

  if (frame)
    {
      rsc_results_show_frame (self, frame);
      *follow |= RSC_RESULTS_PARTS;
    }
  if (!self->playing && frame)
    solve_at_rest (self, follow);
  else if (!self->playing)
    {
      rsc_results_push_solve (self, follow);
      rsc_results_judge_lambda (self);
    }
  else if (self->busy)
    {
      rsc_results_cancel_set (self);
      rsc_results_set_busy (self, FALSE, follow);
    }
}

/* Whether a hand has edited the data, or taken that back, and changed nothing else: another model
 * or preparation of edited data is no edit. */
static gboolean
is_by_hand (const RscDocumentState *before, const RscDocumentState *after)
{
  return (before->edited || after->edited) && before->source != after->source
         && before->item == after->item && before->file == after->file
         && before->drawn == after->drawn && before->standardise == after->standardise
         && before->split == after->split && before->train_fraction == after->train_fraction
         && before->split_seed == after->split_seed && before->bias == after->bias
         && before->activation == after->activation && before->patterns == after->patterns
         && before->n_samples == after->n_samples && before->pattern_seed == after->pattern_seed;
}

/* However the hand moves, or rests. */
static gboolean
on_impatient (gpointer user_data)
{
  RscResults *self = user_data;
  RscDocumentChange parts = 0;

  self->patience_timer = 0;
  if (self->again && self->busy)
    rsc_results_ask_again (self, &parts);
  rsc_results_emit_changed (self, parts);
  return G_SOURCE_REMOVE;
}

static void
follow_data (RscResults *self,
             const RscDocumentState *before,
             const RscDocumentState *after,
             RscDocumentChange *follow)
{
  const gboolean stays = rsc_results_can_stay_on_show (self, before, after);
  const gint64 waited = rsc_timers_get_now (self->timers) - self->pushed_at;
  /* What is certified of it is on show, and the rest can wait. */
  const gboolean shown = self->shown_tick == self->solve_tick;

  self->by_hand = stays && is_by_hand (before, after);
  if (rsc_known_path_get_path (self->path) || !self->by_hand)
    *follow |= RSC_DOCUMENT_PATH;
  /* Another sample or noise of one set, as while a hand is on it. */
  rsc_results_drop_path (self, before->item == after->item && before->file == after->file
                                 && before->activation == after->activation);
  /* A hand that moves on would give up everything before it is there. */
  if (self->by_hand && self->busy && !self->cancelled && !shown && waited < HAND_PATIENCE)
    {
      rsc_results_keep_outdated (self);
      if (!self->again)
        self->again_since = rsc_timers_get_now (self->timers);
      self->again = TRUE;
      if (!self->patience_timer)
        self->patience_timer = rsc_timers_add (
          self->timers, (guint) ((HAND_PATIENCE - waited) / G_TIME_SPAN_MILLISECOND), on_impatient,
          self);
      return;
    }
  self->again = FALSE;
  self->serial++;
  rsc_results_cancel_set (self);
  rsc_results_drop_ahead (self);
  if (!stays)
    {
      rsc_results_clear (self);
      *follow |= RSC_RESULTS_PARTS;
    }
  else
    rsc_results_keep_outdated (self);
  rsc_results_push_solve (self, follow);
}

void
rsc_results_follow (RscResults *self, RscDocumentState *after, gboolean playing)
{
  g_autoptr (RscDocumentState) before = NULL;
  RscDocumentChange parts;
  RscDocumentChange follow = 0;

  g_return_if_fail (RSC_IS_RESULTS (self));

  before = self->state;
  self->state = rsc_document_state_ref (after);
  self->playing = playing;
  parts = rsc_document_state_compare (before, after);
  if (parts & (RSC_DOCUMENT_DATA | RSC_DOCUMENT_MODEL | RSC_DOCUMENT_LAMBDA))
    self->effort = self->first_effort;
  if (parts & (RSC_DOCUMENT_DATA | RSC_DOCUMENT_MODEL))
    follow_data (self, before, after, &follow);
  else
    {
      if (parts & RSC_DOCUMENT_LAMBDA)
        follow_lambda (self, &follow);
      else if ((parts & RSC_DOCUMENT_AXES) && self->busy)
        rsc_results_push_solve (self, &follow);
      else if (parts & RSC_DOCUMENT_AXES)
        rsc_results_push_project (self);
      /* A way back can bring another λ and other features at once. */
      if (self->envelope && !rsc_results_has_envelope_of (self, after))
        {
          g_clear_pointer (&self->envelope, rsc_envelope_unref);
          follow |= RSC_DOCUMENT_RESULTS;
        }
      if ((parts & RSC_DOCUMENT_VIEW) && !(parts & RSC_DOCUMENT_LAMBDA))
        rsc_results_push_envelope (self);
    }
  rsc_results_emit_changed (self, follow);
}

void
rsc_results_stop_playing (RscResults *self)
{
  RscDocumentChange parts = 0;

  g_return_if_fail (RSC_IS_RESULTS (self));

  self->playing = FALSE;
  if (self->frame)
    rsc_results_push_solve (self, &parts);
  rsc_results_emit_changed (self, parts);
}

void
rsc_results_solve (RscResults *self)
{
  RscDocumentChange parts = RSC_DOCUMENT_ERROR;

  g_return_if_fail (RSC_IS_RESULTS (self));

  rsc_results_push_solve (self, &parts);
  rsc_results_emit_changed (self, parts);
}

gboolean
rsc_results_can_search_on (RscResults *self)
{
  g_return_val_if_fail (RSC_IS_RESULTS (self), FALSE);

  return self->is_stopped && self->solution && !self->busy && !self->frame && !self->error
         && !rsc_results_is_outdated (self);
}

double
rsc_results_get_next_effort (RscResults *self)
{
  g_return_val_if_fail (RSC_IS_RESULTS (self), 0.0);

  return EFFORT_FACTOR * self->effort;
}

void
rsc_results_search_on (RscResults *self)
{
  g_return_if_fail (RSC_IS_RESULTS (self));

  if (!rsc_results_can_search_on (self))
    return;
  self->effort = rsc_results_get_next_effort (self);
  rsc_results_solve (self);
}

void
rsc_results_set_effort (RscResults *self, double effort)
{
  g_return_if_fail (RSC_IS_RESULTS (self) && effort > 0.0);

  self->first_effort = self->effort = effort;
}

void
rsc_results_cancel (RscResults *self)
{
  RscDocumentChange parts = RSC_DOCUMENT_ERROR;

  g_return_if_fail (RSC_IS_RESULTS (self));

  if (!self->busy)
    return;
  rsc_results_cancel_set (self);
  rsc_results_cancel_derived (self);
  /* Newer data wait for this solve: they are not asked for either, and what it may still find is of
   * older ones. */
  if (self->again)
    {
      self->again = FALSE;
      self->serial++;
    }
  self->cancelled = TRUE;
  parts |= rsc_results_clear_outdated (self);
  rsc_results_set_busy (self, FALSE, &parts);
  rsc_results_emit_changed (self, parts);
}

/* --- object ------------------------------------------------------------------------------- */

static void
rsc_results_dispose (GObject *object)
{
  RscResults *self = RSC_RESULTS (object);

  for (guint kind = RSC_REQUEST_SOLVE; self->jobs && kind <= RSC_REQUEST_DERIVE; kind++)
    rsc_jobs_listen (self->jobs, (RscRequestKind) kind, NULL, NULL, NULL);
  self->jobs = NULL;
  if (self->timers)
    {
      rsc_timers_cancel (self->timers, &self->rest_timer);
      rsc_timers_cancel (self->timers, &self->path_timer);
      rsc_results_forget (self);
    }
  g_clear_pointer (&self->timers, rsc_timers_unref);
  G_OBJECT_CLASS (rsc_results_parent_class)->dispose (object);
}

static void
rsc_results_finalize (GObject *object)
{
  RscResults *self = RSC_RESULTS (object);

  g_clear_error (&self->error);
  g_clear_pointer (&self->deriving, rsc_derived_data_unref);
  g_clear_pointer (&self->labelling, rsc_labelling_free);
  g_clear_pointer (&self->axes, rsc_shown_axes_free);
  g_clear_pointer (&self->path, rsc_known_path_free);
  g_clear_pointer (&self->envelope_at, rsc_feature_values_unref);
  g_clear_pointer (&self->state, rsc_document_state_unref);
  G_OBJECT_CLASS (rsc_results_parent_class)->finalize (object);
}

static void
rsc_results_class_init (RscResultsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = rsc_results_dispose;
  object_class->finalize = rsc_results_finalize;

  /**
   * RscResults::changed:
   * @parts: a set of RscDocumentChange
   */
  signals[CHANGED] = g_signal_new ("changed", RSC_TYPE_RESULTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[CLEARED] = g_signal_new ("cleared", RSC_TYPE_RESULTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);

  /**
   * RscResults::derived:
   * @derived: an RscDerivedData, which is whole
   */
  signals[DERIVED] = g_signal_new ("derived", RSC_TYPE_RESULTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
rsc_results_init (RscResults *self)
{
  self->gap = NAN;
  self->fraction = -1;
  self->labelling = rsc_labelling_new ();
  self->axes = rsc_shown_axes_new ();
  self->path = rsc_known_path_new ();
}

RscResults *
rsc_results_new (RscDocumentState *state, RscJobs *jobs, RscTimers *timers)
{
  RscResults *self = g_object_new (RSC_TYPE_RESULTS, NULL);

  self->state = rsc_document_state_ref (state);
  self->jobs = jobs;
  self->timers = rsc_timers_ref (timers);
  for (guint kind = RSC_REQUEST_SOLVE; jobs && kind <= RSC_REQUEST_DERIVE; kind++)
    rsc_jobs_listen (jobs, (RscRequestKind) kind, rsc_results_take_reply,
                     kind == RSC_REQUEST_SOLVE ? rsc_results_take_progress : NULL, self);
  return self;
}

gboolean
rsc_results_is_busy (RscResults *self)
{
  return self->busy;
}

gboolean
rsc_results_was_cancelled (RscResults *self)
{
  return self->cancelled;
}

gboolean
rsc_results_is_solved (RscResults *self)
{
  return self->solved;
}

gboolean
rsc_results_is_path_busy (RscResults *self)
{
  return self->path_serial == self->serial && self->path_serial != 0
         && !rsc_known_path_is_complete (self->path);
}

void
rsc_results_cancel_path (RscResults *self)
{
  g_return_if_fail (RSC_IS_RESULTS (self));

  /* The reply ends the path where it is. */
  if (rsc_results_is_path_busy (self))
    rsc_jobs_cancel (self->jobs, RSC_REQUEST_PATH);
}

void
rsc_results_follow_path (RscResults *self)
{
  g_return_if_fail (RSC_IS_RESULTS (self));

  if (!self->solution || rsc_results_is_path_busy (self))
    return;
  rsc_results_drop_path (self, TRUE);
  rsc_results_push_path (self);
  rsc_results_emit_changed (self, RSC_DOCUMENT_PATH);
}

void
rsc_results_get_progress (RscResults *self, double *fraction, double *gap)
{
  *fraction = self->fraction;
  *gap = self->gap;
}

const GError *
rsc_results_get_error (RscResults *self)
{
  return self->error;
}

RscSolution *
rsc_results_get_solution (RscResults *self)
{
  return self->solution;
}

RscLimit *
rsc_results_get_limit (RscResults *self)
{
  g_return_val_if_fail (RSC_IS_RESULTS (self), NULL);
  return self->limit;
}

RscOptimalSet *
rsc_results_get_set (RscResults *self)
{
  return self->set;
}

RscEnvelope *
rsc_results_get_envelope (RscResults *self)
{
  return self->envelope;
}

RscPathFrame *
rsc_results_get_frame (RscResults *self)
{
  return self->frame;
}

gboolean
rsc_results_is_set_stale (RscResults *self)
{
  return self->set_stale;
}

gboolean
rsc_results_is_outdated (RscResults *self)
{
  return self->outdated_timer != 0 || self->late || self->again;
}

gboolean
rsc_results_is_of_before (RscResults *self)
{
  return rsc_results_is_outdated (self) || self->lambda_timer != 0 || self->lambda_late;
}

gboolean
rsc_results_is_late (RscResults *self)
{
  return self->late || self->lambda_late;
}

gboolean
rsc_results_is_of_other_data (RscResults *self)
{
  return self->late;
}

RscPathRanges *
rsc_results_get_ranges (RscResults *self)
{
  return self->moving ? rsc_known_path_get_ranges (self->path, self->state->feature_x,
                                                   self->state->feature_y, self->state->at)
                      : NULL;
}

const RscLabelling *
rsc_results_get_labelling (RscResults *self)
{
  return self->labelling;
}

const RscShownAxes *
rsc_results_get_axes (RscResults *self)
{
  return self->axes;
}

const RscKnownPath *
rsc_results_get_path (RscResults *self)
{
  return self->path;
}
