/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  double red, green, blue, alpha;
} RscColor;

/**
 * RscTheme:
 *
 * Everything that a picture needs to know about looks: colours for light, dark and print, font
 * family, base text size and line width. A plain value: no allocation. Pictures take their sizes
 * from @font_size (in user units), so slides with big type come from the same code.
 */
typedef struct
{
  gboolean dark;
  gboolean high_contrast;
  const char *font_family;
  double font_size;
  double line_width;
  RscColor background;
  RscColor foreground;
  RscColor muted; /* ticks, secondary text */
  RscColor grid;
  RscColor accent;   /* selection, the picked network */
  RscColor positive; /* y > 0, f > 0 */
  RscColor negative; /* y < 0, f < 0 */
  RscColor envelope;
} RscTheme;

void rsc_theme_init (RscTheme *self, gboolean dark);

/* Text and lines @factor times as large. */
void rsc_theme_scale (RscTheme *self, double factor);

/* Black on white, or white on black, and thicker lines; grid and secondary text stand out. */
void rsc_theme_set_high_contrast (RscTheme *self);

/* Colour and width of the lines of a grid; @width in widths of a line. */
void rsc_theme_set_grid (const RscTheme *self, cairo_t *cr, double width);

/* Neuron colours: a colour-blind safe cycle (Okabe-Ito order, tuned for light and dark); the
 * cycle's turn is told by dash, see rsc_theme_set_neuron_dash(). The same @index looks the same in
 * every view. */
RscColor rsc_theme_get_neuron_color (const RscTheme *self, gsize index);
void rsc_theme_set_neuron_dash (const RscTheme *self, cairo_t *cr, gsize index);

/* A cycle of five for the pieces that a set falls apart into, none like a neuron's colour. */
RscColor rsc_theme_get_piece_color (const RscTheme *self, gsize index);

/* Diverging map: t in [-1, 1], 0 is the background side; and a sequential one, t in [0, 1]. */
RscColor rsc_theme_get_diverging (const RscTheme *self, double t);
RscColor rsc_theme_get_sequential (const RscTheme *self, double t);

/* Map of values that have no middle, t in [0, 1]: the same for light and dark, from dark to light
 * in perceptually even steps. */
RscColor rsc_theme_get_value (const RscTheme *self, double t);

/* Saves @cr, without a path and clipped to the picture, and with @ground paints the background
 * there. cairo_restore() ends it. */
void rsc_theme_begin_picture (const RscTheme *self,
                              cairo_t *cr,
                              double width,
                              double height,
                              gboolean ground);

static inline RscColor
rsc_color_with_alpha (RscColor c, double alpha)
{
  c.alpha *= alpha;
  return c;
}

static inline void
rsc_color_set_source (cairo_t *cr, RscColor c)
{
  cairo_set_source_rgba (cr, c.red, c.green, c.blue, c.alpha);
}

G_END_DECLS
