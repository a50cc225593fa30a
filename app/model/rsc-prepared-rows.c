/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-prepared-rows.h"

#include "core/data/rsc-preparation.h"

RscPreparedRows *
rsc_prepared_rows_new (const RscDocumentState *state)
{
  RscPreparedRows *self = g_new0 (RscPreparedRows, 1);
  const gsize n = rsc_dataset_get_n (state->source);

  self->d = rsc_dataset_get_d (state->source);
  rsc_document_state_get_preparation (state, &self->preparation);
  self->train = rsc_dataset_ref (state->source);
  self->n_train = n;
  if (state->split && !state->held && (state->test || state->unfinished))
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

      g_clear_pointer (&self->train, rsc_dataset_unref);
      rsc_dataset_split (state->source, state->train_fraction, state->split_seed, &self->train,
                         &test, NULL);
    }
  self->n_test = n - self->n_train;
  return self;
}

void
rsc_prepared_rows_free (RscPreparedRows *self)
{
  g_free (self->rows);
  g_clear_pointer (&self->train, rsc_dataset_unref);
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
  double shift = 0, unit = 1;

  rsc_preparation_get_unit (&self->preparation, self->train, k, &shift, &unit);
  return shift + unit * value;
}

double
rsc_prepared_rows_from_raw (const RscPreparedRows *self, gsize k, double raw)
{
  double shift = 0, unit = 1;

  rsc_preparation_get_unit (&self->preparation, self->train, k, &shift, &unit);
  return (raw - shift) / unit;
}

double
rsc_prepared_rows_get_unit (const RscPreparedRows *self, gsize k)
{
  double shift = 0, unit = 1;

  rsc_preparation_get_unit (&self->preparation, self->train, k, &shift, &unit);
  return unit;
}
