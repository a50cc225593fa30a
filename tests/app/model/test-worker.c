/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The worker with an engine that does as the test says: what replaces what, and how fast. */
#include "app/model/rsc-worker.h"

typedef struct
{
  RscWorker *worker;
  GMainLoop *loop;
  GArray *ticks; /* of the replies, in order */
  guint n_cancelled;
  guint n_wanted;
  gint64 last_reply;
  /* shared with the thread */
  gint started; /* tick that runs now */
  gint release; /* non-zero: stop waiting */
} Fixture;

/* Runs until it is released or cancelled. */
static void
run_until_released (gpointer engine,
                    RscRequest *request,
                    RscEmitFunc emit,
                    gpointer emit_data,
                    RscProgressFunc progress,
                    gpointer progress_data,
                    GCancellable *cancellable)
{
  Fixture *f = engine;
  RscReply *reply = rsc_reply_new (request);

  g_atomic_int_set (&f->started, (gint) request->tick);
  if (request->lambda_ratio > 0.5)
    {
      RscReply *ahead = rsc_reply_new (request);

      ahead->final = FALSE;
      emit (ahead, emit_data);
    }
  while (!g_atomic_int_get (&f->release)
         && !g_cancellable_set_error_if_cancelled (cancellable, &reply->error))
    {
      progress (0.5, 1e-3, progress_data);
      g_usleep (1000);
    }
  emit (reply, emit_data);
}

static void
on_reply (const RscReply *reply, gpointer user_data)
{
  Fixture *f = user_data;
  guint tick = (guint) reply->tick;

  if (!reply->final)
    return;
  g_array_append_val (f->ticks, tick);
  f->last_reply = g_get_monotonic_time ();
  if (reply->error)
    f->n_cancelled++;
  if (f->ticks->len >= f->n_wanted)
    g_main_loop_quit (f->loop);
}

static gboolean
on_timeout (gpointer user_data)
{
  g_assert_not_reached ();
}

static void
setup (Fixture *f, gconstpointer data)
{
  f->loop = g_main_loop_new (NULL, FALSE);
  f->ticks = g_array_new (FALSE, FALSE, sizeof (guint));
  f->worker = rsc_worker_new (run_until_released, f, NULL, on_reply, NULL, f);
}

static void
teardown (Fixture *f, gconstpointer data)
{
  g_clear_pointer (&f->worker, rsc_worker_free);
  g_array_unref (f->ticks);
  g_main_loop_unref (f->loop);
}

static void
push (Fixture *f, RscRequestKind kind, guint64 serial, guint64 tick)
{
  rsc_worker_push (f->worker, rsc_request_new (kind, serial, tick));
}

static void
wait_started (Fixture *f, gint tick)
{
  while (g_atomic_int_get (&f->started) != tick)
    g_usleep (200);
}

static void
wait_replies (Fixture *f, guint n)
{
  guint timeout = g_timeout_add_seconds (20, on_timeout, NULL);

  f->n_wanted = n;
  if (f->ticks->len < n)
    g_main_loop_run (f->loop);
  g_source_remove (timeout);
}

/* Of many λ that come while one is solved, the running one finishes and the newest follows. */
static void
test_newest_replaces_waiting (Fixture *f, gconstpointer data)
{
  push (f, RSC_REQUEST_SOLVE, 1, 1);
  wait_started (f, 1);
  for (guint64 tick = 2; tick <= 50; tick++)
    push (f, RSC_REQUEST_SOLVE, 1, tick);
  g_atomic_int_set (&f->release, 1);
  wait_replies (f, 2);
  g_assert_cmpuint (g_array_index (f->ticks, guint, 0), ==, 1);
  g_assert_cmpuint (g_array_index (f->ticks, guint, 1), ==, 50);
  g_assert_cmpuint (f->n_cancelled, ==, 0);
}

/* Other data: what runs is of no use any more. */
static void
test_other_serial_cancels (Fixture *f, gconstpointer data)
{
  gint64 begin;

  push (f, RSC_REQUEST_SOLVE, 1, 1);
  wait_started (f, 1);
  begin = g_get_monotonic_time ();
  push (f, RSC_REQUEST_SOLVE, 2, 2);
  wait_replies (f, 1);
  g_assert_cmpuint (f->n_cancelled, ==, 1);
  g_assert_cmpint (f->last_reply - begin, <, 100 * G_TIME_SPAN_MILLISECOND);
  wait_started (f, 2);
  g_atomic_int_set (&f->release, 1);
  wait_replies (f, 2);
  g_assert_cmpuint (g_array_index (f->ticks, guint, 1), ==, 2);
}

static void
test_cancel_is_fast (Fixture *f, gconstpointer data)
{
  gint64 begin;

  push (f, RSC_REQUEST_SOLVE, 1, 1);
  wait_started (f, 1);
  push (f, RSC_REQUEST_SOLVE, 1, 2);
  begin = g_get_monotonic_time ();
  rsc_worker_cancel (f->worker);
  wait_replies (f, 1);
  g_assert_cmpint (f->last_reply - begin, <, 100 * G_TIME_SPAN_MILLISECOND);
  g_assert_cmpuint (f->n_cancelled, ==, 1);
  g_usleep (20 * 1000);
  g_assert_cmpint (g_atomic_int_get (&f->started), ==, 1);
  g_assert_false (rsc_worker_is_busy (f->worker));
}

/* A solve goes before an envelope that runs, and what waited for the old set is forgotten. */
static void
test_urgency (Fixture *f, gconstpointer data)
{
  push (f, RSC_REQUEST_ENVELOPE, 1, 1);
  wait_started (f, 1);
  push (f, RSC_REQUEST_PROJECT, 1, 2);
  push (f, RSC_REQUEST_SOLVE, 1, 3);
  wait_replies (f, 1);
  g_assert_cmpuint (f->n_cancelled, ==, 1);
  g_atomic_int_set (&f->release, 1);
  wait_replies (f, 2);
  g_assert_cmpuint (g_array_index (f->ticks, guint, 1), ==, 3);
  g_usleep (20 * 1000);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (f->ticks->len, ==, 2);
}

/* A set that keeps a newer λ waiting gives way. */
static void
test_slow_set_gives_way (Fixture *f, gconstpointer data)
{
  RscRequest *slow = rsc_request_new (RSC_REQUEST_SOLVE, 1, 1);
  gint64 begin;

  slow->lambda_ratio = 1; /* sends its solution ahead */
  rsc_worker_push (f->worker, slow);
  wait_started (f, 1);
  begin = g_get_monotonic_time ();
  push (f, RSC_REQUEST_SOLVE, 1, 2);
  wait_replies (f, 1);
  g_assert_cmpuint (f->n_cancelled, ==, 1);
  g_assert_cmpint (f->last_reply - begin, >, 80 * G_TIME_SPAN_MILLISECOND);
  g_assert_cmpint (f->last_reply - begin, <, 1000 * G_TIME_SPAN_MILLISECOND);
}

/* Freeing while something runs and waits returns at once, and nobody is called back. */
static void
test_free_while_busy (Fixture *f, gconstpointer data)
{
  gint64 begin;

  push (f, RSC_REQUEST_SOLVE, 1, 1);
  wait_started (f, 1);
  push (f, RSC_REQUEST_SOLVE, 1, 2);
  begin = g_get_monotonic_time ();
  g_clear_pointer (&f->worker, rsc_worker_free);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 100 * G_TIME_SPAN_MILLISECOND);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (f->ticks->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/worker/" name, Fixture, NULL, setup, func, teardown)
  ADD ("newest-replaces-waiting", test_newest_replaces_waiting);
  ADD ("other-serial-cancels", test_other_serial_cancels);
  ADD ("cancel-is-fast", test_cancel_is_fast);
  ADD ("urgency", test_urgency);
  ADD ("slow-set-gives-way", test_slow_set_gives_way);
  ADD ("free-while-busy", test_free_while_busy);

  return g_test_run ();
}
