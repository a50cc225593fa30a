/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-curves-axes.h"

#include "core/numerics/rsc-number-words.h"

#include <math.h>

#define TICKS_MAX 16

void
rsc_curves_span_add (RscCurvesSpan *self, const RscCurvesModel *model)
{
  for (gsize c = 0; c < model->n_curves; c++)
    for (gsize k = 0; k < model->curves[c].n; k++)
      if (rsc_curves_model_is_shown (model, &model->curves[c], k))
        {
          self->minimum = MIN (self->minimum, model->curves[c].width[k]);
          self->maximum = MAX (self->maximum, model->curves[c].width[k]);
        }
}

void
rsc_curves_span_finish (RscCurvesSpan *self)
{
  if (self->minimum > self->maximum)
    *self = (RscCurvesSpan){ 0.0, 1.0 };
  double pad = MAX (0.03 * (self->maximum - self->minimum), 1e-9);
  if (self->maximum - self->minimum < 1.0)
    pad = 0.5;
  self->minimum -= pad;
  self->maximum += pad;
}

static void
add_value (GArray *values, double value)
{
  if (isfinite (value))
    g_array_append_val (values, value);
}

RscAxis
rsc_curves_axes_get_values (const RscCurvesModel *model)
{
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));
  RscAxis axis = { 0.0, 1.0, FALSE };
  double low = INFINITY, high = -INFINITY;

  for (gsize c = 0; c < model->n_curves; c++)
    {
      const RscCurve *curve = &model->curves[c];
      for (gsize k = 0; k < curve->n; k++)
        if (rsc_curves_model_is_shown (model, curve, k))
          {
            add_value (values, curve->value[k]);
            if (curve->low != NULL)
              add_value (values, curve->low[k]);
            if (curve->high != NULL)
              add_value (values, curve->high[k]);
          }
    }
  for (guint k = 0; k < values->len; k++)
    {
      low = MIN (low, g_array_index (values, double, k));
      high = MAX (high, g_array_index (values, double, k));
    }
  rsc_axis_cover (&axis, values->len, (const double *) (const void *) values->data, 0.06);
  /* Nothing is below 0, and no accuracy above 1: a line on the frame is better than empty room
   * that cannot be. */
  double unit = axis.maximum - axis.minimum;
  if (low >= 0.0 && axis.minimum < 0.0)
    axis.minimum = high > low ? -0.025 * unit : 0.0;
  if (low >= 0.0 && high <= 1.0 && axis.maximum > 1.0)
    axis.maximum = high > low ? 1.0 + 0.025 * unit : 1.05;
  return axis;
}

/* Whole numbers only, at steps 1, 2, 5 times powers of ten; as many as fit. */
static gsize
list_width_ticks (const RscCurvesSpan *span, RscText *text, double length, double *ticks)
{
  static const double steps[] = { 1.0, 2.0, 5.0 };
  double widest;

  if (!(length > 0.0))
    return 0;
  g_autofree char *longest = rsc_number_words_dup_fixed (span->maximum, 0, 0);
  rsc_text_measure (text, longest, &widest, NULL);
  for (int k = 0; k < 27; k++)
    {
      double step = steps[k % 3] * pow (10.0, k / 3);
      double first = ceil (span->minimum / step), last = floor (span->maximum / step);
      double count = last - first + 1.0;
      if (count < 1.0)
        return 0;
      if (count > TICKS_MAX
          || (count > 1.0
              && step / (span->maximum - span->minimum) * length
                   < widest + 0.9 * text->size * RSC_CURVES_LABEL_SCALE))
        continue;
      for (gsize i = 0; i < (gsize) count; i++)
        ticks[i] = (first + (double) i) * step;
      return (gsize) count;
    }
  return 0;
}

static gsize
list_value_ticks (const RscAxis *axis, RscText *text, double length, double *ticks)
{
  gsize max = (gsize) CLAMP (length / (text->size * RSC_CURVES_LABEL_SCALE * 2.4), 0.0, 7.0);

  if (length > 2.0 * text->size)
    max = MAX (max, 2);
  return rsc_axis_get_ticks (axis, MIN (max, TICKS_MAX), ticks);
}

double
rsc_curves_axes_measure_labels (const RscCurvesModel *model, RscText *text, double length)
{
  RscAxis axis = rsc_curves_axes_get_values (model);
  double ticks[TICKS_MAX], widest = 0.0;

  rsc_text_set_style (text, RSC_CURVES_LABEL_SCALE, FALSE);
  gsize n = list_value_ticks (&axis, text, length, ticks);
  g_auto (GStrv) labels = rsc_axis_dup_labels (&axis, n, ticks);
  for (gsize k = 0; k < n; k++)
    {
      double w;
      rsc_text_measure (text, labels[k], &w, NULL);
      widest = MAX (widest, w);
    }
  return widest;
}

double
rsc_curves_span_get_x (const RscCurvesSpan *span, RscRect frame, double width)
{
  return frame.x + (width - span->minimum) / (span->maximum - span->minimum) * frame.width;
}

double
rsc_curves_axes_get_y (const RscAxis *axis, RscRect frame, double value)
{
  double t = rsc_axis_normalise (axis, value);
  return frame.y + (1.0 - CLAMP (t, -10.0, 11.0)) * frame.height;
}

void
rsc_curves_axes_draw (const RscAxis *axis,
                      const RscCurvesSpan *span,
                      RscRect frame,
                      gboolean x_labels,
                      const RscTheme *theme,
                      RscText *text)
{
  cairo_t *cr = text->cr;
  double x_ticks[TICKS_MAX], y_ticks[TICKS_MAX], em = text->size;

  rsc_text_set_style (text, RSC_CURVES_LABEL_SCALE, FALSE);
  gsize n_x = list_width_ticks (span, text, frame.width, x_ticks);
  gsize n_y = list_value_ticks (axis, text, frame.height, y_ticks);
  g_auto (GStrv) labels = rsc_axis_dup_labels (axis, n_y, y_ticks);

  rsc_theme_set_grid (theme, cr, 0.55);
  for (gsize k = 0; k < n_y; k++)
    {
      double y = rsc_curves_axes_get_y (axis, frame, y_ticks[k]);
      cairo_move_to (cr, frame.x, y);
      cairo_line_to (cr, frame.x + frame.width, y);
    }
  cairo_stroke (cr);
  cairo_set_line_width (cr, MAX (0.55 * theme->line_width, 0.5));
  rsc_color_set_source (cr, theme->muted);
  cairo_rectangle (cr, frame.x, frame.y, frame.width, frame.height);
  for (gsize k = 0; k < n_x; k++)
    {
      double x = rsc_curves_span_get_x (span, frame, x_ticks[k]);
      cairo_move_to (cr, x, frame.y + frame.height);
      cairo_line_to (cr, x, frame.y + frame.height + 0.3 * em);
    }
  for (gsize k = 0; k < n_y; k++)
    {
      double y = rsc_curves_axes_get_y (axis, frame, y_ticks[k]);
      cairo_move_to (cr, frame.x, y);
      cairo_line_to (cr, frame.x - 0.3 * em, y);
    }
  cairo_stroke (cr);
  for (gsize k = 0; k < n_x && x_labels; k++)
    {
      g_autofree char *number = rsc_number_words_dup_fixed (x_ticks[k], 0, 0);

      rsc_text_draw (text, number, rsc_curves_span_get_x (span, frame, x_ticks[k]),
                     frame.y + frame.height + 0.38 * em, 0.5, 0.0, theme->muted);
    }
  for (gsize k = 0; k < n_y; k++)
    rsc_text_draw (text, labels[k], frame.x - 0.45 * em,
                   rsc_curves_axes_get_y (axis, frame, y_ticks[k]), 1.0, 0.5, theme->muted);
}

void
rsc_curves_axes_draw_width (const RscCurvesModel *model,
                            const RscCurvesSpan *span,
                            RscRect frame,
                            gboolean with_number,
                            const RscTheme *theme,
                            RscText *text)
{
  cairo_t *cr = text->cr;
  double w;

  if (!isfinite (model->marked) || model->marked < span->minimum || model->marked > span->maximum)
    return;
  double x = rsc_curves_span_get_x (span, frame, model->marked);
  cairo_move_to (cr, x, frame.y);
  cairo_line_to (cr, x, frame.y + frame.height);
  rsc_color_set_source (cr, theme->accent);
  cairo_set_line_width (cr, theme->line_width);
  cairo_stroke (cr);
  if (!with_number)
    return;
  g_autofree char *number = rsc_number_words_dup_fixed (model->marked, 0, 0);
  rsc_text_set_style (text, RSC_CURVES_LABEL_SCALE, TRUE);
  rsc_text_measure (text, number, &w, NULL);
  x = CLAMP (x, frame.x + 0.5 * w, MAX (frame.x + frame.width - 0.5 * w, frame.x + 0.5 * w));
  rsc_text_draw (text, number, x, frame.y - 0.1 * text->size, 0.5, 1.0, theme->accent);
}
