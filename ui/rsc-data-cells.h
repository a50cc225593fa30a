/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/rsc-data-cell.h"
#include "ui/rsc-data-rows.h"

G_BEGIN_DECLS

/**
 * RscDataPage:
 * @first: first feature that is shown, and @n of them
 * @cursor: the column that keys go to
 * @hovered: the row that is pointed at elsewhere, or -1
 *
 * What a table shows of the data now.
 */
typedef struct
{
  gsize first;
  gsize n;
  gsize cursor;
  gssize hovered;
} RscDataPage;

/* A column that is no column. */
#define RSC_DATA_NO_COLUMN G_MININT

/* The column behind (@step 1) or before (-1) @column, the target after the @d features being the
 * last;
 * RSC_DATA_NO_COLUMN beyond the ends. */
int rsc_data_page_step (const RscDataPage *page, gsize d, gsize column, int step);

/**
 * RscDataCells:
 *
 * The cells of a table that show a row now: some hundreds, however many rows there are. Fills them,
 * and names their rows for those who hear them.
 */
typedef struct _RscDataCells RscDataCells;

/* @rows: not owned, and there as long as this is. */
RscDataCells *rsc_data_cells_new (RscDataRows *rows);
void rsc_data_cells_free (RscDataCells *self);

/* To be changed; rsc_data_cells_fill() then shows it. */
RscDataPage *rsc_data_cells_get_page (RscDataCells *self);

/* @cell shows a row from now on, and none any more. */
void rsc_data_cells_add (RscDataCells *self, RscDataCell *cell);
void rsc_data_cells_remove (RscDataCells *self, RscDataCell *cell);

/* All of them show what there is now. O(cells). */
void rsc_data_cells_fill (RscDataCells *self);

/* NULL where that cell is out of view. */
RscDataCell *rsc_data_cells_find (RscDataCells *self, gsize row, int column);

/* The widget of GTK that the cell is in. */
GtkWidget *rsc_data_cells_find_row_widget (RscDataCell *cell);

/* The row that is or has @focus, or -1. */
gssize rsc_data_cells_find_focused_row (RscDataCells *self, GtkWidget *focus);

G_END_DECLS
