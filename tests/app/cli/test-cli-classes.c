/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A network for each class, as the command line tells it. */
#include "tests/app/cli/rsc-cli-run.h"

#include <math.h>
#include <string.h>

/* Three heaps in the plane. */
static char *
write_heaps (void)
{
  static const double middle[3][2] = { { 0.0, 0.0 }, { 4.0, 0.0 }, { 0.0, 4.0 } };
  static const char *const names[] = { "low", "right", "up" };
  g_autoptr (GString) text = g_string_new ("x1,x2,heap\n");

  for (int k = 0; k < 3; k++)
    for (int i = 0; i < 6; i++)
      g_string_append_printf (text, "%g,%g,%s\n", middle[k][0] + 0.4 * cos (i + k),
                              middle[k][1] + 0.4 * sin (2 * i + k), names[k]);
  return rsc_cli_write_file ("heaps.csv", text->str);
}

/* Each is the program of that class against the rest at the λ that they share. */
static void
test_alone (void)
{
  g_autofree char *file = write_heaps ();
  g_autoptr (JsonNode) root = rsc_cli_run_json ("classes '%s' --lambda-ratio 0.05 --json -", file);
  JsonObject *object = json_node_get_object (root);
  JsonArray *classes = json_object_get_array_member (object, "classes");
  JsonObject *train = json_object_get_object_member (object, "train");
  const double lambda = rsc_cli_get_number (object, "lambda");
  double largest = 0.0;

  rsc_cli_assert_keys (object, "schema lambda lambda_max classes train test");
  g_assert_true (json_node_is_null (json_object_get_member (object, "test")));
  g_assert_cmpuint (json_array_get_length (classes), ==, 3);
  for (guint k = 0; k < 3; k++)
    {
      JsonObject *one = json_array_get_object_element (classes, k);
      const char *name = json_object_get_string_member (one, "name");
      g_autoptr (JsonNode) alone_root =
        rsc_cli_run_json ("solve '%s' --classes %s --lambda %.17g --json -", file, name, lambda);
      JsonObject *alone = json_node_get_object (alone_root);

      g_assert_cmpfloat_with_epsilon (rsc_cli_get_number (one, "objective"),
                                      rsc_cli_get_number (alone, "objective"), 1e-9);
      g_assert_cmpfloat (rsc_cli_get_number (one, "lambda"), ==, lambda);
      g_assert_cmpfloat (rsc_cli_get_number (one, "relative_gap"), <=, 1e-10);
      largest = MAX (largest, rsc_cli_get_number (one, "lambda_max"));
    }
  g_assert_cmpfloat (rsc_cli_get_number (object, "lambda_max"), ==, largest);
  g_assert_cmpfloat_with_epsilon (lambda, 0.05 * largest, 1e-12);
  g_assert_cmpint (rsc_cli_get_integer (train, "points"), ==, 18);
  g_assert_cmpfloat (rsc_cli_get_number (train, "accuracy"), ==, 1.0);
  for (guint i = 0; i < 3; i++)
    for (guint j = 0; j < 3; j++)
      g_assert_cmpint (
        json_array_get_int_element (
          json_array_get_array_element (json_object_get_array_member (train, "confusion"), i), j),
        ==, i == j ? 6 : 0);
}

/* A test point of a class that is not learned is never right, and that is said. */
static void
test_other_classes (void)
{
  g_autofree char *file = write_heaps ();
  g_autofree char *test =
    rsc_cli_write_file ("test.csv", "x1,x2,heap\n0,0,low\n4,0,right\n9,9,far\n8,9,far\n");
  g_auto (RscCliRun) run = rsc_cli_run ("classes '%s' --test '%s'", file, test);

  g_assert_cmpint (run.code, ==, 0);
  g_assert_nonnull (strstr (run.out, "0.5: 2 of 4 test points"));
  g_assert_nonnull (strstr (run.out, "2 are of classes that no training point has"));
}

static void
test_text (void)
{
  g_autofree char *file = write_heaps ();
  g_auto (RscCliRun) run = rsc_cli_run ("classes '%s' --test-fraction 0.5", file);
  g_auto (RscCliRun) gallery = rsc_cli_run ("classes gallery:xor");
  g_auto (RscCliRun) chosen = rsc_cli_run ("classes '%s' --classes low", file);
  g_auto (RscCliRun) missing = rsc_cli_run ("classes nowhere.csv");

  g_autofree char *picture = g_build_filename (rsc_cli_get_folder (), "classes.svg", NULL);
  g_auto (RscCliRun) figure = rsc_cli_run ("figure classes '%s' -o %s", file, picture);
  g_auto (RscCliRun) wide = rsc_cli_run ("figure classes '%s' --features x1 -o %s", file, picture);

  g_assert_cmpint (figure.code, ==, 0);
  g_assert_true (g_file_test (picture, G_FILE_TEST_EXISTS));
  rsc_cli_assert_error (&wide, "two features, not of 1");
  g_assert_cmpint (run.code, ==, 0);
  g_assert_nonnull (strstr (run.out, "9 training points"));
  g_assert_nonnull (strstr (run.out, "9 test points"));
  g_assert_nonnull (strstr (run.out, "as right"));
  rsc_cli_assert_error (&gallery, "takes a table of several classes");
  rsc_cli_assert_error (&chosen, "leave them away");
  rsc_cli_assert_error (&missing, "nowhere.csv");
}

/* Several columns: each is the program of that column alone, at the λ that they share. */
static void
test_columns (void)
{
  g_autofree char *file =
    rsc_cli_write_file ("columns.csv", "a,b,u,v\n1,0,2,0\n2,1,3,1\n0,2,-1,0\n3,1,5,1\n1,3,0,1\n");
  g_autoptr (JsonNode) root =
    rsc_cli_run_json ("classes '%s' --target u,v --lambda-ratio 0.05 --json -", file);
  JsonObject *object = json_node_get_object (root);
  JsonArray *outputs = json_object_get_array_member (object, "outputs");
  const double lambda = rsc_cli_get_number (object, "lambda");
  static const char *const names[] = { "u", "v" };
  g_auto (RscCliRun) text = rsc_cli_run ("classes '%s' --target u,v --test-fraction 0.4", file);
  g_auto (RscCliRun) solve = rsc_cli_run ("solve '%s' --target u,v", file);
  g_auto (RscCliRun) figure = rsc_cli_run ("figure classes '%s' --target u,v -o x.svg", file);

  rsc_cli_assert_keys (object, "schema lambda lambda_max outputs");
  g_assert_cmpuint (json_array_get_length (outputs), ==, 2);
  for (guint k = 0; k < 2; k++)
    {
      JsonObject *one = json_array_get_object_element (outputs, k);
      g_autoptr (JsonNode) alone_root =
        rsc_cli_run_json ("solve '%s' --target %s --drop %s --lambda %.17g --json -", file,
                          names[k], names[1 - k], lambda);
      JsonObject *alone = json_node_get_object (alone_root);

      g_assert_cmpstr (json_object_get_string_member (one, "name"), ==, names[k]);
      g_assert_cmpfloat_with_epsilon (rsc_cli_get_number (one, "objective"),
                                      rsc_cli_get_number (alone, "objective"), 1e-9);
      g_assert_cmpfloat_with_epsilon (5.0 * rsc_cli_get_number (one, "train_mse"),
                                      rsc_cli_get_number (alone, "squared_error"), 1e-9);
    }
  g_assert_nonnull (strstr (text.out, "of test points"));
  rsc_cli_assert_error (&solve, "several targets are for");
  rsc_cli_assert_error (&figure, "these are columns");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/classes/alone", test_alone);
  g_test_add_func ("/cli/classes/other-classes", test_other_classes);
  g_test_add_func ("/cli/classes/text", test_text);
  g_test_add_func ("/cli/classes/columns", test_columns);
  return rsc_cli_run_tests ();
}
