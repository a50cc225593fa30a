/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/numerics/rsc-number-words.h"

#include "core/numerics/rsc-tolerances.h"

#include <float.h>
#include <glib/gi18n.h>
#include <langinfo.h>
#include <math.h>

#define MINUS "\xe2\x88\x92" /* U+2212 */
#define TIMES "\xc3\x97"     /* U+00D7 */
#define TIMES_TEN TIMES "10"

const char *
rsc_number_words_get_between (void)
{
  return *nl_langinfo (RADIXCHAR) == ',' ? "; " : ", ";
}

double
rsc_number_words_scale_by_power (double value, int k)
{
  /* In two steps where the power alone is beyond all numbers. */
  if (k > 300)
    return value * pow (10.0, 300) * pow (10.0, k - 300);
  if (k >= 0)
    return value * pow (10.0, k);
  if (k >= -300)
    return value / pow (10.0, -k);
  return value / pow (10.0, 300) / pow (10.0, -k - 300);
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
  for (const char *c = buffer; *c != '\0'; c++)
    if (*c == '.')
      g_string_append (string, nl_langinfo (RADIXCHAR));
    else
      g_string_append_c (string, *c);
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

int
rsc_number_words_count_decimals (double value, double range, int exponent)
{
  double scaled = rsc_number_words_scale_by_power (value, -exponent);
  double slack = fabs (rsc_number_words_scale_by_power (range, -exponent)) * RSC_TOLERANCE_DIGITS;

  slack = MAX (slack, fabs (scaled) * 4.0 * DBL_EPSILON);
  for (int decimals = 0; decimals < 15; decimals++)
    {
      double unit = pow (10.0, -decimals);
      if (fabs (scaled - round (scaled / unit) * unit) <= slack)
        return decimals;
    }
  return 15;
}

/* NULL for a finite number. */
static char *
dup_infinite (double value)
{
  if (isfinite (value))
    return NULL;
  return g_strdup (isnan (value) ? "?" : value > 0 ? "\u221e" : MINUS "\u221e");
}

char *
rsc_number_words_dup_fixed (double value, int decimals, int exponent)
{
  char *infinite = dup_infinite (value);
  GString *string;

  if (infinite != NULL)
    return infinite;
  string = g_string_new (NULL);
  append_number (string, rsc_number_words_scale_by_power (value, -exponent), decimals);
  if (exponent != 0 && value != 0.0)
    {
      g_string_append (string, TIMES_TEN);
      append_superscript (string, exponent);
    }
  return g_string_free (string, FALSE);
}

char *
rsc_number_words_dup_exact (double value, double step)
{
  char *infinite = dup_infinite (value);
  GString *string;

  if (infinite != NULL)
    return infinite;
  string = g_string_new (value < 0.0 ? MINUS : NULL);
  value = fabs (value);
  step = fabs (step);
  if (value == 0.0)
    {
      append_number (string, value, 0);
      return g_string_free (string, FALSE);
    }
  int k = (int) floor (log10 (value) + RSC_TOLERANCE_DECADE);
  double mantissa = rsc_number_words_scale_by_power (value, -k);
  double unit = rsc_number_words_scale_by_power (MIN (step, value), -k);
  gboolean one = fabs (mantissa - 1.0) < RSC_TOLERANCE_DIGITS * MIN (unit, 1.0);

  if (k >= -3 && k <= 3)
    append_number (string, value, rsc_number_words_count_decimals (value, MIN (step, value), 0));
  else
    {
      if (!one)
        {
          append_number (string, mantissa, rsc_number_words_count_decimals (mantissa, unit, 0));
          g_string_append (string, TIMES_TEN);
        }
      else
        g_string_append (string, "10");
      append_superscript (string, k);
    }
  return g_string_free (string, FALSE);
}

char *
rsc_number_words_dup (double value, int digits)
{
  char buffer[64];
  char format[16];

  digits = CLAMP (digits, 1, 15);
  if (!isfinite (value))
    return dup_infinite (value);
  g_snprintf (format, sizeof format, "%%.%de", digits - 1);
  g_ascii_formatd (buffer, sizeof buffer, format, value);
  value = g_ascii_strtod (buffer, NULL);
  return rsc_number_words_dup_exact (value, value * pow (10.0, MIN (4 - digits, 0)));
}

char *
rsc_number_words_dup_range (double low, double high, int digits)
{
  g_autofree char *from = rsc_number_words_dup (low, digits);
  g_autofree char *to = rsc_number_words_dup (high, digits);

  return g_strcmp0 (from, to) == 0 ? g_steal_pointer (&from)
                                   : g_strdup_printf (_ ("%s to %s"), from, to);
}

char *
rsc_number_words_dup_times (gsize count)
{
  return g_strdup_printf (TIMES "%" G_GSIZE_FORMAT, count);
}

char *
rsc_number_words_dup_subscript (gsize number)
{
  GString *string = g_string_new (NULL);
  g_autofree char *digits = g_strdup_printf ("%" G_GSIZE_FORMAT, number);

  for (const char *c = digits; *c != '\0'; c++)
    g_string_append_unichar (string, 0x2080 + (gunichar) (*c - '0'));
  return g_string_free (string, FALSE);
}
