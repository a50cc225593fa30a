/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-axis.h"

#include "ui/plot/rsc-text.h"
#include <float.h>
#include <math.h>

#define MINUS "\xe2\x88\x92" /* U+2212 */
#define TIMES_TEN \
  "\xc3\x97"      \
  "10" /* U+00D7 */

/* Values beyond are drawn at the edge: sums and differences of ends stay finite. */
#define VALUE_MAX 1e300

/* Ends closer than this times their magnitude count as one value: a tick would need more digits
 * than a label can carry. */
#define RANGE_MIN 1e-12

#define TICKS_MAX 64
#define LABEL_SCALE 0.88

/* 10^k without the rounding that pow() leaves on negative powers. */
static double
scale_by_power (double value, int k)
{
  if (k >= 0)
    return value * pow (10.0, k);
  if (k >= -300)
    return value / pow (10.0, -k);
  return value / pow (10.0, 300) / pow (10.0, -k - 300);
}

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
      double step = scale_by_power (mantissa, k);
      if (!(step > 0.0))
        continue;
      double first = ceil (minimum / step - 1e-9);
      double last = floor (maximum / step + 1e-9);
      if (last - first + 1.0 > (double) max)
        continue;

      gsize n = 0;
      for (double i = first; i <= last; i += 1.0)
        {
          double tick = CLAMP (scale_by_power (i * mantissa, k), minimum, maximum);
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
            double tick = scale_by_power (mantissas[m], k);
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
    ticks[n++] = CLAMP (scale_by_power (1.0, k), minimum, maximum);
  return n;
}

static void
append_number (GString *string, double value, int decimals)
{
  char buffer[512];
  char format[16];

  g_snprintf (format, sizeof format, "%%.%df", CLAMP (decimals, 0, 30));
  g_ascii_formatd (buffer, sizeof buffer, format, fabs (value));
  /* No minus sign on what rounds to zero. */
  gboolean zero = TRUE;
  for (const char *c = buffer; *c != '\0'; c++)
    if (*c != '0' && *c != '.')
      zero = FALSE;
  if (value < 0.0 && !zero)
    g_string_append (string, MINUS);
  g_string_append (string, buffer);
}

static void
append_superscript (GString *string, int k)
{
  static const char *const digits[] = { "\u2070", "\u00b9", "\u00b2", "\u00b3", "\u2074",
                                        "\u2075", "\u2076", "\u2077", "\u2078", "\u2079" };
  g_autofree char *text = g_strdup_printf ("%d", k);

  for (const char *c = text; *c != '\0'; c++)
    g_string_append (string, *c == '-' ? "\u207b" : digits[*c - '0']);
}

/* The decimals that value / 10^exponent needs to be exact to a millionth of the range. */
static int
count_decimals (double value, double range, int exponent)
{
  double scaled = scale_by_power (value, -exponent);
  double slack = fabs (scale_by_power (range, -exponent)) * 1e-6;

  slack = MAX (slack, fabs (scaled) * 4.0 * DBL_EPSILON);
  for (int decimals = 0; decimals < 15; decimals++)
    {
      double unit = pow (10.0, -decimals);
      if (fabs (scaled - round (scaled / unit) * unit) <= slack)
        return decimals;
    }
  return 15;
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

static char *
format_log_tick (double tick)
{
  GString *string = g_string_new (NULL);

  if (!(tick > 0.0))
    {
      append_number (string, tick, 0);
      return g_string_free (string, FALSE);
    }
  int k = (int) floor (log10 (tick) + 1e-9);
  double mantissa = scale_by_power (tick, -k);
  gboolean one = fabs (mantissa - 1.0) < 1e-6;

  if (k >= -3 && k <= 3)
    append_number (string, tick, count_decimals (tick, tick, 0));
  else
    {
      if (!one)
        {
          append_number (string, mantissa, count_decimals (mantissa, mantissa, 0));
          g_string_append (string, TIMES_TEN);
        }
      else
        g_string_append (string, "10");
      append_superscript (string, k);
    }
  return g_string_free (string, FALSE);
}

static char *
format_linear_tick (double tick, double range, int exponent, int decimals)
{
  GString *string = g_string_new (NULL);

  if (fabs (tick) < 1e-9 * range)
    tick = 0.0;
  if (exponent == 0 || tick == 0.0)
    append_number (string, tick, tick == 0.0 && exponent != 0 ? 0 : decimals);
  else
    {
      append_number (string, scale_by_power (tick, -exponent), decimals);
      g_string_append (string, TIMES_TEN);
      append_superscript (string, exponent);
    }
  return g_string_free (string, FALSE);
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

char *
rsc_axis_format_tick (const RscAxis *self, double tick)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (!isfinite (tick))
    return g_strdup (isnan (tick) ? "?" : tick > 0 ? "\u221e" : MINUS "\u221e");
  if (self->logarithmic)
    return format_log_tick (tick);
  int exponent = get_exponent (self);
  double range = self->maximum - self->minimum;
  return format_linear_tick (tick, range, exponent, count_decimals (tick, range, exponent));
}

char **
rsc_axis_dup_labels (const RscAxis *self, gsize n, const double *ticks)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (n == 0 || ticks != NULL, NULL);

  char **labels = g_new0 (char *, n + 1);
  double range = self->maximum - self->minimum;
  int exponent = get_exponent (self);
  int decimals = 0;

  for (gsize k = 0; k < n; k++)
    decimals = MAX (decimals, count_decimals (ticks[k], range, exponent));
  for (gsize k = 0; k < n; k++)
    labels[k] = self->logarithmic ? format_log_tick (ticks[k])
                                  : format_linear_tick (ticks[k], range, exponent, decimals);
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

  cairo_set_line_width (cr, MAX (0.55 * theme->line_width, 0.5));
  rsc_color_set_source (cr, theme->grid);
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

  double line_height;
  rsc_text_measure (&text, "0", NULL, &line_height);
  for (gsize k = 0; k < n_x; k++)
    rsc_text_draw (&text, x_labels[k], frame.x + rsc_axis_normalise (x, x_ticks[k]) * frame.width,
                   frame.y + frame.height + 0.42 * em, 0.5, 0.0, theme->muted);
  for (gsize k = 0; k < n_y; k++)
    rsc_text_draw (&text, y_labels[k], frame.x - 0.5 * em,
                   frame.y + (1.0 - rsc_axis_normalise (y, y_ticks[k])) * frame.height, 1.0, 0.5,
                   theme->muted);
  double widest = get_widest_label (&text, n_y, y_labels);

  rsc_text_set_style (&text, 1.0, FALSE);
  /* Long names of columns end in an ellipsis. */
  rsc_text_set_limit (&text, frame.width);
  if (x_title != NULL)
    rsc_text_draw (&text, x_title, frame.x + 0.5 * frame.width,
                   frame.y + frame.height + 0.5 * em + line_height, 0.5, 0.0, x_color);
  rsc_text_set_limit (&text, frame.height);
  if (y_title != NULL)
    rsc_text_draw_upwards (&text, y_title, frame.x - 0.75 * em - widest,
                           frame.y + 0.5 * frame.height, 0.5, 1.0, y_color);
  rsc_text_clear (&text);
  cairo_restore (cr);
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
