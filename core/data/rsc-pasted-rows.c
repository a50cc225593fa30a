/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/rsc-pasted-rows.h"

#include "core/data/rsc-class-label.h"
#include "core/data/rsc-import.h"
#include "core/data/rsc-import-plan.h"
#include "core/numerics/rsc-error.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Name of column @k of the table: a feature, or the target after the last. */
static const char *
get_name (const RscDataset *like, gsize k)
{
  return k < rsc_dataset_get_d (like) ? rsc_dataset_get_feature_name (like, k)
                                      : rsc_dataset_get_target_name (like);
}

/* *@from: d + 1, the column of @table that is each column of @like, by its name. */
static gboolean
find_by_name (const RscTable *table, const RscDataset *like, gsize *from)
{
  const gsize n = rsc_table_get_n_columns (table);

  if (rsc_table_get_header (table) != RSC_HEADER_NAMES)
    return FALSE;
  for (gsize k = 0; k <= rsc_dataset_get_d (like); k++)
    {
      from[k] = 0;
      while (from[k] < n
             && g_strcmp0 (rsc_table_get_column (table, from[k])->name, get_name (like, k)) != 0)
        from[k]++;
      if (from[k] == n)
        return FALSE;
    }
  return TRUE;
}

/* The same by their places, without those that count or name the rows, and those that are empty. */
static gboolean
find_by_place (const RscTable *table, const RscDataset *like, gsize *from, GError **error)
{
  const gsize wanted = rsc_dataset_get_d (like) + 1;
  gsize n = 0;

  for (gsize c = 0; c < rsc_table_get_n_columns (table); c++)
    {
      const RscColumnType type = rsc_table_get_column (table, c)->type;

      if (rsc_table_get_n_columns (table) > wanted
          && (type == RSC_COLUMN_COUNT || type == RSC_COLUMN_LABELS || type == RSC_COLUMN_EMPTY))
        continue;
      if (n < wanted)
        from[n] = c;
      n++;
    }
  if (n == wanted)
    return TRUE;
  g_set_error (
    error, RSC_ERROR, RSC_ERROR_DATA,
    _ ("%s has another number of columns (%zu) than the table (features: %zu, and a target)."),
    rsc_table_get_text (table)->name, n, wanted - 1);
  return FALSE;
}

/* A class that is called as what is missing is, all the same. */
static gboolean
is_named (const RscReading *reading, const char *text)
{
  return reading != NULL
         && (g_strcmp0 (text, reading->positive) == 0 || g_strcmp0 (text, reading->negative) == 0);
}

/* What @field says of the target: *@label, where it is a class; else *@value, where it is a
 * number. */
static gboolean
read_target (const RscTable *table,
             const RscDataset *like,
             const RscField *field,
             RscClassLabel *label,
             double *value)
{
  const RscReading *reading = rsc_dataset_get_reading (like);
  g_autofree char *text = rsc_field_dup (field);
  const RscCellKind kind = rsc_table_read_cell (table, RSC_COLUMN_NUMBER, field, value);
  double class;

  *label = kind == RSC_CELL_MISSING && !is_named (reading, text)
             ? RSC_CLASS_LABEL_NONE
             : rsc_class_label_read (reading, text, kind == RSC_CELL_NUMBER ? value : NULL, &class);
  if (*label == RSC_CLASS_LABEL_CLASS)
    *value = class;
  return *label != RSC_CLASS_LABEL_NONE || kind == RSC_CELL_NUMBER;
}

static gboolean
read_plain (RscPastedRows *self,
            const RscTable *table,
            const RscDataset *like,
            const gsize *from,
            GError **error)
{
  const gsize d = rsc_dataset_get_d (like);
  const gsize n = rsc_table_get_n_rows (table);
  g_autofree RscField *fields = g_new0 (RscField, rsc_table_get_n_columns (table));

  self->values = g_malloc_n (MAX (1, n), (d + 1) * sizeof (double));
  for (gsize i = 0; i < n; i++)
    {
      double *values = &self->values[self->n * (d + 1)];
      RscClassLabel label;

      rsc_table_get_row (table, i, fields);
      for (gsize k = 0; k < d; k++)
        if (rsc_table_read_cell (table, RSC_COLUMN_NUMBER, &fields[from[k]], &values[k])
            != RSC_CELL_NUMBER)
          return rsc_table_fail_number (table, i, &fields[from[k]], NULL, error);
      if (!read_target (table, like, &fields[from[d]], &label, &values[d]))
        return rsc_table_fail_number (table, i, &fields[from[d]], NULL, error);
      if (label == RSC_CLASS_LABEL_OTHER)
        self->n_other++;
      else
        self->n++;
    }
  return TRUE;
}

/* As the file was read that the data came from. */
static gboolean
read_like (RscPastedRows *self, const RscTable *table, const RscDataset *like, GError **error)
{
  const gsize d = rsc_dataset_get_d (like);
  g_autoptr (RscDataset) read = rsc_import_new_like (table, rsc_dataset_get_reading (like),
                                                     RSC_MISSING_REFUSE, FALSE, NULL, NULL, error);

  if (read == NULL)
    return FALSE;
  self->n = rsc_dataset_get_n (read);
  self->n_other = rsc_table_get_n_rows (table) - self->n;
  self->values = g_malloc_n (MAX (1, self->n), (d + 1) * sizeof (double));
  for (gsize i = 0; i < self->n; i++)
    {
      if (d > 0)
        memcpy (self->values + i * (d + 1), rsc_dataset_get_x (read) + i * d, d * sizeof (double));
      self->values[i * (d + 1) + d] = rsc_dataset_get_y (read)[i];
    }
  return TRUE;
}

gboolean
rsc_pasted_rows_read (RscPastedRows *self,
                      const char *text,
                      const char *name,
                      const RscDataset *like,
                      GError **error)
{
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (RscTable) table = NULL;
  g_autofree gsize *from = NULL;
  gboolean good;

  g_return_val_if_fail (self != NULL && text != NULL && name != NULL && like != NULL, FALSE);

  memset (self, 0, sizeof *self);
  stream = g_memory_input_stream_new_from_data (text, (gssize) strlen (text), NULL);
  table = rsc_table_read (stream, name, NULL, NULL, NULL, error);
  if (table == NULL || !rsc_table_check_decimal (table, NULL, error))
    return FALSE;
  self->has_header = rsc_table_get_header (table) != RSC_HEADER_NONE;
  self->separator =
    rsc_table_get_n_columns (table) > 1 ? rsc_table_get_dialect (table)->separator : 0;
  from = g_new0 (gsize, rsc_dataset_get_d (like) + 1);
  self->by_name = find_by_name (table, like, from);
  if (!self->by_name && rsc_dataset_get_reading (like) != NULL)
    good = read_like (self, table, like, error);
  else
    good = (self->by_name || find_by_place (table, like, from, error))
           && read_plain (self, table, like, from, error);
  if (!good)
    rsc_pasted_rows_clear (self);
  return good;
}

void
rsc_pasted_rows_clear (RscPastedRows *self)
{
  g_free (self->values);
  memset (self, 0, sizeof *self);
}

/* In quotes, so that a name that is a number is a name. */
static void
append_text (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *p == '\t' || *p == '\n' || *p == '\r' ? ' ' : *p);
    }
  g_string_append_c (out, '"');
}

/* The shortest of those that read back as the same number: 0.1, and not 0.10000000000000001. */
static void
append_number (GString *out, double value)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  for (int digits = 15; digits <= 17; digits++)
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%dg", digits);
      g_ascii_formatd (number, sizeof number, format, value);
      if (g_ascii_strtod (number, NULL) == value)
        break;
    }
  g_string_append (out, number);
}

/* What the target calls @value, or NULL where it is a number. */
static const char *
get_class (const RscReading *reading, double value)
{
  if (reading == NULL || reading->target_kind == RSC_TARGET_VALUES || fabs (value) != 1.0)
    return NULL;
  return value > 0 ? reading->positive : reading->negative;
}

char *
rsc_pasted_rows_write (const RscDataset *dataset, const gsize *rows, gsize n)
{
  GString *out = g_string_new (NULL);
  const RscReading *reading;
  gsize d;

  g_return_val_if_fail (dataset != NULL && (n == 0 || rows != NULL), NULL);

  d = rsc_dataset_get_d (dataset);
  reading = rsc_dataset_get_reading (dataset);
  for (gsize k = 0; k <= d; k++)
    {
      append_text (out, get_name (dataset, k));
      g_string_append_c (out, k < d ? '\t' : '\n');
    }
  for (gsize i = 0; i < n; i++)
    for (gsize k = 0; k <= d; k++)
      {
        const double value = k < d ? rsc_dataset_get_x (dataset)[rows[i] * d + k]
                                   : rsc_dataset_get_y (dataset)[rows[i]];
        const char *class = k == d ? get_class (reading, value) : NULL;

        if (class != NULL)
          append_text (out, class);
        else
          append_number (out, value);
        g_string_append_c (out, k < d ? '\t' : '\n');
      }
  return g_string_free (out, FALSE);
}
