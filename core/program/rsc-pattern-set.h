/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RscPatternSet:
 *
 * A set of equally long bit strings in the order of first appearance.
 */
typedef struct
{
  gsize n_words;
  gsize n_items;
  gsize n_allocated;
  guint64 *items;
  gsize n_slots;  /* a power of two */
  guint32 *slots; /* index + 1, 0 when free */
} RscPatternSet;

void rsc_pattern_set_init (RscPatternSet *self, gsize n_words);
void rsc_pattern_set_clear (RscPatternSet *self);

/* Makes room for one more. Polls: with hundreds of millions of patterns this takes seconds. Errors:
 * cancelled. */
gboolean rsc_pattern_set_reserve (RscPatternSet *self, GCancellable *cancellable, GError **error);

/* Whether the pattern is new. Room is to be made before. O(n_words). */
gboolean rsc_pattern_set_add (RscPatternSet *self, const guint64 *pattern);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RscPatternSet, rsc_pattern_set_clear)

G_END_DECLS
