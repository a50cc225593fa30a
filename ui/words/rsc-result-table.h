/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RscResultTable:
 *
 * Numbers in rows and columns, each with what a person reads and with its exact value: what a
 * picture draws, to be read, spoken, copied and written to a file. It is filled row by row and then
 * only read. O(1) for each cell.
 */
typedef struct _RscResultTable RscResultTable;

/* @title: what the rows are, for a heading; copied. */
RscResultTable *rsc_result_table_new (const char *title);
void rsc_result_table_free (RscResultTable *self);

/* Before the first cell. @key: the name of the column in a file; @title: in a heading. @digits: of
 * its numbers when they are read, 0 for whole numbers; -1 for a column of text. */
void
rsc_result_table_add_column (RscResultTable *self, const char *key, const char *title, int digits);

/* The next cell of the row, or the first of a new one: NaN for an empty one, text for a column of
 * text. */
void rsc_result_table_add_number (RscResultTable *self, double value);
void rsc_result_table_add_text (RscResultTable *self, const char *text);

const char *rsc_result_table_get_title (const RscResultTable *self);
gsize rsc_result_table_get_n_columns (const RscResultTable *self);
/* Rows that are whole. */
gsize rsc_result_table_get_n_rows (const RscResultTable *self);
const char *rsc_result_table_get_key (const RscResultTable *self, gsize column);
const char *rsc_result_table_get_column_title (const RscResultTable *self, gsize column);
gboolean rsc_result_table_is_text (const RscResultTable *self, gsize column);

/* A cell as it is read: "" where it is empty. Free with g_free(). */
char *rsc_result_table_dup_cell (const RscResultTable *self, gsize row, gsize column);
/* Its number, NaN for text. */
double rsc_result_table_get_number (const RscResultTable *self, gsize row, gsize column);

/* Its exact value, which reads back to the last bit. Free with g_free(). */
char *rsc_result_table_dup_exact (const RscResultTable *self, gsize row, gsize column);

/* As CSV under the keys, with exact values; with tabs under the titles, as it is read, to paste
 * it elsewhere. Free with g_free(). */
char *rsc_result_table_dup_csv (const RscResultTable *self);
char *rsc_result_table_dup_text (const RscResultTable *self);

/* A row as it is spoken: "λ 0.1, width 4". Free with g_free(). */
char *rsc_result_table_dup_row (const RscResultTable *self, gsize row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscResultTable, rsc_result_table_free)

G_END_DECLS
