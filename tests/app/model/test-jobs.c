/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The queue with an engine that does as the test says: what replaces what, what is cancelled, who
 * hears of it. Nothing here is released before the test says so: what ends sooner has been
 * cancelled. */
#include "app/model/rsc-jobs.h"

typedef struct
{
  RscJobs *jobs;
  GMainLoop *loop;
  GArray *ticks; /* of the replies, in order */
  guint n_cancelled;
  guint n_wanted;
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
on_reply (RscReply *reply, gpointer user_data)
{
  Fixture *f = user_data;
  guint tick = (guint) reply->tick;

  if (!reply->final)
    return;
  g_array_append_val (f->ticks, tick);
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
  f->jobs = rsc_jobs_new_full (run_until_released, f, FALSE);
  for (guint kind = 0; kind < RSC_N_REQUESTS; kind++)
    rsc_jobs_listen (f->jobs, (RscRequestKind) kind, on_reply, NULL, f);
}

static void
teardown (Fixture *f, gconstpointer data)
{
  g_clear_pointer (&f->jobs, rsc_jobs_free);
  g_array_unref (f->ticks);
  g_main_loop_unref (f->loop);
}

static void
push (Fixture *f, RscRequestKind kind, guint64 serial, guint64 tick)
{
  rsc_jobs_push (f->jobs, rsc_request_new (kind, serial, tick));
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
  push (f, RSC_REQUEST_SOLVE, 1, 1);
  wait_started (f, 1);
  push (f, RSC_REQUEST_SOLVE, 2, 2);
  wait_replies (f, 1);
  g_assert_cmpuint (f->n_cancelled, ==, 1);
  wait_started (f, 2);
  g_atomic_int_set (&f->release, 1);
  wait_replies (f, 2);
  g_assert_cmpuint (g_array_index (f->ticks, guint, 1), ==, 2);
}

/* What runs and what waits are both answered, once. */
static void
test_cancel (Fixture *f, gconstpointer data)
{
  push (f, RSC_REQUEST_SOLVE, 1, 1);
  wait_started (f, 1);
  push (f, RSC_REQUEST_SOLVE, 1, 2);
  rsc_jobs_cancel (f->jobs, RSC_REQUEST_SOLVE);
  wait_replies (f, 2);
  g_assert_cmpuint (f->n_cancelled, ==, 2);
  g_assert_cmpuint (g_array_index (f->ticks, guint, 0) + g_array_index (f->ticks, guint, 1), ==, 3);
  g_assert_cmpint (g_atomic_int_get (&f->started), ==, 1);
  while (rsc_jobs_is_busy (f->jobs, RSC_N_REQUESTS))
    g_usleep (200);
  /* Nothing to cancel: nothing to answer. */
  rsc_jobs_cancel (f->jobs, RSC_REQUEST_SOLVE);
  rsc_jobs_cancel (f->jobs, RSC_REQUEST_PRUNE);
  push (f, RSC_REQUEST_SOLVE, 1, 3);
  wait_started (f, 3);
  g_atomic_int_set (&f->release, 1);
  wait_replies (f, 3);
  g_assert_cmpuint (g_array_index (f->ticks, guint, 2), ==, 3);
  g_assert_cmpuint (f->n_cancelled, ==, 2);
}

/* A path, a walk, curves, an experiment, what judges the ends of training, a walk downhill from one
 * and a set of equal fit do not wait for each other or for the set; two walks do. */
static void
test_lanes (Fixture *f, gconstpointer data)
{
  static const RscRequestKind kinds[] = { RSC_REQUEST_EXPERIMENT, RSC_REQUEST_PATH,
                                          RSC_REQUEST_CURVES,     RSC_REQUEST_PRUNE,
                                          RSC_REQUEST_DOWNHILL,   RSC_REQUEST_EQUAL_FIT,
                                          RSC_REQUEST_JUDGE,      RSC_REQUEST_SOLVE };
  const gint n = G_N_ELEMENTS (kinds);

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      push (f, kinds[k], 1, k + 1);
      wait_started (f, (gint) k + 1);
    }
  push (f, RSC_REQUEST_PRUNE, 1, (guint64) n + 1);
  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    g_assert_true (rsc_jobs_is_busy (f->jobs, kinds[k]));
  g_assert_false (rsc_jobs_is_busy (f->jobs, RSC_REQUEST_ENVELOPE));
  rsc_jobs_cancel (f->jobs, RSC_REQUEST_PRUNE);
  wait_replies (f, 2);
  g_assert_cmpuint (f->n_cancelled, ==, 2);
  g_assert_cmpint (g_atomic_int_get (&f->started), ==, n);
  g_atomic_int_set (&f->release, 1);
  wait_replies (f, (guint) n + 1);
  g_assert_cmpuint (f->n_cancelled, ==, 2);
}

/* Nobody hears of a kind any more: what runs is ended, and nobody is called. */
static void
test_listener_leaves (Fixture *f, gconstpointer data)
{
  push (f, RSC_REQUEST_EXPERIMENT, 1, 1);
  wait_started (f, 1);
  push (f, RSC_REQUEST_EXPERIMENT, 1, 2);
  rsc_jobs_listen (f->jobs, RSC_REQUEST_EXPERIMENT, NULL, NULL, NULL);
  while (rsc_jobs_is_busy (f->jobs, RSC_REQUEST_EXPERIMENT))
    g_usleep (200);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (f->ticks->len, ==, 0);
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

  slow->lambda_ratio = 1; /* sends its solution ahead */
  rsc_jobs_push (f->jobs, slow);
  wait_started (f, 1);
  push (f, RSC_REQUEST_SOLVE, 1, 2);
  wait_replies (f, 1);
  g_assert_cmpuint (f->n_cancelled, ==, 1);
  g_assert_cmpuint (g_array_index (f->ticks, guint, 0), ==, 1);
  wait_started (f, 2);
}

/* Freeing while something runs and waits ends it, and nobody is called back. */
static void
test_free_while_busy (Fixture *f, gconstpointer data)
{
  push (f, RSC_REQUEST_SOLVE, 1, 1);
  wait_started (f, 1);
  push (f, RSC_REQUEST_SOLVE, 1, 2);
  g_clear_pointer (&f->jobs, rsc_jobs_free);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (f->ticks->len, ==, 0);
}

/* --- work that a request brings, and time by hand --------------------------------------------- */

typedef struct
{
  guint n_freed;
  guint n_results_freed;
} Counts;

typedef struct
{
  Counts *counts;
  gboolean fails;
} Task;

typedef struct
{
  Counts *counts;
  int value;
} Result;

static void
task_free (gpointer data)
{
  ((Task *) data)->counts->n_freed++;
  g_free (data);
}

static void
result_free (gpointer data)
{
  ((Result *) data)->counts->n_results_freed++;
  g_free (data);
}

static gpointer
do_task (gpointer data,
         RscProgressFunc progress,
         gpointer progress_data,
         GCancellable *cancellable,
         GError **error)
{
  Task *task = data;
  Result *result;

  progress (0.25, 0, progress_data);
  if (task->fails)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "as asked");
      return NULL;
    }
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  result = g_new0 (Result, 1);
  result->counts = task->counts;
  result->value = 7;
  return result;
}

static void
on_task_reply (RscReply *reply, gpointer user_data)
{
  g_ptr_array_add (user_data, reply->result);
  reply->result = NULL;
  g_ptr_array_add (user_data, reply->error ? g_error_copy (reply->error) : NULL);
}

static void
on_task_reply_ignored (RscReply *reply, gpointer user_data)
{
  g_assert_true (reply->final);
}

static guint64
push_task (RscJobs *jobs, RscRequestKind kind, Counts *counts, gboolean fails)
{
  Task *task = g_new0 (Task, 1);

  task->counts = counts;
  task->fails = fails;
  return rsc_jobs_push (jobs,
                        rsc_request_new_work (kind, 0, do_task, task, task_free, result_free));
}

/* Nothing is done before it is said, and nothing told; ticks grow; everything is freed once. */
static void
test_by_hand (void)
{
  RscJobs *jobs = rsc_jobs_new_full (NULL, NULL, TRUE);
  g_autoptr (GPtrArray) heard = g_ptr_array_new ();
  Counts counts = { 0, 0 };
  guint64 first, second;

  rsc_jobs_listen (jobs, RSC_REQUEST_PRUNE, on_task_reply, NULL, heard);
  rsc_jobs_listen (jobs, RSC_REQUEST_CURVES, on_task_reply_ignored, NULL, NULL);
  g_assert_false (rsc_jobs_run (jobs, RSC_REQUEST_PRUNE));
  g_assert_false (rsc_jobs_deliver (jobs, RSC_REQUEST_PRUNE));
  first = push_task (jobs, RSC_REQUEST_PRUNE, &counts, FALSE);
  second = push_task (jobs, RSC_REQUEST_PRUNE, &counts, FALSE);
  g_assert_cmpuint (first, <, second);
  g_assert_cmpuint (counts.n_freed, ==, 1); /* replaced */
  g_assert_true (rsc_jobs_run (jobs, RSC_REQUEST_PRUNE));
  g_assert_false (rsc_jobs_run (jobs, RSC_REQUEST_PRUNE));
  g_assert_cmpuint (counts.n_freed, ==, 2);
  g_assert_cmpuint (heard->len, ==, 0);
  g_assert_true (rsc_jobs_deliver (jobs, RSC_REQUEST_PRUNE));
  g_assert_cmpuint (heard->len, ==, 2);
  g_assert_cmpint (((Result *) g_ptr_array_index (heard, 0))->value, ==, 7);
  g_assert_cmpuint (counts.n_results_freed, ==, 0); /* taken */
  result_free (g_ptr_array_index (heard, 0));

  push_task (jobs, RSC_REQUEST_PRUNE, &counts, TRUE);
  rsc_jobs_run (jobs, RSC_REQUEST_PRUNE);
  rsc_jobs_deliver (jobs, RSC_REQUEST_PRUNE);
  g_assert_null (g_ptr_array_index (heard, 2));
  g_assert_error ((GError *) g_ptr_array_index (heard, 3), G_IO_ERROR, G_IO_ERROR_FAILED);
  g_error_free (g_ptr_array_index (heard, 3));

  push_task (jobs, RSC_REQUEST_PRUNE, &counts, FALSE);
  rsc_jobs_cancel (jobs, RSC_REQUEST_PRUNE);
  g_assert_false (rsc_jobs_run (jobs, RSC_REQUEST_PRUNE));
  g_assert_true (rsc_jobs_deliver (jobs, RSC_REQUEST_PRUNE));
  g_assert_error ((GError *) g_ptr_array_index (heard, 5), G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_error_free (g_ptr_array_index (heard, 5));

  /* One that nobody takes, one that nobody hears, one that is never run. */
  counts.n_results_freed = 0;
  push_task (jobs, RSC_REQUEST_CURVES, &counts, FALSE);
  rsc_jobs_run (jobs, RSC_REQUEST_CURVES);
  rsc_jobs_deliver (jobs, RSC_REQUEST_CURVES);
  g_assert_cmpuint (counts.n_results_freed, ==, 1);
  push_task (jobs, RSC_REQUEST_CURVES, &counts, FALSE);
  rsc_jobs_run (jobs, RSC_REQUEST_CURVES);
  counts.n_freed = 0;
  push_task (jobs, RSC_REQUEST_EXPERIMENT, &counts, FALSE);
  rsc_jobs_free (jobs);
  g_assert_cmpuint (counts.n_results_freed, ==, 2);
  g_assert_cmpuint (counts.n_freed, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/jobs/" name, Fixture, NULL, setup, func, teardown)
  ADD ("newest-replaces-waiting", test_newest_replaces_waiting);
  ADD ("other-serial-cancels", test_other_serial_cancels);
  ADD ("cancel", test_cancel);
  ADD ("lanes", test_lanes);
  ADD ("listener-leaves", test_listener_leaves);
  ADD ("urgency", test_urgency);
  ADD ("slow-set-gives-way", test_slow_set_gives_way);
  ADD ("free-while-busy", test_free_while_busy);
  g_test_add_func ("/jobs/by-hand", test_by_hand);

  return g_test_run ();
}
