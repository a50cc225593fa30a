/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/rsc-table.h"

#include "core/data/rsc-table-private.h"
#include "core/numerics/rsc-error.h"
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

RscTable *
rsc_table_read (GInputStream *stream,
                const char *name,
                const RscTableChoices *choices,
                RscImportProblem *problem,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (RscTable) self = g_new0 (RscTable, 1);
  g_autoptr (GError) local = NULL;

  g_atomic_ref_count_init (&self->ref_count);
  if (rsc_data_text_read (&self->text, stream, name, choices != NULL ? choices->bytes_max : 0,
                          cancellable, &local)
      && rsc_table_make (self, choices, cancellable, &local))
    return g_steal_pointer (&self);
  if (problem != NULL)
    *problem = g_error_matches (local, RSC_ERROR, RSC_ERROR_LIMIT) ? RSC_IMPORT_PROBLEM_MEMORY
                                                                   : RSC_IMPORT_PROBLEM_OTHER;
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

RscTable *
rsc_table_read_again (const RscTable *self,
                      const RscTableChoices *choices,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (RscTable) again = g_new0 (RscTable, 1);

  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_init (&again->ref_count);
  again->text = self->text;
  again->text.name = g_strdup (self->text.name);
  again->text.text = g_memdup2 (self->text.text, self->text.length + 1);
  return rsc_table_make (again, choices, cancellable, error) ? g_steal_pointer (&again) : NULL;
}

RscTable *
rsc_table_ref (RscTable *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_table_unref (RscTable *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  for (gsize k = 0; k < self->width && self->columns != NULL; k++)
    {
      g_free (self->columns[k].name);
      g_strfreev (self->columns[k].levels);
      g_free (self->columns[k].counts);
    }
  g_free (self->columns);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  rsc_data_text_clear (&self->text);
  g_free (self);
}

const RscDataText *
rsc_table_get_text (const RscTable *self)
{
  return &self->text;
}

const RscDialect *
rsc_table_get_dialect (const RscTable *self)
{
  return &self->dialect;
}

const RscTableChoices *
rsc_table_get_choices (const RscTable *self)
{
  return &self->choices;
}

char
rsc_table_get_decimal (const RscTable *self)
{
  return self->decimal;
}

gsize
rsc_table_get_n_rows (const RscTable *self)
{
  return self->rows->len;
}

gsize
rsc_table_get_n_columns (const RscTable *self)
{
  return self->width;
}

const RscColumn *
rsc_table_get_column (const RscTable *self, gsize k)
{
  g_return_val_if_fail (k < self->width, NULL);

  return &self->columns[k];
}

RscHeaderKind
rsc_table_get_header (const RscTable *self)
{
  return self->header;
}

gsize
rsc_table_get_header_line (const RscTable *self)
{
  gsize line, column;

  if (self->header_row == NULL)
    return 0;
  rsc_data_text_locate (&self->text, self->header_row, &line, &column);
  return line;
}

static void
read_field (const RscTable *self, const char *start, RscField *field)
{
  const char *cursor = start;

  rsc_dialect_next_field (self->dialect.separator, &cursor,
                          rsc_dialect_get_end (&self->text, start), field);
}

char *
rsc_table_dup_grouped (const RscTable *self, double *value)
{
  RscField field;

  if (self->grouped == NULL)
    return NULL;
  read_field (self, self->grouped, &field);
  if (rsc_table_read_cell (self, RSC_COLUMN_NUMBER, &field, value) != RSC_CELL_NUMBER)
    return NULL;
  return rsc_field_dup_printable (field.text, field.length);
}

char *
rsc_table_dup_pointed (const RscTable *self)
{
  RscField field;

  if (self->pointed == NULL)
    return NULL;
  read_field (self, self->pointed, &field);
  return rsc_field_dup_printable (field.text, field.length);
}

gboolean
rsc_table_check_decimal (const RscTable *self, RscImportProblem *problem, GError **error)
{
  g_autofree char *found = NULL;
  RscField field;

  if (!self->is_ambiguous)
    return TRUE;
  read_field (self, self->numbers.first_comma, &field);
  found = rsc_field_dup_printable (field.text, field.length);
  if (problem != NULL)
    *problem = RSC_IMPORT_PROBLEM_DECIMAL;
  return rsc_data_text_fail (
    &self->text, field.start, error,
    _ ("“%s” can be read in two ways, with a decimal comma or with digits in groups"), found);
}

gboolean
rsc_table_has_lookalikes (const RscTable *self)
{
  return self->numbers.n_lookalikes > 0;
}

void
rsc_table_get_row (const RscTable *self, gsize i, RscField *fields)
{
  const char *cursor;
  const char *end;

  g_return_if_fail (i < self->rows->len);

  cursor = self->rows->pdata[i];
  end = rsc_dialect_get_end (&self->text, cursor);
  for (gsize k = 0; k < self->width; k++)
    rsc_dialect_next_field (self->dialect.separator, &cursor, end, &fields[k]);
}

RscCellKind
rsc_table_read_cell (const RscTable *self, RscColumnType type, const RscField *field, double *value)
{
  RscFieldShape shape;

  rsc_field_scan (field->text, field->length, &shape);
  switch (shape.kind)
    {
    case RSC_FIELD_EMPTY:
    case RSC_FIELD_MISSING:
      return RSC_CELL_MISSING;
    case RSC_FIELD_NOTHING:
      return type == RSC_COLUMN_CATEGORY ? RSC_CELL_TEXT : RSC_CELL_MISSING;
    case RSC_FIELD_NUMBER:
      if (type == RSC_COLUMN_CATEGORY)
        return RSC_CELL_TEXT;
      *value = rsc_field_parse (field->text, field->length, &shape, self->decimal);
      return isfinite (*value) ? RSC_CELL_NUMBER : RSC_CELL_TEXT;
    default:
      return RSC_CELL_TEXT;
    }
}

/* A digit that a letter stands for, as in 1O. */
static gboolean
has_letter_digit (const RscTable *self, const char *found)
{
  g_autofree char *digits = g_strdup (found);
  RscFieldShape shape;

  g_strdelimit (digits, "Oo", '0');
  g_strdelimit (digits, "lI", '1');
  rsc_field_scan (digits, strlen (digits), &shape);
  return shape.kind == RSC_FIELD_NUMBER && !g_str_equal (digits, found);
}

gboolean
rsc_table_fail_number (const RscTable *self,
                       gsize i,
                       const RscField *field,
                       RscImportProblem *problem,
                       GError **error)
{
  g_autofree char *found = rsc_field_dup_printable (field->text, field->length);
  const RscDataText *text = &self->text;
  RscFieldShape shape;

  if (problem != NULL)
    *problem = i == 0 && self->header == RSC_HEADER_NONE ? RSC_IMPORT_PROBLEM_HEADER
                                                         : RSC_IMPORT_PROBLEM_OTHER;
  rsc_field_scan (field->text, field->length, &shape);
  if (shape.kind == RSC_FIELD_NUMBER
      && !isnan (rsc_field_parse (field->text, field->length, &shape, self->decimal)))
    return rsc_data_text_fail (text, field->start, error, _ ("the number “%s” is too large"),
                               found);
  if (shape.kind == RSC_FIELD_NUMBER && self->decimal == '.')
    return rsc_data_text_fail (
      text, field->start, error,
      _ ("expected a number with a decimal point as the others have, found “%s”"), found);
  if (shape.kind == RSC_FIELD_NUMBER)
    return rsc_data_text_fail (
      text, field->start, error,
      _ ("expected a number with a decimal comma as the others have, found “%s”"), found);
  if (shape.kind == RSC_FIELD_NOT_FINITE)
    return rsc_data_text_fail (text, field->start, error,
                               _ ("expected a finite number, found “%s”"), found);
  if (shape.kind == RSC_FIELD_HEXADECIMAL)
    return rsc_data_text_fail (text, field->start, error,
                               _ ("expected a decimal number, found “%s”"), found);
  if (has_letter_digit (self, found))
    return rsc_data_text_fail (text, field->start, error,
                               _ ("expected a number, found “%s” with a letter for a digit"),
                               found);
  return rsc_data_text_fail (text, field->start, error, _ ("expected a number, found “%s”"), found);
}
