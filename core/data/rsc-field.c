/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/rsc-field.h"

#include <math.h>
#include <string.h>

/* Characters of a wrong field that a message quotes. */
#define QUOTE_MAX ((gsize) 40)

/* No number that has characters beside ASCII is longer; neither is a date or a word for a missing
 * value. */
#define PLAIN_MAX 256

char *
rsc_field_dup_printable (const char *text, gsize length)
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

static gboolean
is_unseen (gunichar c)
{
  return c == 0xfeff || c == 0xad || (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e)
         || (c >= 0x2060 && c <= 0x2069);
}

static gboolean
is_blank (gunichar c)
{
  return c < 0x80 ? g_ascii_isspace ((char) c) : g_unichar_isspace (c) || is_unseen (c);
}

void
rsc_field_trim (const char **text, gsize *length)
{
  const char *start = *text;
  const char *end = start + *length;

  while (start < end && is_blank (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  while (start < end)
    {
      const char *last = g_utf8_prev_char (end);

      if (!is_blank (g_utf8_get_char (last)))
        break;
      end = last;
    }
  *text = start;
  *length = (gsize) (end - start);
}

/* The character of a number that @c stands for, 0 for none, '\a' for one to read over. */
static char
get_plain (gunichar c)
{
  if (g_unichar_digit_value (c) >= 0)
    return (char) ('0' + g_unichar_digit_value (c));
  switch (c)
    {
    case 0x2212: /* minus sign */
    case 0x2010: /* hyphen */
    case 0x2011: /* non-breaking hyphen */
    case 0x2012: /* figure dash */
    case 0x2013: /* en dash */
    case 0xfe63: /* small hyphen-minus */
    case 0xff0d: /* fullwidth hyphen-minus */
      return '-';
    case 0xff0b: /* fullwidth plus sign */
      return '+';
    case 0xff0e: /* fullwidth full stop */
    case 0x066b: /* Arabic decimal separator */
      return '.';
    case 0xff0c: /* fullwidth comma */
      return ',';
    case 0x2019: /* right single quotation mark */
    case 0x066c: /* Arabic thousands separator */
      return '\'';
    case 0xff25: /* fullwidth E */
    case 0xff45:
      return 'e';
    default:
      return is_unseen (c) ? '\a' : g_unichar_isspace (c) ? ' ' : 0;
    }
}

/* Writes @text in the characters of a number; those that are none stand as '\x7f'. FALSE: too
 * long. */
static gboolean
make_plain (const char *text, gsize length, char plain[PLAIN_MAX], gsize *plain_length)
{
  gsize n = 0;

  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);
      const char one = c < 0x80 ? (char) c : get_plain (c);

      if (one == '\a' && c >= 0x80)
        continue;
      if (n + 1 == PLAIN_MAX)
        return FALSE;
      plain[n++] = one != 0 ? one : '\x7f';
    }
  plain[n] = '\0';
  *plain_length = n;
  return TRUE;
}

/* Reads "digits, mark, digits" from *@p on: the digits may stand in groups of three. */
static gboolean
scan_digits (const char **p, const char *end, RscFieldShape *shape)
{
  gsize lengths[2] = { 0, 0 }; /* of the first run of digits and of the last */
  gsize n_marks[4] = { 0 };    /* of each of the marks below */
  static const char marks[] = { '.', ',', '\'', ' ' };
  const char *const start = *p;
  const char *q = *p;
  gsize n_runs = 0;
  gboolean in_threes = TRUE; /* all runs behind the first but perhaps the last */
  char last_mark = 0;
  char first_mark = 0;

  for (;;)
    {
      const char *run = q;
      gsize length;
      const char *mark;

      while (q < end && g_ascii_isdigit (*q))
        q++;
      length = (gsize) (q - run);
      if (n_runs == 0)
        lengths[0] = length;
      else if (n_runs > 1)
        in_threes = in_threes && lengths[1] == 3;
      lengths[1] = length;
      n_runs++;
      mark = q < end ? memchr (marks, *q, sizeof marks) : NULL;
      /* A blank or an apostrophe is a mark only between digits. */
      if (mark == NULL || (mark - marks >= 2 && !(q + 1 < end && g_ascii_isdigit (q[1]))))
        break;
      n_marks[mark - marks]++;
      last_mark = *q;
      if (first_mark == 0)
        first_mark = *q;
      q++;
    }
  *p = q;
  if (n_runs == 1)
    return lengths[0] > 0;
  if (n_runs == 2)
    {
      const gboolean could_group =
        lengths[0] >= 1 && lengths[0] <= 3 && *start != '0' && lengths[1] == 3;

      if (last_mark == ' ' || last_mark == '\'')
        {
          shape->group = last_mark;
          return lengths[0] >= 1 && lengths[0] <= 3 && lengths[1] == 3;
        }
      shape->decimal = last_mark;
      shape->is_ambiguous = could_group && (q == end || (*q != 'e' && *q != 'E'));
      return lengths[1] > 0 || (last_mark == '.' && lengths[0] > 0);
    }
  if (lengths[0] < 1 || lengths[0] > 3 || !in_threes)
    return FALSE;
  shape->group = first_mark;
  if (last_mark == first_mark)
    return lengths[1] == 3 && n_marks[0] + n_marks[1] + n_marks[2] + n_marks[3] == n_runs - 1
           && (n_marks[0] == n_runs - 1 || n_marks[1] == n_runs - 1 || n_marks[2] == n_runs - 1
               || n_marks[3] == n_runs - 1);
  shape->decimal = last_mark;
  for (gsize k = 0; k < sizeof marks; k++)
    if (n_marks[k] != (marks[k] == first_mark ? n_runs - 2 : marks[k] == last_mark ? 1u : 0u))
      return FALSE;
  return last_mark == '.' || last_mark == ',';
}

/* A sign, digits, an exponent: TRUE when that is all of it. */
static gboolean
scan_number (const char *text, gsize length, RscFieldShape *shape)
{
  const char *const end = text + length;
  const char *p = text;

  if (p < end && (*p == '+' || *p == '-'))
    p++;
  if (!scan_digits (&p, end, shape))
    return FALSE;
  if (p < end && (*p == 'e' || *p == 'E'))
    {
      p++;
      if (p < end && (*p == '+' || *p == '-'))
        p++;
      if (p == end || !g_ascii_isdigit (*p))
        return FALSE;
      while (p < end && g_ascii_isdigit (*p))
        p++;
    }
  return p == end;
}

static gboolean
is_word (const char *text, gsize length, const char *const *words)
{
  for (; *words != NULL; words++)
    if (strlen (*words) == length && g_ascii_strncasecmp (text, *words, length) == 0)
      return TRUE;
  return FALSE;
}

/* What R, pandas, spreadsheets and the data sets of old write for a value that is not there. */
static RscFieldKind
get_word_kind (const char *text, gsize length)
{
  static const char *const missing[] = { "NA",      "N/A",      "nan",     "-nan",    "+nan",
                                         "null",    "<NA>",     "NaT",     "?",       "#N/A",
                                         "#NA",     "#N/A N/A", "#NULL!",  "#DIV/0!", "#NUM!",
                                         "#VALUE!", "#REF!",    "1.#QNAN", "1.#IND",  "-1.#IND",
                                         NULL };
  static const char *const nothing[] = { "-", "--", ".", "none", "missing", NULL };
  static const char *const infinite[] = { "inf",       "+inf",      "-inf", "infinity",
                                          "+infinity", "-infinity", NULL };

  return is_word (text, length, missing)    ? RSC_FIELD_MISSING
         : is_word (text, length, nothing)  ? RSC_FIELD_NOTHING
         : is_word (text, length, infinite) ? RSC_FIELD_NOT_FINITE
                                            : RSC_FIELD_TEXT;
}

/* Digits in the places of @form: 'd' is one or two of them, 'y' four, 'z' two or four; other
 * characters are themselves. What comes behind a full match is *@rest. */
static gboolean
matches (const char *text, const char *end, const char *form, const char **rest)
{
  for (; *form != '\0'; form++)
    {
      gsize n = 0;

      if (*form != 'd' && *form != 'y' && *form != 'z')
        {
          if (text == end || *text != *form)
            return FALSE;
          text++;
          continue;
        }
      while (text + n < end && g_ascii_isdigit (text[n]))
        n++;
      if (*form == 'd' ? n < 1 || n > 2 : *form == 'y' ? n != 4 : n != 2 && n != 4)
        return FALSE;
      text += n;
    }
  *rest = text;
  return TRUE;
}

static gboolean
has_month (const char *text, const char *end)
{
  static const char *const months[] = { "jan", "feb", "mar", "apr", "may", "jun",
                                        "jul", "aug", "sep", "oct", "nov", "dec" };

  for (const char *p = text; p + 3 <= end; p++)
    for (gsize m = 0; m < G_N_ELEMENTS (months); m++)
      if (g_ascii_strncasecmp (p, months[m], 3) == 0 && p > text && !g_ascii_isalpha (p[-1]))
        return TRUE;
  return FALSE;
}

/* Letters at the head of @text, where they are one of @words or its first three: how many; else
 * 0. */
static gsize
match_word (const char *text, const char *end, const char *const *words)
{
  gsize n = 0;

  while (text + n < end && g_ascii_isalpha (text[n]))
    n++;
  for (; n >= 3 && *words != NULL; words++)
    if ((n == 3 || n == strlen (*words)) && g_ascii_strncasecmp (text, *words, n) == 0)
      return n;
  return 0;
}

/* Jan 2 2020, January 2, 2020, Tue Jan  2 10:30:00 2020; Tue, 2 Jan 2020. */
static gboolean
is_named_date (const char *text, gsize length)
{
  static const char *const days[] = { "monday", "tuesday",  "wednesday", "thursday",
                                      "friday", "saturday", "sunday",    NULL };
  static const char *const months[] = { "january",  "february", "march",  "april",     "may",
                                        "june",     "july",     "august", "september", "october",
                                        "november", "december", NULL };
  const char *const end = text + length;
  const gsize day = length <= 40 ? match_word (text, end, days) : 0;
  const char *p = text + day;
  gsize month;

  if (length > 40 || !g_ascii_isdigit (end[-1]))
    return FALSE;
  while (day > 0 && p < end && (*p == ' ' || *p == ','))
    p++;
  if (day > 0 && p < end && g_ascii_isdigit (*p))
    return has_month (p, end);
  month = match_word (p, end, months);
  p += month;
  /* What stands behind is a day, a year, a time. */
  if (month == 0 || p == end || strchr (" -/.,", *p) == NULL)
    return FALSE;
  for (; p < end; p++)
    if (!g_ascii_isdigit (*p) && strchr (" -/.,:", *p) == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
is_date (const char *text, gsize length)
{
  static const char *const forms[] = { "y-d-d", "y/d/d", "y.d.d", "d/d/z", "d-d-z", "d.d.z" };
  const char *const end = text + length;
  const char *rest;

  if (length > 40 || !g_ascii_isdigit (*text))
    return FALSE;
  for (gsize k = 0; k < G_N_ELEMENTS (forms); k++)
    if (matches (text, end, forms[k], &rest)
        && (rest == end || *rest == ' ' || *rest == 'T' || *rest == 't'))
      return TRUE;
  if (matches (text, end, "d:d", &rest) && (rest == end || *rest == ':' || *rest == ' '))
    return TRUE;
  /* 12 Jan 2020, 12-JAN-20 */
  return (matches (text, end, "d ", &rest) || matches (text, end, "d-", &rest))
         && has_month (text, end) && g_ascii_isdigit (end[-1]);
}

void
rsc_field_scan (const char *text, gsize length, RscFieldShape *shape)
{
  static const char *const currencies[] = { "$", "€", "£", "¥" };
  char plain[PLAIN_MAX];
  gboolean is_ascii = TRUE;
  gboolean is_money = FALSE;
  const char *digits;

  memset (shape, 0, sizeof *shape);
  shape->kind = RSC_FIELD_EMPTY;
  if (length == 0)
    return;
  for (gsize k = 0; k < G_N_ELEMENTS (currencies); k++)
    is_money = is_money
               || (length > strlen (currencies[k])
                   && memcmp (text, currencies[k], strlen (currencies[k])) == 0);
  shape->kind = RSC_FIELD_TEXT;
  for (gsize i = 0; i < length && is_ascii; i++)
    is_ascii = (guint8) text[i] < 0x80;
  if (!is_ascii)
    {
      if (!make_plain (text, length, plain, &length) || length == 0)
        return;
      text = plain;
    }
  if (scan_number (text, length, shape))
    {
      shape->kind = RSC_FIELD_NUMBER;
      shape->has_lookalikes = !is_ascii;
      return;
    }
  memset (shape, 0, sizeof *shape);
  shape->kind = get_word_kind (text, length);
  if (shape->kind != RSC_FIELD_TEXT)
    return;
  if (is_named_date (text, length))
    shape->kind = RSC_FIELD_DATE;
  digits = text + (is_money || *text == '+' || *text == '-' || *text == '.' || *text == ',');
  if (digits == text + length || !g_ascii_isdigit (*digits))
    return;
  if (digits[0] == '0' && length - (gsize) (digits - text) > 2
      && (digits[1] == 'x' || digits[1] == 'X'))
    shape->kind = RSC_FIELD_HEXADECIMAL;
  else
    shape->kind = is_date (text, length) ? RSC_FIELD_DATE : RSC_FIELD_NUMBER_AND_MORE;
}

double
rsc_field_parse (const char *text, gsize length, const RscFieldShape *shape, char decimal)
{
  char plain[PLAIN_MAX];
  g_autofree char *long_one = NULL;
  char *out = plain;
  const char *from;
  gsize n = 0;

  g_return_val_if_fail (shape->kind == RSC_FIELD_NUMBER, NAN);

  if (shape->group == decimal
      || (shape->decimal != 0 && shape->decimal != decimal && !shape->is_ambiguous))
    return NAN;
  if (!shape->has_lookalikes && shape->group == 0 && shape->decimal != ',')
    {
      if (shape->decimal == 0 || decimal == '.')
        return g_ascii_strtod (text, NULL);
    }
  if (length >= PLAIN_MAX)
    out = long_one = g_malloc (length + 1);
  from = text;
  if (shape->has_lookalikes)
    {
      if (!make_plain (text, length, plain, &length))
        return NAN;
      from = plain;
    }
  for (gsize i = 0; i < length; i++)
    {
      const char c = from[i];

      if (c == decimal)
        out[n++] = '.';
      else if (c != '.' && c != ',' && c != '\'' && c != ' ')
        out[n++] = c;
    }
  out[n] = '\0';
  return g_ascii_strtod (out, NULL);
}
