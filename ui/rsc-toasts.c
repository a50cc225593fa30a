/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-toasts.h"

#include <math.h>

#include "ui/rsc-look.h"

#define KEY "rsc-toasts"

/* Milliseconds until it is looked again whether the last toast is gone: it takes 300. */
#define PAUSE 100
/* Microseconds of the frames' time until one can be sent away: it comes in at most 500 ms, and
 * where its going ends in the frame in which its coming does, the going is told first. */
#define HELD 600000
/* A line has no more characters, of the usual width, however wide the window is. */
#define CHARS_MAX 100

typedef struct
{
  AdwToastOverlay *overlay; /* whose data this is */
  AdwToast *current;        /* or NULL; compared alone */
  GtkLabel *label;          /* of it, which has it */
  int room;                 /* width of the overlay that its lines are for, or -1 */
  double scale;             /* of the text */
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

/* --- lines ------------------------------------------------------------------------------------ */

/* The lines of @layout, with what stood between them for a line's end. */
static char *
dup_lines (PangoLayout *layout)
{
  const char *text = pango_layout_get_text (layout);
  GString *lines = g_string_new (NULL);

  for (GSList *l = pango_layout_get_lines_readonly (layout); l; l = l->next)
    {
      const PangoLayoutLine *line = l->data;
      g_autofree char *part = g_strndup (text + line->start_index, (gsize) line->length);

      if (lines->len > 0)
        g_string_append_c (lines, '\n');
      g_string_append (lines, g_strstrip (part));
    }
  return g_string_free (lines, FALSE);
}

/* @text in as few lines as the width of @room pixels allows, and these about as long as each other:
 * as narrow as so many lines can be. */
static char *
dup_broken (GtkWidget *label, const char *text, int room)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (label, text);
  int least = 0, width = room * PANGO_SCALE, n;

  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout, width);
  n = pango_layout_get_line_count (layout);
  while (n > 1 && width - least > PANGO_SCALE)
    {
      const int middle = least + (width - least) / 2;

      pango_layout_set_width (layout, middle);
      if (pango_layout_get_line_count (layout) > n)
        least = middle;
      else
        width = middle;
    }
  pango_layout_set_width (layout, width);
  return dup_lines (layout);
}

static int
get_widest (GtkWidget *label)
{
  PangoContext *context = gtk_widget_get_pango_context (label);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  const int width = CHARS_MAX * pango_font_metrics_get_approximate_char_width (metrics);

  pango_font_metrics_unref (metrics);
  return width / PANGO_SCALE;
}

/* Breaks what is said into lines that the overlay has room for. A label that wraps by itself is as
 * high as its width makes it, which the overlay does not ask for. */
static void
break_lines (Toasts *self)
{
  const int room = gtk_widget_get_width (GTK_WIDGET (self->overlay));
  const double scale = rsc_look_get_scale ();
  GtkWidget *label = GTK_WIDGET (self->label), *toast;
  int around;

  if (!self->current || room <= 0 || (room == self->room && fabs (scale - self->scale) < 1e-9))
    return;
  self->room = room;
  self->scale = scale;
  toast = gtk_widget_get_last_child (GTK_WIDGET (self->overlay));
  gtk_label_set_text (self->label, "");
  gtk_widget_measure (toast, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &around, NULL, NULL);

  g_autofree char *lines =
    dup_broken (label, self->said, CLAMP (room - around, 1, get_widest (label)));

  gtk_label_set_text (self->label, lines);
}

/* After the sizes have been given out. */
static void
on_layout (GdkSurface *surface, int width, int height, gpointer user_data)
{
  break_lines (g_object_get_data (user_data, KEY));
}

/* Also where the window is given another size while the toast is there. */
static void
follow_size (Toasts *self)
{
  GdkSurface *surface = gtk_native_get_surface (gtk_widget_get_native (GTK_WIDGET (self->overlay)));

  g_signal_handlers_disconnect_by_func (surface, on_layout, self->overlay);
  g_signal_connect_object (surface, "layout", G_CALLBACK (on_layout), self->overlay, 0);
  break_lines (self);
}

/* --- one by one ------------------------------------------------------------------------------- */

static gboolean look (gpointer user_data);

static void
on_dismissed (AdwToast *toast, gpointer user_data)
{
  Toasts *self = user_data;

  self->current = NULL;
  self->label = NULL;
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
    {
      self->since = gdk_frame_clock_get_frame_time (clock);
      follow_size (self);
    }
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
  GtkWidget *label = gtk_label_new (text);

  /* Where nothing can be done, in a window narrower than a letter, it is cut. */
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_set_tooltip_text (label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  adw_toast_set_custom_title (toast, label);
  g_free (self->said);
  self->said = text;
  self->current = toast;
  self->label = GTK_LABEL (label);
  self->room = -1;
  g_signal_connect (toast, "dismissed", G_CALLBACK (on_dismissed), self);
  adw_toast_overlay_add_toast (self->overlay, toast);
  break_lines (self);
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

static void
on_tell (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rsc_toasts_add (user_data, g_variant_get_string (parameter, NULL));
}

void
rsc_toasts_serve (AdwToastOverlay *overlay, GtkWindow *window)
{
  static const GActionEntry entries[] = {
    { .name = "tell", .parameter_type = "s", .activate = on_tell },
  };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  g_return_if_fail (ADW_IS_TOAST_OVERLAY (overlay));
  g_return_if_fail (GTK_IS_WINDOW (window));

  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries),
                                   overlay);
  gtk_widget_insert_action_group (GTK_WIDGET (window), "win", G_ACTION_GROUP (actions));
}
