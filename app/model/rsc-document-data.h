/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-document.h"

G_BEGIN_DECLS

/* What hands do to a document's data, in the picture and in the table: each function is one named
 * change, which can be undone, and tells RSC_DOCUMENT_DATA. Rows are those of the state's source,
 * whose values are in the units of the file; what is prepared of them follows. FALSE where nothing
 * has changed: no row is named, the values are those that are there, or one of them is not finite.
 *
 * RSC_CHANGE_RUNNING is for a hand that moves something: all that comes until
 * rsc_document_end_change() is one change, and each call replaces what the one before has done, so
 * give the whole way from where the hand began. */

/* Rows that are selected, never NULL. Borrowed. To select is no change that can be undone; rows
 * that are not there are left out. Tells RSC_DOCUMENT_ROWS. The selection follows every edit: rows
 * that stay are the same points, new ones are selected, and undo brings back those that were. */
RscRowSet *rsc_document_get_rows (RscDocument *self);
void rsc_document_select_rows (RscDocument *self, RscRowSet *rows);

/* Makes @edited (taken), from rsc-data-edit.h, the data of the document: what the functions below
 * do, for what they do not. @name: of the change; @rows (taken): selected then, or NULL for the
 * same as now, where the rows are the same. */
gboolean rsc_document_edit_data (RscDocument *self,
                                 const char *name,
                                 RscChangeMode mode,
                                 RscDataset *edited,
                                 RscRowSet *rows);

/* @x: n × d; @y: n. The new points are selected. */
gboolean rsc_document_add_points (RscDocument *self, gsize n, const double *x, const double *y);
gboolean rsc_document_delete_points (RscDocument *self, RscRowSet *rows);
/* Moves @rows by @vector (d), and their targets by @step, from where they are in @start: the
 * state's source, or what it was when the hand began. */
gboolean rsc_document_move_points (RscDocument *self,
                                   RscChangeMode mode,
                                   RscDataset *start,
                                   RscRowSet *rows,
                                   const double *vector,
                                   double step);
gboolean
rsc_document_shift_targets (RscDocument *self, RscChangeMode mode, RscRowSet *rows, double step);
gboolean rsc_document_flip_targets (RscDocument *self, RscRowSet *rows);
/* The copies lie @vector (d) away, and are selected. */
gboolean rsc_document_duplicate_points (RscDocument *self, RscRowSet *rows, const double *vector);
/* One value of the table; @column: the feature, or d for the target. */
gboolean rsc_document_set_value (RscDocument *self, gsize row, gsize column, double value);
/* A block of the table as rsc_data_edit_set_block() has it; its rows are selected. What is wrong
 * with it is an error. */
gboolean rsc_document_paste (RscDocument *self,
                             gsize row,
                             gsize column,
                             gsize n_rows,
                             gsize n_columns,
                             const double *values,
                             GError **error);
/* The gallery set that was edited, as it was made: rsc_document_state_can_start_again(). */
gboolean rsc_document_start_again (RscDocument *self);

/* The hand lets go: the next change is another one. */
void rsc_document_end_change (RscDocument *self);
/* Where it gives up: rsc_document_cancel_change(). */

G_END_DECLS
