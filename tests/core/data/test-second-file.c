/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Test points of a second file: in the columns of the data, or refused. */
#include <string.h>

#include "core/data/rsc-second-file.h"
#include "core/numerics/rsc-error.h"

static RscTable *
read_table (const char *text)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text, -1, NULL);
  g_autoptr (GError) error = NULL;
  RscTable *table = rsc_table_read (stream, "b.csv", NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return table;
}

static RscDataset *
read_data (const char *text, const char *class)
{
  g_autoptr (RscTable) table = read_table (text);
  g_autoptr (GError) error = NULL;
  const char *classes[] = { class, NULL };
  const RscImportChoices choices = { .classes = class != NULL ? classes : NULL };
  RscDataset *data = rsc_import_new_dataset (table, &choices, NULL, NULL, &error);

  g_assert_no_error (error);
  return data;
}

/* @expected: rows, a blank between values; or why they are refused. */
static void
check (RscDataset *like, const char *text, gboolean has_names, const char *expected)
{
  g_autoptr (RscTable) table = read_table (text);
  g_autoptr (GError) error = NULL;
  g_autoptr (RscDataset) read =
    rsc_second_file_new_dataset (table, like, RSC_MISSING_REFUSE, NULL, NULL, &error);
  g_autoptr (GString) found = g_string_new (NULL);

  g_assert_true (rsc_second_file_has_names (table, like) == has_names);
  if (read == NULL)
    {
      g_assert_error (error, RSC_ERROR, RSC_ERROR_DATA);
      g_assert_cmpstr (error->message, ==, expected);
      return;
    }
  g_assert_no_error (error);
  for (gsize i = 0; i < rsc_dataset_get_n (read); i++)
    {
      for (gsize k = 0; k < rsc_dataset_get_d (read); k++)
        g_string_append_printf (found, "%g ",
                                rsc_dataset_get_x (read)[i * rsc_dataset_get_d (read) + k]);
      g_string_append_printf (found, "%g;", rsc_dataset_get_y (read)[i]);
    }
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_of_a_file (void)
{
  g_autoptr (RscDataset) kinds =
    read_data ("size,colour,kind\n0.5,red,u\n1.5,blue,v\n2,red,w\n", "u");

  check (kinds, "kind,more,size,colour\nv,0,7,red\nu,0,8,blue\nx,0,9,red\n", TRUE,
         "7 0 1 -1;8 1 0 1;9 0 1 -1;");
  check (kinds, "size,kind\n1,u\n2,v\n", FALSE,
         "b.csv: there is no column “colour”: the columns are size, kind");
  check (kinds, "Size,colour,kind\n1,red,u\n2,blue,v\n", FALSE,
         "b.csv: there is no column “size”: the columns are Size, colour, kind");
  check (kinds, "1,red,u\n2,blue,v\n", FALSE, "1 0 1 1;2 1 0 -1;");
}

/* Data that came from no file have names all the same. */
static void
test_of_none (void)
{
  const double x[] = { 1, 2, 3, 4 }, y[] = { 1, -2 };
  g_autoptr (RscDataset) drawn = rsc_dataset_new ("p", 2, 2, x, y, NULL, NULL, NULL);

  check (drawn, "y,x2,x1\n0.5,6,5\n1,8,7\n", TRUE, "5 6 0.5;7 8 1;");
  check (drawn, "a,b,y\n0.5,6,5\n1,8,7\n", FALSE,
         "b.csv: there is no column “x1”: the columns are a, b, y");
  check (drawn, "5,6,0.5\n7,8,1\n", FALSE, "5 6 0.5;7 8 1;");
  check (drawn, "5,6\n7,8\n", FALSE, "b.csv: columns: 2 on every line, but 3 are asked for");
}

/* Signs are classes: 0 and 1 for them would be numbers of no class. */
static void
test_signs (void)
{
  const double x[] = { 1, 2, 3, 4 }, y[] = { 1, -1 };
  g_autoptr (RscDataset) drawn = rsc_dataset_new ("p", 2, 2, x, y, NULL, NULL, NULL);
  g_autoptr (RscDataset) file = read_data ("a,y\n1,-1\n2,1\n3,1\n", NULL);

  check (drawn, "x1,x2,y\n5,6,1\n7,8,-1\n", TRUE, "5 6 1;7 8 -1;");
  check (drawn, "x1,x2,y\n5,6,1\n7,8,0\n", TRUE,
         "b.csv:3:5: expected −1 or 1, as all targets of the data are, found “0”");
  check (file, "a,y\n1,0\n2,1\n", TRUE,
         "b.csv:2:3: expected −1 or 1, as all targets of the data are, found “0”");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/second-file/of-a-file", test_of_a_file);
  g_test_add_func ("/second-file/of-none", test_of_none);
  g_test_add_func ("/second-file/signs", test_signs);

  return g_test_run ();
}
