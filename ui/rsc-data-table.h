/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/rsc-data-rows.h"

G_BEGIN_DECLS

/**
 * RscDataTable:
 *
 * A table of data: a row for each point, its number, its part in a split where there is one, its
 * features and its target. Of more features than a page holds it shows a page, the target beside
 * it. A click on a head orders the rows by that column, and a second one the other way round; the
 * numbers of the rows stay those of the data.
 *
 * Keys: Left and Right go through the cells of the row that has the focus; Return, F2 or a digit
 * edits the cell. Return takes what was typed and goes down, Tab goes to the next cell, Escape
 * leaves the old value. Without an editing Tab leaves the table.
 */
#define RSC_TYPE_DATA_TABLE (rsc_data_table_get_type ())
G_DECLARE_FINAL_TYPE (RscDataTable, rsc_data_table, RSC, DATA_TABLE, GtkWidget)

/* Features on a page. */
#define RSC_DATA_TABLE_PAGE 16

GtkWidget *rsc_data_table_new (void);

/* Its rows: their order and selection. Borrowed. */
RscDataRows *rsc_data_table_get_rows (RscDataTable *self);

/* As rsc_data_rows_set_data(). */
void rsc_data_table_set_data (RscDataTable *self, RscDataset *dataset, const guint8 *held);

/* Whether cells can be edited: what is typed comes by the signal "edited". */
void rsc_data_table_set_editable (RscDataTable *self, gboolean editable);

/* The row that is pointed at elsewhere, or -1. */
void rsc_data_table_set_hovered (RscDataTable *self, gssize row);

/* Brings @row into view. */
void rsc_data_table_show_row (RscDataTable *self, gsize row);
/* And gives it the focus. */
void rsc_data_table_focus_row (RscDataTable *self, gsize row);

/* Feature (or target) of the cell that keys go to. */
gsize rsc_data_table_get_cursor (RscDataTable *self);

/* Orders the rows, as a click on a head does. */
void rsc_data_table_sort (RscDataTable *self, int column, gboolean descending);

/* Edits the cell of @row and @column, brought into view. */
void rsc_data_table_edit (RscDataTable *self, gsize row, gsize column);

G_END_DECLS
