/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-toasts.h"

#define KEY "rsc-toasts"

/* Milliseconds until it is looked again whether the last toast is gone: it takes 300. */
#define PAUSE 100
/* Microseconds of the frames' time until one can be sent away: it comes in at most 500 ms, and
 * where its going ends in the frame in which its coming does, the going is told first. */
#define HELD 600000

typedef struct
{
  AdwToastOverlay *overlay; /* whose data this is */
  AdwToast *current;        /* or NULL; compared alone */
  char *said;               /* last */
  GQueue waiting;           /* of char * */
  guint looking;
  guint fresh;  /* tick callback of one that still comes */
  gint64 since; /* time of its first frame, or -1 */
} Toasts;

static void
toasts_free (gpointer data)
{
  Toasts *self = data;

  g_clear_handle_id (&self->looking, g_source_remove);
  g_queue_clear_full (&self->waiting, g_free);
  g_free (self->said);
  g_free (self);
}

/* Whether one is on show still, if only on its way out. */
static gboolean
has_toast (const Toasts *self)
{
  GtkWidget *content = adw_toast_overlay_get_child (self->overlay);
  GtkWidget *last = gtk_widget_get_last_child (GTK_WIDGET (self->overlay));

  return last && last != content;
}

static gboolean look (gpointer user_data);

static void
on_dismissed (AdwToast *toast, gpointer user_data)
{
  Toasts *self = user_data;

  self->current = NULL;
  g_clear_pointer (&self->said, g_free);
  if (!g_queue_is_empty (&self->waiting) && !self->looking)
    self->looking = g_timeout_add (PAUSE, look, self);
}

static void
set_fresh (Toasts *self, gboolean fresh)
{
  GtkWidget *last = gtk_widget_get_last_child (GTK_WIDGET (self->overlay));

  if (has_toast (self))
    gtk_widget_set_can_target (last, !fresh);
}

static gboolean
on_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  Toasts *self = user_data;

  if (self->since < 0)
    self->since = gdk_frame_clock_get_frame_time (clock);
  if (gdk_frame_clock_get_frame_time (clock) - self->since < HELD)
    return G_SOURCE_CONTINUE;
  self->fresh = 0;
  if (self->current)
    set_fresh (self, FALSE);
  return G_SOURCE_REMOVE;
}

/* What comes here is past the content, and would be the overlay's own binding's next, which sends
 * the toast away: it goes on to the window. */
static gboolean
on_key (GtkEventControllerKey *keys,
        guint value,
        guint code,
        GdkModifierType modifiers,
        gpointer user_data)
{
  Toasts *self = user_data;

  if (self->fresh == 0 || value != GDK_KEY_Escape)
    return FALSE;
  gtk_event_controller_key_forward (keys,
                                    GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self->overlay))));
  return TRUE;
}

static void
show (Toasts *self, char *text)
{
  AdwToast *toast = adw_toast_new ("");
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_toast_set_title (toast, escaped);
  g_free (self->said);
  self->said = text;
  self->current = toast;
  g_signal_connect (toast, "dismissed", G_CALLBACK (on_dismissed), self);
  adw_toast_overlay_add_toast (self->overlay, toast);
  self->since = -1;
  if (!self->fresh)
    self->fresh = gtk_widget_add_tick_callback (GTK_WIDGET (self->overlay), on_frame, self, NULL);
  set_fresh (self, TRUE);
}

static gboolean
look (gpointer user_data)
{
  Toasts *self = user_data;

  if (has_toast (self))
    return G_SOURCE_CONTINUE;
  self->looking = 0;
  show (self, g_queue_pop_head (&self->waiting));
  return G_SOURCE_REMOVE;
}

void
rsc_toasts_add (AdwToastOverlay *overlay, const char *text)
{
  Toasts *self;
  GtkEventController *keys;
  const char *last;

  g_return_if_fail (ADW_IS_TOAST_OVERLAY (overlay));
  g_return_if_fail (text != NULL);

  self = g_object_get_data (G_OBJECT (overlay), KEY);
  if (!self)
    {
      self = g_new0 (Toasts, 1);
      self->overlay = overlay;
      g_queue_init (&self->waiting);
      g_object_set_data_full (G_OBJECT (overlay), KEY, self, toasts_free);
      keys = gtk_event_controller_key_new ();
      g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
      gtk_widget_add_controller (GTK_WIDGET (overlay), keys);
    }
  last = g_queue_is_empty (&self->waiting) ? self->said : g_queue_peek_tail (&self->waiting);
  if (g_strcmp0 (last, text) == 0)
    return;
  if (!self->current && !self->looking && !has_toast (self))
    {
      show (self, g_strdup (text));
      return;
    }
  g_queue_push_tail (&self->waiting, g_strdup (text));
  if (!self->current && !self->looking)
    self->looking = g_timeout_add (PAUSE, look, self);
}
