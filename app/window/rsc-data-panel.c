/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-data-panel.h"

#include <string.h>

#include "app/model/rsc-document-data.h"
#include "app/model/rsc-prepared-rows.h"
#include "core/data/rsc-classes.h"
#include "core/data/rsc-import.h"
#include "core/data/rsc-pasted-rows.h"
#include "ui/rsc-clipboard-text.h"
#include "ui/rsc-data-table.h"
#include "ui/rsc-label.h"
#include "ui/rsc-tip.h"
#include "ui/words/rsc-data-words.h"
#include "ui/words/rsc-document-words.h"
#include "ui/words/rsc-edit-words.h"
#include "ui/words/rsc-reading-words.h"
#include "ui/words/rsc-table-words.h"

struct _RscDataPanel
{
  RscPanel parent_instance;

  RscDataset *shown;         /* the data in the table, or NULL */
  RscDataset *train;         /* what the parts were found for */
  RscPreparedRows *prepared; /* which rows are for training, and which held out */
  gssize *places;            /* of each row of the data: its row for training, or -1 */

  char *refusal;      /* why what is typed is no value, or NULL */
  gboolean selecting; /* rows are being selected here */

  RscDataTable *table;
  GtkWidget *add;
  GtkWidget *remove;
  GtkWidget *copy;
  GtkWidget *sort;
  GtkLabel *absence;
  GtkLabel *caption;
};

G_DEFINE_FINAL_TYPE (RscDataPanel, rsc_data_panel, RSC_TYPE_PANEL)

static RscSelection *
get_selection (RscDataPanel *self)
{
  return rsc_document_get_selection (rsc_panel_get_document (self));
}

/* --- from the document ------------------------------------------------------------------------ */

static void
forget_data (RscDataPanel *self)
{
  g_clear_pointer (&self->shown, rsc_dataset_unref);
  g_clear_pointer (&self->train, rsc_dataset_unref);
  g_clear_pointer (&self->prepared, rsc_prepared_rows_free);
  g_clear_pointer (&self->places, g_free);
}

/* Which rows are held out, of all; or NULL for none. */
static guint8 *
find_held (RscDataPanel *self)
{
  const gsize n = rsc_dataset_get_n (self->shown);
  guint8 *held = self->prepared->n_test > 0 ? g_new0 (guint8, n) : NULL;

  self->places = g_new (gssize, MAX (n, 1));
  for (gsize k = 0; k < n; k++)
    {
      const gsize row = self->prepared->rows[k];

      self->places[row] = k < self->prepared->n_train ? (gssize) k : -1;
      if (held)
        held[row] = k >= self->prepared->n_train;
    }
  return held;
}

static void
update_data (RscDataPanel *self)
{
  const RscDocumentState *state = rsc_panel_get_state (self);
  g_autofree guint8 *held = NULL;
  g_autoptr (RscDataset) before = self->shown ? rsc_dataset_ref (self->shown) : NULL;
  const gboolean had_held = self->prepared && self->prepared->n_test > 0;

  if (self->shown == state->source && self->train == state->train)
    return;
  forget_data (self);
  if (state->source)
    {
      self->shown = rsc_dataset_ref (state->source);
      self->train = state->train ? rsc_dataset_ref (state->train) : NULL;
      self->prepared = rsc_prepared_rows_new (state);
      held = find_held (self);
    }
  /* Where only what follows from them has come, the table stays as it is under the hand. */
  if (self->shown != before || held || had_held)
    rsc_data_table_set_data (self->table, self->shown, held);
}

/* A point that is selected elsewhere comes into view. */
static void
update_selected (RscDataPanel *self)
{
  RscDataRows *rows = rsc_data_table_get_rows (self->table);
  const RscRowSet *selected = rsc_document_get_rows (rsc_panel_get_document (self));

  if (!self->shown)
    return;
  rsc_data_rows_set_selected (rows, selected->rows, selected->n);
  if (selected->n == 1 && selected->rows[0] < rsc_dataset_get_n (self->shown) && !self->selecting)
    rsc_data_table_show_row (self->table, selected->rows[0]);
}

static void
update_buttons (RscDataPanel *self)
{
  const gboolean any = rsc_data_rows_get_n_selected (rsc_data_table_get_rows (self->table)) > 0;

  gtk_widget_set_sensitive (self->add, self->shown != NULL);
  gtk_widget_set_sensitive (self->remove, any);
  gtk_widget_set_sensitive (self->copy, any);
}

static void
update_caption (RscDataPanel *self)
{
  RscDataRows *rows = rsc_data_table_get_rows (self->table);
  const RscReading *reading = self->shown ? rsc_dataset_get_reading (self->shown) : NULL;
  g_autofree char *text = NULL;
  g_autofree char *read = NULL;

  if (self->refusal)
    text = g_strdup (self->refusal);
  else if (self->shown)
    text = rsc_table_words_dup_rows (rsc_dataset_get_n (self->shown), self->prepared->n_test,
                                     rsc_data_rows_get_n_selected (rows));
  if (reading)
    read = rsc_reading_words_dup (reading);
  rsc_label_set (self->caption, text);
  rsc_tip_set (GTK_WIDGET (self->caption), read);
  if (self->refusal)
    gtk_widget_add_css_class (GTK_WIDGET (self->caption), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->caption), "error");
}

/* What the button would do next: least first, largest first, as in the data. */
static int
get_next_order (RscDataPanel *self, gsize *column)
{
  gboolean descending;
  const int order = rsc_data_rows_get_order (rsc_data_table_get_rows (self->table), &descending);

  *column = rsc_data_table_get_cursor (self->table);
  return order != (int) *column ? FALSE : descending ? -1 : TRUE;
}

static void
update_sort (RscDataPanel *self)
{
  gsize column;
  const int next = get_next_order (self, &column);
  g_autofree char *text = NULL;

  gtk_widget_set_sensitive (self->sort, self->shown != NULL);
  if (!self->shown)
    return;
  text = rsc_table_words_dup_order (rsc_table_words_get_name (self->shown, column), next);
  rsc_tip_set (self->sort, text);
  gtk_button_set_icon_name (GTK_BUTTON (self->sort), next == TRUE ? "view-sort-descending-symbolic"
                                                                  : "view-sort-ascending-symbolic");
}

static void
update_hovered (RscDataPanel *self)
{
  const gssize point = rsc_selection_get_hovered_point (get_selection (self));

  rsc_data_table_set_hovered (self->table, !self->prepared || point < 0
                                               || point >= (gssize) self->prepared->n_train
                                             ? -1
                                             : (gssize) self->prepared->rows[point]);
}

static void
update_absence (RscDataPanel *self)
{
  const gboolean has_rows = self->shown && rsc_dataset_get_n (self->shown) > 0;

  rsc_label_set (self->absence, !self->shown ? rsc_data_words_get_absence (NULL)
                                : has_rows   ? ""
                                             : rsc_table_words_get_no_rows ());
  gtk_widget_set_visible (GTK_WIDGET (self->absence), !has_rows);
  gtk_widget_set_visible (GTK_WIDGET (self->table), self->shown != NULL);
}

static void
rsc_data_panel_update (RscPanel *panel, guint parts)
{
  RscDataPanel *self = RSC_DATA_PANEL (panel);

  rsc_panel_begin_update (self);
  if (parts & RSC_DOCUMENT_DATA)
    {
      update_data (self);
      update_absence (self);
    }
  if (parts & (RSC_DOCUMENT_DATA | RSC_DOCUMENT_ROWS))
    {
      update_selected (self);
      update_buttons (self);
      update_caption (self);
      update_sort (self);
    }
  if (parts & (RSC_DOCUMENT_DATA | RSC_DOCUMENT_HOVER))
    update_hovered (self);
  rsc_panel_end_update (self);
}

/* --- from the hand ---------------------------------------------------------------------------- */

static void
on_hovered (RscDataTable *table, int row, gpointer user_data)
{
  RscDataPanel *self = RSC_DATA_PANEL (user_data);

  rsc_selection_hover (get_selection (self), -1, row >= 0 && self->places ? self->places[row] : -1);
}

static void
on_selection_changed (GtkSelectionModel *model, guint position, guint n_items, gpointer user_data)
{
  RscDataPanel *self = RSC_DATA_PANEL (user_data);
  g_autoptr (RscRowSet) rows = NULL;
  g_autofree gsize *selected = NULL;
  gsize n;

  if (rsc_panel_is_updating (self))
    return;
  selected = rsc_data_rows_dup_selected (RSC_DATA_ROWS (model), &n);
  rows = rsc_row_set_new (n, selected);
  self->selecting = TRUE;
  rsc_document_select_rows (rsc_panel_get_document (self), rows);
  self->selecting = FALSE;
}

static void
on_edited (RscDataTable *table, guint row, guint column, double value, gpointer user_data)
{
  rsc_document_set_value (rsc_panel_get_document (user_data), row, column, value);
}

/* @why: or NULL, where it is right again. */
static void
on_refused (RscDataTable *table, const char *why, gpointer user_data)
{
  RscDataPanel *self = RSC_DATA_PANEL (user_data);

  if (!why && !self->refusal)
    return;
  g_free (self->refusal);
  self->refusal = g_strdup (why);
  update_caption (self);
}

static void
tell (RscDataPanel *self, const char *text)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.tell", "s", text);
}

/* A point in the middle, to be written over. */
static void
add_row (RscDataPanel *self)
{
  double labels[RSC_CLASSES_MAX];
  g_autofree double *x = NULL;
  double y;
  gsize n;

  if (!self->shown)
    return;
  n = rsc_dataset_get_n (self->shown);
  x = g_new0 (double, MAX (rsc_dataset_get_d (self->shown), 1));
  y = n > 0 && rsc_classes_list (self->shown, labels) == 0 ? 0 : 1;
  if (rsc_document_add_points (rsc_panel_get_document (self), 1, x, &y))
    rsc_data_table_edit (self->table, n, 0);
}

static void
delete_rows (RscDataPanel *self)
{
  RscDocument *document = rsc_panel_get_document (self);
  RscDataRows *shown = rsc_data_table_get_rows (self->table);
  g_autoptr (RscRowSet) rows = rsc_row_set_ref (rsc_document_get_rows (document));
  guint place, n;

  if (rows->n == 0)
    return;
  place = rsc_data_rows_get_position (shown, rows->rows[0]);
  for (gsize i = 1; i < rows->n; i++)
    place = MIN (place, rsc_data_rows_get_position (shown, rows->rows[i]));
  if (!rsc_document_delete_points (document, rows))
    return;
  /* What had the focus is gone; without this, the next widget of the window would get it, and the
   * keys after. */
  n = g_list_model_get_n_items (G_LIST_MODEL (shown));
  if (n > 0)
    rsc_data_table_focus_row (self->table, rsc_data_rows_get_row (shown, MIN (place, n - 1)));
  else
    gtk_widget_grab_focus (self->add);
}

static int
compare_positions (gconstpointer a, gconstpointer b, gpointer rows)
{
  const guint p = rsc_data_rows_get_position (rows, *(const gsize *) a);
  const guint q = rsc_data_rows_get_position (rows, *(const gsize *) b);

  return (p > q) - (p < q);
}

/* As they stand. */
static void
copy_rows (RscDataPanel *self)
{
  RscDataRows *rows = rsc_data_table_get_rows (self->table);
  g_autofree gsize *selected = NULL;
  g_autofree char *text = NULL;
  g_autofree char *told = NULL;
  gsize n;

  selected = rsc_data_rows_dup_selected (rows, &n);
  if (n == 0)
    return;
  g_qsort_with_data (selected, (gint) n, sizeof *selected, compare_positions, rows);
  text = rsc_pasted_rows_write (self->shown, selected, n);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  told = rsc_table_words_dup_copied (n);
  tell (self, told);
}

static gboolean
append_rows (RscDataPanel *self, const char *text, char **told, GError **error)
{
  g_auto (RscPastedRows) pasted = { 0 };
  const gsize n = rsc_dataset_get_n (self->shown);

  if (!rsc_pasted_rows_read (&pasted, text, rsc_table_words_get_clipboard (), self->shown, error)
      || !rsc_document_paste (rsc_panel_get_document (self), n, 0, pasted.n,
                              rsc_dataset_get_d (self->shown) + 1, pasted.values, error))
    return FALSE;
  *told = rsc_table_words_dup_pasted (&pasted, n);
  return TRUE;
}

/* Where there is no point yet the text says what the columns are. */
static gboolean
take_as_data (RscDataPanel *self, const char *text, char **told, GError **error)
{
  g_autoptr (GInputStream) stream =
    g_memory_input_stream_new_from_data (text, (gssize) strlen (text), NULL);
  g_autoptr (RscDataset) dataset =
    rsc_import_read (stream, rsc_table_words_get_clipboard (), NULL, NULL, NULL, error);
  g_autofree char *name = NULL;
  RscDocumentState *after;

  if (!dataset)
    return FALSE;
  after = rsc_panel_edit (self);
  rsc_document_state_set_file (after, NULL, dataset);
  name = rsc_edit_words_dup_change (RSC_EDIT_PASTE, rsc_dataset_get_n (dataset));
  rsc_document_apply (rsc_panel_get_document (self), name, RSC_CHANGE_SINGLE, after);
  *told = rsc_reading_words_dup (rsc_dataset_get_reading (dataset));
  return TRUE;
}

void
rsc_data_panel_paste (RscDataPanel *self, const char *text)
{
  const gboolean has_rows = self->shown && rsc_dataset_get_n (self->shown) > 0;
  g_autoptr (GError) error = NULL;
  g_autofree char *told = NULL;

  g_return_if_fail (RSC_IS_DATA_PANEL (self));
  g_return_if_fail (text != NULL);

  if (has_rows ? append_rows (self, text, &told, &error) : take_as_data (self, text, &told, &error))
    tell (self, told);
  else
    tell (self, error->message);
}

static void
take_text (GtkWidget *panel, const char *text)
{
  RscDataPanel *self = RSC_DATA_PANEL (panel);

  if (text)
    rsc_data_panel_paste (self, text);
  else
    tell (self, rsc_document_words_get (RSC_DOCUMENT_NO_TEXT));
}

static void
paste (RscDataPanel *self)
{
  rsc_clipboard_text_read (GTK_WIDGET (self), take_text);
}

static void
on_add (GtkButton *button, gpointer user_data)
{
  add_row (RSC_DATA_PANEL (user_data));
}

static void
on_remove (GtkButton *button, gpointer user_data)
{
  delete_rows (RSC_DATA_PANEL (user_data));
}

static void
on_copy (GtkButton *button, gpointer user_data)
{
  copy_rows (RSC_DATA_PANEL (user_data));
}

static void
on_paste (GtkButton *button, gpointer user_data)
{
  paste (RSC_DATA_PANEL (user_data));
}

static void
on_sort (GtkButton *button, gpointer user_data)
{
  RscDataPanel *self = RSC_DATA_PANEL (user_data);
  gsize column;
  const int next = get_next_order (self, &column);

  rsc_data_table_sort (self->table, next < 0 ? RSC_DATA_ORDER_ROW : (int) column, next == TRUE);
}

static void
on_command (RscDataTable *table, const char *command, gpointer user_data)
{
  RscDataPanel *self = RSC_DATA_PANEL (user_data);

  if (g_str_equal (command, "add"))
    add_row (self);
  else if (g_str_equal (command, "delete"))
    delete_rows (self);
  else if (g_str_equal (command, "copy"))
    copy_rows (self);
  else if (g_str_equal (command, "paste"))
    paste (self);
  else
    update_sort (self);
}

static void
rsc_data_panel_finalize (GObject *object)
{
  forget_data (RSC_DATA_PANEL (object));
  g_free (RSC_DATA_PANEL (object)->refusal);
  G_OBJECT_CLASS (rsc_data_panel_parent_class)->finalize (object);
}

static void
rsc_data_panel_class_init (RscDataPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rsc_data_panel_finalize;
  RSC_PANEL_CLASS (klass)->update = rsc_data_panel_update;
  g_type_ensure (RSC_TYPE_DATA_TABLE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reluscope/Reluscope/ui/rsc-data-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, RscDataPanel, table);
  gtk_widget_class_bind_template_child (widget_class, RscDataPanel, add);
  gtk_widget_class_bind_template_child (widget_class, RscDataPanel, remove);
  gtk_widget_class_bind_template_child (widget_class, RscDataPanel, copy);
  gtk_widget_class_bind_template_child (widget_class, RscDataPanel, sort);
  gtk_widget_class_bind_template_child (widget_class, RscDataPanel, absence);
  gtk_widget_class_bind_template_child (widget_class, RscDataPanel, caption);
  gtk_widget_class_bind_template_callback (widget_class, on_hovered);
  gtk_widget_class_bind_template_callback (widget_class, on_command);
  gtk_widget_class_bind_template_callback (widget_class, on_edited);
  gtk_widget_class_bind_template_callback (widget_class, on_refused);
  gtk_widget_class_bind_template_callback (widget_class, on_add);
  gtk_widget_class_bind_template_callback (widget_class, on_remove);
  gtk_widget_class_bind_template_callback (widget_class, on_copy);
  gtk_widget_class_bind_template_callback (widget_class, on_paste);
  gtk_widget_class_bind_template_callback (widget_class, on_sort);
}

static void
rsc_data_panel_init (RscDataPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  rsc_label_keep_whole (self->caption, FALSE);
  rsc_data_table_set_editable (self->table, TRUE);
  g_signal_connect_object (rsc_data_table_get_rows (self->table), "selection-changed",
                           G_CALLBACK (on_selection_changed), self, 0);
}
