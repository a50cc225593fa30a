/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/numerics/rsc-threads.h"

/* Some ten milliseconds: a hundred times what starting a thread takes. */
#define WORK_LEAST 2e7

typedef struct
{
  gsize n_items;
  gsize next; /* atomic */
  RscThreadsFunc func;
  gpointer user_data;
  GCancellable *cancellable;
} Run;

typedef struct
{
  Run *run;
  guint number;
  GThread *thread;
} Worker;

guint
rsc_threads_get_n_workers (double work)
{
  return work < WORK_LEAST ? 1 : MAX (g_get_num_processors (), 1);
}

static gpointer
work (gpointer data)
{
  const Worker *worker = data;
  Run *run = worker->run;

  while (!g_cancellable_is_cancelled (run->cancellable))
    {
      const gsize item = (gsize) g_atomic_pointer_add (&run->next, 1);

      if (item >= run->n_items)
        break;
      run->func (item, worker->number, run->user_data);
    }
  return NULL;
}

void
rsc_threads_run (gsize n_items,
                 guint n_workers,
                 RscThreadsFunc func,
                 gpointer user_data,
                 GCancellable *cancellable)
{
  const guint n = (guint) MIN (MAX (n_workers, 1), MAX (n_items, 1));
  Run run = { n_items, 0, func, user_data, cancellable };
  g_autofree Worker *workers = g_new0 (Worker, n);

  g_return_if_fail (func != NULL);

  for (guint k = 0; k < n; k++)
    {
      workers[k].run = &run;
      workers[k].number = k;
      if (k > 0)
        workers[k].thread = g_thread_try_new ("worker", work, &workers[k], NULL);
    }
  work (&workers[0]);
  for (guint k = 1; k < n; k++)
    {
      if (workers[k].thread != NULL)
        g_thread_join (workers[k].thread);
    }
}
