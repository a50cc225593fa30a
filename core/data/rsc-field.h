/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a field is when it stands alone. */
typedef enum
{
  RSC_FIELD_NUMBER,
  RSC_FIELD_EMPTY,
  RSC_FIELD_MISSING,    /* a word for a value that is not there: NA, ?, nan, … */
  RSC_FIELD_NOTHING,    /* among numbers such a word, among texts one of them: -, none */
  RSC_FIELD_NOT_FINITE, /* inf */
  RSC_FIELD_HEXADECIMAL,
  RSC_FIELD_NUMBER_AND_MORE, /* a digit first, but no number */
  RSC_FIELD_DATE,            /* a date or a time */
  RSC_FIELD_TEXT,
  RSC_N_FIELD_KINDS
} RscFieldKind;

/**
 * RscFieldShape:
 * @kind: what it is
 * @decimal: the decimal mark of a number, '.' or ',', or 0
 * @group: what parts the digits before the mark in threes: '.', ',', '\'', ' ', or 0
 * @is_ambiguous: its one mark, which @decimal names, is as well a group's: 1,234
 * @has_lookalikes: some characters only look like those of a number: −, １
 *
 * How a field is written.
 */
typedef struct
{
  RscFieldKind kind;
  char decimal;
  char group;
  gboolean is_ambiguous;
  gboolean has_lookalikes;
} RscFieldShape;

/* @text: @length bytes of valid UTF-8 without blanks around them. O(length). */
void rsc_field_scan (const char *text, gsize length, RscFieldShape *shape);

/* The number that @text is with the decimal mark @decimal; marks that are not @decimal part groups.
 * Infinite where it is too large, NaN where it is no number with this mark. @shape: of @text, as
 * rsc_field_scan() has it. A byte that is no part of a number follows @text. O(length). */
double rsc_field_parse (const char *text, gsize length, const RscFieldShape *shape, char decimal);

/* Moves *@text and *@length past blanks of every kind at both ends, and marks that are not seen. */
void rsc_field_trim (const char **text, gsize *length);

/* Text of the input made fit for a message: valid UTF-8, one line, not too long. Free with
 * g_free(). */
char *rsc_field_dup_printable (const char *text, gsize length);

G_END_DECLS
