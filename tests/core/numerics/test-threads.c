/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/numerics/rsc-threads.h"

#define N 5000

typedef struct
{
  int done[N]; /* atomic */
  guint n_workers;
  gsize stop_at;
  GCancellable *cancellable;
} Record;

static void
record (gsize item, guint worker, gpointer user_data)
{
  Record *self = user_data;

  g_atomic_int_inc (&self->done[item]);
  g_assert_cmpuint (worker, <, self->n_workers);
  if (item == self->stop_at)
    g_cancellable_cancel (self->cancellable);
}

/* Each item once, for any number of workers, more than there are items and processors too. */
static void
test_all_once (void)
{
  static const guint n_workers[] = { 1, 2, 3, 16 };
  static const gsize n_items[] = { 0, 1, 2, N };

  for (gsize k = 0; k < G_N_ELEMENTS (n_workers); k++)
    {
      for (gsize l = 0; l < G_N_ELEMENTS (n_items); l++)
        {
          g_autofree Record *self = g_new0 (Record, 1);

          self->stop_at = N;
          self->n_workers = n_workers[k];
          rsc_threads_run (n_items[l], n_workers[k], record, self, NULL);
          for (gsize i = 0; i < N; i++)
            g_assert_cmpint (self->done[i], ==, i < n_items[l] ? 1 : 0);
        }
    }
}

/* Told to stop by an item, what it has not begun yet is left out: with one worker, all that
 * follow. */
static void
test_cancel (void)
{
  g_autofree Record *self = g_new0 (Record, 1);

  self->cancellable = g_cancellable_new ();
  self->stop_at = 100;
  self->n_workers = 1;
  rsc_threads_run (N, 1, record, self, self->cancellable);
  for (gsize i = 0; i < N; i++)
    g_assert_cmpint (self->done[i], ==, i <= 100 ? 1 : 0);
  g_object_unref (self->cancellable);
}

static void
test_n_workers (void)
{
  g_assert_cmpuint (rsc_threads_get_n_workers (1000.0), ==, 1);
  g_assert_cmpuint (rsc_threads_get_n_workers (1e12), ==, MAX (g_get_num_processors (), 1));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/threads/all-once", test_all_once);
  g_test_add_func ("/threads/cancel", test_cancel);
  g_test_add_func ("/threads/n-workers", test_n_workers);
  return g_test_run ();
}
