/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-optimal-set-plot.h"

#include "ui/plot/rsc-set-body.h"
#include "ui/plot/rsc-set-box.h"
#include "ui/plot/rsc-set-marker.h"
#include "ui/plot/rsc-set-trail.h"
#include "ui/plot/rsc-text.h"
#include <glib/gi18n.h>
#include <math.h>

/* Within this many units of the text size a corner or the marker is under the pointer. */
#define PICK_RADIUS 0.95

/* Four significant digits. */
static char *
format_value (double value)
{
  char buffer[64];

  g_ascii_formatd (buffer, sizeof buffer, "%.3e", value);
  double rounded = g_ascii_strtod (buffer, NULL);
  RscAxis axis = { MIN (rounded, 0.0), MAX (rounded, 0.0), FALSE };
  if (axis.minimum == axis.maximum)
    axis.maximum = 1.0;
  return rsc_axis_format_tick (&axis, rounded);
}

/* Ring and the number of neurons. */
static void
draw_hovered_corner (const RscSetLayout *self,
                     const RscOptimalSetModel *model,
                     const RscTheme *theme,
                     RscText *text)
{
  cairo_t *cr = text->cr;
  const RscHull *hull = self->hull;
  double p[3], em = self->em;

  if (model->hovered_corner < 0 || (gsize) model->hovered_corner >= hull->n_points)
    return;
  gsize corner = (gsize) model->hovered_corner;
  rsc_set_layout_project_values (self, self->corners + corner * self->n, p);
  cairo_new_path (cr);
  cairo_arc (cr, p[0], p[1], 0.42 * em, 0.0, 2.0 * G_PI);
  rsc_color_set_source (cr, theme->foreground);
  cairo_fill (cr);
  cairo_arc (cr, p[0], p[1], 0.75 * em, 0.0, 2.0 * G_PI);
  rsc_color_set_source (cr, theme->accent);
  cairo_set_line_width (cr, 0.17 * em);
  cairo_stroke (cr);

  if (model->set == NULL || hull->labels == NULL
      || hull->labels[corner] >= rsc_optimal_set_get_n_vertices (model->set))
    return;
  gsize neurons = rsc_optimal_set_get_vertex_width (model->set, hull->labels[corner]);
  g_autofree char *label =
    g_strdup_printf (g_dngettext (NULL, "%" G_GSIZE_FORMAT " neuron", "%" G_GSIZE_FORMAT " neurons",
                                  (gulong) neurons),
                     neurons);
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

/* One axis */

static void
draw_line (const RscSetLayout *self,
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
  rsc_text_draw (text, self->title[0], f.x + 0.5 * f.width, base + 0.6 * em + line_height, 0.5, 0.0,
                 self->color[0]);
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
  cairo_restore (cr);

  rsc_text_set_style (text, 1.0, FALSE);
  g_autofree char *low_label = format_value (low);
  g_autofree char *high_label = format_value (high);
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
  draw_hovered_corner (self, model, theme, text);
}

/* Two axes */

static void
draw_polygon (const RscSetLayout *self,
              const RscOptimalSetModel *model,
              const RscTheme *theme,
              RscText *text)
{
  cairo_t *cr = text->cr;
  const RscHull *hull = self->hull;
  RscRect f = self->frame;
  g_autoptr (GArray) edges = rsc_set_outline_list_edges (hull);

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
  draw_hovered_corner (self, model, theme, text);
  cairo_restore (cr);
}

static void
draw_space (const RscSetLayout *self,
            const RscOptimalSetModel *model,
            const RscTheme *theme,
            RscText *text)
{
  cairo_t *cr = text->cr;
  g_autoptr (GArray) edges = rsc_set_outline_list_edges (self->hull);

  if (!(self->radius > 1.0))
    return;
  cairo_save (cr);
  cairo_rectangle (cr, self->area.x, self->area.y, self->area.width, self->area.height);
  cairo_clip (cr);
  rsc_set_box_draw (self, model, theme, text);
  if (rsc_set_layout_is_curved (self))
    rsc_set_body_draw_curved (self, theme, cr, edges);
  else
    rsc_set_body_draw_flat (self, theme, cr, edges);
  draw_hovered_corner (self, model, theme, text);
  cairo_restore (cr);
}

static void
draw_still_layer (const RscSetLayout *self,
                  const RscOptimalSetModel *model,
                  const RscTheme *theme,
                  RscText *text,
                  double width)
{
  if (self->heading != NULL)
    {
      rsc_text_set_style (text, 1.0, TRUE);
      rsc_text_draw (text, self->heading, 0.5 * width, 0.45 * self->em, 0.5, 0.0,
                     theme->foreground);
      rsc_text_set_style (text, 1.0, FALSE);
    }
  if (self->n == 1)
    draw_line (self, model, theme, text);
  else if (self->n == 2 && self->frame.width > 1.0 && self->frame.height > 1.0)
    draw_polygon (self, model, theme, text);
  else if (self->n == 3)
    draw_space (self, model, theme, text);
  if (model->trail != NULL)
    {
      cairo_save (text->cr);
      if (rsc_set_layout_clip_to_body (self, text->cr))
        rsc_set_trail_draw (self, model, theme, text->cr);
      cairo_restore (text->cr);
    }
}

/* @with_sentence: the room for it is kept either way. */
static void
draw_picture (const RscOptimalSetModel *model,
              const RscTheme *theme,
              cairo_t *cr,
              double width,
              double height,
              gboolean with_sentence)
{
  RscText text;

  if (!(width >= 1.0) || !(height >= 1.0))
    return;

  const gboolean still = model->layers != RSC_OPTIMAL_SET_LAYERS_MARKER;
  rsc_theme_begin_picture (theme, cr, width, height, still);
  rsc_text_init (&text, theme, cr);
  const char *words = rsc_set_layout_get_words (model);
  if (words != NULL)
    {
      if (still)
        rsc_text_draw_sentence (&text, words, 0.5 * width, 0.5 * height, 0.9 * width, theme->muted);
    }
  else
    {
      RscSetLayout layout;
      rsc_set_layout_init (&layout, model, theme, cr, width, height);
      if (still)
        draw_still_layer (&layout, model, theme, &text, width);
      if (model->layers != RSC_OPTIMAL_SET_LAYERS_STILL)
        rsc_set_marker_draw (&layout, theme, cr);
      if (layout.sentence != NULL && with_sentence && still)
        {
          rsc_text_set_style (&text, 1.0, FALSE);
          rsc_text_draw_sentence (&text, layout.sentence, 0.5 * width,
                                  height - 0.5 * layout.em - 0.5 * layout.sentence_height,
                                  MAX (width - 1.6 * layout.em, 1.0), theme->foreground);
        }
      rsc_set_layout_clear (&layout);
    }
  rsc_text_clear (&text);
  cairo_restore (cr);
  cairo_new_path (cr);
}

void
rsc_optimal_set_plot_draw (const RscOptimalSetModel *model,
                           const RscTheme *theme,
                           cairo_t *cr,
                           double width,
                           double height)
{
  g_return_if_fail (model != NULL);
  g_return_if_fail (theme != NULL);
  g_return_if_fail (cr != NULL);

  draw_picture (model, theme, cr, width, height, TRUE);
}

void
rsc_optimal_set_plot_draw_pair (const RscOptimalSetModel *model,
                                const RscTheme *theme,
                                cairo_t *cr,
                                double width,
                                double height)
{
  g_return_if_fail (model != NULL);
  g_return_if_fail (theme != NULL);
  g_return_if_fail (cr != NULL);

  if (!(width >= 1.0) || !(height >= 1.0))
    return;

  /* Words once, not twice. */
  if (rsc_set_layout_get_words (model) != NULL)
    {
      rsc_optimal_set_plot_draw (model, theme, cr, width, height);
      return;
    }
  for (int s = 0; s < 2; s++)
    {
      RscOptimalSetModel half = *model;
      half.space = s == 0 ? RSC_SPACE_CONVEX : RSC_SPACE_NONCONVEX;
      RscRect rect = rsc_optimal_set_plot_get_pair_rect (half.space, width, height);
      cairo_save (cr);
      cairo_translate (cr, rect.x, rect.y);
      draw_picture (&half, theme, cr, rect.width, rect.height, FALSE);
      cairo_restore (cr);
    }

  /* One sentence for both. */
  g_autofree char *sentence = rsc_set_layout_dup_sentence (model);
  if (sentence != NULL && model->layers != RSC_OPTIMAL_SET_LAYERS_MARKER)
    {
      RscText text;
      double room = MAX (width - 1.6 * theme->font_size, 1.0);
      cairo_save (cr);
      cairo_rectangle (cr, 0.0, 0.0, width, height);
      cairo_clip (cr);
      rsc_text_init (&text, theme, cr);
      double h = rsc_text_measure_sentence (&text, sentence, room);
      rsc_text_draw_sentence (&text, sentence, 0.5 * width,
                              height - 0.5 * theme->font_size - 0.5 * h, room, theme->foreground);
      rsc_text_clear (&text);
      cairo_restore (cr);
    }
  cairo_new_path (cr);
}

/* A layout without a target to draw on; the metrics of text are the same everywhere. */
static gboolean
layout_init_for_picking (RscSetLayout *self,
                         const RscOptimalSetModel *model,
                         const RscTheme *theme,
                         double width,
                         double height)
{
  if (rsc_set_layout_get_words (model) != NULL || !(width >= 1.0) || !(height >= 1.0))
    return FALSE;
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR, NULL);
  cairo_t *cr = cairo_create (surface);
  rsc_set_layout_init (self, model, theme, cr, width, height);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return TRUE;
}

gssize
rsc_optimal_set_plot_pick (const RscOptimalSetModel *model,
                           const RscTheme *theme,
                           double width,
                           double height,
                           double px,
                           double py,
                           gboolean *on_marker)
{
  RscSetLayout layout;
  gssize corner = -1;

  g_return_val_if_fail (model != NULL, -1);
  g_return_val_if_fail (theme != NULL, -1);

  if (on_marker != NULL)
    *on_marker = FALSE;
  if (!layout_init_for_picking (&layout, model, theme, width, height))
    return -1;

  double best = INFINITY, p[3];
  for (gsize k = 0; k < layout.hull->n_points; k++)
    {
      rsc_set_layout_project_values (&layout, layout.corners + k * layout.n, p);
      double distance = hypot (p[0] - px, p[1] - py);
      /* Of two corners at one place the nearer to the viewer. */
      double score = distance - 0.1 * layout.em * p[2];
      if (distance <= PICK_RADIUS * layout.em && score < best)
        {
          best = score;
          corner = (gssize) k;
        }
    }
  if (on_marker != NULL && layout.has_marker)
    {
      rsc_set_layout_project_values (&layout, layout.marker, p);
      *on_marker = hypot (p[0] - px, p[1] - py) <= PICK_RADIUS * layout.em;
    }
  rsc_set_layout_clear (&layout);
  return corner;
}

void
rsc_optimal_set_plot_unproject (const RscOptimalSetModel *model,
                                const RscTheme *theme,
                                double width,
                                double height,
                                double px,
                                double py,
                                double *wish)
{
  RscSetLayout layout;

  g_return_if_fail (model != NULL);
  g_return_if_fail (theme != NULL);
  g_return_if_fail (wish != NULL);

  if (!layout_init_for_picking (&layout, model, theme, width, height))
    {
      for (gsize k = 0; k < MIN (model->n_axes, 3); k++)
        wish[k] = model->point != NULL && model->axes[k] != RSC_OPTIMAL_SET_ABSENT
                    ? MAX (model->point[model->axes[k]], 0.0)
                    : 0.0;
      return;
    }

  double t[3] = { 0.5, 0.5, 0.5 };
  if (layout.n < 3)
    {
      t[0] = layout.frame.width > 0.0 ? (px - layout.frame.x) / layout.frame.width : 0.5;
      t[1] = layout.frame.height > 0.0 ? 1.0 - (py - layout.frame.y) / layout.frame.height : 0.5;
    }
  else if (layout.radius > 0.0)
    {
      double start[3], screen[3];
      for (int k = 0; k < 3; k++)
        start[k] = rsc_axis_normalise (&layout.axis[k], layout.marker[k]);
      rsc_camera_project (&layout.camera, start, screen);
      screen[0] = (px - layout.cx) / layout.radius;
      screen[1] = (layout.cy - py) / layout.radius;
      rsc_camera_unproject (&layout.camera, screen, t);
    }
  for (gsize k = 0; k < layout.n; k++)
    wish[k] = rsc_set_layout_hide_value (&layout, k, rsc_axis_denormalise (&layout.axis[k], t[k]));
  rsc_set_layout_clear (&layout);
}

RscRect
rsc_optimal_set_plot_get_pair_rect (RscSpace space, double width, double height)
{
  gboolean second = space == RSC_SPACE_NONCONVEX;

  width = MAX (width, 0.0);
  height = MAX (height, 0.0);
  /* Whole units, so that the seam is sharp. */
  double half = floor (0.5 * MAX (width, height));
  if (width >= height)
    return (RscRect){ second ? half : 0.0, 0.0, second ? width - half : half, height };
  return (RscRect){ 0.0, second ? half : 0.0, width, second ? height - half : half };
}
