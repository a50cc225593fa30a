/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What pictures share, on one that fills itself with the colour of the theme. */
#include "ui/rsc-plot-area.h"

#include "layered-area.h"
#include "widgets.h"

/* All of its size in the colours of the style on show, light and dark; what is new is said and
 * drawn. */
static void
test_draws (void)
{
  LayeredArea *area = g_object_new (LAYERED_TYPE_AREA, NULL);
  GtkWidget *widget = GTK_WIDGET (area);
  GtkWindow *window = show_widget (widget, 300, 200);
  guint n, n_renewed = 0;

  g_signal_connect_swapped (area, "renewed", G_CALLBACK (count_signal), &n_renewed);
  g_assert_cmpfloat (area->width, ==, gtk_widget_get_width (widget));
  g_assert_cmpfloat (area->height, ==, gtk_widget_get_height (widget));
  g_assert_true (gtk_widget_get_focusable (widget));
  for (int dark = 0; dark < 2; dark++)
    {
      RscTheme theme;
      cairo_surface_t *surface;

      set_dark (dark);
      wait_for_frames (widget);
      rsc_theme_init (&theme, dark);
      surface = draw_widget (widget);
      g_assert_cmphex (get_pixel (surface, 150, 100), ==, pack_color (theme.foreground));
      g_assert_cmphex (pack_color (rsc_plot_area_get_theme (RSC_PLOT_AREA (area))->foreground), ==,
                       pack_color (theme.foreground));
      cairo_surface_destroy (surface);
    }
  set_dark (FALSE);
  wait_for_frames (widget);
  n = area->n_still;
  n_renewed = 0;
  wait_for_frames (widget);
  g_assert_cmpuint (area->n_still, ==, n);
  rsc_plot_area_queue_layout (RSC_PLOT_AREA (area));
  g_assert_cmpuint (n_renewed, ==, 1);
  wait_for_frames (widget);
  g_assert_cmpuint (area->n_still, >, n);
  gtk_window_destroy (window);
}

/* What moves is drawn alone; new still layers are drawn where everything stands already; and where
 * there is nothing to show nothing is. */
static void
test_layers (void)
{
  LayeredArea *area = g_object_new (LAYERED_TYPE_AREA, NULL);
  RscPlotArea *plot = RSC_PLOT_AREA (area);
  GtkWidget *widget = GTK_WIDGET (area);
  GtkWindow *window = show_widget (widget, 300, 200);
  guint n_renewed = 0, n_moving, n_still;

  wait_for_frames (widget);
  g_signal_connect_swapped (area, "renewed", G_CALLBACK (count_signal), &n_renewed);
  n_still = area->n_still;
  n_moving = area->n_moving;
  gtk_widget_queue_draw (widget);
  wait_for_frames (widget);
  g_assert_cmpuint (area->n_moving, ==, n_moving + 1);
  g_assert_cmpuint (area->n_still, ==, n_still);

  rsc_plot_area_queue_still (plot);
  wait_for_frames (widget);
  g_assert_cmpuint (area->n_still, ==, n_still + 1);
  g_assert_cmpuint (area->n_still, ==, rsc_plot_area_get_n_still (plot));
  g_assert_cmpuint (area->n_laid_out, ==, 1);
  g_assert_cmpuint (n_renewed, ==, 0);

  for (int k = 0; k < 2; k++)
    {
      RscTheme theme;
      cairo_surface_t *surface;

      area->empty = k == 0;
      rsc_plot_area_queue_layout (plot);
      wait_for_frames (widget);
      rsc_theme_init (&theme, FALSE);
      surface = draw_widget (widget);
      g_assert_cmpint (get_pixel (surface, 150, 100) == pack_color (theme.foreground), ==, k);
      cairo_surface_destroy (surface);
      g_assert_cmpint (rsc_plot_area_get_picture (plot) != NULL, ==, k);
      g_assert_cmpuint (area->n_still, ==, n_still + 1 + (guint) k);
    }
  gtk_window_destroy (window);
}

static void
test_finalises (void)
{
  assert_finalises (g_object_new (LAYERED_TYPE_AREA, NULL));
}

int
main (int argc, char **argv)
{
  init_widgets (&argc, &argv);

  g_test_add_func ("/plot-area/draws", test_draws);
  g_test_add_func ("/plot-area/layers", test_layers);
  g_test_add_func ("/plot-area/finalises", test_finalises);
  return g_test_run ();
}
