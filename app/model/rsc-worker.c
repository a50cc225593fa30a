/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-worker.h"

#include <math.h>

/* A set that takes longer than this gives way to a newer λ: ten pictures a second is still live. */
#define SET_PATIENCE (100 * G_TIME_SPAN_MILLISECOND)

struct _RscWorker
{
  GThread *thread;
  GMainContext *context;
  RscRunFunc run;
  gpointer engine;
  GDestroyNotify engine_free;
  RscReplyFunc reply;
  RscProgressFunc progress;
  gpointer user_data;

  GMutex mutex; /* everything below */
  GCond cond;
  gboolean quit;
  RscRequest *waiting[RSC_N_REQUESTS];
  RscRequest *running;
  GCancellable *cancellable;
  gint64 ahead_time;  /* when the running request sent its solution ahead, or 0 */
  gboolean set_ahead; /* whether it has sent a set ahead: the rest can wait */
  GQueue replies;
  gboolean has_progress;
  double fraction;
  double gap;
  GSource *source;
};

static gboolean
deliver (gpointer user_data)
{
  RscWorker *self = user_data;
  GQueue replies = G_QUEUE_INIT;
  gboolean has_progress;
  double fraction, gap;
  RscReply *reply;

  g_mutex_lock (&self->mutex);
  g_clear_pointer (&self->source, g_source_unref);
  replies = self->replies;
  g_queue_init (&self->replies);
  has_progress = self->has_progress && self->running != NULL;
  self->has_progress = FALSE;
  fraction = self->fraction;
  gap = self->gap;
  g_mutex_unlock (&self->mutex);

  while ((reply = g_queue_pop_head (&replies)))
    {
      self->reply (reply, self->user_data);
      rsc_reply_free (reply);
    }
  if (has_progress && self->progress)
    self->progress (fraction, gap, self->user_data);
  return G_SOURCE_REMOVE;
}

/* Locked. One source carries everything that came since the last turn of the main loop. Redrawing
 * has a lower priority, so every frame shows the newest reply. */
static void
wake_main (RscWorker *self)
{
  if (self->source || self->quit)
    return;
  self->source = g_idle_source_new ();
  g_source_set_priority (self->source, G_PRIORITY_DEFAULT);
  g_source_set_callback (self->source, deliver, self, NULL);
  g_source_attach (self->source, self->context);
}

/* Locked. */
static gboolean
set_keeps_waiting (RscWorker *self)
{
  if (!self->waiting[RSC_REQUEST_SOLVE] || !self->running || self->ahead_time == 0)
    return FALSE;
  return self->set_ahead || g_get_monotonic_time () - self->ahead_time > SET_PATIENCE;
}

static void
on_emit (RscReply *reply, gpointer user_data)
{
  RscWorker *self = user_data;

  g_mutex_lock (&self->mutex);
  if (!reply->final)
    {
      if (self->ahead_time == 0)
        self->ahead_time = g_get_monotonic_time ();
      self->set_ahead = reply->set != NULL;
      if (set_keeps_waiting (self))
        g_cancellable_cancel (self->cancellable);
    }
  g_queue_push_tail (&self->replies, reply);
  wake_main (self);
  g_mutex_unlock (&self->mutex);
}

static void
on_progress (double fraction, double gap, gpointer user_data)
{
  RscWorker *self = user_data;

  g_mutex_lock (&self->mutex);
  self->has_progress = TRUE;
  self->fraction = fraction;
  self->gap = gap;
  if (set_keeps_waiting (self))
    g_cancellable_cancel (self->cancellable);
  wake_main (self);
  g_mutex_unlock (&self->mutex);
}

/* Locked. */
static RscRequest *
take_most_urgent (RscWorker *self)
{
  for (guint k = 0; k < RSC_N_REQUESTS; k++)
    if (self->waiting[k])
      return g_steal_pointer (&self->waiting[k]);
  return NULL;
}

static gpointer
run_thread (gpointer user_data)
{
  RscWorker *self = user_data;

  g_mutex_lock (&self->mutex);
  while (TRUE)
    {
      RscRequest *request;

      while (!self->quit && !(request = take_most_urgent (self)))
        g_cond_wait (&self->cond, &self->mutex);
      if (self->quit)
        break;
      self->running = request;
      self->ahead_time = 0;
      self->set_ahead = FALSE;
      self->cancellable = g_cancellable_new ();
      g_mutex_unlock (&self->mutex);

      self->run (self->engine, request, on_emit, self, on_progress, self, self->cancellable);

      g_mutex_lock (&self->mutex);
      g_clear_pointer (&self->running, rsc_request_unref);
      g_clear_object (&self->cancellable);
    }
  g_mutex_unlock (&self->mutex);
  return NULL;
}

static void
run_engine (gpointer engine,
            RscRequest *request,
            RscEmitFunc emit,
            gpointer emit_data,
            RscProgressFunc progress,
            gpointer progress_data,
            GCancellable *cancellable)
{
  rsc_engine_run (engine, request, emit, emit_data, progress, progress_data, cancellable);
}

RscWorker *
rsc_worker_new (RscRunFunc run,
                gpointer engine,
                GDestroyNotify engine_free,
                RscReplyFunc reply,
                RscProgressFunc progress,
                gpointer user_data)
{
  g_return_val_if_fail (reply != NULL, NULL);

  RscWorker *self = g_new0 (RscWorker, 1);

  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  g_queue_init (&self->replies);
  self->context = g_main_context_ref_thread_default ();
  self->reply = reply;
  self->progress = progress;
  self->user_data = user_data;
  self->gap = NAN;
  if (run)
    {
      self->run = run;
      self->engine = engine;
      self->engine_free = engine_free;
    }
  else
    {
      self->run = run_engine;
      self->engine = rsc_engine_new ();
      self->engine_free = (GDestroyNotify) rsc_engine_free;
    }
  self->thread = g_thread_new ("solver", run_thread, self);
  return self;
}

void
rsc_worker_free (RscWorker *self)
{
  g_mutex_lock (&self->mutex);
  self->quit = TRUE;
  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
  g_thread_join (self->thread);

  if (self->source)
    g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
  g_queue_clear_full (&self->replies, (GDestroyNotify) rsc_reply_free);
  for (guint k = 0; k < RSC_N_REQUESTS; k++)
    g_clear_pointer (&self->waiting[k], rsc_request_unref);
  if (self->engine_free)
    self->engine_free (self->engine);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self);
}

void
rsc_worker_push (RscWorker *self, RscRequest *request)
{
  g_return_if_fail (request->kind < RSC_N_REQUESTS);

  g_mutex_lock (&self->mutex);
  if (request->kind == RSC_REQUEST_SOLVE)
    for (guint k = 0; k < RSC_N_REQUESTS; k++)
      g_clear_pointer (&self->waiting[k], rsc_request_unref);
  g_clear_pointer (&self->waiting[request->kind], rsc_request_unref);
  self->waiting[request->kind] = request;
  if (self->running
      && (self->running->serial != request->serial || self->running->kind > request->kind
          || set_keeps_waiting (self)))
    g_cancellable_cancel (self->cancellable);
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
}

void
rsc_worker_cancel (RscWorker *self)
{
  g_mutex_lock (&self->mutex);
  for (guint k = 0; k < RSC_N_REQUESTS; k++)
    g_clear_pointer (&self->waiting[k], rsc_request_unref);
  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_mutex_unlock (&self->mutex);
}

gboolean
rsc_worker_is_busy (RscWorker *self)
{
  gboolean busy;

  g_mutex_lock (&self->mutex);
  busy = self->running != NULL;
  for (guint k = 0; k < RSC_N_REQUESTS; k++)
    busy = busy || self->waiting[k] != NULL;
  g_mutex_unlock (&self->mutex);
  return busy;
}
