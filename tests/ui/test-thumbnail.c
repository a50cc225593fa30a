/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-thumbnail.h"

#include "widgets.h"

static GtkWidget *
make_thumbnail (gsize n, gsize d, const double *x, const double *y)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RscDataset) dataset = rsc_dataset_new ("points", n, d, x, y, NULL, NULL, &error);

  g_assert_no_error (error);
  return rsc_thumbnail_new (dataset);
}

/* Two features: the positive point up at the right in its colour, the negative one down at the
 * left. */
static void
test_two_features (void)
{
  static const double x[4] = { 0, 0, 1, 1 }, y[2] = { -1, 1 };
  GtkWidget *thumbnail = make_thumbnail (2, 2, x, y);
  GtkWindow *window = show_widget (thumbnail, 44, 44);
  cairo_surface_t *surface = draw_widget (thumbnail);
  RscTheme theme;
  int size = MIN (gtk_widget_get_width (thumbnail), gtk_widget_get_height (thumbnail));
  int near = (int) (size * 0.12 / 1.24), far = size - 1 - near;

  rsc_theme_init (&theme, FALSE);
  g_assert_cmphex (get_pixel (surface, near, far), ==, pack_color (theme.negative));
  g_assert_cmphex (get_pixel (surface, far, near), ==, pack_color (theme.positive));
  g_assert_cmphex (get_pixel (surface, near, near), ==, 0xffffff);
  g_assert_cmphex (get_pixel (surface, size / 2, size / 2), ==, 0xffffff);
  gtk_test_accessible_assert_role (thumbnail, GTK_ACCESSIBLE_ROLE_PRESENTATION);
  cairo_surface_destroy (surface);
  gtk_window_destroy (window);
}

/* One feature, or none: the target upwards, in the colour of text. */
static void
test_one_feature (void)
{
  static const double x[2] = { 0, 1 }, y[2] = { 1, -1 };

  for (gsize d = 0; d < 2; d++)
    {
      GtkWidget *thumbnail = make_thumbnail (2, d, x, y);
      GtkWindow *window = show_widget (thumbnail, 44, 44);
      cairo_surface_t *surface = draw_widget (thumbnail);
      RscTheme theme;
      int size = MIN (gtk_widget_get_width (thumbnail), gtk_widget_get_height (thumbnail));
      int near = (int) (size * 0.12 / 1.24), far = size - 1 - near, middle = size / 2;

      rsc_theme_init (&theme, FALSE);
      g_assert_cmphex (get_pixel (surface, d == 1 ? near : middle, near), ==,
                       pack_color (theme.foreground));
      g_assert_cmphex (get_pixel (surface, d == 1 ? far : middle, far), ==,
                       pack_color (theme.foreground));
      g_assert_cmpint (count_pixels (surface, pack_color (theme.positive), 3), ==, 0);
      g_assert_cmpint (count_pixels (surface, pack_color (theme.negative), 3), ==, 0);
      cairo_surface_destroy (surface);
      gtk_window_destroy (window);
    }
}

/* Many points are smaller, so that they stay apart. */
static void
test_many_points (void)
{
  double x[41], y[41];
  int ink[2];

  for (int k = 0; k < 41; k++)
    {
      x[k] = k % 2;
      y[k] = k % 2;
    }
  for (int more = 0; more < 2; more++)
    {
      GtkWidget *thumbnail = make_thumbnail (more ? 41 : 40, 1, x, y);
      GtkWindow *window = show_widget (thumbnail, 44, 44);
      cairo_surface_t *surface = draw_widget (thumbnail);

      ink[more] = cairo_image_surface_get_width (surface) * cairo_image_surface_get_height (surface)
                  - count_pixels (surface, 0xffffff, 0);
      cairo_surface_destroy (surface);
      gtk_window_destroy (window);
    }
  g_assert_cmpint (ink[1], >, 0);
  g_assert_cmpint (ink[1], <, ink[0]);
}

static void
test_finalises (void)
{
  static const double x[4] = { 0, 1, 1, 0 }, y[2] = { 1, -1 };

  assert_finalises (make_thumbnail (2, 2, x, y));
}

int
main (int argc, char **argv)
{
  init_widgets (&argc, &argv);

  g_test_add_func ("/thumbnail/two-features", test_two_features);
  g_test_add_func ("/thumbnail/one-feature", test_one_feature);
  g_test_add_func ("/thumbnail/many-points", test_many_points);
  g_test_add_func ("/thumbnail/finalises", test_finalises);

  return g_test_run ();
}
