/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/rsc-reading.h"

#include <glib/gi18n.h>
#include <string.h>

RscReading *
rsc_reading_new_empty (gsize n_columns)
{
  RscReading *self = g_new0 (RscReading, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->n_columns = n_columns;
  self->columns = g_new0 (RscReadingColumn, MAX (n_columns, 1));
  return self;
}

RscReading *
rsc_reading_new (const RscTable *table)
{
  RscReading *self = rsc_reading_new_empty (rsc_table_get_n_columns (table));
  const RscDialect *dialect = rsc_table_get_dialect (table);

  self->n_rows = rsc_table_get_n_rows (table);
  self->encoding = rsc_table_get_text (table)->encoding;
  self->separator = self->n_columns > 1 ? dialect->separator : 0;
  self->separator_is_given = dialect->is_given;
  self->n_comments = dialect->n_comments;
  self->decimal = rsc_table_get_decimal (table);
  self->grouped = rsc_table_dup_grouped (table, &self->grouped_value);
  self->pointed = rsc_table_dup_pointed (table);
  self->has_lookalikes = rsc_table_has_lookalikes (table);
  self->header = rsc_table_get_header (table);
  self->header_line = rsc_table_get_header_line (table);
  for (gsize k = 0; k < self->n_columns; k++)
    self->columns[k].name = g_strdup (rsc_table_get_column (table, k)->name);
  return self;
}

RscReading *
rsc_reading_ref (RscReading *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_reading_unref (RscReading *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  for (gsize k = 0; k < self->n_columns; k++)
    {
      g_free (self->columns[k].name);
      g_strfreev (self->columns[k].levels);
    }
  g_free (self->columns);
  g_free (self->grouped);
  g_free (self->pointed);
  g_free (self->negative);
  g_free (self->positive);
  for (gsize k = 0; k < self->n_outputs; k++)
    {
      g_free (self->outputs[k].name);
      g_free (self->outputs[k].negative);
      g_free (self->outputs[k].positive);
    }
  g_free (self->outputs);
  g_free (self);
}

RscReading *
rsc_reading_new_output (const RscReading *self, gsize k)
{
  RscReading *copy;

  g_return_val_if_fail (self != NULL && k < self->n_outputs, NULL);

  copy = g_memdup2 (self, sizeof *self);
  g_atomic_ref_count_init (&copy->ref_count);
  copy->columns = g_memdup2 (self->columns, MAX (self->n_columns, 1) * sizeof (RscReadingColumn));
  for (gsize c = 0; c < self->n_columns; c++)
    {
      copy->columns[c].name = g_strdup (self->columns[c].name);
      copy->columns[c].levels = g_strdupv (self->columns[c].levels);
    }
  copy->grouped = g_strdup (self->grouped);
  copy->pointed = g_strdup (self->pointed);
  copy->negative = copy->positive = NULL;
  copy->n_outputs = 0;
  copy->outputs = NULL;
  rsc_reading_share_outputs (copy, self);
  rsc_reading_choose_output (copy, k);
  return copy;
}

void
rsc_reading_share_outputs (RscReading *self, const RscReading *other)
{
  g_return_if_fail (self != NULL && other != NULL && self->n_outputs == 0);

  for (gsize k = 0; k < other->n_outputs; k++)
    rsc_reading_add_output (self, other->outputs + k);
}

void
rsc_reading_add_output (RscReading *self, const RscReadingOutput *output)
{
  g_return_if_fail (self != NULL && output != NULL);

  self->outputs = g_renew (RscReadingOutput, self->outputs, self->n_outputs + 1);
  self->outputs[self->n_outputs++] =
    (RscReadingOutput){ g_strdup (output->name), output->target, output->kind,
                        g_strdup (output->negative), g_strdup (output->positive) };
}

void
rsc_reading_choose_output (RscReading *self, gsize k)
{
  g_return_if_fail (self != NULL && k < self->n_outputs);

  const RscReadingOutput *output = self->outputs + k;

  self->target = output->target;
  self->target_kind = output->kind;
  g_free (self->negative);
  g_free (self->positive);
  self->negative = g_strdup (output->negative);
  self->positive = g_strdup (output->positive);
}

gboolean
rsc_reading_is_every_class (const RscReading *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->n_outputs > 1 && self->outputs[0].target == self->outputs[1].target;
}

gsize
rsc_reading_find (const RscReading *self, const char *name)
{
  char *end;
  guint64 number;

  for (gsize k = 0; k < self->n_columns; k++)
    if (g_strcmp0 (self->columns[k].name, name) == 0)
      return k;
  if (!g_ascii_isdigit (*name))
    return G_MAXSIZE;
  number = g_ascii_strtoull (name, &end, 10);
  return *end == '\0' && number >= 1 && number <= self->n_columns ? (gsize) number - 1 : G_MAXSIZE;
}

char *
rsc_reading_dup_name (const RscReading *self, gsize k)
{
  if (self->columns[k].name != NULL)
    return rsc_field_dup_printable (self->columns[k].name, strlen (self->columns[k].name));
  return g_strdup_printf (_ ("column %zu"), k + 1);
}
