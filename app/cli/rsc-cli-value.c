/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/rsc-cli-value.h"

#include "app/files/rsc-memory.h"
#include "core/numerics/rsc-number-words.h"
#include "app/cli/rsc-cli-io.h"

#include <inttypes.h>
#include <glib/gi18n.h>
#include <math.h>

/* A decimal number in the C notation and nothing else: g_ascii_strtod() alone would also take hex,
 * "nan", "inf" and leading blanks. */
gboolean
rsc_cli_parse_number (const char *name, const char *text, double *value, GError **error)
{
  const char *p = text;
  gsize n_digits = 0;

  if (*p == '+' || *p == '-')
    p++;
  for (; g_ascii_isdigit (*p); p++)
    n_digits++;
  if (*p == '.')
    for (p++; g_ascii_isdigit (*p); p++)
      n_digits++;
  if (n_digits > 0 && (*p == 'e' || *p == 'E'))
    {
      p++;
      if (*p == '+' || *p == '-')
        p++;
      if (!g_ascii_isdigit (*p))
        n_digits = 0;
      while (g_ascii_isdigit (*p))
        p++;
    }
  if (n_digits == 0 || *p != '\0')
    return rsc_cli_fail (error, _ ("%s takes a number such as 0.01, not “%s”"), name, text);

  *value = g_ascii_strtod (text, NULL);
  if (!isfinite (*value))
    return rsc_cli_fail (error, _ ("%s %s is too large for a number"), name, text);
  return TRUE;
}

gboolean
rsc_cli_parse_range (const char *name,
                     const char *text,
                     double minimum,
                     double maximum,
                     double *value,
                     GError **error)
{
  if (!rsc_cli_parse_number (name, text, value, error))
    return FALSE;
  if (!(*value >= minimum && *value <= maximum))
    {
      g_autofree char *low = rsc_number_words_dup (minimum, 6);
      g_autofree char *high = rsc_number_words_dup (maximum, 6);

      return rsc_cli_fail (error, _ ("%s takes a number from %s to %s, not %s"), name, low, high,
                           text);
    }
  return TRUE;
}

gboolean
rsc_cli_parse_positive (const char *name, const char *text, double *value, GError **error)
{
  if (!rsc_cli_parse_number (name, text, value, error))
    return FALSE;
  if (!(*value > 0.0))
    return rsc_cli_fail (error, _ ("%s takes a number greater than 0, not %s"), name, text);
  return TRUE;
}

gboolean
rsc_cli_parse_whole (const char *name,
                     const char *text,
                     guint64 minimum,
                     guint64 maximum,
                     guint64 *value,
                     GError **error)
{
  if (!g_ascii_string_to_unsigned (text, 10, minimum, maximum, value, NULL))
    return rsc_cli_fail (error,
                         _ ("%s takes a whole number from %" PRIu64 " to %" PRIu64 ", not “%s”"),
                         name, minimum, maximum, text);
  return TRUE;
}

gboolean
rsc_cli_parse_not_negative (const char *name, const char *text, double *value, GError **error)
{
  return rsc_cli_parse_number (name, text, value, error)
         && (*value >= 0.0
             || rsc_cli_fail (error, _ ("%s takes a number that is not negative, not %s"), name,
                              text));
}

gboolean
rsc_cli_parse_memory (const char *name, const char *text, gsize *bytes, GError **error)
{
  return rsc_memory_parse (text, bytes)
         || rsc_cli_fail (error, _ ("%s takes a size such as 500M or 2G, not “%s”"), name, text);
}

gboolean
rsc_cli_parse_size (const char *name, const char *text, gsize maximum, gsize *value, GError **error)
{
  guint64 whole;

  if (!rsc_cli_parse_whole (name, text, 1, maximum, &whole, error))
    return FALSE;
  *value = (gsize) whole;
  return TRUE;
}

gboolean
rsc_cli_parse_choice (const char *name,
                      const char *text,
                      const char *words,
                      int *choice,
                      GError **error)
{
  g_auto (GStrv) list = g_strsplit (words, "|", -1);
  g_autofree char *spoken = NULL;

  for (int i = 0; list[i] != NULL; i++)
    if (g_str_equal (list[i], text))
      {
        *choice = i;
        return TRUE;
      }
  spoken = g_strjoinv (", ", list);
  return rsc_cli_fail (error, _ ("%s is one of %s, not “%s”"), name, spoken, text);
}

gboolean
rsc_cli_parse_list (const char *name,
                    const char *text,
                    gsize max,
                    gsize *values,
                    gsize *n,
                    GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);

  *n = g_strv_length (parts);
  if (*n > max)
    return rsc_cli_fail (error, _ ("%s takes at most %zu numbers, not “%s”"), name, max, text);
  for (gsize i = 0; i < *n; i++)
    {
      if (!rsc_cli_parse_size (name, parts[i], G_MAXINT, &values[i], error))
        return FALSE;
      values[i]--;
      for (gsize k = 0; k < i; k++)
        if (values[k] == values[i])
          return rsc_cli_fail (error, _ ("%s takes different numbers, not “%s”"), name, text);
    }
  return TRUE;
}

gboolean
rsc_cli_parse_file (const char *name, const char *text, char **file, GError **error)
{
  if (*text == '\0')
    return rsc_cli_fail (error, _ ("%s takes the name of a file"), name);
  *file = g_strdup (text);
  return TRUE;
}

gboolean
rsc_cli_parse_picture (const char *name, const char *text, char **file, GError **error)
{
  if (!rsc_cli_parse_file (name, text, file, error))
    return FALSE;
  if (g_str_has_suffix (text, ".svg") || g_str_has_suffix (text, ".pdf")
      || g_str_has_suffix (text, ".png"))
    return TRUE;
  return rsc_cli_fail (error, _ ("%s takes a file that ends in .svg, .pdf or .png, not “%s”"), name,
                       text);
}
