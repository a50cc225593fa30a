/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts of a data set by rows. */
#include "core/data/rsc-dataset.h"

#include <string.h>

RscDataset *
rsc_dataset_new_rows (const RscDataset *self, gsize n_rows, const gsize *rows)
{
  g_return_val_if_fail (self != NULL && (rows != NULL || n_rows == 0), NULL);

  const gsize d = rsc_dataset_get_d (self);
  const double *x = rsc_dataset_get_x (self);
  const double *y = rsc_dataset_get_y (self);
  g_autofree double *part = g_new (double, MAX (n_rows * d, 1));
  g_autofree double *target = g_new (double, n_rows);

  for (gsize i = 0; i < n_rows; i++)
    {
      if (d > 0)
        memcpy (part + i * d, x + rows[i] * d, d * sizeof (double));
      target[i] = y[rows[i]];
    }
  /* Rows of a data set: nothing that could be refused. */
  return rsc_dataset_new (rsc_dataset_get_name (self), n_rows, d, part, target, NULL, NULL, NULL);
}
