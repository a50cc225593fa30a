/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-function-points.h"

#include <math.h>

/* Circles in the colour of the sign of the target. */
static void
draw_points (const RscFunctionLayout *self,
             const RscTheme *theme,
             cairo_t *cr,
             gsize n,
             const double *x,
             gsize x_stride,
             const double *y,
             gsize y_stride,
             const double *target,
             gboolean hollow,
             gssize hovered)
{
  double em = CLAMP (theme->font_size, 1.0, 500.0);
  double radius = 0.42 * em * (n > 150 ? MAX (sqrt (150.0 / (double) n), 0.32) : 1.0);
  double cell = radius;
  gsize columns = (gsize) (MAX (self->frame.width, 0.0) / cell) + 1;
  gsize rows = (gsize) (MAX (self->frame.height, 0.0) / cell) + 1;
  g_autofree guint8 *covered = NULL;
  gboolean outline = n <= 3000;

  /* A crowd is told by squares, one for each place and sign. */
  if (n > 3000 && columns < 20000 && rows < 20000)
    covered = g_new0 (guint8, columns * rows);

  cairo_save (cr);
  for (gsize i = 0; i < n; i++)
    {
      double px = rsc_function_layout_to_px (self, x[i * x_stride]),
             py = rsc_function_layout_to_py (self, y[i * y_stride]);
      gboolean positive = target[i] > 0.0;
      RscColor color = positive          ? theme->positive
                       : target[i] < 0.0 ? theme->negative
                                         : theme->muted;
      if (!isfinite (px) || !isfinite (py) || px < self->frame.x - 1.0
          || px > self->frame.x + self->frame.width + 1.0 || py < self->frame.y - 1.0
          || py > self->frame.y + self->frame.height + 1.0)
        continue;
      if (covered != NULL)
        {
          gsize cx = MIN ((gsize) (MAX (px - self->frame.x, 0.0) / cell), columns - 1);
          gsize cy = MIN ((gsize) (MAX (py - self->frame.y, 0.0) / cell), rows - 1);
          guint8 bit = positive ? 1 : 2;
          if (covered[cy * columns + cx] & bit)
            continue;
          covered[cy * columns + cx] |= bit;
          if (hovered != (gssize) i)
            {
              rsc_color_set_source (cr, color);
              cairo_rectangle (cr, px - 0.8 * radius, py - 0.8 * radius, 1.6 * radius,
                               1.6 * radius);
              cairo_fill (cr);
              continue;
            }
        }
      double r = radius * (hovered == (gssize) i ? 1.35 : 1.0);
      cairo_new_path (cr);
      cairo_arc (cr, px, py, r, 0.0, 2.0 * G_PI);
      if (hollow)
        {
          rsc_color_set_source (cr, rsc_color_with_alpha (theme->background, 0.9));
          cairo_set_line_width (cr, 0.34 * em);
          cairo_stroke_preserve (cr);
          rsc_color_set_source (cr, color);
          cairo_set_line_width (cr, 0.17 * em);
          cairo_stroke (cr);
        }
      else
        {
          /* Discs on discs: cheaper than strokes around a disc. */
          cairo_new_path (cr);
          if (outline)
            {
              cairo_arc (cr, px, py, r + 0.16 * em, 0.0, 2.0 * G_PI);
              rsc_color_set_source (cr, theme->dark ? theme->foreground : theme->background);
              cairo_fill (cr);
              cairo_arc (cr, px, py, r + 0.035 * em, 0.0, 2.0 * G_PI);
              rsc_color_set_source (cr, theme->dark ? theme->background : theme->foreground);
              cairo_fill (cr);
            }
          cairo_arc (cr, px, py, outline ? r - 0.035 * em : r, 0.0, 2.0 * G_PI);
          rsc_color_set_source (cr, color);
          cairo_fill (cr);
        }
      if (hovered == (gssize) i)
        {
          cairo_arc (cr, px, py, r + 0.35 * em, 0.0, 2.0 * G_PI);
          rsc_color_set_source (cr, theme->accent);
          cairo_set_line_width (cr, 0.17 * em);
          cairo_stroke (cr);
        }
    }
  cairo_restore (cr);
}

void
rsc_function_points_draw (gconstpointer layout, RscText *text)
{
  const RscFunctionLayout *self = layout;
  const RscFunctionModel *model = &self->model;
  const RscTheme *theme = &self->theme;
  cairo_t *cr = text->cr;
  RscDataset *sets[2] = { rsc_function_model_get_test (model), model->dataset };

  for (int s = 0; s < 2; s++)
    {
      if (sets[s] == NULL)
        continue;
      gsize n = rsc_dataset_get_n (sets[s]), d = rsc_dataset_get_d (sets[s]);
      const double *x = rsc_dataset_get_x (sets[s]), *y = rsc_dataset_get_y (sets[s]);
      gssize hovered = s == 1 ? model->hovered_point : -1;
      if (self->mode == RSC_FUNCTION_FIT)
        {
          const double *f = s == 1 ? self->predicted : self->test_predicted;
          if (f != NULL)
            draw_points (self, theme, cr, n, y, 1, f, 1, y, s == 0, hovered);
        }
      else if (self->plane)
        draw_points (self, theme, cr, n, x + self->feature_x, d, x + self->feature_y, d, y, s == 0,
                     hovered);
      else
        draw_points (self, theme, cr, n, x + self->feature_x, d, y, 1, y, s == 0, hovered);
    }
}

/* Target and height of row i in the picture, in user units. */
static void
get_point (const RscFunctionLayout *self, gsize i, double *px, double *py)
{
  const double *x = rsc_dataset_get_x (self->model.dataset);
  const double *y = rsc_dataset_get_y (self->model.dataset);

  if (self->mode == RSC_FUNCTION_FIT)
    {
      *px = rsc_function_layout_to_px (self, y[i]);
      *py = self->predicted != NULL ? rsc_function_layout_to_py (self, self->predicted[i]) : NAN;
    }
  else
    {
      *px = rsc_function_layout_to_px (self, x[i * self->d + self->feature_x]);
      *py = rsc_function_layout_to_py (self, self->plane ? x[i * self->d + self->feature_y] : y[i]);
    }
}

void
rsc_function_points_draw_diagonal (gconstpointer layout, RscText *text)
{
  const RscFunctionLayout *self = layout;

  cairo_move_to (text->cr, self->frame.x, self->frame.y + self->frame.height);
  cairo_line_to (text->cr, self->frame.x + self->frame.width, self->frame.y);
  rsc_color_set_source (text->cr, self->theme.muted);
  cairo_set_line_width (text->cr, self->theme.line_width);
  cairo_stroke (text->cr);
}

gboolean
rsc_function_points_pick (gconstpointer layout, double px, double py, gpointer hit)
{
  const RscFunctionLayout *self = layout;
  const RscTheme *theme = &self->theme;
  RscFunctionHit *function_hit = hit;
  gssize point = -1;
  double best = RSC_FUNCTION_PICK_POINT * CLAMP (theme->font_size, 1.0, 500.0);
  gsize n = rsc_dataset_get_n (self->model.dataset);

  for (gsize i = 0; i < n; i++)
    {
      double x, y;
      get_point (self, i, &x, &y);
      double distance = hypot (x - px, y - py);
      if (distance <= best)
        {
          best = distance;
          point = (gssize) i;
        }
    }
  function_hit->point = point;
  return FALSE;
}
