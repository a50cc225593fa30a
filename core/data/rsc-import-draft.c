/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/rsc-import-draft.h"

gboolean
rsc_import_can_use (const RscTable *table, gsize k)
{
  const RscColumn *column = rsc_table_get_column (table, k);

  if (column->type == RSC_COLUMN_NUMBER)
    return column->n_filled > 0;
  return column->type == RSC_COLUMN_CATEGORY && column->n_levels > 1
         && column->n_levels <= RSC_LEVELS_MAX
         && (column->n_levels < column->n_filled || column->n_filled < RSC_DIFFERENT_MIN);
}

void
rsc_import_draft_set_classes (RscImportDraft *self, const char *positive, const char *negative)
{
  char *copy = g_strdup (positive);

  g_free (self->positive);
  self->positive = copy;
  copy = g_strdup (negative);
  g_free (self->negative);
  self->negative = copy;
}

/* Rows are left out where something is missing in columns that are used. */
static RscMissing
suggest_missing (const RscImportDraft *self, const RscTable *table)
{
  for (gsize k = 0; k < self->n_columns; k++)
    if ((self->used[k] || self->more[k] || k == self->target)
        && rsc_table_get_column (table, k)->n_filled < rsc_table_get_n_rows (table))
      return RSC_MISSING_DROP;
  return RSC_MISSING_REFUSE;
}

void
rsc_import_draft_set_target (RscImportDraft *self, const RscTable *table, gsize target)
{
  const RscColumn *column;

  self->target = target;
  for (gsize k = 0; k < self->n_columns; k++)
    {
      self->more[k] = FALSE;
      self->used[k] = k != target && rsc_import_can_use (table, k);
    }
  self->every_class = FALSE;
  self->target_type = RSC_TARGET_TYPE_AUTO;
  rsc_import_draft_set_classes (self, NULL, NULL);
  self->missing = suggest_missing (self, table);
  if (target >= self->n_columns)
    return;
  column = rsc_table_get_column (table, target);
  /* Of two the last is +1, as everywhere; of more the first, against the rest. */
  if (column->type == RSC_COLUMN_CATEGORY && column->n_levels > 2)
    rsc_import_draft_set_classes (self, column->levels[0], NULL);
}

void
rsc_import_draft_set_more (RscImportDraft *self, const RscTable *table, gsize k, gboolean more)
{
  g_return_if_fail (self != NULL && k < self->n_columns && k != self->target);

  self->more[k] = more;
  self->used[k] = !more && rsc_import_can_use (table, k);
  /* What each of several targets is it says itself. */
  self->every_class = FALSE;
  self->target_type = RSC_TARGET_TYPE_AUTO;
  self->missing = suggest_missing (self, table);
}

RscImportDraft *
rsc_import_draft_new (const RscTable *table)
{
  RscImportDraft *self;
  gsize target = G_MAXSIZE;

  g_return_val_if_fail (table != NULL, NULL);

  self = g_new0 (RscImportDraft, 1);
  self->table = *rsc_table_get_choices (table);
  self->n_columns = rsc_table_get_n_columns (table);
  self->used = g_new0 (gboolean, MAX (self->n_columns, 1));
  self->more = g_new0 (gboolean, MAX (self->n_columns, 1));
  for (gsize k = 0; k < self->n_columns; k++)
    if (rsc_import_can_use (table, k))
      target = k;
  rsc_import_draft_set_target (self, table, target);
  return self;
}

/* The column of @table that is column @k of @reading, or G_MAXSIZE. */
static gsize
find_column (const RscTable *table, const RscReading *reading, gsize k)
{
  const char *name = reading->columns[k].name;
  const gsize n = rsc_table_get_n_columns (table);

  if (name == NULL)
    return n == reading->n_columns ? k : G_MAXSIZE;
  if (k < n && g_strcmp0 (rsc_table_get_column (table, k)->name, name) == 0)
    return k;
  for (gsize j = 0; j < n; j++)
    if (g_strcmp0 (rsc_table_get_column (table, j)->name, name) == 0)
      return j;
  return G_MAXSIZE;
}

RscImportDraft *
rsc_import_draft_new_like (const RscTable *table, const RscReading *reading)
{
  g_autoptr (RscImportDraft) self = rsc_import_draft_new (table);
  g_autofree gboolean *used = NULL;
  gsize target;

  g_return_val_if_fail (self != NULL && reading != NULL, NULL);

  used = g_new0 (gboolean, MAX (self->n_columns, 1));
  target = find_column (table, reading, reading->target);
  if (target == G_MAXSIZE)
    return g_steal_pointer (&self);
  for (gsize k = 0; k < reading->n_columns; k++)
    if (reading->columns[k].role == RSC_ROLE_FEATURE
        || reading->columns[k].role == RSC_ROLE_CONSTANT)
      {
        const gsize found = find_column (table, reading, k);

        if (found == G_MAXSIZE)
          return g_steal_pointer (&self);
        used[found] = TRUE;
      }
  g_free (self->used);
  self->used = g_steal_pointer (&used);
  self->target = target;
  self->every_class = rsc_reading_is_every_class (reading);
  for (gsize k = 0; k < reading->n_outputs; k++)
    {
      const gsize found = find_column (table, reading, reading->outputs[k].target);

      if (found != G_MAXSIZE && found != target)
        self->more[found] = TRUE;
    }
  self->target_type = reading->target_kind == RSC_TARGET_VALUES ? RSC_TARGET_TYPE_REGRESSION
                                                                : RSC_TARGET_TYPE_CLASSES;
  rsc_import_draft_set_classes (self, reading->positive, reading->negative);
  self->missing = reading->missing;
  return g_steal_pointer (&self);
}

RscTableChoices
rsc_import_draft_get_table_choices (const RscReading *reading)
{
  RscTableChoices choices = { 0 };

  choices.header = reading->header == RSC_HEADER_NONE ? RSC_HEADER_NO : RSC_HEADER_YES;
  choices.decimal = reading->decimal;
  /* A first line that gives it is there still. */
  choices.separator = reading->separator_is_given ? 0 : reading->separator;
  return choices;
}

RscImportDraft *
rsc_import_draft_copy (const RscImportDraft *self)
{
  RscImportDraft *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->used = g_memdup2 (self->used, MAX (self->n_columns, 1) * sizeof (gboolean));
  copy->more = g_memdup2 (self->more, MAX (self->n_columns, 1) * sizeof (gboolean));
  copy->positive = g_strdup (self->positive);
  copy->negative = g_strdup (self->negative);
  return copy;
}

void
rsc_import_draft_free (RscImportDraft *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->used);
  g_free (self->more);
  g_free (self->positive);
  g_free (self->negative);
  g_free (self);
}

void
rsc_import_draft_get_choices (const RscImportDraft *self,
                              RscImportChoices *choices,
                              const char *classes[3])
{
  g_return_if_fail (self != NULL && choices != NULL);

  gboolean several = FALSE;

  for (gsize k = 0; k < self->n_columns; k++)
    several = several || self->more[k];
  classes[0] = self->positive;
  classes[1] = self->negative;
  classes[2] = NULL;
  *choices = (RscImportChoices){
    .table = self->table,
    .target_column = self->target == G_MAXSIZE ? 0 : self->target + 1,
    .used = self->used,
    .more_targets = several ? self->more : NULL,
    .every_class = self->every_class,
    .target_type = self->target_type,
    .missing = self->missing,
  };
  /* A target of numbers has no classes. */
  if (self->target_type == RSC_TARGET_TYPE_REGRESSION || self->positive == NULL || several)
    return;
  choices->positive = self->positive;
  choices->classes = classes;
}
