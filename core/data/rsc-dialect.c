/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/rsc-dialect.h"

#include "core/data/rsc-field.h"
#include "core/numerics/rsc-tolerances.h"
#include <glib/gi18n.h>
#include <string.h>

/* What the separator is found from: so many lines, or so many bytes. */
#define SAMPLE_ROWS 2000
#define SAMPLE_BYTES ((gsize) 4 << 20)

/* Of equals the first. */
static const char separators[] = { ';', '\t', ',', '|', ' ' };

const char *
rsc_dialect_get_end (const RscDataText *text, const char *row)
{
  const char *cursor = row;
  const char *start;

  return rsc_data_text_next_line (text, &cursor, &start);
}

char *
rsc_field_dup (const RscField *field)
{
  GString *out;

  if (!field->has_doubled)
    return g_strndup (field->text, field->length);
  out = g_string_sized_new (field->length);
  for (gsize i = 0; i < field->length; i++)
    {
      g_string_append_c (out, field->text[i]);
      if (field->text[i] == '"' && i + 1 < field->length && field->text[i + 1] == '"')
        i++;
    }
  return g_string_free (out, FALSE);
}

static gboolean
is_separator (char separator, char c)
{
  return c == separator || (separator == ' ' && g_ascii_isspace (c));
}

RscFieldFault
rsc_dialect_next_field (char separator, const char **cursor, const char *end, RscField *field)
{
  const char *start = *cursor;
  const char *stop;
  gboolean is_followed; /* by another field */

  memset (field, 0, sizeof *field);
  while (start < end && *start != separator && g_ascii_isspace (*start))
    start++;
  if (separator == ' ')
    while (start < end && g_ascii_isspace (*start))
      start++;
  field->start = start;
  if (start < end && *start == '"')
    {
      const char *p = start + 1;

      while (p < end && (*p != '"' || (p + 1 < end && p[1] == '"')))
        {
          field->has_doubled = field->has_doubled || *p == '"';
          p += *p == '"' ? 2 : 1;
        }
      if (p >= end)
        return RSC_FIELD_OPEN_QUOTE;
      field->is_quoted = TRUE;
      field->text = start + 1;
      field->length = (gsize) (p - start - 1);
      stop = p + 1;
      while (stop < end && !is_separator (separator, *stop) && g_ascii_isspace (*stop))
        stop++;
      if (stop < end && !is_separator (separator, *stop))
        return RSC_FIELD_TEXT_BEHIND_QUOTE;
    }
  else
    {
      stop = start;
      while (stop < end && !is_separator (separator, *stop))
        stop++;
      field->text = start;
      field->length = (gsize) (stop - start);
    }
  is_followed = stop < end;
  if (separator == ' ')
    {
      while (stop < end && g_ascii_isspace (*stop))
        stop++;
      is_followed = stop < end;
      *cursor = is_followed ? stop : NULL;
    }
  else
    *cursor = is_followed ? stop + 1 : NULL;
  rsc_field_trim (&field->text, &field->length);
  return RSC_FIELD_OK;
}

/* "#N/A,1,2" is a row. */
static gboolean
is_comment (const char *line, const char *end)
{
  if (*line == '%' || (*line == '/' && line + 1 < end && line[1] == '/'))
    return TRUE;
  if (*line != '#')
    return FALSE;
  for (gsize k = 0; k < sizeof separators; k++)
    {
      const char *cursor = line;
      RscFieldShape shape;
      RscField field;

      rsc_dialect_next_field (separators[k], &cursor, end, &field);
      rsc_field_scan (field.text, field.length, &shape);
      if (shape.kind == RSC_FIELD_MISSING)
        return FALSE;
    }
  return TRUE;
}

/* What spreadsheets write on the first line: sep=; */
static gboolean
read_given (RscDialect *self, const char *line, const char *end)
{
  if (end - line < 5 || g_ascii_strncasecmp (line, "sep=", 4) != 0
      || memchr (separators, line[4], sizeof separators) == NULL)
    return FALSE;
  for (const char *p = line + 5; p < end; p++)
    if (!g_ascii_isspace (*p))
      return FALSE;
  self->separator = line[4];
  self->is_given = TRUE;
  return TRUE;
}

static GPtrArray *
list_rows (RscDialect *self, const RscDataText *text, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  const char *cursor = text->text;
  const char *start;
  const char *end;
  gsize n_lines = 0;

  while ((end = rsc_data_text_next_line (text, &cursor, &start)) != NULL)
    {
      const char *p = start;

      if (++n_lines % 65536 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      while (p < end && g_ascii_isspace (*p))
        p++;
      if (p == end)
        continue;
      if (rows->len == 0 && !self->is_given && read_given (self, p, end))
        continue;
      if (is_comment (p, end))
        self->n_comments++;
      else
        g_ptr_array_add (rows, (gpointer) start);
    }
  return g_steal_pointer (&rows);
}

/* How a sample reads with a separator. */
typedef struct
{
  gsize width;    /* fields of most of the rows */
  double regular; /* share of the rows that have as many */
  /* Share of the fields of the rows behind the first that can be numbers or are missing. */
  double numbers;
} Reading;

static void
read_sample (const RscDataText *text,
             const GPtrArray *rows,
             gsize stride,
             char separator,
             Reading *reading)
{
  g_autoptr (GHashTable) widths = g_hash_table_new (NULL, NULL);
  const gsize first = rows->len > 1 ? 1 : 0; /* may be a header */
  gsize n_rows = 0, n_fields = 0, n_numbers = 0, n_bytes = 0, most = 0;

  memset (reading, 0, sizeof *reading);
  for (gsize i = first; i < rows->len && n_bytes < SAMPLE_BYTES; i += stride)
    {
      const char *cursor = rows->pdata[i];
      const char *end = rsc_dialect_get_end (text, cursor);
      gsize width = 0;
      guint count;

      n_bytes += (gsize) (end - cursor);
      n_rows++;
      while (cursor != NULL)
        {
          RscFieldShape shape;
          RscField field;

          if (rsc_dialect_next_field (separator, &cursor, end, &field) != RSC_FIELD_OK)
            {
              width = 0;
              break;
            }
          width++;
          /* A row of millions is refused for its width, whatever is in it. */
          if (width > RSC_COLUMNS_MAX)
            break;
          rsc_field_scan (field.text, field.length, &shape);
          n_fields++;
          /* A blank between groups of digits is more likely one between fields. */
          n_numbers += (shape.kind == RSC_FIELD_NUMBER && shape.group != ' ')
                       || shape.kind == RSC_FIELD_MISSING;
        }
      if (width == 0)
        continue;
      count = GPOINTER_TO_UINT (g_hash_table_lookup (widths, GSIZE_TO_POINTER (width))) + 1;
      g_hash_table_insert (widths, GSIZE_TO_POINTER (width), GUINT_TO_POINTER (count));
      if (count > most)
        {
          most = count;
          reading->width = width;
        }
    }
  if (first == 1)
    {
      const char *cursor = rows->pdata[0];
      const char *end = rsc_dialect_get_end (text, cursor);
      gsize width = 0;
      RscField field;

      while (cursor != NULL
             && rsc_dialect_next_field (separator, &cursor, end, &field) == RSC_FIELD_OK)
        width++;
      n_rows++;
      /* A header may be one short, or end with a separator more. */
      most += width == reading->width || width == reading->width + 1
              || (width + 1 == reading->width && width > 1);
    }
  reading->regular = n_rows > 0 ? (double) most / (double) n_rows : 0.0;
  reading->numbers = n_fields > 0 ? (double) n_numbers / (double) n_fields : 0.0;
}

/* Regular rows first: a table of texts has no number. Numbers weigh more than regularity, since a
 * wrong separator leaves few of them. */
static double
score (const Reading *reading)
{
  return reading->regular * (1.0 + 9.0 * reading->numbers);
}

GPtrArray *
rsc_dialect_find (RscDialect *self,
                  const RscDataText *text,
                  char chosen,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (GPtrArray) rows = NULL;
  double best = 0.0;
  gsize stride;

  memset (self, 0, sizeof *self);
  rows = list_rows (self, text, cancellable, error);
  if (chosen != 0)
    {
      self->separator = chosen;
      self->is_given = FALSE;
    }
  if (rows == NULL || chosen != 0 || self->is_given)
    return g_steal_pointer (&rows);
  self->separator = ',';
  stride = 1 + rows->len / SAMPLE_ROWS;
  for (gsize k = 0; k < sizeof separators; k++)
    {
      Reading reading;

      read_sample (text, rows, stride, separators[k], &reading);
      if (reading.width >= 2 && score (&reading) > best)
        {
          self->separator = separators[k];
          best = score (&reading);
        }
    }
  return g_steal_pointer (&rows);
}
