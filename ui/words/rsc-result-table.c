/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-result-table.h"

#include "core/numerics/rsc-number-words.h"
#include <math.h>
#include <string.h>

#define TEXT_COLUMN (-1)

typedef struct
{
  char *key;
  char *title;
  int digits;
} Column;

typedef struct
{
  char *text; /* of a column of text */
  double number;
} Cell;

struct _RscResultTable
{
  char *title;
  GArray *columns; /* Column */
  GArray *cells;   /* Cell, row by row */
};

static void
column_clear (gpointer data)
{
  Column *column = data;

  g_free (column->key);
  g_free (column->title);
}

static void
cell_clear (gpointer data)
{
  g_free (((Cell *) data)->text);
}

RscResultTable *
rsc_result_table_new (const char *title)
{
  RscResultTable *self = g_new0 (RscResultTable, 1);

  self->title = g_strdup (title);
  self->columns = g_array_new (FALSE, FALSE, sizeof (Column));
  self->cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  g_array_set_clear_func (self->columns, column_clear);
  g_array_set_clear_func (self->cells, cell_clear);
  return self;
}

void
rsc_result_table_free (RscResultTable *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_array_unref (self->columns);
  g_array_unref (self->cells);
  g_free (self);
}

static const Column *
get_column (const RscResultTable *self, gsize column)
{
  return &g_array_index (self->columns, Column, column);
}

static const Cell *
get_cell (const RscResultTable *self, gsize row, gsize column)
{
  return &g_array_index (self->cells, Cell, row * self->columns->len + column);
}

void
rsc_result_table_add_column (RscResultTable *self, const char *key, const char *title, int digits)
{
  const Column column = { g_strdup (key), g_strdup (title), digits };

  g_return_if_fail (self->cells->len == 0);

  g_array_append_val (self->columns, column);
}

static void
add_cell (RscResultTable *self, gboolean is_text, const char *text, double number)
{
  const Cell cell = { g_strdup (text), number };

  g_return_if_fail (self->columns->len > 0);
  g_return_if_fail (is_text
                    == rsc_result_table_is_text (self, self->cells->len % self->columns->len));

  g_array_append_val (self->cells, cell);
}

void
rsc_result_table_add_number (RscResultTable *self, double value)
{
  g_return_if_fail (self != NULL);

  add_cell (self, FALSE, NULL, value);
}

void
rsc_result_table_add_text (RscResultTable *self, const char *text)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (text != NULL);

  add_cell (self, TRUE, text, NAN);
}

const char *
rsc_result_table_get_title (const RscResultTable *self)
{
  return self->title;
}

gsize
rsc_result_table_get_n_columns (const RscResultTable *self)
{
  return self->columns->len;
}

gsize
rsc_result_table_get_n_rows (const RscResultTable *self)
{
  return self->columns->len > 0 ? self->cells->len / self->columns->len : 0;
}

const char *
rsc_result_table_get_key (const RscResultTable *self, gsize column)
{
  return get_column (self, column)->key;
}

const char *
rsc_result_table_get_column_title (const RscResultTable *self, gsize column)
{
  return get_column (self, column)->title;
}

gboolean
rsc_result_table_is_text (const RscResultTable *self, gsize column)
{
  return get_column (self, column)->digits == TEXT_COLUMN;
}

char *
rsc_result_table_dup_cell (const RscResultTable *self, gsize row, gsize column)
{
  const Cell *cell = get_cell (self, row, column);
  const int digits = get_column (self, column)->digits;

  if (cell->text != NULL)
    return g_strdup (cell->text);
  if (isnan (cell->number))
    return g_strdup ("");
  return digits > 0 ? rsc_number_words_dup (cell->number, digits)
                    : rsc_number_words_dup_fixed (cell->number, 0, 0);
}

double
rsc_result_table_get_number (const RscResultTable *self, gsize row, gsize column)
{
  return get_cell (self, row, column)->number;
}

char *
rsc_result_table_dup_exact (const RscResultTable *self, gsize row, gsize column)
{
  const Cell *cell = get_cell (self, row, column);
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (cell->text != NULL)
    return g_strdup (cell->text);
  return g_strdup (
    isnan (cell->number) ? "" : g_ascii_formatd (buffer, sizeof buffer, "%.17g", cell->number));
}

/* In quotes where it could be taken for more than one cell. */
static void
append_quoted (GString *text, const char *cell)
{
  if (strpbrk (cell, ",\"\r\n") == NULL)
    {
      g_string_append (text, cell);
      return;
    }
  g_string_append_c (text, '"');
  for (const char *p = cell; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (text, '"');
      g_string_append_c (text, *p);
    }
  g_string_append_c (text, '"');
}

char *
rsc_result_table_dup_csv (const RscResultTable *self)
{
  const gsize n_columns = rsc_result_table_get_n_columns (self);
  GString *text = g_string_new (NULL);

  for (gsize k = 0; k < n_columns; k++)
    {
      append_quoted (text, rsc_result_table_get_key (self, k));
      g_string_append_c (text, k + 1 < n_columns ? ',' : '\n');
    }
  for (gsize i = 0; i < rsc_result_table_get_n_rows (self); i++)
    for (gsize k = 0; k < n_columns; k++)
      {
        g_autofree char *cell = rsc_result_table_dup_exact (self, i, k);

        append_quoted (text, cell);
        g_string_append_c (text, k + 1 < n_columns ? ',' : '\n');
      }
  return g_string_free (text, FALSE);
}

char *
rsc_result_table_dup_text (const RscResultTable *self)
{
  const gsize n_columns = rsc_result_table_get_n_columns (self);
  GString *text = g_string_new (NULL);

  for (gsize k = 0; k < n_columns; k++)
    g_string_append_printf (text, "%s%c", rsc_result_table_get_column_title (self, k),
                            k + 1 < n_columns ? '\t' : '\n');
  for (gsize i = 0; i < rsc_result_table_get_n_rows (self); i++)
    for (gsize k = 0; k < n_columns; k++)
      {
        g_autofree char *cell = rsc_result_table_dup_cell (self, i, k);

        g_string_append_printf (text, "%s%c", cell, k + 1 < n_columns ? '\t' : '\n');
      }
  return g_string_free (text, FALSE);
}

char *
rsc_result_table_dup_row (const RscResultTable *self, gsize row)
{
  const char *between = rsc_number_words_get_between ();
  GString *text = g_string_new (NULL);

  for (gsize k = 0; k < rsc_result_table_get_n_columns (self); k++)
    {
      g_autofree char *cell = rsc_result_table_dup_cell (self, row, k);

      if (*cell != '\0')
        g_string_append_printf (text, "%s%s %s", text->len > 0 ? between : "",
                                rsc_result_table_get_column_title (self, k), cell);
    }
  return g_string_free (text, FALSE);
}
