/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/rsc-pasted-rows.h"

G_BEGIN_DECLS

/* The table of the data in plain words. A column is a feature, or the target after the last. */

/* Heads of the columns that are not data: the number of the row, and its part in a split. */
const char *rsc_table_words_get_row_head (void);
const char *rsc_table_words_get_part_head (void);
const char *rsc_table_words_get_part (gboolean held);

/* Name of @column, and below it what it is: "feature · number", "target · classes setosa −1,
 * versicolor +1". Free with g_free(). O(n) for the target. */
const char *rsc_table_words_get_name (const RscDataset *dataset, gsize column);
char *rsc_table_words_dup_kind (const RscDataset *dataset, gsize column);

/* A value as it stands in its cell: of classes with names, with its name. Free with g_free(). */
char *rsc_table_words_dup_value (const RscDataset *dataset, gsize column, double value);
/* As it is to be edited, so that it reads as the same number: a class by its name. Free with
 * g_free(). */
char *rsc_table_words_dup_exact (const RscDataset *dataset, gsize column, double value);

/* Reads what was typed into a cell of @column: a number, or the name of a class. */
gboolean
rsc_table_words_parse (const RscDataset *dataset, gsize column, const char *text, double *value);
/* Why that is none. Free with g_free(). */
char *rsc_table_words_dup_refusal (const RscDataset *dataset, gsize column, const char *text);

/* "Row 3: x1 0.5, x2 1, y −1, test". Only features from @first on, @n of them. Free with
 * g_free(). */
char *rsc_table_words_dup_row (const RscDataset *dataset,
                               gsize row,
                               gsize first,
                               gsize n,
                               const char *part);
/* What an entry is called: "x1 of row 3". Free with g_free(). */
char *rsc_table_words_dup_cell (const RscDataset *dataset, gsize row, gsize column);

/* "Features 17 to 32 of 3000". Free with g_free(). */
char *rsc_table_words_dup_features (gsize first, gsize n, gsize d);
const char *rsc_table_words_get_features_before (void);
const char *rsc_table_words_get_features_after (void);

/* What the table and the row of its heads are called. */
const char *rsc_table_words_get_title (void);
const char *rsc_table_words_get_heads (void);

/* In place of rows where there are none yet, and what messages call pasted text. */
const char *rsc_table_words_get_no_rows (void);
const char *rsc_table_words_get_clipboard (void);

/* What came of copying @n rows, and of pasting some behind @n_before. Free with g_free(). */
char *rsc_table_words_dup_copied (gsize n);
char *rsc_table_words_dup_pasted (const RscPastedRows *pasted, gsize n_before);

/* Below the table: how many rows, in which parts, and how many are selected. @n_test: 0 without a
 * split. Free with g_free(). */
char *rsc_table_words_dup_rows (gsize n, gsize n_test, gsize n_selected);
/* On the button that orders the rows: by what it would. @descending: -1 as in the data, 0, 1. Free
 * with g_free(). */
char *rsc_table_words_dup_order (const char *name, int descending);

G_END_DECLS
