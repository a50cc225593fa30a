/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Readers of the values of options. @name: of the option, for messages. Each takes exactly what it
 * says and nothing around it. Errors: RSC_ERROR_ARGUMENT, one sentence that says what the option
 * takes. */

gboolean rsc_cli_parse_number (const char *name, const char *text, double *value, GError **error);

/* From @minimum to @maximum, both included. */
gboolean rsc_cli_parse_range (const char *name,
                              const char *text,
                              double minimum,
                              double maximum,
                              double *value,
                              GError **error);

gboolean rsc_cli_parse_positive (const char *name, const char *text, double *value, GError **error);

/* From @minimum to @maximum, in decimal digits. */
gboolean rsc_cli_parse_whole (const char *name,
                              const char *text,
                              guint64 minimum,
                              guint64 maximum,
                              guint64 *value,
                              GError **error);

/* From 1 to @maximum. */
gboolean rsc_cli_parse_size (const char *name,
                             const char *text,
                             gsize maximum,
                             gsize *value,
                             GError **error);

/* One of @words, which '|' separates; its index goes to *@choice. */
gboolean rsc_cli_parse_choice (const char *name,
                               const char *text,
                               const char *words,
                               int *choice,
                               GError **error);

/* Distinct numbers counted from 1, at most @max of them, between commas; stored counted from 0 in
 * @values, which has room for @max. */
gboolean rsc_cli_parse_list (const char *name,
                             const char *text,
                             gsize max,
                             gsize *values,
                             gsize *n,
                             GError **error);

/* A name that is not empty, to be freed. */
gboolean rsc_cli_parse_file (const char *name, const char *text, char **file, GError **error);

/* The same, with the ending of a picture. */
gboolean rsc_cli_parse_picture (const char *name, const char *text, char **file, GError **error);

/* A number that is at least 0; a size such as 500M, see rsc_memory_parse(). */
gboolean
rsc_cli_parse_not_negative (const char *name, const char *text, double *value, GError **error);
gboolean rsc_cli_parse_memory (const char *name, const char *text, gsize *bytes, GError **error);

G_END_DECLS
