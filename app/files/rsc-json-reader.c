/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/files/rsc-json-reader.h"

#include <stdio.h>
#include <string.h>

#include "core/numerics/rsc-error.h"
#include <glib/gi18n.h>

/* What the program writes nests five deep. */
#define DEPTH_MAX 64

/* json-glib takes some 100 bytes for each value: a table of 100 000 rows and 30 columns is read,
 * and no text can make it ask for more than half a gigabyte. */
#define VALUES_MAX ((gsize) 4000000)

/* Characters of what json-glib says. */
#define SENTENCE_MAX 160

/* A name this far from a known key is no slip of the pen. */
#define SLIPS_MAX ((gsize) 3)

static gboolean
ends_line (gunichar letter)
{
  const GUnicodeType type = g_unichar_type (letter);

  return type == G_UNICODE_CONTROL || type == G_UNICODE_LINE_SEPARATOR
         || type == G_UNICODE_PARAGRAPH_SEPARATOR;
}

gboolean
rsc_json_fail (GError **error, const char *format, ...)
{
  g_autofree char *whole = NULL;
  g_autofree char *valid = NULL;
  g_autoptr (GString) line = g_string_new (NULL);
  va_list args;

  va_start (args, format);
  whole = g_strdup_vprintf (format, args);
  va_end (args);
  valid = g_utf8_make_valid (whole, -1);
  for (const char *p = valid; *p; p = g_utf8_next_char (p))
    g_string_append_unichar (line, ends_line (g_utf8_get_char (p)) ? ' ' : g_utf8_get_char (p));
  g_set_error_literal (error, RSC_ERROR, RSC_ERROR_DATA, line->str);
  return FALSE;
}

/* Whether a number begins at @text that json-glib would read as another: it takes 010 as octal, and
 * what is beyond 64 bits without the bits above. */
static gboolean
is_misread (const char *text, gsize length)
{
  gsize n = 0;
  guint64 value = 0;
  gboolean over = FALSE;

  for (; length > 0 && text[0] == '-'; length--)
    text++;
  for (; n < length && g_ascii_isdigit (text[n]); n++)
    {
      const guint64 digit = (guint64) (text[n] - '0');

      over = over || value > ((guint64) G_MAXINT64 - digit) / 10;
      value = over ? value : 10 * value + digit;
    }
  if (n > 0 && text[0] == '0' && (n > 1 || (n < length && strchr ("xXbBoO", text[n]))))
    return TRUE;
  return over && !(n < length && strchr (".eE", text[n]));
}

/* FALSE where brackets nest too deep or there are too many values, or where json-glib would read
 * what is no JSON (other strings, comments) or misread a number; what is in strings does not
 * count. */
static gboolean
check_extent (const char *text, gsize length, const char *name, GError **error)
{
  gsize depth = 0, line = 1, line_start = 0, n_values = 1;
  gboolean in_string = FALSE;
  gboolean in_word = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      const char c = text[i];
      const gboolean was_in_word = in_word;

      in_word = !in_string && (g_ascii_isalnum (c) || (c != '\0' && strchr ("+-._", c)));
      if (c == '\n')
        {
          line++;
          line_start = i + 1;
        }
      if (in_string)
        {
          if (c == '\\' && i + 1 < length)
            i++;
          else if (c == '"')
            in_string = FALSE;
        }
      else if (c == '"')
        in_string = TRUE;
      else if (c == '[' || c == '{')
        depth++;
      else if ((c == ']' || c == '}') && depth > 0)
        depth--;
      else if (c == '\'' || c == '/')
        {
          rsc_json_fail (error, _ ("%s:%zu:%zu: this is no JSON: there is “%c” outside of a text"),
                         name, line, i - line_start + 1, c);
          return FALSE;
        }
      else if (in_word && !was_in_word && is_misread (text + i, length - i))
        {
          rsc_json_fail (
            error,
            _ ("%s:%zu:%zu: this is no number of JSON, or it has too many digits before "
               "its point"),
            name, line, i - line_start + 1);
          return FALSE;
        }
      /* One value before each comma and one in each bracket; brackets are values themselves. */
      if (!in_string && (c == ',' || c == '[' || c == '{'))
        n_values++;
      if (n_values > VALUES_MAX)
        {
          rsc_json_fail (error, _ ("%s: there are more than %zu values in this file"), name,
                         VALUES_MAX);
          return FALSE;
        }
      if (depth > DEPTH_MAX)
        {
          rsc_json_fail (error, _ ("%s:%zu:%zu: brackets nest more than %d deep"), name, line,
                         i - line_start + 1, DEPTH_MAX);
          return FALSE;
        }
    }
  return TRUE;
}

/* json-glib quotes what it stumbles over, however long that is. Free with g_free(). */
static char *
dup_sentence (const char *message)
{
  g_autofree char *whole = g_utf8_make_valid (message, -1);

  return g_utf8_substring (whole, 0, MIN (g_utf8_strlen (whole, -1), SENTENCE_MAX));
}

JsonNode *
rsc_json_parse (const char *text, gsize length, const char *name, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) local = NULL;
  JsonNode *root;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  if (!check_extent (text, length, name, error))
    return NULL;
  if (!g_utf8_validate_len (text, length, NULL) || length > G_MAXSSIZE)
    {
      rsc_json_fail (error, _ ("%s: this is no JSON: it is not UTF-8 text"), name);
      return NULL;
    }
  if (!json_parser_load_from_data (parser, text, (gssize) length, &local))
    {
      /* "<data>:line:column: what", as json-glib has it. */
      g_autofree char *message = dup_sentence (local->message);
      guint line = 0, column = 0;
      int end = 0;

      if (sscanf (message, "<data>:%u:%u: %n", &line, &column, &end) == 2 && end > 0)
        rsc_json_fail (error, _ ("%s:%u:%u: this is no JSON: %s"), name, line, column,
                       message + end);
      else
        rsc_json_fail (error, _ ("%s: this is no JSON: %s"), name, message);
      return NULL;
    }
  root = json_parser_get_root (parser);
  if (root == NULL)
    {
      rsc_json_fail (error, _ ("%s: this is no JSON: it is empty"), name);
      return NULL;
    }
  return json_node_ref (root);
}

/* Levenshtein's distance, letters of either case taken as one. */
static gsize
count_slips (const char *a, const char *b)
{
  const gsize m = strlen (b);
  g_autofree gsize *row = g_new (gsize, m + 1);

  for (gsize j = 0; j <= m; j++)
    row[j] = j;
  for (gsize i = 0; a[i] != '\0'; i++)
    {
      gsize corner = row[0];

      row[0] = i + 1;
      for (gsize j = 0; j < m; j++)
        {
          const gsize above = row[j + 1];
          const gsize change = g_ascii_tolower (a[i]) != g_ascii_tolower (b[j]);

          row[j + 1] = MIN (MIN (above, row[j]) + 1, corner + change);
          corner = above;
        }
    }
  return row[m];
}

gboolean
rsc_json_check_keys (JsonObject *object,
                     const char *const *keys,
                     const char *where,
                     const char *name,
                     GError **error)
{
  JsonObjectIter iter;
  const char *member;

  g_return_val_if_fail (object != NULL, FALSE);
  g_return_val_if_fail (keys != NULL, FALSE);

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &member, NULL))
    {
      gsize least = G_MAXSIZE;
      const char *nearest = NULL;

      if (g_strv_contains (keys, member))
        continue;
      for (gsize k = 0; keys[k] != NULL; k++)
        {
          const gsize slips = strlen (member) < 100 ? count_slips (member, keys[k]) : G_MAXSIZE;

          if (slips < least && slips <= MIN (SLIPS_MAX, strlen (keys[k]) / 2))
            {
              least = slips;
              nearest = keys[k];
            }
        }
      if (nearest != NULL)
        rsc_json_fail (error, _ ("%s: unknown key “%s%s”: did you mean “%s”?"), name, where, member,
                       nearest);
      else
        {
          g_autofree char *list = g_strjoinv (", ", (char **) keys);

          rsc_json_fail (error, _ ("%s: unknown key “%s%s”: the keys are %s"), name, where, member,
                         list);
        }
      return FALSE;
    }
  return TRUE;
}
