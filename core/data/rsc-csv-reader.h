/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RscCsvTable:
 * @n: rows, >= 1
 * @d: features: the fields of a row less one, >= 0
 * @x: n × d, row-major
 * @y: n, the last field of every row
 * @names: d + 1 names of the header, NULL-terminated, or NULL when there is no header
 *
 * What a CSV holds. All values are finite.
 */
typedef struct
{
  gsize n;
  gsize d;
  double *x;
  double *y;
  char **names;
} RscCsvTable;

/* Reads a table of numbers. @name is what error messages call the input. Every error of the input
 * is one sentence "NAME:LINE:COLUMN: …": LINE counts the lines of the file from 1 (comments and
 * empty lines too), COLUMN counts characters from 1 and is where the field starts, blanks before it
 * not counted. In a row with too few fields it is just past the end of the line.
 *
 * The first line that is neither empty nor a comment is a header when a field of it is not a
 * number. It is no header, but a wrong row, when its other fields are numbers and the wrong ones
 * look like one that went wrong: empty, NaN, infinite, too large, a decimal comma, digits with
 * something after them. The separator is the one with which the first row of data has the fewest
 * fields that are not numbers; of equals a semicolon, then a tab, then a comma. A quoted field ends
 * on the line where it starts. O(bytes) time; holds the table and one line.
 *
 * Returns FALSE and leaves @table all zero on errors: RSC_ERROR_DATA, G_IO_ERROR. */
gboolean rsc_csv_read (GInputStream *stream,
                       const char *name,
                       RscCsvTable *table,
                       GCancellable *cancellable,
                       GError **error);

/* Frees what the table holds, not the structure itself. */
void rsc_csv_table_clear (RscCsvTable *table);

/* Whether a first line of these names (NULL-terminated) reads as a header. */
gboolean rsc_csv_is_header (const char *const *names);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RscCsvTable, rsc_csv_table_clear)

G_END_DECLS
