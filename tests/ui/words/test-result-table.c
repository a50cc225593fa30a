/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of numbers: as they are read, spoken, and written so that they read back. */
#include "ui/words/rsc-result-table.h"

#include <math.h>
#include <string.h>

static RscResultTable *
new_table (void)
{
  RscResultTable *table = rsc_result_table_new ("Rows");

  rsc_result_table_add_column (table, "k", "Number", 0);
  rsc_result_table_add_column (table, "a, b", "Value of \"b\"", 3);
  rsc_result_table_add_column (table, "what", "What", -1);
  rsc_result_table_add_number (table, 7.0);
  rsc_result_table_add_number (table, -1.0 / 3.0);
  rsc_result_table_add_text (table, "one, \"two\"");
  rsc_result_table_add_number (table, 12345678.0);
  rsc_result_table_add_number (table, NAN);
  rsc_result_table_add_text (table, "");
  return table;
}

static void
test_cells (void)
{
  g_autoptr (RscResultTable) table = new_table ();
  static const char *const wanted[2][3] = { { "7", "\u22120.333", "one, \"two\"" },
                                            { "12345678", "", "" } };

  g_assert_cmpuint (rsc_result_table_get_n_columns (table), ==, 3);
  g_assert_cmpuint (rsc_result_table_get_n_rows (table), ==, 2);
  g_assert_cmpstr (rsc_result_table_get_title (table), ==, "Rows");
  g_assert_cmpstr (rsc_result_table_get_key (table, 1), ==, "a, b");
  g_assert_true (rsc_result_table_is_text (table, 2));
  g_assert_false (rsc_result_table_is_text (table, 1));
  for (gsize i = 0; i < 2; i++)
    for (gsize k = 0; k < 3; k++)
      {
        g_autofree char *cell = rsc_result_table_dup_cell (table, i, k);

        g_assert_cmpstr (cell, ==, wanted[i][k]);
      }
  /* A row that is not whole is none yet. */
  rsc_result_table_add_number (table, 1.0);
  g_assert_cmpuint (rsc_result_table_get_n_rows (table), ==, 2);
}

static void
test_written (void)
{
  g_autoptr (RscResultTable) table = new_table ();
  g_autofree char *csv = rsc_result_table_dup_csv (table);
  g_autofree char *text = rsc_result_table_dup_text (table);
  g_autofree char *row = rsc_result_table_dup_row (table, 0);
  g_autofree char *empty = rsc_result_table_dup_row (table, 1);
  g_autofree char *exact = rsc_result_table_dup_exact (table, 0, 1);

  g_assert_cmpstr (csv, ==,
                   "k,\"a, b\",what\n"
                   "7,-0.33333333333333331,\"one, \"\"two\"\"\"\n"
                   "12345678,,\n");
  g_assert_cmpstr (text, ==,
                   "Number\tValue of \"b\"\tWhat\n"
                   "7\t\u22120.333\tone, \"two\"\n"
                   "12345678\t\t\n");
  g_assert_cmpstr (row, ==, "Number 7, Value of \"b\" \u22120.333, What one, \"two\"");
  g_assert_cmpstr (empty, ==, "Number 12345678");
  g_assert_cmpfloat (g_ascii_strtod (exact, NULL), ==, -1.0 / 3.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/result-table/cells", test_cells);
  g_test_add_func ("/result-table/written", test_written);
  return g_test_run ();
}
