/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-jobs.h"

#include <math.h>
#ifdef __linux__
#include <sys/resource.h>
#endif

/* A set that takes longer than this gives way to a newer λ: ten pictures a second is still live. */
#define SET_PATIENCE (100 * G_TIME_SPAN_MILLISECOND)
/* Nobody reads a percentage more often than this. */
#define PROGRESS_INTERVAL (G_TIME_SPAN_SECOND / 20)
#define PATH_NICENESS 10

/* What a person waits for at the same time runs at the same time. */
typedef enum
{
  LANE_SET,
  LANE_PATH,
  LANE_DERIVING,
  LANE_PRUNING,
  LANE_CURVES,
  LANE_EXPERIMENT,
  LANE_READ,
  LANE_LANDSCAPE,
  LANE_WIDTHS,
  LANE_REASONS,
  LANE_LEAVING_OUT,
  LANE_MOVING,
  LANE_SPREAD,
  LANE_EFFECTS,
  LANE_COMPARING,
  LANE_PINNED,
  LANE_OTHER,
  LANE_PRICE,
  LANE_TRAINING,
  LANE_JUDGING,
  LANE_MEASURING,
  LANE_DOWNHILL,
  LANE_EQUAL_FIT,
  LANE_SURVEYING,
  LANE_OUTPUTS,
  LANE_WRITE,
  N_LANES
} LaneIndex;

static const LaneIndex lane_of[RSC_N_REQUESTS] = {
  [RSC_REQUEST_SOLVE] = LANE_SET,
  [RSC_REQUEST_PROJECT] = LANE_SET,
  [RSC_REQUEST_ENVELOPE] = LANE_SET,
  [RSC_REQUEST_PATH] = LANE_PATH,
  [RSC_REQUEST_DERIVE] = LANE_DERIVING,
  [RSC_REQUEST_PRUNE] = LANE_PRUNING,
  [RSC_REQUEST_CURVES] = LANE_CURVES,
  [RSC_REQUEST_EXPERIMENT] = LANE_EXPERIMENT,
  [RSC_REQUEST_READ] = LANE_READ,
  [RSC_REQUEST_LANDSCAPE] = LANE_LANDSCAPE,
  [RSC_REQUEST_COMPLEX] = LANE_WIDTHS,
  [RSC_REQUEST_WALK] = LANE_WIDTHS,
  [RSC_REQUEST_SPREAD] = LANE_SPREAD,
  [RSC_REQUEST_EXPLAIN] = LANE_REASONS,
  [RSC_REQUEST_LEAVE_OUT] = LANE_LEAVING_OUT,
  [RSC_REQUEST_MOVE] = LANE_MOVING,
  [RSC_REQUEST_EFFECTS] = LANE_EFFECTS,
  [RSC_REQUEST_RANGE] = LANE_EFFECTS,
  [RSC_REQUEST_COMPARE] = LANE_COMPARING,
  [RSC_REQUEST_PINNED] = LANE_PINNED,
  [RSC_REQUEST_OTHER] = LANE_OTHER,
  [RSC_REQUEST_PRICE] = LANE_PRICE,
  [RSC_REQUEST_TRAIN] = LANE_TRAINING,
  [RSC_REQUEST_JUDGE] = LANE_JUDGING,
  [RSC_REQUEST_MEASURE] = LANE_MEASURING,
  [RSC_REQUEST_DOWNHILL] = LANE_DOWNHILL,
  [RSC_REQUEST_EQUAL_FIT] = LANE_EQUAL_FIT,
  [RSC_REQUEST_SURVEY] = LANE_SURVEYING,
  [RSC_REQUEST_OUTPUTS] = LANE_OUTPUTS,
  [RSC_REQUEST_SAVE] = LANE_WRITE,
  [RSC_REQUEST_COPY] = LANE_WRITE,
};

typedef struct
{
  RscReplyFunc reply;
  RscProgressFunc progress;
  gpointer user_data;
} Listener;

typedef struct
{
  RscJobs *jobs;
  GThread *thread;
  GCond cond;
  gpointer engine;
  RscRequest *running;
  GCancellable *cancellable;
  gint64 ahead_time;  /* when the running request sent its solution ahead, or 0 */
  gboolean set_ahead; /* whether it has sent a set ahead: the rest can wait */
  GQueue replies;
  gboolean has_progress;
  gint64 progress_next;
  double fraction;
  double gap;
} Lane;

struct _RscJobs
{
  GMainContext *context;
  RscRunFunc run; /* or NULL for an engine for each lane */
  gpointer engine;
  gboolean by_hand;
  Listener listeners[RSC_N_REQUESTS];

  GMutex mutex; /* everything below */
  gboolean quit;
  guint64 tick;
  RscRequest *waiting[RSC_N_REQUESTS];
  Lane lanes[N_LANES];
  GSource *source;
};

/* --- the main thread ---------------------------------------------------------------------- */

/* Takes @reply. */
static void
hand_over (RscJobs *self, RscReply *reply)
{
  const Listener *listener = &self->listeners[reply->kind];

  if (listener->reply)
    listener->reply (reply, listener->user_data);
  rsc_reply_free (reply);
}

static void
hand_over_progress (RscJobs *self, Lane *lane)
{
  const Listener *listener;
  RscRequestKind kind = RSC_N_REQUESTS;
  double fraction, gap;

  g_mutex_lock (&self->mutex);
  if (lane->has_progress && lane->running)
    kind = lane->running->kind;
  lane->has_progress = FALSE;
  fraction = lane->fraction;
  gap = lane->gap;
  g_mutex_unlock (&self->mutex);
  if (kind == RSC_N_REQUESTS)
    return;
  listener = &self->listeners[kind];
  if (listener->progress)
    listener->progress (fraction, gap, listener->user_data);
}

static RscReply *
take_reply (RscJobs *self, Lane *lane)
{
  RscReply *reply;

  g_mutex_lock (&self->mutex);
  reply = g_queue_pop_head (&lane->replies);
  g_mutex_unlock (&self->mutex);
  return reply;
}

static gboolean
deliver (gpointer user_data)
{
  RscJobs *self = user_data;
  guint n[N_LANES];

  g_mutex_lock (&self->mutex);
  g_clear_pointer (&self->source, g_source_unref);
  for (guint k = 0; k < N_LANES; k++)
    n[k] = self->lanes[k].replies.length;
  g_mutex_unlock (&self->mutex);

  /* Not those that come meanwhile: they have a source of their own, and the window its turn. */
  for (guint k = 0; k < N_LANES; k++)
    {
      for (guint i = 0; i < n[k]; i++)
        {
          RscReply *reply = take_reply (self, &self->lanes[k]);

          if (reply)
            hand_over (self, reply);
        }
      hand_over_progress (self, &self->lanes[k]);
    }
  return G_SOURCE_REMOVE;
}

/* --- locked ------------------------------------------------------------------------------- */

/* One source carries everything that came since the last turn of the main loop. Redrawing has a
 * lower priority, so every frame shows the newest reply. */
static void
wake_main (RscJobs *self)
{
  if (self->source || self->quit || self->by_hand)
    return;
  self->source = g_idle_source_new ();
  g_source_set_priority (self->source, G_PRIORITY_DEFAULT);
  g_source_set_callback (self->source, deliver, self, NULL);
  g_source_attach (self->source, self->context);
}

static gboolean
set_keeps_waiting (Lane *lane)
{
  if (!lane->jobs->waiting[RSC_REQUEST_SOLVE] || !lane->running
      || lane->running->kind != RSC_REQUEST_SOLVE || lane->ahead_time == 0)
    return FALSE;
  return lane->set_ahead || g_get_monotonic_time () - lane->ahead_time > SET_PATIENCE;
}

/* A request that nobody will run is answered too. Takes it. */
static void
answer_cancelled (RscJobs *self, RscRequest *request)
{
  RscReply *reply = rsc_reply_new (request);

  g_set_error_literal (&reply->error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
  g_queue_push_tail (&self->lanes[lane_of[request->kind]].replies, reply);
  rsc_request_unref (request);
  wake_main (self);
}

static RscRequest *
take_most_urgent (RscJobs *self, const Lane *lane)
{
  for (guint k = 0; k < RSC_N_REQUESTS; k++)
    if (self->waiting[k] && &self->lanes[lane_of[k]] == lane)
      return g_steal_pointer (&self->waiting[k]);
  return NULL;
}

static void
begin (Lane *lane, RscRequest *request)
{
  lane->running = request;
  lane->ahead_time = 0;
  lane->set_ahead = FALSE;
  lane->has_progress = FALSE;
  lane->progress_next = 0;
  lane->cancellable = g_cancellable_new ();
}

static void
end (Lane *lane)
{
  g_clear_pointer (&lane->running, rsc_request_unref);
  g_clear_object (&lane->cancellable);
}

/* --- the threads -------------------------------------------------------------------------- */

/* Of what is told one after the other the newest is enough. */
static void
replace_told (Lane *lane, RscReply *reply)
{
  RscReply *last = g_queue_peek_tail (&lane->replies);

  if (!lane->running->stream || reply->final || !last || last->final || last->tick != reply->tick)
    return;
  g_queue_pop_tail (&lane->replies);
  rsc_reply_free (last);
}

static void
on_emit (RscReply *reply, gpointer user_data)
{
  Lane *lane = user_data;
  RscJobs *self = lane->jobs;

  g_mutex_lock (&self->mutex);
  if (!reply->final)
    {
      if (lane->ahead_time == 0)
        lane->ahead_time = g_get_monotonic_time ();
      lane->set_ahead = reply->set != NULL;
      if (set_keeps_waiting (lane))
        g_cancellable_cancel (lane->cancellable);
    }
  replace_told (lane, reply);
  g_queue_push_tail (&lane->replies, reply);
  wake_main (self);
  g_mutex_unlock (&self->mutex);
}

static void
on_progress (double fraction, double gap, gpointer user_data)
{
  Lane *lane = user_data;
  RscJobs *self = lane->jobs;
  gint64 now = g_get_monotonic_time ();

  g_mutex_lock (&self->mutex);
  lane->fraction = fraction;
  lane->gap = gap;
  if (set_keeps_waiting (lane))
    g_cancellable_cancel (lane->cancellable);
  if (now >= lane->progress_next)
    {
      lane->progress_next = now + PROGRESS_INTERVAL;
      lane->has_progress = TRUE;
      wake_main (self);
    }
  g_mutex_unlock (&self->mutex);
}

static void
run_request (Lane *lane, RscRequest *request, GCancellable *cancellable)
{
  RscJobs *self = lane->jobs;

  if (self->run)
    self->run (self->engine, request, on_emit, lane, on_progress, lane, cancellable);
  else
    {
      if (!lane->engine)
        lane->engine = rsc_engine_new ();
      rsc_engine_run (lane->engine, request, on_emit, lane, on_progress, lane, cancellable);
    }
}

/* The path is for later, and training may take all day: what a hand is waiting for goes first. On
 * Linux each thread has a niceness of its own; elsewhere this is a wish that is not heard. */
static void
step_back (void)
{
#ifdef __linux__
  setpriority (PRIO_PROCESS, 0, PATH_NICENESS);
#endif
}

static gpointer
run_thread (gpointer user_data)
{
  Lane *lane = user_data;
  RscJobs *self = lane->jobs;

  if (lane == &self->lanes[LANE_PATH] || lane == &self->lanes[LANE_TRAINING]
      || lane == &self->lanes[LANE_SURVEYING] || lane == &self->lanes[LANE_LEAVING_OUT])
    step_back ();
  g_mutex_lock (&self->mutex);
  while (TRUE)
    {
      RscRequest *request = NULL;

      while (!self->quit && !(request = take_most_urgent (self, lane)))
        g_cond_wait (&lane->cond, &self->mutex);
      if (self->quit)
        break;
      begin (lane, request);
      g_mutex_unlock (&self->mutex);

      run_request (lane, request, lane->cancellable);

      g_mutex_lock (&self->mutex);
      end (lane);
    }
  g_mutex_unlock (&self->mutex);
  return NULL;
}

/* --- the queue ---------------------------------------------------------------------------- */

RscJobs *
rsc_jobs_new (void)
{
  return rsc_jobs_new_full (NULL, NULL, FALSE);
}

RscJobs *
rsc_jobs_new_full (RscRunFunc run, gpointer engine, gboolean by_hand)
{
  RscJobs *self = g_new0 (RscJobs, 1);

  g_mutex_init (&self->mutex);
  self->context = g_main_context_ref_thread_default ();
  self->run = run;
  self->engine = engine;
  self->by_hand = by_hand;
  for (guint k = 0; k < N_LANES; k++)
    {
      self->lanes[k].jobs = self;
      self->lanes[k].gap = NAN;
      g_cond_init (&self->lanes[k].cond);
      g_queue_init (&self->lanes[k].replies);
    }
  return self;
}

void
rsc_jobs_free (RscJobs *self)
{
  g_mutex_lock (&self->mutex);
  self->quit = TRUE;
  for (guint k = 0; k < N_LANES; k++)
    {
      if (self->lanes[k].cancellable)
        g_cancellable_cancel (self->lanes[k].cancellable);
      g_cond_signal (&self->lanes[k].cond);
    }
  g_mutex_unlock (&self->mutex);
  for (guint k = 0; k < N_LANES; k++)
    if (self->lanes[k].thread)
      g_thread_join (self->lanes[k].thread);

  if (self->source)
    g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
  for (guint k = 0; k < RSC_N_REQUESTS; k++)
    g_clear_pointer (&self->waiting[k], rsc_request_unref);
  for (guint k = 0; k < N_LANES; k++)
    {
      g_queue_clear_full (&self->lanes[k].replies, (GDestroyNotify) rsc_reply_free);
      g_clear_pointer (&self->lanes[k].engine, rsc_engine_free);
      g_cond_clear (&self->lanes[k].cond);
    }
  g_main_context_unref (self->context);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

void
rsc_jobs_listen (RscJobs *self,
                 RscRequestKind kind,
                 RscReplyFunc reply,
                 RscProgressFunc progress,
                 gpointer user_data)
{
  g_return_if_fail (self != NULL && kind < RSC_N_REQUESTS);
  g_return_if_fail (reply == NULL || self->listeners[kind].reply == NULL);

  self->listeners[kind] = (Listener){ reply, reply ? progress : NULL, reply ? user_data : NULL };
  if (!reply)
    rsc_jobs_cancel (self, kind);
}

guint64
rsc_jobs_push (RscJobs *self, RscRequest *request)
{
  guint64 tick;
  Lane *lane;

  g_return_val_if_fail (self != NULL && request->kind < RSC_N_REQUESTS, 0);

  lane = &self->lanes[lane_of[request->kind]];
  g_mutex_lock (&self->mutex);
  if (request->tick == 0)
    request->tick = self->tick + 1;
  self->tick = MAX (self->tick, request->tick);
  tick = request->tick;
  if (request->kind == RSC_REQUEST_SOLVE)
    for (guint k = RSC_REQUEST_SOLVE; k <= RSC_REQUEST_ENVELOPE; k++)
      g_clear_pointer (&self->waiting[k], rsc_request_unref);
  g_clear_pointer (&self->waiting[request->kind], rsc_request_unref);
  self->waiting[request->kind] = request;
  if (lane->running
      && (lane->running->serial != request->serial || lane->running->kind > request->kind
          || set_keeps_waiting (lane)))
    g_cancellable_cancel (lane->cancellable);
  if (!lane->thread && !self->by_hand)
    lane->thread = g_thread_new ("job", run_thread, lane);
  g_cond_signal (&lane->cond);
  g_mutex_unlock (&self->mutex);
  return tick;
}

void
rsc_jobs_cancel (RscJobs *self, RscRequestKind kind)
{
  Lane *lane;

  g_return_if_fail (self != NULL && kind < RSC_N_REQUESTS);

  lane = &self->lanes[lane_of[kind]];
  g_mutex_lock (&self->mutex);
  if (self->waiting[kind])
    answer_cancelled (self, g_steal_pointer (&self->waiting[kind]));
  if (lane->running && lane->running->kind == kind)
    g_cancellable_cancel (lane->cancellable);
  g_mutex_unlock (&self->mutex);
}

gboolean
rsc_jobs_is_busy (RscJobs *self, RscRequestKind kind)
{
  gboolean busy = FALSE;

  g_return_val_if_fail (self != NULL, FALSE);

  g_mutex_lock (&self->mutex);
  for (guint k = 0; k < RSC_N_REQUESTS; k++)
    if (kind == k || kind == RSC_N_REQUESTS)
      {
        const Lane *lane = &self->lanes[lane_of[k]];

        busy = busy || self->waiting[k] != NULL
               || (lane->running && lane->running->kind == (RscRequestKind) k);
      }
  g_mutex_unlock (&self->mutex);
  return busy;
}

gboolean
rsc_jobs_run (RscJobs *self, RscRequestKind kind)
{
  Lane *lane;
  RscRequest *request;

  g_return_val_if_fail (self != NULL && self->by_hand && kind < RSC_N_REQUESTS, FALSE);

  lane = &self->lanes[lane_of[kind]];
  request = take_most_urgent (self, lane);
  if (!request)
    return FALSE;
  begin (lane, request);
  run_request (lane, request, lane->cancellable);
  end (lane);
  return TRUE;
}

gboolean
rsc_jobs_deliver (RscJobs *self, RscRequestKind kind)
{
  RscReply *reply;

  g_return_val_if_fail (self != NULL && self->by_hand && kind < RSC_N_REQUESTS, FALSE);

  reply = take_reply (self, &self->lanes[lane_of[kind]]);
  if (!reply)
    return FALSE;
  hand_over (self, reply);
  return TRUE;
}
