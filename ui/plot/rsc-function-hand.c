/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-function-hand.h"

#include "ui/plot/rsc-function-layout.h"
#include "ui/plot/rsc-function-points.h"
#include <math.h>

static const RscFunctionLayout *
get_layout (const RscPicture *picture)
{
  return rsc_picture_get_layout (picture);
}

/* Rows that the picture has of a set; 0 where it shows words, or predictions, which no hand can
 * move. */
static gsize
get_n (const RscFunctionLayout *self, gboolean test)
{
  RscDataset *dataset;

  if (self->words != NULL || self->model.dataset == NULL || self->mode == RSC_FUNCTION_FIT)
    return 0;
  dataset = test ? rsc_function_model_get_test (&self->model) : self->model.dataset;
  return dataset != NULL ? rsc_dataset_get_n (dataset) : 0;
}

void
rsc_function_hand_touch (const RscPicture *picture, double px, double py, RscFunctionTouch *touch)
{
  const RscFunctionLayout *self = get_layout (picture);
  const RscRect *f = &self->frame;

  *touch = (RscFunctionTouch){ .row = -1, .x = NAN, .y = NAN };
  if (self->words != NULL || self->model.dataset == NULL || !(f->width > 0.0 && f->height > 0.0))
    return;
  touch->x = rsc_axis_denormalise (&self->x, (px - f->x) / f->width);
  touch->y = rsc_axis_denormalise (&self->y, 1.0 - (py - f->y) / f->height);
  touch->inside = px >= f->x && px <= f->x + f->width && py >= f->y && py <= f->y + f->height;
  for (gboolean test = FALSE; test <= TRUE && touch->row < 0; test++)
    {
      double best = RSC_FUNCTION_PICK_POINT * CLAMP (self->theme.font_size, 1.0, 500.0);

      for (gsize i = 0; i < get_n (self, test); i++)
        {
          double x, y, distance;

          rsc_function_points_locate (self, test, i, &x, &y);
          distance = hypot (x - px, y - py);
          /* The last of those at one place lies on top. */
          if (distance <= best)
            {
              best = distance;
              touch->row = (gssize) i;
              touch->test = test;
            }
        }
    }
}

RscRowSet *
rsc_function_hand_list (const RscPicture *picture, const RscRect *area, gboolean test)
{
  const RscFunctionLayout *self = get_layout (picture);
  const gsize n = get_n (self, test);
  g_autofree gsize *rows = g_new (gsize, MAX (n, 1));
  gsize n_rows = 0;

  for (gsize i = 0; i < n; i++)
    {
      double x, y;

      rsc_function_points_locate (self, test, i, &x, &y);
      if (x >= area->x && x <= area->x + area->width && y >= area->y && y <= area->y + area->height)
        rows[n_rows++] = i;
    }
  return rsc_row_set_new (n_rows, rows);
}

gboolean
rsc_function_hand_locate (const RscPicture *picture,
                          gboolean test,
                          gsize row,
                          double *px,
                          double *py)
{
  const RscFunctionLayout *self = get_layout (picture);

  if (row >= get_n (self, test))
    return FALSE;
  rsc_function_points_locate (self, test, row, px, py);
  return TRUE;
}

static double
snap (const RscAxis *axis, double step, double value)
{
  /* What rounding leaves of zero is zero. */
  const double snapped = step > 0.0 ? step * rint (value / step) : value;

  return fabs (snapped) < 1e-9 * (axis->maximum - axis->minimum) ? 0.0 : snapped;
}

void
rsc_function_hand_snap (const RscPicture *picture, double *x, double *y)
{
  const RscFunctionLayout *self = get_layout (picture);

  *x = snap (&self->x, self->x_step, *x);
  *y = snap (&self->y, self->y_step, *y);
}

void
rsc_function_hand_get_pixel (const RscPicture *picture, double *dx, double *dy)
{
  const RscFunctionLayout *self = get_layout (picture);

  *dx = (self->x.maximum - self->x.minimum) / MAX (self->frame.width, 1.0);
  *dy = (self->y.maximum - self->y.minimum) / MAX (self->frame.height, 1.0);
}

gboolean
rsc_function_hand_get_ranges (const RscPicture *picture, double x[2], double y[2])
{
  const RscFunctionLayout *self = get_layout (picture);

  if (self->words != NULL || self->model.dataset == NULL || self->mode == RSC_FUNCTION_FIT)
    return FALSE;
  x[0] = self->x.minimum;
  x[1] = self->x.maximum;
  y[0] = self->y.minimum;
  y[1] = self->y.maximum;
  return TRUE;
}

RscRect
rsc_function_hand_make_area (double x0, double y0, double x1, double y1)
{
  return (RscRect){ MIN (x0, x1), MIN (y0, y1), fabs (x1 - x0), fabs (y1 - y0) };
}

/* --- drawing ------------------------------------------------------------------------------ */

/* A ring around each selected point that tells itself from what is under it. */
static void
draw_rings (const RscFunctionLayout *self, const RscRowSet *rows, gboolean test, cairo_t *cr)
{
  const double em = CLAMP (self->theme.font_size, 1.0, 500.0);
  const double radius = rsc_function_points_get_radius (self) + 0.42 * em;
  const gsize n = get_n (self, test);

  if (rows == NULL)
    return;
  for (gsize k = 0; k < rows->n; k++)
    {
      double x, y;

      if (rows->rows[k] >= n)
        continue;
      rsc_function_points_locate (self, test, rows->rows[k], &x, &y);
      cairo_new_sub_path (cr);
      cairo_arc (cr, x, y, radius, 0.0, 2.0 * G_PI);
    }
  rsc_color_set_source (cr, rsc_color_with_alpha (self->theme.background, 0.9));
  cairo_set_line_width (cr, 0.36 * em);
  cairo_stroke_preserve (cr);
  rsc_color_set_source (cr, self->theme.accent);
  cairo_set_line_width (cr, 0.2 * em);
  cairo_stroke (cr);
}

/* The point that a click would add. */
static void
draw_ghost (const RscFunctionLayout *self, const RscFunctionHand *hand, cairo_t *cr)
{
  const double em = CLAMP (self->theme.font_size, 1.0, 500.0);
  const double radius = rsc_function_points_get_radius (self);
  const double px = rsc_function_layout_to_px (self, hand->x);
  const double py = rsc_function_layout_to_py (self, hand->y);
  const RscColor color =
    rsc_function_targets_get_color (&self->targets, &self->theme, hand->target);

  cairo_arc (cr, px, py, radius, 0.0, 2.0 * G_PI);
  rsc_color_set_source (cr, rsc_color_with_alpha (color, 0.55));
  cairo_fill_preserve (cr);
  rsc_color_set_source (cr, rsc_color_with_alpha (self->theme.foreground, 0.8));
  cairo_set_line_width (cr, 0.09 * em);
  cairo_stroke (cr);
}

static void
draw_marquee (const RscFunctionLayout *self, const RscRect *area, cairo_t *cr)
{
  static const double dash[] = { 4.0, 3.0 };

  cairo_rectangle (cr, area->x, area->y, area->width, area->height);
  rsc_color_set_source (cr, rsc_color_with_alpha (self->theme.accent, 0.15));
  cairo_fill_preserve (cr);
  rsc_color_set_source (cr, self->theme.accent);
  cairo_set_line_width (cr, MAX (0.6 * self->theme.line_width, 0.75));
  cairo_set_dash (cr, dash, 2, 0.0);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0.0);
}

void
rsc_function_hand_draw (gconstpointer layout, RscText *text)
{
  const RscFunctionLayout *self = layout;
  const RscFunctionHand *hand = self->model.hand;

  if (hand == NULL || self->mode == RSC_FUNCTION_FIT)
    return;
  cairo_save (text->cr);
  rsc_function_layout_clip (self, text->cr);
  draw_rings (self, hand->rows, FALSE, text->cr);
  draw_rings (self, hand->test_rows, TRUE, text->cr);
  if (hand->has_ghost)
    draw_ghost (self, hand, text->cr);
  if (hand->has_marquee)
    draw_marquee (self, &hand->marquee, text->cr);
  cairo_restore (text->cr);
}
