/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-data-cells.h"

#include "ui/words/rsc-table-words.h"

struct _RscDataCells
{
  RscDataRows *rows;
  GHashTable *all; /* those that show a row */
  RscDataPage page;
};

static const char *
get_part (RscDataCells *self, gsize row)
{
  return rsc_data_rows_has_held (self->rows)
           ? rsc_table_words_get_part (rsc_data_rows_is_held (self->rows, row))
           : NULL;
}

GtkWidget *
rsc_data_cells_find_row_widget (RscDataCell *cell)
{
  GtkWidget *widget = gtk_widget_get_parent (GTK_WIDGET (cell));

  return widget ? gtk_widget_get_parent (widget) : NULL;
}

/* What the row is called for those who hear it, and the cell of it that keys go to. */
static void
name_row (RscDataCells *self, RscDataCell *cell, gsize row)
{
  RscDataset *dataset = rsc_data_rows_get_dataset (self->rows);
  GtkWidget *widget = rsc_data_cells_find_row_widget (cell);
  g_autofree char *name = NULL;
  g_autofree char *value = NULL;
  g_autofree char *where = NULL;

  if (!widget)
    return;
  name =
    rsc_table_words_dup_row (dataset, row, self->page.first, self->page.n, get_part (self, row));
  value = rsc_table_words_dup_value (dataset, self->page.cursor,
                                     rsc_data_rows_get_value (self->rows, row, self->page.cursor));
  where = g_strdup_printf ("%s %s", rsc_table_words_get_name (dataset, self->page.cursor), value);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, where, -1);
}

/* GTK calls it by its type. */
static void
name_cell (RscDataCell *cell, const char *text)
{
  GtkWidget *widget = gtk_widget_get_parent (GTK_WIDGET (cell));

  if (widget)
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                    -1);
}

static void
set_class (GtkWidget *widget, const char *name, gboolean has)
{
  if (has)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
fill (RscDataCells *self, RscDataCell *cell)
{
  RscDataset *dataset = rsc_data_rows_get_dataset (self->rows);
  RscDataRow *item = rsc_data_cell_get_row (cell);
  const int column = rsc_data_cell_get_column (cell);
  const gsize row = item ? rsc_data_row_get (item) : 0;
  g_autofree char *text = NULL;

  /* What is no row any more goes soon. */
  if (!item || !dataset || row >= rsc_dataset_get_n (dataset)
      || column > (int) rsc_dataset_get_d (dataset))
    return;
  if (column == RSC_DATA_ORDER_ROW)
    {
      text = g_strdup_printf ("%" G_GSIZE_FORMAT, row + 1);
      name_row (self, cell, row);
    }
  else if (column == RSC_DATA_ORDER_PART)
    text = g_strdup (get_part (self, row));
  else
    text = rsc_table_words_dup_value (dataset, (gsize) column,
                                      rsc_data_rows_get_value (self->rows, row, (gsize) column));
  rsc_data_cell_set_text (cell, text);
  name_cell (cell, text);
  set_class (GTK_WIDGET (cell), "cursor", column == (int) self->page.cursor);
  set_class (GTK_WIDGET (cell), "hovered", self->page.hovered == (gssize) row);
  set_class (GTK_WIDGET (cell), "held", rsc_data_rows_is_held (self->rows, row));
}

void
rsc_data_cells_fill (RscDataCells *self)
{
  GHashTableIter iter;
  gpointer cell;

  g_hash_table_iter_init (&iter, self->all);
  while (g_hash_table_iter_next (&iter, &cell, NULL))
    fill (self, cell);
}

RscDataCell *
rsc_data_cells_find (RscDataCells *self, gsize row, int column)
{
  GHashTableIter iter;
  gpointer cell;

  g_hash_table_iter_init (&iter, self->all);
  while (g_hash_table_iter_next (&iter, &cell, NULL))
    if (rsc_data_cell_get_column (cell) == column
        && rsc_data_row_get (rsc_data_cell_get_row (cell)) == row)
      return cell;
  return NULL;
}

gssize
rsc_data_cells_find_focused_row (RscDataCells *self, GtkWidget *focus)
{
  GHashTableIter iter;
  gpointer cell;

  if (!focus)
    return -1;
  g_hash_table_iter_init (&iter, self->all);
  while (g_hash_table_iter_next (&iter, &cell, NULL))
    if (rsc_data_cells_find_row_widget (cell) == focus || gtk_widget_is_ancestor (focus, cell))
      return (gssize) rsc_data_row_get (rsc_data_cell_get_row (cell));
  return -1;
}

int
rsc_data_page_step (const RscDataPage *page, gsize d, gsize column, int step)
{
  const gsize end = page->first + page->n;

  if (step > 0)
    return column == d ? RSC_DATA_NO_COLUMN : column + 1 < end ? (int) column + 1 : (int) d;
  if (column == d)
    return page->n > 0 ? (int) end - 1 : RSC_DATA_NO_COLUMN;
  return column > page->first ? (int) column - 1 : RSC_DATA_NO_COLUMN;
}

RscDataCells *
rsc_data_cells_new (RscDataRows *rows)
{
  RscDataCells *self = g_new0 (RscDataCells, 1);

  self->rows = rows;
  self->all = g_hash_table_new (NULL, NULL);
  self->page.hovered = -1;
  return self;
}

void
rsc_data_cells_free (RscDataCells *self)
{
  g_hash_table_unref (self->all);
  g_free (self);
}

RscDataPage *
rsc_data_cells_get_page (RscDataCells *self)
{
  return &self->page;
}

void
rsc_data_cells_add (RscDataCells *self, RscDataCell *cell)
{
  g_hash_table_add (self->all, cell);
  fill (self, cell);
}

void
rsc_data_cells_remove (RscDataCells *self, RscDataCell *cell)
{
  g_hash_table_remove (self->all, cell);
}
