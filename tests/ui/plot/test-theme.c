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

/* Pieces are told from each other and from neurons, light and dark. */
static void
test_pieces_look_different (void)
{
  for (int look = 0; look < 4; look++)
    {
      RscTheme theme;

      rsc_theme_init (&theme, look % 2);
      if (look >= 2)
        rsc_theme_set_high_contrast (&theme);
      for (gsize k = 0; k < 5; k++)
        {
          const RscColor piece = rsc_theme_get_piece_color (&theme, k);

          g_assert_cmpfloat (get_contrast (piece, theme.background), >=, look >= 2 ? 4.5 : 3.0);
          for (gsize j = 0; j < 7 + k; j++)
            {
              const RscColor other = j < 7 ? rsc_theme_get_neuron_color (&theme, j)
                                           : rsc_theme_get_piece_color (&theme, j - 7);

              g_assert_cmpfloat (hypot (hypot (piece.red - other.red, piece.green - other.green),
                                        piece.blue - other.blue),
                                 >, j < 7 ? 0.2 : 0.15);
            }
        }
    }
}

/* Linear red, green and blue as they are seen: by all, and without the cones of long, middle and
 * short waves (Machado, Oliveira and Fernandes 2009, severity 1). */
static const double visions[4][3][3] = {
  { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } },
  { { 0.152286, 1.052583, -0.204868 },
    { 0.114503, 0.786281, 0.099216 },
    { -0.003882, -0.048116, 1.051998 } },
  { { 0.367322, 0.860646, -0.227968 },
    { 0.280085, 0.672501, 0.047413 },
    { -0.011820, 0.042940, 0.968881 } },
  { { 1.255528, -0.076749, -0.178779 },
    { -0.078411, 0.930809, 0.147602 },
    { 0.004733, 0.691367, 0.303900 } },
};

/* What is seen of @c, in OKLab: distances there are as large as they look. */
static void
see (const double vision[3][3], RscColor c, double lab[3])
{
  double v[3] = { c.red, c.green, c.blue }, seen[3], cones[3];
  static const double to_cones[3][3] = { { 0.4122214708, 0.5363325363, 0.0514459929 },
                                         { 0.2119034982, 0.6806995451, 0.1073969566 },
                                         { 0.0883024619, 0.2817188376, 0.6299787005 } };
  static const double to_lab[3][3] = { { 0.2104542553, 0.7936177850, -0.0040720468 },
                                       { 1.9779984951, -2.4285922050, 0.4505937099 },
                                       { 0.0259040371, 0.7827717662, -0.8086757660 } };

  for (int k = 0; k < 3; k++)
    v[k] = v[k] <= 0.04045 ? v[k] / 12.92 : pow ((v[k] + 0.055) / 1.055, 2.4);
  for (int k = 0; k < 3; k++)
    seen[k] = CLAMP (vision[k][0] * v[0] + vision[k][1] * v[1] + vision[k][2] * v[2], 0.0, 1.0);
  for (int k = 0; k < 3; k++)
    cones[k] =
      cbrt (to_cones[k][0] * seen[0] + to_cones[k][1] * seen[1] + to_cones[k][2] * seen[2]);
  for (int k = 0; k < 3; k++)
    lab[k] = to_lab[k][0] * cones[0] + to_lab[k][1] * cones[1] + to_lab[k][2] * cones[2];
}

static double
get_distance (int vision, RscColor a, RscColor b)
{
  double x[3], y[3];

  see (visions[vision], a, x);
  see (visions[vision], b, y);
  return hypot (hypot (x[0] - y[0], x[1] - y[1]), x[2] - y[2]);
}

/* Colours that stand for different things differ in every theme for people with any colour
 * blindness; 0.02 is what is just seen side by side. */
static void
test_colour_visions (void)
{
  for (int look = 0; look < 4; look++)
    {
      RscTheme theme;

      rsc_theme_init (&theme, look % 2);
      if (look >= 2)
        rsc_theme_set_high_contrast (&theme);
      for (int vision = 0; vision < 4; vision++)
        {
          g_assert_cmpfloat (get_distance (vision, theme.positive, theme.negative), >, 0.15);
          for (gsize a = 0; a < 7; a++)
            for (gsize b = a + 1; b < 7; b++)
              {
                g_assert_cmpfloat (get_distance (vision, rsc_theme_get_neuron_color (&theme, a),
                                                 rsc_theme_get_neuron_color (&theme, b)),
                                   >, 0.05);
                if (b < 5)
                  g_assert_cmpfloat (get_distance (vision, rsc_theme_get_piece_color (&theme, a),
                                                   rsc_theme_get_piece_color (&theme, b)),
                                     >, 0.05);
              }
        }
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

/* The maps run from one end's hue over the ground to the other's: warm for positive, cold for
 * negative. */
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

/* OKLab: equal distances look equally far apart. */
static void
get_oklab (RscColor c, double lab[3])
{
  double v[3] = { c.red, c.green, c.blue };

  for (int k = 0; k < 3; k++)
    v[k] = v[k] <= 0.04045 ? v[k] / 12.92 : pow ((v[k] + 0.055) / 1.055, 2.4);
  double l = cbrt (0.4122214708 * v[0] + 0.5363325363 * v[1] + 0.0514459929 * v[2]);
  double m = cbrt (0.2119034982 * v[0] + 0.6806995451 * v[1] + 0.1073969566 * v[2]);
  double s = cbrt (0.0883024619 * v[0] + 0.2817188376 * v[1] + 0.6299787005 * v[2]);
  lab[0] = 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s;
  lab[1] = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s;
  lab[2] = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s;
}

/* Values: even steps, and lighter all the way, also for eyes that miss one kind of cone (Machado,
 * Oliveira and Fernandes 2009, severity 1: red, green, blue). */
static void
test_value_scale (void)
{
  enum
  {
    N = 32
  };
  static const double cones[4][3][3] = {
    { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } },
    { { 0.152286, 1.052583, -0.204868 },
      { 0.114503, 0.786281, 0.099216 },
      { -0.003882, -0.048116, 1.051998 } },
    { { 0.367322, 0.860646, -0.227968 },
      { 0.280085, 0.672501, 0.047413 },
      { -0.011820, 0.042940, 0.968881 } },
    { { 1.255528, -0.076749, -0.178779 },
      { -0.078411, 0.930809, 0.147602 },
      { 0.004733, 0.691367, 0.303900 } },
  };
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  for (int eye = 0; eye < 4; eye++)
    {
      double last[3] = { 0 }, steps[N], sum = 0.0;

      for (int k = 0; k <= N; k++)
        {
          RscColor c = rsc_theme_get_value (&theme, (double) k / N);
          double v[3] = { c.red, c.green, c.blue }, seen[3], lab[3];

          for (int i = 0; i < 3; i++)
            v[i] = v[i] <= 0.04045 ? v[i] / 12.92 : pow ((v[i] + 0.055) / 1.055, 2.4);
          for (int i = 0; i < 3; i++)
            {
              seen[i] = cones[eye][i][0] * v[0] + cones[eye][i][1] * v[1] + cones[eye][i][2] * v[2];
              seen[i] = CLAMP (seen[i], 0.0, 1.0);
              seen[i] =
                seen[i] <= 0.0031308 ? 12.92 * seen[i] : 1.055 * pow (seen[i], 1 / 2.4) - 0.055;
            }
          get_oklab ((RscColor){ seen[0], seen[1], seen[2], 1.0 }, lab);
          if (k > 0)
            {
              g_assert_cmpfloat (lab[0], >, last[0]);
              steps[k - 1] = hypot (hypot (lab[0] - last[0], lab[1] - last[1]), lab[2] - last[2]);
              sum += steps[k - 1];
            }
          memcpy (last, lab, sizeof last);
        }
      for (int k = 0; k < N; k++)
        {
          g_assert_cmpfloat (steps[k], >, (eye == 0 ? 0.9 : 0.65) * sum / N);
          g_assert_cmpfloat (steps[k], <, (eye == 0 ? 1.1 : 1.25) * sum / N);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/theme/contrast", test_contrast);
  g_test_add_func ("/theme/high-contrast", test_high_contrast);
  g_test_add_func ("/theme/neurons-look-different", test_neurons_look_different);
  g_test_add_func ("/theme/colour-visions", test_colour_visions);
  g_test_add_func ("/theme/maps", test_maps);
  g_test_add_func ("/theme/value-scale", test_value_scale);
  g_test_add_func ("/theme/pieces-look-different", test_pieces_look_different);

  return g_test_run ();
}
