/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window without a mouse. */
#include <gsl/gsl_errno.h>

#include "documents.h"
#include "windows.h"

/* More than there are controls. */
#define STEPS_MAX 400

static GtkApplication *application;

/* Round the window in one direction until the focus is where it began; TRUE when it comes back, with all
 * that had it. */
static gboolean
go_round (RscWindow *window, GtkDirectionType direction, GHashTable *seen)
{
  GtkWidget *start = gtk_window_get_focus (GTK_WINDOW (window));

  g_assert_nonnull (start);
  for (guint k = 0; k < STEPS_MAX; k++)
    {
      GtkWidget *focus;

      gtk_widget_child_focus (GTK_WIDGET (window), direction);
      focus = gtk_window_get_focus (GTK_WINDOW (window));
      if (focus)
        g_hash_table_add (seen, focus);
      if (focus == start)
        return TRUE;
    }
  return FALSE;
}

/* Tab and Shift+Tab go round the whole window: nothing holds them, and both meet the same controls. */
static void
test_round (void)
{
  RscWindow *window = show_window (application, "gallery:xor");
  g_autoptr (GHashTable) forward = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) backward = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer control;

  wait_idle (rsc_window_get_document (window));
  g_assert_true (go_round (window, GTK_DIR_TAB_FORWARD, forward));
  g_assert_true (go_round (window, GTK_DIR_TAB_BACKWARD, backward));
  g_assert_cmpuint (g_hash_table_size (forward), >, 30);
  g_assert_cmpuint (g_hash_table_size (forward), ==, g_hash_table_size (backward));
  g_hash_table_iter_init (&iter, backward);
  while (g_hash_table_iter_next (&iter, &control, NULL))
    g_assert_true (g_hash_table_contains (forward, control));
  close_window (window);
}

/* Escape deselects where nothing is at work. */
static void
test_escape (void)
{
  RscWindow *window = show_window (application, "gallery:xor");
  RscDocument *document = rsc_window_get_document (window);

  wait_idle (document);
  rsc_selection_select (rsc_document_get_selection (document), 1);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.cancel", NULL));
  g_assert_cmpint (rsc_selection_get_selected (rsc_document_get_selection (document)), ==, -1);
  close_window (window);
}

int
main (int argc, char **argv)
{
  int status;

  gsl_set_error_handler_off ();
  gtk_test_init (&argc, &argv, NULL);
  application = make_application ();
  g_test_add_func ("/keyboard/round", test_round);
  g_test_add_func ("/keyboard/escape", test_escape);
  status = g_test_run ();
  g_object_unref (application);
  return status;
}
