/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/rsc-table-private.h"

#include "core/numerics/rsc-tolerances.h"
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Fewer whole numbers increase by chance. */
#define INCREASING_MIN 3

/* What is known while the table is made. */
typedef struct
{
  RscTable *table;
  GArray *scans; /* RscColumnScan of each column, the first row left out */
  GCancellable *cancellable;
  GError **error;
} Maker;

static gboolean
fail_field (const Maker *self, const RscField *field, RscFieldFault fault)
{
  return rsc_data_text_fail (&self->table->text, field->start, self->error, "%s",
                             fault == RSC_FIELD_OPEN_QUOTE
                               ? _ ("the quote that starts here does not end on this line")
                               : _ ("there is text after the closing quote of this field"));
}

/* The fields of a row. FALSE with the error set. */
static gboolean
list_fields (const Maker *self, const char *row, GArray *fields)
{
  const char *cursor = row;
  const char *end = rsc_dialect_get_end (&self->table->text, row);

  g_array_set_size (fields, 0);
  while (cursor != NULL)
    {
      RscField field;
      const RscFieldFault fault =
        rsc_dialect_next_field (self->table->dialect.separator, &cursor, end, &field);

      if (fault != RSC_FIELD_OK)
        return fail_field (self, &field, fault);
      g_array_append_val (fields, field);
      if (fields->len > RSC_COLUMNS_MAX)
        {
          gsize n = fields->len;

          while (cursor != NULL
                 && rsc_dialect_next_field (self->table->dialect.separator, &cursor, end, &field)
                      == RSC_FIELD_OK)
            n++;
          return rsc_data_text_fail (
            &self->table->text, row, self->error,
            _ ("%zu columns; at most %d are read (is the table on its side?)"), n, RSC_COLUMNS_MAX);
        }
    }
  return TRUE;
}

static gboolean
is_cancelled (const Maker *self, gsize i)
{
  return i % 4096 == 0 && g_cancellable_set_error_if_cancelled (self->cancellable, self->error);
}

/* Finds how many fields most rows have: of equals as many as the earliest. @from: the first row
 * that counts. */
static gboolean
find_width (const Maker *self, gsize from, GArray *fields, gsize *width)
{
  const GPtrArray *rows = self->table->rows;
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  guint most = 0;

  for (gsize i = from; i < rows->len; i++)
    {
      gpointer key, value;

      if (is_cancelled (self, i) || !list_fields (self, rows->pdata[i], fields))
        return FALSE;
      key = GSIZE_TO_POINTER ((gsize) fields->len);
      value = g_hash_table_lookup (counts, key);
      if (value == NULL)
        g_ptr_array_add (order, key);
      g_hash_table_insert (counts, key, GUINT_TO_POINTER (GPOINTER_TO_UINT (value) + 1));
    }
  for (guint k = 0; k < order->len; k++)
    {
      const guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, order->pdata[k]));

      if (count > most)
        {
          most = count;
          *width = GPOINTER_TO_SIZE (order->pdata[k]);
        }
    }
  return TRUE;
}

/* Every row from @from on has @width fields, or the error is set. */
static gboolean
check_widths (const Maker *self, gsize from, gsize width, GArray *fields)
{
  const RscDataText *text = &self->table->text;
  const GPtrArray *rows = self->table->rows;
  gsize example = from;
  gsize line, column;

  for (gsize i = from; i < rows->len; i++)
    {
      if (!list_fields (self, rows->pdata[i], fields))
        return FALSE;
      if (fields->len == width)
        continue;
      for (; example < rows->len; example++)
        {
          const gsize found = fields->len;
          const char *end = rsc_dialect_get_end (text, rows->pdata[i]);
          const char *place = found > width ? g_array_index (fields, RscField, width).start : end;
          g_autoptr (GArray) other = g_array_new (FALSE, FALSE, sizeof (RscField));

          if (!list_fields (self, rows->pdata[example], other))
            return FALSE;
          if (other->len != width)
            continue;
          rsc_data_text_locate (text, rows->pdata[example], &line, &column);
          return rsc_data_text_fail (text, place, self->error,
                                     _ ("expected %zu %s as in line %zu, found %zu"), width,
                                     width == 1 ? "field" : "fields", line, found);
        }
    }
  return TRUE;
}

void
rsc_column_scan_add (RscColumnScan *column,
                     RscNumberScan *numbers,
                     gsize i,
                     const RscField *field,
                     const RscFieldShape *shape)
{
  column->kinds[shape->kind]++;
  column->n_quoted += field->is_quoted;
  if (i == 0)
    {
      column->counts[0] = column->counts[1] = column->increases = TRUE;
      column->last = -1.0;
    }
  if (shape->kind != RSC_FIELD_NUMBER)
    {
      column->counts[0] = column->counts[1] = column->increases = FALSE;
      return;
    }
  if (column->increases)
    {
      const double value =
        shape->decimal == 0 ? rsc_field_parse (field->text, field->length, shape, '.') : -1.0;

      column->increases = value > column->last && value == rint (value);
      column->counts[0] = column->increases && column->counts[0] && value == (double) i;
      column->counts[1] = column->increases && column->counts[1] && value == (double) i + 1.0;
      column->last = value;
    }
  column->n_marked += shape->decimal != 0 && shape->group == 0;
  numbers->n_lookalikes += shape->has_lookalikes;
  if (shape->is_ambiguous)
    {
      numbers->n_point_or_group += shape->decimal == '.';
      numbers->n_comma_or_group += shape->decimal == ',';
      if (shape->decimal == ',' && numbers->first_comma == NULL)
        numbers->first_comma = field->start;
      return;
    }
  numbers->n_point += shape->group == ',' || (shape->decimal == '.' && shape->group != ',');
  numbers->n_comma += shape->group == '.' || (shape->decimal == ',' && shape->group != '.');
}

/* Counts what the fields of a row are. */
static void
add_row (const Maker *self, gsize i, const GArray *fields)
{
  for (gsize k = 0; k < fields->len; k++)
    {
      const RscField *field = &g_array_index (fields, RscField, k);
      RscFieldShape shape;

      rsc_field_scan (field->text, field->length, &shape);
      rsc_column_scan_add (&g_array_index (self->scans, RscColumnScan, k), &self->table->numbers, i,
                           field, &shape);
    }
}

static gboolean
scan_rows (const Maker *self, gsize from, GArray *fields)
{
  const GPtrArray *rows = self->table->rows;

  g_array_set_size (self->scans, 0);
  g_array_set_size (self->scans, (guint) self->table->width);
  memset (&self->table->numbers, 0, sizeof self->table->numbers);
  for (gsize i = from; i < rows->len; i++)
    {
      if (is_cancelled (self, i) || !list_fields (self, rows->pdata[i], fields))
        return FALSE;
      add_row (self, i - from, fields);
    }
  return TRUE;
}

static gboolean
is_blank_column (const Maker *self, gsize k)
{
  return g_array_index (self->scans, RscColumnScan, k).kinds[RSC_FIELD_EMPTY]
         == self->table->rows->len - 1;
}

/* Finds the width of the table and takes the header off its rows. */
static gboolean
take_header (const Maker *self, RscHeaderChoice choice, GArray *fields)
{
  RscTable *table = self->table;
  g_autoptr (GArray) first = g_array_new (FALSE, FALSE, sizeof (RscField));
  gsize width = 0;
  RscFirstRow row = { 0 };
  gboolean fits;

  if (!list_fields (self, table->rows->pdata[0], first))
    return FALSE;
  table->width = first->len;
  if (table->rows->len > 1)
    {
      if (!find_width (self, 1, fields, &width))
        return FALSE;
      table->width = width;
    }
  fits = first->len == table->width;
  if (!fits)
    {
      /* A header may be one short, or end with a separator that the rows do not have. */
      fits =
        (first->len + 1 == table->width && first->len > 1)
        || (first->len == table->width + 1 && g_array_index (first, RscField, width).length == 0);
      if (!fits || choice == RSC_HEADER_NO)
        return find_width (self, 0, fields, &width) && check_widths (self, 0, width, fields);
    }
  if (!check_widths (self, 1, table->width, fields) || !scan_rows (self, 1, fields))
    return FALSE;
  if (first->len + 1 == table->width && !is_blank_column (self, table->width - 1))
    row.shift = table->shift = 1;
  row.text = &table->text;
  row.separator = table->dialect.separator;
  row.n = MIN (first->len, table->width);
  row.fields = (const RscField *) first->data;
  row.n_columns = table->width;
  row.columns = (const RscColumnScan *) self->scans->data;
  row.n_rows = table->rows->len - 1;
  row.rows = table->rows->pdata + 1;
  table->header = rsc_first_row_judge (&row);
  if (choice == RSC_HEADER_YES && table->header == RSC_HEADER_NONE)
    table->header = RSC_HEADER_NAMES;
  if (choice == RSC_HEADER_NO)
    table->header = RSC_HEADER_NONE;
  if (table->header == RSC_HEADER_NONE)
    {
      table->shift = 0;
      if (first->len != table->width)
        return find_width (self, 0, fields, &width) && check_widths (self, 0, width, fields);
      return scan_rows (self, 0, fields);
    }
  table->header_row = table->rows->pdata[0];
  g_ptr_array_remove_index (table->rows, 0);
  table->columns = g_new0 (RscColumn, table->width);
  for (gsize k = 0; k < row.n; k++)
    if (row.fields[k].length > 0)
      table->columns[k + table->shift].name = rsc_field_dup (&row.fields[k]);
  if (table->rows->len > 0)
    return TRUE;
  return FALSE;
}

/* Which mark parts the decimals, by what can be read in one way only. */
static void
find_decimal (const Maker *self, char given)
{
  RscTable *table = self->table;
  const RscNumberScan *numbers = &table->numbers;

  table->decimal = given != 0 ? given : numbers->n_comma > numbers->n_point ? ',' : '.';
  table->is_ambiguous = given == 0 && numbers->n_point == 0 && numbers->n_comma == 0
                        && numbers->n_comma_or_group > 0 && table->dialect.separator != ',';
}

static int
compare_levels (gconstpointer a, gconstpointer b)
{
  const char *const *one = a, *const *other = b;
  char *end_one, *end_other;
  const double value_one = g_ascii_strtod (*one, &end_one);
  const double value_other = g_ascii_strtod (*other, &end_other);
  const gboolean is_one = *end_one == '\0', is_other = *end_other == '\0';

  if (is_one != is_other)
    return is_one ? -1 : 1;
  if (is_one && value_one != value_other)
    return value_one < value_other ? -1 : 1;
  return strcmp (*one, *other);
}

static void
set_levels (RscColumn *column, GHashTable *counts)
{
  GHashTableIter iter;
  gpointer key, value;
  gsize k = 0;

  column->n_levels = g_hash_table_size (counts);
  column->levels = g_new0 (char *, column->n_levels + 1);
  column->counts = g_new0 (gsize, column->n_levels + 1);
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    column->levels[k++] = g_strdup (key);
  qsort (column->levels, column->n_levels, sizeof *column->levels, compare_levels);
  for (k = 0; k < column->n_levels; k++)
    {
      value = g_hash_table_lookup (counts, column->levels[k]);
      column->counts[k] = GPOINTER_TO_SIZE (value);
    }
}

/* The texts of every column of categories, and how often each comes. */
static gboolean
count_levels (const Maker *self, GArray *fields)
{
  RscTable *table = self->table;
  g_autoptr (GPtrArray) counts =
    g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (gsize));

  for (gsize k = 0; k < table->width; k++)
    if (table->columns[k].type == RSC_COLUMN_CATEGORY)
      {
        g_ptr_array_add (counts, g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL));
        g_array_append_val (columns, k);
      }
  for (gsize i = 0; i < table->rows->len && columns->len > 0; i++)
    {
      if (is_cancelled (self, i) || !list_fields (self, table->rows->pdata[i], fields))
        return FALSE;
      for (guint c = 0; c < columns->len; c++)
        {
          GHashTable *levels = counts->pdata[c];
          const RscField *field =
            &g_array_index (fields, RscField, g_array_index (columns, gsize, c));
          char *level;
          gsize count;
          double value;

          if (g_hash_table_size (levels) > RSC_LEVELS_MAX
              || rsc_table_read_cell (table, RSC_COLUMN_CATEGORY, field, &value) != RSC_CELL_TEXT)
            continue;
          level = rsc_field_dup (field);
          count = GPOINTER_TO_SIZE (g_hash_table_lookup (levels, level)) + 1;
          g_hash_table_insert (levels, level, GSIZE_TO_POINTER (count));
        }
    }
  for (guint c = 0; c < columns->len; c++)
    set_levels (&table->columns[g_array_index (columns, gsize, c)], counts->pdata[c]);
  return TRUE;
}

static RscColumnType
find_type (const Maker *self, gsize k)
{
  const RscTable *table = self->table;
  const RscColumnScan *scan = &g_array_index (self->scans, RscColumnScan, k);
  const gsize n_texts = rsc_column_scan_count_texts (scan);
  const char *name = table->columns[k].name;
  const gboolean is_unnamed = k == 0 && table->header != RSC_HEADER_NONE
                              && (name == NULL || g_str_equal (name, "Unnamed: 0"));

  if (scan->kinds[RSC_FIELD_EMPTY] == table->rows->len)
    return RSC_COLUMN_EMPTY;
  if (k < table->shift)
    return scan->counts[0] || scan->counts[1] ? RSC_COLUMN_COUNT : RSC_COLUMN_LABELS;
  if (is_unnamed && scan->increases
      && (scan->counts[0] || scan->counts[1] || table->rows->len >= INCREASING_MIN))
    return scan->counts[0] || scan->counts[1] ? RSC_COLUMN_COUNT : RSC_COLUMN_LABELS;
  if (!rsc_column_scan_is_textual (scan))
    return RSC_COLUMN_NUMBER;
  if (2 * scan->kinds[RSC_FIELD_DATE] > n_texts)
    return RSC_COLUMN_DATE;
  return RSC_COLUMN_CATEGORY;
}

static gboolean
find_types (const Maker *self, GArray *fields)
{
  RscTable *table = self->table;

  if (table->columns == NULL)
    table->columns = g_new0 (RscColumn, table->width);
  for (gsize k = 0; k < table->width; k++)
    {
      const RscColumnScan *scan = &g_array_index (self->scans, RscColumnScan, k);
      RscColumn *column = &table->columns[k];

      column->type = find_type (self, k);
      column->n_filled =
        table->rows->len - scan->kinds[RSC_FIELD_EMPTY] - scan->kinds[RSC_FIELD_MISSING];
      if (column->type != RSC_COLUMN_CATEGORY)
        column->n_filled -= scan->kinds[RSC_FIELD_NOTHING];
    }
  if (!count_levels (self, fields))
    return FALSE;
  for (gsize k = 0; k < table->width; k++)
    {
      const RscColumnScan *scan = &g_array_index (self->scans, RscColumnScan, k);
      RscColumn *column = &table->columns[k];

      if (column->type != RSC_COLUMN_CATEGORY)
        continue;
      if (k == 0 && column->name == NULL && table->header != RSC_HEADER_NONE
          && (column->n_levels == column->n_filled || column->n_levels > RSC_LEVELS_MAX))
        column->type = RSC_COLUMN_LABELS;
      /* 12% or 3 kg, but not 1st, 2nd and 1st again. */
      else if (scan->kinds[RSC_FIELD_NUMBER_AND_MORE] > scan->kinds[RSC_FIELD_TEXT]
               && 2 * column->n_levels > column->n_filled)
        column->type = RSC_COLUMN_NUMBER;
    }
  return TRUE;
}

/* Whether a point between digits could as well part groups, as far as the file goes: where
 * commas can part decimals. */
static gboolean
has_doubtful_points (const RscTable *table)
{
  const RscNumberScan *numbers = &table->numbers;

  return table->choices.decimal == 0 && table->decimal == '.' && table->dialect.separator != ','
         && numbers->n_point == 0 && numbers->n_comma == 0 && numbers->n_point_or_group > 0;
}

/* One number that is parted in groups, or that could be. */
static gboolean
find_grouped (const Maker *self, GArray *fields)
{
  RscTable *table = self->table;
  const RscNumberScan *numbers = &table->numbers;

  if (numbers->n_lookalikes + numbers->n_point + numbers->n_comma + numbers->n_point_or_group
        + numbers->n_comma_or_group
      == 0)
    return TRUE;
  for (gsize i = 0; i < table->rows->len && table->grouped == NULL; i++)
    {
      if (is_cancelled (self, i) || !list_fields (self, table->rows->pdata[i], fields))
        return FALSE;
      for (gsize k = 0; k < table->width && table->grouped == NULL; k++)
        {
          const RscField *field = &g_array_index (fields, RscField, k);
          RscFieldShape shape;

          if (table->columns[k].type != RSC_COLUMN_NUMBER)
            continue;
          rsc_field_scan (field->text, field->length, &shape);
          if (shape.kind == RSC_FIELD_NUMBER
              && (shape.group != 0 || (shape.is_ambiguous && shape.decimal != table->decimal)))
            table->grouped = field->start;
          else if (shape.is_ambiguous && shape.decimal == '.' && table->pointed == NULL
                   && has_doubtful_points (table))
            table->pointed = field->start;
        }
    }
  return TRUE;
}

gboolean
rsc_table_make (RscTable *table,
                const RscTableChoices *choices,
                GCancellable *cancellable,
                GError **error)
{
  static const RscTableChoices none = { 0 };
  g_autoptr (GArray) scans = g_array_new (FALSE, TRUE, sizeof (RscColumnScan));
  const Maker maker = { table, scans, cancellable, error };
  const Maker *self = &maker;
  g_autoptr (GArray) fields = g_array_new (FALSE, FALSE, sizeof (RscField));
  const char *cursor = table->text.text;
  const char *start = table->text.text;

  if (choices == NULL)
    choices = &none;
  table->choices = *choices;
  table->rows = rsc_dialect_find (&table->dialect, &table->text, choices->separator,
                                  self->cancellable, self->error);
  if (table->rows == NULL)
    return FALSE;
  if (table->rows->len > 0)
    {
      if (take_header (self, choices->header, fields))
        {
          find_decimal (self, choices->decimal);
          return find_types (self, fields) && find_grouped (self, fields);
        }
      if (table->rows->len > 0)
        return FALSE;
    }
  while (rsc_data_text_next_line (&table->text, &cursor, &start) != NULL)
    ;
  return rsc_data_text_fail (&table->text, start, self->error, "%s",
                             table->header_row != NULL
                               ? _ ("there is a header but no row of numbers")
                               : _ ("there is no row of numbers"));
}
