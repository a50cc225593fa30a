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

/* Escape does not reach what would send it away where a click would not. */
static gboolean
is_held (GtkWidget *overlay)
{
  gboolean held = FALSE;

  g_signal_emit_by_name (find_controller (overlay, GTK_TYPE_EVENT_CONTROLLER_KEY), "key-pressed",
                         GDK_KEY_Escape, 0, 0, &held);
  return held;
}

/* As soon as it can be, which is not while it comes. */
static void
send_away (GtkWidget *overlay)
{
  GtkWidget *close;

  g_assert_null (find_widget (overlay, is_close, NULL));
  while (!(close = find_widget (overlay, is_close, NULL)))
    {
      g_assert_true (is_held (overlay));
      g_main_context_iteration (NULL, TRUE);
    }
  g_assert_false (is_held (overlay));
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

int
main (int argc, char **argv)
{
  init_widgets (&argc, &argv);
  g_test_add_func ("/toasts/one-by-one", test_one_by_one);
  return g_test_run ();
}
