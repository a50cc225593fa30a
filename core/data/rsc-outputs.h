/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RscOutputs:
 * @n: outputs, two or more
 * @n_rows: rows of the data
 * @names: n (NULL-terminated): classes, or columns
 * @is_classes: the names are classes of one target: a row is +1 in at most one of them, and −1 in
 * the others
 * @y: n × n_rows, row-major: the targets of one output after those of another
 *
 * Targets of several outputs for the same rows, each of which gets a network of its own. Immutable,
 * reference-counted.
 */
typedef struct
{
  gatomicrefcount ref_count;
  gsize n;
  gsize n_rows;
  char **names;
  gboolean is_classes;
  double *y;
} RscOutputs;

/* Copies @names (NULL-terminated, two or more); takes @y, of g_malloc() and finite. */
RscOutputs *
rsc_outputs_new (const char *const *names, gboolean is_classes, gsize n_rows, double *y);
RscOutputs *rsc_outputs_ref (RscOutputs *self);
void rsc_outputs_unref (RscOutputs *self);

/* The n_rows targets of output @k. Borrowed. */
const double *rsc_outputs_get_y (const RscOutputs *self, gsize k);

/* The rows @rows alone, each an index below n_rows. O(n n_rows). */
RscOutputs *rsc_outputs_new_rows (const RscOutputs *self, gsize n_rows, const gsize *rows);

/* What becomes of them where a hand has edited the rows and the targets of @output: row i is row
 * @from[i] of before, or a new one (G_MAXSIZE); @from is NULL where the rows are those of before
 * and new ones after them. @y: @n_rows, the targets of @output now. A row that becomes positive
 * leaves the other classes; one that does not stays in none or where it was. What a hand does not
 * say of a new row: it is in no other class, and in the middle (the mean, or of −1 and 1 the more
 * frequent) of another column. O(n n_rows). */
RscOutputs *rsc_outputs_new_edited (const RscOutputs *self,
                                    gsize output,
                                    gsize n_rows,
                                    const gsize *from,
                                    const double *y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscOutputs, rsc_outputs_unref)

G_END_DECLS
