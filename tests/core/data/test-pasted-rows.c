/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/rsc-import.h"
#include "core/data/rsc-pasted-rows.h"
#include "core/numerics/rsc-error.h"

#include <math.h>
#include <string.h>

/* Data of which nobody gave the names. */
static RscDataset *
make_plain (void)
{
  const double x[] = { 0.1, 0.2, 0.3, 0.4 }, y[] = { 1.0, -1.0 };

  return rsc_dataset_new ("points", 2, 2, x, y, NULL, NULL, NULL);
}

static RscDataset *
read_file (const char *text)
{
  g_autoptr (GInputStream) stream =
    g_memory_input_stream_new_from_data (text, (gssize) strlen (text), NULL);
  g_autoptr (GError) error = NULL;
  RscDataset *data = rsc_import_read (stream, "file.csv", NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return data;
}

/* @expected: the values, blanks between columns and semicolons between rows. */
static void
check (const RscDataset *like, const char *text, const char *expected)
{
  g_auto (RscPastedRows) rows = { 0 };
  g_autoptr (GString) found = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  const gsize width = rsc_dataset_get_d (like) + 1;
  gboolean good = rsc_pasted_rows_read (&rows, text, "clipboard", like, &error);

  g_assert_no_error (error);
  g_assert_true (good);
  for (gsize k = 0; k < rows.n * width; k++)
    g_string_append_printf (found, "%s%g",
                            k == 0           ? ""
                            : k % width == 0 ? ";"
                                             : " ",
                            rows.values[k]);
  g_assert_cmpstr (found->str, ==, expected);
}

/* @part: of the sentence that says why. */
static void
check_refused (const RscDataset *like, const char *text, const char *part)
{
  g_auto (RscPastedRows) rows = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_false (rsc_pasted_rows_read (&rows, text, "clipboard", like, &error));
  g_assert_error (error, RSC_ERROR, RSC_ERROR_DATA);
  g_assert_nonnull (strstr (error->message, part));
  g_assert_null (rows.values);
  g_assert_cmpuint (rows.n, ==, 0);
}

static void
test_by_place (void)
{
  g_autoptr (RscDataset) like = make_plain ();

  check (like, "1\t2\t-1\n3\t4\t1\n", "1 2 -1;3 4 1");
  check (like, "1,2,-1", "1 2 -1");
  check (like, "1,5\t2,25\t-1\n3\t4\t1\n", "1.5 2.25 -1;3 4 1");
  check (like, "height\twidth\tclass\n1\t2\t-1\n", "1 2 -1");
  /* Row numbers that nobody named, as spreadsheets have them. */
  check (like, "\ta\tb\ty\n1\t10\t20\t-1\n2\t30\t40\t1\n3\t30\t41\t1\n",
         "10 20 -1;30 40 1;30 41 1");
}

static void
test_by_name (void)
{
  g_autoptr (RscDataset) like = make_plain ();

  check (like, "y\tx2\tx1\n-1\t2\t1\n", "1 2 -1");
  check (like, "y\tother\tx2\tx1\n-1\t9\t2\t1\n", "1 2 -1");
}

static void
test_like_the_file (void)
{
  g_autoptr (RscDataset) like =
    read_file ("id,size,colour,kind\n1,0.5,red,setosa\n2,1.5,blue,other\n3,2,red,setosa\n");
  g_autoptr (RscDataset) numbers = read_file ("a,b,class\n1,2,0\n3,4,1\n5,6,0\n");

  g_assert_cmpuint (rsc_dataset_get_d (like), ==, 4);
  /* Classes and categories are what they were; columns go by their names. */
  check (like, "kind,colour,size,id\nsetosa,blue,7,9\n", "9 7 1 0 1");
  check (like, "4,0.25,red,other\n", "4 0.25 0 1 -1");
  check_refused (like, "4,0.25,green,other\n", "green");
  check_refused (like, "4,0.25,red,strange\n", "strange");
  check_refused (like, "1,2\n", "columns");
  /* 0 is a class here, and no value. */
  check (numbers, "7\t8\t0\n9\t10\t1\n", "7 8 -1;9 10 1");
}

/* @class: or two, set against each other. */
static RscDataset *
read_classes (const char *text, const char *class, const char *other)
{
  g_autoptr (GInputStream) stream =
    g_memory_input_stream_new_from_data (text, (gssize) strlen (text), NULL);
  g_autoptr (GError) error = NULL;
  const char *classes[] = { class, other, NULL };
  const RscImportChoices choices = { .classes = classes };
  RscDataset *data = rsc_import_read (stream, "file.csv", &choices, NULL, NULL, &error);

  g_assert_no_error (error);
  return data;
}

/* Of many classes: every other one is of the rest, or left out, wherever the columns stand. */
static void
test_many_classes (void)
{
  const char *names = "a,b,kind\n1,2,setosa\n3,4,versicolor\n5,6,virginica\n";
  const char *numbers = "a,b,kind\n1,2,3\n3,4,7\n5,6,9\n";
  g_autoptr (RscDataset) rest = read_classes (names, "setosa", NULL);
  g_autoptr (RscDataset) digits = read_classes (numbers, "3", NULL);
  g_autoptr (RscDataset) pair = read_classes (names, "setosa", "virginica");
  g_auto (RscPastedRows) rows = { 0 };
  g_autoptr (GError) error = NULL;

  check (rest, "kind,b,a\nversicolor,8,7\nsetosa,6,5\nmaxima,4,3\n", "7 8 -1;5 6 1;3 4 -1");
  check (rest, "7,8,versicolor\n5,6,setosa\n", "7 8 -1;5 6 1");
  /* Copied as what they are. */
  check (rest, "kind,b,a\n-1,8,7\nSetosa,6,5\n0.5,4,3\n", "7 8 -1;5 6 1;3 4 0.5");
  check_refused (rest, "kind,b,a\nsetosa,8,7\n?,6,5\n", "clipboard:3:1");
  check (digits, "kind,b,a\n7,8,7\n3.0,6,5\n4,4,3\n0.5,2,1\n", "7 8 -1;5 6 1;3 4 -1;1 2 0.5");
  check (pair, "kind,b,a\nversicolor,8,7\nsetosa,6,5\nvirginica,4,3\n", "5 6 -1;3 4 1");
  g_assert_true (rsc_pasted_rows_read (&rows, "kind,b,a\nversicolor,8,7\nsetosa,6,5\n", "clipboard",
                                       pair, &error));
  g_assert_cmpuint (rows.n, ==, 1);
  g_assert_cmpuint (rows.n_other, ==, 1);
}

static void
test_refused (void)
{
  g_autoptr (RscDataset) like = make_plain ();

  check_refused (like, "1\t2\n3\t4\n", "another number of columns (2)");
  check_refused (like, "1\t2\tx\n3\t4\t1\n", "“x”");
  check_refused (like, "1\t\t1\n3\t4\t1\n", "clipboard:1:3");
  check_refused (like, "", "clipboard");
  check_refused (like, "a;b;y\n1;1,234;0\n", "“1,234” can be read in two ways");
}

/* What is copied is pasted as it was, whatever the classes and columns are called. */
static void
check_round_trip (RscDataset *data)
{
  const gsize rows[] = { 2, 0 };
  g_autofree char *text = rsc_pasted_rows_write (data, rows, 2);
  g_auto (RscPastedRows) pasted = { 0 };
  g_autoptr (GError) error = NULL;
  const gsize d = rsc_dataset_get_d (data);

  g_assert_true (rsc_pasted_rows_read (&pasted, text, "clipboard", data, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (pasted.n, ==, 2);
  for (gsize i = 0; i < 2; i++)
    {
      for (gsize k = 0; k < d; k++)
        g_assert_cmpfloat (pasted.values[i * (d + 1) + k], ==,
                           rsc_dataset_get_x (data)[rows[i] * d + k]);
      g_assert_cmpfloat (pasted.values[i * (d + 1) + d], ==, rsc_dataset_get_y (data)[rows[i]]);
    }
}

static void
test_round_trip (void)
{
  const double x[] = { 0.1, 1.0 / 3, 1e-300, -0.25, 1e15, 5e-324 }, y[] = { 0.7, 1, -1 };
  g_autoptr (RscDataset) plain = rsc_dataset_new ("p", 3, 2, x, y, NULL, NULL, NULL);
  g_autoptr (RscDataset) named =
    read_file ("\"the \"\"size\"\"\",colour,kind\n0.5,red,setosa\n1.5,blue,other\n2,red,setosa\n");
  g_autoptr (RscDataset) numbered = read_file ("a,b,class\n1,2,0\n3,4,1\n5,6,1\n");

  check_round_trip (plain);
  check_round_trip (named);
  check_round_trip (numbered);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/pasted-rows/by-place", test_by_place);
  g_test_add_func ("/pasted-rows/by-name", test_by_name);
  g_test_add_func ("/pasted-rows/like-the-file", test_like_the_file);
  g_test_add_func ("/pasted-rows/many-classes", test_many_classes);
  g_test_add_func ("/pasted-rows/refused", test_refused);
  g_test_add_func ("/pasted-rows/round-trip", test_round_trip);

  return g_test_run ();
}
