/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-axis.h"

#include "core/numerics/rsc-number-words.h"
#include "ui/plot/rsc-text.h"
#include <float.h>
#include <math.h>

/* Values beyond are drawn at the edge: sums and differences of ends stay finite. */
#define VALUE_MAX 1e300

/* Ends closer than this times their magnitude count as one value: a tick would need more digits
 * than a label can carry. */
#define RANGE_MIN 1e-12

#define TICKS_MAX 64
#define LABEL_SCALE 0.88

static gsize
list_linear_ticks (double minimum, double maximum, gsize max, double *ticks)
{
  static const double mantissas[] = { 1.0, 2.0, 5.0 };
  double range = maximum - minimum;

  if (max == 0 || !isfinite (range) || !(range > 0.0))
    return 0;

  int power = (int) floor (log10 (range / (double) max));
  for (int try = 0; try < 12; try++)
    {
      double mantissa = mantissas[try % 3];
      int k = power + try / 3;
      double step = rsc_number_words_scale_by_power (mantissa, k);
      if (!(step > 0.0))
        continue;
      double first = ceil (minimum / step - 1e-9);
      double last = floor (maximum / step + 1e-9);
      if (last - first + 1.0 > (double) max)
        continue;

      gsize n = 0;
      for (double i = first; i <= last; i += 1.0)
        {
          double tick = CLAMP (rsc_number_words_scale_by_power (i * mantissa, k), minimum, maximum);
          if (n == 0 || tick > ticks[n - 1])
            ticks[n++] = tick;
          if (i + 1.0 == i)
            break;
        }
      return n;
    }
  return 0;
}

static gsize
list_log_ticks (double minimum, double maximum, gsize max, double *ticks)
{
  if (max == 0 || !(minimum > 0.0) || !(maximum > minimum) || !isfinite (maximum))
    return 0;

  int first = (int) ceil (log10 (minimum) - 1e-9);
  int last = (int) floor (log10 (maximum) + 1e-9);
  int decades = last - first + 1;

  /* Less than two decades: their multiples by 2 and 5 as well, or linear ticks. */
  if (decades < 3)
    {
      static const double mantissas[] = { 1.0, 2.0, 5.0 };
      gsize n = 0;
      for (int k = first - 1; k <= last; k++)
        for (gsize m = 0; m < 3; m++)
          {
            double tick = rsc_number_words_scale_by_power (mantissas[m], k);
            if (tick >= minimum * (1.0 - 1e-12) && tick <= maximum * (1.0 + 1e-12))
              {
                if (n < max)
                  ticks[n] = CLAMP (tick, minimum, maximum);
                n++;
              }
          }
      if (n >= 2 && n <= max)
        return n;
      if (decades < 2)
        return list_linear_ticks (minimum, maximum, max, ticks);
    }

  int step = 1;
  while ((gsize) ((decades + step - 1) / step) > max)
    step++;
  gsize n = 0;
  /* Multiples of the step, so that 10^0 keeps its tick. */
  int start = first + (((-first) % step) + step) % step;
  for (int k = start; k <= last; k += step)
    ticks[n++] = CLAMP (rsc_number_words_scale_by_power (1.0, k), minimum, maximum);
  return n;
}

/* The common power of ten of an axis' labels; 0 for plain numbers. */
static int
get_exponent (const RscAxis *self)
{
  double largest = MAX (fabs (self->minimum), fabs (self->maximum));
  double range = self->maximum - self->minimum;

  if (!(largest > 0.0) || !isfinite (largest))
    return 0;
  /* A narrow range at a distance, as 100000.1 to 100000.2, is clearer in plain digits. */
  if (largest >= 1e5 && largest < 1e9 && range < largest * 1e-3)
    return 0;
  if (largest >= 1e5 || largest < 2e-3)
    return (int) floor (log10 (largest) + 1e-9);
  return 0;
}

/* The axis' ticks that fit into @length with labels: on a vertical axis by the height of a line,
 * on a horizontal one by the widest label. */
static gsize
list_fitting_ticks (const RscAxis *self,
                    RscText *text,
                    gboolean vertical,
                    double length,
                    double *ticks,
                    char ***labels)
{
  double em = text->size * LABEL_SCALE;

  *labels = NULL;
  if (!(length > 0.0))
    return 0;
  gsize max = (gsize) CLAMP (length / (em * (vertical ? 2.6 : 3.4)), 0.0, vertical ? 9.0 : 11.0);
  for (max = MAX (max, length > em * 2.0 ? 2 : 1); max >= 1; max--)
    {
      double widest = 0.0;
      gsize n = rsc_axis_get_ticks (self, max, ticks);

      g_clear_pointer (labels, g_strfreev);
      *labels = rsc_axis_dup_labels (self, n, ticks);
      if (vertical || n <= 1)
        return n;
      for (gsize k = 0; k < n; k++)
        {
          double w;
          rsc_text_measure (text, (*labels)[k], &w, NULL);
          widest = MAX (widest, w);
        }
      gboolean fits = TRUE;
      for (gsize k = 1; k < n; k++)
        if ((rsc_axis_normalise (self, ticks[k]) - rsc_axis_normalise (self, ticks[k - 1])) * length
            < widest + em)
          fits = FALSE;
      if (fits)
        return n;
      if (max == 2)
        {
          /* Not even two labels side by side: the first alone. */
          g_free ((*labels)[1]);
          (*labels)[1] = NULL;
          return 1;
        }
    }
  return 0;
}

static double
get_widest_label (RscText *text, gsize n, char **labels)
{
  double widest = 0.0;

  for (gsize k = 0; k < n; k++)
    {
      double w;
      rsc_text_measure (text, labels[k], &w, NULL);
      widest = MAX (widest, w);
    }
  return widest;
}

void
rsc_axis_cover (RscAxis *self, gsize n, const double *values, double margin)
{
  double low = INFINITY, high = -INFINITY;

  g_return_if_fail (self != NULL);
  g_return_if_fail (n == 0 || values != NULL);

  for (gsize i = 0; i < n; i++)
    {
      double v = values[i];
      if (!isfinite (v) || (self->logarithmic && v <= 0.0))
        continue;
      low = MIN (low, v);
      high = MAX (high, v);
    }
  if (!isfinite (margin) || margin < 0.0)
    margin = 0.0;

  if (self->logarithmic)
    {
      if (low > high)
        low = 0.1, high = 1.0;
      double a = log (low), b = log (high);
      double pad = b - a > RANGE_MIN ? margin * (b - a) : 0.5 * G_LN10;
      self->minimum = MAX (exp (a - pad), 1e-300);
      self->maximum = CLAMP (exp (b + pad), self->minimum * 2.0, VALUE_MAX);
      return;
    }

  if (low > high)
    low = 0.0, high = 1.0;
  low = CLAMP (low, -VALUE_MAX, VALUE_MAX);
  high = CLAMP (high, -VALUE_MAX, VALUE_MAX);
  double largest = MAX (fabs (low), fabs (high));
  double pad;
  if (largest < 1e-300)
    {
      low = high = 0.0;
      pad = 1.0;
    }
  else if (high - low > RANGE_MIN * largest)
    pad = margin * (high - low);
  else
    pad = 0.5 * largest;
  self->minimum = low - pad;
  self->maximum = high + pad;
}

double
rsc_axis_normalise (const RscAxis *self, double value)
{
  if (self->logarithmic)
    {
      if (!(value > 0.0))
        return -INFINITY;
      return (log (value) - log (self->minimum)) / (log (self->maximum) - log (self->minimum));
    }
  return (value - self->minimum) / (self->maximum - self->minimum);
}

double
rsc_axis_denormalise (const RscAxis *self, double t)
{
  if (self->logarithmic)
    return exp (log (self->minimum) + t * (log (self->maximum) - log (self->minimum)));
  return self->minimum + t * (self->maximum - self->minimum);
}

gsize
rsc_axis_get_ticks (const RscAxis *self, gsize max, double *ticks)
{
  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (max == 0 || ticks != NULL, 0);

  if (self->logarithmic)
    return list_log_ticks (self->minimum, self->maximum, max, ticks);
  return list_linear_ticks (self->minimum, self->maximum, max, ticks);
}

/* Digits of the smallest tick: at most so many powers of ten below the largest value of the
 * axis. */
#define EXPONENT_LOWER_MAX 2

/* The common power of ten for these ticks: that of the smallest, so that none reads 0.1×10⁵. */
static int
get_common_exponent (const RscAxis *self, gsize n, const double *ticks)
{
  int exponent = get_exponent (self);
  double smallest = INFINITY;

  for (gsize k = 0; k < n; k++)
    if (fabs (ticks[k]) >= 1e-9 * (self->maximum - self->minimum))
      smallest = MIN (smallest, fabs (ticks[k]));
  if (exponent == 0 || !isfinite (smallest))
    return exponent;
  int power = (int) floor (log10 (smallest) + 1e-9);
  return power < exponent && power >= exponent - EXPONENT_LOWER_MAX ? power : exponent;
}

/* What rounding leaves of zero is zero; a power of ten needs nothing before it, 10×10⁴ neither. */
static char *
format_linear_tick (const RscAxis *self, double tick, int exponent, int decimals)
{
  if (fabs (tick) < 1e-9 * (self->maximum - self->minimum))
    tick = 0.0;
  const double power = log10 (fabs (rsc_number_words_scale_by_power (tick, -exponent)));
  const int above = isfinite (power) ? (int) floor (power + 0.5) : -1;
  if (exponent != 0 && decimals == 0 && above >= 0 && fabs (power - above) < 1e-9)
    {
      g_autofree char *one = rsc_number_words_dup_fixed (
        rsc_number_words_scale_by_power (1.0, exponent + above), 0, exponent + above);
      const char *ten = g_utf8_find_next_char (g_utf8_find_next_char (one, NULL), NULL);
      return g_strconcat (tick < 0.0 ? "\u2212" : "", ten, NULL);
    }
  return rsc_number_words_dup_fixed (tick, tick == 0.0 && exponent != 0 ? 0 : decimals, exponent);
}

char *
rsc_axis_format_tick (const RscAxis *self, double tick)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->logarithmic || !isfinite (tick))
    return rsc_number_words_dup_exact (tick, tick);
  int exponent = get_exponent (self);
  double range = self->maximum - self->minimum;
  return format_linear_tick (self, tick, exponent,
                             rsc_number_words_count_decimals (tick, range, exponent));
}

char **
rsc_axis_dup_labels (const RscAxis *self, gsize n, const double *ticks)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (n == 0 || ticks != NULL, NULL);

  char **labels = g_new0 (char *, n + 1);
  double range = self->maximum - self->minimum, step = INFINITY;
  int exponent = self->logarithmic ? 0 : get_common_exponent (self, n, ticks);
  int decimals = 0;

  for (gsize k = 0; k < n; k++)
    {
      decimals = MAX (decimals, rsc_number_words_count_decimals (ticks[k], range, exponent));
      if (k > 0)
        step = MIN (step, fabs (ticks[k] - ticks[k - 1]));
    }
  /* Neighbours on a short logarithmic axis need more digits than their own size tells. */
  for (gsize k = 0; k < n; k++)
    labels[k] = self->logarithmic ? rsc_number_words_dup_exact (ticks[k], MIN (ticks[k], step))
                                  : format_linear_tick (self, ticks[k], exponent, decimals);
  return labels;
}

RscRect
rsc_axes_layout (const RscAxis *x,
                 const RscAxis *y,
                 const char *x_title,
                 const char *y_title,
                 const RscTheme *theme,
                 cairo_t *cr,
                 double width,
                 double height)
{
  RscText text;
  double ticks[TICKS_MAX], em, line_height, title_height;
  g_auto (GStrv) labels = NULL;

  rsc_text_init (&text, theme, cr);
  em = text.size;
  rsc_text_measure (&text, "0", NULL, &title_height);
  rsc_text_set_style (&text, LABEL_SCALE, FALSE);
  rsc_text_measure (&text, "0", NULL, &line_height);

  double bottom =
    0.45 * em + line_height + (x_title != NULL ? title_height + 0.15 * em : 0.0) + 0.3 * em;
  double top = 0.8 * em;
  double frame_height = MAX (height - top - bottom, 0.0);
  gsize n = list_fitting_ticks (y, &text, TRUE, frame_height, ticks, &labels);
  double left = 0.3 * em + (y_title != NULL ? title_height + 0.3 * em : 0.0)
                + get_widest_label (&text, n, labels) + 0.55 * em;
  double right = 0.8 * em;

  /* The outer labels of the horizontal axis are centred on ticks that can lie at its ends. */
  for (int round = 0; round < 3; round++)
    {
      double frame_width = width - left - right, w, more_left = 0.0, more_right = 0.0;
      g_auto (GStrv) x_labels = NULL;
      n = list_fitting_ticks (x, &text, FALSE, frame_width, ticks, &x_labels);
      if (n == 0)
        break;
      rsc_text_measure (&text, x_labels[0], &w, NULL);
      more_left = 0.5 * w + 1.0 - left - rsc_axis_normalise (x, ticks[0]) * frame_width;
      rsc_text_measure (&text, x_labels[n - 1], &w, NULL);
      more_right =
        0.5 * w + 1.0 - right - (1.0 - rsc_axis_normalise (x, ticks[n - 1])) * frame_width;
      if (more_left <= 0.0 && more_right <= 0.0)
        break;
      left += MAX (more_left, 0.0);
      right += MAX (more_right, 0.0);
    }
  rsc_text_clear (&text);

  /* Too small for everything: the margins shrink together, so that no size turns negative. */
  double fx = MIN (1.0, 0.8 * MAX (width, 0.0) / (left + right));
  double fy = MIN (1.0, 0.8 * MAX (height, 0.0) / (top + bottom));
  RscRect frame = { fx * left, fy * top, MAX (width - fx * (left + right), 0.0),
                    MAX (height - fy * (top + bottom), 0.0) };
  return frame;
}

void
rsc_axes_draw_x_title (RscText *text, const char *title, RscRect frame, double room, RscColor color)
{
  double line_height;

  rsc_text_set_style (text, LABEL_SCALE, FALSE);
  rsc_text_measure (text, "0", NULL, &line_height);
  rsc_text_set_style (text, 1.0, FALSE);
  /* Long names of columns end in an ellipsis. */
  rsc_text_set_limit (text, room);
  rsc_text_draw (text, title, frame.x + 0.5 * frame.width,
                 frame.y + frame.height + 0.5 * text->size + line_height, 0.5, 0.0, color);
  rsc_text_set_limit (text, 0.0);
}

void
rsc_axes_draw_colored (const RscAxis *x,
                       const RscAxis *y,
                       const char *x_title,
                       const char *y_title,
                       RscColor x_color,
                       RscColor y_color,
                       const RscTheme *theme,
                       cairo_t *cr,
                       RscRect frame)
{
  RscText text;
  double x_ticks[TICKS_MAX], y_ticks[TICKS_MAX];
  g_auto (GStrv) x_labels = NULL;
  g_auto (GStrv) y_labels = NULL;

  if (!(frame.width > 0.0) || !(frame.height > 0.0))
    return;

  cairo_save (cr);
  rsc_text_init (&text, theme, cr);
  double em = text.size;
  rsc_text_set_style (&text, LABEL_SCALE, FALSE);
  gsize n_x = list_fitting_ticks (x, &text, FALSE, frame.width, x_ticks, &x_labels);
  gsize n_y = list_fitting_ticks (y, &text, TRUE, frame.height, y_ticks, &y_labels);

  rsc_theme_set_grid (theme, cr, 0.55);
  for (gsize k = 0; k < n_x; k++)
    {
      double px = frame.x + rsc_axis_normalise (x, x_ticks[k]) * frame.width;
      cairo_move_to (cr, px, frame.y);
      cairo_line_to (cr, px, frame.y + frame.height);
    }
  for (gsize k = 0; k < n_y; k++)
    {
      double py = frame.y + (1.0 - rsc_axis_normalise (y, y_ticks[k])) * frame.height;
      cairo_move_to (cr, frame.x, py);
      cairo_line_to (cr, frame.x + frame.width, py);
    }
  cairo_stroke (cr);

  cairo_set_line_width (cr, MAX (0.55 * theme->line_width, 0.5));
  rsc_color_set_source (cr, theme->muted);
  cairo_rectangle (cr, frame.x, frame.y, frame.width, frame.height);
  for (gsize k = 0; k < n_x; k++)
    {
      double px = frame.x + rsc_axis_normalise (x, x_ticks[k]) * frame.width;
      cairo_move_to (cr, px, frame.y + frame.height);
      cairo_line_to (cr, px, frame.y + frame.height + 0.3 * em);
    }
  for (gsize k = 0; k < n_y; k++)
    {
      double py = frame.y + (1.0 - rsc_axis_normalise (y, y_ticks[k])) * frame.height;
      cairo_move_to (cr, frame.x, py);
      cairo_line_to (cr, frame.x - 0.3 * em, py);
    }
  cairo_stroke (cr);

  for (gsize k = 0; k < n_x; k++)
    rsc_text_draw (&text, x_labels[k], frame.x + rsc_axis_normalise (x, x_ticks[k]) * frame.width,
                   frame.y + frame.height + 0.42 * em, 0.5, 0.0, theme->muted);
  for (gsize k = 0; k < n_y; k++)
    rsc_text_draw (&text, y_labels[k], frame.x - 0.5 * em,
                   frame.y + (1.0 - rsc_axis_normalise (y, y_ticks[k])) * frame.height, 1.0, 0.5,
                   theme->muted);
  double widest = get_widest_label (&text, n_y, y_labels);

  if (x_title != NULL)
    rsc_axes_draw_x_title (&text, x_title, frame, frame.width, x_color);
  rsc_text_set_style (&text, 1.0, FALSE);
  /* Where the frame is low, in its margins too, but not beside the numbers below. */
  if (y_title != NULL)
    rsc_text_draw_upright_title (&text, y_title, frame.x - 0.75 * em - widest, 1.0, frame.y,
                                 frame.y + frame.height, frame.y - 0.75 * em,
                                 frame.y + frame.height + 0.35 * em, y_color);
  rsc_text_clear (&text);
  cairo_restore (cr);
}

void
rsc_axes_get_steps (const RscAxis *x,
                    const RscAxis *y,
                    const RscTheme *theme,
                    cairo_t *cr,
                    RscRect frame,
                    double *x_step,
                    double *y_step)
{
  double ticks[TICKS_MAX];
  g_auto (GStrv) x_labels = NULL;
  g_auto (GStrv) y_labels = NULL;
  RscText text;

  g_return_if_fail (x != NULL && y != NULL && theme != NULL && cr != NULL);

  rsc_text_init (&text, theme, cr);
  rsc_text_set_style (&text, LABEL_SCALE, FALSE);
  *x_step = *y_step = 0.0;
  if (list_fitting_ticks (x, &text, FALSE, frame.width, ticks, &x_labels) > 1)
    *x_step = ticks[1] - ticks[0];
  if (list_fitting_ticks (y, &text, TRUE, frame.height, ticks, &y_labels) > 1)
    *y_step = ticks[1] - ticks[0];
  rsc_text_clear (&text);
}

void
rsc_axes_draw (const RscAxis *x,
               const RscAxis *y,
               const char *x_title,
               const char *y_title,
               const RscTheme *theme,
               cairo_t *cr,
               RscRect frame)
{
  rsc_axes_draw_colored (x, y, x_title, y_title, theme->foreground, theme->foreground, theme, cr,
                         frame);
}
