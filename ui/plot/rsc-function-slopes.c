/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-function-slopes.h"

#include "ui/plot/rsc-function-points.h"
#include <math.h>

/* The longest arrow in units of the text size; shorter than a share of it there is none. */
#define LENGTH 2.6
#define LEAST_SHARE 0.02

void
rsc_function_slopes_draw_arrow (cairo_t *cr,
                                const RscTheme *theme,
                                double x,
                                double y,
                                double length,
                                RscColor color)
{
  const double em = CLAMP (theme->font_size, 1.0, 500.0);
  const double head = fmin (0.5 * em, fabs (length)), side = length > 0.0 ? 1.0 : -1.0;

  for (int pass = 0; pass < 2; pass++)
    {
      rsc_color_set_source (cr, pass == 0 ? rsc_color_with_alpha (theme->background, 0.9) : color);
      cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
      cairo_set_line_width (cr, (pass == 0 ? 0.36 : 0.16) * em);
      cairo_move_to (cr, x, y);
      cairo_line_to (cr, x, y - length);
      cairo_move_to (cr, x - 0.55 * head, y - length + side * head);
      cairo_line_to (cr, x, y - length);
      cairo_line_to (cr, x + 0.55 * head, y - length + side * head);
      cairo_stroke (cr);
    }
}

void
rsc_function_slopes_draw (gconstpointer layout, RscText *text)
{
  const RscFunctionLayout *self = layout;
  const RscFunctionModel *model = &self->model;
  double largest = 0.0;

  if (model->slopes == NULL || model->change)
    return;
  const gsize n = rsc_dataset_get_n (model->dataset);
  for (gsize i = 0; i < n; i++)
    largest = fmax (largest, fabs (model->slopes[i]));
  if (!(largest > 0.0) || !isfinite (largest))
    return;
  cairo_save (text->cr);
  rsc_function_layout_clip (self, text->cr);
  for (gsize i = 0; i < n; i++)
    {
      const double share = model->slopes[i] / largest;
      double x, y;

      if (fabs (share) < LEAST_SHARE || !rsc_function_points_get_place (self, i, &x, &y))
        continue;
      /* What moves is the curve. */
      if (!self->plane && self->mode != RSC_FUNCTION_FIT && self->slice != NULL)
        y = rsc_function_layout_to_py (
          self,
          rsc_slice_evaluate (
            self->slice, rsc_dataset_get_x (model->dataset)[i * self->d + self->feature_x], 0.0));
      else
        y -= copysign (rsc_function_points_get_radius (self), share);
      rsc_function_slopes_draw_arrow (text->cr, &self->theme, x, y, LENGTH * text->size * share,
                                      share > 0.0 ? self->theme.positive : self->theme.negative);
    }
  cairo_restore (text->cr);
}
