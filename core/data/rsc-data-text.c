/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/rsc-data-text.h"

#include "core/numerics/rsc-error.h"
#include "core/numerics/rsc-number-words.h"
#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>

/* Bytes asked of the stream at once. */
#define CHUNK 65536

/* Less than this is not counted: the program itself takes as much. */
#define BYTES_LEAST 1e7

/* No line of a table of numbers is longer: a file without line breaks is refused, not swallowed. */
#define LINE_MAX_BYTES ((gsize) 64 << 20)

const char *
rsc_data_text_next_line (const RscDataText *self, const char **cursor, const char **start)
{
  const char *const end = self->text + self->length;
  const char *stop = *cursor;

  if (stop == end)
    return NULL;
  *start = stop;
  while (stop < end && *stop != '\n' && *stop != '\r')
    stop++;
  *cursor = stop;
  if (stop < end)
    *cursor += stop[0] == '\r' && stop[1] == '\n' ? 2 : 1;
  return stop;
}

void
rsc_data_text_locate (const RscDataText *self, const char *position, gsize *line, gsize *column)
{
  const char *cursor = self->text;
  const char *start = self->text;
  const char *begin;
  const char *stop;

  *line = 1;
  while ((stop = rsc_data_text_next_line (self, &cursor, &begin)) != NULL && cursor > stop
         && cursor <= position)
    {
      start = cursor;
      ++*line;
    }
  *column = 1 + (gsize) g_utf8_strlen (start, position - start);
}

static void
set_error (const char *name, gsize line, gsize column, const char *message, GError **error)
{
  g_set_error (error, RSC_ERROR, RSC_ERROR_DATA, "%s:%zu:%zu: %s", name, line, column, message);
}

gboolean
rsc_data_text_fail (const RscDataText *self,
                    const char *position,
                    GError **error,
                    const char *format,
                    ...)
{
  g_autofree char *message = NULL;
  gsize line, column;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  rsc_data_text_locate (self, position, &line, &column);
  set_error (self->name, line, column, message, error);
  return FALSE;
}

static gboolean
is_utf16 (const GByteArray *bytes)
{
  return bytes->len >= 2
         && (memcmp (bytes->data, "\xff\xfe", 2) == 0 || memcmp (bytes->data, "\xfe\xff", 2) == 0);
}

/* Always FALSE. @position: where in @bytes it is. */
static gboolean
fail_at (const char *name, const GByteArray *bytes, gsize position, const char *why, GError **error)
{
  const gboolean mark = bytes->len >= 3 && memcmp (bytes->data, "\xef\xbb\xbf", 3) == 0;
  RscDataText text = { 0 };
  gsize line, column;
  g_autofree char *valid = NULL;

  /* Bytes that are no UTF-8 count as one character each, as they do in Latin-1. */
  if (mark && position >= 3)
    valid = g_utf8_make_valid ((const char *) bytes->data + 3, (gssize) (position - 3));
  else
    valid = g_utf8_make_valid ((const char *) bytes->data, (gssize) position);
  text.text = valid;
  text.length = strlen (valid);
  rsc_data_text_locate (&text, valid + text.length, &line, &column);
  set_error (name, line, column, why, error);
  return FALSE;
}

/* Looks at the bytes from @from on, which have just come. *@line_start: of the last line. */
static gboolean
check_bytes (const char *name,
             const GByteArray *bytes,
             gsize from,
             gsize *line_start,
             GError **error)
{
  const guint8 *data = bytes->data;
  const guint8 *nul;

  if (is_utf16 (bytes))
    return TRUE;
  nul = memchr (data + from, '\0', bytes->len - from);
  if (nul != NULL)
    return fail_at (name, bytes, (gsize) (nul - data),
                    _ ("there is a NUL byte; this is not a text file"), error);
  for (gsize i = bytes->len; i > from; i--)
    if (data[i - 1] == '\n' || data[i - 1] == '\r')
      {
        *line_start = i;
        break;
      }
  if (bytes->len - *line_start > LINE_MAX_BYTES)
    return fail_at (name, bytes, *line_start,
                    _ ("the line is longer than 64 MiB; this is not a table of numbers"), error);
  return TRUE;
}

/* Bytes of the rest of @stream, 0 where it does not say. */
static double
get_size (GInputStream *stream)
{
  if (G_IS_UNIX_INPUT_STREAM (stream))
    {
      const int fd = g_unix_input_stream_get_fd (G_UNIX_INPUT_STREAM (stream));
      struct stat info;

      return fstat (fd, &info) == 0 && S_ISREG (info.st_mode) ? (double) info.st_size : 0.0;
    }
  if (G_IS_FILE_INPUT_STREAM (stream))
    {
      g_autoptr (GFileInfo) info = g_file_input_stream_query_info (
        G_FILE_INPUT_STREAM (stream), G_FILE_ATTRIBUTE_STANDARD_SIZE, NULL, NULL);

      return info != NULL ? (double) g_file_info_get_size (info) : 0.0;
    }
  return 0.0;
}

/* What has come, counted. */
typedef struct
{
  double lines;
  double fields;
} Counts;

static void
count (Counts *self, const guint8 *data, gsize length)
{
  for (gsize i = 0; i < length; i++)
    {
      const gboolean ends = data[i] == '\n' || data[i] == '\r';

      self->lines += ends;
      self->fields += ends || data[i] == ',' || data[i] == ';' || data[i] == '\t' || data[i] == '|'
                      || data[i] == ' ';
    }
}

/* Whether a table that goes on as it began, to @size bytes at least, may be read: its text, where
 * the array of it doubles, a place and a target for each row, a number for each field. */
static gboolean
is_allowed (const Counts *counts,
            gsize length,
            double size,
            gsize bytes_max,
            const char *name,
            GError **error)
{
  const double times = fmax (1.0, size / (double) length);
  const double text = exp2 (ceil (log2 (times * (double) length)));
  const double bytes = text + times * (24.0 * counts->lines + sizeof (double) * counts->fields);

  if (bytes <= fmax (BYTES_LEAST, (double) bytes_max))
    return TRUE;
  g_autofree char *needed = rsc_number_words_dup (bytes / 1e9, 2);
  g_autofree char *most = rsc_number_words_dup ((double) bytes_max / 1e9, 2);

  g_set_error (error, RSC_ERROR, RSC_ERROR_LIMIT,
               _ ("%s: reading the table takes %s GB of memory or more, and it may take %s GB"),
               name, needed, most);
  return FALSE;
}

static GByteArray *
read_all (GInputStream *stream,
          const char *name,
          gsize bytes_max,
          GCancellable *cancellable,
          GError **error)
{
  const double size = bytes_max > 0 ? get_size (stream) : 0.0;
  Counts counts = { 0 };
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree guint8 *chunk = g_malloc (CHUNK);
  gsize line_start = 0;

  for (;;)
    {
      gssize length;

      /* A stream in memory does not look at it by itself. */
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      length = g_input_stream_read (stream, chunk, CHUNK, cancellable, error);
      if (length < 0)
        {
          g_prefix_error (error, "%s: ", name);
          return NULL;
        }
      if (length == 0)
        return g_steal_pointer (&bytes);
      if (bytes->len + (gsize) length > RSC_DATA_TEXT_MAX_BYTES)
        {
          g_set_error (error, RSC_ERROR, RSC_ERROR_DATA,
                       _ ("%s: the file is larger than 1 GiB; a table of that size is not read"),
                       name);
          return NULL;
        }
      g_byte_array_append (bytes, chunk, (guint) length);
      if (!check_bytes (name, bytes, bytes->len - (gsize) length, &line_start, error))
        return NULL;
      if (bytes_max == 0)
        continue;
      count (&counts, chunk, (gsize) length);
      if (!is_allowed (&counts, bytes->len, size, bytes_max, name, error))
        return NULL;
    }
}

static gunichar
get_unit (const guint8 *data, gboolean is_big)
{
  return is_big ? (gunichar) (data[0] << 8 | data[1]) : (gunichar) (data[1] << 8 | data[0]);
}

static gboolean
take_utf16 (RscDataText *self, const GByteArray *bytes, GError **error)
{
  g_autoptr (GString) out = g_string_sized_new (bytes->len);
  const gboolean is_big = bytes->data[0] == 0xfe;
  const char *why = NULL;
  gsize i = 2;

  while (i < bytes->len && why == NULL)
    {
      gunichar c = i + 1 < bytes->len ? get_unit (bytes->data + i, is_big) : 0xd800;
      gunichar low = i + 3 < bytes->len ? get_unit (bytes->data + i + 2, is_big) : 0;

      i += 2;
      if (c == 0)
        why = _ ("there is a NUL character; this is not a text file");
      else if (c < 0xd800 || c > 0xdfff)
        g_string_append_unichar (out, c);
      else if (c < 0xdc00 && low >= 0xdc00 && low <= 0xdfff)
        {
          g_string_append_unichar (out, 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00));
          i += 2;
        }
      else
        why = _ ("this is not valid UTF-16 text from here on");
    }
  self->encoding = RSC_ENCODING_UTF16;
  self->length = out->len;
  self->text = g_string_free (g_steal_pointer (&out), FALSE);
  return why == NULL || rsc_data_text_fail (self, self->text + self->length, error, "%s", why);
}

static void
take_latin1 (RscDataText *self, const GByteArray *bytes)
{
  GString *out = g_string_sized_new (bytes->len + bytes->len / 8);

  for (gsize i = 0; i < bytes->len; i++)
    if (bytes->data[i] < 0x80)
      g_string_append_c (out, (char) bytes->data[i]);
    else
      g_string_append_unichar (out, bytes->data[i]);
  self->encoding = RSC_ENCODING_LATIN1;
  self->length = out->len;
  self->text = g_string_free (out, FALSE);
}

gboolean
rsc_data_text_read (RscDataText *self,
                    GInputStream *stream,
                    const char *name,
                    gsize bytes_max,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (GByteArray) bytes = NULL;
  gsize length;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  memset (self, 0, sizeof *self);
  self->name = g_utf8_make_valid (name, -1);
  g_strdelimit (self->name, "\r\n", ' ');
  bytes = read_all (stream, self->name, bytes_max, cancellable, error);
  if (bytes == NULL)
    {
      rsc_data_text_clear (self);
      return FALSE;
    }
  if (is_utf16 (bytes))
    {
      if (take_utf16 (self, bytes, error))
        return TRUE;
      rsc_data_text_clear (self);
      return FALSE;
    }
  if (bytes->len >= 3 && memcmp (bytes->data, "\xef\xbb\xbf", 3) == 0)
    g_byte_array_remove_range (bytes, 0, 3);
  length = bytes->len;
  if (length > 0 && !g_utf8_validate_len ((const char *) bytes->data, length, NULL))
    {
      take_latin1 (self, bytes);
      return TRUE;
    }
  g_byte_array_append (bytes, (const guint8 *) "", 1);
  self->encoding = RSC_ENCODING_UTF8;
  self->length = length;
  self->text = (char *) g_byte_array_free (g_steal_pointer (&bytes), FALSE);
  return TRUE;
}

void
rsc_data_text_clear (RscDataText *self)
{
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->text, g_free);
  self->length = 0;
}
