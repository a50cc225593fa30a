/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pixels.h"

#include "ui/plot/rsc-theme.h"
#include <math.h>
#include <string.h>

static double
get_luminance (RscColor c)
{
  double v[3] = { c.red, c.green, c.blue };
  for (int k = 0; k < 3; k++)
    v[k] = v[k] <= 0.04045 ? v[k] / 12.92 : pow ((v[k] + 0.055) / 1.055, 2.4);
  return 0.2126 * v[0] + 0.7152 * v[1] + 0.0722 * v[2];
}

static double
get_contrast (RscColor a, RscColor b)
{
  double la = get_luminance (a), lb = get_luminance (b);
  return (MAX (la, lb) + 0.05) / (MIN (la, lb) + 0.05);
}

/* Contrasts as WCAG wants them: 4.5 for text, 3 for lines and dots. */
static void
test_contrast (void)
{
  for (int dark = 0; dark < 2; dark++)
    {
      RscTheme theme;
      rsc_theme_init (&theme, dark);
      g_assert_cmpfloat (get_contrast (theme.foreground, theme.background), >=, 7.0);
      g_assert_cmpfloat (get_contrast (theme.muted, theme.background), >=, 4.5);
      g_assert_cmpfloat (get_contrast (theme.accent, theme.background), >=, 3.0);
      g_assert_cmpfloat (get_contrast (theme.positive, theme.background), >=, 3.0);
      g_assert_cmpfloat (get_contrast (theme.negative, theme.background), >=, 3.0);
      for (gsize k = 0; k < 7; k++)
        g_assert_cmpfloat (get_contrast (rsc_theme_get_neuron_color (&theme, k), theme.background),
                           >=, 3.0);
      /* Magnitude is told by lightness alone as well. */
      for (int t = 1; t <= 20; t++)
        {
          double a = get_luminance (rsc_theme_get_sequential (&theme, (t - 1) / 20.0));
          double b = get_luminance (rsc_theme_get_sequential (&theme, t / 20.0));
          g_assert_true (dark ? b > a : b < a);
          a = get_luminance (rsc_theme_get_diverging (&theme, (t - 1) / 20.0));
          b = get_luminance (rsc_theme_get_diverging (&theme, t / 20.0));
          g_assert_true (dark ? b > a : b < a);
          a = get_luminance (rsc_theme_get_diverging (&theme, -(t - 1) / 20.0));
          b = get_luminance (rsc_theme_get_diverging (&theme, -t / 20.0));
          g_assert_true (dark ? b > a : b < a);
        }
      RscColor middle = rsc_theme_get_diverging (&theme, NAN);
      RscColor zero = rsc_theme_get_diverging (&theme, 0.0);
      g_assert_cmpfloat (middle.red, ==, zero.red);
      RscColor first = rsc_theme_get_neuron_color (&theme, 0);
      RscColor again = rsc_theme_get_neuron_color (&theme, 7);
      g_assert_cmpfloat (first.red, ==, again.red);
    }
}

/* High contrast is black and white, every line and every text stands out, and lines are thicker. */
static void
test_high_contrast (void)
{
  for (int dark = 0; dark < 2; dark++)
    {
      RscTheme usual, theme;

      rsc_theme_init (&usual, dark);
      theme = usual;
      rsc_theme_set_high_contrast (&theme);
      rsc_theme_set_high_contrast (&theme);
      g_assert_cmpfloat (get_contrast (theme.foreground, theme.background), >=, 21.0 - 1e-9);
      g_assert_cmpfloat (get_contrast (theme.muted, theme.background), >=, 10.0);
      g_assert_cmpfloat (get_contrast (theme.grid, theme.background), >=, 3.0);
      g_assert_cmpfloat (get_contrast (theme.accent, theme.background), >=, 7.0);
      g_assert_cmpfloat (get_contrast (theme.positive, theme.background), >=, 7.0);
      g_assert_cmpfloat (get_contrast (theme.negative, theme.background), >=, 7.0);
      for (gsize k = 0; k < 7; k++)
        {
          g_assert_cmpfloat (
            get_contrast (rsc_theme_get_neuron_color (&theme, k), theme.background), >=, 4.5);
          for (gsize j = 0; j < k; j++)
            g_assert_cmphex (pixels_pack (rsc_theme_get_neuron_color (&theme, j)), !=,
                             pixels_pack (rsc_theme_get_neuron_color (&theme, k)));
        }
      g_assert_cmpfloat (theme.line_width, ==, 1.5 * usual.line_width);
      g_assert_cmpfloat (theme.font_size, ==, usual.font_size);
      rsc_theme_scale (&theme, 2.0);
      g_assert_cmpfloat (theme.line_width, ==, 3.0 * usual.line_width);
      g_assert_cmpfloat (theme.font_size, ==, 2.0 * usual.font_size);
    }
}

/* Seven colours, then the next dash; a dash is as long as the lines are wide. */
static void
test_neurons_look_different (void)
{
  double dashes[5][6] = { { 0.0 } };
  int lengths[5];
  RscTheme theme;
  cairo_t *cr = pixels_begin (10, 10);

  rsc_theme_init (&theme, FALSE);
  for (gsize a = 0; a < 7; a++)
    for (gsize b = a + 1; b < 7; b++)
      g_assert_cmphex (pixels_pack (rsc_theme_get_neuron_color (&theme, a)), !=,
                       pixels_pack (rsc_theme_get_neuron_color (&theme, b)));
  for (gsize turn = 0; turn < 5; turn++)
    {
      rsc_theme_set_neuron_dash (&theme, cr, 7 * turn + 3);
      lengths[turn] = cairo_get_dash_count (cr);
      cairo_get_dash (cr, dashes[turn], NULL);
      for (gsize other = 0; other < turn; other++)
        g_assert_false (lengths[other] == lengths[turn]
                        && memcmp (dashes[other], dashes[turn], sizeof dashes[turn]) == 0);
      rsc_theme_set_neuron_dash (&theme, cr, 7 * turn);
      g_assert_cmpint (cairo_get_dash_count (cr), ==, lengths[turn]);
    }
  g_assert_cmpint (lengths[0], ==, 0);
  rsc_theme_set_neuron_dash (&theme, cr, 35);
  g_assert_cmpint (cairo_get_dash_count (cr), ==, 0);
  theme.line_width = 3.2;
  for (gsize turn = 1; turn < 5; turn++)
    {
      double wide[6];
      rsc_theme_set_neuron_dash (&theme, cr, 7 * turn);
      cairo_get_dash (cr, wide, NULL);
      for (int k = 0; k < lengths[turn]; k++)
        g_assert_cmpfloat_with_epsilon (wide[k], 2.0 * dashes[turn][k], 1e-12);
    }
  cairo_destroy (cr);
}

/* The maps run from one end's hue over the ground to the other's: warm for positive, cold for negative. */
static void
test_maps (void)
{
  for (int dark = 0; dark < 2; dark++)
    {
      RscTheme theme;
      rsc_theme_init (&theme, dark);
      g_assert_cmpfloat (theme.positive.red, >, theme.positive.blue);
      g_assert_cmpfloat (theme.negative.blue, >, theme.negative.red);
      for (int k = 1; k <= 8; k++)
        {
          RscColor warm = rsc_theme_get_diverging (&theme, k / 8.0);
          RscColor cold = rsc_theme_get_diverging (&theme, -k / 8.0);
          g_assert_cmpfloat (warm.red, >, warm.blue);
          g_assert_cmpfloat (cold.blue, >, cold.red);
        }
      /* Beyond the ends it stays there. */
      g_assert_cmphex (pixels_pack (rsc_theme_get_diverging (&theme, 7.0)), ==,
                       pixels_pack (rsc_theme_get_diverging (&theme, 1.0)));
      g_assert_cmphex (pixels_pack (rsc_theme_get_diverging (&theme, -7.0)), ==,
                       pixels_pack (rsc_theme_get_diverging (&theme, -1.0)));
      g_assert_cmphex (pixels_pack (rsc_theme_get_sequential (&theme, 7.0)), ==,
                       pixels_pack (rsc_theme_get_sequential (&theme, 1.0)));
      g_assert_cmphex (pixels_pack (rsc_theme_get_sequential (&theme, NAN)), ==,
                       pixels_pack (rsc_theme_get_sequential (&theme, 0.0)));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/theme/contrast", test_contrast);
  g_test_add_func ("/theme/high-contrast", test_high_contrast);
  g_test_add_func ("/theme/neurons-look-different", test_neurons_look_different);
  g_test_add_func ("/theme/maps", test_maps);
  return g_test_run ();
}
