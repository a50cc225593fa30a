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
  g_free (self);
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
