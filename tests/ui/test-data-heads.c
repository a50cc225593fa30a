/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-data-heads.h"

#include <string.h>

#include "problems.h"
#include "ui/rsc-data-row.h"
#include "widgets.h"

static GtkListItemFactory *
create_factory (int column, gpointer user_data)
{
  return gtk_signal_list_item_factory_new ();
}

static void
on_sorted (RscDataHeads *heads, int column, int *sorted)
{
  *sorted = column;
}

static GtkColumnViewColumn *
get_head (GtkWidget *view, guint k)
{
  g_autoptr (GtkColumnViewColumn) head =
    g_list_model_get_item (gtk_column_view_get_columns (GTK_COLUMN_VIEW (view)), k);

  /* The view keeps it. */
  return head;
}

/* A head for the row's number, for test rows where there are some, for each feature and for the
 * target; a view that is sorted by one of them orders the rows, and rows in an order of their own
 * are shown so. */
static void
test_orders (void)
{
  static const guint8 held[] = { 0, 1, 0 };
  g_autoptr (RscDataset) data = dataset_of_text ("a,b,y\n2,10,1\n3,30,0\n1,20,1\n");
  g_autoptr (RscDataRows) rows = rsc_data_rows_new ();
  GtkWidget *view = gtk_column_view_new (NULL);
  GtkWindow *window = show_widget (view, 500, 200);
  g_autoptr (RscDataHeads) heads =
    rsc_data_heads_new (GTK_COLUMN_VIEW (view), rows, create_factory, NULL);
  GListModel *columns = gtk_column_view_get_columns (GTK_COLUMN_VIEW (view));
  gboolean descending;
  int sorted = -5;

  g_signal_connect (heads, "sorted", G_CALLBACK (on_sorted), &sorted);
  rsc_data_heads_rebuild (heads, 0, 0);
  g_assert_cmpuint (g_list_model_get_n_items (columns), ==, 0);
  rsc_data_rows_set_data (rows, data, NULL);
  rsc_data_heads_rebuild (heads, 0, 2);
  g_assert_cmpuint (g_list_model_get_n_items (columns), ==, 4);
  g_assert_true (g_str_has_prefix (gtk_column_view_column_get_title (get_head (view, 1)), "a"));
  g_assert_true (g_str_has_prefix (gtk_column_view_column_get_title (get_head (view, 2)), "b"));
  g_assert_true (g_str_has_prefix (gtk_column_view_column_get_title (get_head (view, 3)), "y"));
  rsc_data_rows_set_data (rows, data, held);
  rsc_data_heads_rebuild (heads, 1, 1);
  g_assert_cmpuint (g_list_model_get_n_items (columns), ==, 4);
  g_assert_true (g_str_has_prefix (gtk_column_view_column_get_title (get_head (view, 2)), "b"));

  gtk_column_view_sort_by_column (GTK_COLUMN_VIEW (view), get_head (view, 2), GTK_SORT_DESCENDING);
  g_assert_cmpint (sorted, ==, 1);
  g_assert_cmpint (rsc_data_rows_get_order (rows, &descending), ==, 1);
  g_assert_true (descending);
  g_assert_cmpuint (rsc_data_rows_get_row (rows, 0), ==, 1);
  g_assert_cmpuint (rsc_data_rows_get_row (rows, 2), ==, 0);
  gtk_column_view_sort_by_column (GTK_COLUMN_VIEW (view), get_head (view, 1), GTK_SORT_ASCENDING);
  g_assert_cmpint (sorted, ==, RSC_DATA_ORDER_PART);
  g_assert_cmpuint (rsc_data_rows_get_row (rows, 2), ==, 1);

  /* What is shown is no order that a person asked for. */
  sorted = -5;
  rsc_data_rows_sort (rows, 1, FALSE);
  rsc_data_heads_show_order (heads);
  g_assert_cmpint (sorted, ==, -5);
  g_assert_cmpint (rsc_data_rows_get_order (rows, &descending), ==, 1);
  g_assert_false (descending);
  g_assert_finalize_object (g_steal_pointer (&heads));
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  init_widgets (&argc, &argv);

  g_test_add_func ("/data-heads/orders-and-finalises", test_orders);
  return g_test_run ();
}
