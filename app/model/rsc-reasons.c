/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-reasons.h"

struct _RscReasons
{
  GObject parent_instance;

  RscJobs *jobs;
  RscOptimalSet *set; /* on show, or NULL */
  gboolean resting;
  gboolean wanted;
  gboolean drawn;

  guint64 explain_tick; /* of the requests that are waited for, or 0 */
  guint64 leave_out_tick;
  guint64 move_tick;
  RscExplanation *explanation; /* of @set, or NULL */
  guint64 serial;
  RscLeftOuts *left_outs;
  gboolean stopped; /* somebody has ended the leaving out */
  RscFoundMove *move;
  double move_progress;
  GError *error; /* why there is no explanation, or no move, of @set */
};

/* Keeps why a request has failed; one that was cancelled has not. */
static void
keep_error (RscReasons *self, const RscReply *reply)
{
  if (!reply->error || g_error_matches (reply->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_error (&self->error);
  self->error = g_error_copy (reply->error);
}

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RscReasons, rsc_reasons, G_TYPE_OBJECT)

static void
tell (RscReasons *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Asks for what is wanted and not known. */
static void
ask (RscReasons *self)
{
  gboolean asked = FALSE;

  if (!self->set || !self->resting || !(self->wanted || self->drawn) || !self->jobs)
    return;
  if (!self->explanation && !self->explain_tick && !self->error)
    {
      self->explain_tick = rsc_jobs_push (self->jobs, rsc_explanation_new_request (self->set));
      asked = TRUE;
    }
  if (self->wanted && self->explanation && rsc_reasons_is_decided (self) && !self->stopped
      && !self->leave_out_tick
      && (!self->left_outs || self->left_outs->n < rsc_reasons_get_n (self)))
    {
      self->leave_out_tick =
        rsc_jobs_push (self->jobs, rsc_left_outs_new_request (self->set, self->left_outs));
      asked = TRUE;
    }
  if (asked)
    tell (self);
}

static void
on_explanation (RscReply *reply, gpointer user_data)
{
  RscReasons *self = RSC_REASONS (user_data);

  if (reply->tick != self->explain_tick)
    return;
  self->explain_tick = 0;
  if (reply->result)
    {
      self->explanation = g_steal_pointer (&reply->result);
      self->serial++;
    }
  keep_error (self, reply);
  tell (self);
  if (self->explanation)
    ask (self);
}

static void
on_left_outs (RscReply *reply, gpointer user_data)
{
  RscReasons *self = RSC_REASONS (user_data);

  if (reply->tick != self->leave_out_tick)
    return;
  if (reply->final)
    self->leave_out_tick = 0;
  /* However it ended, it is not begun again by itself. */
  if (reply->final && reply->error)
    self->stopped = TRUE;
  if (reply->result)
    {
      g_clear_pointer (&self->left_outs, rsc_left_outs_free);
      self->left_outs = g_steal_pointer (&reply->result);
    }
  tell (self);
}

static void
on_move (RscReply *reply, gpointer user_data)
{
  RscReasons *self = RSC_REASONS (user_data);

  if (reply->tick != self->move_tick)
    return;
  self->move_tick = 0;
  if (reply->result)
    {
      g_free (self->move);
      self->move = g_steal_pointer (&reply->result);
    }
  keep_error (self, reply);
  tell (self);
}

static void
on_move_progress (double fraction, double gap, gpointer user_data)
{
  RscReasons *self = RSC_REASONS (user_data);

  if (!self->move_tick)
    return;
  self->move_progress = fraction;
  tell (self);
}

static void
cancel (RscReasons *self)
{
  if (self->jobs)
    {
      if (self->explain_tick)
        rsc_jobs_cancel (self->jobs, RSC_REQUEST_EXPLAIN);
      if (self->leave_out_tick)
        rsc_jobs_cancel (self->jobs, RSC_REQUEST_LEAVE_OUT);
      if (self->move_tick)
        rsc_jobs_cancel (self->jobs, RSC_REQUEST_MOVE);
    }
}

static void
forget (RscReasons *self)
{
  cancel (self);
  self->explain_tick = self->leave_out_tick = self->move_tick = 0;
  self->stopped = FALSE;
  g_clear_pointer (&self->explanation, rsc_explanation_free);
  g_clear_pointer (&self->left_outs, rsc_left_outs_free);
  g_clear_pointer (&self->move, g_free);
  g_clear_error (&self->error);
}

static void
rsc_reasons_dispose (GObject *object)
{
  RscReasons *self = RSC_REASONS (object);

  forget (self);
  if (self->jobs)
    {
      rsc_jobs_listen (self->jobs, RSC_REQUEST_EXPLAIN, NULL, NULL, NULL);
      rsc_jobs_listen (self->jobs, RSC_REQUEST_LEAVE_OUT, NULL, NULL, NULL);
      rsc_jobs_listen (self->jobs, RSC_REQUEST_MOVE, NULL, NULL, NULL);
    }
  self->jobs = NULL;
  g_clear_pointer (&self->set, rsc_optimal_set_unref);
  G_OBJECT_CLASS (rsc_reasons_parent_class)->dispose (object);
}

static void
rsc_reasons_class_init (RscReasonsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rsc_reasons_dispose;
  signals[CHANGED] = g_signal_new ("changed", RSC_TYPE_REASONS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
rsc_reasons_init (RscReasons *self)
{
}

RscReasons *
rsc_reasons_new (RscJobs *jobs)
{
  RscReasons *self = g_object_new (RSC_TYPE_REASONS, NULL);

  self->jobs = jobs;
  if (jobs)
    {
      rsc_jobs_listen (jobs, RSC_REQUEST_EXPLAIN, on_explanation, NULL, self);
      rsc_jobs_listen (jobs, RSC_REQUEST_LEAVE_OUT, on_left_outs, NULL, self);
      rsc_jobs_listen (jobs, RSC_REQUEST_MOVE, on_move, on_move_progress, self);
    }
  return self;
}

void
rsc_reasons_set_source (RscReasons *self, RscOptimalSet *set, gboolean resting)
{
  g_return_if_fail (RSC_IS_REASONS (self));

  const gboolean other = set != self->set;
  const gboolean changes = other || resting != self->resting;

  self->resting = resting;
  if (other)
    {
      forget (self);
      if (set)
        rsc_optimal_set_ref (set);
      g_clear_pointer (&self->set, rsc_optimal_set_unref);
      self->set = set;
    }
  if (changes && self->wanted)
    tell (self);
  ask (self);
}

void
rsc_reasons_set_wanted (RscReasons *self, gboolean wanted)
{
  g_return_if_fail (RSC_IS_REASONS (self));

  if (self->wanted == wanted)
    return;
  self->wanted = wanted;
  /* Nobody waits for it; what is known stays. */
  if (!wanted && self->leave_out_tick && self->jobs)
    {
      rsc_jobs_cancel (self->jobs, RSC_REQUEST_LEAVE_OUT);
      self->leave_out_tick = 0;
    }
  if (!wanted && !self->drawn && self->explain_tick && self->jobs)
    {
      rsc_jobs_cancel (self->jobs, RSC_REQUEST_EXPLAIN);
      self->explain_tick = 0;
    }
  tell (self);
  ask (self);
}

gboolean
rsc_reasons_is_wanted (RscReasons *self)
{
  g_return_val_if_fail (RSC_IS_REASONS (self), FALSE);
  return self->wanted;
}

const RscExplanation *
rsc_reasons_get_explanation (RscReasons *self)
{
  g_return_val_if_fail (RSC_IS_REASONS (self), NULL);
  return self->explanation;
}

guint64
rsc_reasons_get_serial (RscReasons *self)
{
  g_return_val_if_fail (RSC_IS_REASONS (self), 0);
  return self->serial;
}

RscOptimalSet *
rsc_reasons_get_set (RscReasons *self)
{
  g_return_val_if_fail (RSC_IS_REASONS (self), NULL);
  return self->explanation ? self->set : NULL;
}

gboolean
rsc_reasons_is_decided (RscReasons *self)
{
  g_return_val_if_fail (RSC_IS_REASONS (self), FALSE);
  return self->set && rsc_optimal_set_is_trusted (self->set)
         && rsc_optimal_set_get_n_doubtful (self->set) == 0;
}

gboolean
rsc_reasons_is_stale (RscReasons *self)
{
  g_return_val_if_fail (RSC_IS_REASONS (self), FALSE);
  return self->set && !self->resting;
}

const RscLeftOuts *
rsc_reasons_get_left_outs (RscReasons *self)
{
  g_return_val_if_fail (RSC_IS_REASONS (self), NULL);
  return self->left_outs;
}

gsize
rsc_reasons_get_n (RscReasons *self)
{
  g_return_val_if_fail (RSC_IS_REASONS (self), 0);
  return self->set
           ? rsc_problem_get_n (rsc_solution_get_problem (rsc_optimal_set_get_solution (self->set)))
           : 0;
}

gboolean
rsc_reasons_is_leaving_out (RscReasons *self)
{
  g_return_val_if_fail (RSC_IS_REASONS (self), FALSE);
  return self->leave_out_tick != 0;
}

void
rsc_reasons_leave_out (RscReasons *self)
{
  g_return_if_fail (RSC_IS_REASONS (self));
  self->stopped = FALSE;
  ask (self);
}

void
rsc_reasons_find_move (RscReasons *self)
{
  g_return_if_fail (RSC_IS_REASONS (self));

  if (!self->jobs || !self->resting || !rsc_reasons_get_set (self) || self->move_tick || self->move)
    return;
  g_clear_error (&self->error);
  self->move_progress = -1;
  self->move_tick = rsc_jobs_push (self->jobs, rsc_found_move_new_request (self->set));
  tell (self);
}

const GError *
rsc_reasons_get_error (RscReasons *self)
{
  g_return_val_if_fail (RSC_IS_REASONS (self), NULL);
  return self->error;
}

const RscFoundMove *
rsc_reasons_get_move (RscReasons *self)
{
  g_return_val_if_fail (RSC_IS_REASONS (self), NULL);
  return self->move;
}

gboolean
rsc_reasons_is_moving (RscReasons *self)
{
  g_return_val_if_fail (RSC_IS_REASONS (self), FALSE);
  return self->move_tick != 0;
}

void
rsc_reasons_stop (RscReasons *self)
{
  g_return_if_fail (RSC_IS_REASONS (self));
  self->stopped = TRUE;
  cancel (self);
}

gboolean
rsc_reasons_is_busy (RscReasons *self)
{
  g_return_val_if_fail (RSC_IS_REASONS (self), FALSE);
  return self->leave_out_tick != 0 || self->move_tick != 0;
}

double
rsc_reasons_get_progress (RscReasons *self)
{
  g_return_val_if_fail (RSC_IS_REASONS (self), -1);

  if (self->move_tick)
    return self->move_progress;
  return self->leave_out_tick && self->left_outs
           ? (double) self->left_outs->n / (double) MAX (rsc_reasons_get_n (self), 1)
           : -1;
}

void
rsc_reasons_set_drawn (RscReasons *self, gboolean drawn)
{
  g_return_if_fail (RSC_IS_REASONS (self));

  if (self->drawn == drawn)
    return;
  self->drawn = drawn;
  ask (self);
  tell (self);
}

gboolean
rsc_reasons_is_drawn (RscReasons *self)
{
  g_return_val_if_fail (RSC_IS_REASONS (self), FALSE);
  return self->drawn;
}

RscNetwork *
rsc_reasons_get_network (RscReasons *self)
{
  g_return_val_if_fail (RSC_IS_REASONS (self), NULL);
  return self->drawn && self->resting && self->explanation ? self->explanation->network : NULL;
}

RscRowSet *
rsc_reasons_dup_rows (RscReasons *self)
{
  g_autofree gsize *rows = NULL;
  gsize n = 0;

  g_return_val_if_fail (RSC_IS_REASONS (self), NULL);

  if (!self->wanted || !self->resting || !self->left_outs)
    return NULL;
  const gboolean unique = rsc_optimal_set_is_unique (self->set);
  rows = g_new (gsize, self->left_outs->n + 1);
  for (gsize k = 0; k < self->left_outs->n; k++)
    if (self->left_outs->outs[k].trusted && self->left_outs->outs[k].unique != unique)
      rows[n++] = self->left_outs->outs[k].row;
  return n > 0 ? rsc_row_set_new (n, rows) : NULL;
}
