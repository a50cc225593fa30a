/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RscDataset:
 *
 * A training set: features X (n × d, without the bias column) and targets y (n). Immutable and
 * reference-counted, so that threads share it without copying. n >= 1, d >= 0; all values finite.
 */
typedef struct _RscDataset RscDataset;

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

/* Reads a CSV: header or not (detected), separator comma, semicolon or tab (detected), comment
 * lines that start with '#', empty lines, BOM, LF/CRLF/CR, double quotes; numbers always with a
 * decimal point, whatever the locale. The last column is y; with one column d is 0. Empty and
 * repeated names are replaced ("x2", "a_2"). @name is what error messages call the input:
 * "NAME:LINE:COLUMN: …", LINE a line of the file, COLUMN the character where the field starts,
 * both from 1; core/rsc-csv-reader.h has the rules. O(bytes), streaming. Errors: RSC_ERROR_DATA,
 * G_IO_ERROR. */
RscDataset *rsc_dataset_new_from_stream (GInputStream *stream,
                                         const char *name,
                                         GCancellable *cancellable,
                                         GError **error);
RscDataset *rsc_dataset_new_from_file (GFile *file, GCancellable *cancellable, GError **error);

/* Writes a CSV with header; numbers with 17 significant digits, so reading gives the same bits. If
 * the names are numbers themselves they are written with an x (the target: y) before them. */
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

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscDataset, rsc_dataset_unref)

G_END_DECLS
