/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/rsc-dataset.h"
#include "core/data/rsc-reading.h"

G_BEGIN_DECLS

/**
 * RscPastedRows:
 * @n: rows
 * @n_other: rows that were left out: they are of other classes than the two of the data
 * @values: n × (d + 1), row-major: the features and the target of each
 * @by_name: the columns were found by their names, in whatever order
 * @has_header: the first line is names, or numbers of columns
 * @separator: as RscDialect has it; 0 where there is one column
 *
 * Rows for a table of data that there is already, read from text as a spreadsheet or this program
 * copies it.
 */
typedef struct
{
  gsize n;
  gsize n_other;
  double *values;
  gboolean by_name;
  gboolean has_header;
  char separator;
} RscPastedRows;

/* Reads @text for the table of @like (d features and a target). Where the header of @text has the
 * names of all its columns, they are found by them: what rsc_pasted_rows_write() wrote. Else the
 * rows are read as a second file that goes with the one that @like was read from; or, where it came
 * from no file and its names are nobody's, by their places, with columns left out that count the
 * rows. Classes are read as rsc_class_label_read() has it. @name: what messages call the text.
 * O(bytes). Errors: those of rsc_table_read(), rsc_import_new_like(), and RSC_ERROR_DATA for
 * columns that do not go with the table. */
gboolean rsc_pasted_rows_read (RscPastedRows *self,
                               const char *text,
                               const char *name,
                               const RscDataset *like,
                               GError **error);
void rsc_pasted_rows_clear (RscPastedRows *self);

/* Rows @rows (@n of them, in that order) of @dataset as text: a header of names, tabs between
 * fields, numbers that read back as the same bits, classes by their names. Free with g_free(). O(n
 * d). */
char *rsc_pasted_rows_write (const RscDataset *dataset, const gsize *rows, gsize n);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RscPastedRows, rsc_pasted_rows_clear)

G_END_DECLS
