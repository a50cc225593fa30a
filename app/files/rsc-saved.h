/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RscSaved:
 *
 * What is in a document file: a tree of named values, each reached by its path, such as
 * "model.bias". Keys that nobody asks for stay where they are, so that what a newer version or a
 * person put there is still there when the file is written again. For one thread.
 *
 * Reading checks: each function sets its value where the path is there and is what was asked for,
 * leaves it alone where the path is not there, and otherwise returns FALSE with RSC_ERROR_DATA, one
 * sentence "NAME: path: what is wrong".
 */
typedef struct _RscSaved RscSaved;

/* Bytes that are read of a document file: no table within the limit of values is longer. */
#define RSC_SAVED_BYTES_MAX ((gsize) 1 << 28)

/* What the names of document files end with, and the type of their contents. */
#define RSC_SAVED_ENDING ".reluscope"
#define RSC_SAVED_MIME_TYPE "application/x-reluscope"

/* Nothing but which format it is and what writes it. */
RscSaved *rsc_saved_new (void);

/* Reads a document. @length: or -1; @name: what messages call it. What is no document, one of a
 * newer version and one that nests too deep or has too many values are refused. O(length). Errors:
 * RSC_ERROR_DATA. */
RscSaved *rsc_saved_parse (const char *text, gssize length, const char *name, GError **error);
void rsc_saved_free (RscSaved *self);

/* The text of the file; numbers have as many digits as it takes to read back the same bits. Free
 * with g_free(). */
char *rsc_saved_to_text (RscSaved *self);

/* Whether a text is meant to be JSON: its first character, after blanks and a byte order mark, is a
 * brace. */
gboolean rsc_saved_is_json (const char *text, gsize length);

/* Always FALSE, with RSC_ERROR_DATA "NAME: path: reason". */
gboolean
rsc_saved_fail (const RscSaved *self, const char *path, GError **error, const char *reason);

gboolean rsc_saved_has (const RscSaved *self, const char *path);
gboolean
rsc_saved_read_boolean (const RscSaved *self, const char *path, gboolean *value, GError **error);
/* From @least to @most. */
gboolean rsc_saved_read_number (const RscSaved *self,
                                const char *path,
                                double least,
                                double most,
                                double *value,
                                GError **error);
gboolean rsc_saved_read_integer (const RscSaved *self,
                                 const char *path,
                                 guint64 least,
                                 guint64 most,
                                 guint64 *value,
                                 GError **error);
/* One of @words (NULL-terminated), *@value: which. */
gboolean rsc_saved_read_word (const RscSaved *self,
                              const char *path,
                              const char *const *words,
                              guint *value,
                              GError **error);
/* At most 4096 bytes. Replaces *@value. */
gboolean
rsc_saved_read_string (const RscSaved *self, const char *path, char **value, GError **error);
gboolean
rsc_saved_read_strings (const RscSaved *self, const char *path, GStrv *value, GError **error);
/* A list of *@n numbers, and a table of *@n rows with *@d of them each (0 where there is no row).
 * Free with g_free(). @gaps: whether null may stand for a number; it is read as NaN. */
gboolean rsc_saved_read_numbers (const RscSaved *self,
                                 const char *path,
                                 gboolean gaps,
                                 gsize *n,
                                 double **values,
                                 GError **error);
gboolean rsc_saved_read_rows (const RscSaved *self,
                              const char *path,
                              gsize *n,
                              gsize *d,
                              double **values,
                              GError **error);

/* Writing makes the objects on the way. What is not finite is written as null. More than a million
 * numbers, all of them finite, are written as rsc-saved-doubles.h has it, and read from that. */
void rsc_saved_write_boolean (RscSaved *self, const char *path, gboolean value);
void rsc_saved_write_number (RscSaved *self, const char *path, double value);
void rsc_saved_write_integer (RscSaved *self, const char *path, guint64 value);
void rsc_saved_write_string (RscSaved *self, const char *path, const char *value);
void rsc_saved_write_strings (RscSaved *self, const char *path, const char *const *values);
void rsc_saved_write_numbers (RscSaved *self, const char *path, gsize n, const double *values);
void
rsc_saved_write_rows (RscSaved *self, const char *path, gsize n, gsize d, const double *values);
void rsc_saved_remove (RscSaved *self, const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscSaved, rsc_saved_free)

G_END_DECLS
