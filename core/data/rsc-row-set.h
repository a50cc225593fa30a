/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RscRowSet:
 * @n: how many
 * @rows: numbers of rows, counted from 0, in increasing order, each once
 *
 * Some rows of a data set. Immutable and reference-counted.
 */
typedef struct
{
  gatomicrefcount ref_count;
  gsize n;
  gsize *rows;
} RscRowSet;

/* @rows: n, in any order and as often as you like; copied. O(n log n). */
RscRowSet *rsc_row_set_new (gsize n, const gsize *rows);
/* The rows from @first on, @n of them. */
RscRowSet *rsc_row_set_new_range (gsize first, gsize n);
/* Rows in either set, and those in exactly one of them. O(n). */
RscRowSet *rsc_row_set_new_union (const RscRowSet *a, const RscRowSet *b);
RscRowSet *rsc_row_set_new_toggled (const RscRowSet *a, const RscRowSet *b);
/* The rows that are below @limit. */
RscRowSet *rsc_row_set_new_below (const RscRowSet *self, gsize limit);
RscRowSet *rsc_row_set_ref (RscRowSet *self);
void rsc_row_set_unref (RscRowSet *self);

/* O(log n). */
gboolean rsc_row_set_has (const RscRowSet *self, gsize row);
gboolean rsc_row_set_equal (const RscRowSet *a, const RscRowSet *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscRowSet, rsc_row_set_unref)

G_END_DECLS
