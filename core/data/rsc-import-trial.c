/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/rsc-import-trial.h"

#include "core/data/rsc-import-plan.h"

static gboolean
is_read_so (const RscTable *table, const RscTableChoices *choices)
{
  const RscTableChoices *own = rsc_table_get_choices (table);

  return own->header == choices->header && own->decimal == choices->decimal
         && own->separator == choices->separator;
}

/* The draft for a table that was read again: what was chosen about columns stays where it can.
 * Takes @draft. */
static RscImportDraft *
fit_draft (const RscTable *table, RscImportDraft *draft)
{
  g_autoptr (RscImportDraft) old = draft;
  RscImportDraft *self = rsc_import_draft_new (table);

  if (old->n_columns != self->n_columns || old->target >= self->n_columns
      || !rsc_import_can_use (table, old->target))
    return self;
  if (old->target != self->target)
    rsc_import_draft_set_target (self, table, old->target);
  for (gsize k = 0; k < self->n_columns; k++)
    self->used[k] = self->used[k] && old->used[k];
  return self;
}

RscImportTrial *
rsc_import_trial_new (RscTable *table,
                      RscImportDraft *draft,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (RscImportTrial) self = NULL;
  RscImportChoices choices;
  const char *classes[3];

  g_return_val_if_fail (table != NULL && draft != NULL, NULL);

  self = g_new0 (RscImportTrial, 1);
  self->table = rsc_table_ref (table);
  self->draft = draft;
  if (!is_read_so (table, &draft->table))
    {
      g_autoptr (RscTable) again =
        rsc_table_read_again (table, &draft->table, cancellable, &self->error);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (again == NULL)
        {
          self->problem = RSC_IMPORT_PROBLEM_OTHER;
          return g_steal_pointer (&self);
        }
      rsc_table_unref (self->table);
      self->table = g_steal_pointer (&again);
      self->draft = fit_draft (self->table, self->draft);
    }
  if (self->draft->target < self->draft->n_columns)
    self->classes = rsc_import_dup_classes (self->table, self->draft->target);
  /* Classes that were asked for where none is named yet. */
  if (self->classes != NULL && self->draft->target_type == RSC_TARGET_TYPE_CLASSES
      && self->draft->positive == NULL)
    rsc_import_draft_set_classes (self->draft,
                                  self->classes[g_strv_length (self->classes) == 2 ? 1 : 0], NULL);
  rsc_import_draft_get_choices (self->draft, &choices, classes);
  self->dataset =
    rsc_import_new_dataset (self->table, &choices, &self->problem, cancellable, &self->error);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
rsc_import_trial_free (RscImportTrial *self)
{
  g_return_if_fail (self != NULL);

  rsc_table_unref (self->table);
  rsc_import_draft_free (self->draft);
  g_strfreev (self->classes);
  g_clear_pointer (&self->dataset, rsc_dataset_unref);
  g_clear_error (&self->error);
  g_free (self);
}
