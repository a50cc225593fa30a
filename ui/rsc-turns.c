/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-turns.h"

/* A single slow frame has another reason than the pictures. */
#define SLOW_MAX 2
/* Frames with time for one more picture before it is drawn, and how many where that went wrong
 * again and again. */
#define PATIENCE_MIN 8
#define PATIENCE_MAX 480

struct _RscTurns
{
  GPtrArray *waiting; /* longest first */
  GPtrArray *due;
  guint at_once;
  guint n_drawn; /* in this frame */
  gint64 begin;
  guint n_slow; /* in a row */
  guint n_quick;
  guint patience;
};

RscTurns *
rsc_turns_new (void)
{
  RscTurns *self = g_new0 (RscTurns, 1);

  self->waiting = g_ptr_array_new ();
  self->due = g_ptr_array_new ();
  g_ptr_array_add (self->due, NULL);
  self->at_once = 1;
  self->patience = PATIENCE_MIN;
  return self;
}

void
rsc_turns_free (RscTurns *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->waiting);
  g_ptr_array_unref (self->due);
  g_free (self);
}

static gboolean
is_due (const RscTurns *self, gconstpointer picture)
{
  return g_ptr_array_find (self->due, picture, NULL);
}

void
rsc_turns_begin (RscTurns *self, gint64 time)
{
  g_return_if_fail (self != NULL);

  self->begin = time;
  self->n_drawn = 0;
  g_ptr_array_set_size (self->due, 0);
  for (guint k = 0; k < self->at_once && k < self->waiting->len; k++)
    g_ptr_array_add (self->due, g_ptr_array_index (self->waiting, k));
  if (self->due->len > 0)
    g_ptr_array_remove_range (self->waiting, 0, self->due->len);
  self->n_drawn = self->due->len;
  g_ptr_array_add (self->due, NULL);
}

const gconstpointer *
rsc_turns_get_due (const RscTurns *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return (const gconstpointer *) self->due->pdata;
}

gboolean
rsc_turns_ask (RscTurns *self, gconstpointer picture, gboolean first)
{
  g_return_val_if_fail (self != NULL, TRUE);
  g_return_val_if_fail (picture != NULL, TRUE);

  if (is_due (self, picture))
    return TRUE;
  if (first || self->n_drawn < self->at_once)
    {
      self->n_drawn++;
      g_ptr_array_remove (self->waiting, (gpointer) picture);
      return TRUE;
    }
  if (!g_ptr_array_find (self->waiting, picture, NULL))
    g_ptr_array_add (self->waiting, (gpointer) picture);
  return FALSE;
}

void
rsc_turns_leave (RscTurns *self, gconstpointer picture)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_remove (self->waiting, (gpointer) picture);
  g_ptr_array_remove (self->due, (gpointer) picture);
}

static void
draw_fewer (RscTurns *self)
{
  self->patience = MIN (2 * self->patience, PATIENCE_MAX);
  self->at_once = MIN (self->at_once, self->n_drawn - 1);
  self->n_slow = self->n_quick = 0;
}

void
rsc_turns_end (RscTurns *self, gint64 time)
{
  gint64 spent;

  g_return_if_fail (self != NULL);

  spent = time - self->begin;
  /* What a frame takes that draws no picture says nothing of pictures. */
  if (self->n_drawn == 0)
    return;
  self->n_slow = spent > RSC_TURNS_FRAME ? self->n_slow + 1 : 0;
  if (self->n_slow >= SLOW_MAX && self->n_drawn > 1)
    {
      draw_fewer (self);
      return;
    }
  if (self->n_drawn < self->at_once)
    return;
  self->n_quick =
    spent * (self->n_drawn + 1) < RSC_TURNS_FRAME * self->n_drawn ? self->n_quick + 1 : 0;
  if (self->n_quick >= self->patience)
    {
      self->at_once++;
      self->n_quick = 0;
    }
}

gboolean
rsc_turns_are_waited_for (const RscTurns *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->waiting->len > 0;
}
