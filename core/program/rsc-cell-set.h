/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RscCellSet:
 * @n_half: number of pairs of opposite cells
 * @half: @n_half × @n_words: of each pair the cell with bit 0 set. Node 2k is cell k of these, node
 * 2k+1
 *   its reflection.
 * @edges: pairs of neighbouring nodes (guint32): a forest
 * @mask: @n_words, the bits of the hyperplanes
 * @current: @n_words, the cell at hand
 *
 * The cells of a central arrangement that were found so far, and how they hang together.
 */
typedef struct
{
  gsize n_words;
  gsize n_half;
  gsize n_allocated;
  guint64 *half;
  guint64 *hashes;
  guint32 *roots; /* union-find over the nodes */
  gsize n_slots;
  guint32 *slots;
  GArray *edges;
  guint64 *keys; /* the hash of a cell is the sum mod 2 of the keys of its bits */
  guint64 *mask;
  guint64 all_keys;
  guint64 *current;
  guint64 current_hash;
} RscCellSet;

/* Of @m hyperplanes. */
void rsc_cell_set_init (RscCellSet *self, gsize m);
void rsc_cell_set_clear (RscCellSet *self);

/* The node of the current cell, new or known. */
guint32 rsc_cell_set_add (RscCellSet *self);

/* Two neighbouring cells. */
void rsc_cell_set_join (RscCellSet *self, guint32 a, guint32 b);

/* The same, and with them their reflections. */
void rsc_cell_set_join_pair (RscCellSet *self, guint32 a, guint32 b);

/* The current cell: on the negative side of all hyperplanes. */
void rsc_cell_set_reset (RscCellSet *self);

static inline void
rsc_cell_set_flip (RscCellSet *self, guint32 row)
{
  self->current[row / 64] ^= G_GUINT64_CONSTANT (1) << (row % 64);
  self->current_hash ^= self->keys[row];
}

G_END_DECLS
