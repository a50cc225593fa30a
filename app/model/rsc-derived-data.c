/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-derived-data.h"

/* Multiplications that a frame has time for, with the few of each that the space of the rows
 * takes. */
#define QUICK 2e6

static RscDerivedData *
derived_data_new_of (RscDataset *source, RscDataset *held, const RscPreparation *preparation)
{
  RscDerivedData *self = g_new0 (RscDerivedData, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->source = rsc_dataset_ref (source);
  self->held = held ? rsc_dataset_ref (held) : NULL;
  self->preparation = *preparation;
  self->whole = TRUE;
  return self;
}

/* Whether finding the space of @n rows of @d features takes longer than a frame. */
static gboolean
is_long (double n, double d)
{
  return d > MAX (n, RSC_ROW_SPACE_MIN) && n * n * d > QUICK;
}

/* Whether all of it can be left to a job: nothing in it can fail but units that test points have no
 * number in. */
static gboolean
can_wait (const RscDataset *source, const RscDataset *held, const RscPreparation *preparation)
{
  const double n = (double) rsc_dataset_get_n (source), d = (double) rsc_dataset_get_d (source);
  const gboolean split = preparation->split && !held;

  return is_long (split ? preparation->train_fraction * n : n, d)
         && (!split
             || (n >= 2 && preparation->train_fraction > 0 && preparation->train_fraction < 1))
         && (!preparation->standardise || (!split && !held));
}

RscDerivedData *
rsc_derived_data_new_quick (RscDataset *source,
                            RscDataset *held,
                            const RscPreparation *preparation,
                            GError **error)
{
  RscDerivedData *self;

  g_return_val_if_fail (source != NULL && preparation != NULL, NULL);

  self = derived_data_new_of (source, held, preparation);
  if (rsc_dataset_get_n (source) == 0)
    return self;
  self->whole = !can_wait (source, held, preparation);
  if (!self->whole)
    return self;
  if (!rsc_preparation_apply (preparation, source, held, &self->train, &self->test, error))
    {
      rsc_derived_data_unref (self);
      return NULL;
    }
  self->whole =
    !is_long ((double) rsc_dataset_get_n (self->train), (double) rsc_dataset_get_d (self->train));
  /* The bias stays what it is: a weight of its own. */
  if (self->whole)
    rsc_preparation_enter_row_space (&self->train, &self->test, FALSE, NULL);
  return self;
}

RscDerivedData *
rsc_derived_data_finish (RscDerivedData *self, GCancellable *cancellable, GError **error)
{
  RscDerivedData *whole;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->whole)
    return rsc_derived_data_ref (self);
  whole = derived_data_new_of (self->source, self->held, &self->preparation);
  if (self->train)
    {
      whole->train = rsc_dataset_ref (self->train);
      whole->test = self->test ? rsc_dataset_ref (self->test) : NULL;
    }
  else if (!rsc_preparation_apply (&self->preparation, self->source, self->held, &whole->train,
                                   &whole->test, error))
    {
      rsc_derived_data_unref (whole);
      return NULL;
    }
  rsc_preparation_enter_row_space (&whole->train, &whole->test, FALSE, cancellable);
  if (!g_cancellable_set_error_if_cancelled (cancellable, error))
    return whole;
  rsc_derived_data_unref (whole);
  return NULL;
}

RscDerivedData *
rsc_derived_data_new (RscDataset *source,
                      RscDataset *held,
                      const RscPreparation *preparation,
                      GError **error)
{
  g_autoptr (RscDerivedData) quick = rsc_derived_data_new_quick (source, held, preparation, error);

  return quick ? rsc_derived_data_finish (quick, NULL, error) : NULL;
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
