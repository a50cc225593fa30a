/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-bars-view.h"

#include "widgets.h"

static void
note (RscBarsView *view, int k, int *noted)
{
  *noted = k;
}

static void
fill (RscBarsView *view, gssize selected)
{
  double values[] = { 1.0, -1.0, 0.5 };
  RscSignedBarsModel model;

  rsc_signed_bars_model_init (&model);
  model.n = 3;
  model.values = values;
  model.y_title = "change";
  model.x_title = "point";
  model.selected = selected;
  rsc_bars_view_set_model (view, &model);
  values[0] = 7.0;
}

/* What is shown is a copy; the pointer and the keys say which bar is meant. */
static void
test_choosing (void)
{
  GtkWidget *widget = rsc_bars_view_new ();
  RscBarsView *view = RSC_BARS_VIEW (widget);
  int hovered = -2, chosen = -2;

  fill (view, -1);
  GtkWindow *window = show_widget (widget, 400, 240);
  g_assert_cmpfloat (rsc_bars_view_get_model (view)->values[0], ==, 1.0);
  g_signal_connect (view, "hovered", G_CALLBACK (note), &hovered);
  g_signal_connect (view, "chosen", G_CALLBACK (note), &chosen);
  point_at (widget, 220, 120);
  g_assert_cmpint (hovered, ==, 1);
  click_at (widget, 220, 120);
  g_assert_cmpint (chosen, ==, 1);

  rsc_bars_view_set_emphasis (view, 1, -1);
  g_assert_true (press_key (widget, GDK_KEY_Right));
  g_assert_cmpint (chosen, ==, 2);
  g_assert_true (press_key (widget, GDK_KEY_Home));
  g_assert_cmpint (chosen, ==, 0);
  fill (view, -1);
  g_assert_true (press_key (widget, GDK_KEY_Left));
  g_assert_cmpint (chosen, ==, 2);
  gtk_window_destroy (window);
}

/* The same again is not laid out again. */
static void
test_same (void)
{
  GtkWidget *widget = rsc_bars_view_new ();
  RscBarsView *view = RSC_BARS_VIEW (widget);

  fill (view, -1);
  GtkWindow *window = show_widget (widget, 400, 240);
  const guint n = rsc_plot_area_get_n_still (RSC_PLOT_AREA (view));
  fill (view, 2);
  wait_for_frames (widget);
  g_assert_cmpint (rsc_bars_view_get_model (view)->selected, ==, 2);
  g_assert_cmpuint (rsc_plot_area_get_n_still (RSC_PLOT_AREA (view)), ==, n);
  gtk_window_destroy (window);
}

static void
test_finalises (void)
{
  assert_finalises (rsc_bars_view_new ());
}

int
main (int argc, char **argv)
{
  init_widgets (&argc, &argv);

  g_test_add_func ("/bars-view/choosing", test_choosing);
  g_test_add_func ("/bars-view/same", test_same);
  g_test_add_func ("/bars-view/finalises", test_finalises);
  return g_test_run ();
}
