/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Sorts @n_items items of @item_size bytes in place, as g_qsort_with_data() does, stably. Polls
 * @cancellable every few milliseconds, which one call of qsort on many items cannot. O(n log n)
 * time and a second copy of the items. Errors: cancelled; the items are then in some order. */
gboolean rsc_sort (gpointer items,
                   gsize n_items,
                   gsize item_size,
                   GCompareDataFunc compare,
                   gpointer user_data,
                   GCancellable *cancellable,
                   GError **error);

/* An item of a list by what it is worth. */
typedef struct
{
  double value;
  gsize index;
} RscSortKey;

/* Of two RscSortKey the larger value first, and as listed where they tie; for qsort(). */
int rsc_sort_compare_highest (const void *a, const void *b);

/* The cell of @value on a grid of 1e-6, shifted off round numbers: a key of which rounding decides
 * nothing where values are equal or clearly not. */
gint64 rsc_sort_on_grid (double value);

/* Orders two directions (d values each) by their cells, coordinate by coordinate. */
int rsc_sort_compare_directions (gsize d, const double *a, const double *b);

G_END_DECLS
