/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-document-state.h"

G_BEGIN_DECLS

/**
 * RscPreparedRows:
 * @n_train, @n_test: rows that are fitted, and that are held out
 * @rows: rows of the source: those of the training set, then those of the test set
 * @d: features
 * @preparation, @train: of the rows that are fitted, as they are in the source
 *
 * Which rows of a state's source are which of its train and test, and in which units: what a hand
 * needs to know that points into a picture, which shows what is fitted, and edits the source.
 */
typedef struct
{
  gsize n_train;
  gsize n_test;
  gsize *rows;
  gsize d;
  RscPreparation preparation;
  RscDataset *train;
} RscPreparedRows;

/* Of @state, which has data. O(n), and O(n d) where rows are held out. */
RscPreparedRows *rsc_prepared_rows_new (const RscDocumentState *state);
void rsc_prepared_rows_free (RscPreparedRows *self);

/* Rows of the source for rows of the training set and of the test set (either may be NULL). */
RscRowSet *rsc_prepared_rows_to_source (const RscPreparedRows *self,
                                        const RscRowSet *train,
                                        const RscRowSet *test);
/* And back: those of @rows that are in the training set, or in the test set. O(n). */
RscRowSet *
rsc_prepared_rows_from_source (const RscPreparedRows *self, const RscRowSet *rows, gboolean test);

/* A feature's value in the source for one in the picture, and back; and what in the source is 1 in
 * the picture. O(n). */
double rsc_prepared_rows_to_raw (const RscPreparedRows *self, gsize k, double value);
double rsc_prepared_rows_from_raw (const RscPreparedRows *self, gsize k, double raw);
double rsc_prepared_rows_get_unit (const RscPreparedRows *self, gsize k);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscPreparedRows, rsc_prepared_rows_free)

G_END_DECLS
