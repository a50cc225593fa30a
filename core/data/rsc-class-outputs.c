/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/rsc-class-outputs.h"

#include "core/data/rsc-reading.h"

/* Two classes are one output as a rule: here each is one against the other. */
static gboolean
read_two_classes (RscClassOutputs *self,
                  const RscReading *reading,
                  const RscTable *table,
                  const RscImportChoices *choices,
                  RscImportProblem *problem,
                  GCancellable *cancellable,
                  GError **error)
{
  const char *const names[] = { reading->negative, reading->positive, NULL };
  RscImportChoices own = *choices;

  self->n = 2;
  self->names = g_strdupv ((char **) names);
  self->datasets = g_new0 (RscDataset *, self->n);
  for (gsize k = 0; k < self->n; k++)
    {
      const char *const one[] = { self->names[k], NULL };

      own.classes = one;
      self->datasets[k] = rsc_import_new_dataset (table, &own, problem, cancellable, error);
      if (self->datasets[k] == NULL)
        return FALSE;
    }
  return TRUE;
}

RscClassOutputs *
rsc_class_outputs_new (const RscTable *table,
                       const RscImportChoices *choices,
                       RscImportProblem *problem,
                       GCancellable *cancellable,
                       GError **error)
{
  g_return_val_if_fail (table != NULL && choices != NULL, NULL);

  g_autoptr (RscClassOutputs) self = g_new0 (RscClassOutputs, 1);
  g_autoptr (RscDataset) dataset = NULL;
  RscImportChoices own = *choices;
  RscOutputs *outputs;

  own.positive = NULL;
  own.classes = NULL;
  if (own.targets == NULL)
    {
      own.target_type = RSC_TARGET_TYPE_CLASSES;
      own.every_class = TRUE;
    }
  self->is_classes = TRUE;
  dataset = rsc_import_new_dataset (table, &own, problem, cancellable, error);
  if (dataset == NULL)
    return NULL;
  outputs = rsc_dataset_get_outputs (dataset, NULL);
  if (outputs == NULL)
    return read_two_classes (self, rsc_dataset_get_reading (dataset), table, &own, problem,
                             cancellable, error)
             ? g_steal_pointer (&self)
             : NULL;
  self->names = g_strdupv (outputs->names);
  self->n = outputs->n;
  self->is_classes = outputs->is_classes;
  self->datasets = g_new0 (RscDataset *, self->n);
  for (gsize k = 0; k < self->n; k++)
    self->datasets[k] = rsc_dataset_new_output (dataset, k);
  return g_steal_pointer (&self);
}

void
rsc_class_outputs_free (RscClassOutputs *self)
{
  g_return_if_fail (self != NULL);

  for (gsize k = 0; k < self->n && self->datasets != NULL; k++)
    if (self->datasets[k] != NULL)
      rsc_dataset_unref (self->datasets[k]);
  g_free (self->datasets);
  g_strfreev (self->names);
  g_free (self);
}
