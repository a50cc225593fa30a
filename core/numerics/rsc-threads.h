/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Does item number @item. @worker: which of the workers does it, for scratch of its own. */
typedef void (*RscThreadsFunc) (gsize item, guint worker, gpointer user_data);

/* How many workers are worth it for @work multiply-adds in all: 1 where starting threads would cost
 * more than it saves, else at most one for each processor. */
guint rsc_threads_get_n_workers (double work);

/* Does the items 0 … @n_items - 1, each once, in any order and by @n_workers threads at most, of
 * which the calling one is number 0; where no thread can be had, by fewer. What comes out is the
 * same for any number of them where the items do not depend on each other. Returns when all are
 * done; items left are left out once @cancellable is cancelled. */
void rsc_threads_run (gsize n_items,
                      guint n_workers,
                      RscThreadsFunc func,
                      gpointer user_data,
                      GCancellable *cancellable);

G_END_DECLS
