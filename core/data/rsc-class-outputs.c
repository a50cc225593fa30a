/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/rsc-class-outputs.h"

#include "core/data/rsc-import-plan.h"
#include "core/numerics/rsc-error.h"
#include <glib/gi18n.h>

/* The column of the target and its classes. */
static char **
dup_classes (const RscTable *table,
             const RscImportChoices *choices,
             RscImportProblem *problem,
             GCancellable *cancellable,
             GError **error)
{
  g_auto (RscImportPlan) plan = { .table = table, .choices = choices };
  g_autoptr (GError) local = NULL;
  char **names;

  /* That it has more classes than two is what is expected here. */
  if (!rsc_import_plan_make (&plan, cancellable, &local)
      && plan.problem != RSC_IMPORT_PROBLEM_CLASSES)
    {
      if (problem != NULL)
        *problem = plan.problem;
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  names = rsc_import_dup_classes (table, plan.from[plan.reading->target]);
  if (names == NULL || names[0] == NULL || names[1] == NULL)
    {
      g_autofree char *column = rsc_reading_dup_name (plan.reading, plan.reading->target);

      g_set_error (error, RSC_ERROR, RSC_ERROR_DATA, _ ("%s: target %s: these are no classes"),
                   rsc_table_get_text (table)->name, column);
      g_strfreev (names);
      return NULL;
    }
  return names;
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
  RscImportChoices own = *choices;

  own.positive = NULL;
  own.classes = NULL;
  self->names = dup_classes (table, &own, problem, cancellable, error);
  if (self->names == NULL)
    return NULL;
  self->n = g_strv_length (self->names);
  self->datasets = g_new0 (RscDataset *, self->n);
  own.target_type = RSC_TARGET_TYPE_CLASSES;
  for (gsize k = 0; k < self->n; k++)
    {
      const char *const one[] = { self->names[k], NULL };

      own.classes = one;
      self->datasets[k] = rsc_import_new_dataset (table, &own, problem, cancellable, error);
      if (self->datasets[k] == NULL)
        return NULL;
    }
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
