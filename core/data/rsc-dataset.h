/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/rsc-outputs.h"
#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RscDataset:
 *
 * A training set: features X (n × d, without the bias column) and targets y (n). Immutable and
 * reference-counted, so that threads share it without copying. n >= 1, d >= 0; all values finite.
 * Only data that a hand draws can be without a row, n = 0: nothing can be fitted to them.
 */
typedef struct _RscDataset RscDataset;

/* How a file was read: rsc-reading.h. */
typedef struct _RscReading RscReading;

/* Coordinates in which rows are written that have many features: rsc-row-space.h. */
typedef struct _RscRowSpace RscRowSpace;

/* @x: row-major n × d, copied. @y: n, copied. @feature_names: d names or NULL (x1, x2, …).
 * @target_name: or NULL ("y"). Names are made unique and kept on one line. Errors: RSC_ERROR_DATA
 * for n = 0 or a value that is not finite. */
RscDataset *rsc_dataset_new (const char *name,
                             gsize n,
                             gsize d,
                             const double *x,
                             const double *y,
                             const char *const *feature_names,
                             const char *target_name,
                             GError **error);

/* What a reader has read: takes @x (n × d) and @y (n), both of g_malloc() and finite. @names: d +
 * 1, the last of the target, any of which may be NULL. @reading: or NULL. */
RscDataset *rsc_dataset_new_read (const char *name,
                                  gsize n,
                                  gsize d,
                                  double *x,
                                  double *y,
                                  const char *const *names,
                                  RscReading *reading);

/* Bytes of memory that its values take, with the coordinates of a space of its own. O(1). */
gsize rsc_dataset_get_bytes (const RscDataset *self);

/* The same rows, read as @reading says. O(n d). */
RscDataset *rsc_dataset_new_with_reading (const RscDataset *self, RscReading *reading);

/* The same rows, targets, names and reading with other features @x (n × d, copied). Errors: as
 * rsc_dataset_new(). */
RscDataset *rsc_dataset_new_scaled (const RscDataset *self, const double *x, GError **error);

/* Other rows, @x (n × d) and @y (n), with the same names and reading. Takes both, which are of
 * g_malloc() and finite; @n may be 0. @from: which row of @self each is, or G_MAXSIZE for a new
 * one; NULL: those of @self, and new ones after them. Only other outputs depend on it. */
RscDataset *
rsc_dataset_new_edited (const RscDataset *self, gsize n, double *x, double *y, const gsize *from);

/* The same rows and features with the targets of several outputs, of which number @output is what
 * is fitted; rows in a space of their own stay there. @reading: of that output, or NULL for that of
 * @self. O(n d). */
RscDataset *rsc_dataset_new_with_outputs (const RscDataset *self,
                                          RscOutputs *outputs,
                                          gsize output,
                                          RscReading *reading);

/* The same with output @k of its own as what is fitted. O(n d). */
RscDataset *rsc_dataset_new_output (const RscDataset *self, gsize k);

/* All outputs, and which of them (*@output, or NULL) is what is fitted; NULL where there is but
 * one. Borrowed. */
RscOutputs *rsc_dataset_get_outputs (const RscDataset *self, gsize *output);

/* Features to draw in, without a row. @feature_names: d names or NULL; @target_name: or NULL. */
RscDataset *rsc_dataset_new_empty (const char *name,
                                   gsize d,
                                   const char *const *feature_names,
                                   const char *target_name);

/* Whether the data were begun like that: the picture that they are drawn in holds at least [-1, 1]
 * each way, however few the points are. */
gboolean rsc_dataset_is_drawn (const RscDataset *self);

/* Writes a CSV with header; numbers with 17 significant digits, so reading gives the same bits.
 * Where a name could be something else, such as a number, all are written in quotes. */
gboolean rsc_dataset_write_csv (const RscDataset *self,
                                GOutputStream *stream,
                                GCancellable *cancellable,
                                GError **error);

RscDataset *rsc_dataset_ref (RscDataset *self);
void rsc_dataset_unref (RscDataset *self);

const char *rsc_dataset_get_name (const RscDataset *self);
gsize rsc_dataset_get_n (const RscDataset *self);
gsize rsc_dataset_get_d (const RscDataset *self);
const double *rsc_dataset_get_x (const RscDataset *self); /* n × d, row-major */
const double *rsc_dataset_get_y (const RscDataset *self); /* n */
const char *rsc_dataset_get_feature_name (const RscDataset *self, gsize k);
const char *rsc_dataset_get_target_name (const RscDataset *self);
/* The rows of @source, its bias column of ones with them if there is one, in the coordinates of
 * @space, which they span: n × r, to be fitted without a bias. The same reading and target. NULL
 * when cancelled. O(n d r). */
RscDataset *rsc_dataset_new_in_space (RscDataset *source,
                                      RscRowSpace *space,
                                      gboolean bias,
                                      GCancellable *cancellable);

/* What the rows were before that: @self where they are as they were. */
RscDataset *rsc_dataset_get_source (RscDataset *self);

/* The space whose coordinates the rows are in, NULL for none; @bias (or NULL): whether a bias is in
 * it. */
RscRowSpace *rsc_dataset_get_space (const RscDataset *self, gboolean *bias);

/* How the file was read that the data came from; NULL where they came from none. */
RscReading *rsc_dataset_get_reading (const RscDataset *self);

/* The design matrix n × (d + bias), row-major: features, then a column of ones if @bias.
 * Free with g_free(). */
double *rsc_dataset_dup_design (const RscDataset *self, gboolean bias);

/* Means of the d features. Free with g_free(). */
double *rsc_dataset_dup_mean (const RscDataset *self);

/* Random split: round(@train_fraction n) rows to @train, at least 1 in each; the same seed gives
 * the same rows on every machine. Rows keep their order. Errors: RSC_ERROR_ARGUMENT if n < 2 or the
 * fraction is not in (0, 1). */
gboolean rsc_dataset_split (const RscDataset *self,
                            double train_fraction,
                            guint64 seed,
                            RscDataset **train,
                            RscDataset **test,
                            GError **error);

/* The rows of @n that rsc_dataset_split() takes: those of the training set (*@n_train), then those
 * of the test set, both in order. NULL with its errors. Free with g_free(). O(n). */
gsize *rsc_dataset_dup_split_rows (gsize n,
                                   double train_fraction,
                                   guint64 seed,
                                   gsize *n_train,
                                   GError **error);

/* The @n_rows rows @rows of the data set, each an index below n; without its names of columns.
 * O(n_rows d). */
RscDataset *rsc_dataset_new_rows (const RscDataset *self, gsize n_rows, const gsize *rows);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscDataset, rsc_dataset_unref)

G_END_DECLS
