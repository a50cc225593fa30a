/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/rsc-second-file.h"

#include "core/data/rsc-classes.h"
#include "core/numerics/rsc-error.h"

#include <glib/gi18n.h>

/* How a file would be read that had the data as they are: for those that came from none. */
static RscReading *
make_reading (const RscDataset *data)
{
  const gsize d = rsc_dataset_get_d (data);
  RscReading *reading = rsc_reading_new_empty (d + 1);

  reading->n_features = d;
  reading->header = RSC_HEADER_NAMES;
  reading->target = d;
  reading->target_kind = RSC_TARGET_VALUES;
  for (gsize k = 0; k <= d; k++)
    {
      reading->columns[k].role = k < d ? RSC_ROLE_FEATURE : RSC_ROLE_TARGET;
      reading->columns[k].first = k;
      reading->columns[k].name = g_strdup (k < d ? rsc_dataset_get_feature_name (data, k)
                                                 : rsc_dataset_get_target_name (data));
    }
  return reading;
}

static RscReading *
get_reading (const RscDataset *like)
{
  RscReading *reading = rsc_dataset_get_reading (like);

  return reading != NULL ? rsc_reading_ref (reading) : make_reading (like);
}

RscDataset *
rsc_second_file_new_dataset (const RscTable *table,
                             RscDataset *like,
                             RscMissing missing,
                             RscImportProblem *problem,
                             GCancellable *cancellable,
                             GError **error)
{
  g_autoptr (RscReading) reading = NULL;
  g_autoptr (RscDataset) read = NULL;

  g_return_val_if_fail (table != NULL && like != NULL, NULL);

  reading = get_reading (like);
  read = rsc_import_new_like (table, reading, missing, rsc_classes_are_signs (like), problem,
                              cancellable, error);
  if (read == NULL || rsc_dataset_get_reading (like) != NULL)
    return g_steal_pointer (&read);
  /* Where the data came from no file, it is nobody's reading. */
  return rsc_dataset_new (rsc_dataset_get_name (read), rsc_dataset_get_n (read),
                          rsc_dataset_get_d (read), rsc_dataset_get_x (read),
                          rsc_dataset_get_y (read), NULL, NULL, error);
}

gboolean
rsc_second_file_has_names (const RscTable *table, const RscDataset *like)
{
  g_autoptr (RscReading) reading = NULL;

  g_return_val_if_fail (table != NULL && like != NULL, FALSE);

  if (rsc_table_get_header (table) != RSC_HEADER_NAMES)
    return FALSE;
  reading = get_reading (like);
  for (gsize k = 0; k < reading->n_columns; k++)
    {
      const RscReadingColumn *column = &reading->columns[k];
      gsize c = 0;

      if (column->role != RSC_ROLE_FEATURE && column->role != RSC_ROLE_TARGET)
        continue;
      while (c < rsc_table_get_n_columns (table)
             && g_strcmp0 (rsc_table_get_column (table, c)->name, column->name) != 0)
        c++;
      if (column->name == NULL || c == rsc_table_get_n_columns (table))
        return FALSE;
    }
  return TRUE;
}
