/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a number is distributed over all optimal networks, as the command line tells it. */
#include "tests/app/cli/rsc-cli-run.h"

#include <string.h>

static double
get_end (JsonObject *distribution, const char *which)
{
  JsonObject *end = json_object_get_object_member (distribution, which);

  rsc_cli_assert_keys (end, "value proved bound a");
  g_assert_true (json_object_get_boolean_member (end, "proved"));
  g_assert_cmpfloat (rsc_cli_get_number (end, "bound"), ==, rsc_cli_get_number (end, "value"));
  return rsc_cli_get_number (end, "value");
}

/* The range is the one that the set gives for the neuron; the values are within it, in order, and
 * counted. */
static void
test_norm (void)
{
  g_autoptr (JsonNode) root =
    rsc_cli_run_json ("distribution gallery:checkerboard --of norm:3 --json -");
  JsonObject *object = json_node_get_object (root);
  JsonObject *distribution = json_object_get_object_member (object, "distribution");
  JsonObject *neuron =
    json_array_get_object_element (json_object_get_array_member (object, "neurons"), 2);
  JsonArray *values = json_object_get_array_member (distribution, "values");
  JsonArray *counts = json_object_get_array_member (distribution, "counts");
  const double low = get_end (distribution, "least"), high = get_end (distribution, "largest");
  gint64 n = 0;

  g_assert_cmpstr (json_object_get_string_member (object, "schema"), ==,
                   "reluscope-distribution-1");
  rsc_cli_assert_keys (distribution, "of least largest mean deviation walks mixed shrink "
                                     "independent_draws counts values");
  g_assert_cmpfloat_with_epsilon (low, rsc_cli_get_number (neuron, "norm_min"), 1e-9);
  g_assert_cmpfloat_with_epsilon (high, rsc_cli_get_number (neuron, "norm_max"), 1e-9);
  g_assert_true (json_object_get_boolean_member (distribution, "mixed"));
  g_assert_cmpfloat (rsc_cli_get_number (distribution, "shrink"), <, 1.01);
  for (guint k = 0; k < json_array_get_length (values); k++)
    {
      const double value = json_array_get_double_element (values, k);

      g_assert_cmpfloat (value, >=, k > 0 ? json_array_get_double_element (values, k - 1) : low);
      g_assert_cmpfloat (value, <=, high);
    }
  for (guint k = 0; k < json_array_get_length (counts); k++)
    n += json_array_get_int_element (counts, k);
  g_assert_cmpint (n, ==, json_array_get_length (values));
}

/* The same seed draws the same, another others. */
static void
test_seed (void)
{
  g_auto (RscCliRun) one = rsc_cli_run ("distribution gallery:polygon-8 --of at:1,0.5 --json -");
  g_auto (RscCliRun) again = rsc_cli_run ("distribution gallery:polygon-8 --of at:1,0.5 --json -");
  g_auto (RscCliRun) other =
    rsc_cli_run ("distribution gallery:polygon-8 --of at:1,0.5 --seed 2 --json -");
  const char *key = "\"distribution\"";

  g_assert_cmpint (one.code, ==, 0);
  g_assert_cmpstr (strstr (one.out, key), ==, strstr (again.out, key));
  g_assert_cmpstr (strstr (one.out, key), !=, strstr (other.out, key));
}

static void
test_text (void)
{
  g_auto (RscCliRun) several = rsc_cli_run ("distribution gallery:polygon-6 --of norm:1");
  g_auto (RscCliRun) sampled =
    rsc_cli_run ("distribution gallery:polygon-12 --patterns 300 --of norm:1");
  g_auto (RscCliRun) unique =
    rsc_cli_run ("distribution gallery:moons --test-fraction 0.4 --of test-accuracy");
  g_autofree char *picture = g_build_filename (rsc_cli_get_folder (), "norm.svg", NULL);
  g_auto (RscCliRun) figure =
    rsc_cli_run ("figure distribution gallery:polygon-8 --of norm:2 -o %s", picture);

  g_assert_cmpint (several.code, ==, 0);
  g_assert_nonnull (strstr (several.out, "over the optimal networks; none is beyond"));
  g_assert_nonnull (strstr (several.out, "4 walks of 1000 networks, uniform in the norms"));
  g_assert_nonnull (strstr (sampled.out, "among the sampled patterns; none is beyond"));
  g_assert_nonnull (strstr (unique.out, "there is one optimal network\n"));
  g_assert_null (strstr (unique.out, "walks"));
  g_assert_cmpint (figure.code, ==, 0);
  g_assert_true (g_file_test (picture, G_FILE_TEST_EXISTS));
}

static void
test_errors (void)
{
  static const struct
  {
    const char *line, *needle;
  } cases[] = {
    { "distribution gallery:xor", "--of is missing" },
    { "distribution gallery:xor --of norm", "norm:K, at:V,…, test-error, test-accuracy" },
    { "distribution gallery:xor --of norm:K", "takes a whole number" },
    { "distribution gallery:xor --of norm:9", "the number of neurons is 4" },
    { "distribution gallery:xor --of at:1", "1 values, the number of features is 2" },
    { "distribution gallery:xor --of at:1,b", "takes a number" },
    { "distribution gallery:xor --of test-error", "needs points that are not trained on" },
    { "distribution gallery:sine --test-fraction 0.3 --of test-accuracy", "targets −1 and +1" },
    { "figure distribution gallery:xor --of norm:1", "a figure needs -o" },
  };

  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      g_auto (RscCliRun) run = rsc_cli_run ("%s", cases[k].line);

      rsc_cli_assert_error (&run, cases[k].needle);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/distribution/norm", test_norm);
  g_test_add_func ("/cli/distribution/seed", test_seed);
  g_test_add_func ("/cli/distribution/text", test_text);
  g_test_add_func ("/cli/distribution/errors", test_errors);
  return rsc_cli_run_tests ();
}
