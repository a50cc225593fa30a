/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-path-plot.h"

#include "ui/plot/rsc-path-axes.h"
#include "ui/plot/rsc-path-cursor.h"
#include "ui/plot/rsc-path-labels.h"
#include "ui/plot/rsc-path-lines.h"
#include "ui/plot/rsc-path-marks.h"
#include "ui/plot/rsc-path-strip.h"
#include <glib/gi18n.h>
#include <math.h>

/* Where paths of minimal networks must jump. */
static void
draw_jumps (const RscPathLayout *self, cairo_t *cr)
{
  const double dash[2] = { 0.3 * self->em, 0.3 * self->em };

  cairo_save (cr);
  cairo_set_dash (cr, dash, 2, 0.0);
  cairo_set_line_width (cr, MAX (0.75 * self->theme->line_width, 0.8));
  rsc_color_set_source (cr, self->theme->muted);
  for (gsize k = 0; k < rsc_path_get_n_jumps (self->model->path); k++)
    {
      const double x =
        rsc_path_layout_lambda_to_px (self, rsc_path_get_jump (self->model->path, k)->lambda);

      if (!(x >= self->frame.x && x <= self->frame.x + self->frame.width))
        continue;
      cairo_move_to (cr, x, self->frame.y);
      cairo_line_to (cr, x, self->frame.y + self->frame.height);
    }
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_notice (const RscPathLayout *self, const char *sentence, cairo_t *cr)
{
  const double em = self->em, width = MAX (self->frame.width - 1.6 * em, 1.0);
  double w, h;

  rsc_text_set_style (self->text, 1.0, FALSE);
  rsc_text_measure (self->text, sentence, &w, NULL);
  w = MIN (w, width);
  h = rsc_text_measure_sentence (self->text, sentence, width);
  const double x = self->frame.x + 0.5 * self->frame.width;
  const double y = self->frame.y + 0.5 * self->frame.height;
  rsc_color_set_source (cr, rsc_color_with_alpha (self->theme->background, 0.85));
  cairo_rectangle (cr, x - 0.5 * w - 0.5 * em, y - 0.5 * h - 0.25 * em, w + em, h + 0.5 * em);
  cairo_fill (cr);
  rsc_text_draw_sentence (self->text, sentence, x, y, width, self->theme->foreground);
}

static void
draw_still (const RscPathLayout *self, cairo_t *cr)
{
  rsc_path_strip_draw_ground (self, cr);
  rsc_path_axes_draw_unknown (self, cr);
  rsc_path_axes_draw (self, cr);
  rsc_path_lines_draw_tubes (self, cr);
  draw_jumps (self, cr);
  rsc_path_strip_draw (self, cr);
  rsc_path_axes_stroke_frame (self, cr);
  rsc_path_lines_draw_curves (self, cr);
  rsc_path_axes_draw_unknown_words (self, cr);
  rsc_path_marks_draw_legend (self, cr);
  rsc_path_marks_draw (self, cr);
  if (self->multiples)
    rsc_path_axes_draw_lane_texts (self, cr);
  else
    rsc_path_labels_draw (self, cr);
  if (rsc_path_curves_get_n (self->curves) == 0 && rsc_path_get_n_points (self->model->path) > 1)
    draw_notice (self, _ ("No neuron is ever used: the zero network stays optimal."), cr);
}

void
rsc_path_plot_draw (const RscPathModel *model,
                    const RscTheme *theme,
                    cairo_t *cr,
                    double width,
                    double height)
{
  RscText text;
  RscPathLayout layout;

  g_return_if_fail (model != NULL);
  g_return_if_fail (theme != NULL);
  g_return_if_fail (cr != NULL);

  if (!(width >= 1.0) || !(height >= 1.0))
    return;
  rsc_theme_begin_picture (theme, cr, width, height, model->layers != RSC_PATH_LAYERS_CURSOR);
  rsc_text_init (&text, theme, cr);
  rsc_path_layout_init (&layout, model, theme, &text, width, height);
  if (layout.words != NULL)
    {
      if (model->layers != RSC_PATH_LAYERS_CURSOR)
        rsc_text_draw_sentence (&text, layout.words, 0.5 * width, 0.5 * height, 0.9 * width,
                                theme->muted);
    }
  else if (rsc_path_layout_has_room (&layout))
    {
      if (model->layers != RSC_PATH_LAYERS_CURSOR)
        draw_still (&layout, cr);
      if (model->layers != RSC_PATH_LAYERS_STILL)
        rsc_path_cursor_draw (&layout, cr);
    }
  rsc_path_layout_clear (&layout);
  rsc_text_clear (&text);
  cairo_restore (cr);
  cairo_new_path (cr);
}

void
rsc_path_plot_pick (const RscPathModel *model,
                    const RscTheme *theme,
                    double width,
                    double height,
                    double px,
                    double py,
                    RscPathHit *hit)
{
  RscText text;
  RscPathLayout layout;

  g_return_if_fail (model != NULL);
  g_return_if_fail (theme != NULL);
  g_return_if_fail (hit != NULL);

  *hit = (RscPathHit){ .neuron = -1, .event = -1, .lambda = NAN };
  if (!(width >= 1.0) || !(height >= 1.0))
    return;
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR, NULL);
  cairo_t *cr = cairo_create (surface);
  rsc_text_init (&text, theme, cr);
  rsc_path_layout_init (&layout, model, theme, &text, width, height);
  if (layout.words == NULL && rsc_path_layout_has_room (&layout))
    {
      const RscRect f = layout.frame;
      const double em = layout.em;

      hit->inside = px >= f.x && px <= f.x + f.width && py >= f.y && py <= f.y + f.height;
      hit->lambda =
        rsc_path_curves_get_lambda (layout.curves, model->x, rsc_path_layout_from_px (&layout, px));

      hit->event = rsc_path_marks_pick (&layout, px, py);
      if (hit->event < 0)
        hit->neuron = rsc_path_labels_pick (&layout, px, py);
      if (hit->event < 0 && hit->neuron < 0 && px >= f.x - 0.5 * em
          && px <= f.x + f.width + 0.5 * em && py >= f.y - 0.5 * em
          && py <= f.y + f.height + 0.5 * em)
        hit->neuron = rsc_path_lines_pick (&layout, px, py, hit->lambda);
    }
  rsc_path_layout_clear (&layout);
  rsc_text_clear (&text);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}
