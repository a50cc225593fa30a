/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-function-plane.h"

#include "ui/plot/rsc-slice-zeros.h"
#include <math.h>

typedef struct
{
  gsize id;
  double x0, y0, x1, y1; /* user units, shifted to the active side */
  double nx, ny;         /* unit normal, towards the active side */
} SwitchLine;

/* Neurons that switch on the same line lie side by side: on its two sides when they look apart,
 * stacked when they look the same way. */
static GArray *
list_switch_lines (const RscFunctionLayout *self, const RscFunctionModel *model, double line_width)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (SwitchLine));
  g_autoptr (GArray) bare = g_array_new (FALSE, FALSE, sizeof (SwitchLine));

  for (gsize i = 0; self->slice != NULL && i < self->slice->m; i++)
    {
      RscSegment s;
      SwitchLine line;
      if (!rsc_slice_clip_switch (self->slice, i, self->x.minimum, self->x.maximum, self->y.minimum,
                                  self->y.maximum, &s))
        continue;
      line.id = rsc_function_model_get_neuron_id (model, i);
      line.x0 = rsc_function_layout_to_px (self, s.x0);
      line.y0 = rsc_function_layout_to_py (self, s.y0);
      line.x1 = rsc_function_layout_to_px (self, s.x1);
      line.y1 = rsc_function_layout_to_py (self, s.y1);
      double dx = line.x1 - line.x0, dy = line.y1 - line.y0, length = hypot (dx, dy);
      if (!(length > 0.5))
        continue;
      /* Left of the walk in data coordinates, whose y points up. */
      line.nx = dy / length;
      line.ny = -dx / length;
      int n_below = 0;
      for (guint k = 0; k < bare->len; k++)
        {
          SwitchLine *other = &g_array_index (bare, SwitchLine, k);
          if (hypot (other->x0 - line.x0, other->y0 - line.y0) < 1.0
              && hypot (other->x1 - line.x1, other->y1 - line.y1) < 1.0)
            n_below++;
        }
      g_array_append_val (bare, line);
      double shift = (n_below + 0.5) * line_width;
      line.x0 += shift * line.nx;
      line.x1 += shift * line.nx;
      line.y0 += shift * line.ny;
      line.y1 += shift * line.ny;
      g_array_append_val (lines, line);
    }
  return lines;
}

/* Short strokes that point to the active side, at both ends or all along. */
static void
add_hatches (cairo_t *cr, const SwitchLine *line, double em, gboolean all_along)
{
  double dx = line->x1 - line->x0, dy = line->y1 - line->y0, length = hypot (dx, dy);
  double ux = dx / length, uy = dy / length;
  double spacing = (all_along ? 0.75 : 0.42) * em;
  int n = all_along ? (int) MIN (length / spacing, 400.0) : 3;

  for (int end = 0; end < (all_along ? 1 : 2); end++)
    for (int k = 0; k < n; k++)
      {
        double t = 0.5 * em + k * spacing;
        if (end == 1)
          t = length - t;
        if (t < 0.0 || t > length || (!all_along && 2.0 * t > length && end == 0))
          continue;
        double x = line->x0 + t * ux, y = line->y0 + t * uy;
        cairo_move_to (cr, x, y);
        cairo_line_to (cr, x + 0.48 * em * (line->nx + 0.35 * ux),
                       y + 0.48 * em * (line->ny + 0.35 * uy));
      }
}

/* Where f is between its two sides: 0, or halfway between two classes. */
static GArray *
list_zeros (const RscFunctionLayout *self, const RscSlice *slice)
{
  return rsc_slice_zeros_list (slice, self->centre, self->x.minimum, self->x.maximum,
                               self->y.minimum, self->y.maximum);
}

void
rsc_function_plane_lay_out (RscFunctionLayout *self)
{
  if (self->slice == NULL)
    return;
  self->marks = list_switch_lines (self, &self->model, self->theme.line_width);
  if (self->mode == RSC_FUNCTION_ENVELOPE)
    return;
  if (!self->zero)
    self->zeros = list_zeros (self, self->slice);
  if (self->before_slice != NULL)
    self->before_zeros = list_zeros (self, self->before_slice);
}

void
rsc_function_plane_draw_note (gconstpointer layout, RscText *text)
{
  const RscFunctionLayout *self = layout;

  static const gsize letters[] = { G_MAXSIZE, 24, 16, 11, 7 };
  const double middle = self->frame.x + 0.5 * self->frame.width;
  /* Nothing else is written in that row. */
  const double room =
    2.0 * MIN (middle - 0.3 * text->size, self->width - 0.3 * text->size - middle);
  g_autofree char *note = NULL;
  double width = INFINITY;

  rsc_text_set_style (text, 0.95, FALSE);
  /* Letters of names go before the values. */
  for (gsize k = 0; k < G_N_ELEMENTS (letters) && width > room; k++)
    {
      g_free (note);
      note = rsc_function_layout_dup_note (self, letters[k]);
      if (note == NULL)
        return;
      rsc_text_measure (text, note, &width, NULL);
    }
  rsc_text_set_limit (text, MAX (room, 1.0));
  rsc_text_draw (text, note, middle, self->frame.y - 0.35 * text->size, 0.5, 1.0,
                 self->theme.muted);
  rsc_text_set_limit (text, 0.0);
}

void
rsc_function_plane_draw_lines (gconstpointer layout, RscText *text)
{
  const RscFunctionLayout *self = layout;
  const RscFunctionModel *model = &self->model;
  const RscTheme *theme = &self->theme;
  cairo_t *cr = text->cr;
  double em = text->size;
  gboolean emphasis = rsc_function_layout_has_emphasis (self);
  const GArray *lines = self->marks;

  /* Over the map of the envelope only those that matter. */
  if (lines == NULL || (self->mode == RSC_FUNCTION_ENVELOPE && !emphasis))
    return;
  gboolean hatch = lines->len <= 40;
  rsc_function_layout_clip (self, cr);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  /* The emphasised lines last, on top. */
  for (int pass = 0; pass < 2; pass++)
    for (guint k = 0; k < lines->len; k++)
      {
        const SwitchLine *line = &g_array_index (lines, SwitchLine, k);
        gboolean strong = rsc_function_model_is_emphasised (model, line->id);
        if ((pass == 1) != strong || !rsc_function_model_shows_kink (model, line->id))
          continue;
        RscColor color = rsc_theme_get_neuron_color (theme, line->id);
        double alpha = emphasis && !strong ? 0.3 : 1.0;

        cairo_set_dash (cr, NULL, 0, 0.0);
        cairo_move_to (cr, line->x0, line->y0);
        cairo_line_to (cr, line->x1, line->y1);
        rsc_color_set_source (
          cr, rsc_color_with_alpha (theme->background, emphasis && !strong ? 0.15 : 0.55));
        cairo_set_line_width (cr, theme->line_width * (strong ? 3.2 : 2.0));
        cairo_stroke (cr);

        rsc_color_set_source (cr, rsc_color_with_alpha (color, alpha));
        cairo_set_line_width (cr, theme->line_width * (strong ? 1.7 : 0.95));
        rsc_theme_set_neuron_dash (theme, cr, line->id);
        cairo_move_to (cr, line->x0, line->y0);
        cairo_line_to (cr, line->x1, line->y1);
        cairo_stroke (cr);
        cairo_set_dash (cr, NULL, 0, 0.0);
        if (strong || (hatch && !emphasis))
          {
            add_hatches (cr, line, em, strong);
            cairo_set_line_width (cr, theme->line_width * 0.8);
            cairo_stroke (cr);
          }
      }
}

static void
draw_zeros (const RscFunctionLayout *self,
            const GArray *zeros,
            RscColor color,
            double line_width,
            cairo_t *cr)
{
  cairo_save (cr);
  rsc_function_layout_clip (self, cr);
  for (guint k = 0; k < zeros->len; k++)
    {
      RscSegment s = g_array_index (zeros, RscSegment, k);
      cairo_move_to (cr, rsc_function_layout_to_px (self, s.x0),
                     rsc_function_layout_to_py (self, s.y0));
      cairo_line_to (cr, rsc_function_layout_to_px (self, s.x1),
                     rsc_function_layout_to_py (self, s.y1));
    }
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  /* The colours of values are dark at one end and light at the other. */
  if (self->scale == RSC_FUNCTION_SCALE_VALUE)
    {
      rsc_color_set_source (cr, rsc_color_with_alpha (self->theme.background, 0.7 * color.alpha));
      cairo_set_line_width (cr, 2.2 * line_width);
      cairo_stroke_preserve (cr);
    }
  rsc_color_set_source (cr, color);
  cairo_set_line_width (cr, line_width);
  cairo_stroke (cr);
  cairo_restore (cr);
}

void
rsc_function_plane_draw_zeros (gconstpointer layout, RscText *text)
{
  const RscFunctionLayout *self = layout;
  const RscTheme *theme = &self->theme;

  if (self->zeros != NULL)
    draw_zeros (self, self->zeros, theme->foreground, 1.15 * theme->line_width, text->cr);
  if (self->before_zeros != NULL)
    draw_zeros (self, self->before_zeros, rsc_color_with_alpha (theme->foreground, 0.35),
                1.15 * theme->line_width, text->cr);
}

gboolean
rsc_function_plane_pick (gconstpointer layout, double px, double py, gpointer hit)
{
  const RscFunctionLayout *self = layout;
  const RscTheme *theme = &self->theme;
  RscFunctionHit *function_hit = hit;
  gssize neuron = -1;
  double best = RSC_FUNCTION_PICK_LINE * CLAMP (theme->font_size, 1.0, 500.0);
  gboolean shown = self->marks != NULL && self->mode != RSC_FUNCTION_ENVELOPE;

  for (guint k = 0; shown && k < self->marks->len; k++)
    {
      const SwitchLine *l = &g_array_index (self->marks, SwitchLine, k);
      double distance =
        rsc_function_layout_get_distance_to_segment (px, py, l->x0, l->y0, l->x1, l->y1);
      if (distance < best && rsc_function_model_shows_kink (&self->model, l->id))
        {
          best = distance;
          neuron = (gssize) l->id;
        }
    }
  function_hit->neuron = neuron;
  return FALSE;
}
