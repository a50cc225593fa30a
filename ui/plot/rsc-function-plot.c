/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-function-plot.h"

#include "ui/plot/rsc-function-graph.h"
#include "ui/plot/rsc-function-layout.h"
#include "ui/plot/rsc-function-plane.h"
#include "ui/plot/rsc-function-points.h"
#include "ui/words/rsc-function-words.h"
#include <math.h>

static void
draw_fit (const RscFunctionLayout *self,
          const RscFunctionModel *model,
          const RscTheme *theme,
          RscText *text)
{
  cairo_t *cr = text->cr;

  rsc_axes_draw (&self->x, &self->y, self->x_title, self->y_title, theme, cr, self->frame);
  cairo_save (cr);
  cairo_move_to (cr, self->frame.x, self->frame.y + self->frame.height);
  cairo_line_to (cr, self->frame.x + self->frame.width, self->frame.y);
  rsc_color_set_source (cr, theme->muted);
  cairo_set_line_width (cr, theme->line_width);
  cairo_stroke (cr);
  cairo_restore (cr);
  rsc_function_layout_stroke_frame (self, theme, cr);
  rsc_function_points_draw (self, model, theme, cr);
  if (self->network == NULL)
    rsc_function_layout_draw_notice (self, theme, text,
                                     rsc_function_words_notice (RSC_FUNCTION_NOT_SOLVED));
}

void
rsc_function_plot_draw (const RscFunctionModel *model,
                        const RscTheme *theme,
                        cairo_t *cr,
                        double width,
                        double height)
{
  RscText text;

  g_return_if_fail (model != NULL);
  g_return_if_fail (theme != NULL);
  g_return_if_fail (cr != NULL);

  if (!(width >= 1.0) || !(height >= 1.0))
    return;

  rsc_theme_begin_picture (theme, cr, width, height, TRUE);
  rsc_text_init (&text, theme, cr);
  if (model->dataset == NULL)
    rsc_text_draw_sentence (&text, rsc_function_words_notice (RSC_FUNCTION_NO_DATA), 0.5 * width,
                            0.5 * height, 0.9 * width, theme->muted);
  else
    {
      RscFunctionLayout layout;
      rsc_function_layout_init (&layout, model, theme, cr, width, height);
      if (layout.frame.width > 1.0 && layout.frame.height > 1.0)
        {
          if (layout.mode == RSC_FUNCTION_FIT)
            draw_fit (&layout, model, theme, &text);
          else if (layout.plane)
            rsc_function_plane_draw (&layout, model, theme, &text);
          else
            rsc_function_graph_draw (&layout, model, theme, &text);
        }
      rsc_function_layout_clear (&layout);
    }
  rsc_text_clear (&text);
  cairo_restore (cr);
  cairo_new_path (cr);
}

void
rsc_function_plot_pick (const RscFunctionModel *model,
                        const RscTheme *theme,
                        double width,
                        double height,
                        double px,
                        double py,
                        RscFunctionHit *hit)
{
  g_return_if_fail (model != NULL);
  g_return_if_fail (theme != NULL);
  g_return_if_fail (hit != NULL);

  *hit = (RscFunctionHit){ .neuron = -1, .point = -1, .x = NAN, .y = NAN, .value = NAN };
  if (model->dataset == NULL || !(width >= 1.0) || !(height >= 1.0))
    return;

  RscFunctionLayout layout;
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR, NULL);
  cairo_t *cr = cairo_create (surface);
  rsc_function_layout_init (&layout, model, theme, cr, width, height);
  RscRect f = layout.frame;

  if (f.width > 1.0 && f.height > 1.0)
    {
      hit->x = rsc_axis_denormalise (&layout.x, (px - f.x) / f.width);
      hit->y = rsc_axis_denormalise (&layout.y, 1.0 - (py - f.y) / f.height);
      hit->inside = px >= f.x && px <= f.x + f.width && py >= f.y && py <= f.y + f.height;
      if (layout.slice != NULL)
        hit->value = rsc_slice_evaluate (layout.slice, hit->x, layout.plane ? hit->y : 0.0);

      hit->point = rsc_function_points_pick (&layout, model, theme, px, py);
      if (layout.plane)
        hit->neuron = rsc_function_plane_pick (&layout, model, theme, px, py);
      else
        hit->neuron = rsc_function_graph_pick (&layout, model, theme, px, py);
    }
  rsc_function_layout_clear (&layout);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}
