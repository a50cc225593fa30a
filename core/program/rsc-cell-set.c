/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-cell-set.h"

#include <string.h>

#include "core/numerics/rsc-random.h"

void
rsc_cell_set_init (RscCellSet *self, gsize m)
{
  memset (self, 0, sizeof *self);
  self->n_words = (m + 63) / 64;
  self->n_allocated = 64;
  self->half = g_new (guint64, self->n_allocated * self->n_words);
  self->hashes = g_new (guint64, self->n_allocated);
  self->roots = g_new (guint32, 2 * self->n_allocated);
  self->n_slots = 256;
  self->slots = g_new0 (guint32, self->n_slots);
  self->edges = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->keys = g_new (guint64, m);
  self->mask = g_new0 (guint64, self->n_words);
  self->current = g_new0 (guint64, self->n_words);
  for (gsize i = 0; i < m; i++)
    {
      self->keys[i] = rsc_random_mix (i);
      self->all_keys ^= self->keys[i];
      self->mask[i / 64] |= G_GUINT64_CONSTANT (1) << (i % 64);
    }
}

void
rsc_cell_set_clear (RscCellSet *self)
{
  g_free (self->half);
  g_free (self->hashes);
  g_free (self->roots);
  g_free (self->slots);
  if (self->edges != NULL)
    g_array_unref (self->edges);
  g_free (self->keys);
  g_free (self->mask);
  g_free (self->current);
}

static guint32
find_root (RscCellSet *self, guint32 node)
{
  guint32 *roots = self->roots;

  while (roots[node] != node)
    {
      roots[node] = roots[roots[node]];
      node = roots[node];
    }
  return node;
}

void
rsc_cell_set_join (RscCellSet *self, guint32 a, guint32 b)
{
  guint32 p = find_root (self, a);
  guint32 q = find_root (self, b);
  guint32 edge[2] = { a, b };

  if (p == q)
    return;
  self->roots[MAX (p, q)] = MIN (p, q);
  g_array_append_vals (self->edges, edge, 2);
}

void
rsc_cell_set_join_pair (RscCellSet *self, guint32 a, guint32 b)
{
  rsc_cell_set_join (self, a, b);
  rsc_cell_set_join (self, a ^ 1, b ^ 1);
}

static void
grow_slots (RscCellSet *self)
{
  g_free (self->slots);
  self->n_slots *= 2;
  self->slots = g_new0 (guint32, self->n_slots);
  for (gsize k = 0; k < self->n_half; k++)
    {
      gsize slot = self->hashes[k] & (self->n_slots - 1);

      while (self->slots[slot] != 0)
        slot = (slot + 1) & (self->n_slots - 1);
      self->slots[slot] = (guint32) (k + 1);
    }
}

guint32
rsc_cell_set_add (RscCellSet *self)
{
  gsize n_words = self->n_words;
  guint32 side = (self->current[0] & 1) ? 0 : 1;
  guint64 flip = side ? ~G_GUINT64_CONSTANT (0) : 0;
  guint64 hash = side ? self->current_hash ^ self->all_keys : self->current_hash;
  gsize slot = hash & (self->n_slots - 1);
  guint64 *cell;

  for (; self->slots[slot] != 0; slot = (slot + 1) & (self->n_slots - 1))
    {
      guint32 k = self->slots[slot] - 1;
      gsize w = 0;

      if (self->hashes[k] != hash)
        continue;
      cell = self->half + k * n_words;
      while (w < n_words && cell[w] == ((self->current[w] ^ flip) & self->mask[w]))
        w++;
      if (w == n_words)
        return 2 * k + side;
    }

  if (self->n_half == self->n_allocated)
    {
      self->n_allocated *= 2;
      self->half = g_renew (guint64, self->half, self->n_allocated * n_words);
      self->hashes = g_renew (guint64, self->hashes, self->n_allocated);
      self->roots = g_renew (guint32, self->roots, 2 * self->n_allocated);
    }
  cell = self->half + self->n_half * n_words;
  for (gsize w = 0; w < n_words; w++)
    cell[w] = (self->current[w] ^ flip) & self->mask[w];
  self->hashes[self->n_half] = hash;
  self->roots[2 * self->n_half] = (guint32) (2 * self->n_half);
  self->roots[2 * self->n_half + 1] = (guint32) (2 * self->n_half + 1);
  self->slots[slot] = (guint32) ++self->n_half;
  if (2 * self->n_half > self->n_slots)
    grow_slots (self);
  return (guint32) (2 * (self->n_half - 1) + side);
}

void
rsc_cell_set_reset (RscCellSet *self)
{
  memset (self->current, 0, self->n_words * sizeof (guint64));
  self->current_hash = 0;
}
