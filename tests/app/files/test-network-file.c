/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Networks read from JSON: what the command line writes, what a person writes, what is broken. */
#include <math.h>

#include "app/files/rsc-network-file.h"
#include "core/numerics/rsc-error.h"

static RscDataset *
new_dataset (void)
{
  const double x[] = { 1, 2, 3, 4 };
  const double y[] = { 1, -1 };

  return rsc_dataset_new ("two points", 2, 2, x, y, NULL, NULL, NULL);
}

static void
test_solve_json (void)
{
  g_autoptr (RscDataset) dataset = new_dataset ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RscNetwork) network = rsc_network_file_parse (
    "{\"schema\": 1, \"bias\": true, \"network\": {\"hidden\": [[1, 2.5, -3], [0, 1e-3, 4]],"
    " \"output\": [2, -1]}}",
    -1, "net.json", dataset, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rsc_network_get_width (network), ==, 2);
  g_assert_cmpuint (rsc_network_get_d (network), ==, 3);
  g_assert_true (rsc_network_get_bias (network));
  g_assert_cmpfloat (rsc_network_get_hidden (network)[1], ==, 2.5);
  g_assert_cmpfloat (rsc_network_get_hidden (network)[4], ==, 1e-3);
  g_assert_cmpfloat (rsc_network_get_output (network)[1], ==, -1);
  g_assert_null (rsc_network_get_gates (network));
}

/* Without "bias" the columns tell; with "gates" it is gated; no neuron at all is a network too. */
static void
test_plain_network (void)
{
  g_autoptr (RscDataset) dataset = new_dataset ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RscNetwork) plain =
    rsc_network_file_parse ("{\"hidden\": [[1, 2]], \"output\": [3]}", -1, "n", dataset, &error);
  g_autoptr (RscNetwork) gated = rsc_network_file_parse (
    "{\"hidden\": [[1, 2, 3]], \"output\": [1], \"gates\": [[4, 5, 6]]}", -1, "n", dataset, NULL);
  g_autoptr (RscNetwork) zero =
    rsc_network_file_parse ("{\"hidden\": [], \"output\": []}", -1, "n", dataset, NULL);

  g_assert_no_error (error);
  g_assert_false (rsc_network_get_bias (plain));
  g_assert_nonnull (gated);
  g_assert_true (rsc_network_get_bias (gated));
  g_assert_cmpfloat (rsc_network_get_gates (gated)[2], ==, 6);
  g_assert_nonnull (zero);
  g_assert_cmpuint (rsc_network_get_width (zero), ==, 0);
}

static void
test_broken (void)
{
  static const struct
  {
    const char *text;
    const char *said;
  } cases[] = {
    { "nonsense", "net.json:1:8: this is no JSON" },
    { "{\"hidden\": [[1, 2]], \"hidden_bias\": [3], \"output\": [1]}",
      "unknown key “hidden_bias”: the bias of a neuron is the last number of its row in “hidden”" },
    { "{\"hidden\": [[1, 2]], \"outputs\": [3], \"output\": [1]}", "did you mean “output”?" },
    { "[1, 2]", "no object" },
    { "{\"schema\": 1}", "no array “output”" },
    { "{\"output\": [1]}", "no array “hidden”" },
    { "{\"hidden\": [[1, 2], [3, 4]], \"output\": [1]}", "2 rows" },
    { "{\"hidden\": [[1, 2], [3]], \"output\": [1, 1]}", "row 2" },
    { "{\"hidden\": [1], \"output\": [1]}", "row 1" },
    { "{\"hidden\": [[1, null]], \"output\": [1]}", "no number" },
    { "{\"hidden\": [[1, 1e999]], \"output\": [1]}", "" },
    { "{\"hidden\": [[1, 2, 3, 4]], \"output\": [1]}", "4 weights" },
    { "{\"bias\": true, \"hidden\": [[1, 2]], \"output\": [1]}", "with the bias" },
    { "{\"hidden\": [[1, 2]], \"output\": [1], \"gates\": [[1, 2, 3]]}", "different lengths" },
  };
  g_autoptr (RscDataset) dataset = new_dataset ();

  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      g_autoptr (GError) error = NULL;
      RscNetwork *network = rsc_network_file_parse (cases[k].text, -1, "net.json", dataset, &error);

      g_test_message ("%s", error ? error->message : cases[k].text);
      g_assert_null (network);
      g_assert_error (error, RSC_ERROR, RSC_ERROR_DATA);
      g_assert_true (g_str_has_prefix (error->message, "net.json:"));
      g_assert_nonnull (strstr (error->message, cases[k].said));
    }
}

/* Where the file names its features, weights go to the features of that name. */
static void
test_names (void)
{
  const double x[] = { 1, 2, 3, 4 };
  const double y[] = { 1, -1 };
  const char *const names[] = { "a", "b" };
  g_autoptr (RscDataset) dataset = rsc_dataset_new ("d", 2, 2, x, y, names, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RscNetwork) turned =
    rsc_network_file_parse ("{\"bias\": true, \"reading\": {\"features\": [\"b\", \"a\"]}, "
                            "\"network\": {\"hidden\": [[1, 2, 3]],"
                            " \"output\": [1], \"gates\": [[4, 5, 6]]}}",
                            -1, "n", dataset, &error);

  g_assert_no_error (error);
  g_assert_cmpfloat (rsc_network_get_hidden (turned)[0], ==, 2);
  g_assert_cmpfloat (rsc_network_get_hidden (turned)[1], ==, 1);
  g_assert_cmpfloat (rsc_network_get_hidden (turned)[2], ==, 3);
  g_assert_cmpfloat (rsc_network_get_gates (turned)[0], ==, 5);
  g_assert_null (
    rsc_network_file_parse ("{\"reading\": {\"features\": [\"b\", \"c\"]}, \"network\": "
                            "{\"hidden\": [[1, 2]], \"output\": [1]}}",
                            -1, "n", dataset, &error));
  g_assert_cmpstr (error->message, ==,
                   "n: its network has no weight for the feature “a” of these data");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/network-file/solve-json", test_solve_json);
  g_test_add_func ("/network-file/plain", test_plain_network);
  g_test_add_func ("/network-file/broken", test_broken);
  g_test_add_func ("/network-file/names", test_names);
  return g_test_run ();
}
