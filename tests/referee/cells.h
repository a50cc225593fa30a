/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CELLS_ROWS_MAX 24

/**
 * Cells:
 * @circuits_on, @circuits_off: the minimal linear dependences Σ y_i x_i = 0 among the rows as two
 * sets of rows: those with y_i > 0 and those with y_i < 0
 * @patterns: activation patterns, bit i: 1 (x_i^T g >= 0)
 *
 * The central arrangement of the rows of X from its oriented matroid, in integers: a sign vector is
 * a cell unless some circuit's signs agree with it on all of its rows (Gordan: s_i x_i^T g > 0 has
 * a solution iff no y >= 0, y != 0 has Σ y_i s_i x_i = 0). The product enumerates by recursion on
 * the dimension, so the two have nothing in common.
 */
typedef struct
{
  gsize n;
  gsize d;
  guint32 zero_rows;
  GArray *circuits_on;  /* guint32 */
  GArray *circuits_off; /* guint32 */
  GArray *patterns;     /* guint32, ascending */
} Cells;

/* @x: n × d row-major, n <= CELLS_ROWS_MAX. Exact: doubles are integers times powers of two. */
void cells_init (Cells *self, gsize n, gsize d, const double *x);
void cells_clear (Cells *self);

/* All rows in the span of the rows @rows. */
guint32 cells_close (const Cells *self, guint32 rows);

G_END_DECLS
