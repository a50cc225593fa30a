/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/rsc-preparation.h"

G_BEGIN_DECLS

/**
 * RscDerivedData:
 * @source: the data as they were read or drawn
 * @held: test points that stand apart, with the same columns; or NULL: then rows of @source may be
 * held out
 * @preparation: of them
 * @train: what is fitted: prepared, and in the space of its rows where it has many features; NULL
 * without a row
 * @test: the points that are held out, likewise; or NULL
 * @whole: FALSE while the space of the rows is to be found: then @train and @test are in all their
 * features, or NULL where preparing them waits too
 *
 * What follows from data before anything is solved. Where features are many that takes a while, so
 * that a job makes it. Immutable, reference-counted.
 */
typedef struct
{
  gatomicrefcount ref_count;
  RscDataset *source;
  RscDataset *held;
  RscPreparation preparation;
  RscDataset *train;
  RscDataset *test;
  gboolean whole;
} RscDerivedData;

/* NULL with the error set where the rows cannot be split. For any thread. O(n d), and O(n² d) where
 * the rows are in a space of their own. Errors: those of rsc_preparation_apply(). */
RscDerivedData *rsc_derived_data_new (RscDataset *source,
                                      RscDataset *held,
                                      const RscPreparation *preparation,
                                      GError **error);
/* The same, but where finding the space of the rows takes longer than a frame that is left to
 * rsc_derived_data_finish(), and with it all that cannot fail. O(n d). */
RscDerivedData *rsc_derived_data_new_quick (RscDataset *source,
                                            RscDataset *held,
                                            const RscPreparation *preparation,
                                            GError **error);
/* The whole of it, or itself where it is. For any thread; NULL when cancelled. O(n² d). */
RscDerivedData *
rsc_derived_data_finish (RscDerivedData *self, GCancellable *cancellable, GError **error);
RscDerivedData *rsc_derived_data_ref (RscDerivedData *self);
void rsc_derived_data_unref (RscDerivedData *self);

/* Whether @preparation makes these of @source and @held. */
gboolean rsc_derived_data_is_of (const RscDerivedData *self,
                                 const RscDataset *source,
                                 const RscDataset *held,
                                 const RscPreparation *preparation);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscDerivedData, rsc_derived_data_unref)

G_END_DECLS
