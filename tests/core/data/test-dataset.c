/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/rsc-import.h"
#include "core/data/rsc-dataset.h"
#include "core/numerics/rsc-error.h"

#include "repeats.h"

#include <glib/gstdio.h>

#include <gsl/gsl_errno.h>
#include <locale.h>
#include <math.h>
#include <string.h>

static RscDataset *
read_bytes (const char *text, gsize length, GError **error)
{
  g_autoptr (GInputStream) stream =
    g_memory_input_stream_new_from_data (g_memdup2 (text, length), (gssize) length, g_free);

  return rsc_import_read (stream, "points.csv", NULL, NULL, NULL, error);
}

static RscDataset *
read_text (const char *text)
{
  g_autoptr (GError) error = NULL;
  RscDataset *data = read_bytes (text, strlen (text), &error);

  g_assert_no_error (error);
  g_assert_nonnull (data);
  return data;
}

/* Two rows 1, 2.5, -3 and 4, 5, 6e1 in whatever dress. */
static void
check_rows (const char *text, const char *first, const char *second, const char *target)
{
  g_autoptr (RscDataset) data = read_text (text);
  const double *x = rsc_dataset_get_x (data);
  const double *y = rsc_dataset_get_y (data);

  g_assert_cmpuint (rsc_dataset_get_n (data), ==, 2);
  g_assert_cmpuint (rsc_dataset_get_d (data), ==, 2);
  g_assert_cmpfloat (x[0], ==, 1.0);
  g_assert_cmpfloat (x[1], ==, 2.5);
  g_assert_cmpfloat (x[2], ==, 4.0);
  g_assert_cmpfloat (x[3], ==, 5.0);
  g_assert_cmpfloat (y[0], ==, -3.0);
  g_assert_cmpfloat (y[1], ==, 60.0);
  g_assert_cmpstr (rsc_dataset_get_feature_name (data, 0), ==, first);
  g_assert_cmpstr (rsc_dataset_get_feature_name (data, 1), ==, second);
  g_assert_cmpstr (rsc_dataset_get_target_name (data), ==, target);
  g_assert_cmpstr (rsc_dataset_get_name (data), ==, "points.csv");
}

static void
test_read (void)
{
  check_rows ("1,2.5,-3\n4,5,6e1\n", "x1", "x2", "y");
  check_rows ("1,2.5,-3\n4,5,6e1", "x1", "x2", "y");
  check_rows ("1;2.5;-3\n4;5;6e1\n", "x1", "x2", "y");
  check_rows ("1\t2.5\t-3\n4\t5\t6e1\n", "x1", "x2", "y");
  check_rows ("\xef\xbb\xbf"
              "1,2.5,-3\r\n4,5,6e1\r\n",
              "x1", "x2", "y");
  check_rows ("\xef\xbb\xbf"
              "a,b,c\r1,2.5,-3\r4,5,6e1\r",
              "a", "b", "c");
  check_rows ("# first\n\n  # second\na,b,c\n\n1,2.5,-3\n \t \n#x\n4,5,6e1\n\n", "a", "b", "c");
  check_rows (" 1 , 2.5\t, -3 \n+4.,0.5e1,\t60 \n", "x1", "x2", "y");
  check_rows ("1,\t2.5,\t-3\n4,\t5,\t6e1\n", "x1", "x2", "y");
  check_rows ("1,\"2.5\" , \" -3 \"\n\"4\",5,6E+1\n", "x1", "x2", "y");
}

static void
test_header (void)
{
  check_rows ("\"a,b\",\"say \"\"b\"\"\", c d \n1,2.5,-3\n4,5,6e1\n", "a,b", "say \"b\"", "c d");
  check_rows ("a;b;c\n1;2.5;-3\n4;5;6e1\n", "a", "b", "c");
  /* The rows decide on the separator, not the header. */
  check_rows ("length (a;b),t,v\n1,2.5,-3\n4,5,6e1\n", "length (a;b)", "t", "v");
  check_rows ("length, cm;t;v\n1;2.5;-3\n4;5;6e1\n", "length, cm", "t", "v");
  /* Numbers are names where they, and only they, are in quotes. */
  check_rows ("\"1980\",\"1990\",\"last\"\n1,2.5,-3\n4,5,6e1\n", "1980", "1990", "last");
  check_rows ("1st,2nd,3rd\n1,2.5,-3\n4,5,6e1\n", "1st", "2nd", "3rd");
  check_rows (",nan,y\n1,2.5,-3\n4,5,6e1\n", "x1", "nan", "y");
  check_rows ("a,a,\n1,2.5,-3\n4,5,6e1\n", "a", "a_2", "y");
  check_rows ("y,y,y\n1,2.5,-3\n4,5,6e1\n", "y", "y_2", "y_3");
  check_rows ("\"#a\",größe,\"  c\t\"\n1,2.5,-3\n4,5,6e1\n", "#a", "größe", "c");
}

static void
test_one_column (void)
{
  g_autoptr (RscDataset) data = read_text ("v\n1\n2\n");
  g_autofree double *design = rsc_dataset_dup_design (data, TRUE);

  g_assert_cmpuint (rsc_dataset_get_n (data), ==, 2);
  g_assert_cmpuint (rsc_dataset_get_d (data), ==, 0);
  g_assert_cmpstr (rsc_dataset_get_target_name (data), ==, "v");
  g_assert_cmpfloat (rsc_dataset_get_y (data)[1], ==, 2.0);
  g_assert_cmpfloat (design[0], ==, 1.0);
  g_assert_cmpfloat (design[1], ==, 1.0);
}

static void
test_errors (void)
{
#define BYTES(text) text, sizeof (text) - 1
  static const struct
  {
    const char *text;
    gsize length;
    const char *message;
  } cases[] = {
    { BYTES ("a,b,c\n1,2,3\n 4, 5,abc\n"), "points.csv:3:7: expected a number, found “abc”" },
    { BYTES ("1,2\n3,é\n"), "points.csv:2:3: expected a number, found “é”" },
    { BYTES ("1,2\n3,\"é,\",x\n"), "points.csv:2:8: expected 2 fields as in line 1, found 3" },
    { BYTES ("1,2\n3,\xff\n"), "points.csv:2:3: expected a number, found “ÿ”" },
    { BYTES ("1,2\n\xff,2\n"), "points.csv:2:1: expected a number, found “ÿ”" },
    { BYTES ("1,2\n3,4 5\n"), "points.csv:2:3: expected a number, found “4 5”" },
    { BYTES ("1,2\n3,1e\n"), "points.csv:2:3: expected a number, found “1e”" },
    { BYTES ("1,2\n3,--1\n"), "points.csv:2:3: expected a number, found “--1”" },
    { BYTES ("1,2\n3,.\n"), "points.csv:2:3: 1 of 2 rows has missing values, the first here, “.”" },
    { BYTES ("1,2\n3,+\n"), "points.csv:2:3: expected a number, found “+”" },
    { BYTES ("1,2\n3,- 1\n"), "points.csv:2:3: expected a number, found “- 1”" },
    { BYTES ("1,2\n3,0x10\n"), "points.csv:2:3: expected a decimal number, found “0x10”" },
    { BYTES ("1,2\n3,nan\n"),
      "points.csv:2:3: 1 of 2 rows has missing values, the first here, “nan”" },
    { BYTES ("1,2\n3,-INF\n"), "points.csv:2:3: expected a finite number, found “-INF”" },
    { BYTES ("1,2\n+Infinity,3\n"), "points.csv:2:1: expected a finite number, found “+Infinity”" },
    { BYTES ("1,2\nnan(1),3\n"), "points.csv:2:1: expected a number, found “nan(1)”" },
    { BYTES ("1,2\n1e999,3\n"), "points.csv:2:1: the number “1e999” is too large" },
    { BYTES ("1,2\n-1e999,3\n"), "points.csv:2:1: the number “-1e999” is too large" },
    { BYTES ("1,2\n,3\n"),
      "points.csv:2:1: 1 of 2 rows has missing values, the first here, an empty field" },
    { BYTES ("1,2\n3,\n"),
      "points.csv:2:3: 1 of 2 rows has missing values, the first here, an empty field" },
    { BYTES ("1,2\n3,\"\"\n"),
      "points.csv:2:3: 1 of 2 rows has missing values, the first here, an empty field" },
    /* Rows with a slip, not headers. */
    { BYTES ("1,,3\n1,2,3\n"),
      "points.csv:1:3: 1 of 2 rows has missing values, the first here, an empty field" },
    { BYTES ("1,nan,3\n1,2,3\n"),
      "points.csv:1:3: 1 of 2 rows has missing values, the first here, “nan”" },
    { BYTES ("1,2..5,3\n1,2,3\n"), "points.csv:1:3: expected a number, found “2..5”" },
    { BYTES ("1,2,3,4\n\n#\n1,2,3\n"), "points.csv:4:6: expected 4 fields as in line 1, found 3" },
    { BYTES ("#\na,b\n1,2,3,4\n"), "points.csv:3:5: expected 2 fields as in line 2, found 4" },
    { BYTES ("a\n1,2\n"), "points.csv:2:3: expected 1 field as in line 1, found 2" },
    { BYTES (""), "points.csv:1:1: there is no row of numbers" },
    { BYTES ("\xef\xbb\xbf"), "points.csv:1:1: there is no row of numbers" },
    { BYTES ("# nothing\n\n"), "points.csv:2:1: there is no row of numbers" },
    { BYTES ("a,b\n\n"), "points.csv:2:1: there is a header but no row of numbers" },
    { BYTES ("1,2\r\n\"3,4\r\n5,6\r\n"),
      "points.csv:2:1: the quote that starts here does not end on this line" },
    { BYTES ("a,\"b\n1,2\n"),
      "points.csv:1:3: the quote that starts here does not end on this line" },
    { BYTES ("1,2\n\"3\"4,5\n"),
      "points.csv:2:1: there is text after the closing quote of this field" },
    { BYTES ("1,2\n3,\0004\n"), "points.csv:2:3: there is a NUL byte; this is not a text file" },
    { BYTES ("1,2\n#\0\n"), "points.csv:2:2: there is a NUL byte; this is not a text file" },
    { BYTES ("1,2\n3,abcdefghijabcdefghijabcdefghijabcdefghijX\n"),
      "points.csv:2:3: expected a number, found “abcdefghijabcdefghijabcdefghijabcdefghij…”" },
  };
#undef BYTES

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      RscDataset *data = read_bytes (cases[i].text, cases[i].length, &error);

      g_assert_null (data);
      g_assert_error (error, RSC_ERROR, RSC_ERROR_DATA);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

static void
test_name_in_errors (void)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (rsc_import_read (stream, "two\nlines\xff%s", NULL, NULL, NULL, &error));
  g_assert_cmpstr (error->message, ==, "two lines\xef\xbf\xbd%s:1:1: there is no row of numbers");
}

/* The reader sees chunks of the stream: the same lines have to come out wherever they are cut. */
static void
test_chunks (void)
{
  for (gsize shift = 0; shift < 12; shift++)
    {
      g_autoptr (GString) text = g_string_new ("#");
      g_autoptr (RscDataset) data = NULL;
      gsize n = 20000;

      for (gsize k = 0; k < shift; k++)
        g_string_append_c (text, '.');
      g_string_append (text, "\r\n");
      for (gsize i = 0; i < n; i++)
        g_string_append_printf (text, "%u,%u.25\r\n", (guint) i, (guint) (3 * i));
      data = read_text (text->str);
      g_assert_cmpuint (rsc_dataset_get_n (data), ==, n);
      for (gsize i = 0; i < n; i++)
        {
          g_assert_cmpfloat (rsc_dataset_get_x (data)[i], ==, (double) i);
          g_assert_cmpfloat (rsc_dataset_get_y (data)[i], ==, 3.0 * (double) i + 0.25);
        }
    }
}

static void
test_large (void)
{
  enum
  {
    N = TEST_REPEATS (1000000)
  };
  g_autoptr (GString) text = g_string_new ("a,b,y\n");
  g_autofree char *message = g_strdup_printf ("large:%u:5: expected a number, found “x”", N + 2);
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RscDataset) data = NULL;

  for (gsize i = 0; i < N; i++)
    g_string_append_printf (text, "%u.%06u,-0.%06u,%ue-3\n", (guint) (i % 10), (guint) i % 1000000,
                            (guint) (7 * i) % 1000000, (guint) i);
  g_string_append (text, "1,2,x\n");
  bytes = g_string_free_to_bytes (g_steal_pointer (&text));
  stream = g_memory_input_stream_new_from_bytes (bytes);
  data = rsc_import_read (stream, "large", NULL, NULL, NULL, &error);
  g_assert_error (error, RSC_ERROR, RSC_ERROR_DATA);
  g_assert_cmpstr (error->message, ==, message);
  g_assert_null (data);
  g_clear_error (&error);
  g_clear_object (&stream);

  stream = g_memory_input_stream_new_from_data (g_bytes_get_data (bytes, NULL),
                                                (gssize) g_bytes_get_size (bytes) - 6, NULL);
  data = rsc_import_read (stream, "large", NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rsc_dataset_get_n (data), ==, N);
  g_assert_cmpuint (rsc_dataset_get_d (data), ==, 2);
  g_assert_cmpfloat (rsc_dataset_get_y (data)[N - 1], ==, (N - 1) * 1e-3);
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data ("1,2\n", 4, NULL);
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (rsc_import_read (stream, "x", NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_file (void)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "rsc-test-XXXXXX.csv", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RscDataset) data = NULL;
  g_autoptr (GFile) file = NULL;
  g_autofree char *basename = NULL;
  g_autofree char *message = NULL;
  int descriptor = g_mkstemp (path);

  g_assert_cmpint (descriptor, >=, 0);
  g_close (descriptor, NULL);
  g_file_set_contents (path, "1,2\n", -1, &error);
  g_assert_no_error (error);
  file = g_file_new_for_path (path);
  data = rsc_import_read_file (file, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  basename = g_path_get_basename (path);
  g_assert_cmpstr (rsc_dataset_get_name (data), ==, basename);

  g_file_set_contents (path, "1,2\n1,b\n", -1, NULL);
  g_assert_null (rsc_import_read_file (file, NULL, NULL, NULL, &error));
  message = g_strdup_printf ("%s:2:3: expected a number, found “b”", basename);
  g_assert_cmpstr (error->message, ==, message);
  g_clear_error (&error);

  g_file_delete (file, NULL, NULL);
  g_assert_null (rsc_import_read_file (file, NULL, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_null (strchr (error->message, '\n'));
}

static RscDataset *
write_and_read (const RscDataset *data, char **text)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  RscDataset *back;

  g_assert_true (rsc_dataset_write_csv (data, stream, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
  if (text != NULL)
    *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  back = read_bytes (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);

  return back;
}

static void
assert_same (const RscDataset *a, const RscDataset *b)
{
  gsize n = rsc_dataset_get_n (a);
  gsize d = rsc_dataset_get_d (a);

  g_assert_cmpuint (n, ==, rsc_dataset_get_n (b));
  g_assert_cmpuint (d, ==, rsc_dataset_get_d (b));
  g_assert_cmpmem (rsc_dataset_get_x (a), n * d * sizeof (double), rsc_dataset_get_x (b),
                   n * d * sizeof (double));
  g_assert_cmpmem (rsc_dataset_get_y (a), n * sizeof (double), rsc_dataset_get_y (b),
                   n * sizeof (double));
  for (gsize k = 0; k < d; k++)
    g_assert_cmpstr (rsc_dataset_get_feature_name (a, k), ==, rsc_dataset_get_feature_name (b, k));
  g_assert_cmpstr (rsc_dataset_get_target_name (a), ==, rsc_dataset_get_target_name (b));
}

static void
test_write (void)
{
  const double x[] = {
    0.1,  1.0 / 3.0,           -0.0, 1e300, -1e-300, 4.9406564584124654e-324, 1e22,
    12.0, 0.30000000000000004, 5e-5, G_PI,  G_E,     1.7976931348623157e308,  2.0
  };
  const double y[] = { 1.0, -1.0 };
  const char *const names[] = { "plain",    "with,comma",  "with \"quote\"", "#hash",
                                " spaces ", "line\nbreak", "semi;colon" };
  g_autoptr (RscDataset) data = rsc_dataset_new ("d", 2, 7, x, y, names, "größe", NULL);
  g_autoptr (RscDataset) back = write_and_read (data, NULL);
  g_autoptr (RscDataset) first_hash = NULL;
  g_autoptr (RscDataset) hash_back = NULL;
  g_autoptr (RscDataset) one = NULL;
  g_autoptr (RscDataset) one_back = NULL;
  g_autofree char *text = NULL;

  assert_same (data, back);
  g_assert_cmpstr (rsc_dataset_get_feature_name (data, 4), ==, "spaces");
  g_assert_cmpstr (rsc_dataset_get_feature_name (data, 5), ==, "line break");

  first_hash = rsc_dataset_new ("d", 2, 1, x, y, names + 3, NULL, NULL);
  hash_back = write_and_read (first_hash, &text);
  assert_same (first_hash, hash_back);
  g_assert_true (g_str_has_prefix (text, "\"#hash\",\"y\"\n0.10000000000000001,1\n"));

  one = rsc_dataset_new ("d", 2, 0, NULL, y, NULL, "a,b", NULL);
  one_back = write_and_read (one, NULL);
  assert_same (one, one_back);
}

static void
test_write_number_names (void)
{
  /* A header of numbers would be a row: the names stand in quotes. */
  const double values[] = { 1.0, 2.0 };
  const char *const numbers[] = { "1980", "nan" };
  const char *const ordinals[] = { "1st", "2nd" };
  g_autoptr (RscDataset) data = rsc_dataset_new ("d", 1, 2, values, values, numbers, "2", NULL);
  g_autoptr (RscDataset) back = write_and_read (data, NULL);
  g_autoptr (RscDataset) ordinal =
    rsc_dataset_new ("d", 1, 2, values, values, ordinals, "3rd", NULL);
  g_autoptr (RscDataset) ordinal_back = write_and_read (ordinal, NULL);
  const char *const mark[] = { " \xef\xbb\xbf 1e-3 a" };
  g_autoptr (RscDataset) marked = rsc_dataset_new ("d", 1, 1, values, values, mark, NULL, NULL);
  g_autoptr (RscDataset) marked_back = write_and_read (marked, NULL);
  const char *const comma[] = { "1,5" };
  g_autoptr (RscDataset) quoted = rsc_dataset_new ("d", 1, 1, values, values, comma, "2", NULL);
  g_autoptr (RscDataset) quoted_back = write_and_read (quoted, NULL);

  g_assert_cmpuint (rsc_dataset_get_n (back), ==, 1);
  g_assert_cmpstr (rsc_dataset_get_feature_name (back, 0), ==, "1980");
  g_assert_cmpstr (rsc_dataset_get_target_name (back), ==, "2");
  assert_same (ordinal, ordinal_back);
  g_assert_cmpstr (rsc_dataset_get_feature_name (marked, 0), ==, "1e-3 a");
  assert_same (marked, marked_back);
  g_assert_cmpstr (rsc_dataset_get_feature_name (quoted_back, 0), ==, "1,5");
}

static void
test_locale (void)
{
  static const char *const candidates[] = { "de_DE.UTF-8", "fr_FR.UTF-8", "de_DE.utf8" };
  gboolean found = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (candidates) && !found; i++)
    found = setlocale (LC_ALL, candidates[i]) != NULL;
  if (!found)
    {
      g_test_skip ("no locale with a decimal comma is installed");
      return;
    }
  check_rows ("1,2.5,-3\n4,5,6e1\n", "x1", "x2", "y");
  test_write ();
  setlocale (LC_ALL, "C");
}

static void
test_new (void)
{
  const double x[] = { 1.0, 2.0, 3.0, 4.0 };
  const double bad_x[] = { 1.0, 2.0, NAN, 4.0 };
  const double y[] = { 5.0, 6.0 };
  const double bad_y[] = { 5.0, -INFINITY };
  g_autoptr (GError) error = NULL;
  g_autoptr (RscDataset) data = rsc_dataset_new ("d", 2, 2, x, y, NULL, NULL, &error);
  g_autofree double *plain = NULL;
  g_autofree double *design = NULL;
  g_autofree double *mean = NULL;
  const double expected[] = { 1.0, 2.0, 1.0, 3.0, 4.0, 1.0 };

  g_assert_no_error (error);
  plain = rsc_dataset_dup_design (data, FALSE);
  design = rsc_dataset_dup_design (data, TRUE);
  g_assert_cmpmem (plain, sizeof x, x, sizeof x);
  g_assert_cmpmem (design, sizeof expected, expected, sizeof expected);
  mean = rsc_dataset_dup_mean (data);
  g_assert_cmpfloat (mean[0], ==, 2.0);
  g_assert_cmpfloat (mean[1], ==, 3.0);

  g_assert_null (rsc_dataset_new ("d", 0, 2, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, RSC_ERROR, RSC_ERROR_DATA);
  g_clear_error (&error);
  g_assert_null (rsc_dataset_new ("d", 2, 2, bad_x, y, NULL, NULL, &error));
  g_assert_error (error, RSC_ERROR, RSC_ERROR_DATA);
  g_assert_cmpstr (error->message, ==, "Feature 1 of point 2 of “d” is not a finite number.");
  g_clear_error (&error);
  g_assert_null (rsc_dataset_new ("d", 2, 2, x, bad_y, NULL, NULL, &error));
  g_assert_error (error, RSC_ERROR, RSC_ERROR_DATA);
  g_clear_error (&error);
  g_assert_null (rsc_dataset_new ("d", G_MAXSIZE / 4, 16, x, y, NULL, NULL, &error));
  g_assert_error (error, RSC_ERROR, RSC_ERROR_DATA);
}

/* The rows by number are those of the two sets: x is the number. */
static void
check_split_rows (gsize n, guint64 seed, RscDataset *train, RscDataset *test)
{
  gsize n_train;
  g_autofree gsize *rows = rsc_dataset_dup_split_rows (n, 0.705, seed, &n_train, NULL);

  g_assert_cmpuint (n_train, ==, rsc_dataset_get_n (train));
  for (gsize i = 0; i < n; i++)
    g_assert_cmpfloat ((double) rows[i], ==,
                       i < n_train ? rsc_dataset_get_x (train)[i]
                                   : rsc_dataset_get_x (test)[i - n_train]);
}

static void
test_split (void)
{
  enum
  {
    N = 100
  };
  double x[N];
  double y[N];
  guint chosen[N] = { 0 };
  g_autoptr (RscDataset) data = NULL;

  for (gsize i = 0; i < N; i++)
    {
      x[i] = (double) i;
      y[i] = -(double) i;
    }
  data = rsc_dataset_new ("d", N, 1, x, y, NULL, NULL, NULL);
  for (guint64 seed = 0; seed < 200; seed++)
    {
      g_autoptr (RscDataset) train = NULL;
      g_autoptr (RscDataset) test = NULL;
      g_autoptr (RscDataset) train_again = NULL;
      g_autoptr (RscDataset) test_again = NULL;
      gboolean seen[N] = { FALSE };

      g_assert_true (rsc_dataset_split (data, 0.705, seed, &train, &test, NULL));
      g_assert_true (rsc_dataset_split (data, 0.705, seed, &train_again, &test_again, NULL));
      assert_same (train, train_again);
      assert_same (test, test_again);
      g_assert_cmpuint (rsc_dataset_get_n (train), ==, 71);
      g_assert_cmpuint (rsc_dataset_get_n (test), ==, 29);
      check_split_rows (N, seed, train, test);
      for (int part = 0; part < 2; part++)
        {
          RscDataset *set = part ? test : train;

          for (gsize i = 0; i < rsc_dataset_get_n (set); i++)
            {
              double value = rsc_dataset_get_x (set)[i];

              g_assert_cmpfloat (rsc_dataset_get_y (set)[i], ==, -value);
              if (i > 0)
                g_assert_cmpfloat (value, >, rsc_dataset_get_x (set)[i - 1]);
              g_assert_false (seen[(gsize) value]);
              seen[(gsize) value] = TRUE;
              chosen[(gsize) value] += !part;
            }
        }
    }
  /* 200 draws at 0.71: 142 ± 6.4. */
  for (gsize i = 0; i < N; i++)
    {
      g_assert_cmpuint (chosen[i], >, 142 - 39);
      g_assert_cmpuint (chosen[i], <, 142 + 39);
    }
}

static void
test_split_seed (void)
{
  /* The same on every machine: these rows are part of the program's behaviour. */
  const double values[] = { 0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0 };
  g_autoptr (RscDataset) data = rsc_dataset_new ("d", 8, 1, values, values, NULL, NULL, NULL);
  g_autoptr (RscDataset) train = NULL;
  g_autoptr (RscDataset) test = NULL;
  g_autoptr (GString) rows = g_string_new (NULL);

  g_assert_true (rsc_dataset_split (data, 0.5, 1, &train, &test, NULL));
  for (gsize i = 0; i < 4; i++)
    g_string_append_printf (rows, "%g", rsc_dataset_get_x (train)[i]);
  g_assert_cmpstr (rows->str, ==, "0247");
}

static void
test_split_errors (void)
{
  const double values[] = { 0.0, 1.0 };
  g_autoptr (RscDataset) one = rsc_dataset_new ("d", 1, 1, values, values, NULL, NULL, NULL);
  g_autoptr (RscDataset) two = rsc_dataset_new ("d", 2, 1, values, values, NULL, NULL, NULL);
  RscDataset *train = NULL;
  RscDataset *test = NULL;
  const double fractions[] = { 0.0, 1.0, -1.0, NAN };
  const double extremes[] = { 1e-9, 1.0 - 1e-9 };
  g_autoptr (GError) error = NULL;

  g_assert_false (rsc_dataset_split (one, 0.5, 0, &train, &test, &error));
  g_assert_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT);
  for (gsize i = 0; i < G_N_ELEMENTS (fractions); i++)
    {
      g_clear_error (&error);
      g_assert_false (rsc_dataset_split (two, fractions[i], 0, &train, &test, &error));
      g_assert_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT);
    }
  g_assert_null (train);
  g_assert_null (test);
  for (gsize i = 0; i < G_N_ELEMENTS (extremes); i++)
    {
      g_assert_true (rsc_dataset_split (two, extremes[i], 0, &train, &test, NULL));
      g_assert_cmpuint (rsc_dataset_get_n (train), ==, 1);
      g_assert_cmpuint (rsc_dataset_get_n (test), ==, 1);
      g_clear_pointer (&train, rsc_dataset_unref);
      g_clear_pointer (&test, rsc_dataset_unref);
    }
}

static void
test_many_equal_names (void)
{
  enum
  {
    D = 50000
  };
  g_autoptr (GString) text = g_string_new ("a");
  g_autoptr (RscDataset) data = NULL;

  for (gsize k = 0; k < D; k++)
    g_string_append (text, ",a");
  g_string_append (text, "\n1");
  for (gsize k = 0; k < D; k++)
    g_string_append (text, ",1");
  data = read_text (text->str);
  g_assert_cmpuint (rsc_dataset_get_d (data), ==, D);
  g_assert_cmpstr (rsc_dataset_get_feature_name (data, D - 1), ==, "a_50000");
  g_assert_cmpstr (rsc_dataset_get_target_name (data), ==, "a_50001");
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dataset/read", test_read);
  g_test_add_func ("/dataset/header", test_header);
  g_test_add_func ("/dataset/one-column", test_one_column);
  g_test_add_func ("/dataset/errors", test_errors);
  g_test_add_func ("/dataset/name-in-errors", test_name_in_errors);
  g_test_add_func ("/dataset/chunks", test_chunks);
  g_test_add_func ("/dataset/large", test_large);
  g_test_add_func ("/dataset/cancelled", test_cancelled);
  g_test_add_func ("/dataset/file", test_file);
  g_test_add_func ("/dataset/write", test_write);
  g_test_add_func ("/dataset/write-number-names", test_write_number_names);
  g_test_add_func ("/dataset/locale", test_locale);
  g_test_add_func ("/dataset/new", test_new);
  g_test_add_func ("/dataset/split", test_split);
  g_test_add_func ("/dataset/split-seed", test_split_seed);
  g_test_add_func ("/dataset/split-errors", test_split_errors);
  g_test_add_func ("/dataset/many-equal-names", test_many_equal_names);

  return g_test_run ();
}
