/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-toasts.h"

#include "widgets.h"

static gboolean
is_close (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_BUTTON (widget) && gtk_widget_has_css_class (widget, "circular")
         && gtk_widget_get_can_target (gtk_widget_get_parent (widget));
}

static void
wait_for (GtkWidget *overlay, const char *text)
{
  while (!find_label (overlay, text))
    g_main_context_iteration (NULL, TRUE);
}

/* As soon as it can be, which is not while it comes. */
static void
send_away (GtkWidget *overlay)
{
  GtkWidget *close;

  g_assert_null (find_widget (overlay, is_close, NULL));
  while (!(close = find_widget (overlay, is_close, NULL)))
    g_main_context_iteration (NULL, TRUE);
  g_signal_emit_by_name (close, "clicked");
}

static void
wait_until_gone (GtkWidget *overlay, const char *text)
{
  while (find_label (overlay, text))
    g_main_context_iteration (NULL, TRUE);
}

/* Each comes when the one before is gone, and can be sent away as soon as it is there. */
static void
test_one_by_one (void)
{
  GtkWidget *overlay = adw_toast_overlay_new ();
  GtkWindow *window;
  gpointer weak = overlay;

  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), gtk_label_new ("content"));
  window = show_widget (overlay, 500, 200);
  g_object_add_weak_pointer (G_OBJECT (overlay), &weak);
  rsc_toasts_add (ADW_TOAST_OVERLAY (overlay), "first & only");
  rsc_toasts_add (ADW_TOAST_OVERLAY (overlay), "first & only");
  rsc_toasts_add (ADW_TOAST_OVERLAY (overlay), "second");
  rsc_toasts_add (ADW_TOAST_OVERLAY (overlay), "third");
  wait_for (overlay, "first ");
  g_assert_null (find_label (overlay, "second"));
  send_away (overlay);
  g_assert_null (find_label (overlay, "second"));
  wait_for (overlay, "second");
  g_assert_null (find_label (overlay, "first "));
  send_away (overlay);
  wait_for (overlay, "third");
  g_assert_null (find_label (overlay, "second"));
  send_away (overlay);
  wait_until_gone (overlay, "third");
  /* Once more after that, and the same again after it has gone. */
  rsc_toasts_add (ADW_TOAST_OVERLAY (overlay), "third");
  wait_for (overlay, "third");
  rsc_toasts_add (ADW_TOAST_OVERLAY (overlay), "never seen");
  gtk_window_destroy (window);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (weak);
}

#define SENTENCE                                                                         \
  "Fewer than six neurons are not enough here, so the one that was chosen has to stay; " \
  "another one could go."

/* The lines of what is said, which are all of its words. */
static guint
count_lines (GtkWidget *overlay)
{
  GtkWidget *label = find_label (overlay, "Fewer");
  PangoLayout *layout = gtk_label_get_layout (GTK_LABEL (label));
  g_auto (GStrv) lines = g_strsplit (gtk_label_get_text (GTK_LABEL (label)), "\n", -1);
  g_autofree char *joined = g_strjoinv (" ", lines);

  g_assert_cmpstr (joined, ==, SENTENCE);
  g_assert_false (pango_layout_is_ellipsized (layout));
  return g_strv_length (lines);
}

/* What is longer than the overlay is wide is broken between words, and so again in another size. */
static void
test_lines (void)
{
  GtkWidget *overlay = adw_toast_overlay_new ();
  GtkWindow *window;
  guint before, n;

  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), gtk_label_new ("content"));
  window = show_widget (overlay, 400, 300);
  rsc_toasts_add (ADW_TOAST_OVERLAY (overlay), SENTENCE);
  wait_for_frames (overlay);
  n = count_lines (overlay);
  g_assert_cmpuint (n, >, 1);
  for (int width = 300; width >= 200; width -= 100)
    {
      before = n;
      gtk_window_set_default_size (window, width, 300);
      while ((n = count_lines (overlay)) == before)
        g_main_context_iteration (NULL, TRUE);
      wait_for_frames (overlay);
      g_assert_cmpuint (count_lines (overlay), >, before);
      g_assert_cmpint (gtk_widget_get_width (overlay), <=, width);
    }
  gtk_window_destroy (window);
}

typedef struct
{
  GtkWidget *overlay;
  gboolean takes; /* the content, what comes */
  gboolean held;  /* the toast, as it came */
  guint n_come, n_inside, n_around;
} Keys;

static gboolean
on_key_coming (GtkEventControllerKey *keys,
               guint value,
               guint code,
               GdkModifierType modifiers,
               Keys *self)
{
  self->n_come++;
  self->held = find_widget (self->overlay, is_close, NULL) == NULL;
  return FALSE;
}

static gboolean
on_key_inside (GtkEventControllerKey *keys,
               guint value,
               guint code,
               GdkModifierType modifiers,
               Keys *self)
{
  self->n_inside++;
  return self->takes;
}

static gboolean
on_key_around (GtkEventControllerKey *keys,
               guint value,
               guint code,
               GdkModifierType modifiers,
               Keys *self)
{
  self->n_around++;
  return TRUE;
}

static void
listen (GtkWidget *widget, GtkPropagationPhase phase, GCallback pressed, Keys *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, phase);
  g_signal_connect (keys, "key-pressed", pressed, self);
  gtk_widget_add_controller (widget, keys);
}

/* By the X server, until it has come; @takes: the content takes it. It always hears of it. */
static void
press_escape (Keys *self, gboolean takes)
{
  const guint n = self->n_inside, n_come = self->n_come;
  const char *command[] = { "xdotool", "key", "Escape", NULL };
  g_autoptr (GError) error = NULL;

  self->takes = takes;
  g_spawn_async (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  while (self->n_come == n_come)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (self->n_inside, ==, n + 1);
}

/* While a toast comes Escape does what it does without one, inside and around, and sends nothing
 * away; after that it is the toast's unless the content takes it. */
static void
test_escape (void)
{
  Keys self = { .overlay = adw_toast_overlay_new () };
  GtkWidget *content = gtk_button_new_with_label ("content");
  g_autofree char *tool = g_find_program_in_path ("xdotool");
  gboolean was_held = FALSE;
  GtkWindow *window;

  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (self.overlay), content);
  window = show_widget (self.overlay, 500, 200);
  if (!tool)
    {
      g_test_skip ("there is no xdotool");
      gtk_window_destroy (window);
      return;
    }
  listen (content, GTK_PHASE_BUBBLE, G_CALLBACK (on_key_inside), &self);
  listen (GTK_WIDGET (window), GTK_PHASE_CAPTURE, G_CALLBACK (on_key_coming), &self);
  listen (GTK_WIDGET (window), GTK_PHASE_BUBBLE, G_CALLBACK (on_key_around), &self);
  gtk_window_present (window);
  gtk_widget_grab_focus (content);
  while (!gtk_window_is_active (window))
    g_main_context_iteration (NULL, TRUE);
  /* On a slow machine the key comes after the toast. */
  while (!was_held)
    {
      rsc_toasts_add (ADW_TOAST_OVERLAY (self.overlay), "toast");
      wait_for (self.overlay, "toast");
      press_escape (&self, TRUE);
      g_assert_cmpuint (self.n_around, ==, 0);
      press_escape (&self, FALSE);
      was_held = self.held;
      g_assert_cmpuint (self.n_around, ==, was_held);
      if (was_held)
        {
          while (!find_widget (self.overlay, is_close, NULL))
            g_main_context_iteration (NULL, TRUE);
          press_escape (&self, FALSE);
          g_assert_cmpuint (self.n_around, ==, 1);
        }
      wait_until_gone (self.overlay, "toast");
    }
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  init_widgets (&argc, &argv);
  g_test_add_func ("/toasts/one-by-one", test_one_by_one);
  g_test_add_func ("/toasts/lines", test_lines);
  g_test_add_func ("/toasts/escape", test_escape);
  return g_test_run ();
}
