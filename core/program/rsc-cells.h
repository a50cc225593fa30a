/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/numerics/rsc-error.h"
#include "core/program/rsc-exact-rows.h"

G_BEGIN_DECLS

/**
 * RscCells:
 * @n_words: ceil (m / 64)
 * @n_cells: number of cells; cell 2k+1 is the reflection of cell 2k
 * @bits: n_cells × n_words; bit i tells that a_i^T g > 0 in the cell
 * @edges: n_cells - 1 pairs of cells on both sides of one hyperplane: a spanning tree
 *
 * Sign vectors of the full-dimensional cells of a central arrangement.
 */
typedef struct
{
  gsize n_words;
  gsize n_cells;
  guint64 *bits;
  guint32 *edges;
} RscCells;

/* Number of cells of n hyperplanes through the origin in general position in R^d:
 * 2 sum_{k<d} C(n-1, k) (Cover 1965). Exact while below 2^53; infinity when it overflows. */
double rsc_cells_count_general (gsize n, gsize d);

/* Cells of the hyperplanes a_i^T g = 0, i < m, in R^r. @normals: m × r row-major, unit rows, no two
 * on the same hyperplane, spanning R^r, r >= 1. @errors: m bounds on the rounding already in the
 * rows. @exact, @rows: hyperplane i is that of row @rows[i] of @exact in other coordinates; where
 * rounding leaves a doubt whether hyperplanes meet in a flat, or on which side of it one lies, rows
 * that were given exactly decide as integers. Both NULL: rounding decides.
 * Every cell is a pointed cone, so it touches a ray where hyperplanes meet: all rays are
 * visited, each once, and the cells around each are collected. O(C(m, r-1) (m + 2^r)) in general
 * position. @progress (or NULL) hears every few milliseconds which share of the rays has been
 * visited. Errors: RSC_ERROR_NUMERICAL when rounding leaves no consistent arrangement;
 * cancelled. */
RscCells *rsc_cells_enumerate (gsize m,
                               gsize r,
                               const double *normals,
                               const double *errors,
                               RscExactRows *exact,
                               const guint32 *rows,
                               RscProgressFunc progress,
                               gpointer progress_data,
                               GCancellable *cancellable,
                               GError **error);

/* Row @i of a pattern or cell. */
static inline gboolean
rsc_pattern_is_active (const guint64 *pattern, gsize i)
{
  return (gboolean) ((pattern[i / 64] >> (i % 64)) & 1u);
}

void rsc_cells_free (RscCells *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscCells, rsc_cells_free)

G_END_DECLS
