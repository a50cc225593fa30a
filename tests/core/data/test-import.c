/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/rsc-import.h"
#include "core/numerics/rsc-error.h"
#include "core/numerics/rsc-random.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

/* Files as people have them: each is read as it was meant, or refused in one sentence. */

static RscDataset *
read_bytes (const char *text,
            gsize length,
            const RscImportChoices *choices,
            RscImportProblem *problem,
            GError **error)
{
  g_autoptr (GInputStream) stream =
    g_memory_input_stream_new_from_data (g_memdup2 (text, length), (gssize) length, g_free);

  return rsc_import_read (stream, "f.csv", choices, problem, NULL, error);
}

static RscDataset *
read_with (const char *text, const RscImportChoices *choices)
{
  g_autoptr (GError) error = NULL;
  RscDataset *data = read_bytes (text, strlen (text), choices, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (data);
  return data;
}

static RscDataset *
read_case (const char *name, const RscImportChoices *choices, GError **error)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "cases", name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return rsc_import_read_file (file, choices, NULL, NULL, error);
}

/* "a b, y: 1 2, 1; 2.5 0.5, -1": names and rows of a data set. */
static char *
describe (const RscDataset *data)
{
  GString *text = g_string_new (NULL);
  const gsize d = rsc_dataset_get_d (data);

  for (gsize k = 0; k < d; k++)
    g_string_append_printf (text, "%s%s", k > 0 ? " " : "", rsc_dataset_get_feature_name (data, k));
  g_string_append_printf (text, ", %s:", rsc_dataset_get_target_name (data));
  for (gsize i = 0; i < rsc_dataset_get_n (data); i++)
    {
      for (gsize k = 0; k < d; k++)
        g_string_append_printf (text, " %.10g", rsc_dataset_get_x (data)[i * d + k]);
      g_string_append_printf (text, ", %.10g;", rsc_dataset_get_y (data)[i]);
    }
  return g_string_free (text, FALSE);
}

static void
assert_reads (const char *text, const RscImportChoices *choices, const char *expected)
{
  g_autoptr (RscDataset) data = read_with (text, choices);
  g_autofree char *found = describe (data);

  g_assert_cmpstr (found, ==, expected);
}

static void
assert_refused (const char *text,
                const RscImportChoices *choices,
                RscImportProblem expected,
                const char *message)
{
  g_autoptr (GError) error = NULL;
  RscImportProblem problem;
  RscDataset *data = read_bytes (text, strlen (text), choices, &problem, &error);

  g_assert_null (data);
  g_assert_error (error, RSC_ERROR, RSC_ERROR_DATA);
  g_assert_cmpstr (error->message, ==, message);
  g_assert_cmpint (problem, ==, expected);
}

#define THREE_ROWS " 1 2, 1; 2.5 0.5, -1; 0 1.5, 1;"

static void
test_cases (void)
{
  static const struct
  {
    const char *file;
    const char *expected;
  } cases[] = {
    { "blanks.txt", "x1 x2, y: 1 2, 1; 2.5 0.5, -1; 0 1.5, 1; 3 2, -1;" },
    { "r-table.txt", "a b, y:" THREE_ROWS },
    { "excel-europe.csv", "a b, y:" THREE_ROWS },
    { "sep-line.csv", "a b, y:" THREE_ROWS },
    { "trailing.csv", "a b, y:" THREE_ROWS },
    { "pandas-index.csv", "a b, y:" THREE_ROWS },
    { "pandas-array.csv", "0 1, 2:" THREE_ROWS },
    { "two-classes.csv", "length width, kind: 5.1 3.5, 1; 4.9 3, -1; 5.8 2.7, 1; 6.1 2.9, -1;" },
    { "classes-no-header.csv", "x1 x2, y: 5.1 3.5, 1; 4.9 3, -1; 5.8 2.7, 1; 6.1 2.9, -1;" },
    { "zero-one.csv", "a b, y: 1 2, 1; 2.5 0.5, -1; 0 1.5, 1; 3 2, -1;" },
    { "y-first.csv", "y a, b: 1 1, 2; -1 2.5, 0.5; 1 0, 1.5;" },
    { "grouped.csv", "a, y: 1234.5, 1; 2001, -1; 950.25, 1;" },
    { "minus.csv", "a b, y: -1.5 2, 1; 2.5 -0.5, -1; 0 1.5, 1;" },
    { "utf16.csv", "a b, y:" THREE_ROWS },
    { "comments.csv", "x1 x2, y:" THREE_ROWS },
    { "categories.csv", "size colour=blue colour=green colour=red, y: 1 0 0 1, 1; 2.5 1 0 0, -1; "
                        "0 0 1 0, 1; 1.5 0 0 1, -1;" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RscDataset) data = read_case (cases[i].file, NULL, &error);
      g_autofree char *found = NULL;

      g_assert_no_error (error);
      found = describe (data);
      g_assert_cmpstr (found, ==, cases[i].expected);
    }
}

static void
test_cases_chosen (void)
{
  const RscImportChoices drop = { .missing = RSC_MISSING_DROP };
  const RscImportChoices mean = { .missing = RSC_MISSING_MEAN };
  const RscImportChoices regression = { .target_type = RSC_TARGET_TYPE_REGRESSION };
  const RscImportChoices target = { .target = "y" };
  const RscImportChoices positive = { .positive = "long" };
  const struct
  {
    const char *file;
    const RscImportChoices *choices;
    const char *expected; /* or the message */
  } cases[] = {
    { "first-row-na.csv", NULL,
      "first-row-na.csv:1:5: 1 of 3 rows has missing values, the first here, “NA”" },
    { "first-row-na.csv", &drop, "x1 x2, y: 2.5 0.5, -1; 0 1.5, 1;" },
    { "first-row-na.csv", &mean, "x1 x2, y: 1 1, 1; 2.5 0.5, -1; 0 1.5, 1;" },
    { "missing.csv", NULL,
      "missing.csv:2:5: 2 of 5 rows have missing values, the first here, “?”" },
    { "missing.csv", &drop, "a b, y: 2.5 0.5, -1; 3 2, -1; 0.5 0.5, 1;" },
    { "missing.csv", &mean, "a b, y: 1 1.125, 1; 2.5 0.5, -1; 1.75 1.5, 1; 3 2, -1; 0.5 0.5, 1;" },
    { "zero-one.csv", &regression, "a b, y: 1 2, 1; 2.5 0.5, 0; 0 1.5, 1; 3 2, 0;" },
    { "y-first.csv", &target, "a b, y: 1 2, 1; 2.5 0.5, -1; 0 1.5, 1;" },
    { "two-classes.csv", &positive,
      "length width, kind: 5.1 3.5, -1; 4.9 3, 1; 5.8 2.7, -1; 6.1 2.9, 1;" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RscDataset) data = read_case (cases[i].file, cases[i].choices, &error);
      g_autofree char *found = data != NULL ? describe (data) : g_strdup (error->message);

      g_assert_cmpstr (found, ==, cases[i].expected);
    }
}

/* What is said of the files. */
static void
test_said (void)
{
  g_autoptr (RscDataset) grouped = read_case ("grouped.csv", NULL, NULL);
  g_autoptr (RscDataset) index = read_case ("pandas-index.csv", NULL, NULL);
  g_autoptr (RscDataset) trailing = read_case ("trailing.csv", NULL, NULL);
  g_autoptr (RscDataset) classes = read_case ("two-classes.csv", NULL, NULL);
  g_autoptr (RscDataset) wide = read_case ("utf16.csv", NULL, NULL);
  g_autoptr (RscDataset) given = read_case ("sep-line.csv", NULL, NULL);
  g_autoptr (RscDataset) comments = read_case ("comments.csv", NULL, NULL);
  g_autoptr (RscDataset) minus = read_case ("minus.csv", NULL, NULL);
  g_autoptr (RscDataset) array = read_case ("pandas-array.csv", NULL, NULL);
  const RscReading *reading = rsc_dataset_get_reading (grouped);

  g_assert_cmpstr (reading->grouped, ==, "1,234.5");
  g_assert_cmpfloat (reading->grouped_value, ==, 1234.5);
  g_assert_cmpuint (reading->header_line, ==, 1);
  reading = rsc_dataset_get_reading (index);
  g_assert_cmpint (reading->columns[0].role, ==, RSC_ROLE_COUNT);
  g_assert_cmpint (reading->columns[3].role, ==, RSC_ROLE_TARGET);
  reading = rsc_dataset_get_reading (trailing);
  g_assert_cmpint (reading->columns[3].role, ==, RSC_ROLE_EMPTY);
  reading = rsc_dataset_get_reading (classes);
  g_assert_cmpint (reading->target_kind, ==, RSC_TARGET_TWO_CLASSES);
  g_assert_cmpstr (reading->negative, ==, "long");
  g_assert_cmpstr (reading->positive, ==, "round");
  g_assert_cmpint (rsc_dataset_get_reading (wide)->encoding, ==, RSC_ENCODING_UTF16);
  g_assert_true (rsc_dataset_get_reading (given)->separator_is_given);
  g_assert_cmpint (rsc_dataset_get_reading (given)->separator, ==, ';');
  g_assert_cmpuint (rsc_dataset_get_reading (given)->header_line, ==, 2);
  g_assert_cmpuint (rsc_dataset_get_reading (comments)->n_comments, ==, 2);
  g_assert_true (rsc_dataset_get_reading (minus)->has_lookalikes);
  g_assert_cmpint (rsc_dataset_get_reading (array)->header, ==, RSC_HEADER_NUMBERS);
}

/* More of each kind. */
static void
test_separators (void)
{
  static const char *const texts[] = {
    "a|b|y\n1|2|1\n2.5|0.5|-1\n0|1.5|1\n",
    "a\tb\ty\n1\t2\t1\n2.5\t0.5\t-1\n0\t1.5\t1\n",
    "a b y\n1 2 1\n2.5 0.5 -1\n0 1.5 1\n",
    "  a    b   y\n 1.0  2.0   1\n 2.5  0.5  -1\n   0  1.5   1  \n",
    "a \t b\ty\n1\t 2\t1\n2.5 \t0.5 -1\n0 1.5\t\t1\n",
    "a, b, y\n1, 2, 1\n2.5, 0.5, -1\n0, 1.5, 1\n",
    "a; b; y\n1,0; 2,0; 1\n2,5; 0,5; -1\n0; 1,5; 1\n",
    "a b y\n1,0 2,0 1\n2,5 0,5 -1\n0 1,5 1\n",
    "a|b|y\n1,0|2,0|1\n2,5|0,5|-1\n0|1,5|1\n",
    "a\tb\ty\n1,0\t2,0\t1\n2,5\t0,5\t-1\n0\t1,5\t1\n",
    "\"a\",\"b\",\"y\"\n\"1,0\",\"2,0\",\"1\"\n\"2,5\",\"0,5\",\"-1\"\n\"0,0\",\"1,5\",\"1\"\n",
    "sep=,\na,b,y\n1,2,1\n2.5,0.5,-1\n0,1.5,1\n",
    "SEP=\t\r\na\tb\ty\r\n1\t2\t1\r\n2.5\t0.5\t-1\r\n0\t1.5\t1\r\n",
    "// made by hand\na,b,y\n1,2,1\n% two\n2.5,0.5,-1\n# three\n0,1.5,1\n",
    "a,b,y,\n1,2,1,\n2.5,0.5,-1,\n0,1.5,1,\n",
    "a,b,y\n1,2,1,\n2.5,0.5,-1,\n0,1.5,1,\n",
    "a,b,y,\n1,2,1\n2.5,0.5,-1\n0,1.5,1\n",
    "a,,b,y\n1,,2,1\n2.5,,0.5,-1\n0,,1.5,1\n",
    /* Row names and counts. */
    ",a,b,y\n1,1,2,1\n2,2.5,0.5,-1\n3,0,1.5,1\n",
    ",a,b,y\nu,1,2,1\nv,2.5,0.5,-1\nw,0,1.5,1\n",
    "\"\",\"a\",\"b\",\"y\"\n\"1\",1,2,1\n\"2\",2.5,0.5,-1\n\"3\",0,1.5,1\n",
    "Unnamed: 0,a,b,y\n0,1,2,1\n1,2.5,0.5,-1\n2,0,1.5,1\n",
    ",a,b,y\n4,1,2,1\n7,2.5,0.5,-1\n19,0,1.5,1\n",
    "a b y\nMazda 1 2 1\nFiat 2.5 0.5 -1\nHornet 0 1.5 1\n",
    /* Look-alikes. */
    "a,b,y\n1,2,1\n2.5,0.5,\xe2\x88\x92"
    "1\n0,1.5,1\n",
    "a,b,y\n1,2,1\n2.5,0.5,\xe2\x80\x93"
    "1\n0,1.5,1\n",
    "a;b;y\n\xc2\xa0"
    "1;2\xc2\xa0;1\n2.5;0.5;-1\n0;1.5;1\n",
    "a,b,y\n\xef\xbc\x91,2,1\n2\xef\xbc\x8e"
    "5,0.5,-1\n0,1.5,1\n",
    "a,b,y\n1\xe2\x80\x8b,2,1\n2.5,0.5,-1\n0,1.5,1\n",
    "a,b,y\r1,2,1\r2.5,0.5,-1\r0,1.5,1\r",
    "\xef\xbb\xbf"
    "a,b,y\r\n\r\n1,2,1\r\n2.5,0.5,-1\r\n0,1.5,1",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_reads (texts[i], NULL, "a b, y:" THREE_ROWS);
}

static void
test_groups (void)
{
  const RscImportChoices point = { .table.decimal = '.' };
  const RscImportChoices comma = { .table.decimal = ',' };

  assert_reads ("a;y\n1.234,5;1\n2.000,0;-1\n", NULL, "a, y: 1234.5, 1; 2000, -1;");
  assert_reads ("a;y\n1.234.567;1\n0,5;-1\n", NULL, "a, y: 1234567, 1; 0.5, -1;");
  assert_reads ("a;y\n1,234.5;1\n2,000;-1\n", NULL, "a, y: 1234.5, 1; 2000, -1;");
  assert_reads ("a;y\n1 234,5;1\n12 345;-1\n", NULL, "a, y: 1234.5, 1; 12345, -1;");
  assert_reads ("a;y\n1\xc2\xa0"
                "234,5;1\n12\xe2\x80\xaf"
                "345;-1\n",
                NULL, "a, y: 1234.5, 1; 12345, -1;");
  assert_reads ("a;y\n1'234.5;1\n12'345;-1\n", NULL, "a, y: 1234.5, 1; 12345, -1;");
  assert_reads ("a,y\n\"1,234\",1\n\"2,000\",-1\n", NULL, "a, y: 1234, 1; 2000, -1;");
  /* A decimal comma elsewhere says what the points are. */
  assert_reads ("a;b;y\n1.234;0,5;1\n2.345;1,5;-1\n", NULL, "a b, y: 1234 0.5, 1; 2345 1.5, -1;");
  assert_reads ("a;y\n1.234;1\n2.345;-1\n", NULL, "a, y: 1.234, 1; 2.345, -1;");
  /* Both readings are possible: neither is taken. */
  assert_refused ("a;y\n1,234;1\n2,345;-1\n", NULL, RSC_IMPORT_PROBLEM_DECIMAL,
                  "f.csv:2:1: “1,234” can be read in two ways, with a decimal comma or with digits "
                  "in groups");
  assert_reads ("a;y\n1,234;1\n2,345;-1\n", &comma, "a, y: 1.234, 1; 2.345, -1;");
  assert_reads ("a;y\n1,234;1\n2,345;-1\n", &point, "a, y: 1234, 1; 2345, -1;");
  /* A leading zero or other than three digits is a decimal. */
  assert_reads ("a;y\n0,234;1\n2,345;-1\n", NULL, "a, y: 0.234, 1; 2.345, -1;");
  assert_refused (
    "a;y\n1,5;1\n2.5;-1\n3,5;1\n", NULL, RSC_IMPORT_PROBLEM_OTHER,
    "f.csv:3:1: expected a number with a decimal comma as the others have, found “2.5”");
  assert_refused (
    "a;y\n1.5;1\n2,5;-1\n3.5;1\n", NULL, RSC_IMPORT_PROBLEM_OTHER,
    "f.csv:3:1: expected a number with a decimal point as the others have, found “2,5”");
  assert_refused ("a,y\n\"1,23,4\",1\n2,-1\n3,1\n", NULL, RSC_IMPORT_PROBLEM_OTHER,
                  "f.csv:2:1: expected a number, found “1,23,4”");
  assert_refused ("a,y\n1O.5,1\n2,-1\n3,1\n", NULL, RSC_IMPORT_PROBLEM_OTHER,
                  "f.csv:2:1: expected a number, found “1O.5” with a letter for a digit");
}

/* What a point was taken for is said where the file says nothing about it. */
static void
test_doubtful_points (void)
{
  static const struct
  {
    const char *text;
    const char *pointed;
  } cases[] = {
    { "a;y\n1;1\n2.345;-1\n3.456;1\n", "2.345" }, { "a;y\n1.234;1\n2.34;-1\n", NULL },
    { "a;y\n0.234;1\n2.345;-1\n", NULL },         { "a;b;y\n1.234;0,5;1\n2.345;1,5;-1\n", NULL },
    { "a,y\n1.234,1\n2.345,-1\n", NULL },
  };
  const RscImportChoices point = { .table.decimal = '.' };
  g_autoptr (RscDataset) chosen = read_with (cases[0].text, &point);

  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      g_autoptr (RscDataset) data = read_with (cases[k].text, NULL);

      g_assert_cmpstr (rsc_dataset_get_reading (data)->pointed, ==, cases[k].pointed);
    }
  g_assert_null (rsc_dataset_get_reading (chosen)->pointed);
}

static void
test_headers (void)
{
  const RscImportChoices yes = { .table.header = RSC_HEADER_YES };
  const RscImportChoices no = { .table.header = RSC_HEADER_NO };

  assert_reads ("1980,1990,y\n1,2,1\n2.5,0.5,-1\n0,1.5,1\n", &yes, "1980 1990, y:" THREE_ROWS);
  assert_reads ("\"1980\",\"1990\",\"2\"\n1,2,1\n2.5,0.5,-1\n0,1.5,1\n", NULL,
                "1980 1990, 2:" THREE_ROWS);
  assert_reads (",0,1,2\n0,1.0,2.0,1\n1,2.5,0.5,-1\n2,0.0,1.5,1\n", NULL, "0 1, 2:" THREE_ROWS);
  assert_reads ("0,1,2,3,4\n5,7,2,1,9\n3,2,2,5,1\n", NULL, "0 1 2 3, 4: 5 7 2 1, 9; 3 2 2 5, 1;");
  /* Data that happen to count. */
  assert_reads ("0,1\n0.5,2\n1,3\n", NULL, "x1, y: 0, 1; 0.5, 2; 1, 3;");
  assert_reads ("0,1,2\n3,4,5\n", NULL, "x1 x2, y: 0 1, 2; 3 4, 5;");
  assert_reads ("0,1,2,3,4\n1,2,3,4,5\n2,3,4,5,6\n", NULL,
                "x1 x2 x3 x4, y: 0 1 2 3, 4; 1 2 3 4, 5; 2 3 4 5, 6;");
  assert_reads ("0,1,2\n1.0,2.0,1\n2.5,0.5,-1\n", &no, "x1 x2, y: 0 1, 2; 1 2, 1; 2.5 0.5, -1;");
  /* Classes of a last column are no names. */
  assert_reads ("1,up\n2,down\n3,up\n4,down\n", NULL, "x1, y: 1, 1; 2, -1; 3, 1; 4, -1;");
  assert_reads ("red,up\nblue,down\nred,down\nblue,up\n", NULL,
                "column 1=blue column 1=red, y: 0 1, 1; 1 0, -1; 0 1, -1; 1 0, 1;");
  /* One odd field among numbers is a bad value. */
  assert_refused ("1.0,x,1\n2,3,1\n4,5,1\n", NULL, RSC_IMPORT_PROBLEM_HEADER,
                  "f.csv:1:5: expected a number, found “x”");
  assert_refused ("1980,1990,y\n1,2,1\n2.5,0.5,-1\n", NULL, RSC_IMPORT_PROBLEM_HEADER,
                  "f.csv:1:11: expected a number, found “y”");
  assert_refused ("1,2\n3,4\nx,5\n", NULL, RSC_IMPORT_PROBLEM_OTHER,
                  "f.csv:3:1: expected a number, found “x”");
  /* "#N/A" begins no comment. */
  assert_refused ("1,2,1\n#N/A,4,-1\n5,6,1\n", NULL, RSC_IMPORT_PROBLEM_MISSING,
                  "f.csv:2:1: 1 of 3 rows has missing values, the first here, “#N/A”");
}

static void
test_classes (void)
{
  const char *const one[] = { "setosa", NULL };
  const char *const two[] = { "virginica", "setosa", NULL };
  const char *const wrong[] = { "rose", NULL };
  const char *const numbers[] = { "2", "10", NULL };
  const RscImportChoices against_rest = { .classes = one };
  const RscImportChoices against_one = { .classes = two };
  const RscImportChoices against_positive = { .classes = two, .positive = "setosa" };
  const RscImportChoices unknown = { .classes = wrong };
  const RscImportChoices of_numbers = { .classes = numbers };
  const RscImportChoices as_classes = { .target_type = RSC_TARGET_TYPE_CLASSES };
  const RscImportChoices positive_one = { .positive = "1" };
  const RscImportChoices regression = { .target_type = RSC_TARGET_TYPE_REGRESSION };
  const char *iris = "a,species\n1,setosa\n2,versicolor\n3,virginica\n4,setosa\n";

  assert_refused (iris, NULL, RSC_IMPORT_PROBLEM_CLASSES,
                  "f.csv:2:3: the target “species” has 3 classes: setosa, versicolor, virginica");
  assert_reads (iris, &against_rest, "a, species: 1, 1; 2, -1; 3, -1; 4, 1;");
  assert_reads (iris, &against_one, "a, species: 1, -1; 3, 1; 4, -1;");
  assert_reads (iris, &against_positive, "a, species: 1, 1; 3, -1; 4, 1;");
  assert_refused (iris, &unknown, RSC_IMPORT_PROBLEM_OTHER,
                  "f.csv: the target “species” has no class “rose”: its classes are setosa, "
                  "versicolor, virginica");
  assert_refused (iris, &regression, RSC_IMPORT_PROBLEM_OTHER,
                  "f.csv:2:3: expected a number, found “setosa”");
  assert_reads ("a,y\n1,2\n2,10\n3,7\n4,2\n", NULL, "a, y: 1, 2; 2, 10; 3, 7; 4, 2;");
  assert_reads ("a,y\n1,2\n2,10\n3,7\n4,2\n", &of_numbers, "a, y: 1, -1; 2, 1; 4, -1;");
  assert_reads ("a,y\n1,1\n2,2\n3,1\n", NULL, "a, y: 1, 1; 2, 2; 3, 1;");
  assert_reads ("a,y\n1,1\n2,2\n3,1\n", &as_classes, "a, y: 1, -1; 2, 1; 3, -1;");
  assert_reads ("a,y\n1,1\n2,2\n3,1\n", &positive_one, "a, y: 1, 1; 2, -1; 3, 1;");
  assert_reads ("a,y\n1,0.0\n2,1.0\n3,0.0\n", NULL, "a, y: 1, -1; 2, 1; 3, -1;");
  assert_reads ("a;y\n1,5;0,0\n2;1,0\n3;0\n", NULL, "a, y: 1.5, -1; 2, 1; 3, -1;");
  assert_reads ("a,y\n1,0\n2,0\n", NULL, "a, y: 1, 0; 2, 0;");
  assert_reads ("a,y\n1,TRUE\n2,FALSE\n3,TRUE\n", NULL, "a, y: 1, 1; 2, -1; 3, 1;");
  assert_refused ("a,y\n1,u\n2,u\n", NULL, RSC_IMPORT_PROBLEM_OTHER,
                  "f.csv:2:3: the target “y” has one class only");
  /* A missing value in a row that is left out does not matter. */
  assert_reads ("a,species\n1,setosa\n?,versicolor\n3,virginica\n", &against_one,
                "a, species: 1, -1; 3, 1;");
}

static void
test_columns (void)
{
  const char *const drop[] = { "when", NULL };
  const char *const drop_number[] = { "1", NULL };
  const char *const features[] = { "b", NULL };
  const char *const nothing[] = { "x", NULL };
  const RscImportChoices dropped = { .drop = drop };
  const RscImportChoices dropped_number = { .drop = drop_number, .target = "2" };
  const RscImportChoices chosen = { .features = features };
  const RscImportChoices unknown = { .drop = nothing };
  const RscImportChoices no_header = { .target = "z" };
  static const char *const named[] = { "Jan 2 2020",      "January 2, 2020",          "Mar-21",
                                       "Tue, 2 Jan 2020", "Tue Jan  2 10:30:00 2020", "12-JAN-20",
                                       "12 Jan 2020" };
  const char *dated = "when,b,y\n2020-01-05,2,1\n2020-02-05,0.5,-1\n2020-03-05,1.5,1\n";

  assert_refused (dated, NULL, RSC_IMPORT_PROBLEM_COLUMN,
                  "f.csv:2:1: “when” holds dates, which are no numbers");
  assert_refused ("b,when\n2,5/1/2020\n3,6/1/2020\n", NULL, RSC_IMPORT_PROBLEM_COLUMN,
                  "f.csv:2:3: the target “when” holds dates, which are no numbers");
  for (gsize k = 0; k < G_N_ELEMENTS (named); k++)
    {
      g_autofree char *text = g_strdup_printf ("when;y\n%s;1\n%s;2\n", named[k], named[k]);

      assert_refused (text, NULL, RSC_IMPORT_PROBLEM_COLUMN,
                      "f.csv:2:1: “when” holds dates, which are no numbers");
    }
  /* Months that are none. */
  assert_reads ("c;y\nmay;1\nmarch a;2\nmay;3\nmarch a;4\n", NULL,
                "c=march a c=may, y: 0 1, 1; 1 0, 2; 0 1, 3; 1 0, 4;");
  assert_reads ("c;y\nMarie 2;1\nmart-1;2\nMarie 2;3\nmart-1;4\n", NULL,
                "c=Marie 2 c=mart-1, y: 1 0, 1; 0 1, 2; 1 0, 3; 0 1, 4;");
  assert_reads (dated, &dropped, "b, y: 2, 1; 0.5, -1; 1.5, 1;");
  assert_reads ("a,b,c,y\n1,2,3,4\n5,6,7,8\n", &chosen, "b, y: 2, 4; 6, 8;");
  assert_reads ("1,2,3\n5,6,7\n", &dropped_number, "x1, y: 3, 2; 7, 6;");
  assert_refused ("a,b\n1,2\n", &unknown, RSC_IMPORT_PROBLEM_OTHER,
                  "f.csv: there is no column “x”: the columns are a, b");
  assert_refused ("1,2\n3,4\n", &no_header, RSC_IMPORT_PROBLEM_OTHER,
                  "f.csv: there is no column “z”: there is no header, and the columns have the "
                  "numbers 1 to 2");
  assert_refused ("n,a,y\nAnn,1,1\nBob,2,2\nCid,3,3\nDan,4,4\nEve,5,5\n", NULL,
                  RSC_IMPORT_PROBLEM_COLUMN,
                  "f.csv:2:1: “n” holds a different text in every row, so they are no categories");
  assert_refused ("a,y\n1,\n2,\n", NULL, RSC_IMPORT_PROBLEM_OTHER,
                  "f.csv:2:3: the target “y” has no value in any row");
  assert_reads ("c,a,y\nu,1,1\nu,2,2\n", NULL, "a, y: 1, 1; 2, 2;");
  assert_reads ("g,y\n10-19,1\n20-29,2\n10-19,3\n20-29,4\n", NULL,
                "g=10-19 g=20-29, y: 1 0, 1; 0 1, 2; 1 0, 3; 0 1, 4;");
  assert_refused ("p,y\n12%,1\n13%,2\n15%,3\n", NULL, RSC_IMPORT_PROBLEM_OTHER,
                  "f.csv:2:1: expected a number, found “12%”");
  assert_refused ("n,y\n\"$1,200\",1\n\"$1,300.50\",-1\n", NULL, RSC_IMPORT_PROBLEM_OTHER,
                  "f.csv:2:1: expected a number, found “$1,200”");
  assert_refused ("n;y\n€12;1\n€13;-1\n", NULL, RSC_IMPORT_PROBLEM_OTHER,
                  "f.csv:2:1: expected a number, found “€12”");
}

static void
test_missing (void)
{
  const RscImportChoices drop = { .missing = RSC_MISSING_DROP };
  const RscImportChoices mean = { .missing = RSC_MISSING_MEAN };
  static const char *const words[] = {
    "NA",   "N/A", "n/a", "nan", "NaN",  "null", "NULL", "?",
    "<NA>", "-",   ".",   "",    "\"\"", "none", " NA ", "#N/A"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *text = g_strdup_printf ("a,b,y\n1,2,1\n3,%s,2\n4,5,3\n", words[i]);
      g_autoptr (GError) error = NULL;
      RscImportProblem problem;

      g_assert_null (read_bytes (text, strlen (text), NULL, &problem, &error));
      g_assert_cmpint (problem, ==, RSC_IMPORT_PROBLEM_MISSING);
      g_assert_true (g_str_has_prefix (error->message, "f.csv:3:"));
      g_assert_nonnull (strstr (error->message, "1 of 3 rows has missing values"));
      assert_reads (text, &drop, "a b, y: 1 2, 1; 4 5, 3;");
      assert_reads (text, &mean, "a b, y: 1 2, 1; 3 3.5, 2; 4 5, 3;");
    }
  assert_reads ("c,y\nu,1\nv,2\n?,3\nu,4\n", &mean,
                "c=u c=v, y: 1 0, 1; 0 1, 2; 0.6666666667 0.3333333333, 3; 1 0, 4;");
  /* "none" among texts is one. */
  assert_reads ("c,y\nnone,1\nv,2\nnone,3\n", NULL, "c=none c=v, y: 1 0, 1; 0 1, 2; 1 0, 3;");
  assert_refused ("a,y\n1,2\n2,NA\n", &mean, RSC_IMPORT_PROBLEM_MISSING_TARGET,
                  "f.csv:3:3: 1 row has no target, which no mean can stand for");
  assert_refused ("a,y\nNA,2\n2,NA\n", &drop, RSC_IMPORT_PROBLEM_OTHER,
                  "f.csv: every row has a missing value");
}

static void
test_encodings (void)
{
  /* größe: as Latin-1, and both orders of UTF-16. */
  static const char latin[] = "gr\xf6\xdf"
                              "e;y\n1,5;2\n2,5;3\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (RscDataset) data = read_bytes (latin, sizeof latin - 1, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (rsc_dataset_get_feature_name (data, 0), ==, "größe");
  g_assert_cmpint (rsc_dataset_get_reading (data)->encoding, ==, RSC_ENCODING_LATIN1);
  g_assert_cmpfloat (rsc_dataset_get_x (data)[1], ==, 2.5);
  for (int is_big = 0; is_big < 2; is_big++)
    {
      g_autoptr (GString) wide = g_string_new (NULL);
      g_autoptr (RscDataset) other = NULL;
      static const gunichar2 units[] = { 0xfeff, 'g',  0xf6,   0xd83d, 0xde00, ',', 'y',
                                         '\r',   '\n', '1',    '.',    '5',    ',', '2',
                                         '\r',   '\n', 0x2212, '3',    ',',    '4' };

      for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
        {
          g_string_append_c (wide, (char) (is_big ? units[i] >> 8 : units[i]));
          g_string_append_c (wide, (char) (is_big ? units[i] : units[i] >> 8));
        }
      other = read_bytes (wide->str, wide->len, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (rsc_dataset_get_feature_name (other, 0), ==, "gö😀");
      g_assert_cmpfloat (rsc_dataset_get_x (other)[1], ==, -3.0);
      /* Half a character is no text. */
      g_assert_null (read_bytes (wide->str, wide->len - 1, NULL, NULL, &error));
      g_assert_cmpstr (error->message, ==, "f.csv:3:4: this is not valid UTF-16 text from here on");
      g_clear_error (&error);
    }
}

static void
append_number (GString *text, double value, char decimal)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_dtostr (buffer, sizeof buffer, value);
  g_strdelimit (buffer, ".", decimal);
  g_string_append (text, buffer);
}

/* A random table in a random dialect reads back as the same numbers. */
static void
test_random_dialects (void)
{
  static const char separators[] = { ',', ';', '\t', '|', ' ' };
  static const char *const ends[] = { "\n", "\r\n", "\r" };
  gsl_rng *rng = rsc_random_new (11);

  for (guint round = 0; round < 3000; round++)
    {
      const char separator = separators[gsl_rng_uniform_int (rng, sizeof separators)];
      const gboolean is_quoted = gsl_rng_uniform_int (rng, 4) == 0;
      const char decimal = gsl_rng_uniform_int (rng, 2) == 0 || separator == ',' ? '.' : ',';
      const char *end = ends[gsl_rng_uniform_int (rng, G_N_ELEMENTS (ends))];
      const gboolean has_header = gsl_rng_uniform_int (rng, 2) == 0;
      const gboolean has_index = has_header && gsl_rng_uniform_int (rng, 3) == 0;
      const gboolean has_tail = separator != ' ' && gsl_rng_uniform_int (rng, 4) == 0;
      const gsize n = 3 + gsl_rng_uniform_int (rng, 6);
      const gsize d = 1 + gsl_rng_uniform_int (rng, 4);
      g_autofree double *values = g_new (double, n *(d + 1));
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (RscDataset) data = NULL;
      g_autoptr (GError) error = NULL;

      if (gsl_rng_uniform_int (rng, 3) == 0)
        g_string_append_printf (text, "# comment%s", end);
      for (gsize i = 0; i < n + (gsize) has_header; i++)
        {
          const gsize row = i - (gsize) has_header;
          const gboolean is_header = has_header && i == 0;

          if (has_index)
            {
              if (separator == ' ' && is_header)
                g_string_append (text, "\"\"");
              else if (!is_header)
                g_string_append_printf (text, "%" G_GSIZE_FORMAT, row);
              g_string_append_c (text, separator);
            }
          for (gsize k = 0; k <= d; k++)
            {
              if (k > 0)
                g_string_append_c (text, separator);
              if (is_quoted)
                g_string_append_c (text, '"');
              if (is_header)
                g_string_append_printf (text, "name%" G_GSIZE_FORMAT, k);
              else
                {
                  /* Two places, so that no mark can part thousands. */
                  const double value =
                    rint (2e4 * (gsl_rng_uniform (rng) - 0.5)) / 100.0 + 0.001953125;

                  values[row * (d + 1) + k] = value;
                  append_number (text, value, decimal);
                }
              if (is_quoted)
                g_string_append_c (text, '"');
            }
          if (has_tail)
            g_string_append_c (text, separator);
          g_string_append (text, end);
        }
      data = read_bytes (text->str, text->len, NULL, NULL, &error);
      if (error != NULL)
        g_error ("%s in\n%s", error->message, text->str);
      g_assert_cmpuint (rsc_dataset_get_n (data), ==, n);
      g_assert_cmpuint (rsc_dataset_get_d (data), ==, d);
      for (gsize i = 0; i < n; i++)
        {
          for (gsize k = 0; k < d; k++)
            g_assert_cmpfloat (rsc_dataset_get_x (data)[i * d + k], ==, values[i * (d + 1) + k]);
          g_assert_cmpfloat (rsc_dataset_get_y (data)[i], ==, values[i * (d + 1) + d]);
        }
      if (has_header)
        g_assert_cmpstr (rsc_dataset_get_feature_name (data, 0), ==, "name0");
    }
  gsl_rng_free (rng);
}

static void
test_like (void)
{
  static const struct
  {
    const char *text;
    const char *expected; /* or the message */
  } cases[] = {
    { "y,b,c,a\nup,5,v,4\n", "a b c=u c=v, y: 4 5 0 1, 1;" },
    { "a,b,c,y\n4,5,v,down\n", "a b c=u c=v, y: 4 5 0 1, -1;" },
    { "note,a,b,c,y\n2020-01-01,4,5,v,up\n", "a b c=u c=v, y: 4 5 0 1, 1;" },
    { "4,5,v,up\n6,7,u,down\n", "a b c=u c=v, y: 4 5 0 1, 1; 6 7 1 0, -1;" },
    { "a,bb,c,y\n4,5,v,up\n", "f.csv: there is no column “b”: the columns are a, bb, c, y" },
    { "a,b,c,y\n4,5,w,up\n", "f.csv:2:5: “w” is no category of “c” in the first file" },
    { "a,b,c,y\n4,5,v,left\n", "f.csv:2:7: expected one of the classes down and up, found “left”" },
    { "4,5,v\n6,7,u\n", "f.csv: columns: 3 on every line, but 4 are asked for" },
  };
  g_autoptr (RscDataset) first = read_with ("a,b,c,y\n1,2,u,up\n3,4,v,down\n5,6,u,up\n", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GInputStream) stream =
        g_memory_input_stream_new_from_data (cases[i].text, -1, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (RscTable) table = rsc_table_read (stream, "f.csv", NULL, NULL, NULL, &error);
      g_autoptr (RscDataset) data = NULL;
      g_autofree char *found = NULL;

      g_assert_no_error (error);
      data = rsc_import_new_like (table, rsc_dataset_get_reading (first), RSC_MISSING_REFUSE, FALSE,
                                  NULL, NULL, &error);
      found = data != NULL ? describe (data) : g_strdup (error->message);
      g_assert_cmpstr (found, ==, cases[i].expected);
    }
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/cases", test_cases);
  g_test_add_func ("/import/cases-chosen", test_cases_chosen);
  g_test_add_func ("/import/said", test_said);
  g_test_add_func ("/import/separators", test_separators);
  g_test_add_func ("/import/groups", test_groups);
  g_test_add_func ("/import/doubtful-points", test_doubtful_points);
  g_test_add_func ("/import/headers", test_headers);
  g_test_add_func ("/import/classes", test_classes);
  g_test_add_func ("/import/columns", test_columns);
  g_test_add_func ("/import/missing", test_missing);
  g_test_add_func ("/import/encodings", test_encodings);
  g_test_add_func ("/import/random-dialects", test_random_dialects);
  g_test_add_func ("/import/like", test_like);

  return g_test_run ();
}
