/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/rsc-csv-field.h"

#include "core/numerics/rsc-tolerances.h"
#include <math.h>

/* Characters of a wrong field that a message quotes. */
#define QUOTE_MAX 40

char *
rsc_csv_dup_printable (const char *text, gsize length)
{
  GString *out = g_string_new (NULL);
  g_autofree char *valid = NULL;
  gboolean cut = length > 8 * QUOTE_MAX;
  gsize count = 0;

  valid = g_utf8_make_valid (text, (gssize) (cut ? 8 * QUOTE_MAX : length));
  for (const char *p = valid; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (count++ == QUOTE_MAX)
        {
          cut = TRUE;
          break;
        }
      g_string_append_unichar (out, g_unichar_isprint (c) ? c : 0xfffd);
    }
  if (cut)
    g_string_append (out, "…");

  return g_string_free (out, FALSE);
}

RscCsvKind
rsc_csv_scan_number (const char *text, gsize length, double *value)
{
  const char *p = text;
  const char *end = text + length;
  char *stop;

  if (length == 0)
    return RSC_CSV_EMPTY;
  if (*p == '+' || *p == '-')
    p++;
  if (p < end && (g_ascii_isdigit (*p) || (*p == '.' && p + 1 < end && g_ascii_isdigit (p[1]))))
    {
      if (p[0] == '0' && p + 1 < end && (p[1] == 'x' || p[1] == 'X'))
        return RSC_CSV_HEXADECIMAL;
      *value = g_ascii_strtod (text, &stop);
      if (stop == end)
        return isfinite (*value) ? RSC_CSV_NUMBER : RSC_CSV_TOO_LARGE;
      if (*stop == ',' && stop + 1 < end)
        {
          const char *q = stop + 1;

          while (q < end && g_ascii_isdigit (*q))
            q++;
          if (q == end || *q == 'e' || *q == 'E')
            return RSC_CSV_DECIMAL_COMMA;
        }
      return RSC_CSV_NUMBER_AND_MORE;
    }

#define IS_WORD(word) \
  ((gsize) (end - p) == strlen (word) && !g_ascii_strncasecmp (p, word, strlen (word)))
  if (IS_WORD ("nan") || IS_WORD ("inf") || IS_WORD ("infinity"))
    return RSC_CSV_NOT_FINITE;
#undef IS_WORD

  return RSC_CSV_TEXT;
}
