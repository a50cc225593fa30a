/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/rsc-table-private.h"

#include <string.h>

/* Columns of whole numbers whose first row counts from 0: fewer may well be data. */
#define COUNTED_MIN 5

gsize
rsc_column_scan_count_texts (const RscColumnScan *self)
{
  return self->kinds[RSC_FIELD_TEXT] + self->kinds[RSC_FIELD_DATE]
         + self->kinds[RSC_FIELD_NUMBER_AND_MORE] + self->kinds[RSC_FIELD_HEXADECIMAL];
}

gboolean
rsc_column_scan_is_textual (const RscColumnScan *self)
{
  return rsc_column_scan_count_texts (self) > self->kinds[RSC_FIELD_NUMBER];
}

gboolean
rsc_column_scan_is_numeric (const RscColumnScan *self)
{
  return self->kinds[RSC_FIELD_NUMBER] > 0 && !rsc_column_scan_is_textual (self);
}

/* The header names every column, and only it is in quotes. */
static gboolean
is_quoted (const RscFirstRow *self)
{
  gboolean any = FALSE;

  for (gsize k = 0; k < self->n; k++)
    {
      const RscField *field = &self->fields[k];

      if (!field->is_quoted && field->length > 0)
        return FALSE;
      any = any || (field->is_quoted && self->columns[k + self->shift].n_quoted == 0);
    }
  return any;
}

/* 0, 1, 2, …, perhaps behind an empty field for a column that counts the rows. */
static gboolean
is_counted (const RscFirstRow *self)
{
  const gsize from = self->fields[0].length == 0 && self->n > 1 ? 1 : 0;
  const gsize n = self->n - from;
  gsize n_marked = 0;
  gboolean goes_on = TRUE; /* as rows that count would */

  for (gsize k = 0; k < n; k++)
    {
      const RscField *field = &self->fields[from + k];
      const RscColumnScan *column = &self->columns[from + k + self->shift];
      g_autofree char *number = g_strdup_printf ("%zu", k);

      if (strlen (number) != field->length || strncmp (number, field->text, field->length) != 0)
        return FALSE;
      n_marked +=
        column->n_marked > 0 && column->n_marked == column->kinds[RSC_FIELD_NUMBER]
        && column->n_marked + column->kinds[RSC_FIELD_MISSING] + column->kinds[RSC_FIELD_EMPTY]
             == self->n_rows;
      goes_on = goes_on && column->increases;
    }
  if (from == 1)
    return self->columns[self->shift].counts[0] || self->columns[self->shift].counts[1];
  if (self->n_rows < 2 || n < 2)
    return FALSE;
  return n_marked == n || (n > 2 && n_marked == n - 1) || (n >= COUNTED_MIN && !goes_on);
}

/* Whether a text of the first row, where the column holds texts, comes again below. */
static gboolean
comes_again (const RscFirstRow *self)
{
  for (gsize i = 0; i < self->n_rows; i++)
    {
      const char *cursor = self->rows[i];
      const char *end = rsc_dialect_get_end (self->text, cursor);

      for (gsize k = 0; cursor != NULL && k < self->n + self->shift; k++)
        {
          RscField field;
          const RscField *first;

          if (rsc_dialect_next_field (self->separator, &cursor, end, &field) != RSC_FIELD_OK)
            break;
          if (k < self->shift)
            continue;
          first = &self->fields[k - self->shift];
          if (first->length > 0 && first->length == field.length
              && rsc_column_scan_is_textual (&self->columns[k])
              && memcmp (first->text, field.text, field.length) == 0)
            return TRUE;
        }
    }
  return FALSE;
}

RscHeaderKind
rsc_first_row_judge (const RscFirstRow *self)
{
  gsize n_numbers = 0; /* above numbers */
  gsize n_mixed = 0;   /* above numbers, such as 1st */
  gsize n_names = 0;   /* above numbers */
  gsize n_texts = 0;   /* above anything else */
  gsize n_figures = 0; /* numbers above anything */

  if (self->n_rows > 0 && is_quoted (self))
    return RSC_HEADER_NAMES;
  if (self->n_rows > 0 && is_counted (self))
    return RSC_HEADER_NUMBERS;
  for (gsize k = 0; k < self->n; k++)
    {
      const gboolean above_numbers =
        self->n_rows > 0 && rsc_column_scan_is_numeric (&self->columns[k + self->shift]);
      RscFieldShape shape;

      rsc_field_scan (self->fields[k].text, self->fields[k].length, &shape);
      switch (shape.kind)
        {
        case RSC_FIELD_NUMBER:
        case RSC_FIELD_HEXADECIMAL:
          n_figures++;
          n_numbers += above_numbers;
          break;
        case RSC_FIELD_NUMBER_AND_MORE:
          n_mixed += above_numbers;
          n_texts += !above_numbers;
          break;
        case RSC_FIELD_TEXT:
        case RSC_FIELD_DATE:
          n_names += above_numbers;
          n_texts += !above_numbers;
          break;
        default:
          break;
        }
    }
  if (self->n_rows == 0)
    return n_figures == 0 && n_texts > 0 ? RSC_HEADER_NAMES : RSC_HEADER_NONE;
  /* An unnamed column that counts the rows stands under a header. */
  if (n_numbers > 0 || (n_mixed > 0 && n_figures > 0))
    return RSC_HEADER_NONE;
  if (n_names + n_mixed == 0 && (n_texts == 0 || n_figures > 0))
    return RSC_HEADER_NONE;
  return comes_again (self) ? RSC_HEADER_NONE : RSC_HEADER_NAMES;
}
