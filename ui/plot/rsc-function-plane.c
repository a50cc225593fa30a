/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-function-plane.h"

#include "ui/plot/rsc-function-points.h"
#include "ui/words/rsc-function-words.h"
#include <math.h>

/* Nodes along each side of the heat map. The map is affine between switches, so it can be coarse:
 * the zero contour and the switches are drawn exactly on top. */
#define RASTER_MIN 40
#define RASTER_MAX 128
/* Multiplications allowed for one map, a few milliseconds. */
#define RASTER_WORK 2.0e6

/* Exact contours cost about m³; beyond this many switches the map's own nodes are contoured. */
#define EXACT_SWITCHES_MAX 48

/* The least of 1, 1.2, 1.5, 2, … × 10^k that is not below: colours and labels then hold still while
 * a point is dragged. */
static double
round_up (double value)
{
  static const double steps[] = { 1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0 };

  if (!(value > 1e-300) || !isfinite (value))
    return 1.0;
  double power = pow (10.0, floor (log10 (value)));
  for (gsize k = 0; k < G_N_ELEMENTS (steps); k++)
    if (value <= steps[k] * power * (1.0 + 1e-9))
      return steps[k] * power;
  return value;
}

static guint32
pack_color (RscColor c)
{
  return 0xff000000u | ((guint32) lround (c.red * 255.0) << 16)
         | ((guint32) lround (c.green * 255.0) << 8) | (guint32) lround (c.blue * 255.0);
}

/* Values on nx × ny nodes (the outer ones on the rectangle's sides, y increasing) as a smooth map. */
static void
draw_map (const RscFunctionLayout *self,
          const RscTheme *theme,
          cairo_t *cr,
          RscRect rect,
          gsize nx,
          gsize ny,
          const double *values,
          double largest,
          gboolean diverging)
{
  enum
  {
    N_COLORS = 512
  };
  guint32 colors[N_COLORS];
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) nx, (int) ny);

  if (cairo_surface_status (image) != CAIRO_STATUS_SUCCESS)
    {
      cairo_surface_destroy (image);
      return;
    }
  for (int k = 0; k < N_COLORS; k++)
    {
      double t = (double) k / (N_COLORS - 1);
      colors[k] = pack_color (diverging ? rsc_theme_get_diverging (theme, 2.0 * t - 1.0)
                                        : rsc_theme_get_sequential (theme, t));
    }
  cairo_surface_flush (image);
  unsigned char *data = cairo_image_surface_get_data (image);
  int stride = cairo_image_surface_get_stride (image);
  for (gsize j = 0; j < ny; j++)
    {
      guint32 *row = (guint32 *) (void *) (data + (ny - 1 - j) * (gsize) stride);
      for (gsize i = 0; i < nx; i++)
        {
          double t = values[j * nx + i] / largest;
          if (diverging)
            t = 0.5 * (t + 1.0);
          t = isnan (t) ? (diverging ? 0.5 : 0.0) : CLAMP (t, 0.0, 1.0);
          row[i] = colors[(int) (t * (N_COLORS - 1) + 0.5)];
        }
    }
  cairo_surface_mark_dirty (image);

  /* The middles of the outer pixels lie on the sides. */
  cairo_save (cr);
  rsc_function_layout_clip (self, cr);
  cairo_translate (cr, rect.x, rect.y);
  cairo_scale (cr, rect.width / (double) (nx - 1), rect.height / (double) (ny - 1));
  cairo_set_source_surface (cr, image, -0.5, -0.5);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_BILINEAR);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_rectangle (cr, 0.0, 0.0, (double) (nx - 1), (double) (ny - 1));
  cairo_fill (cr);
  cairo_restore (cr);
  cairo_surface_destroy (image);
}

/* The scale has room of a fixed width beside the frame: a common power of ten stands above it. */
static void
draw_bar (const RscFunctionLayout *self,
          const RscTheme *theme,
          RscText *text,
          double minimum,
          double maximum,
          gboolean diverging,
          const char *title)
{
  cairo_t *cr = text->cr;
  double em = text->size;
  RscRect bar = self->bar;
  double ticks[9];
  double largest = MAX (fabs (minimum), fabs (maximum));
  int power = largest > 0.0 ? (int) floor (log10 (largest) + 1e-9) : 0;
  if (power >= -2 && power <= 3)
    power = 0;
  double unit = pow (10.0, power);
  RscAxis axis = { minimum / unit, maximum / unit, FALSE };

  if (!(bar.height > 2.0) || !(bar.width > 1.0))
    return;

  cairo_pattern_t *gradient = cairo_pattern_create_linear (0.0, bar.y + bar.height, 0.0, bar.y);
  for (int k = 0; k <= 24; k++)
    {
      double t = k / 24.0;
      RscColor c = diverging ? rsc_theme_get_diverging (theme, 2.0 * t - 1.0)
                             : rsc_theme_get_sequential (theme, t);
      cairo_pattern_add_color_stop_rgb (gradient, t, c.red, c.green, c.blue);
    }
  cairo_rectangle (cr, bar.x, bar.y, bar.width, bar.height);
  cairo_set_source (cr, gradient);
  cairo_fill (cr);
  cairo_pattern_destroy (gradient);

  rsc_color_set_source (cr, theme->muted);
  cairo_set_line_width (cr, MAX (0.55 * theme->line_width, 0.5));
  cairo_rectangle (cr, bar.x, bar.y, bar.width, bar.height);
  gsize max = (gsize) CLAMP (bar.height / (2.4 * em), 2.0, 9.0);
  gsize n = rsc_axis_get_ticks (&axis, max, ticks);
  g_auto (GStrv) labels = rsc_axis_dup_labels (&axis, n, ticks);
  for (gsize k = 0; k < n; k++)
    {
      double py = bar.y + (1.0 - rsc_axis_normalise (&axis, ticks[k])) * bar.height;
      cairo_move_to (cr, bar.x + bar.width, py);
      cairo_line_to (cr, bar.x + bar.width + 0.25 * em, py);
    }
  cairo_stroke (cr);

  rsc_text_set_style (text, 0.88, FALSE);
  double widest = 0.0, line_height;
  for (gsize k = 0; k < n; k++)
    {
      double w, py = bar.y + (1.0 - rsc_axis_normalise (&axis, ticks[k])) * bar.height;
      rsc_text_measure (text, labels[k], &w, NULL);
      widest = MAX (widest, w);
      rsc_text_draw (text, labels[k], bar.x + bar.width + 0.4 * em, py, 0.0, 0.5, theme->muted);
    }
  rsc_text_measure (text, "0", NULL, &line_height);
  if (power != 0)
    {
      /* "1×10⁻⁵" without the 1. */
      RscAxis powers = { 0.0, unit, FALSE };
      g_autofree char *label = rsc_axis_format_tick (&powers, unit);
      const char *factor = label[0] == '1' ? label + 1 : label;
      rsc_text_draw (text, factor, bar.x, MAX (bar.y - 0.15 * em, line_height), 0.0, 1.0,
                     theme->muted);
    }
  if (title != NULL)
    {
      double w;
      rsc_text_set_style (text, 1.0, FALSE);
      rsc_text_measure (text, title, &w, NULL);
      if (w > bar.height)
        rsc_text_set_style (text, MAX (0.6, bar.height / MAX (w, 1.0)), FALSE);
      rsc_text_draw_upwards (text, title, bar.x + bar.width + 0.65 * em + widest,
                             bar.y + 0.5 * bar.height, 0.5, 0.0, theme->foreground);
    }
}

typedef struct
{
  gsize id;
  double x0, y0, x1, y1; /* user units, shifted to the active side */
  double nx, ny;         /* unit normal, towards the active side */
} SwitchLine;

/* Neurons that switch on the same line lie side by side: on its two sides when they look apart,
 * stacked when they look the same way. */
static GArray *
list_switch_lines (const RscFunctionLayout *self, const RscFunctionModel *model, double line_width)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (SwitchLine));
  g_autoptr (GArray) bare = g_array_new (FALSE, FALSE, sizeof (SwitchLine));

  for (gsize i = 0; self->slice != NULL && i < self->slice->m; i++)
    {
      RscSegment s;
      SwitchLine line;
      if (!rsc_slice_clip_switch (self->slice, i, self->x.minimum, self->x.maximum, self->y.minimum,
                                  self->y.maximum, &s))
        continue;
      line.id = rsc_function_model_get_neuron_id (model, i);
      line.x0 = rsc_function_layout_to_px (self, s.x0);
      line.y0 = rsc_function_layout_to_py (self, s.y0);
      line.x1 = rsc_function_layout_to_px (self, s.x1);
      line.y1 = rsc_function_layout_to_py (self, s.y1);
      double dx = line.x1 - line.x0, dy = line.y1 - line.y0, length = hypot (dx, dy);
      if (!(length > 0.5))
        continue;
      /* Left of the walk in data coordinates, whose y points up. */
      line.nx = dy / length;
      line.ny = -dx / length;
      int n_below = 0;
      for (guint k = 0; k < bare->len; k++)
        {
          SwitchLine *other = &g_array_index (bare, SwitchLine, k);
          if (hypot (other->x0 - line.x0, other->y0 - line.y0) < 1.0
              && hypot (other->x1 - line.x1, other->y1 - line.y1) < 1.0)
            n_below++;
        }
      g_array_append_val (bare, line);
      double shift = (n_below + 0.5) * line_width;
      line.x0 += shift * line.nx;
      line.x1 += shift * line.nx;
      line.y0 += shift * line.ny;
      line.y1 += shift * line.ny;
      g_array_append_val (lines, line);
    }
  return lines;
}

/* Short strokes that point to the active side, at both ends or all along. */
static void
add_hatches (cairo_t *cr, const SwitchLine *line, double em, gboolean all_along)
{
  double dx = line->x1 - line->x0, dy = line->y1 - line->y0, length = hypot (dx, dy);
  double ux = dx / length, uy = dy / length;
  double spacing = (all_along ? 0.75 : 0.42) * em;
  int n = all_along ? (int) MIN (length / spacing, 400.0) : 3;

  for (int end = 0; end < (all_along ? 1 : 2); end++)
    for (int k = 0; k < n; k++)
      {
        double t = 0.5 * em + k * spacing;
        if (end == 1)
          t = length - t;
        if (t < 0.0 || t > length || (!all_along && 2.0 * t > length && end == 0))
          continue;
        double x = line->x0 + t * ux, y = line->y0 + t * uy;
        cairo_move_to (cr, x, y);
        cairo_line_to (cr, x + 0.48 * em * (line->nx + 0.35 * ux),
                       y + 0.48 * em * (line->ny + 0.35 * uy));
      }
}

static void
draw_switch_lines (const RscFunctionLayout *self,
                   const RscFunctionModel *model,
                   const RscTheme *theme,
                   cairo_t *cr)
{
  double em = CLAMP (theme->font_size, 1.0, 500.0);
  g_autoptr (GArray) lines = list_switch_lines (self, model, theme->line_width);
  gboolean emphasis = rsc_function_layout_has_emphasis (model, self);
  gboolean hatch = lines->len <= 40;

  cairo_save (cr);
  rsc_function_layout_clip (self, cr);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  /* The emphasised lines last, on top. */
  for (int pass = 0; pass < 2; pass++)
    for (guint k = 0; k < lines->len; k++)
      {
        const SwitchLine *line = &g_array_index (lines, SwitchLine, k);
        gboolean strong = rsc_function_model_is_emphasised (model, line->id);
        if ((pass == 1) != strong)
          continue;
        RscColor color = rsc_theme_get_neuron_color (theme, line->id);
        double alpha = emphasis && !strong ? 0.3 : 1.0;

        cairo_set_dash (cr, NULL, 0, 0.0);
        cairo_move_to (cr, line->x0, line->y0);
        cairo_line_to (cr, line->x1, line->y1);
        rsc_color_set_source (
          cr, rsc_color_with_alpha (theme->background, emphasis && !strong ? 0.15 : 0.55));
        cairo_set_line_width (cr, theme->line_width * (strong ? 3.2 : 2.0));
        cairo_stroke (cr);

        rsc_color_set_source (cr, rsc_color_with_alpha (color, alpha));
        cairo_set_line_width (cr, theme->line_width * (strong ? 1.7 : 0.95));
        rsc_theme_set_neuron_dash (theme, cr, line->id);
        cairo_move_to (cr, line->x0, line->y0);
        cairo_line_to (cr, line->x1, line->y1);
        cairo_stroke (cr);
        cairo_set_dash (cr, NULL, 0, 0.0);
        if (strong || (hatch && !emphasis))
          {
            add_hatches (cr, line, em, strong);
            cairo_set_line_width (cr, theme->line_width * 0.8);
            cairo_stroke (cr);
          }
      }
  cairo_restore (cr);
}

static void
draw_zeros (const RscFunctionLayout *self,
            const RscSlice *slice,
            RscColor color,
            double line_width,
            cairo_t *cr,
            gsize nx,
            gsize ny,
            const double *values)
{
  cairo_save (cr);
  rsc_function_layout_clip (self, cr);
  if (slice->m <= EXACT_SWITCHES_MAX)
    {
      g_autoptr (GArray) zeros = rsc_slice_list_zeros (slice, self->x.minimum, self->x.maximum,
                                                       self->y.minimum, self->y.maximum);
      for (guint k = 0; k < zeros->len; k++)
        {
          RscSegment s = g_array_index (zeros, RscSegment, k);
          cairo_move_to (cr, rsc_function_layout_to_px (self, s.x0),
                         rsc_function_layout_to_py (self, s.y0));
          cairo_line_to (cr, rsc_function_layout_to_px (self, s.x1),
                         rsc_function_layout_to_py (self, s.y1));
        }
    }
  else
    {
      /* Marching triangles: each cell in two, so no ambiguous case. */
      for (gsize j = 0; j + 1 < ny; j++)
        for (gsize i = 0; i + 1 < nx; i++)
          for (int half = 0; half < 2; half++)
            {
              gsize ti[3] = { i, i + 1, half == 0 ? i + 1 : i };
              gsize tj[3] = { j, half == 0 ? j : j + 1, j + 1 };
              int n_ends = 0;
              if (half == 1)
                ti[1] = i + 1;
              for (int e = 0; e < 3 && n_ends < 2; e++)
                {
                  int g = (e + 1) % 3;
                  double a = values[tj[e] * nx + ti[e]], b = values[tj[g] * nx + ti[g]];
                  if ((a >= 0.0) == (b >= 0.0))
                    continue;
                  double t = a / (a - b);
                  double u =
                    ((double) ti[e] + t * ((double) ti[g] - (double) ti[e])) / (double) (nx - 1);
                  double v =
                    ((double) tj[e] + t * ((double) tj[g] - (double) tj[e])) / (double) (ny - 1);
                  double px = self->frame.x + u * self->frame.width;
                  double py = self->frame.y + (1.0 - v) * self->frame.height;
                  if (n_ends++ == 0)
                    cairo_move_to (cr, px, py);
                  else
                    cairo_line_to (cr, px, py);
                }
            }
    }
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  rsc_color_set_source (cr, color);
  cairo_set_line_width (cr, line_width);
  cairo_stroke (cr);
  cairo_restore (cr);
}

void
rsc_function_plane_draw (const RscFunctionLayout *self,
                         const RscFunctionModel *model,
                         const RscTheme *theme,
                         RscText *text)
{
  cairo_t *cr = text->cr;
  gsize nx = 0, ny = 0;
  g_autofree double *values = NULL;
  double largest = 0.0;
  const char *notice = NULL;

  rsc_axes_draw (&self->x, &self->y, self->x_title, self->y_title, theme, cr, self->frame);
  if (self->note != NULL)
    {
      rsc_text_set_style (text, 0.95, FALSE);
      rsc_text_set_limit (text, self->frame.width);
      rsc_text_draw (text, self->note, self->frame.x + 0.5 * self->frame.width,
                     self->frame.y - 0.35 * text->size, 0.5, 1.0, theme->muted);
      rsc_text_set_limit (text, 0.0);
    }

  if (self->mode == RSC_FUNCTION_ENVELOPE)
    {
      const RscEnvelope *e = self->envelope;
      if (e == NULL)
        notice = rsc_function_words_notice (RSC_FUNCTION_RANGE_UNKNOWN);
      else
        {
          double height = 0.0;
          nx = e->nx;
          ny = e->ny;
          values = g_new (double, nx *ny);
          for (gsize k = 0; k < nx * ny; k++)
            {
              values[k] = MAX (e->upper[k] - e->lower[k], 0.0);
              if (isfinite (values[k]))
                largest = MAX (largest, values[k]);
              if (isfinite (e->upper[k]) && isfinite (e->lower[k]))
                height = MAX (height, MAX (fabs (e->upper[k]), fabs (e->lower[k])));
            }
          /* Rounding is not disagreement. */
          if (largest <= 1e-9 * height || largest == 0.0)
            {
              notice = rsc_function_words_notice (RSC_FUNCTION_SAME);
              for (gsize k = 0; k < nx * ny; k++)
                values[k] = 0.0;
              largest = 1.0;
            }
          if (rsc_function_model_has_fixed_values (model) && model->value_high > 0.0)
            largest = model->value_high;
          largest = round_up (largest);
          RscRect rect = { rsc_function_layout_to_px (self, e->x_min),
                           rsc_function_layout_to_py (self, e->y_max), 0.0, 0.0 };
          rect.width = rsc_function_layout_to_px (self, e->x_max) - rect.x;
          rect.height = rsc_function_layout_to_py (self, e->y_min) - rect.y;
          if (rect.width > 0.0 && rect.height > 0.0)
            draw_map (self, theme, cr, rect, nx, ny, values, largest, FALSE);
          if (notice == NULL || rsc_function_model_has_fixed_values (model))
            draw_bar (self, theme, text, 0.0, largest, FALSE, rsc_function_words_width ());
        }
      if (rsc_function_layout_has_emphasis (model, self))
        draw_switch_lines (self, model, theme, cr);
    }
  else if (self->network == NULL)
    notice = rsc_function_words_notice (RSC_FUNCTION_NOT_SOLVED);
  else
    {
      double work = RASTER_WORK / (double) MAX (self->slice->m * (self->d + 1), 1);
      double side = CLAMP (sqrt (work), RASTER_MIN, RASTER_MAX);
      nx = (gsize) CLAMP (self->frame.width / 3.0, 2.0, side);
      ny = (gsize) CLAMP (self->frame.height / 3.0, 2.0, side);
      values = g_new (double, nx *ny);
      g_autofree double *points = g_new (double, nx *ny * self->d);
      for (gsize j = 0; j < ny; j++)
        for (gsize i = 0; i < nx; i++)
          {
            double *p = points + (j * nx + i) * self->d;
            for (gsize k = 0; k < self->d; k++)
              p[k] = self->mean[k];
            p[self->feature_x] = rsc_axis_denormalise (&self->x, (double) i / (double) (nx - 1));
            p[self->feature_y] = rsc_axis_denormalise (&self->y, (double) j / (double) (ny - 1));
          }
      rsc_network_predict (self->network, nx * ny, points, values);
      for (gsize k = 0; k < nx * ny; k++)
        if (isfinite (values[k]))
          largest = MAX (largest, fabs (values[k]));
      /* Neurons that cancel on the whole slice leave rounding: not something to magnify. */
      if (largest <= RSC_SLICE_ROUNDING
                       * rsc_slice_get_scale (self->slice, self->x.minimum, self->x.maximum,
                                              self->y.minimum, self->y.maximum))
        {
          for (gsize k = 0; k < nx * ny; k++)
            values[k] = 0.0;
          largest = 0.0;
          notice = rsc_function_words_notice (RSC_FUNCTION_ZERO);
        }
      gboolean zero = largest == 0.0;
      if (rsc_function_model_has_fixed_values (model))
        largest = MAX (fabs (model->value_low), fabs (model->value_high));
      largest = round_up (largest);
      draw_map (self, theme, cr, self->frame, nx, ny, values, largest, TRUE);
      draw_bar (self, theme, text, -largest, largest, TRUE, rsc_function_words_value ());
      draw_switch_lines (self, model, theme, cr);
      if (!zero)
        draw_zeros (self, self->slice, theme->foreground, 1.15 * theme->line_width, cr, nx, ny,
                    values);
      if (self->before_slice != NULL)
        {
          rsc_network_predict (self->before, nx * ny, points, values);
          draw_zeros (self, self->before_slice, rsc_color_with_alpha (theme->foreground, 0.35),
                      1.15 * theme->line_width, cr, nx, ny, values);
        }
    }
  rsc_function_layout_stroke_frame (self, theme, cr);
  rsc_function_points_draw (self, model, theme, cr);
  if (notice != NULL)
    rsc_function_layout_draw_notice (self, theme, text, notice);
}

gssize
rsc_function_plane_pick (const RscFunctionLayout *self,
                         const RscFunctionModel *model,
                         const RscTheme *theme,
                         double px,
                         double py)
{
  gssize neuron = -1;
  double best = RSC_FUNCTION_PICK_LINE * CLAMP (theme->font_size, 1.0, 500.0);
  gboolean shown = self->mode != RSC_FUNCTION_ENVELOPE;
  g_autoptr (GArray) lines = list_switch_lines (self, model, theme->line_width);

  for (guint k = 0; shown && k < lines->len; k++)
    {
      const SwitchLine *l = &g_array_index (lines, SwitchLine, k);
      double distance =
        rsc_function_layout_get_distance_to_segment (px, py, l->x0, l->y0, l->x1, l->y1);
      if (distance < best)
        {
          best = distance;
          neuron = (gssize) l->id;
        }
    }
  return neuron;
}
