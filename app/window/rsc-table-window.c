/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-table-window.h"

#include <adwaita.h>

#include "ui/rsc-toasts.h"
#include "ui/words/rsc-sharing-words.h"

#define WIDTH 760
#define HEIGHT 520

static void
on_setup (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), GPOINTER_TO_INT (user_data) ? 0.0f : 1.0f);
  gtk_label_set_selectable (GTK_LABEL (label), FALSE);
  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static RscResultTable *
get_table (GtkListItemFactory *factory)
{
  return g_object_get_data (G_OBJECT (factory), "table");
}

/* The first cell says the whole row: a screen reader comes to it by the arrows. */
static void
on_bind (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  RscResultTable *table = get_table (factory);
  const gsize column = GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (factory), "column"));
  const gsize row = gtk_list_item_get_position (item);
  g_autofree char *cell = rsc_result_table_dup_cell (table, row, column);
  GtkWidget *label = gtk_list_item_get_child (item);

  gtk_label_set_text (GTK_LABEL (label), cell);
  if (column == 0)
    {
      g_autofree char *spoken = rsc_result_table_dup_row (table, row);

      gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                      -1);
    }
}

static void
add_column (GtkColumnView *view, RscResultTable *table, gsize k)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  const gboolean is_text = rsc_result_table_is_text (table, k);
  GtkColumnViewColumn *column;

  g_object_set_data (G_OBJECT (factory), "table", table);
  g_object_set_data (G_OBJECT (factory), "column", GSIZE_TO_POINTER (k));
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), GINT_TO_POINTER (is_text));
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  column = gtk_column_view_column_new (rsc_result_table_get_column_title (table, k), factory);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_append_column (view, column);
  g_object_unref (column);
}

/* What has as many items as the table has rows: its cells are read from the table. */
static GListModel *
new_rows (const RscResultTable *table)
{
  GtkStringList *rows = gtk_string_list_new (NULL);

  for (gsize i = 0; i < rsc_result_table_get_n_rows (table); i++)
    gtk_string_list_append (rows, "");
  return G_LIST_MODEL (rows);
}

static void
on_copy (GtkButton *button, gpointer user_data)
{
  g_autofree char *text = rsc_result_table_dup_text (user_data);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (button)), text);
  gtk_widget_activate_action (GTK_WIDGET (button), "win.tell", "s",
                              rsc_sharing_words_get (RSC_SHARING_COPIED_TABLE));
}

GtkWindow *
rsc_table_window_show (GtkWindow *parent, RscResultTable *table)
{
  GtkWindow *window = GTK_WINDOW (adw_window_new ());
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *copy = gtk_button_new_with_mnemonic (rsc_sharing_words_get (RSC_SHARING_COPY));
  GtkWidget *toasts = adw_toast_overlay_new ();
  GtkWidget *scroll = gtk_scrolled_window_new ();
  GtkWidget *view =
    gtk_column_view_new (GTK_SELECTION_MODEL (gtk_single_selection_new (new_rows (table))));
  GtkEventController *keys = gtk_shortcut_controller_new ();

  g_object_set_data_full (G_OBJECT (window), "table", table,
                          (GDestroyNotify) rsc_result_table_free);
  for (gsize k = 0; k < rsc_result_table_get_n_columns (table); k++)
    add_column (GTK_COLUMN_VIEW (view), table, k);
  gtk_column_view_set_show_column_separators (GTK_COLUMN_VIEW (view), TRUE);
  gtk_widget_add_css_class (view, "data-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  rsc_result_table_get_title (table), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), view);
  gtk_widget_set_vexpand (scroll, TRUE);
  rsc_toasts_serve (ADW_TOAST_OVERLAY (toasts), window);
  g_signal_connect (copy, "clicked", G_CALLBACK (on_copy), table);
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), copy);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), scroll);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (toasts), box);
  adw_window_set_content (ADW_WINDOW (window), toasts);
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys), gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                      gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (GTK_WIDGET (window), keys);
  gtk_window_set_title (window, rsc_result_table_get_title (table));
  gtk_window_set_default_size (window, WIDTH, HEIGHT);
  gtk_window_set_transient_for (window, parent);
  gtk_window_set_destroy_with_parent (window, TRUE);
  gtk_window_present (window);
  gtk_widget_grab_focus (view);
  return window;
}
