/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What pictures share, on one that fills itself with the colour of the theme. */
#include "ui/rsc-plot-area.h"

#include "widgets.h"

#define TEST_TYPE_AREA (test_area_get_type ())
G_DECLARE_FINAL_TYPE (TestArea, test_area, TEST, AREA, RscPlotArea)

struct _TestArea
{
  RscPlotArea parent_instance;
  guint n_draws;
  double width, height;
};

G_DEFINE_FINAL_TYPE (TestArea, test_area, RSC_TYPE_PLOT_AREA)

static void
test_area_draw (RscPlotArea *area, const RscTheme *theme, cairo_t *cr, double width, double height)
{
  TestArea *self = TEST_AREA (area);
  const RscColor color = theme->foreground;

  self->n_draws++;
  self->width = width;
  self->height = height;
  cairo_set_source_rgb (cr, color.red, color.green, color.blue);
  cairo_paint (cr);
}

static void
test_area_class_init (TestAreaClass *klass)
{
  RSC_PLOT_AREA_CLASS (klass)->draw = test_area_draw;
}

static void
test_area_init (TestArea *self)
{
}

/* All of its size in the colours of the style on show, light and dark; what is new is said and
 * drawn. */
static void
test_draws (void)
{
  TestArea *area = g_object_new (TEST_TYPE_AREA, NULL);
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
  n = area->n_draws;
  n_renewed = 0;
  wait_for_frames (widget);
  g_assert_cmpuint (area->n_draws, ==, n);
  rsc_plot_area_queue_layout (RSC_PLOT_AREA (area));
  g_assert_cmpuint (n_renewed, ==, 1);
  wait_for_frames (widget);
  g_assert_cmpuint (area->n_draws, >, n);
  gtk_window_destroy (window);
}

static void
test_finalises (void)
{
  assert_finalises (g_object_new (TEST_TYPE_AREA, NULL));
}

int
main (int argc, char **argv)
{
  init_widgets (&argc, &argv);

  g_test_add_func ("/plot-area/draws", test_draws);
  g_test_add_func ("/plot-area/finalises", test_finalises);
  return g_test_run ();
}
