/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the cone constraints cost, as the command line tells it. */
#include "tests/app/cli/rsc-cli-run.h"

#include <string.h>

static void
test_json (void)
{
  g_autoptr (JsonNode) root = rsc_cli_run_json ("price gallery:xor --ratio-min 0.1 --json -");
  JsonObject *object = json_node_get_object (root);
  JsonArray *points = json_object_get_array_member (object, "points");
  const guint n = json_array_get_length (points);

  g_assert_cmpstr (json_object_get_string_member (object, "schema"), ==, "reluscope-price-1");
  g_assert_cmpfloat_with_epsilon (rsc_cli_get_number (object, "lambda_max"), 1.4142135623730951,
                                  1e-12);
  g_assert_cmpuint (n, ==, 61);
  for (guint k = 0; k < n; k++)
    {
      JsonObject *point = json_array_get_object_element (points, k);
      JsonArray *price = json_object_get_array_member (point, "price");
      const double value =
        rsc_cli_get_number (point, "objective") - rsc_cli_get_number (point, "objective_gated");

      rsc_cli_assert_keys (point, "lambda objective dual_objective width objective_gated "
                                  "dual_objective_gated width_gated price converged");
      g_assert_true (json_object_get_boolean_member (point, "converged"));
      g_assert_cmpfloat (json_array_get_double_element (price, 0), <=, value + 1e-12);
      g_assert_cmpfloat (json_array_get_double_element (price, 1), >=, value);
    }
  /* The known optimum at 0.1 λ_max. */
  g_assert_cmpfloat_with_epsilon (
    rsc_cli_get_number (json_array_get_object_element (points, n - 1), "objective"),
    0.1 * 1.4142135623730951 * 2.687005768508881, 1e-6);
}

static void
test_text (void)
{
  g_autofree char *picture = g_build_filename (rsc_cli_get_folder (), "price.svg", NULL);
  g_auto (RscCliRun) dear = rsc_cli_run ("price gallery:xor --ratio-min 0.1");
  g_auto (RscCliRun) free_of_charge = rsc_cli_run ("price gallery:polygon-8 --ratio-min 0.1");
  g_auto (RscCliRun) figure =
    rsc_cli_run ("figure price gallery:xor --ratio-min 0.1 -o %s", picture);
  g_auto (RscCliRun) sampled =
    rsc_cli_run ("price gallery:checkerboard --patterns 20 --ratio-min 0.3");
  g_auto (RscCliRun) both = rsc_cli_run ("price gallery:xor --activation gated");

  g_assert_cmpint (dear.code, ==, 0);
  g_assert_nonnull (strstr (dear.out, "Without the cone constraints the objective is at least"));
  g_assert_nonnull (strstr (free_of_charge.out, "cost nothing"));
  g_assert_nonnull (strstr (sampled.out, "among the sampled patterns"));
  g_assert_cmpint (figure.code, ==, 0);
  g_assert_true (g_file_test (picture, G_FILE_TEST_EXISTS));
  rsc_cli_assert_error (&both, "both are compared");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/price/json", test_json);
  g_test_add_func ("/cli/price/text", test_text);
  return rsc_cli_run_tests ();
}
