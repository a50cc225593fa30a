/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/rsc-data-row.h"

G_BEGIN_DECLS

/**
 * RscDataCell:
 *
 * One cell of a table of data: a text, in whose place an entry comes while it is edited. It knows
 * its row and its column and not what they mean; who owns it fills it in.
 *
 * Signals: "typed" (text), what was written is to be taken: Return, Tab or the focus elsewhere. The
 * entry stays until rsc_data_cell_end_edit(). "left" (step): behind it, where to go: 1 to the next
 * cell, -1 to the one before, 0 to the next row, RSC_DATA_CELL_STAY nowhere.
 */
#define RSC_TYPE_DATA_CELL (rsc_data_cell_get_type ())
G_DECLARE_FINAL_TYPE (RscDataCell, rsc_data_cell, RSC, DATA_CELL, GtkWidget)

typedef enum
{
  RSC_DATA_CELL_BEFORE,
  RSC_DATA_CELL_BEHIND,
  RSC_DATA_CELL_BELOW,
  RSC_DATA_CELL_STAY,     /* Escape: what was typed is nothing */
  RSC_DATA_CELL_ELSEWHERE /* the focus is somewhere else */
} RscDataCellMove;

/* @column: as the rows of the table count them. */
GtkWidget *rsc_data_cell_new (int column);

int rsc_data_cell_get_column (RscDataCell *self);
/* @row: or NULL while it shows none. */
void rsc_data_cell_set_row (RscDataCell *self, RscDataRow *row);
RscDataRow *rsc_data_cell_get_row (RscDataCell *self);

void rsc_data_cell_set_text (RscDataCell *self, const char *text);
const char *rsc_data_cell_get_text (RscDataCell *self);

/* Puts an entry with @text, all of it selected or (@append) the cursor behind it, in place of the
 * text, called @name for those who hear it. */
void rsc_data_cell_edit (RscDataCell *self, const char *text, gboolean append, const char *name);
gboolean rsc_data_cell_is_edited (RscDataCell *self);
/* Marks what is typed as wrong, and says why. */
void rsc_data_cell_refuse (RscDataCell *self, const char *why);
void rsc_data_cell_end_edit (RscDataCell *self);

G_END_DECLS
