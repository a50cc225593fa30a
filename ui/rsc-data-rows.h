/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/data/rsc-dataset.h"

G_BEGIN_DECLS

/**
 * RscDataRows:
 *
 * The rows of a data set as a list model, in the order of one of their columns, and which of them
 * are selected. The order is a permutation and the selection a byte for each row, so that neither
 * touches the data nor makes an object for a row that nobody looks at.
 *
 * It is a GListModel of RscDataRow and a GtkSelectionModel whose selection goes with the rows and
 * not with their places. Signal "values-changed": the rows stand where they stood, and their values
 * are others.
 */
#define RSC_TYPE_DATA_ROWS (rsc_data_rows_get_type ())
G_DECLARE_FINAL_TYPE (RscDataRows, rsc_data_rows, RSC, DATA_ROWS, GObject)

/* What rows can be ordered by, besides a feature (counted from 0) or, after the last, the
 * target. */
#define RSC_DATA_ORDER_ROW -1  /* their number: as the data have them */
#define RSC_DATA_ORDER_PART -2 /* training rows, then test rows */

RscDataRows *rsc_data_rows_new (void);

/* Shows @dataset (or NULL: no row). @held: n, not 0 for a row that is held out for tests; or NULL.
 * Both are copied or referenced. The order stays that of the same column; rows that are still there
 * keep their selection. O(n log n), O(n) where the order is that of the data. */
void rsc_data_rows_set_data (RscDataRows *self, RscDataset *dataset, const guint8 *held);
RscDataset *rsc_data_rows_get_dataset (RscDataRows *self);
/* Whether @row is held out. */
gboolean rsc_data_rows_is_held (RscDataRows *self, gsize row);
gboolean rsc_data_rows_has_held (RscDataRows *self);

/* Orders by @column; equal rows stay in the order in which they are, so that the order before parts
 * them. O(n log n). */
void rsc_data_rows_sort (RscDataRows *self, int column, gboolean descending);
int rsc_data_rows_get_order (RscDataRows *self, gboolean *descending);

/* Value of @row in @column: a feature, or the target after the last. */
double rsc_data_rows_get_value (RscDataRows *self, gsize row, gsize column);

/* The row at @position, and where @row is: O(1) each. */
gsize rsc_data_rows_get_row (RscDataRows *self, guint position);
guint rsc_data_rows_get_position (RscDataRows *self, gsize row);

/* Selects these @n rows and no other; tells of it where that is a change. */
void rsc_data_rows_set_selected (RscDataRows *self, const gsize *rows, gsize n);
/* In the order of the data; free with g_free(). */
gsize *rsc_data_rows_dup_selected (RscDataRows *self, gsize *n);
gsize rsc_data_rows_get_n_selected (RscDataRows *self);

G_END_DECLS
