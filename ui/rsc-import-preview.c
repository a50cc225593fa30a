/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-import-preview.h"

#include <string.h>

#include "ui/rsc-tip.h"
#include "ui/words/rsc-import-words.h"

#define ROWS_SHOWN ((gsize) 5)
/* The target comes after them if it is none of them. */
#define COLUMNS_SHOWN 30
#define FIELD_CHARS 18
#define TITLE_CHARS 13

struct _RscImportPreview
{
  GtkGrid parent_instance;

  RscTable *table;
  gboolean is_filling;
  /* Of each column that is shown: */
  GArray *columns;  /* gsize */
  GPtrArray *uses;  /* GtkCheckButton */
  GPtrArray *types; /* GtkLabel */
  GPtrArray *cells; /* GtkLabel, ROWS_SHOWN for each, or NULL */
};

enum
{
  TOGGLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RscImportPreview, rsc_import_preview, GTK_TYPE_GRID)

char *
rsc_import_preview_dup_name (const RscTable *table, gsize k)
{
  const RscColumn *column = rsc_table_get_column (table, k);

  if (column->name == NULL)
    return rsc_import_words_dup_column (k);
  return rsc_field_dup_printable (column->name, strlen (column->name));
}

static void
on_use (GtkCheckButton *use, gpointer user_data)
{
  RscImportPreview *self = RSC_IMPORT_PREVIEW (user_data);
  guint at;

  if (!self->is_filling && g_ptr_array_find (self->uses, use, &at))
    g_signal_emit (self, signals[TOGGLED], 0, (guint) g_array_index (self->columns, gsize, at));
}

static GtkWidget *
new_cell (const char *text, gboolean is_number)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), is_number ? 1 : 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), FIELD_CHARS);
  rsc_tip_show_whole (GTK_LABEL (label));
  if (is_number)
    gtk_widget_add_css_class (label, "numeric");
  return label;
}

static void
clear (RscImportPreview *self)
{
  GtkWidget *child;

  g_array_set_size (self->columns, 0);
  g_ptr_array_set_size (self->uses, 0);
  g_ptr_array_set_size (self->types, 0);
  g_ptr_array_set_size (self->cells, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_grid_remove (GTK_GRID (self), child);
}

static void
add_column (RscImportPreview *self, gsize k)
{
  const gboolean is_number = rsc_table_get_column (self->table, k)->type == RSC_COLUMN_NUMBER;
  const int at = (int) self->columns->len;
  g_autofree char *name = rsc_import_preview_dup_name (self->table, k);
  GtkWidget *use = gtk_check_button_new ();
  GtkWidget *title = new_cell (name, FALSE);
  GtkWidget *type = new_cell ("", is_number);

  gtk_widget_add_css_class (title, "heading");
  /* So much of a name tells it from others; what has no room for all of them scrolls. */
  gtk_label_set_width_chars (GTK_LABEL (title), (int) MIN (g_utf8_strlen (name, -1), TITLE_CHARS));
  gtk_widget_add_css_class (type, "caption");
  gtk_check_button_set_child (GTK_CHECK_BUTTON (use), title);
  gtk_widget_set_halign (use, is_number ? GTK_ALIGN_END : GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (use), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect (use, "toggled", G_CALLBACK (on_use), self);
  g_array_append_val (self->columns, k);
  g_ptr_array_add (self->uses, use);
  g_ptr_array_add (self->types, type);
  gtk_grid_attach (GTK_GRID (self), use, at, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (self), type, at, 1, 1, 1);
}

static void
add_rows (RscImportPreview *self)
{
  const gsize n_rows = MIN (rsc_table_get_n_rows (self->table), ROWS_SHOWN);
  g_autofree RscField *fields = g_new0 (RscField, rsc_table_get_n_columns (self->table));

  g_ptr_array_set_size (self->cells, (int) (self->columns->len * ROWS_SHOWN));
  for (gsize i = 0; i < n_rows; i++)
    {
      rsc_table_get_row (self->table, i, fields);
      for (guint at = 0; at < self->columns->len; at++)
        {
          const gsize k = g_array_index (self->columns, gsize, at);
          const RscColumnType type = rsc_table_get_column (self->table, k)->type;
          g_autofree char *text = rsc_field_dup_printable (fields[k].text, fields[k].length);
          double value;
          gboolean is_missing =
            type != RSC_COLUMN_EMPTY
            && rsc_table_read_cell (self->table, type, &fields[k], &value) == RSC_CELL_MISSING;
          GtkWidget *cell =
            new_cell (*text == '\0' && is_missing ? rsc_import_words_get (RSC_IMPORT_EMPTY) : text,
                      type == RSC_COLUMN_NUMBER);

          if (is_missing)
            gtk_widget_add_css_class (cell, "warning");
          self->cells->pdata[at * ROWS_SHOWN + i] = cell;
          gtk_grid_attach (GTK_GRID (self), cell, (int) at, (int) i + 2, 1, 1);
        }
    }
}

static void
fill (RscImportPreview *self, gsize target)
{
  const gsize n = rsc_table_get_n_columns (self->table);
  const gsize n_shown = MIN (n, COLUMNS_SHOWN);
  gsize n_hidden = n - n_shown;

  clear (self);
  for (gsize k = 0; k < n_shown; k++)
    add_column (self, k);
  if (target != G_MAXSIZE && target >= n_shown)
    {
      add_column (self, target);
      n_hidden--;
    }
  add_rows (self);
  if (n_hidden > 0)
    {
      g_autofree char *more = rsc_import_words_dup_more (n_hidden);
      GtkWidget *label = new_cell (more, FALSE);

      gtk_label_set_max_width_chars (GTK_LABEL (label), -1);
      gtk_widget_add_css_class (label, "dim-label");
      gtk_grid_attach (GTK_GRID (self), label, (int) self->columns->len, 0, 1, 1);
    }
}

static gboolean
is_shown (const RscImportPreview *self, gsize k)
{
  for (guint at = 0; at < self->columns->len; at++)
    if (g_array_index (self->columns, gsize, at) == k)
      return TRUE;
  return FALSE;
}

static void
set_class (GtkWidget *widget, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

void
rsc_import_preview_set (RscImportPreview *self, RscTable *table, const RscImportDraft *draft)
{
  g_return_if_fail (RSC_IS_IMPORT_PREVIEW (self) && table != NULL && draft != NULL);

  self->is_filling = TRUE;
  if (self->table != table || (draft->target != G_MAXSIZE && !is_shown (self, draft->target)))
    {
      rsc_table_ref (table);
      g_clear_pointer (&self->table, rsc_table_unref);
      self->table = table;
      fill (self, draft->target);
    }
  for (guint at = 0; at < self->columns->len; at++)
    {
      const gsize k = g_array_index (self->columns, gsize, at);
      const gboolean is_target = k == draft->target || draft->more[k];
      GtkWidget *use = self->uses->pdata[at];
      GtkWidget *type = self->types->pdata[at];
      const gboolean is_used = is_target || draft->used[k];

      gtk_check_button_set_active (GTK_CHECK_BUTTON (use), is_used);
      gtk_widget_set_sensitive (use, !is_target && rsc_import_can_use (table, k));
      gtk_widget_set_tooltip_text (use,
                                   is_target ? NULL : rsc_import_words_get (RSC_IMPORT_FEATURE));
      gtk_label_set_label (GTK_LABEL (type), is_target ? rsc_import_words_get (RSC_IMPORT_TARGET)
                                                       : rsc_import_words_get_type (
                                                         rsc_table_get_column (table, k)->type));
      /* It has no mark to be set. */
      set_class (use, "target", is_target);
      set_class (type, "accent", is_target);
      set_class (type, "dim-label", !is_target);
      for (gsize i = 0; i < ROWS_SHOWN; i++)
        if (self->cells->pdata[at * ROWS_SHOWN + i] != NULL)
          set_class (self->cells->pdata[at * ROWS_SHOWN + i], "unused", !is_used);
    }
  self->is_filling = FALSE;
}

static void
rsc_import_preview_dispose (GObject *object)
{
  RscImportPreview *self = RSC_IMPORT_PREVIEW (object);

  self->is_filling = TRUE;
  g_clear_pointer (&self->table, rsc_table_unref);
  G_OBJECT_CLASS (rsc_import_preview_parent_class)->dispose (object);
}

static void
rsc_import_preview_finalize (GObject *object)
{
  RscImportPreview *self = RSC_IMPORT_PREVIEW (object);

  g_array_unref (self->columns);
  g_ptr_array_unref (self->uses);
  g_ptr_array_unref (self->types);
  g_ptr_array_unref (self->cells);
  G_OBJECT_CLASS (rsc_import_preview_parent_class)->finalize (object);
}

static void
rsc_import_preview_class_init (RscImportPreviewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rsc_import_preview_dispose;
  G_OBJECT_CLASS (klass)->finalize = rsc_import_preview_finalize;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "importpreview");
  signals[TOGGLED] = g_signal_new ("toggled", RSC_TYPE_IMPORT_PREVIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
rsc_import_preview_init (RscImportPreview *self)
{
  self->columns = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->uses = g_ptr_array_new ();
  self->types = g_ptr_array_new ();
  self->cells = g_ptr_array_new ();
  gtk_grid_set_column_spacing (GTK_GRID (self), 18);
  gtk_grid_set_row_spacing (GTK_GRID (self), 4);
}
