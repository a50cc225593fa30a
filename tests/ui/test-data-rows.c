/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-data-row.h"
#include "ui/rsc-data-rows.h"
#include "widgets.h"

#include <string.h>

/* Five rows whose feature and target are given as text, a digit each. */
static RscDataset *
make_data (const char *x, const char *y)
{
  double features[16], targets[16];

  for (gsize i = 0; x[i] != '\0'; i++)
    {
      features[i] = x[i] - '0';
      targets[i] = y[i] - '0';
    }
  return rsc_dataset_new ("d", strlen (x), 1, features, targets, NULL, NULL, NULL);
}

/* Numbers of the rows as they stand, from 0. */
static void
assert_order (RscDataRows *rows, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint p = 0; p < g_list_model_get_n_items (G_LIST_MODEL (rows)); p++)
    {
      g_autoptr (RscDataRow) row = g_list_model_get_item (G_LIST_MODEL (rows), p);

      g_string_append_printf (text, "%" G_GSIZE_FORMAT, rsc_data_row_get (row));
      g_assert_cmpuint (rsc_data_rows_get_position (rows, rsc_data_row_get (row)), ==, p);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
assert_selected (RscDataRows *rows, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gsize n;
  g_autofree gsize *selected = rsc_data_rows_dup_selected (rows, &n);

  for (gsize k = 0; k < n; k++)
    g_string_append_printf (text, "%" G_GSIZE_FORMAT, selected[k]);
  g_assert_cmpstr (text->str, ==, expected);
  g_assert_cmpuint (rsc_data_rows_get_n_selected (rows), ==, n);
}

static void
test_order (void)
{
  g_autoptr (RscDataRows) rows = rsc_data_rows_new ();
  g_autoptr (RscDataset) data = make_data ("31221", "12345");
  const guint8 held[] = { 1, 0, 0, 1, 0 };

  rsc_data_rows_set_data (rows, data, held);
  assert_order (rows, "01234");
  rsc_data_rows_sort (rows, 0, FALSE);
  assert_order (rows, "14230");
  /* Equal ones stay as they are: the target parts what the feature does not. */
  rsc_data_rows_sort (rows, 1, TRUE);
  assert_order (rows, "43210");
  rsc_data_rows_sort (rows, 0, FALSE);
  assert_order (rows, "41320");
  rsc_data_rows_sort (rows, 0, TRUE);
  assert_order (rows, "03241");
  rsc_data_rows_sort (rows, RSC_DATA_ORDER_PART, FALSE);
  assert_order (rows, "24103");
  rsc_data_rows_sort (rows, RSC_DATA_ORDER_ROW, FALSE);
  assert_order (rows, "01234");
}

/* A copy of the list kept by what it tells of its changes is the list. */
static void
on_items_changed (GListModel *list, guint position, guint removed, guint added, GArray *copy)
{
  if (removed > 0)
    g_array_remove_range (copy, position, removed);
  for (guint k = 0; k < added; k++)
    {
      g_autoptr (RscDataRow) row = g_list_model_get_item (list, position + k);
      const gsize number = rsc_data_row_get (row);

      g_array_insert_val (copy, position + k, number);
    }
  g_assert_cmpuint (copy->len, ==, g_list_model_get_n_items (list));
  for (guint p = 0; p < copy->len; p++)
    {
      g_autoptr (RscDataRow) row = g_list_model_get_item (list, p);

      g_assert_cmpuint (g_array_index (copy, gsize, p), ==, rsc_data_row_get (row));
    }
}

static void
test_changes (void)
{
  g_autoptr (RscDataRows) rows = rsc_data_rows_new ();
  g_autoptr (RscDataset) five = make_data ("31221", "12345");
  g_autoptr (RscDataset) other = make_data ("31021", "12345");
  g_autoptr (RscDataset) seven = make_data ("3102109", "1234567");
  g_autoptr (RscDataset) two = make_data ("31", "12");
  g_autoptr (GArray) copy = g_array_new (FALSE, FALSE, sizeof (gsize));
  guint n_changes = 0, n_values = 0;

  g_signal_connect (rows, "items-changed", G_CALLBACK (on_items_changed), copy);
  g_signal_connect_swapped (rows, "items-changed", G_CALLBACK (count_signal), &n_changes);
  g_signal_connect_swapped (rows, "values-changed", G_CALLBACK (count_signal), &n_values);
  rsc_data_rows_set_data (rows, five, NULL);
  g_assert_cmpuint (n_changes, ==, 1);
  rsc_data_rows_set_data (rows, other, NULL);
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_cmpuint (n_values, ==, 2);
  rsc_data_rows_sort (rows, 0, FALSE);
  assert_order (rows, "21430");
  g_assert_cmpuint (n_changes, ==, 2);
  /* New rows take their place in the order. */
  rsc_data_rows_set_data (rows, seven, NULL);
  assert_order (rows, "2514306");
  rsc_data_rows_set_data (rows, two, NULL);
  assert_order (rows, "10");
  rsc_data_rows_set_data (rows, NULL, NULL);
  assert_order (rows, "");
  rsc_data_rows_set_data (rows, five, NULL);
  assert_order (rows, "01234");
}

static void
test_selection (void)
{
  g_autoptr (RscDataRows) rows = rsc_data_rows_new ();
  GtkSelectionModel *model = GTK_SELECTION_MODEL (rows);
  g_autoptr (RscDataset) five = make_data ("31221", "12345");
  g_autoptr (RscDataset) three = make_data ("312", "123");
  g_autoptr (GtkBitset) range = NULL;
  const gsize wanted[] = { 4, 1, 99 };
  guint n = 0;

  rsc_data_rows_set_data (rows, five, NULL);
  g_signal_connect_swapped (rows, "selection-changed", G_CALLBACK (count_signal), &n);
  gtk_selection_model_select_item (model, 2, TRUE);
  gtk_selection_model_select_item (model, 3, FALSE);
  assert_selected (rows, "23");
  gtk_selection_model_select_item (model, 0, TRUE);
  assert_selected (rows, "0");
  rsc_data_rows_set_selected (rows, wanted, G_N_ELEMENTS (wanted));
  assert_selected (rows, "14");
  g_assert_cmpuint (n, ==, 4);
  rsc_data_rows_set_selected (rows, wanted, G_N_ELEMENTS (wanted));
  g_assert_cmpuint (n, ==, 4);
  /* It goes with the rows. */
  rsc_data_rows_sort (rows, 0, FALSE);
  assert_order (rows, "14230");
  assert_selected (rows, "14");
  g_assert_true (gtk_selection_model_is_selected (model, 0));
  g_assert_true (gtk_selection_model_is_selected (model, 1));
  g_assert_false (gtk_selection_model_is_selected (model, 4));
  range = gtk_selection_model_get_selection_in_range (model, 1, 4);
  g_assert_cmpuint (gtk_bitset_get_size (range), ==, 1);
  rsc_data_rows_set_data (rows, three, NULL);
  assert_selected (rows, "1");
  gtk_selection_model_select_all (model);
  assert_selected (rows, "012");
  gtk_selection_model_unselect_all (model);
  assert_selected (rows, "");
}

/* However many rows there are, objects are made for those that somebody holds. */
static void
test_many (void)
{
  const gsize n = 100000;
  g_autofree double *x = g_new (double, n);
  g_autofree double *y = g_new (double, n);
  g_autoptr (RscDataRows) rows = rsc_data_rows_new ();
  g_autoptr (RscDataset) data = NULL;
  g_autoptr (RscDataRow) row = NULL;
  g_autoptr (RscDataRow) same = NULL;
  gpointer weak;

  for (gsize i = 0; i < n; i++)
    {
      x[i] = (double) ((i * 7919) % n);
      y[i] = 0;
    }
  data = rsc_dataset_new ("d", n, 1, x, y, NULL, NULL, NULL);
  rsc_data_rows_set_data (rows, data, NULL);
  rsc_data_rows_sort (rows, 0, TRUE);
  for (guint p = 0; p < n; p++)
    g_assert_cmpfloat (rsc_data_rows_get_value (rows, rsc_data_rows_get_row (rows, p), 0), ==,
                       (double) (n - 1 - p));
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (rows));
  g_assert_cmpuint (rsc_data_rows_get_n_selected (rows), ==, n);
  row = g_list_model_get_item (G_LIST_MODEL (rows), 17);
  same = g_list_model_get_item (G_LIST_MODEL (rows), 17);
  g_assert_true (row == same);
  weak = row;
  g_object_add_weak_pointer (G_OBJECT (row), &weak);
  g_clear_object (&same);
  g_clear_object (&row);
  g_assert_null (weak);
}

int
main (int argc, char *argv[])
{
  init_widgets (&argc, &argv);

  g_test_add_func ("/data-rows/order", test_order);
  g_test_add_func ("/data-rows/changes", test_changes);
  g_test_add_func ("/data-rows/selection", test_selection);
  g_test_add_func ("/data-rows/many", test_many);

  return g_test_run ();
}
