/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-widths-view.h"

#include "problems.h"
#include "widgets.h"

static void
on_chosen (RscWidthsView *view, guint64 m, guint64 *chosen)
{
  *chosen = m;
}

/* A number of neurons is chosen where the pointer or a key says, and only where it is another one;
 * Page keys go to the next number at which the pieces change. */
static void
test_choosing (void)
{
  g_autoptr (RscOptimalSet) set = set_of_gallery ("polygon-12", RSC_ACTIVATION_RELU, 0.1);
  g_autoptr (GError) error = NULL;
  g_autoptr (RscComplex) complex = rsc_complex_new_for_set (set, NULL, &error);
  GtkWidget *widget = rsc_widths_view_new ();
  RscWidthsView *view = RSC_WIDTHS_VIEW (widget);
  GtkWindow *window = show_widget (widget, 500, 260);
  gsize first, last;
  guint64 chosen = 0;

  g_assert_no_error (error);
  g_signal_connect (view, "chosen", G_CALLBACK (on_chosen), &chosen);
  /* Nothing is to be chosen yet. */
  g_assert_false (press_key (widget, GDK_KEY_Right));
  rsc_widths_plot_get_range (complex, &first, &last);
  g_assert_cmpuint (first, <, last);
  rsc_widths_view_set (view, complex, 3);
  g_assert_true (rsc_widths_view_get_complex (view) == complex);
  g_assert_cmpuint (rsc_widths_view_get_m (view), ==, 3);
  g_assert_true (press_key (widget, GDK_KEY_Right));
  g_assert_cmpuint (chosen, ==, 4);
  /* From 4 to 5 nothing changes; at 6 the four pieces are one. */
  rsc_widths_view_set (view, complex, 4);
  g_assert_true (press_key (widget, GDK_KEY_Page_Down));
  g_assert_cmpuint (chosen, ==, 6);
  rsc_widths_view_set (view, complex, 6);
  g_assert_true (press_key (widget, GDK_KEY_Page_Down));
  g_assert_cmpuint (chosen, ==, 7);
  g_assert_true (press_key (widget, GDK_KEY_End));
  g_assert_cmpuint (chosen, ==, last);
  g_assert_true (press_key (widget, GDK_KEY_Home));
  g_assert_cmpuint (chosen, ==, first);
  rsc_widths_view_set (view, complex, last);
  chosen = 0;
  g_assert_true (press_key (widget, GDK_KEY_Right));
  g_assert_cmpuint (chosen, ==, 0);

  wait_for_frames (widget);
  point_at (widget, 250, 100);
  g_signal_emit_by_name (find_controller (widget, GTK_TYPE_GESTURE_DRAG), "drag-begin", 250.0,
                         100.0);
  g_assert_cmpuint (chosen, >, first);
  g_assert_cmpuint (chosen, <, last);
  leave (widget);
  rsc_widths_view_set (view, NULL, 0);
  g_assert_null (rsc_widths_view_get_complex (view));
  gtk_window_destroy (window);
}

static void
test_finalises (void)
{
  g_autoptr (RscOptimalSet) set = set_of_gallery ("polygon-6", RSC_ACTIVATION_RELU, 0.1);
  g_autoptr (GError) error = NULL;
  g_autoptr (RscComplex) complex = rsc_complex_new_for_set (set, NULL, &error);
  GtkWidget *view = rsc_widths_view_new ();

  g_assert_no_error (error);
  rsc_widths_view_set (RSC_WIDTHS_VIEW (view), complex, 3);
  assert_finalises (view);
}

int
main (int argc, char **argv)
{
  init_widgets (&argc, &argv);

  g_test_add_func ("/widths-view/choosing", test_choosing);
  g_test_add_func ("/widths-view/finalises", test_finalises);
  return g_test_run ();
}
