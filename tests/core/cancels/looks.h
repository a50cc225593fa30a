/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Counts how often the program looks at a cancellable, and cancels it at a given look: moments that
 * need no clock and come back the same. The linker sends its looks here (--wrap), but for those of
 * GIO itself. */

/**
 * Looks:
 * @n: how often it was looked at
 * @whole: from the beginning to the end
 * @longest: the longest time without a look
 * @since: from the cancelling to the end, or -1 where it was not cancelled
 *
 * Times of the processor, in microseconds.
 */
typedef struct
{
  gsize n;
  gint64 whole;
  gint64 longest;
  gint64 since;
} Looks;

/* From now on looks count, at @cancellable and at those that follow it in other threads, and look
 * @at (counted from 1; 0 for none) cancels it. */
void looks_begin (GCancellable *cancellable, gsize at);
Looks looks_end (void);

G_END_DECLS
