/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-data-row.h"

/* A row is known under its number as long as somebody holds it, and by nobody after. */
static void
test_alive (void)
{
  g_autoptr (GHashTable) alive = g_hash_table_new (NULL, NULL);
  RscDataRow *row = rsc_data_row_new (5, alive), *other = rsc_data_row_new (9, alive);

  g_assert_cmpuint (rsc_data_row_get (row), ==, 5);
  g_assert_true (g_hash_table_lookup (alive, GSIZE_TO_POINTER (5)) == row);
  g_assert_true (g_hash_table_lookup (alive, GSIZE_TO_POINTER (9)) == other);
  g_object_ref (row);
  g_object_unref (row);
  g_assert_true (g_hash_table_lookup (alive, GSIZE_TO_POINTER (5)) == row);
  g_assert_finalize_object (row);
  g_assert_false (g_hash_table_contains (alive, GSIZE_TO_POINTER (5)));
  g_assert_cmpuint (g_hash_table_size (alive), ==, 1);
  g_assert_finalize_object (other);
  g_assert_cmpuint (g_hash_table_size (alive), ==, 0);
}

static void
test_alone (void)
{
  RscDataRow *row = rsc_data_row_new (0, NULL);

  g_assert_cmpuint (rsc_data_row_get (row), ==, 0);
  g_assert_finalize_object (row);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/data-row/alive", test_alive);
  g_test_add_func ("/data-row/alone", test_alone);
  return g_test_run ();
}
