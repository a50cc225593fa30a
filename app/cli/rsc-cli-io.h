/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/files/rsc-file.h"

G_BEGIN_DECLS

/* A line of a summary: @label, padded, and what there is to say. */
void rsc_cli_append_line (GString *text, const char *label, const char *format, ...)
  G_GNUC_PRINTF (3, 4);

/* Left-aligned text or right-aligned numbers in columns, two blanks between them. @cells: rows of
 * @n_columns strings (GStrv). @align: one of 'l', 'r' per column. */
void rsc_cli_append_table (GString *text, const GPtrArray *rows, const char *align);

/* Sets RSC_ERROR_ARGUMENT and returns FALSE, so that "return rsc_cli_fail (…)" says it all. */
gboolean rsc_cli_fail (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* A number with @digits significant digits, always with a decimal point. Free with g_free(). */
char *rsc_cli_format (double value, int digits);

G_END_DECLS
