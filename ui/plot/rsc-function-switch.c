/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-function-switch.h"

#include "core/numerics/rsc-tolerances.h"
#include "core/set/rsc-neurons.h"
#include "ui/plot/rsc-function-points.h"
#include <math.h>

#define CROWD 60

/* More rings than this are no news, and cost a frame. */
#define RINGS_MAX 3000

/* Corners of a rectangle that a line cuts: five at most. */
#define CORNERS_MAX 5

typedef struct
{
  double x, y;
} Point;

static gboolean
fits (const RscFunctionModel *model)
{
  gsize d;

  if (model->switch_at == NULL || model->dataset == NULL)
    return FALSE;
  d = rsc_dataset_get_d (model->dataset);
  return model->n_switch == d || model->n_switch == d + 1;
}

gboolean
rsc_function_switch_list_sides (const RscFunctionModel *model, int *sides)
{
  if (!fits (model))
    return FALSE;

  const gsize n = rsc_dataset_get_n (model->dataset), d = rsc_dataset_get_d (model->dataset);
  g_autofree RscWide *wide = g_new (RscWide, d + 1);
  g_autofree double *row = g_new (double, d + 1);

  for (gsize k = 0; k < model->n_switch; k++)
    wide[k] = rsc_wide (model->switch_at[k]);
  row[d] = 1.0;
  for (gsize i = 0; i < n; i++)
    {
      for (gsize k = 0; k < d; k++)
        row[k] = rsc_dataset_get_x (model->dataset)[i * d + k];
      sides[i] = rsc_neuron_find_side (model->n_switch, row, wide, RSC_TOLERANCE_KINK);
    }
  return TRUE;
}

/* What is not active of the frame, as corners in user units: at most CORNERS_MAX. */
static int
list_veil (const RscFunctionLayout *self, const RscSliceNeuron *s, Point *corners)
{
  const double x[4] = { self->x.minimum, self->x.maximum, self->x.maximum, self->x.minimum };
  const double y[4] = { self->y.minimum, self->y.minimum, self->y.maximum, self->y.maximum };
  int n = 0;

  for (int k = 0; k < 4; k++)
    {
      const int next = (k + 1) % 4;
      const double here = s->a * x[k] + s->b * y[k] + s->c;
      const double there = s->a * x[next] + s->b * y[next] + s->c;

      if (here < 0.0)
        corners[n++] = (Point){ x[k], y[k] };
      if ((here < 0.0) != (there < 0.0))
        {
          const double t = here / (here - there);

          corners[n++] = (Point){ x[k] + t * (x[next] - x[k]), y[k] + t * (y[next] - y[k]) };
        }
    }
  for (int k = 0; k < n; k++)
    corners[k] = (Point){ rsc_function_layout_to_px (self, corners[k].x),
                          rsc_function_layout_to_py (self, corners[k].y) };
  return n;
}

/* The line, and the way to the active side from its middle. */
static void
draw_line (const RscFunctionLayout *self, const RscSegment *line, cairo_t *cr, double em)
{
  const RscTheme *theme = &self->theme;
  const double x0 = rsc_function_layout_to_px (self, line->x0);
  const double y0 = rsc_function_layout_to_py (self, line->y0);
  const double x1 = rsc_function_layout_to_px (self, line->x1);
  const double y1 = rsc_function_layout_to_py (self, line->y1);
  const double length = hypot (x1 - x0, y1 - y0);
  const double ux = (x1 - x0) / length, uy = (y1 - y0) / length;
  const double mx = 0.5 * (x0 + x1), my = 0.5 * (y0 + y1);

  if (!(length > 0.5))
    return;
  cairo_move_to (cr, x0, y0);
  cairo_line_to (cr, x1, y1);
  rsc_color_set_source (cr, rsc_color_with_alpha (theme->background, 0.7));
  cairo_set_line_width (cr, 3.0 * theme->line_width);
  cairo_stroke_preserve (cr);
  rsc_color_set_source (cr, theme->foreground);
  cairo_set_line_width (cr, 1.2 * theme->line_width);
  cairo_stroke (cr);
  /* Active is to the left in data, whose y points up. */
  cairo_move_to (cr, mx + 0.45 * em * ux, my + 0.45 * em * uy);
  cairo_line_to (cr, mx + 0.9 * em * uy, my - 0.9 * em * ux);
  cairo_line_to (cr, mx - 0.45 * em * ux, my - 0.45 * em * uy);
  cairo_close_path (cr);
  cairo_fill (cr);
}

static void
draw_switch (const RscFunctionLayout *self, cairo_t *cr, double em)
{
  const RscFunctionModel *model = &self->model;
  const gsize d = rsc_dataset_get_d (model->dataset);
  const double one = 1.0;
  g_autoptr (RscNetwork) network =
    rsc_network_new (1, model->n_switch, model->n_switch > d, model->switch_at, &one, NULL);
  g_autoptr (RscSlice) slice = rsc_slice_new (
    network, self->feature_x, self->plane ? self->feature_y : G_MAXSIZE, self->place);
  Point veil[CORNERS_MAX];
  RscSegment line;
  int n;

  if (slice->m == 0)
    return;
  /* With one feature b is 0: the line is upright. */
  /* Of a slice the rows are elsewhere: their rings tell on which side they are. */
  n = d <= 2 ? list_veil (self, &slice->neurons[0], veil) : 0;
  for (int k = 0; k < n; k++)
    cairo_line_to (cr, veil[k].x, veil[k].y);
  rsc_color_set_source (cr, rsc_color_with_alpha (self->theme.background, 0.5));
  cairo_fill (cr);
  if (rsc_slice_clip_switch (slice, 0, self->x.minimum, self->x.maximum, self->y.minimum,
                             self->y.maximum, &line))
    draw_line (self, &line, cr, em);
}

void
rsc_function_switch_draw (gconstpointer layout, RscText *text)
{
  const RscFunctionLayout *self = layout;
  g_autofree int *sides = NULL;
  double radius, px, py;
  gsize n;

  if (!fits (&self->model))
    return;
  n = rsc_dataset_get_n (self->model.dataset);
  rsc_function_layout_clip (self, text->cr);
  if (self->mode != RSC_FUNCTION_FIT && self->place != NULL)
    draw_switch (self, text->cr, text->size);
  if (n > RINGS_MAX)
    return;
  sides = g_new (int, MAX (n, 1));
  rsc_function_switch_list_sides (&self->model, sides);
  /* Rings of a crowd would hide it. */
  radius = rsc_function_points_get_radius (self) + (n > CROWD ? 0.12 : 0.3) * text->size;
  cairo_set_line_width (text->cr, (n > CROWD ? 0.7 : 1.1) * self->theme.line_width);
  for (int side = 0; side <= 1; side++)
    {
      for (gsize i = 0; i < n; i++)
        if (sides[i] == side && rsc_function_points_get_place (self, i, &px, &py))
          {
            cairo_new_sub_path (text->cr);
            cairo_arc (text->cr, px, py, radius, 0.0, 2.0 * G_PI);
          }
      rsc_color_set_source (text->cr, side == 0 ? self->theme.accent : self->theme.foreground);
      cairo_stroke (text->cr);
    }
}
