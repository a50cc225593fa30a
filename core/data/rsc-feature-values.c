/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/rsc-feature-values.h"

#include <math.h>

struct _RscFeatureValues
{
  gatomicrefcount ref_count;
  gsize d;
  double values[];
};

RscFeatureValues *
rsc_feature_values_new_with (const RscFeatureValues *self, gsize d, gsize k, double value)
{
  g_return_val_if_fail (k < d, NULL);

  g_autoptr (RscFeatureValues) with = g_malloc0 (sizeof (RscFeatureValues) + d * sizeof (double));
  gboolean any = FALSE;

  g_atomic_ref_count_init (&with->ref_count);
  with->d = d;
  for (gsize j = 0; j < d; j++)
    {
      with->values[j] = j == k ? value : rsc_feature_values_get (self, j);
      any = any || !isnan (with->values[j]);
    }
  return any ? g_steal_pointer (&with) : NULL;
}

RscFeatureValues *
rsc_feature_values_ref (RscFeatureValues *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_feature_values_unref (RscFeatureValues *self)
{
  g_return_if_fail (self != NULL);
  if (g_atomic_ref_count_dec (&self->ref_count))
    g_free (self);
}

double
rsc_feature_values_get (const RscFeatureValues *self, gsize k)
{
  return self != NULL && k < self->d ? self->values[k] : NAN;
}

gboolean
rsc_feature_values_equal (const RscFeatureValues *a, const RscFeatureValues *b)
{
  if (a == b)
    return TRUE;
  for (gsize k = 0; k < MAX (a ? a->d : 0, b ? b->d : 0); k++)
    {
      const double x = rsc_feature_values_get (a, k), y = rsc_feature_values_get (b, k);

      if (isnan (x) ? !isnan (y) : x != y)
        return FALSE;
    }
  return TRUE;
}

double *
rsc_feature_values_dup_place (const RscFeatureValues *self, const RscDataset *dataset)
{
  g_return_val_if_fail (dataset != NULL, NULL);

  double *place = rsc_dataset_dup_mean (dataset);

  for (gsize k = 0; k < rsc_dataset_get_d (dataset); k++)
    if (!isnan (rsc_feature_values_get (self, k)))
      place[k] = rsc_feature_values_get (self, k);
  return place;
}
