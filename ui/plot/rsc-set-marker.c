/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-set-marker.h"

#include "ui/plot/rsc-set-box.h"
#include "ui/words/rsc-set-words.h"
#include <math.h>
#include <string.h>

static void
draw_disc (const RscSetLayout *self, const RscTheme *theme, cairo_t *cr)
{
  double em = self->em;
  double p[3];

  if (!self->has_marker)
    return;
  rsc_set_layout_project_values (self, self->marker, p);
  cairo_new_path (cr);
  cairo_arc (cr, p[0], p[1], 0.56 * em, 0.0, 2.0 * G_PI);
  rsc_color_set_source (cr, theme->background);
  cairo_fill (cr);
  cairo_arc (cr, p[0], p[1], 0.44 * em, 0.0, 2.0 * G_PI);
  rsc_color_set_source (cr, theme->accent);
  cairo_fill (cr);
  cairo_arc (cr, p[0], p[1], 0.15 * em, 0.0, 2.0 * G_PI);
  rsc_color_set_source (cr, theme->background);
  cairo_fill (cr);
}

/* Lines from the marker to both axes. */
static void
draw_guides (const RscSetLayout *self, const RscTheme *theme, cairo_t *cr)
{
  RscRect f = self->frame;
  double p[3], dash[2] = { 0.3 * self->em, 0.25 * self->em };

  rsc_set_layout_project_values (self, self->marker, p);
  cairo_save (cr);
  cairo_rectangle (cr, f.x, f.y, f.width, f.height);
  cairo_clip (cr);
  cairo_move_to (cr, p[0], p[1]);
  cairo_line_to (cr, p[0], f.y + f.height);
  cairo_move_to (cr, p[0], p[1]);
  cairo_line_to (cr, f.x, p[1]);
  cairo_set_dash (cr, dash, 2, 0.0);
  rsc_color_set_source (cr, rsc_color_with_alpha (theme->accent, 0.7));
  cairo_set_line_width (cr, 0.7 * theme->line_width);
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* Lines from the marker to the floor, and on the floor to the axes that carry the labels. */
static void
draw_drop_lines (const RscSetLayout *self, const RscTheme *theme, cairo_t *cr)
{
  double walls[3], edge[3], p[3], q[3], a[3], b[3];
  double dash[2] = { 0.3 * self->em, 0.25 * self->em };

  rsc_set_box_get_walls (self, walls);
  for (int k = 0; k < 3; k++)
    p[k] = rsc_axis_normalise (&self->axis[k], self->marker[k]);
  memcpy (q, p, sizeof q);
  q[2] = walls[2];
  rsc_set_layout_project_cube (self, p, a);
  rsc_set_layout_project_cube (self, q, b);
  cairo_new_path (cr);
  cairo_move_to (cr, a[0], a[1]);
  cairo_line_to (cr, b[0], b[1]);
  for (int k = 0; k < 2; k++)
    {
      double r[3] = { q[0], q[1], q[2] };
      rsc_set_box_get_label_edge (self, walls, k, edge);
      r[1 - k] = edge[1 - k];
      rsc_set_layout_project_cube (self, r, a);
      cairo_move_to (cr, b[0], b[1]);
      cairo_line_to (cr, a[0], a[1]);
    }
  cairo_set_dash (cr, dash, 2, 0.0);
  rsc_color_set_source (cr, rsc_color_with_alpha (theme->accent, 0.75));
  cairo_set_line_width (cr, 0.7 * theme->line_width);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0.0);
}

void
rsc_set_marker_draw (const RscSetLayout *self, const RscTheme *theme, cairo_t *cr)
{
  if (!self->has_marker)
    return;
  cairo_save (cr);
  if (!rsc_set_layout_clip_to_body (self, cr))
    {
      cairo_restore (cr);
      return;
    }
  if (self->n == 2)
    draw_guides (self, theme, cr);
  else if (self->n == 3)
    draw_drop_lines (self, theme, cr);
  draw_disc (self, theme, cr);
  cairo_restore (cr);
}

/* Ring and the number of neurons. */
static void
draw_ring (const RscSetLayout *self,
           const RscOptimalSetModel *model,
           const RscTheme *theme,
           RscText *text)
{
  cairo_t *cr = text->cr;
  double p[3], em = self->em;

  if (model->hovered_dot < 0 || (gsize) model->hovered_dot >= self->dots.n)
    return;
  gsize corner = (gsize) model->hovered_dot;
  rsc_set_layout_project_values (self, self->corners + corner * self->n, p);
  cairo_new_path (cr);
  cairo_arc (cr, p[0], p[1], 0.42 * em, 0.0, 2.0 * G_PI);
  rsc_color_set_source (cr, theme->foreground);
  cairo_fill (cr);
  cairo_arc (cr, p[0], p[1], 0.75 * em, 0.0, 2.0 * G_PI);
  rsc_color_set_source (cr, theme->accent);
  cairo_set_line_width (cr, 0.17 * em);
  cairo_stroke (cr);

  const RscSetDot *dot = &self->dots.dots[corner];
  if (model->set == NULL || dot->n_vertices == 0)
    return;
  g_autofree char *label = rsc_set_words_dup_dot (model->set, dot->n_vertices, dot->vertices);
  double w, h;
  rsc_text_set_style (text, 1.0, TRUE);
  rsc_text_measure (text, label, &w, &h);
  double x =
    CLAMP (p[0], self->area.x + 0.5 * w + em,
           MAX (self->area.x + self->area.width - 0.5 * w - em, self->area.x + 0.5 * w + em));
  double y = p[1] - 1.1 * em - 0.5 * h;
  if (y - 0.5 * h - 0.2 * em < self->area.y)
    y = p[1] + 1.1 * em + 0.5 * h;
  rsc_color_set_source (cr, rsc_color_with_alpha (theme->background, 0.9));
  cairo_rectangle (cr, x - 0.5 * w - 0.4 * em, y - 0.5 * h - 0.15 * em, w + 0.8 * em, h + 0.3 * em);
  cairo_fill (cr);
  rsc_text_draw (text, label, x, y, 0.5, 0.5, theme->foreground);
}

void
rsc_set_marker_draw_hovered (const RscSetLayout *self,
                             const RscOptimalSetModel *model,
                             const RscTheme *theme,
                             RscText *text)
{
  cairo_save (text->cr);
  if (self->n == 1 || rsc_set_layout_clip_to_body (self, text->cr))
    draw_ring (self, model, theme, text);
  cairo_restore (text->cr);
}
