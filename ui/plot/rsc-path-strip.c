/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-path-strip.h"

#include "ui/words/rsc-path-words.h"

static gsize
get_largest_dimension (const RscPathLayout *self)
{
  gsize largest = 0;

  for (gsize k = 0; k < rsc_path_curves_get_n_stretches (self->curves); k++)
    largest = MAX (largest, rsc_path_curves_get_stretch (self->curves, k)->dimension);
  return largest;
}

static RscColor
get_dimension_color (const RscPathLayout *self, gsize dimension, gsize largest)
{
  if (dimension == 0)
    return self->theme.background;
  const double t = largest > 1 ? (double) (dimension - 1) / (double) (largest - 1) : 0.35;
  return rsc_theme_get_sequential (&self->theme, 0.25 + 0.6 * t);
}

/* Black on light, white on dark, in either theme. */
static RscColor
get_contrast (const RscPathLayout *self, RscColor ground)
{
  const double light = 0.299 * ground.red + 0.587 * ground.green + 0.114 * ground.blue;
  const gboolean dark = light < 0.55;

  return dark == self->theme.dark ? self->theme.foreground : self->theme.background;
}

static void
get_stretch_px (const RscPathLayout *self, const RscPathStretch *stretch, double *x0, double *x1)
{
  *x0 = CLAMP (rsc_path_layout_lambda_to_px (self, stretch->lambda_high), self->frame.x, self->end);
  *x1 = CLAMP (rsc_path_layout_lambda_to_px (self, stretch->lambda_low), self->frame.x, self->end);
}

void
rsc_path_strip_draw_ground (gconstpointer layout, RscText *text)
{
  const RscPathLayout *self = layout;
  cairo_t *cr = text->cr;
  RscColor color = rsc_theme_get_sequential (&self->theme, 0.5);

  for (gsize k = 0; k < rsc_path_curves_get_n_stretches (self->curves); k++)
    {
      const RscPathStretch *stretch = rsc_path_curves_get_stretch (self->curves, k);
      double x0, x1;

      if (stretch->dimension == 0)
        continue;
      get_stretch_px (self, stretch, &x0, &x1);
      cairo_rectangle (cr, x0, self->frame.y, x1 - x0, self->frame.height);
    }
  rsc_color_set_source (cr, rsc_color_with_alpha (color, 0.07));
  cairo_fill (cr);
}

void
rsc_path_strip_draw (gconstpointer layout, RscText *text)
{
  const RscPathLayout *self = layout;
  cairo_t *cr = text->cr;
  const RscRect s = self->strip;
  const gsize largest = get_largest_dimension (self);
  const double em = self->em;

  if (!(s.height > 0.5))
    return;
  rsc_text_set_style (text, RSC_PATH_SMALL_SCALE, FALSE);
  for (gsize k = 0; k < rsc_path_curves_get_n_stretches (self->curves); k++)
    {
      const RscPathStretch *stretch = rsc_path_curves_get_stretch (self->curves, k);
      const RscColor color = get_dimension_color (self, stretch->dimension, largest);
      double x0, x1, w;

      get_stretch_px (self, stretch, &x0, &x1);
      if (stretch->dimension == 0)
        continue;
      rsc_color_set_source (cr, color);
      cairo_rectangle (cr, x0, s.y, x1 - x0, s.height);
      cairo_fill (cr);
      g_autofree char *number = g_strdup_printf ("%" G_GSIZE_FORMAT, stretch->dimension);
      rsc_text_measure (text, number, &w, NULL);
      if (x1 - x0 > w + 0.5 * em && s.height > 0.8 * em)
        rsc_text_draw (text, number, 0.5 * (x0 + x1), s.y + 0.5 * s.height, 0.5, 0.5,
                       get_contrast (self, color));
    }
  rsc_color_set_source (cr, self->theme.muted);
  cairo_set_line_width (cr, MAX (0.55 * self->theme.line_width, 0.5));
  cairo_rectangle (cr, s.x, s.y, s.width, s.height);
  cairo_stroke (cr);
}

void
rsc_path_strip_draw_title (gconstpointer layout, RscText *text)
{
  const RscPathLayout *self = layout;
  const RscRect s = self->strip;
  const double em = self->em;

  rsc_text_set_style (text, RSC_PATH_SMALL_SCALE, FALSE);
  if (s.height > 0.8 * em)
    rsc_text_draw (text, rsc_path_words_get_dimension (TRUE), s.x - 0.5 * em, s.y + 0.5 * s.height,
                   1.0, 0.5, self->theme.muted);
}

void
rsc_path_strip_draw_legend (const RscPathLayout *self, RscText *text, double from)
{
  cairo_t *cr = text->cr;
  const double em = self->em;
  const gsize largest = get_largest_dimension (self);
  g_autoptr (GArray) seen = g_array_new (FALSE, FALSE, sizeof (gsize));
  double y = self->title_y + 0.62 * em, x, w, total;

  if (largest == 0)
    return;
  for (gsize dimension = 0; dimension <= largest; dimension++)
    for (gsize k = 0; k < rsc_path_curves_get_n_stretches (self->curves); k++)
      if (rsc_path_curves_get_stretch (self->curves, k)->dimension == dimension)
        {
          g_array_append_val (seen, dimension);
          break;
        }
  /* The first and the last ones where there are many. */
  while (seen->len > 6)
    g_array_remove_index (seen, seen->len / 2);
  rsc_text_set_style (text, RSC_PATH_SMALL_SCALE, FALSE);
  rsc_text_measure (text, rsc_path_words_get_dimension (FALSE), &w, NULL);
  total = w;
  for (guint k = 0; k < seen->len; k++)
    {
      g_autofree char *number =
        g_strdup_printf ("%" G_GSIZE_FORMAT, g_array_index (seen, gsize, k));
      rsc_text_measure (text, number, &w, NULL);
      total += w + 1.75 * em;
    }
  x = self->width - 0.5 * em - total;
  if (x < from)
    return;
  rsc_text_draw (text, rsc_path_words_get_dimension (FALSE), x, y, 0.0, 0.5, self->theme.muted);
  rsc_text_measure (text, rsc_path_words_get_dimension (FALSE), &w, NULL);
  x += w;
  for (guint k = 0; k < seen->len; k++)
    {
      const gsize dimension = g_array_index (seen, gsize, k);
      g_autofree char *number = g_strdup_printf ("%" G_GSIZE_FORMAT, dimension);

      x += 0.65 * em;
      cairo_rectangle (cr, x, y - 0.38 * em, 0.75 * em, 0.75 * em);
      rsc_color_set_source (cr, get_dimension_color (self, dimension, largest));
      cairo_fill_preserve (cr);
      rsc_color_set_source (cr, self->theme.muted);
      cairo_set_line_width (cr, 0.5);
      cairo_stroke (cr);
      x += 1.1 * em;
      rsc_text_draw (text, number, x, y, 0.0, 0.5, self->theme.muted);
      rsc_text_measure (text, number, &w, NULL);
      x += w;
    }
}
