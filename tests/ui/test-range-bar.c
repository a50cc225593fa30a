/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-range-bar.h"

#include <math.h>

#include "widgets.h"

static void
test_values (void)
{
  RscRangeBar *bar = g_object_ref_sink (RSC_RANGE_BAR (rsc_range_bar_new ()));

  rsc_range_bar_set (bar, 3, 0.5, 2, 1, 4);
  g_assert_cmpfloat (rsc_range_bar_get_minimum (bar), ==, 0.5);
  g_assert_cmpfloat (rsc_range_bar_get_maximum (bar), ==, 2);
  g_assert_cmpfloat (rsc_range_bar_get_value (bar), ==, 1);
  gtk_test_accessible_assert_property (bar, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, 1.0);
  gtk_test_accessible_assert_role (bar, GTK_ACCESSIBLE_ROLE_METER);
  g_object_unref (bar);
}

/* The bar from a quarter to a half of the scale, the marker of the neuron's colour at three
 * eighths. */
static void
test_picture (void)
{
  GtkWidget *bar = rsc_range_bar_new ();
  GtkWindow *window = show_widget (bar, 210, 13);
  int width = gtk_widget_get_width (bar), middle = gtk_widget_get_height (bar) / 2;
  double span = width - 10.0;
  RscTheme theme;
  guint32 color;
  cairo_surface_t *surface;

  rsc_theme_init (&theme, FALSE);
  color = pack_color (rsc_theme_get_neuron_color (&theme, 2));
  rsc_range_bar_set (RSC_RANGE_BAR (bar), 2, 1, 2, 1.5, 4);
  surface = draw_widget (bar);
  g_assert_cmphex (get_pixel (surface, (int) (5 + 0.375 * span), middle), ==, 0xffffff);
  g_assert_cmpint (count_pixels (surface, color, 6), >, 8);
  g_assert_cmphex (get_pixel (surface, (int) (5 + 0.28 * span), middle), ==,
                   get_pixel (surface, (int) (5 + 0.47 * span), middle));
  g_assert_cmphex (get_pixel (surface, (int) (5 + 0.28 * span), middle), !=,
                   get_pixel (surface, (int) (5 + 0.15 * span), middle));
  g_assert_cmphex (get_pixel (surface, (int) (5 + 0.6 * span), middle), ==,
                   get_pixel (surface, (int) (5 + 0.15 * span), middle));
  cairo_surface_destroy (surface);

  /* Without a value there is no marker; the least value stands for it in speech. */
  rsc_range_bar_set (RSC_RANGE_BAR (bar), 2, 1, 2, NAN, 4);
  gtk_test_accessible_assert_property (bar, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, 1.0);
  surface = draw_widget (bar);
  g_assert_cmpint (count_pixels (surface, color, 6), ==, 0);
  cairo_surface_destroy (surface);

  /* A scale without length puts everything at its start. */
  rsc_range_bar_set (RSC_RANGE_BAR (bar), 2, 0, 0, 0, 0);
  surface = draw_widget (bar);
  g_assert_cmphex (get_pixel (surface, 5, middle), ==, 0xffffff);
  g_assert_cmpint (count_pixels (surface, color, 6), >, 8);
  cairo_surface_destroy (surface);
  gtk_window_destroy (window);
}

static void
test_finalises (void)
{
  assert_finalises (rsc_range_bar_new ());
}

int
main (int argc, char **argv)
{
  init_widgets (&argc, &argv);

  g_test_add_func ("/range-bar/values", test_values);
  g_test_add_func ("/range-bar/picture", test_picture);
  g_test_add_func ("/range-bar/finalises", test_finalises);

  return g_test_run ();
}
