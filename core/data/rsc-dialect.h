/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/rsc-data-text.h"

G_BEGIN_DECLS

/**
 * RscDialect:
 * @separator: ',', ';', '\t', '|', or ' ' for runs of blanks and tabs
 * @is_given: the file says so itself, in a line sep=
 * @n_comments: lines of comment
 *
 * How a text is parted into fields.
 */
typedef struct
{
  char separator;
  gboolean is_given;
  gsize n_comments;
} RscDialect;

/**
 * RscField:
 * @start: where it begins, its quote counted
 * @text: what is in it, without blanks and quotes around it; not NUL-terminated
 * @length: bytes of @text
 * @is_quoted: it stands in quotes
 * @has_doubled: it holds doubled quotes, each of which is one
 */
typedef struct
{
  const char *start;
  const char *text;
  gsize length;
  gboolean is_quoted;
  gboolean has_doubled;
} RscField;

typedef enum
{
  RSC_FIELD_OK,
  RSC_FIELD_OPEN_QUOTE,       /* the quote does not end on this line */
  RSC_FIELD_TEXT_BEHIND_QUOTE /* before the next separator */
} RscFieldFault;

/* Lists the lines of @text that hold rows (pointers to their beginning, of type const char *) and,
 * unless it is
 * @chosen (else 0), finds the separator from all of them: comments (#, %, //), empty lines and a
 * line sep= are none. From more than some thousands of lines it looks at as many, spread over the
 * text. Free with g_ptr_array_unref(). O(bytes). Errors: cancelled, too large for the memory. */
GPtrArray *rsc_dialect_find (RscDialect *self,
                             const RscDataText *text,
                             char chosen,
                             GCancellable *cancellable,
                             GError **error);

/* The field that starts at *@cursor on the line that ends at @end; moves *@cursor to the next one,
 * or to NULL behind the last. */
RscFieldFault
rsc_dialect_next_field (char separator, const char **cursor, const char *end, RscField *field);

/* Where the line of a row ends. */
const char *rsc_dialect_get_end (const RscDataText *text, const char *row);

/* The text of @field, doubled quotes made one. Free with g_free(). */
char *rsc_field_dup (const RscField *field);

G_END_DECLS
