/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-set-open-draw.h"

#include "core/numerics/rsc-number-words.h"
#include "ui/plot/rsc-set-outline.h"
#include "ui/words/rsc-equal-fit-words.h"
#include <math.h>

/* Steps of a gradient. */
#define STOPS 16
#define DIGITS 3
/* Of an arrow, in font sizes: its head is seen beside the corner. */
#define LENGTH_MIN 2.0

static void
project_norms (const RscSetLayout *self, const double *norms, double out[3])
{
  double values[3] = { 0.0, 0.0, 0.0 };

  for (gsize k = 0; k < self->n; k++)
    values[k] = rsc_set_layout_show_value (self, k, norms[k]);
  rsc_set_layout_project_values (self, values, out);
}

static void
add_stops (cairo_pattern_t *pattern,
           const RscSetOpen *open,
           const RscTheme *theme,
           double first,
           double last,
           double alpha)
{
  for (int k = 0; k <= STOPS; k++)
    {
      const double t = (double) k / STOPS;
      const RscColor c = rsc_set_open_get_color (open, theme, first + t * (last - first));

      cairo_pattern_add_color_stop_rgba (pattern, t, c.red, c.green, c.blue, alpha);
    }
}

/* The objective is a plane over a polygon that shows every degree of freedom: a gradient across
 * it. */
static void
paint_polygon (const RscSetLayout *self, const RscSetOpen *open, const RscTheme *theme, cairo_t *cr)
{
  const double length = open->slope[0] * open->slope[0] + open->slope[1] * open->slope[1];
  double from[3], to[3], zero[3], across[3], one[2], two[2];
  cairo_pattern_t *pattern;

  if (!(length > 0.0) || !(open->high > open->low))
    return;
  /* On the screen axes have scales of their own: the direction of steepest change there. */
  project_norms (self, (double[]){ 0.0, 0.0 }, zero);
  for (int k = 0; k < 2; k++)
    {
      double unit[2] = { k == 0 ? 1.0 : 0.0, k == 1 ? 1.0 : 0.0 };
      double p[3];

      project_norms (self, unit, p);
      /* Pixels for a unit of the axis. */
      across[k] = open->slope[k] / (k == 0 ? p[0] - zero[0] : p[1] - zero[1]);
    }
  {
    const double square = across[0] * across[0] + across[1] * across[1];
    const double at_zero = open->constant;
    const double low = (open->low - at_zero) / square, high = (open->high - at_zero) / square;

    for (int k = 0; k < 2; k++)
      {
        one[k] = zero[k] + low * across[k];
        two[k] = zero[k] + high * across[k];
      }
    from[0] = one[0], from[1] = one[1], to[0] = two[0], to[1] = two[1];
  }
  pattern = cairo_pattern_create_linear (from[0], from[1], to[0], to[1]);
  add_stops (pattern, open, theme, open->low, open->high, 0.55);
  cairo_new_path (cr);
  for (gsize k = 0; k < self->hull->n_faces; k++)
    rsc_set_outline_add_face_path (self, cr, k);
  cairo_set_source (cr, pattern);
  cairo_fill (cr);
  cairo_pattern_destroy (pattern);
}

static void
draw_arrow (const double from[3], const double to[3], double em, cairo_t *cr)
{
  double dx = to[0] - from[0], dy = to[1] - from[1], length = hypot (dx, dy);
  double x, y;

  /* Towards the viewer: nothing to see. */
  if (!(length > 0.2 * em))
    return;
  dx /= length;
  dy /= length;
  length = MAX (length, LENGTH_MIN * em);
  x = from[0] + length * dx;
  y = from[1] + length * dy;
  cairo_new_path (cr);
  cairo_move_to (cr, from[0], from[1]);
  cairo_line_to (cr, x - 0.5 * em * dx, y - 0.5 * em * dy);
  cairo_stroke (cr);
  cairo_move_to (cr, x, y);
  cairo_line_to (cr, x - 0.7 * em * dx - 0.32 * em * dy, y - 0.7 * em * dy + 0.32 * em * dx);
  cairo_line_to (cr, x - 0.7 * em * dx + 0.32 * em * dy, y - 0.7 * em * dy - 0.32 * em * dx);
  cairo_close_path (cr);
  cairo_fill (cr);
}

static void
draw_scale (const RscSetLayout *self,
            const RscSetOpen *open,
            const RscTheme *theme,
            RscText *text,
            double width)
{
  const double em = self->em, y = 0.7 * em, long_side = 4.0 * em, short_side = 0.7 * em;
  double right = width - 0.8 * em;
  double label_width;
  cairo_pattern_t *pattern;
  g_autofree char *low = rsc_number_words_dup (open->low, DIGITS);
  g_autofree char *high = rsc_number_words_dup (open->high, DIGITS);

  if (!(open->high > open->low) || self->heading == NULL || width < 32.0 * em)
    return;
  rsc_text_set_style (text, 0.88, FALSE);
  rsc_text_draw (text, high, right, y + 0.5 * short_side, 1.0, 0.5, theme->foreground);
  rsc_text_measure (text, high, &label_width, NULL);
  right -= label_width + 0.4 * em;
  pattern = cairo_pattern_create_linear (right - long_side, 0.0, right, 0.0);
  add_stops (pattern, open, theme, open->low, open->high, 1.0);
  cairo_rectangle (text->cr, right - long_side, y, long_side, short_side);
  cairo_set_source (text->cr, pattern);
  cairo_fill (text->cr);
  cairo_pattern_destroy (pattern);
  right -= long_side + 0.4 * em;
  rsc_text_draw (text, low, right, y + 0.5 * short_side, 1.0, 0.5, theme->foreground);
  rsc_text_measure (text, low, &label_width, NULL);
  right -= label_width + 0.7 * em;
  rsc_text_draw (text, rsc_equal_fit_words_get_color (), right, y + 0.5 * short_side, 1.0, 0.5,
                 theme->muted);
  rsc_text_set_style (text, 1.0, FALSE);
}

void
rsc_set_open_draw (const RscSetLayout *self,
                   const RscSetOpen *open,
                   const RscTheme *theme,
                   RscText *text,
                   double width)
{
  const double em = self->em;
  cairo_t *cr = text->cr;

  if (self->n == 2 && self->space == RSC_SPACE_CONVEX && open->has_slope)
    paint_polygon (self, open, theme, cr);
  cairo_save (cr);
  cairo_set_line_width (cr, 1.6 * theme->line_width);
  rsc_color_set_source (cr, theme->foreground);
  for (gsize k = 0; k < open->n_arrows; k++)
    {
      double from[3], to[3];

      project_norms (self, open->from + k * self->n, from);
      project_norms (self, open->to + k * self->n, to);
      draw_arrow (from, to, em, cr);
    }
  for (gsize k = 0; k < MIN (open->n_corners, self->hull->n_points); k++)
    {
      double p[3];

      if (isnan (open->values[k]))
        continue;
      rsc_set_layout_project_values (self, self->corners + k * self->n, p);
      cairo_new_path (cr);
      cairo_arc (cr, p[0], p[1], 1.15 * RSC_SET_LAYOUT_DOT * em, 0.0, 2.0 * G_PI);
      rsc_color_set_source (cr, rsc_set_open_get_color (open, theme, open->values[k]));
      cairo_fill_preserve (cr);
      rsc_color_set_source (cr, theme->foreground);
      cairo_set_line_width (cr, 0.7 * theme->line_width);
      cairo_stroke (cr);
    }
  cairo_restore (cr);
  draw_scale (self, open, theme, text, width);
}
