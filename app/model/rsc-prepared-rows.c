/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-prepared-rows.h"

#include "core/data/rsc-preparation.h"

RscPreparedRows *
rsc_prepared_rows_new (const RscDocumentState *state)
{
  const RscPreparation preparation = { state->split && state->test && !state->held,
                                       state->train_fraction, state->split_seed,
                                       state->standardise };
  RscPreparedRows *self = g_new0 (RscPreparedRows, 1);
  const gsize n = rsc_dataset_get_n (state->source);
  g_autoptr (RscDataset) train = rsc_dataset_ref (state->source);

  self->d = rsc_dataset_get_d (state->source);
  self->n_train = n;
  self->shift = g_new0 (double, MAX (self->d, 1));
  self->unit = g_new0 (double, MAX (self->d, 1));
  if (preparation.split)
    self->rows = rsc_dataset_dup_split_rows (n, state->train_fraction, state->split_seed,
                                             &self->n_train, NULL);
  if (!self->rows)
    {
      self->rows = g_new (gsize, MAX (n, 1));
      for (gsize i = 0; i < n; i++)
        self->rows[i] = i;
    }
  else
    {
      g_autoptr (RscDataset) test = NULL;

      g_clear_pointer (&train, rsc_dataset_unref);
      rsc_dataset_split (state->source, state->train_fraction, state->split_seed, &train, &test,
                         NULL);
    }
  self->n_test = n - self->n_train;
  rsc_preparation_get_units (&preparation, train, self->shift, self->unit);
  return self;
}

void
rsc_prepared_rows_free (RscPreparedRows *self)
{
  g_free (self->rows);
  g_free (self->shift);
  g_free (self->unit);
  g_free (self);
}

RscRowSet *
rsc_prepared_rows_to_source (const RscPreparedRows *self,
                             const RscRowSet *train,
                             const RscRowSet *test)
{
  const gsize n_train = train ? train->n : 0, n_test = test ? test->n : 0;
  g_autofree gsize *rows = g_new (gsize, MAX (n_train + n_test, 1));
  gsize n = 0;

  for (gsize i = 0; i < n_train; i++)
    if (train->rows[i] < self->n_train)
      rows[n++] = self->rows[train->rows[i]];
  for (gsize i = 0; i < n_test; i++)
    if (test->rows[i] < self->n_test)
      rows[n++] = self->rows[self->n_train + test->rows[i]];
  return rsc_row_set_new (n, rows);
}

RscRowSet *
rsc_prepared_rows_from_source (const RscPreparedRows *self, const RscRowSet *rows, gboolean test)
{
  const gsize first = test ? self->n_train : 0;
  const gsize n_all = test ? self->n_test : self->n_train;
  g_autofree gsize *found = g_new (gsize, MAX (rows->n, 1));
  gsize n = 0;

  for (gsize i = 0; i < n_all && n < rows->n; i++)
    if (rsc_row_set_has (rows, self->rows[first + i]))
      found[n++] = i;
  return rsc_row_set_new (n, found);
}

double
rsc_prepared_rows_to_raw (const RscPreparedRows *self, gsize k, double value)
{
  g_return_val_if_fail (k < self->d, value);
  return self->shift[k] + self->unit[k] * value;
}

double
rsc_prepared_rows_from_raw (const RscPreparedRows *self, gsize k, double raw)
{
  g_return_val_if_fail (k < self->d, raw);
  return (raw - self->shift[k]) / self->unit[k];
}
