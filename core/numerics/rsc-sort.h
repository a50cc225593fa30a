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

G_END_DECLS
