/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-set-trail.h"

#include <math.h>

/* Of a longer walk only this many last networks are drawn. */
#define TRAIL_MAX 300

/* The screen point of network @k of the trail, a part @s of the way to the next: a convex
 * combination of norms, as the edges are. */
static void
project_trail (const RscSetLayout *self,
               const double *trail,
               gsize stride,
               const gsize *axes,
               gsize k,
               double s,
               double out[3])
{
  double values[3] = { 0.0, 0.0, 0.0 };

  for (gsize j = 0; j < self->n; j++)
    {
      double a = trail[k * stride + axes[j]];
      double b = s > 0.0 ? trail[(k + 1) * stride + axes[j]] : a;
      values[j] = rsc_set_layout_show_value (self, j, (1.0 - s) * a + s * b);
    }
  rsc_set_layout_project_values (self, values, out);
}

/* Head of an arrow at @tip that comes from @back. */
static void
draw_arrow_head (cairo_t *cr, const double back[3], const double tip[3], double size)
{
  double dx = tip[0] - back[0], dy = tip[1] - back[1], length = hypot (dx, dy);

  if (!(length > 0.0))
    return;
  dx *= size / length;
  dy *= size / length;
  cairo_move_to (cr, tip[0] + 0.5 * dx, tip[1] + 0.5 * dy);
  cairo_line_to (cr, tip[0] - 0.5 * dx - 0.48 * dy, tip[1] - 0.5 * dy + 0.48 * dx);
  cairo_line_to (cr, tip[0] - 0.5 * dx + 0.48 * dy, tip[1] - 0.5 * dy - 0.48 * dx);
  cairo_close_path (cr);
}

void
rsc_set_trail_draw (const RscSetLayout *self,
                    const RscOptimalSetModel *model,
                    const RscTheme *theme,
                    cairo_t *cr)
{
  const gsize stride = rsc_set_layout_get_trail_stride (model);
  double em = self->em;
  gsize first = model->n_trail > TRAIL_MAX ? model->n_trail - TRAIL_MAX : 0;

  if (stride == 0)
    return;

  cairo_save (cr);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (gsize k = first; k < model->n_trail; k++)
    {
      double age = model->n_trail - first > 1
                     ? (double) (k - first + 1) / (double) (model->n_trail - first)
                     : 1.0;
      RscColor color = rsc_color_with_alpha (theme->accent, 0.5 + 0.5 * age);
      double from[3], to[3], p[3];
      project_trail (self, model->trail, stride, model->axes, k, 0.0, from);
      if (k + 1 < model->n_trail)
        {
          int pieces = rsc_set_layout_is_curved (self) ? RSC_SET_EDGE_PIECES : 1;
          project_trail (self, model->trail, stride, model->axes, k, 1.0, to);
          /* A light line below keeps it apart from the edges. */
          for (int pass = 0; pass < 2; pass++)
            {
              cairo_new_path (cr);
              for (int i = 0; i <= pieces; i++)
                {
                  project_trail (self, model->trail, stride, model->axes, k,
                                 rsc_set_layout_warp ((double) i / pieces), p);
                  cairo_line_to (cr, p[0], p[1]);
                }
              rsc_color_set_source (cr, pass == 0 ? rsc_color_with_alpha (theme->background, 0.6)
                                                  : color);
              cairo_set_line_width (cr, (pass == 0 ? 3.4 : 1.7) * theme->line_width);
              cairo_stroke (cr);
            }
          if (hypot (to[0] - from[0], to[1] - from[1]) > 1.6 * em)
            {
              double back[3];
              project_trail (self, model->trail, stride, model->axes, k, 0.52, back);
              project_trail (self, model->trail, stride, model->axes, k, 0.56, p);
              draw_arrow_head (cr, back, p, 0.75 * em);
              rsc_color_set_source (cr, color);
              cairo_fill (cr);
            }
        }
      cairo_new_path (cr);
      cairo_arc (cr, from[0], from[1], 0.24 * em, 0.0, 2.0 * G_PI);
      rsc_color_set_source (cr, theme->background);
      cairo_fill_preserve (cr);
      rsc_color_set_source (cr, color);
      /* The start is a ring. */
      if (k == 0)
        {
          cairo_set_line_width (cr, theme->line_width);
          cairo_stroke (cr);
        }
      else
        cairo_fill (cr);
    }
  cairo_restore (cr);
}
