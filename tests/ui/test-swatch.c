/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-swatch.h"

#include "widgets.h"

/* The same line as in the pictures: the neuron's colour, whole or dashed. */
static void
test_picture (void)
{
  GtkWidget *swatch = rsc_swatch_new ();
  GtkWindow *window = show_widget (swatch, 60, 12);
  int whole[2];

  for (int dark = 0; dark < 2; dark++)
    {
      RscTheme theme;

      set_dark (dark);
      rsc_theme_init (&theme, dark);
      for (gsize neuron = 0; neuron < 14; neuron += 3)
        {
          cairo_surface_t *surface;
          int n, height = gtk_widget_get_height (swatch);

          rsc_swatch_set_neuron (RSC_SWATCH (swatch), neuron);
          surface = draw_widget (swatch);
          n = count_pixels (surface, pack_color (rsc_theme_get_neuron_color (&theme, neuron)), 3);
          g_assert_cmphex (get_pixel (surface, 1, 0), ==, 0xffffff);
          g_assert_cmphex (get_pixel (surface, 1, height - 1), ==, 0xffffff);
          if (neuron == 0)
            whole[dark] = n;
          g_assert_cmpint (whole[dark], >=, 2 * gtk_widget_get_width (swatch));
          if (neuron < 7)
            g_assert_cmpint (n, ==, whole[dark]);
          else
            {
              g_assert_cmpint (n, >, whole[dark] / 3);
              g_assert_cmpint (n, <, whole[dark] * 9 / 10);
            }
          cairo_surface_destroy (surface);
        }
    }
  set_dark (FALSE);
  gtk_test_accessible_assert_role (swatch, GTK_ACCESSIBLE_ROLE_PRESENTATION);
  gtk_window_destroy (window);
}

/* A piece is a square, in no neuron's colour. */
static void
test_piece (void)
{
  GtkWidget *swatch = rsc_swatch_new ();
  GtkWindow *window = show_widget (swatch, 60, 12);
  const int side = gtk_widget_get_height (swatch);
  cairo_surface_t *surface;
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  for (gsize piece = 0; piece < 3; piece++)
    {
      rsc_swatch_set_piece (RSC_SWATCH (swatch), piece);
      surface = draw_widget (swatch);
      g_assert_cmpint (
        count_pixels (surface, pack_color (rsc_theme_get_piece_color (&theme, piece)), 3), >=,
        side * side * 8 / 10);
      g_assert_cmpint (
        count_pixels (surface, pack_color (rsc_theme_get_neuron_color (&theme, piece)), 3), ==, 0);
      cairo_surface_destroy (surface);
    }
  gtk_window_destroy (window);
}

static void
test_finalises (void)
{
  assert_finalises (rsc_swatch_new ());
}

int
main (int argc, char **argv)
{
  init_widgets (&argc, &argv);

  g_test_add_func ("/swatch/picture", test_picture);
  g_test_add_func ("/swatch/piece", test_piece);
  g_test_add_func ("/swatch/finalises", test_finalises);

  return g_test_run ();
}
