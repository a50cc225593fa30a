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

/* The number of a stretch, where it has room for one; free with g_free(). @width: of the number. */
static char *
dup_stretch_number (const RscPathLayout *self,
                    const RscPathStretch *stretch,
                    RscText *text,
                    double *x0,
                    double *x1,
                    double *width)
{
  g_autofree char *number = NULL;

  if (stretch->dimension == 0 || !(self->strip.height > 0.8 * self->em))
    return NULL;
  get_stretch_px (self, stretch, x0, x1);
  number = g_strdup_printf ("%" G_GSIZE_FORMAT, stretch->dimension);
  rsc_text_measure (text, number, width, NULL);
  return *x1 - *x0 > *width + 0.5 * self->em ? g_steal_pointer (&number) : NULL;
}

void
rsc_path_strip_draw (gconstpointer layout, RscText *text)
{
  const RscPathLayout *self = layout;
  cairo_t *cr = text->cr;
  const RscRect s = self->strip;
  const gsize largest = get_largest_dimension (self);

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
      g_autofree char *number = dup_stretch_number (self, stretch, text, &x0, &x1, &w);
      if (number != NULL)
        rsc_text_draw (text, number, 0.5 * (x0 + x1), s.y + 0.5 * s.height, 0.5, 0.5,
                       get_contrast (self, color));
    }
  rsc_color_set_source (cr, self->theme.muted);
  cairo_set_line_width (cr, MAX (0.55 * self->theme.line_width, 0.5));
  cairo_rectangle (cr, s.x, s.y, s.width, s.height);
  cairo_stroke (cr);
}

void
rsc_path_strip_make_way (const RscPathLayout *self, RscText *text, double left, double right)
{
  const RscRect s = self->strip;
  const gsize largest = get_largest_dimension (self);
  const double gap = 0.25 * self->em, line = MAX (0.55 * self->theme.line_width, 0.5);

  if (!(s.height > 0.5))
    return;
  rsc_text_set_style (text, RSC_PATH_SMALL_SCALE, FALSE);
  for (gsize k = 0; k < rsc_path_curves_get_n_stretches (self->curves); k++)
    {
      const RscPathStretch *stretch = rsc_path_curves_get_stretch (self->curves, k);
      const RscColor color = get_dimension_color (self, stretch->dimension, largest);
      double x0, x1, w, x;
      g_autofree char *number = dup_stretch_number (self, stretch, text, &x0, &x1, &w);

      if (number == NULL)
        continue;
      x = 0.5 * (x0 + x1);
      if (x - 0.5 * w >= right + 0.5 * gap || x + 0.5 * w <= left - 0.5 * gap)
        continue;
      rsc_text_erase (text, x - 0.5 * w - 0.5, s.y + line, w + 1.0, s.height - 2.0 * line, color);
      if (right + gap + w < x1 - 0.5 * gap)
        x = right + gap + 0.5 * w;
      else if (left - gap - w > x0 + 0.5 * gap)
        x = left - gap - 0.5 * w;
      else
        continue;
      rsc_text_draw (text, number, x, s.y + 0.5 * s.height, 0.5, 0.5, get_contrast (self, color));
    }
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

static char *
dup_number (const GArray *numbers, guint k)
{
  return g_strdup_printf ("%" G_GSIZE_FORMAT, g_array_index (numbers, gsize, k));
}

/* All dimensions of the path, side by side from the smallest on, each with its number where they
 * have room, else the first and the last with theirs. */
void
rsc_path_strip_draw_legend (const RscPathLayout *self, RscText *text, double from)
{
  cairo_t *cr = text->cr;
  const double em = self->em;
  const gsize largest = get_largest_dimension (self);
  g_autoptr (GArray) seen = g_array_new (FALSE, FALSE, sizeof (gsize));
  double y = self->title_y + 0.62 * em, x, cell = 0.0, title, ends[2] = { 0.0, 0.0 }, room;
  gboolean inside;

  if (largest == 0)
    return;
  for (gsize dimension = 0; dimension <= largest; dimension++)
    for (gsize k = 0; k < rsc_path_curves_get_n_stretches (self->curves); k++)
      if (rsc_path_curves_get_stretch (self->curves, k)->dimension == dimension)
        {
          g_array_append_val (seen, dimension);
          break;
        }
  rsc_text_set_style (text, RSC_PATH_SMALL_SCALE, FALSE);
  rsc_text_measure (text, rsc_path_words_get_dimension (FALSE), &title, NULL);
  for (guint k = 0; k < seen->len; k++)
    {
      g_autofree char *number = dup_number (seen, k);
      double w;

      rsc_text_measure (text, number, &w, NULL);
      cell = MAX (cell, w + 0.6 * em);
      if (k == 0)
        ends[0] = w + 0.35 * em;
      ends[1] = w + 0.35 * em;
    }
  room = self->width - 0.5 * em - from - title - 0.6 * em;
  inside = cell * (double) seen->len <= room;
  if (!inside)
    {
      room -= ends[0] + ends[1];
      cell = MIN (0.75 * em, room / (double) seen->len);
      if (!(cell >= 0.2 * em))
        return;
    }
  x = self->width - 0.5 * em - cell * (double) seen->len - (inside ? 0.0 : ends[1]);
  rsc_text_draw (text, rsc_path_words_get_dimension (FALSE),
                 x - (inside ? 0.0 : ends[0]) - 0.6 * em, y, 1.0, 0.5, self->theme.muted);
  for (guint k = 0; k < seen->len; k++, x += cell)
    {
      g_autofree char *number = dup_number (seen, k);
      const RscColor color = get_dimension_color (self, g_array_index (seen, gsize, k), largest);

      cairo_rectangle (cr, x, y - 0.5 * em, cell, em);
      rsc_color_set_source (cr, color);
      cairo_fill_preserve (cr);
      rsc_color_set_source (cr, self->theme.muted);
      cairo_set_line_width (cr, 0.5);
      cairo_stroke (cr);
      if (inside)
        rsc_text_draw (text, number, x + 0.5 * cell, y, 0.5, 0.5, get_contrast (self, color));
      else if (k == 0)
        rsc_text_draw (text, number, x - 0.35 * em, y, 1.0, 0.5, self->theme.muted);
      else if (k + 1 == seen->len)
        rsc_text_draw (text, number, x + cell + 0.35 * em, y, 0.0, 0.5, self->theme.muted);
    }
}
