/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-curves-mark.h"

#include <math.h>

/* Shapes of markers before they repeat. */
#define N_SHAPES 6

RscColor
rsc_curves_mark_get_color (const RscTheme *theme, gsize index)
{
  static const gsize order[] = { 4, 5, 2, 6, G_MAXSIZE, 0, 1, 3 };
  gsize k = order[index % G_N_ELEMENTS (order)];

  return k == G_MAXSIZE ? theme->muted : rsc_theme_get_neuron_color (theme, k);
}

/* The shape of @index about the origin, as a path. */
static void
add_marker (cairo_t *cr, gsize index, double x, double y, double r)
{
  static const struct
  {
    int corners;
    double turn; /* of the first corner, in units of π */
    double scale;
  } shapes[N_SHAPES - 1] = {
    { 4, 0.25, 1.18 }, { 3, -0.5, 1.3 }, { 4, 0.0, 1.25 }, { 3, 0.5, 1.3 }, { 5, -0.5, 1.2 }
  };
  gsize shape = index % N_SHAPES;

  cairo_new_sub_path (cr);
  if (shape == 0)
    {
      cairo_arc (cr, x, y, r, 0.0, 2.0 * G_PI);
      return;
    }
  for (int k = 0; k < shapes[shape - 1].corners; k++)
    {
      double angle = G_PI * (shapes[shape - 1].turn + 2.0 * k / shapes[shape - 1].corners);
      cairo_line_to (cr, x + shapes[shape - 1].scale * r * cos (angle),
                     y + shapes[shape - 1].scale * r * sin (angle));
    }
  cairo_close_path (cr);
}

void
rsc_curves_mark_draw (const RscTheme *theme,
                      cairo_t *cr,
                      gsize index,
                      gboolean open,
                      double x,
                      double y,
                      double r)
{
  RscColor color = rsc_curves_mark_get_color (theme, index);

  add_marker (cr, index, x, y, open ? 0.85 * r : r);
  rsc_color_set_source (cr, open ? theme->background : color);
  cairo_fill_preserve (cr);
  rsc_color_set_source (cr, open ? color : theme->background);
  cairo_set_line_width (cr, (open ? 0.75 : 0.5) * theme->line_width);
  cairo_stroke (cr);
}

void
rsc_curves_mark_set_line (const RscTheme *theme, cairo_t *cr, RscColor color, gboolean dashed)
{
  double dash[2] = { 3.2 * theme->line_width, 2.0 * theme->line_width };

  rsc_color_set_source (cr, color);
  cairo_set_line_width (cr, (dashed ? 0.85 : 1.1) * theme->line_width);
  cairo_set_dash (cr, dash, dashed ? 2 : 0, 0.0);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
}
