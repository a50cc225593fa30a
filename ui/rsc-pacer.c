/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-pacer.h"

#include "ui/rsc-turns.h"

#define KEY "rsc-pacer"

struct _RscPacer
{
  GObject parent_instance;

  GtkWidget *root; /* owns it */
  RscTurns *turns;
  GdkFrameClock *frames; /* while something moves */
  RscPacerNow now;
  gpointer now_data;
};

G_DEFINE_FINAL_TYPE (RscPacer, rsc_pacer, G_TYPE_OBJECT)

static gint64
get_monotonic (gpointer user_data)
{
  return g_get_monotonic_time ();
}

/* Begins a frame: those whose turn it is draw in it. */
static void
begin (RscPacer *self)
{
  const gconstpointer *due;

  rsc_turns_begin (self->turns, self->now (self->now_data));
  due = rsc_turns_get_due (self->turns);
  for (gsize k = 0; due[k]; k++)
    gtk_widget_queue_draw (GTK_WIDGET (due[k]));
}

static void
on_before_paint (GdkFrameClock *frames, gpointer user_data)
{
  begin (user_data);
}

static void
on_after_paint (GdkFrameClock *frames, gpointer user_data)
{
  RscPacer *self = user_data;

  rsc_turns_end (self->turns, self->now (self->now_data));
  if (rsc_turns_are_waited_for (self->turns))
    gdk_frame_clock_request_phase (frames, GDK_FRAME_CLOCK_PHASE_PAINT);
}

static void
rest (RscPacer *self)
{
  if (!self->frames)
    return;
  g_signal_handlers_disconnect_by_data (self->frames, self);
  g_clear_object (&self->frames);
  while (rsc_turns_are_waited_for (self->turns))
    begin (self);
}

static void
rsc_pacer_dispose (GObject *object)
{
  RscPacer *self = RSC_PACER (object);

  if (self->frames)
    g_signal_handlers_disconnect_by_data (self->frames, self);
  g_clear_object (&self->frames);
  G_OBJECT_CLASS (rsc_pacer_parent_class)->dispose (object);
}

static void
rsc_pacer_finalize (GObject *object)
{
  rsc_turns_free (RSC_PACER (object)->turns);
  G_OBJECT_CLASS (rsc_pacer_parent_class)->finalize (object);
}

static void
rsc_pacer_class_init (RscPacerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rsc_pacer_dispose;
  G_OBJECT_CLASS (klass)->finalize = rsc_pacer_finalize;
}

static void
rsc_pacer_init (RscPacer *self)
{
  self->turns = rsc_turns_new ();
  self->now = get_monotonic;
}

RscPacer *
rsc_pacer_get (GtkWidget *widget)
{
  GtkRoot *root;
  RscPacer *self;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  root = gtk_widget_get_root (widget);
  if (!root)
    return NULL;
  self = g_object_get_data (G_OBJECT (root), KEY);
  if (!self)
    {
      self = g_object_new (RSC_TYPE_PACER, NULL);
      self->root = GTK_WIDGET (root);
      g_object_set_data_full (G_OBJECT (root), KEY, self, g_object_unref);
    }
  return self;
}

void
rsc_pacer_set_moving (RscPacer *self, gboolean moving)
{
  GdkFrameClock *frames;

  g_return_if_fail (RSC_IS_PACER (self));

  if (!moving)
    {
      rest (self);
      return;
    }
  frames = gtk_widget_get_frame_clock (self->root);
  if (frames == self->frames)
    return;
  rest (self);
  /* A window that is not realized draws nothing. */
  if (!frames)
    return;
  self->frames = g_object_ref (frames);
  g_signal_connect (frames, "before-paint", G_CALLBACK (on_before_paint), self);
  g_signal_connect (frames, "after-paint", G_CALLBACK (on_after_paint), self);
}

gboolean
rsc_pacer_is_moving (RscPacer *self)
{
  g_return_val_if_fail (RSC_IS_PACER (self), FALSE);
  return self->frames != NULL;
}

void
rsc_pacer_set_clock (RscPacer *self, RscPacerNow now, gpointer user_data)
{
  g_return_if_fail (RSC_IS_PACER (self));
  g_return_if_fail (now != NULL);

  self->now = now;
  self->now_data = user_data;
}

gboolean
rsc_pacer_ask (RscPacer *self, GtkWidget *picture)
{
  g_return_val_if_fail (RSC_IS_PACER (self), TRUE);
  g_return_val_if_fail (GTK_IS_WIDGET (picture), TRUE);

  return self->frames == NULL
         || rsc_turns_ask (self->turns, picture,
                           (gtk_widget_get_state_flags (picture) & GTK_STATE_FLAG_PRELIGHT) != 0);
}

void
rsc_pacer_leave (RscPacer *self, GtkWidget *picture)
{
  g_return_if_fail (RSC_IS_PACER (self));
  g_return_if_fail (GTK_IS_WIDGET (picture));

  rsc_turns_leave (self->turns, picture);
}
