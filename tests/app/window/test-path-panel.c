/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-path-panel.h"

#include "documents.h"
#include "widgets.h"
#include "windows.h"

static GtkApplication *application;

/* Where the path's axis is, inside of the panel; nowhere without a path. */
static void
test_extent (void)
{
  RscWindow *window = show_window (application, "gallery:sine");
  RscDocument *document = rsc_window_get_document (window);
  GtkWidget *panel = find_child (GTK_WIDGET (window), RSC_TYPE_PATH_PANEL);
  double left = NAN, right = NAN;
  guint n = 0;

  wait_path (document);
  wait_for_frames (GTK_WIDGET (window));
  g_assert_true (rsc_path_panel_get_extent (RSC_PATH_PANEL (panel), &left, &right));
  g_assert_cmpfloat (left, >, 0.0);
  g_assert_cmpfloat (right, >, left + 0.5 * gtk_widget_get_width (panel));
  g_assert_cmpfloat (right, <=, gtk_widget_get_width (panel));
  g_signal_connect_swapped (panel, "extent-changed", G_CALLBACK (count_signal), &n);
  gtk_window_set_default_size (GTK_WINDOW (window), 900, 700);
  wait_for_frames (GTK_WIDGET (window));
  g_assert_cmpuint (n, >, 0);
  close_window (window);
}

int
main (int argc, char **argv)
{
  application = begin_windows (&argc, &argv);
  g_test_add_func ("/path-panel/extent", test_extent);
  return run_windows (application);
}
