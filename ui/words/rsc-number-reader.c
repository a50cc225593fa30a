/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-number-reader.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "core/numerics/rsc-number-words.h"
#include "ui/words/rsc-short-text.h"

/* Letters of a text that is refused. */
#define QUOTED_MAX 32

#define MINUS "−"

/* "⁻³" at *@p, as "e-3" behind @plain; FALSE where no power stands there. */
static gboolean
take_power (const char **p, const char *end, GString *plain)
{
  static const char *const digits[] = { "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹" };
  const char *at = *p;
  gboolean any = FALSE, found = TRUE;
  g_autoptr (GString) power = g_string_new ("e");

  if (g_str_has_prefix (at, "⁻"))
    {
      g_string_append_c (power, '-');
      at += strlen ("⁻");
    }
  while (at < end && found)
    {
      found = FALSE;
      for (int k = 0; k < 10 && !found; k++)
        if (g_str_has_prefix (at, digits[k]))
          {
            g_string_append_c (power, (char) ('0' + k));
            at += strlen (digits[k]);
            any = found = TRUE;
          }
    }
  if (!any)
    return FALSE;
  g_string_append (plain, power->str);
  *p = at;
  return TRUE;
}

/* Digits with at most one decimal sign and an exponent, from @text to @end. */
static gboolean
parse_decimal (const char *text, const char *end, double *value)
{
  g_autoptr (GString) plain = g_string_new (NULL);
  gsize n_digits = 0, n_points = 0;
  const char *p = text;
  char *stop;

  while (p < end && g_ascii_isspace (*p))
    p++;
  while (end > p && g_ascii_isspace (end[-1]))
    end--;
  if (end - p >= (gssize) strlen (MINUS) && memcmp (p, MINUS, strlen (MINUS)) == 0)
    {
      g_string_append_c (plain, '-');
      p += strlen (MINUS);
    }
  else if (p < end && (*p == '-' || *p == '+'))
    g_string_append_c (plain, *p++);
  for (; p < end && (g_ascii_isdigit (*p) || *p == '.' || *p == ','); p++)
    {
      if (g_ascii_isdigit (*p))
        n_digits++;
      else
        n_points++;
      g_string_append_c (plain, *p == ',' ? '.' : *p);
    }
  if (n_digits == 0 || n_points > 1)
    return FALSE;
  if (g_str_has_prefix (p, "×10"))
    {
      p += strlen ("×10");
      if (!take_power (&p, end, plain))
        return FALSE;
    }
  else if (g_str_equal (plain->str, "10") || g_str_equal (plain->str, "-10"))
    {
      /* 10⁻³ alone */
      if (take_power (&p, end, plain))
        g_string_erase (plain, plain->str[0] == '-' ? 2 : 1, 1);
    }
  if (p < end && (*p == 'e' || *p == 'E'))
    {
      g_string_append_c (plain, *p++);
      if (end - p >= (gssize) strlen (MINUS) && memcmp (p, MINUS, strlen (MINUS)) == 0)
        {
          g_string_append_c (plain, '-');
          p += strlen (MINUS);
        }
      else if (p < end && (*p == '-' || *p == '+'))
        g_string_append_c (plain, *p++);
      if (p == end)
        return FALSE;
      for (; p < end && g_ascii_isdigit (*p); p++)
        g_string_append_c (plain, *p);
    }
  if (p != end)
    return FALSE;
  *value = g_ascii_strtod (plain->str, &stop);
  return *stop == '\0' && isfinite (*value);
}

gboolean
rsc_number_reader_parse (const char *text, double *value)
{
  const char *slash;
  double above, below;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  slash = strchr (text, '/');
  if (!slash)
    {
      if (!parse_decimal (text, text + strlen (text), &above))
        return FALSE;
      *value = above;
      return TRUE;
    }
  if (!parse_decimal (text, slash, &above)
      || !parse_decimal (slash + 1, text + strlen (text), &below) || below == 0.0
      || !isfinite (above / below))
    return FALSE;
  *value = above / below;
  return TRUE;
}

static char *
dup_bound (double value, gboolean whole)
{
  return whole ? rsc_number_words_dup_fixed (value, 0, 0) : rsc_number_words_dup (value, 6);
}

char *
rsc_number_reader_dup_refusal (const char *text,
                               gboolean whole,
                               double lower,
                               double upper,
                               double stays)
{
  g_autofree char *least = dup_bound (lower, whole);
  g_autofree char *largest = dup_bound (upper, whole);
  g_autofree char *left = dup_bound (stays, whole);
  g_autofree char *typed = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  /* What is pasted can be a whole column. */
  typed = rsc_short_text_dup_line (text, QUOTED_MAX);

  return g_strdup_printf (whole ? _ ("“%s” is no whole number from %s to %s: it stays %s")
                                : _ ("“%s” is no number from %s to %s: it stays %s"),
                          typed, least, largest, left);
}
