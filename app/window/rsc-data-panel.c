/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-data-panel.h"

#include "core/data/rsc-reading.h"
#include "ui/rsc-data-table.h"
#include "ui/words/rsc-data-words.h"
#include "ui/words/rsc-reading-words.h"
#include "ui/words/rsc-table-words.h"

struct _RscDataPanel
{
  RscPanel parent_instance;

  RscDataset *shown; /* the data in the table, or NULL */
  RscDataset *train; /* what the parts were found for */
  gsize *parts;      /* rows of the data: those for training, then those for tests; or NULL */
  gsize n_train;
  gssize *places; /* of each row of the data: its row for training, or -1 */

  RscDataTable *table;
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

/* --- from the document ------------------------------------------------------------------------- */

static void
forget_data (RscDataPanel *self)
{
  g_clear_pointer (&self->shown, rsc_dataset_unref);
  g_clear_pointer (&self->train, rsc_dataset_unref);
  g_clear_pointer (&self->parts, g_free);
  g_clear_pointer (&self->places, g_free);
  self->n_train = 0;
}

/* Which rows are held out: the split is the same wherever it is done. */
static guint8 *
find_parts (RscDataPanel *self)
{
  const RscDocumentState *state = rsc_panel_get_state (self);
  const gsize n = rsc_dataset_get_n (state->source);
  guint8 *held = NULL;

  self->places = g_new (gssize, n);
  self->n_train = n;
  if (state->split && state->test)
    self->parts = rsc_dataset_dup_split_rows (n, state->train_fraction, state->split_seed,
                                              &self->n_train, NULL);
  if (self->parts)
    held = g_new0 (guint8, n);
  for (gsize k = 0; k < n; k++)
    {
      const gsize row = self->parts ? self->parts[k] : k;

      self->places[row] = k < self->n_train ? (gssize) k : -1;
      if (held)
        held[row] = k >= self->n_train;
    }
  return held;
}

static void
update_data (RscDataPanel *self)
{
  const RscDocumentState *state = rsc_panel_get_state (self);
  g_autofree guint8 *held = NULL;

  if (self->shown == state->source && self->train == state->train)
    return;
  forget_data (self);
  if (state->source)
    {
      self->shown = rsc_dataset_ref (state->source);
      self->train = rsc_dataset_ref (state->train);
      held = find_parts (self);
    }
  rsc_data_table_set_data (self->table, self->shown, held);
}

static void
update_caption (RscDataPanel *self)
{
  RscDataRows *rows = rsc_data_table_get_rows (self->table);
  const RscReading *reading = self->shown ? rsc_dataset_get_reading (self->shown) : NULL;
  g_autofree char *text = NULL;
  g_autofree char *read = NULL;

  if (self->shown)
    text = rsc_table_words_dup_rows (rsc_dataset_get_n (self->shown),
                                     rsc_dataset_get_n (self->shown) - self->n_train,
                                     rsc_data_rows_get_n_selected (rows));
  if (reading)
    read = rsc_reading_words_dup (reading);
  gtk_label_set_label (self->caption, text ? text : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->caption), read);
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
  gtk_widget_set_tooltip_text (self->sort, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->sort), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  -1);
  gtk_button_set_icon_name (GTK_BUTTON (self->sort), next == TRUE ? "view-sort-descending-symbolic"
                                                                  : "view-sort-ascending-symbolic");
}

static void
update_hovered (RscDataPanel *self)
{
  const gssize point = rsc_selection_get_hovered_point (get_selection (self));

  rsc_data_table_set_hovered (self->table, point < 0 || point >= (gssize) self->n_train ? -1
                                           : self->parts ? (gssize) self->parts[point]
                                                         : point);
}

static void
rsc_data_panel_update (RscPanel *panel, guint parts)
{
  RscDataPanel *self = RSC_DATA_PANEL (panel);

  rsc_panel_begin_update (self);
  if (parts & RSC_DOCUMENT_DATA)
    {
      update_data (self);
      update_caption (self);
      update_sort (self);
      gtk_label_set_label (self->absence, self->shown ? "" : rsc_data_words_get_absence ());
      gtk_widget_set_visible (GTK_WIDGET (self->absence), !self->shown);
      gtk_widget_set_visible (GTK_WIDGET (self->table), self->shown != NULL);
    }
  if (parts & (RSC_DOCUMENT_DATA | RSC_DOCUMENT_HOVER))
    update_hovered (self);
  rsc_panel_end_update (self);
}

/* --- from the hand ----------------------------------------------------------------------------- */

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

  if (!rsc_panel_is_updating (self))
    update_caption (self);
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

  if (g_str_equal (command, "cursor") || g_str_equal (command, "sorted"))
    update_sort (self);
}

static void
rsc_data_panel_finalize (GObject *object)
{
  forget_data (RSC_DATA_PANEL (object));
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
  gtk_widget_class_bind_template_child (widget_class, RscDataPanel, sort);
  gtk_widget_class_bind_template_child (widget_class, RscDataPanel, absence);
  gtk_widget_class_bind_template_child (widget_class, RscDataPanel, caption);
  gtk_widget_class_bind_template_callback (widget_class, on_hovered);
  gtk_widget_class_bind_template_callback (widget_class, on_command);
  gtk_widget_class_bind_template_callback (widget_class, on_sort);
}

static void
rsc_data_panel_init (RscDataPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (rsc_data_table_get_rows (self->table), "selection-changed",
                           G_CALLBACK (on_selection_changed), self, 0);
}
