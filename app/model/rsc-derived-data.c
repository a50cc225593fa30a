/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-derived-data.h"

RscDerivedData *
rsc_derived_data_new (RscDataset *source,
                      RscDataset *held,
                      const RscPreparation *preparation,
                      GError **error)
{
  RscDerivedData *self;

  g_return_val_if_fail (source != NULL && preparation != NULL, NULL);

  self = g_new0 (RscDerivedData, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->source = rsc_dataset_ref (source);
  self->held = held ? rsc_dataset_ref (held) : NULL;
  self->preparation = *preparation;
  if (rsc_dataset_get_n (source) == 0)
    return self;
  if (!rsc_preparation_apply (preparation, source, held, &self->train, &self->test, error))
    {
      rsc_derived_data_unref (self);
      return NULL;
    }
  /* The bias stays what it is: a weight of its own. */
  rsc_preparation_enter_row_space (&self->train, &self->test, FALSE);
  return self;
}

RscDerivedData *
rsc_derived_data_ref (RscDerivedData *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_derived_data_unref (RscDerivedData *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->source, rsc_dataset_unref);
  g_clear_pointer (&self->held, rsc_dataset_unref);
  g_clear_pointer (&self->train, rsc_dataset_unref);
  g_clear_pointer (&self->test, rsc_dataset_unref);
  g_free (self);
}

gboolean
rsc_derived_data_is_of (const RscDerivedData *self,
                        const RscDataset *source,
                        const RscDataset *held,
                        const RscPreparation *preparation)
{
  const RscPreparation *own = &self->preparation;

  return self->source == source && self->held == held
         && own->standardise == preparation->standardise && own->split == preparation->split
         && (!own->split || held
             || (own->train_fraction == preparation->train_fraction
                 && own->seed == preparation->seed));
}
