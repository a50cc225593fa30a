/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-function-view.h"

#include <math.h>

#include "widgets.h"

static void
test_holds_references (void)
{
  double x[2] = { 0, 1 }, y[2] = { 1, 2 }, w[2] = { 1, 0 };
  int sign = 1;
  gsize id = 0;
  RscFunctionView *view = g_object_ref_sink (RSC_FUNCTION_VIEW (rsc_function_view_new ()));
  RscFunctionModel model;

  rsc_function_model_init (&model);
  model.dataset = rsc_dataset_new ("two", 2, 1, x, y, NULL, NULL, NULL);
  model.network = rsc_network_new_from_convex (1, 2, TRUE, w, &sign, NULL);
  model.neuron_ids = &id;
  rsc_function_view_set_model (view, &model);
  rsc_dataset_unref (model.dataset);
  rsc_network_unref (model.network);
  id = 99;
  g_assert_cmpuint (rsc_dataset_get_n (rsc_function_view_get_model (view)->dataset), ==, 2);
  g_assert_cmpuint (rsc_function_view_get_model (view)->neuron_ids[0], ==, 0);
  g_object_unref (view);
}

/* The line |x| - 1/2 through three points, by two neurons that switch at 0. */
static GtkWidget *
make_view (RscFunctionModel *model)
{
  static const double x[3] = { -1, 0, 1 }, y[3] = { 0.5, -0.5, 0.5 };
  static const double w[6] = { 1, 0, -1, 0, 0, 0.5 };
  static const int signs[3] = { 1, 1, -1 };
  GtkWidget *view = rsc_function_view_new ();

  rsc_function_model_init (model);
  model->dataset = rsc_dataset_new ("three", 3, 1, x, y, NULL, NULL, NULL);
  model->network = rsc_network_new_from_convex (3, 2, TRUE, w, signs, NULL);
  rsc_function_view_set_model (RSC_FUNCTION_VIEW (view), model);
  return view;
}

static void
on_hit (RscFunctionView *view, const RscFunctionHit *hit, RscFunctionHit *heard)
{
  *heard = *hit;
}

/* What a picture laid out anew says is at a place of @view. */
static void
pick (GtkWidget *view, const RscFunctionModel *model, double x, double y, RscFunctionHit *hit)
{
  cairo_t *cr = rsc_picture_create_measuring ();
  g_autoptr (RscPicture) picture =
    rsc_function_plot_new (model, rsc_plot_area_get_theme (RSC_PLOT_AREA (view)), cr,
                           gtk_widget_get_width (view), gtk_widget_get_height (view));

  rsc_function_plot_find (picture, x, y, hit);
  cairo_destroy (cr);
}

/* What is under the pointer is what the picture says is there; a click takes the focus. */
static void
test_pointer (void)
{
  RscFunctionModel model;
  GtkWidget *view = make_view (&model);
  GtkWindow *window = show_widget (view, 480, 360);
  RscFunctionHit hovered = { .neuron = 7 }, activated = { .neuron = 7 }, hit;
  double width = gtk_widget_get_width (view), height = gtk_widget_get_height (view);
  int n_points = 0;

  g_signal_connect (view, "hovered", G_CALLBACK (on_hit), &hovered);
  g_signal_connect (view, "activated", G_CALLBACK (on_hit), &activated);
  for (int y = 5; y < height; y += 9)
    for (int x = 5; x < width; x += 9)
      {
        pick (view, &model, x, y, &hit);
        point_at (view, x, y);
        g_assert_cmpint (hovered.point, ==, hit.point);
        g_assert_cmpint (hovered.neuron, ==, hit.neuron);
        g_assert_cmpint (hovered.inside, ==, hit.inside);
        g_assert_cmpfloat (hovered.x, ==, hit.x);
        n_points += hit.point >= 0;
      }
  g_assert_cmpint (n_points, >, 0);
  g_assert_cmpint (activated.neuron, ==, 7);
  click_at (view, 0.5 * width, 0.5 * height);
  pick (view, &model, 0.5 * width, 0.5 * height, &hit);
  g_assert_cmpfloat (activated.x, ==, hit.x);
  g_assert_true (gtk_widget_has_focus (view));
  leave (view);
  g_assert_cmpint (hovered.point, ==, -1);
  g_assert_cmpint (hovered.neuron, ==, -1);
  g_assert_false (hovered.inside);

  /* Without data nothing is anywhere. */
  rsc_dataset_unref (model.dataset);
  rsc_network_unref (model.network);
  rsc_function_model_init (&model);
  rsc_function_view_set_model (RSC_FUNCTION_VIEW (view), &model);
  point_at (view, 0.5 * width, 0.5 * height);
  g_assert_cmpint (hovered.point, ==, -1);
  g_assert_false (hovered.inside);
  gtk_window_destroy (window);
}

/* The widget shows the picture of its model, pixel by pixel, in both looks. */
static void
test_picture (void)
{
  RscFunctionModel model;
  GtkWidget *view = make_view (&model);
  GtkWindow *window = show_widget (view, 420, 320);
  int width = gtk_widget_get_width (view), height = gtk_widget_get_height (view);

  for (int dark = 0; dark < 2; dark++)
    for (int selected = -1; selected < 2; selected++)
      {
        cairo_surface_t *expected = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
        cairo_t *cr = cairo_create (expected);
        cairo_surface_t *surface;
        RscTheme theme;

        set_dark (dark);
        rsc_theme_init (&theme, dark);
        model.selected = selected;
        rsc_function_view_set_model (RSC_FUNCTION_VIEW (view), &model);
        surface = draw_widget (view);
        rsc_function_plot_draw (&model, &theme, cr, width, height);
        cairo_surface_flush (expected);
        for (int y = 0; y < height; y++)
          for (int x = 0; x < width; x++)
            g_assert_cmphex (get_pixel (surface, x, y), ==, get_pixel (expected, x, y));
        cairo_destroy (cr);
        cairo_surface_destroy (expected);
        cairo_surface_destroy (surface);
      }
  set_dark (FALSE);
  rsc_dataset_unref (model.dataset);
  rsc_network_unref (model.network);
  gtk_window_destroy (window);
}

/* The picture is laid out once for what is shown: not when the pointer moves, nor when only the
 * emphasis changes, which draws it anew. */
static void
test_laid_out_once (void)
{
  RscFunctionModel model;
  GtkWidget *view = make_view (&model);
  GtkWindow *window = show_widget (view, 420, 320);
  RscPlotArea *area = RSC_PLOT_AREA (view);
  RscPicture *picture = rsc_plot_area_get_picture (area);
  guint n_still;

  g_assert_nonnull (picture);
  cairo_surface_destroy (draw_widget (view));
  n_still = rsc_plot_area_get_n_still (area);
  for (int x = 10; x < 400; x += 10)
    point_at (view, x, 100);
  rsc_function_view_set_model (RSC_FUNCTION_VIEW (view), &model);
  cairo_surface_destroy (draw_widget (view));
  g_assert_true (rsc_plot_area_get_picture (area) == picture);
  g_assert_cmpuint (rsc_plot_area_get_n_still (area), ==, n_still);
  model.hovered = 1;
  rsc_function_view_set_model (RSC_FUNCTION_VIEW (view), &model);
  cairo_surface_destroy (draw_widget (view));
  g_assert_true (rsc_plot_area_get_picture (area) == picture);
  g_assert_cmpuint (rsc_plot_area_get_n_still (area), ==, n_still + 1);
  model.value_low = -2;
  model.value_high = 2;
  rsc_function_view_set_model (RSC_FUNCTION_VIEW (view), &model);
  cairo_surface_destroy (draw_widget (view));
  g_assert_cmpuint (rsc_plot_area_get_n_still (area), ==, n_still + 2);
  rsc_function_view_set_model (RSC_FUNCTION_VIEW (view), &model);
  cairo_surface_destroy (draw_widget (view));
  g_assert_cmpuint (rsc_plot_area_get_n_still (area), ==, n_still + 2);
  rsc_dataset_unref (model.dataset);
  rsc_network_unref (model.network);
  gtk_window_destroy (window);
}

/* Columns of the picture with a dark pixel in each of the middle rows. */
static int
find_line (GtkWidget *view, int width)
{
  cairo_surface_t *surface = draw_widget (view);
  const int height = gtk_widget_get_height (view);
  int found = -1;

  for (int x = width / 6; x < width * 5 / 6 && found < 0; x++)
    {
      int n = 0;

      for (int y = height / 3; y < height * 2 / 3; y++)
        n += (get_pixel (surface, x, y) >> 16) < 0x90 && (get_pixel (surface, x, y) & 0xff) < 0x90;
      if (n > height / 5)
        found = x;
    }
  cairo_surface_destroy (surface);
  return found;
}

/* The place that is asked about moves, and nothing is laid out anew. */
static void
test_probe (void)
{
  RscFunctionModel model;
  GtkWidget *view = make_view (&model);
  GtkWindow *window = show_widget (view, 480, 360);
  const guint n = rsc_plot_area_get_n_still (RSC_PLOT_AREA (view));
  const int width = gtk_widget_get_width (view);
  int first, second;

  g_assert_cmpint (find_line (view, width), ==, -1);
  model.probe_x = -0.5;
  rsc_function_view_set_model (RSC_FUNCTION_VIEW (view), &model);
  wait_for_frames (view);
  first = find_line (view, width);
  model.probe_x = 0.5;
  rsc_function_view_set_model (RSC_FUNCTION_VIEW (view), &model);
  wait_for_frames (view);
  second = find_line (view, width);
  g_assert_cmpint (first, >, 0);
  g_assert_cmpint (second, >, first + width / 8);
  model.probe_x = NAN;
  rsc_function_view_set_model (RSC_FUNCTION_VIEW (view), &model);
  wait_for_frames (view);
  g_assert_cmpint (find_line (view, width), ==, -1);
  g_assert_cmpuint (rsc_plot_area_get_n_still (RSC_PLOT_AREA (view)), ==, n);
  rsc_dataset_unref (model.dataset);
  rsc_network_unref (model.network);
  gtk_window_destroy (window);
}

static void
test_finalises (void)
{
  RscFunctionModel model;
  GtkWidget *view = make_view (&model);

  rsc_dataset_unref (model.dataset);
  rsc_network_unref (model.network);
  assert_finalises (view);
}

int
main (int argc, char **argv)
{
  init_widgets (&argc, &argv);

  g_test_add_func ("/function-view/holds-references", test_holds_references);
  g_test_add_func ("/function-view/pointer", test_pointer);
  g_test_add_func ("/function-view/picture", test_picture);
  g_test_add_func ("/function-view/laid-out-once", test_laid_out_once);
  g_test_add_func ("/function-view/probe", test_probe);
  g_test_add_func ("/function-view/finalises", test_finalises);

  return g_test_run ();
}
