/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "looks.h"

#include <time.h>

gboolean __real_g_cancellable_is_cancelled (GCancellable *cancellable);
gboolean __wrap_g_cancellable_is_cancelled (GCancellable *cancellable);
gboolean __real_g_cancellable_set_error_if_cancelled (GCancellable *cancellable, GError **error);
gboolean __wrap_g_cancellable_set_error_if_cancelled (GCancellable *cancellable, GError **error);

/* Of the processor: others may be at work on the machine. */
static gint64
get_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

/* Several threads of one job may look. */
static GMutex lock;
static GCancellable *watched;
static gsize count, cancel_at;
static gint64 start, last, longest, cancelled;

static void
look (GCancellable *cancellable)
{
  gboolean now = FALSE;

  if (cancellable == NULL)
    return;
  g_mutex_lock (&lock);
  if (watched != NULL)
    {
      const gint64 time = get_time ();

      longest = MAX (longest, time - last);
      last = time;
      now = ++count == cancel_at;
      if (now)
        cancelled = time;
    }
  g_mutex_unlock (&lock);
  if (now)
    g_cancellable_cancel (watched);
}

gboolean
__wrap_g_cancellable_is_cancelled (GCancellable *cancellable)
{
  look (cancellable);
  return __real_g_cancellable_is_cancelled (cancellable);
}

gboolean
__wrap_g_cancellable_set_error_if_cancelled (GCancellable *cancellable, GError **error)
{
  look (cancellable);
  return __real_g_cancellable_set_error_if_cancelled (cancellable, error);
}

void
looks_begin (GCancellable *cancellable, gsize at)
{
  g_mutex_lock (&lock);
  watched = cancellable;
  count = 0;
  cancel_at = at;
  start = last = get_time ();
  longest = 0;
  cancelled = 0;
  g_mutex_unlock (&lock);
}

Looks
looks_end (void)
{
  Looks result;
  const gint64 time = get_time ();

  g_mutex_lock (&lock);
  result = (Looks){ .n = count,
                    .whole = time - start,
                    .longest = MAX (longest, time - last),
                    .since = cancelled > 0 ? time - cancelled : -1 };
  watched = NULL;
  g_mutex_unlock (&lock);
  return result;
}
