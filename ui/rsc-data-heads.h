/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/rsc-data-rows.h"

G_BEGIN_DECLS

/**
 * RscDataHeads:
 *
 * The columns of a table of data in a GtkColumnView: their heads, which say the name of a column
 * and below it what it is, and the order of the rows that a click on one asks for. Signal "sorted"
 * (column): it has ordered the rows.
 */
#define RSC_TYPE_DATA_HEADS (rsc_data_heads_get_type ())
G_DECLARE_FINAL_TYPE (RscDataHeads, rsc_data_heads, RSC, DATA_HEADS, GObject)

/* A factory of the cells of @column, which is counted as the rows do. */
typedef GtkListItemFactory *(*RscDataFactoryFunc) (int column, gpointer user_data);

/* @view and @rows: not owned, and there as long as this is. */
RscDataHeads *rsc_data_heads_new (GtkColumnView *view,
                                  RscDataRows *rows,
                                  RscDataFactoryFunc create_factory,
                                  gpointer user_data);

/* Makes the columns anew: numbers of the rows, parts of a split where there is one, @n features
 * from @first on, and the target. None without data. */
void rsc_data_heads_rebuild (RscDataHeads *self, gsize first, gsize n);

/* The heads say what the columns are now. */
void rsc_data_heads_update (RscDataHeads *self);

/* The arrow in a head shows how the rows are ordered. */
void rsc_data_heads_show_order (RscDataHeads *self);

/* Scrolls to the first row: after sorting, the least or the largest is what was asked for. */
void rsc_data_heads_show_first (RscDataHeads *self);

G_END_DECLS
