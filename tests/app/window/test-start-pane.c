/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-start-pane.h"

#include "app/window/rsc-lesson-pane.h"
#include "documents.h"
#include "widgets.h"
#include "windows.h"

static GtkApplication *application;

/* From the start page to the first question of the first lesson, which is answered: three clicks;
 * and to other data: one. */
static void
test_clicks (void)
{
  RscWindow *window = show_window (application, "gallery:checkerboard");
  RscDocument *document = rsc_window_get_document (window);
  GtkWidget *pane, *list, *grid;

  g_assert_null (find_child (GTK_WIDGET (window), RSC_TYPE_START_PANE));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.start", NULL);
  pane = find_child (GTK_WIDGET (window), RSC_TYPE_START_PANE);
  g_assert_nonnull (pane);
  g_assert_true (gtk_widget_get_mapped (pane));
  /* Beside the pictures, which are there. */
  g_assert_true (gtk_widget_get_mapped (pane));
  list = find_child (pane, GTK_TYPE_LIST_BOX);
  g_signal_emit_by_name (list, "row-activated",
                         gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0));
  g_assert_cmpstr (rsc_document_get_state (document)->item->name, ==, "polygon");
  g_signal_emit_by_name (find_button (GTK_WIDGET (window), "All at the same weights"), "clicked");
  g_assert_nonnull (find_label (GTK_WIDGET (window), "Not so: "));
  g_signal_emit_by_name (
    find_button (find_child (GTK_WIDGET (window), RSC_TYPE_LESSON_PANE), "Leave"), "clicked");
  g_assert_cmpstr (rsc_document_get_state (document)->item->name, ==, "checkerboard");

  grid = find_child (pane, GTK_TYPE_FLOW_BOX);
  g_signal_emit_by_name (grid, "child-activated",
                         gtk_flow_box_get_child_at_index (GTK_FLOW_BOX (grid), 3));
  g_assert_cmpstr (rsc_document_get_state (document)->item->name, ==, "xor");
  g_assert_true (gtk_widget_get_mapped (pane));
  g_signal_emit_by_name (find_button (pane, "Close the start page"), "clicked");
  g_assert_false (gtk_widget_get_mapped (pane));
  close_window (window);
}

int
main (int argc, char **argv)
{
  application = begin_windows (&argc, &argv);
  g_test_add_func ("/start-pane/clicks", test_clicks);
  return run_windows (application);
}
