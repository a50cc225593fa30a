/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/rsc-dataset.h"

G_BEGIN_DECLS

/**
 * RscFeatureValues:
 *
 * Where features are held while others vary: a value, or the mean of the data. NULL holds all of
 * them at their mean. Immutable, reference-counted.
 */
typedef struct _RscFeatureValues RscFeatureValues;

/* As @self (or NULL), of @d features, with feature @k at @value; NaN: at its mean. NULL when no
 * feature has a value of its own. O(d). */
RscFeatureValues *
rsc_feature_values_new_with (const RscFeatureValues *self, gsize d, gsize k, double value);
RscFeatureValues *rsc_feature_values_ref (RscFeatureValues *self);
void rsc_feature_values_unref (RscFeatureValues *self);

/* The value of feature @k; NaN where it is at its mean. @self may be NULL. */
double rsc_feature_values_get (const RscFeatureValues *self, gsize k);

/* Whether all features are held at the same place. Both may be NULL. */
gboolean rsc_feature_values_equal (const RscFeatureValues *a, const RscFeatureValues *b);

/* The place: d numbers, the mean of each feature of @dataset or its value in @self, which may be
 * NULL. Free with g_free(). O(n d). */
double *rsc_feature_values_dup_place (const RscFeatureValues *self, const RscDataset *dataset);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscFeatureValues, rsc_feature_values_unref)

G_END_DECLS
