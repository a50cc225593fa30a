/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-set-flat.h"

#include "core/numerics/rsc-number-words.h"
#include "ui/plot/rsc-set-counts.h"
#include "ui/plot/rsc-set-outline.h"
#include <math.h>

/* Of the ends of a range. */
#define DIGITS 4

void
rsc_set_flat_draw_line (const RscSetLayout *self,
                        const RscOptimalSetModel *model,
                        const RscTheme *theme,
                        RscText *text)
{
  cairo_t *cr = text->cr;
  double em = self->em, ticks[RSC_SET_TICKS_MAX];
  RscRect f = self->frame;
  double low = INFINITY, high = -INFINITY;

  for (gsize i = 0; i < self->hull->n_points; i++)
    {
      low = MIN (low, self->corners[i]);
      high = MAX (high, self->corners[i]);
    }
  double x0 = f.x + rsc_axis_normalise (&self->axis[0], low) * f.width;
  double x1 = f.x + rsc_axis_normalise (&self->axis[0], high) * f.width;
  double base = f.y + 1.8 * em;

  gsize n =
    rsc_axis_get_ticks (&self->axis[0], (gsize) CLAMP (f.width / (4.5 * em), 1.0, 11.0), ticks);
  g_auto (GStrv) labels = rsc_axis_dup_labels (&self->axis[0], n, ticks);
  rsc_color_set_source (cr, theme->muted);
  cairo_set_line_width (cr, MAX (0.55 * theme->line_width, 0.5));
  cairo_move_to (cr, f.x, base);
  cairo_line_to (cr, f.x + f.width, base);
  for (gsize k = 0; k < n; k++)
    {
      double x = f.x + rsc_axis_normalise (&self->axis[0], ticks[k]) * f.width;
      cairo_move_to (cr, x, base);
      cairo_line_to (cr, x, base + 0.3 * em);
    }
  cairo_stroke (cr);
  rsc_text_set_style (text, RSC_SET_LABEL_SCALE, FALSE);
  double line_height, last = -INFINITY;
  rsc_text_measure (text, "0", NULL, &line_height);
  for (gsize k = 0; k < n; k++)
    {
      double w, x = f.x + rsc_axis_normalise (&self->axis[0], ticks[k]) * f.width;
      rsc_text_measure (text, labels[k], &w, NULL);
      if (x - 0.5 * w < last + 0.5 * em)
        continue;
      rsc_text_draw (text, labels[k], x, base + 0.42 * em, 0.5, 0.0, theme->muted);
      last = x + 0.5 * w;
    }
  rsc_text_set_style (text, 1.0, model->hovered >= 0 && (gsize) model->hovered == model->axes[0]);
  rsc_text_set_limit (text, f.width);
  if (self->title[0] != NULL)
    rsc_text_draw (text, self->title[0], f.x + 0.5 * f.width, base + 0.6 * em + line_height, 0.5,
                   0.0, self->color[0]);
  rsc_text_set_limit (text, 0.0);

  cairo_save (cr);
  cairo_rectangle (cr, f.x - em, self->area.y, f.width + 2.0 * em, self->area.height);
  cairo_clip (cr);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  if (x1 - x0 > 0.5)
    {
      rsc_color_set_source (cr, rsc_color_with_alpha (self->color[0], 0.35));
      cairo_rectangle (cr, x0, f.y - 0.45 * em, x1 - x0, 0.9 * em);
      cairo_fill (cr);
    }
  rsc_color_set_source (cr, self->color[0]);
  cairo_set_line_width (cr, 1.4 * theme->line_width);
  cairo_move_to (cr, x0, f.y - 0.75 * em);
  cairo_line_to (cr, x0, f.y + 0.75 * em);
  cairo_move_to (cr, x1, f.y - 0.75 * em);
  cairo_line_to (cr, x1, f.y + 0.75 * em);
  cairo_stroke (cr);
  rsc_set_counts_draw_inside (self, theme, cr);
  cairo_restore (cr);

  rsc_text_set_style (text, 1.0, FALSE);
  g_autofree char *low_label = rsc_number_words_dup (low, DIGITS);
  g_autofree char *high_label = rsc_number_words_dup (high, DIGITS);
  double w0, w1;
  rsc_text_measure (text, low_label, &w0, NULL);
  rsc_text_measure (text, high_label, &w1, NULL);
  if (g_strcmp0 (low_label, high_label) == 0 || self->hull->dimension == 0)
    rsc_text_draw (text, low_label, 0.5 * (x0 + x1), f.y - 0.95 * em, 0.5, 1.0, theme->foreground);
  else
    {
      gboolean apart = x1 - x0 > 0.5 * (w0 + w1) + em;
      rsc_text_draw (text, low_label, MAX (x0, 0.5 * w0 + 2.0), f.y - 0.95 * em, apart ? 0.5 : 1.0,
                     1.0, theme->foreground);
      rsc_text_draw (text, high_label, x1, f.y - 0.95 * em, apart ? 0.5 : 0.0, 1.0,
                     theme->foreground);
    }

  /* Between the segment and its axis. */
  RscPlacing placing;
  RscRect room = { f.x - em, f.y - 0.6 * em, f.width + 2.0 * em, base - f.y + 0.5 * em };
  rsc_placing_init (&placing, text, room);
  rsc_set_counts_draw (self, theme, text, &placing);
  rsc_placing_clear (&placing);
}

void
rsc_set_flat_draw_polygon (const RscSetLayout *self, const RscTheme *theme, RscText *text)
{
  cairo_t *cr = text->cr;
  const RscHull *hull = self->hull;
  RscRect f = self->frame;
  RscPlacing placing;
  g_autoptr (GArray) edges = rsc_set_outline_list_edges (hull);

  if (!(f.width > 1.0) || !(f.height > 1.0))
    return;
  rsc_axes_draw_colored (&self->axis[0], &self->axis[1], self->title[0], self->title[1],
                         self->color[0], self->color[1], theme, cr, f);
  cairo_save (cr);
  cairo_rectangle (cr, f.x - self->em, f.y - self->em, f.width + 2.0 * self->em,
                   f.height + 2.0 * self->em);
  cairo_clip (cr);

  if (hull->dimension == 2)
    {
      cairo_new_path (cr);
      for (gsize k = 0; k < hull->n_faces; k++)
        rsc_set_outline_add_face_path (self, cr, k);
      RscColor fill = rsc_theme_get_sequential (theme, theme->dark ? 0.5 : 0.42);
      rsc_color_set_source (cr, rsc_color_with_alpha (fill, 0.55));
      cairo_fill (cr);
    }
  cairo_new_path (cr);
  for (guint k = 0; k < edges->len; k++)
    {
      const RscSetEdge *edge = &g_array_index (edges, RscSetEdge, k);
      rsc_set_outline_add_edge_path (self, cr, edge->a, edge->b, TRUE);
    }
  rsc_color_set_source (cr, rsc_theme_get_sequential (theme, 0.8));
  cairo_set_line_width (cr, (hull->dimension == 1 ? 2.2 : 1.1) * theme->line_width);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_stroke (cr);

  rsc_set_outline_draw_corners (self, theme, cr, NULL, TRUE, 1.0);
  rsc_set_counts_draw_inside (self, theme, cr);
  cairo_restore (cr);
  rsc_placing_init (&placing, text, f);
  rsc_set_counts_draw (self, theme, text, &placing);
  rsc_placing_clear (&placing);
}
