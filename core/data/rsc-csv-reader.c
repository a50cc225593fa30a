/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/rsc-csv-reader.h"

#include "core/data/rsc-csv-field.h"

#include "core/numerics/rsc-error.h"
#include "core/numerics/rsc-tolerances.h"
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Bytes asked of the stream at once. */
#define CHUNK 65536
/* No line of a table of numbers is longer: a file without line breaks is refused, not swallowed. */
#define LINE_MAX_BYTES ((gsize) 64 << 20)

static const char separators[] = { ';', '\t', ',' };

/* One field: its text without blanks and quotes around it, not NUL-terminated, and where it is. */
typedef struct
{
  const char *text;
  gsize length;
  const char *start;
} Field;

typedef struct
{
  const char *name;
  RscCsvTable *table;
  gsize capacity;
  GString *pending; /* the beginning of a line that the last chunk did not end */
  GString *unquoted;
  gsize line;
  gboolean after_cr;
  char separator;      /* 0 until the first row of data */
  gsize n_fields;      /* of every row; 0 until known */
  gsize n_fields_line; /* the line that says so */
  char *header;        /* a header that waits for the separator */
  gsize header_line;
} Reader;

static void G_GNUC_PRINTF (5, 6)
  set_error (const Reader *self, gsize line, gsize column, GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, RSC_ERROR, RSC_ERROR_DATA, "%s:%" G_GSIZE_FORMAT ":%" G_GSIZE_FORMAT ": %s",
               self->name, line, column, message);
}

/* Characters before @position, plus 1; a byte that is no UTF-8 counts as one. */
static gsize
column_of (const char *line, const char *position)
{
  gsize column = 1;

  while (line < position)
    {
      gunichar c = g_utf8_get_char_validated (line, position - line);

      line += (c == (gunichar) -1 || c == (gunichar) -2) ? 1 : g_unichar_to_utf8 (c, NULL);
      column++;
    }

  return column;
}

/* Takes the field that starts at *@cursor and moves *@cursor to the next one, or to NULL after the
 * last. The line is NUL-terminated at @end and holds no other NUL. */
static gboolean
next_field (Reader *self,
            const char *line,
            gsize line_number,
            const char *end,
            char separator,
            const char **cursor,
            Field *field,
            GError **error)
{
  const char *start = *cursor;
  const char *stop;

  while (start < end && *start != separator && g_ascii_isspace (*start))
    start++;

  field->start = start;
  if (*start == '"')
    {
      const char *p = start + 1;
      gboolean doubled = FALSE;

      while (p < end && (*p != '"' || p[1] == '"'))
        {
          doubled = doubled || *p == '"';
          p += *p == '"' ? 2 : 1;
        }
      if (p >= end)
        {
          set_error (self, line_number, column_of (line, start), error,
                     _ ("the quote that starts here does not end on this line"));
          return FALSE;
        }
      field->text = start + 1;
      field->length = (gsize) (p - start - 1);
      if (doubled)
        {
          g_string_truncate (self->unquoted, 0);
          for (const char *q = start + 1; q < p; q += *q == '"' ? 2 : 1)
            g_string_append_c (self->unquoted, *q);
          field->text = self->unquoted->str;
          field->length = self->unquoted->len;
        }
      stop = p + 1;
      while (stop < end && *stop != separator && g_ascii_isspace (*stop))
        stop++;
      if (stop < end && *stop != separator)
        {
          set_error (self, line_number, column_of (line, start), error,
                     _ ("there is text after the closing quote of this field"));
          return FALSE;
        }
      while (field->length > 0 && g_ascii_isspace (field->text[0]))
        {
          field->text++;
          field->length--;
        }
    }
  else
    {
      stop = memchr (start, separator, (gsize) (end - start));
      if (stop == NULL)
        stop = end;
      field->text = start;
      field->length = (gsize) (stop - start);
    }
  while (field->length > 0 && g_ascii_isspace (field->text[field->length - 1]))
    field->length--;

  *cursor = stop < end ? stop + 1 : NULL;
  return TRUE;
}

/* How the fields of a line would read with @separator. */
typedef struct
{
  gsize n_fields;
  gsize n_numbers;
  gsize n_text;
  gsize n_mixed; /* digits with something after them */
} Reading;

static void
count_field (Reading *reading, RscCsvKind kind)
{
  reading->n_fields++;
  if (kind == RSC_CSV_NUMBER)
    reading->n_numbers++;
  else if (kind == RSC_CSV_TEXT)
    reading->n_text++;
  else if (kind == RSC_CSV_NUMBER_AND_MORE)
    reading->n_mixed++;
}

static gboolean
read_as (Reader *self,
         const char *line,
         gsize line_number,
         const char *end,
         char separator,
         Reading *reading,
         GError **error)
{
  const char *cursor = line;

  memset (reading, 0, sizeof *reading);
  while (cursor != NULL)
    {
      Field field;
      double value;

      if (!next_field (self, line, line_number, end, separator, &cursor, &field, error))
        return FALSE;
      count_field (reading, rsc_csv_scan_number (field.text, field.length, &value));
    }

  return TRUE;
}

/* Of the separators that make more than one field of the line, the first that leaves only numbers,
 * or else the first that leaves the least text. */
static char
choose_separator (Reader *self, const char *line, const char *end, Reading *best)
{
  char separator = 0;

  for (gsize k = 0; k < G_N_ELEMENTS (separators); k++)
    {
      Reading reading;

      if (!read_as (self, line, self->line, end, separators[k], &reading, NULL)
          || reading.n_fields < 2)
        continue;
      if (separator == 0 || reading.n_text < best->n_text
          || (reading.n_numbers == reading.n_fields && best->n_numbers < best->n_fields))
        {
          separator = separators[k];
          *best = reading;
        }
    }
  if (separator == 0)
    {
      separator = ',';
      if (!read_as (self, line, self->line, end, separator, best, NULL))
        memset (best, 0, sizeof *best);
    }

  return separator;
}

/* "1st;2nd" is a header too: digits with something after them, and not one number beside them. */
static gboolean
is_header (const Reading *reading)
{
  return reading->n_text > 0 || (reading->n_mixed > 0 && reading->n_numbers == 0);
}

static gboolean
take_header (Reader *self, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *end = self->header + strlen (self->header);
  const char *cursor = self->header;
  const char *bad;

  if (!g_utf8_validate (self->header, -1, &bad))
    {
      set_error (self, self->header_line, column_of (self->header, bad), error,
                 _ ("the header is not valid UTF-8; save the file as UTF-8"));
      return FALSE;
    }
  while (cursor != NULL)
    {
      Field field;

      if (!next_field (self, self->header, self->header_line, end, self->separator, &cursor, &field,
                       error))
        return FALSE;
      g_ptr_array_add (names, g_strndup (field.text, field.length));
    }
  self->n_fields = names->len;
  self->n_fields_line = self->header_line;
  g_ptr_array_add (names, NULL);
  self->table->names = (char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);

  return TRUE;
}

static void
set_field_error (Reader *self,
                 const char *line,
                 const Field *field,
                 RscCsvKind kind,
                 GError **error)
{
  g_autofree char *found = rsc_csv_dup_printable (field->text, field->length);
  gsize column = column_of (line, field->start);

  switch (kind)
    {
    case RSC_CSV_EMPTY:
      set_error (self, self->line, column, error, _ ("expected a number, found an empty field"));
      break;
    case RSC_CSV_NOT_FINITE:
      set_error (self, self->line, column, error, _ ("expected a finite number, found “%s”"),
                 found);
      break;
    case RSC_CSV_TOO_LARGE:
      set_error (self, self->line, column, error, _ ("the number “%s” is too large"), found);
      break;
    case RSC_CSV_DECIMAL_COMMA:
      set_error (self, self->line, column, error,
                 _ ("expected a number, found “%s”; write a decimal point instead of the comma"),
                 found);
      break;
    case RSC_CSV_HEXADECIMAL:
      set_error (self, self->line, column, error, _ ("expected a decimal number, found “%s”"),
                 found);
      break;
    default:
      if (self->n_fields <= 1 && memchr (field->text, ' ', field->length) != NULL)
        set_error (
          self, self->line, column, error,
          _ ("expected a number, found “%s”; separate the fields with commas, semicolons or "
             "tabs"),
          found);
      else
        set_error (self, self->line, column, error, _ ("expected a number, found “%s”"), found);
      break;
    }
}

static gboolean
reserve_row (Reader *self, GError **error)
{
  RscCsvTable *table = self->table;
  gsize capacity;
  gsize bytes;
  double *x = NULL;
  double *y;

  if (table->n < self->capacity)
    return TRUE;

  capacity = self->capacity > 0 ? 2 * self->capacity : 1 + 4096 / (table->d + 1);
  if (!g_size_checked_mul (&bytes, capacity, MAX (table->d, 1) * sizeof (double)))
    bytes = 0;
  y = bytes > 0 ? g_try_realloc_n (table->y, capacity, sizeof (double)) : NULL;
  if (y != NULL)
    {
      table->y = y;
      x = g_try_realloc (table->x, bytes);
    }
  if (x == NULL)
    {
      set_error (self, self->line, 1, error, _ ("the table does not fit into memory from here on"));
      return FALSE;
    }
  table->x = x;
  self->capacity = capacity;

  return TRUE;
}

static gboolean
take_row (Reader *self, const char *line, const char *end, GError **error)
{
  RscCsvTable *table = self->table;
  const char *cursor = line;
  double *x = NULL;
  gsize k = 0;

  if (self->n_fields > 0)
    {
      if (!reserve_row (self, error))
        return FALSE;
      x = table->x + table->n * table->d;
    }
  while (cursor != NULL)
    {
      Field field;
      RscCsvKind kind;
      double value = 0;

      if (!next_field (self, line, self->line, end, self->separator, &cursor, &field, error))
        return FALSE;
      if (k == self->n_fields)
        {
          gsize count = k + 1;
          Field more;

          while (cursor != NULL)
            {
              if (!next_field (self, line, self->line, end, self->separator, &cursor, &more, error))
                return FALSE;
              count++;
            }
          set_error (self, self->line, column_of (line, field.start), error,
                     _ ("expected %" G_GSIZE_FORMAT " %s as in line %" G_GSIZE_FORMAT
                        ", found %" G_GSIZE_FORMAT),
                     self->n_fields, self->n_fields == 1 ? "field" : "fields", self->n_fields_line,
                     count);
          return FALSE;
        }
      kind = rsc_csv_scan_number (field.text, field.length, &value);
      if (kind != RSC_CSV_NUMBER)
        {
          set_field_error (self, line, &field, kind, error);
          return FALSE;
        }
      if (k < table->d)
        x[k] = value;
      else
        table->y[table->n] = value;
      k++;
    }
  if (k < self->n_fields)
    {
      set_error (self, self->line, column_of (line, end), error,
                 _ ("expected %" G_GSIZE_FORMAT " fields as in line %" G_GSIZE_FORMAT
                    ", found %" G_GSIZE_FORMAT),
                 self->n_fields, self->n_fields_line, k);
      return FALSE;
    }
  table->n++;

  return TRUE;
}

/* Before a field is looked at: a row of millions is a table that lies on its side. */
static gboolean
check_width (Reader *self, const char *line, const char *end, GError **error)
{
  gsize counts[G_N_ELEMENTS (separators)] = { 0 };

  for (const char *p = line; p < end; p++)
    for (gsize k = 0; k < G_N_ELEMENTS (separators); k++)
      counts[k] += *p == separators[k];
  for (gsize k = 0; k < G_N_ELEMENTS (separators); k++)
    if (counts[k] >= RSC_COLUMNS_MAX)
      {
        set_error (
          self, self->line, 1, error,
          _ ("%" G_GSIZE_FORMAT " columns; at most %d are read (is the table on its side?)"),
          counts[k] + 1, RSC_COLUMNS_MAX);
        return FALSE;
      }
  return TRUE;
}

/* @line: NUL-terminated at @end. */
static gboolean
take_line (Reader *self, const char *line, const char *end, GError **error)
{
  const char *p = line;
  const char *nul;

  self->line++;
  if (self->line == 1)
    {
      if (end - line >= 3 && memcmp (line, "\xef\xbb\xbf", 3) == 0)
        line = p = line + 3;
      else if (end - line >= 2
               && (memcmp (line, "\xff\xfe", 2) == 0 || memcmp (line, "\xfe\xff", 2) == 0))
        {
          set_error (self, 1, 1, error, _ ("the file is UTF-16 text; save it as UTF-8"));
          return FALSE;
        }
    }
  nul = memchr (line, '\0', (gsize) (end - line));
  if (nul != NULL)
    {
      set_error (self, self->line, column_of (line, nul), error,
                 _ ("there is a NUL byte; this is not a text file"));
      return FALSE;
    }
  while (p < end && g_ascii_isspace (*p))
    p++;
  if (p == end || *p == '#')
    return TRUE;

  if (self->separator == 0)
    {
      Reading reading;
      char separator;

      if (!check_width (self, line, end, error))
        return FALSE;
      separator = choose_separator (self, line, end, &reading);

      if (reading.n_fields == 0
          && !read_as (self, line, self->line, end, separator, &reading, error))
        return FALSE;
      if (self->header == NULL && is_header (&reading))
        {
          self->header = g_strndup (line, (gsize) (end - line));
          self->header_line = self->line;
          return TRUE;
        }
      self->separator = separator;
      if (self->header != NULL)
        {
          if (!take_header (self, error))
            return FALSE;
        }
      else
        {
          self->n_fields = reading.n_fields;
          self->n_fields_line = self->line;
        }
      self->table->d = self->n_fields - 1;
    }

  return take_row (self, line, end, error);
}

/* Splits a chunk into lines that end with LF, CR or CR LF. A line that lies within the chunk is
 * read where it is. */
static gboolean
take_chunk (Reader *self, char *chunk, gsize length, GError **error)
{
  char *p = chunk;
  char *end = chunk + length;

  while (p < end)
    {
      char *stop = p;

      if (self->after_cr)
        {
          self->after_cr = FALSE;
          if (*p == '\n')
            {
              p++;
              continue;
            }
        }
      while (stop < end && *stop != '\n' && *stop != '\r')
        stop++;
      if (stop == end || self->pending->len > 0)
        g_string_append_len (self->pending, p, stop - p);
      if (self->pending->len > LINE_MAX_BYTES)
        {
          set_error (self, self->line + 1, 1, error,
                     _ ("the line is longer than 64 MiB; this is not a table of numbers"));
          return FALSE;
        }
      if (stop == end)
        break;

      self->after_cr = *stop == '\r';
      if (self->pending->len > 0)
        {
          if (!take_line (self, self->pending->str, self->pending->str + self->pending->len, error))
            return FALSE;
          g_string_truncate (self->pending, 0);
        }
      else
        {
          *stop = '\0';
          if (!take_line (self, p, stop, error))
            return FALSE;
        }
      p = stop + 1;
    }

  return TRUE;
}

static gboolean
take_end (Reader *self, GError **error)
{
  RscCsvTable *table = self->table;

  if (self->pending->len > 0
      && !take_line (self, self->pending->str, self->pending->str + self->pending->len, error))
    return FALSE;
  if (table->n > 0)
    return TRUE;

  if (self->header != NULL)
    {
      /* What is wrong in the header itself is said first. */
      self->separator = ',';
      if (!take_header (self, error))
        return FALSE;
      set_error (self, self->line, 1, error, _ ("there is a header but no row of numbers"));
    }
  else
    set_error (self, MAX (self->line, 1), 1, error, _ ("there is no row of numbers"));

  return FALSE;
}

static gboolean
read_stream (Reader *self, GInputStream *stream, GCancellable *cancellable, GError **error)
{
  g_autofree char *chunk = g_malloc (CHUNK);

  for (;;)
    {
      gssize length;

      /* A stream in memory does not look at it by itself. */
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      length = g_input_stream_read (stream, chunk, CHUNK, cancellable, error);
      if (length < 0)
        {
          g_prefix_error (error, "%s: ", self->name);
          return FALSE;
        }
      if (length == 0)
        return take_end (self, error);
      if (!take_chunk (self, chunk, (gsize) length, error))
        return FALSE;
    }
}

gboolean
rsc_csv_read (GInputStream *stream,
              const char *name,
              RscCsvTable *table,
              GCancellable *cancellable,
              GError **error)
{
  g_autofree char *printable = NULL;
  Reader self = { 0 };
  gboolean ok;

  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (table != NULL, FALSE);

  memset (table, 0, sizeof *table);
  printable = g_utf8_make_valid (name, -1);
  g_strdelimit (printable, "\r\n", ' ');
  self.name = printable;
  self.table = table;
  self.pending = g_string_new (NULL);
  self.unquoted = g_string_new (NULL);

  ok = read_stream (&self, stream, cancellable, error);

  g_string_free (self.pending, TRUE);
  g_string_free (self.unquoted, TRUE);
  g_free (self.header);
  if (!ok)
    {
      rsc_csv_table_clear (table);
      return FALSE;
    }
  table->x = g_realloc_n (table->x, MAX (1, table->n * table->d), sizeof (double));
  table->y = g_realloc_n (table->y, table->n, sizeof (double));

  return TRUE;
}

void
rsc_csv_table_clear (RscCsvTable *table)
{
  g_clear_pointer (&table->x, g_free);
  g_clear_pointer (&table->y, g_free);
  g_clear_pointer (&table->names, g_strfreev);
  table->n = 0;
  table->d = 0;
}

gboolean
rsc_csv_is_header (const char *const *names)
{
  Reading reading = { 0 };

  g_return_val_if_fail (names != NULL, FALSE);

  for (; *names != NULL; names++)
    {
      double value;

      count_field (&reading, rsc_csv_scan_number (*names, strlen (*names), &value));
    }

  return is_header (&reading);
}
