/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/rsc-dataset.h"

G_BEGIN_DECLS

/**
 * RscPreparation:
 * @split: whether some rows are held out
 * @train_fraction: share of the rows to train on, in (0, 1)
 * @seed: of the choice of the rows
 * @standardise: whether features are shifted and scaled
 *
 * What is done to data before anything is fitted to them, always in this order: first the rows are
 * split, then every feature is shifted and scaled by the training rows alone. The other order would
 * let the held-out rows tell the training about themselves.
 */
typedef struct
{
  gboolean split;
  double train_fraction;
  guint64 seed;
  gboolean standardise;
} RscPreparation;

/* Neither: the training rows are the data. */
void rsc_preparation_init (RscPreparation *self);

/* Prepares @source (n × d) for *@train and *@test; the caller owns both. *@test are the rows that
 * the split holds out, or @held (or NULL), which stands apart from @source already: then there is
 * no split. Without anything to do they are @source and @held themselves. On an error both are
 * NULL. O(n d). Errors: those of rsc_dataset_split() and rsc_preparation_scale(). */
gboolean rsc_preparation_apply (const RscPreparation *self,
                                RscDataset *source,
                                RscDataset *held,
                                RscDataset **train,
                                RscDataset **test,
                                GError **error);

/* Shifts and scales each feature of *@train (n × d) by its mean μ and standard deviation σ
 * (population, 1/n) to (x - μ)/σ, and *@test (n' × d, may be NULL or point to NULL) by the same μ
 * and σ. A feature that is constant in *@train becomes 0 in both. Targets and names stay. Both are
 * replaced, or on an error neither. O(n d). Errors: RSC_ERROR_DATA where a test value leaves the
 * range of a number. */
gboolean rsc_preparation_scale (RscDataset **train, RscDataset **test, GError **error);

/* Of many features the rows see only the space that they span, and no optimal weight lies outside
 * it. Where the rows of
 * *@train are of more than RSC_ROW_SPACE_MIN features and of more than there are rows, it and
 * *@test (NULL, or pointing to NULL) are replaced by their coordinates there, as
 * rsc_dataset_new_in_space() makes them; else nothing is done, and FALSE returned. @bias: whether a
 * column of ones is one of the features. Nothing is done either when cancelled. O(n² d). */
gboolean rsc_preparation_enter_row_space (RscDataset **train,
                                          RscDataset **test,
                                          gboolean bias,
                                          GCancellable *cancellable);

/* Up to so many weights a neuron has them as they are, however few the rows. */
#define RSC_ROW_SPACE_MIN 32

/* The unit that feature @k is fitted in: of @train before it is scaled, it goes from x to
 * (x - @shift)/@unit. A feature that is constant there, which becomes 0, has the unit 1, so that a
 * hand can move it. O(n). */
void rsc_preparation_get_unit (const RscPreparation *self,
                               const RscDataset *train,
                               gsize k,
                               double *shift,
                               double *unit);

/* Whether features are so unlike in scale, a thousandfold between the least deviation that is not 0
 * and the largest, that those which are large outweigh the others: shifting and scaling is worth a
 * suggestion. O(n d). */
gboolean rsc_preparation_is_suggested (const RscDataset *dataset);

G_END_DECLS
