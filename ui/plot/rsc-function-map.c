/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-function-map.h"

#include "core/numerics/rsc-number-words.h"
#include "core/numerics/rsc-tolerances.h"
#include "ui/words/rsc-function-words.h"
#include <math.h>

/* Nodes along each side of the heat map. The map is affine between switches, so it can be coarse:
 * the zero contour and the switches are drawn exactly on top. */
#define RASTER_MIN 40
#define RASTER_MAX 128
/* Multiplications allowed for one map, a few milliseconds. */
#define RASTER_WORK 2.0e6

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

/* The colour at @t of [0, 1]. */
static RscColor
get_color (const RscTheme *theme, RscFunctionScale scale, double t)
{
  switch (scale)
    {
    case RSC_FUNCTION_SCALE_VALUE:
      return rsc_theme_get_value (theme, t);
    case RSC_FUNCTION_SCALE_WIDTH:
      return rsc_theme_get_sequential (theme, t);
    case RSC_FUNCTION_SCALE_SIDES:
    default:
      return rsc_theme_get_diverging (theme, 2.0 * t - 1.0);
    }
}

/* Values on nx × ny nodes (the outer ones on the rectangle's sides, y increasing) as a smooth
 * map. */
static void
draw_map (const RscFunctionLayout *self,
          const RscTheme *theme,
          cairo_t *cr,
          RscRect rect,
          gsize nx,
          gsize ny,
          const double *values)
{
  enum
  {
    N_COLORS = 512
  };
  guint32 colors[N_COLORS];
  const double span = self->map_high - self->map_low;
  const double none = self->scale == RSC_FUNCTION_SCALE_WIDTH ? 0.0 : 0.5;
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) nx, (int) ny);

  if (cairo_surface_status (image) != CAIRO_STATUS_SUCCESS)
    {
      cairo_surface_destroy (image);
      return;
    }
  for (int k = 0; k < N_COLORS; k++)
    {
      double t = (double) k / (N_COLORS - 1);
      colors[k] = pack_color (get_color (theme, self->scale, t));
    }
  cairo_surface_flush (image);
  unsigned char *data = cairo_image_surface_get_data (image);
  int stride = cairo_image_surface_get_stride (image);
  for (gsize j = 0; j < ny; j++)
    {
      guint32 *row = (guint32 *) (void *) (data + (ny - 1 - j) * (gsize) stride);
      for (gsize i = 0; i < nx; i++)
        {
          double t = (values[j * nx + i] - self->map_low) / span;
          t = isnan (t) ? none : CLAMP (t, 0.0, 1.0);
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

/* The scale has room of a fixed width beside the frame: a common power of ten stands above it.
 * @classes: their labels stand at it, or NULL. @foot: how far down a long title may reach. */
static void
draw_bar (const RscTheme *theme,
          RscText *text,
          RscRect bar,
          RscFunctionScale scale,
          double minimum,
          double maximum,
          const RscFunctionTargets *classes,
          const char *title,
          double foot)
{
  cairo_t *cr = text->cr;
  double em = text->size;
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
      RscColor c = get_color (theme, scale, t);
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
  if (classes != NULL && classes->n_classes > 0 && classes->n_classes <= max)
    for (n = 0; n < classes->n_classes; n++)
      ticks[n] = classes->classes[n] / unit;
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
      rsc_text_set_style (text, 1.0, FALSE);
      /* Nothing else is beside the numbers below the frame. */
      rsc_text_draw_upright_title (text, title, bar.x + bar.width + 0.65 * em + widest, 0.0, bar.y,
                                   bar.y + bar.height, bar.y, MAX (foot, bar.y + bar.height),
                                   theme->foreground);
    }
}

/* What the networks disagree by. Nothing is left of disagreement that is rounding. */
static void
lay_out_width (RscFunctionLayout *self)
{
  const RscEnvelope *e = self->envelope;
  double height = 0.0, largest = 0.0;

  if (e == NULL)
    return;
  self->map_nx = e->nx;
  self->map_ny = e->ny;
  self->map = g_new (double, e->nx * e->ny);
  self->map_x[0] = e->x_min;
  self->map_x[1] = e->x_max;
  self->map_y[0] = e->y_min;
  self->map_y[1] = e->y_max;
  for (gsize k = 0; k < e->nx * e->ny; k++)
    {
      self->map[k] = MAX (e->upper[k] - e->lower[k], 0.0);
      if (isfinite (self->map[k]))
        largest = MAX (largest, self->map[k]);
      if (isfinite (e->upper[k]) && isfinite (e->lower[k]))
        height = MAX (height, MAX (fabs (e->upper[k]), fabs (e->lower[k])));
    }
  if (largest <= RSC_TOLERANCE_SAME_FUNCTION * height || largest == 0.0)
    {
      self->notice = rsc_function_words_notice (RSC_FUNCTION_SAME);
      self->zero = TRUE;
      for (gsize k = 0; k < e->nx * e->ny; k++)
        self->map[k] = 0.0;
      largest = 1.0;
    }
  if (rsc_function_model_has_fixed_values (&self->model) && self->model.value_high > 0.0)
    largest = self->model.value_high;
  self->map_low = 0.0;
  self->map_high = round_up (largest);
}

/* The ends of the colours for values from @low to @high: two sides reach equally far, and ends are
 * round. */
static void
set_scale (RscFunctionLayout *self, double low, double high)
{
  RscFunctionTargets *targets = &self->targets;

  if (rsc_function_model_has_fixed_values (&self->model))
    {
      low = self->model.value_low;
      high = self->model.value_high;
    }
  if (self->scale == RSC_FUNCTION_SCALE_VALUE)
    {
      low = MIN (low, targets->low);
      high = MAX (high, targets->high);
      double step = round_up ((high > low ? high - low : MAX (fabs (low), 1e-300)) / 20.0);
      self->map_low = step * floor (low / step + 1e-9);
      self->map_high = step * ceil (high / step - 1e-9);
      if (!(self->map_high > self->map_low))
        self->map_high = self->map_low + step;
      targets->low = self->map_low;
      targets->high = self->map_high;
      return;
    }
  double reach = round_up (MAX (fabs (low - self->centre), fabs (high - self->centre)));
  self->map_low = self->centre - reach;
  self->map_high = self->centre + reach;
}

/* f at the nodes, and f of the network before. */
static void
lay_out_values (RscFunctionLayout *self)
{
  if (self->network == NULL)
    return;
  double work = RASTER_WORK / (double) MAX (self->slice->m * (self->d + 1), 1);
  double side = CLAMP (sqrt (work), RASTER_MIN, RASTER_MAX);
  gsize nx = (gsize) CLAMP (self->frame.width / 3.0, 2.0, side);
  gsize ny = (gsize) CLAMP (self->frame.height / 3.0, 2.0, side);
  g_autofree double *points = g_new (double, nx *ny * self->d);

  self->map_nx = nx;
  self->map_ny = ny;
  self->map = g_new (double, nx *ny);
  for (gsize j = 0; j < ny; j++)
    for (gsize i = 0; i < nx; i++)
      {
        double *p = points + (j * nx + i) * self->d;
        for (gsize k = 0; k < self->d; k++)
          p[k] = self->place[k];
        p[self->feature_x] = rsc_axis_denormalise (&self->x, (double) i / (double) (nx - 1));
        p[self->feature_y] = rsc_axis_denormalise (&self->y, (double) j / (double) (ny - 1));
      }
  rsc_network_predict (self->network, nx * ny, points, self->map);
  double low = INFINITY, high = -INFINITY;
  for (gsize k = 0; k < nx * ny; k++)
    if (isfinite (self->map[k]))
      {
        low = MIN (low, self->map[k]);
        high = MAX (high, self->map[k]);
      }
  if (low > high)
    low = high = 0.0;
  /* Neurons that cancel on the whole slice leave rounding: not something to magnify. */
  if (MAX (fabs (low), fabs (high)) <= RSC_TOLERANCE_SLICE
                                         * rsc_slice_get_scale (self->slice, self->x.minimum,
                                                                self->x.maximum, self->y.minimum,
                                                                self->y.maximum))
    {
      for (gsize k = 0; k < nx * ny; k++)
        self->map[k] = 0.0;
      low = high = 0.0;
      self->zero = TRUE;
      self->notice = rsc_function_words_notice (RSC_FUNCTION_ZERO);
    }
  set_scale (self, low, high);
}

void
rsc_function_map_lay_out (RscFunctionLayout *self)
{
  if (self->mode == RSC_FUNCTION_ENVELOPE)
    lay_out_width (self);
  else
    lay_out_values (self);
}

void
rsc_function_map_draw (gconstpointer layout, RscText *text)
{
  const RscFunctionLayout *self = layout;
  RscRect rect = self->frame;

  if (self->map == NULL)
    return;
  if (self->scale == RSC_FUNCTION_SCALE_WIDTH)
    {
      rect.x = rsc_function_layout_to_px (self, self->map_x[0]);
      rect.y = rsc_function_layout_to_py (self, self->map_y[1]);
      rect.width = rsc_function_layout_to_px (self, self->map_x[1]) - rect.x;
      rect.height = rsc_function_layout_to_py (self, self->map_y[0]) - rect.y;
    }
  if (rect.width > 0.0 && rect.height > 0.0)
    draw_map (self, &self->theme, text->cr, rect, self->map_nx, self->map_ny, self->map);
}

void
rsc_function_map_draw_bar (gconstpointer layout, RscText *text)
{
  const RscFunctionLayout *self = layout;

  const RscFunctionTargets *targets = &self->targets;
  const char *target = rsc_dataset_get_target_name (self->model.dataset);
  g_autofree char *both = rsc_function_words_value_and (target);
  const double foot =
    (self->legend.height > 0.0 ? self->legend.y : self->height) - 0.2 * text->size;

  if (self->target_bar.width > 0.0)
    draw_bar (&self->theme, text, self->target_bar, RSC_FUNCTION_SCALE_VALUE, targets->low,
              targets->high, targets, target, foot);
  if (self->map == NULL)
    return;
  switch (self->scale)
    {
    case RSC_FUNCTION_SCALE_WIDTH:
      if (!self->zero || rsc_function_model_has_fixed_values (&self->model))
        draw_bar (&self->theme, text, self->bar, self->scale, self->map_low, self->map_high, NULL,
                  rsc_function_words_width (), foot);
      break;
    case RSC_FUNCTION_SCALE_VALUE:
      draw_bar (&self->theme, text, self->bar, self->scale, self->map_low, self->map_high, targets,
                both, foot);
      break;
    case RSC_FUNCTION_SCALE_SIDES:
    default:
      draw_bar (&self->theme, text, self->bar, self->scale, self->map_low, self->map_high, NULL,
                self->model.change ? rsc_function_words_change_value ()
                                   : rsc_function_words_value (),
                foot);
    }
}

/* The classes in the colours of their points. */
void
rsc_function_map_draw_legend (gconstpointer layout, RscText *text)
{
  const RscFunctionLayout *self = layout;
  const RscFunctionTargets *targets = &self->targets;
  const double em = text->size, y = self->legend.y + 0.45 * self->legend.height;
  double x = self->legend.x, w;
  g_autofree char *name =
    rsc_function_words_classes (rsc_dataset_get_target_name (self->model.dataset));

  if (!(self->legend.height > 0.0))
    return;
  rsc_text_set_style (text, 0.95, FALSE);
  rsc_text_set_limit (text, MAX (self->legend.width - 7.0 * em, 1.0));
  rsc_text_measure (text, name, &w, NULL);
  rsc_text_draw (text, name, x, y, 0.0, 0.5, self->theme.muted);
  rsc_text_set_limit (text, 0.0);
  x += w + 0.5 * em;
  for (gsize k = 0; k < targets->n_classes; k++)
    {
      g_autofree char *label = rsc_number_words_dup (targets->classes[k], 6);

      cairo_arc (text->cr, x + 0.4 * em, y, 0.38 * em, 0.0, 2.0 * G_PI);
      rsc_color_set_source (
        text->cr, rsc_function_targets_get_color (targets, &self->theme, targets->classes[k]));
      cairo_fill (text->cr);
      rsc_text_measure (text, label, &w, NULL);
      rsc_text_draw (text, label, x + 1.1 * em, y, 0.0, 0.5, self->theme.foreground);
      x += 1.9 * em + w;
    }
}
