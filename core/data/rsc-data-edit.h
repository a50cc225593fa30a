/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/rsc-dataset.h"
#include "core/data/rsc-row-set.h"

G_BEGIN_DECLS

/* What hands do to a data set (n × d and n targets). Every function gives a new one with the same
 * names, and leaves the old one as it was; the caller owns it. Rows keep their order, and new ones
 * come last. All rows named must be there. O(n d). Errors: RSC_ERROR_DATA for a value that is not
 * finite: nothing is given then. */

/* Points @x (n_new × d) with targets @y (n_new) after the others. */
RscDataset *rsc_data_edit_add (const RscDataset *self,
                               gsize n_new,
                               const double *x,
                               const double *y,
                               GError **error);

/* The other rows. None need be left: then there is nothing to fit, only features to draw in. */
RscDataset *rsc_data_edit_delete (const RscDataset *self, const RscRowSet *rows);

/* Adds @vector (d) to the features of @rows. */
RscDataset *rsc_data_edit_move (const RscDataset *self,
                                const RscRowSet *rows,
                                const double *vector,
                                GError **error);

/* Adds @step to the targets of @rows; turns their sign (0 stays 0). */
RscDataset *rsc_data_edit_shift_targets (const RscDataset *self,
                                         const RscRowSet *rows,
                                         double step,
                                         GError **error);
RscDataset *rsc_data_edit_flip (const RscDataset *self, const RscRowSet *rows);

/* The rows of @edited that are the points @rows of @self: the same rows where there are as many as
 * before, and else those with the same values, each once; points that are gone are left out. O(n d
 * rows). */
RscRowSet *
rsc_data_edit_find_rows (const RscDataset *self, const RscRowSet *rows, const RscDataset *edited);

/* A step for targets: the power of ten of which ten to a hundred lead from the least to the
 * largest. O(n). */
double rsc_data_edit_get_step (const RscDataset *self);

/* Copies of @rows after the others, @vector (d) away from them. */
RscDataset *rsc_data_edit_duplicate (const RscDataset *self,
                                     const RscRowSet *rows,
                                     const double *vector,
                                     GError **error);

/* A block of a table, whose columns are the features and then the target: @values (n_rows ×
 * n_columns, row-major) from
 * @row and @column on. NaN leaves the value that is there. Rows after the last are new: they must
 * have a value in every column. The block must not be wider than the table. */
RscDataset *rsc_data_edit_set_block (const RscDataset *self,
                                     gsize row,
                                     gsize column,
                                     gsize n_rows,
                                     gsize n_columns,
                                     const double *values,
                                     GError **error);

G_END_DECLS
