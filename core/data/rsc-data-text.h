/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* More bytes than this are no table that this program can use. */
#define RSC_DATA_TEXT_MAX_BYTES ((gsize) 1 << 30)

typedef enum
{
  RSC_ENCODING_UTF8,
  RSC_ENCODING_UTF16,
  RSC_ENCODING_LATIN1
} RscEncoding;

/**
 * RscDataText:
 * @name: what messages call it: valid UTF-8 on one line
 * @text: valid UTF-8 without a byte order mark, NUL-terminated; holds no other NUL
 * @length: bytes of @text
 * @encoding: of the bytes that were read
 *
 * The whole text of a file.
 */
typedef struct
{
  char *name;
  char *text;
  gsize length;
  RscEncoding encoding;
} RscDataText;

/* Reads all of @stream. UTF-16 is known by its byte order mark; what is no UTF-8 is taken as
 * Latin-1. A NUL byte and a line of more than 64 MiB are refused as soon as they come, and more
 * than RSC_DATA_TEXT_MAX_BYTES.
 * @name is what error messages call the input. @bytes_max: memory that the text and the numbers of
 * its table may take, 0 for no limit: what takes more is refused, a file of a known size after its
 * first bytes, else as it grows. O(bytes). On errors @self is all zero: RSC_ERROR_DATA,
 * RSC_ERROR_LIMIT, G_IO_ERROR. */
gboolean rsc_data_text_read (RscDataText *self,
                             GInputStream *stream,
                             const char *name,
                             gsize bytes_max,
                             GCancellable *cancellable,
                             GError **error);
void rsc_data_text_clear (RscDataText *self);

/* Moves *@cursor past a line that ends with LF, CR, CR LF or the end of the text. *@start: where it
 * begins.
 * Returns the end of the line, NULL at the end of the text. */
const char *
rsc_data_text_next_line (const RscDataText *self, const char **cursor, const char **start);

/* Line and column of @position in @self; the column counts characters. Both from 1. O(bytes). */
void
rsc_data_text_locate (const RscDataText *self, const char *position, gsize *line, gsize *column);

/* Sets RSC_ERROR_DATA, "NAME:LINE:COLUMN: …" for @position. Always returns FALSE. */
gboolean rsc_data_text_fail (const RscDataText *self,
                             const char *position,
                             GError **error,
                             const char *format,
                             ...) G_GNUC_PRINTF (4, 5);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RscDataText, rsc_data_text_clear)

G_END_DECLS
