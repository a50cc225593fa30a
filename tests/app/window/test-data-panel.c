/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of the data: what is typed, pasted and selected there is so in the document, and can be
 * undone. */
#include <string.h>

#include "app/model/rsc-document-data.h"
#include "app/window/rsc-data-panel.h"
#include "app/window/rsc-window.h"
#include "documents.h"
#include "ui/rsc-data-table.h"
#include "ui/rsc-lambda-entry.h"
#include "widgets.h"
#include "windows.h"

static GtkApplication *application;

static RscWindow *
open_page (const char *name)
{
  RscWindow *window = show_window (application, name);

  gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", "data");
  iterate (50);
  return window;
}

static RscDataPanel *
get_panel (RscWindow *window)
{
  return RSC_DATA_PANEL (find_child (GTK_WIDGET (window), RSC_TYPE_DATA_PANEL));
}

static RscDataTable *
get_table (RscWindow *window)
{
  return RSC_DATA_TABLE (find_child (GTK_WIDGET (window), RSC_TYPE_DATA_TABLE));
}

static RscDataset *
get_data (RscWindow *window)
{
  return rsc_document_get_state (rsc_window_get_document (window))->source;
}

static const char *
get_change (RscWindow *window)
{
  RscHistory *history = rsc_document_get_history (rsc_window_get_document (window));

  return rsc_history_get_change (history, rsc_history_get_n_changes (history) - 1)->name;
}

/* What the table has of the rows of the document. */
static void
assert_shown (RscWindow *window)
{
  RscDataRows *rows = rsc_data_table_get_rows (get_table (window));
  const RscRowSet *selected = rsc_document_get_rows (rsc_window_get_document (window));
  gsize n;
  g_autofree gsize *own = rsc_data_rows_dup_selected (rows, &n);

  g_assert_true (rsc_data_rows_get_dataset (rows) == get_data (window));
  g_assert_cmpmem (own, n * sizeof *own, selected->rows, selected->n * sizeof *own);
}

static void
test_edit (void)
{
  RscWindow *window = open_page ("gallery:blobs");
  RscDocument *document = rsc_window_get_document (window);
  RscDataTable *table = get_table (window);
  RscDataset *before = get_data (window);
  const double old = rsc_dataset_get_x (before)[4];

  rsc_data_table_edit (table, 2, 0);
  gtk_editable_set_text (GTK_EDITABLE (find_child (GTK_WIDGET (table), GTK_TYPE_ENTRY)), "0,05");
  g_signal_emit_by_name (find_child (GTK_WIDGET (table), GTK_TYPE_ENTRY), "activate");
  g_assert_cmpfloat (rsc_dataset_get_x (get_data (window))[4], ==, 0.05);
  g_assert_cmpstr (get_change (window), ==, "Change a value");
  assert_shown (window);
  rsc_document_revert (document);
  g_assert_cmpfloat (rsc_dataset_get_x (get_data (window))[4], ==, old);
  assert_shown (window);

  /* What is none is said below the table, in one sentence, and changes nothing. */
  rsc_data_table_edit (table, 2, 0);
  gtk_editable_set_text (GTK_EDITABLE (find_child (GTK_WIDGET (table), GTK_TYPE_ENTRY)), "a lot");
  g_signal_emit_by_name (find_child (GTK_WIDGET (table), GTK_TYPE_ENTRY), "activate");
  g_assert_nonnull (
    find_label (GTK_WIDGET (get_panel (window)), "“a lot” is no number: the old value stays."));
  g_assert_true (get_data (window) == before);
  close_window (window);
}

static void
test_rows (void)
{
  RscWindow *window = open_page ("gallery:blobs");
  RscDocument *document = rsc_window_get_document (window);
  GtkWidget *panel = GTK_WIDGET (get_panel (window));
  GtkSelectionModel *rows = GTK_SELECTION_MODEL (rsc_data_table_get_rows (get_table (window)));
  g_autoptr (RscRowSet) one = rsc_row_set_new_range (17, 1);

  /* Here and elsewhere. */
  gtk_selection_model_select_item (rows, 3, TRUE);
  gtk_selection_model_select_item (rows, 5, FALSE);
  assert_shown (window);
  g_assert_cmpuint (rsc_document_get_rows (document)->n, ==, 2);
  g_assert_nonnull (find_label (panel, "30 rows · 2 selected"));
  rsc_document_select_rows (document, one);
  assert_shown (window);
  g_assert_true (gtk_selection_model_is_selected (rows, 17));
  g_assert_false (gtk_selection_model_is_selected (rows, 3));

  g_signal_emit_by_name (find_button (panel, "Delete the selected rows"), "clicked");
  g_assert_cmpuint (rsc_dataset_get_n (get_data (window)), ==, 29);
  g_assert_cmpstr (get_change (window), ==, "Delete a point");
  assert_shown (window);
  rsc_document_revert (document);
  assert_shown (window);
  g_assert_true (gtk_selection_model_is_selected (rows, 17));

  g_signal_emit_by_name (find_button (panel, "Add a row"), "clicked");
  g_assert_cmpuint (rsc_dataset_get_n (get_data (window)), ==, 31);
  assert_shown (window);
  g_assert_nonnull (find_child (panel, GTK_TYPE_ENTRY));
  iterate (50);
  close_window (window);
}

/* The keys after Delete go where they went before: Ctrl+Z is of the window, and not of the entry of
 * λ. */
static void
test_delete_focus (void)
{
  RscWindow *window = open_page ("gallery:blobs");
  GtkWidget *panel = GTK_WIDGET (get_panel (window));
  RscDataTable *table = get_table (window);
  GtkSelectionModel *rows = GTK_SELECTION_MODEL (rsc_data_table_get_rows (table));
  GtkWidget *focus;
  GtkWidget *entry = find_child (GTK_WIDGET (window), RSC_TYPE_LAMBDA_ENTRY);

  rsc_data_table_focus_row (table, 4);
  gtk_selection_model_select_item (rows, 3, TRUE);
  gtk_selection_model_select_item (rows, 4, FALSE);
  g_signal_emit_by_name (table, "command", "delete");
  iterate (50);
  focus = gtk_window_get_focus (GTK_WINDOW (window));
  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_is_ancestor (focus, GTK_WIDGET (table)));
  gtk_selection_model_select_all (rows);
  g_signal_emit_by_name (table, "command", "delete");
  iterate (50);
  focus = gtk_window_get_focus (GTK_WINDOW (window));
  g_assert_cmpuint (rsc_dataset_get_n (get_data (window)), ==, 0);
  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_is_ancestor (focus, panel));
  g_assert_false (gtk_editable_get_enable_undo (GTK_EDITABLE (find_child (entry, GTK_TYPE_ENTRY))));
  close_window (window);
}

static void
test_paste (void)
{
  RscWindow *window = open_page ("gallery:blobs");
  RscDataPanel *panel = get_panel (window);
  RscDataset *before = get_data (window);
  const double *x;

  rsc_data_panel_paste (panel, "x2\tx1\ty\n0,5\t0,25\t-1\n3\t4\t1\n");
  x = rsc_dataset_get_x (get_data (window)) + 60;
  g_assert_cmpuint (rsc_dataset_get_n (get_data (window)), ==, 32);
  g_assert_cmpfloat (x[0], ==, 0.25);
  g_assert_cmpfloat (x[1], ==, 0.5);
  g_assert_cmpstr (get_change (window), ==, "Paste 2 rows");
  assert_shown (window);
  g_assert_nonnull (
    find_label (GTK_WIDGET (window), "2 rows added as rows 31 to 32; columns by their names"));
  rsc_document_revert (rsc_window_get_document (window));
  g_assert_true (get_data (window) == before);
  rsc_data_panel_paste (panel, "1\t2\n");
  g_assert_true (get_data (window) == before);
  close_window (window);
}

/* Where there is no point what is pasted is the data. */
static void
test_paste_all (void)
{
  RscWindow *window = open_page ("gallery:blobs");
  RscDocument *document = rsc_window_get_document (window);
  g_autoptr (RscRowSet) all = rsc_row_set_new_range (0, 30);

  rsc_document_delete_points (document, all);
  iterate (50);
  assert_shown (window);
  g_assert_nonnull (find_label (GTK_WIDGET (get_panel (window)), "No points yet"));
  rsc_data_panel_paste (get_panel (window), "size,kind\n1,small\n9,large\n8,large\n");
  g_assert_cmpuint (rsc_dataset_get_n (get_data (window)), ==, 3);
  g_assert_cmpuint (rsc_dataset_get_d (get_data (window)), ==, 1);
  assert_shown (window);
  g_assert_null (find_label (GTK_WIDGET (get_panel (window)), "No points yet"));
  rsc_document_revert (document);
  g_assert_cmpuint (rsc_dataset_get_n (get_data (window)), ==, 0);
  rsc_document_revert (document);
  g_assert_cmpuint (rsc_dataset_get_n (get_data (window)), ==, 30);
  assert_shown (window);
  close_window (window);
}

/* Pointing goes between the rows for training and the rows of the table. */
static void
test_parts (void)
{
  RscWindow *window = open_page ("gallery:blobs");
  RscDocument *document = rsc_window_get_document (window);
  RscSelection *selection = rsc_document_get_selection (document);
  RscDocumentState *after = rsc_document_state_copy (rsc_document_get_state (document));
  RscDataTable *table = get_table (window);
  RscDataRows *rows = rsc_data_table_get_rows (table);
  const double *train;
  gsize n_held = 0;

  g_assert_true (rsc_document_state_set_preparation (after, FALSE, TRUE, 0.7, 1, NULL));
  rsc_document_apply (document, "split", RSC_CHANGE_SINGLE, after);
  wait_idle (document);
  g_assert_nonnull (
    find_label (GTK_WIDGET (get_panel (window)), "30 rows · 21 for training, 9 for tests"));
  train = rsc_dataset_get_x (rsc_document_get_state (document)->train);
  for (int row = 0; row < 30; row++)
    {
      gssize point;

      g_signal_emit_by_name (table, "hovered", row);
      point = rsc_selection_get_hovered_point (selection);
      n_held += rsc_data_rows_is_held (rows, (gsize) row);
      g_assert_true ((point < 0) == rsc_data_rows_is_held (rows, (gsize) row));
      if (point >= 0)
        g_assert_cmpfloat (train[2 * point], ==, rsc_dataset_get_x (get_data (window))[2 * row]);
    }
  g_assert_cmpuint (n_held, ==, 9);
  close_window (window);
}

int
main (int argc, char *argv[])
{
  application = begin_windows (&argc, &argv);

  g_test_add_func ("/data-panel/edit", test_edit);
  g_test_add_func ("/data-panel/rows", test_rows);
  g_test_add_func ("/data-panel/delete-focus", test_delete_focus);
  g_test_add_func ("/data-panel/paste", test_paste);
  g_test_add_func ("/data-panel/paste-all", test_paste_all);
  g_test_add_func ("/data-panel/parts", test_parts);

  return run_windows (application);
}
