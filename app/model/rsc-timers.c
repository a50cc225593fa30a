/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-timers.h"

typedef struct
{
  guint id;
  gint64 due;
  guint delay;
  GSourceFunc func;
  gpointer data;
} Timer;

struct _RscTimers
{
  grefcount ref_count;
  gboolean by_hand;
  gint64 now;
  guint last_id;
  GList *waiting; /* of Timer, in order of their time */
};

static int
compare_timers (gconstpointer a, gconstpointer b)
{
  const Timer *p = a, *q = b;

  return p->due != q->due ? (p->due < q->due ? -1 : 1) : (p->id < q->id ? -1 : p->id > q->id);
}

RscTimers *
rsc_timers_new (gboolean by_hand)
{
  RscTimers *self = g_new0 (RscTimers, 1);

  g_ref_count_init (&self->ref_count);
  self->by_hand = by_hand;
  return self;
}

RscTimers *
rsc_timers_ref (RscTimers *self)
{
  g_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_timers_unref (RscTimers *self)
{
  if (!g_ref_count_dec (&self->ref_count))
    return;
  g_list_free_full (self->waiting, g_free);
  g_free (self);
}

gint64
rsc_timers_get_now (RscTimers *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->by_hand ? self->now : g_get_monotonic_time ();
}

guint
rsc_timers_add (RscTimers *self, guint delay, GSourceFunc func, gpointer data)
{
  Timer *timer;

  g_return_val_if_fail (self != NULL && func != NULL, 0);

  if (!self->by_hand)
    return g_timeout_add (delay, func, data);
  timer = g_new (Timer, 1);
  timer->id = ++self->last_id;
  timer->due = self->now + (gint64) delay * G_TIME_SPAN_MILLISECOND;
  timer->delay = delay;
  timer->func = func;
  timer->data = data;
  self->waiting = g_list_insert_sorted (self->waiting, timer, compare_timers);
  return timer->id;
}

static GList *
find_timer (RscTimers *self, guint id)
{
  for (GList *link = self->waiting; link; link = link->next)
    if (((Timer *) link->data)->id == id)
      return link;
  return NULL;
}

void
rsc_timers_cancel (RscTimers *self, guint *id)
{
  guint known = *id;
  GList *link;

  g_return_if_fail (self != NULL);

  *id = 0;
  if (known == 0)
    return;
  if (!self->by_hand)
    {
      g_source_remove (known);
      return;
    }
  link = find_timer (self, known);
  g_return_if_fail (link != NULL);
  g_free (link->data);
  self->waiting = g_list_delete_link (self->waiting, link);
}

void
rsc_timers_advance (RscTimers *self, guint delay)
{
  gint64 until;

  g_return_if_fail (self != NULL && self->by_hand);

  until = self->now + (gint64) delay * G_TIME_SPAN_MILLISECOND;
  while (self->waiting && ((Timer *) self->waiting->data)->due <= until)
    {
      Timer *timer = self->waiting->data;
      guint id = timer->id;
      GList *link;

      self->now = timer->due;
      if (timer->func (timer->data) == G_SOURCE_CONTINUE)
        {
          /* It may have been cancelled by its own function. */
          link = find_timer (self, id);
          if (link)
            {
              self->waiting = g_list_remove_link (self->waiting, link);
              ((Timer *) link->data)->due +=
                (gint64) MAX (timer->delay, 1) * G_TIME_SPAN_MILLISECOND;
              self->waiting = g_list_insert_sorted (self->waiting, link->data, compare_timers);
              g_list_free_1 (link);
            }
        }
      else if ((link = find_timer (self, id)))
        {
          g_free (link->data);
          self->waiting = g_list_delete_link (self->waiting, link);
        }
    }
  self->now = until;
}
