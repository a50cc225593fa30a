/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-function-probe.h"

#include "ui/plot/rsc-function-layout.h"
#include <math.h>

/* A line that tells itself from whatever is under it. */
static void
stroke (const RscFunctionLayout *self, cairo_t *cr)
{
  const double em = CLAMP (self->theme.font_size, 1.0, 500.0);

  cairo_set_line_width (cr, 0.3 * em);
  rsc_color_set_source (cr, rsc_color_with_alpha (self->theme.background, 0.9));
  cairo_stroke_preserve (cr);
  cairo_set_line_width (cr, 0.13 * em);
  rsc_color_set_source (cr, self->theme.foreground);
  cairo_stroke (cr);
}

void
rsc_function_probe_draw (gconstpointer layout, RscText *text)
{
  const RscFunctionLayout *self = layout;
  const double em = CLAMP (self->theme.font_size, 1.0, 500.0);
  const double arm = 0.9 * em, gap = 0.3 * em;
  cairo_t *cr = text->cr;

  if (isnan (self->model.probe_x) || self->mode == RSC_FUNCTION_FIT)
    return;
  const double px = rsc_function_layout_to_px (self, self->model.probe_x);
  cairo_save (cr);
  rsc_function_layout_clip (self, cr);
  cairo_new_path (cr);
  if (!self->plane)
    {
      /* f has one place over it, wherever it is. */
      cairo_move_to (cr, px, self->frame.y);
      cairo_rel_line_to (cr, 0.0, self->frame.height);
    }
  else
    {
      const double py = rsc_function_layout_to_py (self, self->model.probe_y);

      cairo_move_to (cr, px - arm, py);
      cairo_line_to (cr, px - gap, py);
      cairo_move_to (cr, px + gap, py);
      cairo_line_to (cr, px + arm, py);
      cairo_move_to (cr, px, py - arm);
      cairo_line_to (cr, px, py - gap);
      cairo_move_to (cr, px, py + gap);
      cairo_line_to (cr, px, py + arm);
    }
  stroke (self, cr);
  cairo_restore (cr);
}

void
rsc_function_plot_set_probe (RscPicture *picture, double x, double y)
{
  RscFunctionLayout *layout = rsc_picture_get_layout (picture);

  g_return_if_fail (layout != NULL);

  layout->model.probe_x = x;
  layout->model.probe_y = y;
}
