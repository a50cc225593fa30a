/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-pattern-set.h"

#include <string.h>

#include "core/numerics/rsc-random.h"

/* Patterns handled between two looks at the cancellable: a few milliseconds at most. */
#define STEPS_PER_POLL 8192

static guint64
hash_words (const guint64 *words, gsize n_words)
{
  guint64 h = 0;

  for (gsize w = 0; w < n_words; w++)
    h = rsc_random_mix (h ^ words[w]);
  return h;
}

void
rsc_pattern_set_init (RscPatternSet *self, gsize n_words)
{
  memset (self, 0, sizeof *self);
  self->n_words = n_words;
  self->n_allocated = 16;
  self->items = g_new (guint64, self->n_allocated * MAX (n_words, 1));
  self->n_slots = 64;
  self->slots = g_new0 (guint32, self->n_slots);
}

static gboolean
grow_slots (RscPatternSet *self, GCancellable *cancellable, GError **error)
{
  g_free (self->slots);
  self->n_slots *= 2;
  self->slots = g_new0 (guint32, self->n_slots);
  for (gsize j = 0; j < self->n_items; j++)
    {
      gsize slot =
        hash_words (self->items + j * self->n_words, self->n_words) & (self->n_slots - 1);

      if (j % STEPS_PER_POLL == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      while (self->slots[slot] != 0)
        slot = (slot + 1) & (self->n_slots - 1);
      self->slots[slot] = (guint32) (j + 1);
    }
  return TRUE;
}

gboolean
rsc_pattern_set_add (RscPatternSet *self, const guint64 *pattern)
{
  gsize bytes = self->n_words * sizeof (guint64);
  gsize slot = hash_words (pattern, self->n_words) & (self->n_slots - 1);

  for (; self->slots[slot] != 0; slot = (slot + 1) & (self->n_slots - 1))
    if (memcmp (self->items + (self->slots[slot] - 1) * self->n_words, pattern, bytes) == 0)
      return FALSE;

  if (self->n_items == self->n_allocated)
    {
      self->n_allocated *= 2;
      self->items = g_renew (guint64, self->items, self->n_allocated * MAX (self->n_words, 1));
    }
  memcpy (self->items + self->n_items * self->n_words, pattern, bytes);
  self->slots[slot] = (guint32) ++self->n_items;
  return TRUE;
}

gboolean
rsc_pattern_set_reserve (RscPatternSet *self, GCancellable *cancellable, GError **error)
{
  return 2 * self->n_items < self->n_slots || grow_slots (self, cancellable, error);
}

void
rsc_pattern_set_clear (RscPatternSet *self)
{
  g_clear_pointer (&self->items, g_free);
  g_clear_pointer (&self->slots, g_free);
}
