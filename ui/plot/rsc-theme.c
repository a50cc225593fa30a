/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-theme.h"

#include <math.h>

#define N_NEURON_COLORS 7

/* Lines of high contrast are this much thicker. */
#define HIGH_CONTRAST_LINES 1.5

/* A grid in a strong colour has thinner lines: it stays behind what is drawn on it. */
#define HIGH_CONTRAST_GRID 0.4

/* Okabe-Ito order (orange, sky blue, bluish green, yellow, blue, vermillion, reddish purple),
 * darkened for a white ground until lines stand out (contrast 3 or more), lightened for a dark
 * one, and moved apart, in lightness above all, until any two differ for people with any colour
 * blindness. */
static const guint32 neuron_colors_light[N_NEURON_COLORS] = { 0xaf6f1a, 0x1a9aec, 0x449668,
                                                              0x959900, 0x004baa, 0xbd330d,
                                                              0xb1486f };
static const guint32 neuron_colors_dark[N_NEURON_COLORS] = { 0xf0b61b, 0x71d1ff, 0x4cc78f, 0xe0ea2a,
                                                             0x2095ea, 0xfd6d0c, 0xde86b4 };

/* The same order where every line has to be read as text is (contrast 4.5 on white). */
static const guint32 neuron_colors_strong[N_NEURON_COLORS] = { 0x90710b, 0x006da6, 0x00625e,
                                                               0x6e5200, 0x253961, 0xbb0a2c,
                                                               0x91437f };

/* Pieces of a set: duller than neurons, and far from each of their colours,
 * in high contrast too. */
static const guint32 piece_colors_light[] = { 0x7b2ebe, 0x6d5022, 0x3b6583, 0x9f1356, 0x5a7528 };
static const guint32 piece_colors_dark[] = { 0xab95f4, 0xd2845d, 0x9fc0e4, 0xc4607a, 0xb0ba6a };
static const guint32 piece_colors_strong[] = { 0x7739dc, 0x4a2410, 0x5a5a66, 0x65003d, 0x285003 };

/* Stops at equal distances. Diverging: from the most negative to the most positive value, in two
 * hues that people with any colour blindness tell apart. */
static const guint32 diverging_light[] = { 0x15457f, 0x2f77b8, 0x7fb3d9, 0xc4dcec, 0xf8f7f5,
                                           0xf8d2bd, 0xee9f7c, 0xcd5432, 0x8f2113 };
static const guint32 diverging_dark[] = { 0x9ccdfa, 0x5a9fdd, 0x34689c, 0x2a4058, 0x26262a,
                                          0x523329, 0x964a30, 0xdb7148, 0xffb899 };
static const guint32 sequential_light[] = { 0xfbf9fd, 0xe3d6f0, 0xbf9fdc,
                                            0x9464bd, 0x683594, 0x3a1266 };
static const guint32 sequential_dark[] = { 0x232128, 0x3d2f5c, 0x644592,
                                           0x9166c4, 0xc096ea, 0xf2e2ff };

/* Values without a middle: even steps of what the eye sees (OKLab), whose lightness alone tells the
 * order, so that it does for people with any colour blindness and on grey paper. */
static const guint32 value_colors[] = { 0x34234f, 0x362f5f, 0x353d6d, 0x324b79, 0x2e5983, 0x28678b,
                                        0x237691, 0x238495, 0x2c9197, 0x3c9e97, 0x50ab95, 0x68b693,
                                        0x81c090, 0x9bca8e, 0xb5d28d, 0xd0da8e, 0xeae192 };

static RscColor
color_from_rgb (guint32 rgb, double alpha)
{
  RscColor c = { ((rgb >> 16) & 0xff) / 255.0, ((rgb >> 8) & 0xff) / 255.0, (rgb & 0xff) / 255.0,
                 alpha };
  return c;
}

/* Piecewise linear through the stops, t in [0, 1]. */
static RscColor
interpolate (const guint32 *stops, gsize n_stops, double t)
{
  if (!(t > 0.0)) /* also NaN */
    t = 0.0;
  if (t > 1.0)
    t = 1.0;
  double s = t * (double) (n_stops - 1);
  gsize k = MIN ((gsize) s, n_stops - 2);
  double u = s - (double) k;
  RscColor a = color_from_rgb (stops[k], 1.0);
  RscColor b = color_from_rgb (stops[k + 1], 1.0);
  RscColor c = { a.red + u * (b.red - a.red), a.green + u * (b.green - a.green),
                 a.blue + u * (b.blue - a.blue), 1.0 };
  return c;
}

void
rsc_theme_init (RscTheme *self, gboolean dark)
{
  g_return_if_fail (self != NULL);

  self->dark = dark;
  self->high_contrast = FALSE;
  self->font_family = "Cantarell, DejaVu Sans, Sans";
  self->font_size = 12.0;
  self->line_width = 1.6;
  self->background = color_from_rgb (dark ? 0x1e1e21 : 0xffffff, 1.0);
  self->foreground = color_from_rgb (dark ? 0xf2f1f4 : 0x22202a, 1.0);
  self->muted = color_from_rgb (dark ? 0xa9a7b0 : 0x5e5c66, 1.0);
  self->grid = color_from_rgb (dark ? 0x37373d : 0xe4e3e8, 1.0);
  self->accent = color_from_rgb (dark ? 0xff7ac0 : 0xd0107c, 1.0);
  self->positive = color_from_rgb (dark ? 0xf58a5c : 0xc7431c, 1.0);
  self->negative = color_from_rgb (dark ? 0x6db3f5 : 0x1c60ac, 1.0);
  self->envelope = color_from_rgb (dark ? 0xa57bd8 : 0x8b5cbc, dark ? 0.42 : 0.32);
}

void
rsc_theme_scale (RscTheme *self, double factor)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (factor > 0.0 && isfinite (factor));

  self->font_size *= factor;
  self->line_width *= factor;
}

void
rsc_theme_set_high_contrast (RscTheme *self)
{
  g_return_if_fail (self != NULL);

  if (self->high_contrast)
    return;
  self->high_contrast = TRUE;
  self->line_width *= HIGH_CONTRAST_LINES;
  self->background = color_from_rgb (self->dark ? 0x000000 : 0xffffff, 1.0);
  self->foreground = color_from_rgb (self->dark ? 0xffffff : 0x000000, 1.0);
  self->muted = color_from_rgb (self->dark ? 0xdcdbe0 : 0x2c2a33, 1.0);
  self->grid = color_from_rgb (self->dark ? 0x77757e : 0x929098, 1.0);
  self->accent = color_from_rgb (self->dark ? 0xff8fca : 0xa8005f, 1.0);
  self->positive = color_from_rgb (self->dark ? 0xff9a70 : 0xa32f0c, 1.0);
  self->negative = color_from_rgb (self->dark ? 0x86c2ff : 0x0f4a8a, 1.0);
  self->envelope = rsc_color_with_alpha (self->envelope, 1.5);
}

void
rsc_theme_set_grid (const RscTheme *self, cairo_t *cr, double width)
{
  const double thin = self->high_contrast ? HIGH_CONTRAST_GRID : 1.0;

  rsc_color_set_source (cr, self->grid);
  cairo_set_line_width (cr, fmax (thin * width * self->line_width, 0.5));
}

RscColor
rsc_theme_get_neuron_color (const RscTheme *self, gsize index)
{
  const guint32 *colors = self->dark            ? neuron_colors_dark
                          : self->high_contrast ? neuron_colors_strong
                                                : neuron_colors_light;

  return color_from_rgb (colors[index % N_NEURON_COLORS], 1.0);
}

RscColor
rsc_theme_get_piece_color (const RscTheme *self, gsize index)
{
  const guint32 *colors = self->dark            ? piece_colors_dark
                          : self->high_contrast ? piece_colors_strong
                                                : piece_colors_light;

  return color_from_rgb (colors[index % G_N_ELEMENTS (piece_colors_dark)], 1.0);
}

void
rsc_theme_set_neuron_dash (const RscTheme *self, cairo_t *cr, gsize index)
{
  static const double dashes[][6] = {
    { 0 }, { 6, 3 }, { 1.5, 2.5 }, { 8, 3, 1.5, 3 }, { 8, 3, 1.5, 3, 1.5, 3 }
  };
  static const int lengths[] = { 0, 2, 2, 4, 6 };
  gsize turn = (index / N_NEURON_COLORS) % G_N_ELEMENTS (lengths);
  double scaled[6];

  for (int k = 0; k < lengths[turn]; k++)
    scaled[k] = dashes[turn][k] * self->line_width / 1.6;
  cairo_set_dash (cr, scaled, lengths[turn], 0.0);
}

RscColor
rsc_theme_get_diverging (const RscTheme *self, double t)
{
  if (isnan (t))
    t = 0.0;
  return interpolate (self->dark ? diverging_dark : diverging_light, G_N_ELEMENTS (diverging_dark),
                      0.5 * (t + 1.0));
}

RscColor
rsc_theme_get_sequential (const RscTheme *self, double t)
{
  return interpolate (self->dark ? sequential_dark : sequential_light,
                      G_N_ELEMENTS (sequential_dark), t);
}

RscColor
rsc_theme_get_value (const RscTheme *self, double t)
{
  return interpolate (value_colors, G_N_ELEMENTS (value_colors), t);
}

void
rsc_theme_begin_picture (const RscTheme *self,
                         cairo_t *cr,
                         double width,
                         double height,
                         gboolean ground)
{
  cairo_save (cr);
  cairo_new_path (cr);
  cairo_rectangle (cr, 0.0, 0.0, width, height);
  cairo_clip (cr);
  if (!ground)
    return;
  rsc_color_set_source (cr, self->background);
  cairo_paint (cr);
}
