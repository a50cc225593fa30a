/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rsc-dataset.h"

G_BEGIN_DECLS

/* What messages call standard input and output. */
#define RSC_CLI_STDIN_NAME "standard input"
#define RSC_CLI_STDOUT_NAME "standard output"

/* Reads a CSV; "-" is standard input. Errors name the file as it was given. */
RscDataset *rsc_cli_read_csv (const char *path, GCancellable *cancellable, GError **error);

/* Writes @text to @path whole or not at all; "-" is standard output. A path that is no regular file
 * (a device, a pipe) is written to in place. Errors: one sentence that names the file. */
gboolean rsc_cli_write (const char *path,
                        const char *text,
                        gssize length,
                        GCancellable *cancellable,
                        GError **error);

/* Whether @path could be written, without touching it: asked before a long computation. */
gboolean rsc_cli_check_writable (const char *path, GError **error);

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
