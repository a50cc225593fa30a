/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a field is, from good to bad. */
typedef enum
{
  RSC_CSV_NUMBER,
  RSC_CSV_EMPTY,
  RSC_CSV_NOT_FINITE,
  RSC_CSV_TOO_LARGE,
  RSC_CSV_DECIMAL_COMMA,
  RSC_CSV_HEXADECIMAL,
  RSC_CSV_NUMBER_AND_MORE,
  RSC_CSV_TEXT
} RscCsvKind;

/* g_ascii_strtod() also takes hexadecimal, NaN and infinity: what it is given is looked at first.
 * @text: @length bytes that a byte follows which is no part of a number. */
RscCsvKind rsc_csv_scan_number (const char *text, gsize length, double *value);

/* Text of the input made fit for a message: valid UTF-8, one line, not too long. Free with g_free(). */
char *rsc_csv_dup_printable (const char *text, gsize length);

G_END_DECLS
