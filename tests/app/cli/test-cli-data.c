/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/app/cli/rsc-cli-run.h"

#include <string.h>

/* How files are read on the command line, and that it is said. */

static char *
get_case (const char *name)
{
  g_autofree char *file = g_build_filename ("cases", name, NULL);

  return rsc_cli_data (file);
}

static void
test_said (void)
{
  static const struct
  {
    const char *file;
    const char *options;
    const char *said;
  } cases[] = {
    { "blanks.txt", "", "4 rows; 2 features; target column 3; no header; blanks between fields" },
    { "r-table.txt", "", "row numbers left out; header in line 1; blanks between fields" },
    { "excel-europe.csv", "", "semicolons between fields; decimal commas" },
    { "sep-line.csv", "", "header in line 2; semicolons between fields, as its first line says" },
    { "trailing.csv", "", "column 4 left out: empty in every row" },
    { "pandas-index.csv", "", "features a, b; target y; row numbers left out; header in line 1" },
    { "pandas-array.csv", "", "features 0, 1; target 2; column numbers in line 1" },
    { "first-row-na.csv", "--missing drop", "2 of 3 rows; " },
    { "first-row-na.csv", "--missing drop", "1 row with missing values left out" },
    { "two-classes.csv", "", "target kind: long −1, round +1" },
    { "two-classes.csv", "--positive long", "target kind: round −1, long +1" },
    { "classes-no-header.csv", "", "target column 3: long −1, round +1; no header" },
    { "zero-one.csv", "", "target y: 0 → −1, 1 → +1" },
    { "zero-one.csv", "--target-type regression", "target y; header in line 1" },
    { "missing.csv", "--missing drop", "3 of 5 rows; " },
    { "missing.csv", "--missing mean", "the mean for what is missing in 2 rows" },
    { "y-first.csv", "", "features y, a; target b" },
    { "y-first.csv", "--target y", "features a, b; target y" },
    { "y-first.csv", "--target 1 --drop a", "feature b; target y; a left out as chosen" },
    { "y-first.csv", "--target 1 --features b", "feature b; target y; a left out as chosen" },
    { "grouped.csv", "", "digits in groups: 1,234.5 is 1234.5" },
    { "minus.csv", "", "characters that look like those of a number are read as them" },
    { "utf16.csv", "", "UTF-16" },
    { "comments.csv", "", "no header; 2 comment lines" },
    { "categories.csv", "", "colour in 3 categories, a feature each: blue, green, red" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = get_case (cases[i].file);
      g_auto (RscCliRun) run = rsc_cli_run ("solve '%s' %s", path, cases[i].options);
      g_autoptr (JsonNode) json =
        rsc_cli_run_json ("solve '%s' %s --json -", path, cases[i].options);
      JsonObject *reading = json_object_get_object_member (json_node_get_object (json), "reading");

      g_test_message ("%s %s: %s", cases[i].file, cases[i].options, run.out);
      g_assert_cmpint (run.code, ==, 0);
      g_assert_nonnull (strstr (run.out, cases[i].said));
      g_assert_nonnull (strstr (json_object_get_string_member (reading, "text"), cases[i].said));
    }
}

static void
test_keys (void)
{
  g_autofree char *path = get_case ("two-classes.csv");
  g_autoptr (JsonNode) json = rsc_cli_run_json ("solve '%s' --json -", path);
  JsonObject *reading = json_object_get_object_member (json_node_get_object (json), "reading");

  rsc_cli_assert_keys (
    reading, "text edited rows rows_used features target target_kind negative positive left_out "
             "missing rows_missing header header_line separator decimal grouped pointed encoding "
             "comments");
  g_assert_cmpstr (json_object_get_string_member (reading, "target_kind"), ==, "two-classes");
  g_assert_cmpstr (json_object_get_string_member (reading, "negative"), ==, "long");
  g_assert_cmpint (rsc_cli_get_integer (reading, "rows"), ==, 4);
}

/* What is refused says what to do. */
static void
test_ways_out (void)
{
  static const struct
  {
    const char *text;
    const char *options;
    const char *needle;
  } cases[] = {
    { "1,NA,1\n2,3,4\n", "",
      ":1:3: 1 of 2 rows has missing values, the first here, “NA”: --missing" },
    { "a,k\n1,u\n2,v\n3,w\n", "", "has 3 classes: u, v, w: --classes A sets one against the rest" },
    { "d,y\n2020-01-01,1\n2020-01-02,2\n", "", "“d” holds dates, which are no numbers: --drop" },
    { "1980,x,3\n1,2,3\n", "", ":1:6: expected a number, found “x”: if this row is a header" },
    { "a;y\n1,234;1\n2,345;2\n", "", "can be read in two ways" },
    { "a;y\n1,234;1\n2,345;2\n", "", "say --decimal comma or --decimal point" },
    { "a,y\n1,\n2,3\n", "--missing mean", "--missing drop leaves such rows out" },
    { "a,y\n1,2\n", "--target z", "there is no column “z”: the columns are a, y" },
    { "a,y\n1,2\n", "--header --no-header", "exclude each other" },
    { "a,y\n1,2\n", "--missing keep", "--missing is one of drop, mean" },
    { "a,y\n1,2\n", "--drop ''", "--drop takes at least one name" },
    { "a,y\n1,2\n", "--drop a,,b", "--drop takes names with commas between them" },
    { "a,y\n1,2\n", "--target-type words", "--target-type is one of regression, classes" },
    { "a,y\n1,2\n", "--decimal dot", "--decimal is one of point, comma" },
  };
  g_auto (RscCliRun) gallery = rsc_cli_run ("solve gallery:xor --target 1");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = rsc_cli_write_file ("bad.csv", cases[i].text);
      g_auto (RscCliRun) run = rsc_cli_run ("solve '%s' %s", path, cases[i].options);

      g_test_message ("%s", cases[i].needle);
      rsc_cli_assert_error (&run, cases[i].needle);
    }
  rsc_cli_assert_error (&gallery, "--target is for files only, not for a gallery set");
}

/* At the limit λ → 0 of rows that no network fits the targets are others, the data are the same. */
static void
test_limit (void)
{
  g_autofree char *path =
    rsc_cli_write_file ("twice.csv", "a,b,y\n1,2,3\n1,2,4\n2,1,0\n3,3,1\n0,1,2\n");
  g_autoptr (JsonNode) limit = rsc_cli_run_json ("solve '%s' --lambda 0 --json -", path);
  g_autoptr (JsonNode) above = rsc_cli_run_json ("solve '%s' --lambda 0.1 --json -", path);
  JsonObject *object = json_node_get_object (limit);

  g_assert_cmpstr (json_object_get_string_member (object, "limit"), ==, "least-squares");
  g_assert_true (
    json_node_equal (json_object_get_member (object, "reading"),
                     json_object_get_member (json_node_get_object (above), "reading")));
}

static void
test_classes (void)
{
  g_autofree char *path =
    rsc_cli_write_file ("three.csv", "a,b,k\n1,2,u\n2,1,v\n3,5,w\n4,1,u\n5,2,v\n6,7,w\n");
  g_autoptr (JsonNode) rest = rsc_cli_run_json ("solve '%s' --classes v --json -", path);
  g_autoptr (JsonNode) one = rsc_cli_run_json ("solve '%s' --classes w,u --json -", path);
  g_autoptr (JsonNode) again =
    rsc_cli_run_json ("optimal-set '%s' --classes w,u --positive u --json -", path);
  JsonObject *against_rest = json_node_get_object (rest);
  JsonObject *against_one = json_node_get_object (one);
  JsonObject *turned = json_node_get_object (again);

  g_assert_cmpint (rsc_cli_get_integer (against_rest, "n"), ==, 6);
  g_assert_cmpint (rsc_cli_get_integer (against_one, "n"), ==, 4);
  g_assert_cmpstr (json_object_get_string_member (
                     json_object_get_object_member (against_one, "reading"), "positive"),
                   ==, "w");
  g_assert_cmpstr (
    json_object_get_string_member (json_object_get_object_member (turned, "reading"), "positive"),
    ==, "u");
}

/* Test points are matched by the names of their columns. */
static void
test_second_file (void)
{
  g_autofree char *train =
    rsc_cli_write_file ("train.csv", "a,b,kind\n0,1,u\n1,-1,v\n2,1,u\n3,-1,v\n");
  g_autofree char *same = rsc_cli_write_file ("same.csv", "a,b,kind\n0,2,u\n1,-2,v\n");
  g_autofree char *turned = rsc_cli_write_file ("turned.csv", "kind,b,id,a\nu,2,7,0\nv,-2,8,1\n");
  g_autofree char *other = rsc_cli_write_file ("other.csv", "a,c,kind\n0,2,u\n1,-2,v\n");
  g_autofree char *label = rsc_cli_write_file ("label.csv", "a,b,kind\n0,2,u\n1,-2,w\n");
  g_autoptr (JsonNode) one = rsc_cli_run_json ("prune '%s' --test '%s' --json -", train, same);
  g_autoptr (JsonNode) two = rsc_cli_run_json ("prune '%s' --test '%s' --json -", train, turned);
  g_auto (RscCliRun) three = rsc_cli_run ("prune '%s' --test '%s'", train, other);
  g_auto (RscCliRun) four = rsc_cli_run ("prune '%s' --test '%s'", train, label);

  g_assert_cmpfloat (
    rsc_cli_get_number (json_object_get_object_member (json_node_get_object (one), "start"),
                        "test_error"),
    ==,
    rsc_cli_get_number (json_object_get_object_member (json_node_get_object (two), "start"),
                        "test_error"));
  rsc_cli_assert_error (&three, "other.csv: there is no column “b”: the columns are a, c, kind");
  rsc_cli_assert_error (&four, "label.csv:3:6: expected one of the classes u and v, found “w”");
}

/* A figure has no summary: it is said beside it. */
static void
test_figure (void)
{
  g_autofree char *path = get_case ("excel-europe.csv");
  g_autofree char *out = g_build_filename (rsc_cli_get_folder (), "x.svg", NULL);
  g_auto (RscCliRun) run = rsc_cli_run ("figure function '%s' -o '%s' --features 2,1", path, out);
  g_auto (RscCliRun) set = rsc_cli_run ("figure optimal-set '%s' -o '%s' --features a", path, out);

  g_assert_cmpint (run.code, ==, 0);
  g_assert_nonnull (strstr (run.err, "3 rows; features a, b; target y"));
  g_assert_cmpint (set.code, ==, 0);
  g_assert_nonnull (strstr (set.err, "3 rows; feature a; target y; b left out as chosen"));
}

/* More features than rows: solved in the space of the rows, written as weights of the features. */
static void
test_wide (void)
{
  enum
  {
    N = 6,
    D = 300
  };
  g_autofree double *x = g_new (double, N *(D + 1));
  double y[N], fit[N] = { 0.0 }, squares = 0.0, misfit = 0.0;
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *path = NULL;
  g_autoptr (JsonNode) json = NULL;
  JsonObject *object;
  JsonArray *hidden, *output;

  for (gsize i = 0; i < N; i++)
    {
      for (gsize k = 0; k < D; k++)
        {
          const int thousandths = g_rand_int_range (random, -2000, 2000);

          x[i * (D + 1) + k] = thousandths / 1000.0;
          g_string_append_printf (text, "%de-3,", thousandths);
        }
      x[i * (D + 1) + D] = 1.0;
      y[i] = i % 2 == 0 ? 1.0 : -1.0;
      g_string_append_printf (text, "%g\n", y[i]);
    }
  path = rsc_cli_write_file ("wide.csv", text->str);
  json = rsc_cli_run_json ("solve '%s' --json -", path);
  object = json_node_get_object (json);
  g_assert_cmpint (rsc_cli_get_integer (object, "d"), ==, D + 1);
  g_assert_true (json_object_get_boolean_member (object, "bias"));
  g_assert_cmpfloat (rsc_cli_get_number (object, "relative_gap"), <, 1e-10);
  hidden =
    json_object_get_array_member (json_object_get_object_member (object, "network"), "hidden");
  output =
    json_object_get_array_member (json_object_get_object_member (object, "network"), "output");
  g_assert_cmpuint (json_array_get_length (hidden), >, 0);
  for (guint j = 0; j < json_array_get_length (hidden); j++)
    {
      JsonArray *w = json_array_get_array_element (hidden, j);
      const double scale = json_array_get_double_element (output, j);

      g_assert_cmpuint (json_array_get_length (w), ==, D + 1);
      squares += scale * scale;
      for (gsize k = 0; k <= D; k++)
        squares += json_array_get_double_element (w, (guint) k)
                   * json_array_get_double_element (w, (guint) k);
      for (gsize i = 0; i < N; i++)
        {
          double sum = 0.0;

          for (gsize k = 0; k <= D; k++)
            sum += x[i * (D + 1) + k] * json_array_get_double_element (w, (guint) k);
          fit[i] += scale * MAX (sum, 0.0);
        }
    }
  for (gsize i = 0; i < N; i++)
    {
      g_assert_cmpfloat_with_epsilon (
        fit[i],
        json_array_get_double_element (json_object_get_array_member (object, "fit"), (guint) i),
        1e-12);
      misfit += (fit[i] - y[i]) * (fit[i] - y[i]);
    }
  g_assert_cmpfloat_with_epsilon (
    rsc_cli_get_number (object, "objective"),
    0.5 * misfit + 0.5 * rsc_cli_get_number (object, "lambda") * squares, 1e-11);
}

/* Features that differ a thousandfold: standardising is suggested until it is done. */
static void
test_scales (void)
{
  static const char said[] = "--standardise: features differ a thousandfold";
  g_autofree char *unlike =
    rsc_cli_write_file ("scales.csv", "a,b,y\n1,2000,1\n3,40000,2\n5,7000,3\n");
  g_autofree char *alike = rsc_cli_write_file ("alike.csv", "a,b,y\n1,2,1\n3,40,2\n5,7,3\n");
  g_auto (RscCliRun) run = rsc_cli_run ("solve '%s'", unlike);
  g_auto (RscCliRun) done = rsc_cli_run ("solve '%s' --standardise", unlike);
  g_auto (RscCliRun) other = rsc_cli_run ("solve '%s'", alike);

  g_assert_nonnull (strstr (run.out, said));
  g_assert_null (strstr (done.out, said));
  g_assert_null (strstr (other.out, said));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli-data/said", test_said);
  g_test_add_func ("/cli-data/keys", test_keys);
  g_test_add_func ("/cli-data/ways-out", test_ways_out);
  g_test_add_func ("/cli-data/classes", test_classes);
  g_test_add_func ("/cli-data/limit", test_limit);
  g_test_add_func ("/cli-data/second-file", test_second_file);
  g_test_add_func ("/cli-data/figure", test_figure);
  g_test_add_func ("/cli-data/wide", test_wide);
  g_test_add_func ("/cli-data/scales", test_scales);

  return rsc_cli_run_tests ();
}
