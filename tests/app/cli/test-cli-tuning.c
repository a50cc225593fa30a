/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/app/cli/rsc-cli-run.h"

#include <math.h>
#include <signal.h>
#include <string.h>

static const char *const criteria[] = { "min-norm",  "extreme", "validation", "test",
                                        "narrowest", "random",  "worst-test" };

/* All that is asked for is there, and agrees with itself. */
static void
test_known (void)
{
  g_autofree char *settings = rsc_cli_data ("experiment/tuning.json");
  g_autoptr (JsonNode) root = rsc_cli_run_json ("experiment tuning %s --json -", settings);
  g_autoptr (JsonNode) again =
    rsc_cli_run_json ("experiment tuning %s --jobs 1 --json -", settings);
  JsonObject *set = json_node_get_object (root);
  JsonArray *repeats = json_object_get_array_member (set, "repeats");
  JsonArray *repeats_again = json_object_get_array_member (json_node_get_object (again), "repeats");

  rsc_cli_assert_keys (set,
                       "schema complete out_of_time dataset bias activation lambda_per_row "
                       "gates seed patterns_kind stop iterations seconds repeats medians inputs");
  g_assert_cmpstr (json_object_get_string_member (set, "schema"), ==,
                   "reluscope-experiment-tuning-1");
  g_assert_cmpstr (json_object_get_string_member (set, "patterns_kind"), ==, "sampled");
  g_assert_true (json_object_get_boolean_member (set, "complete"));
  g_assert_cmpuint (json_array_get_length (repeats), ==, 2);
  for (guint k = 0; k < 2; k++)
    {
      JsonObject *repeat = json_array_get_object_element (repeats, k);
      JsonObject *other = json_array_get_object_element (repeats_again, k);

      rsc_cli_assert_keys (repeat, "done n_train n_valid n_test patterns lambda lambda_max optimal "
                                   "early seconds");
      g_assert_cmpint (rsc_cli_get_integer (repeat, "n_train"), ==, 10);
      g_assert_cmpfloat (rsc_cli_get_number (repeat, "lambda"), ==, 0.1);
      for (int s = 0; s < 2; s++)
        {
          const char *source = s == 0 ? "optimal" : "early";
          JsonObject *outcome = json_object_get_object_member (repeat, source);
          JsonObject *gates = json_object_get_object_member (outcome, "gates");
          JsonObject *same =
            json_object_get_object_member (json_object_get_object_member (other, source), "gates");

          g_assert_true (json_object_has_member (outcome, "relu"));
          for (gsize c = 0; c < G_N_ELEMENTS (criteria); c++)
            {
              JsonObject *pick = json_object_get_object_member (gates, criteria[c]);
              JsonObject *train = json_object_get_object_member (pick, "train");
              JsonObject *test = json_object_get_object_member (pick, "test");
              JsonObject *first = json_object_get_object_member (
                json_object_get_object_member (gates, criteria[0]), "train");

              g_assert_cmpfloat_with_epsilon (rsc_cli_get_number (train, "error"),
                                              rsc_cli_get_number (first, "error"), 1e-9);
              g_assert_cmpfloat (
                rsc_cli_get_number (test, "accuracy"), ==,
                rsc_cli_get_number (json_object_get_object_member (
                                      json_object_get_object_member (same, criteria[c]), "test"),
                                    "accuracy"));
            }
        }
      /* Certified, and Σ||w|| is one number all over the set. */
      {
        JsonObject *optimal = json_object_get_object_member (repeat, "optimal");

        g_assert_cmpfloat (rsc_cli_get_number (optimal, "relative_gap"), <=, 1e-10);
        g_assert_cmpfloat_with_epsilon (rsc_cli_get_number (optimal, "least_penalty"),
                                        rsc_cli_get_number (optimal, "largest_penalty"), 1e-7);
      }
    }
}

static void
test_summary (void)
{
  g_autofree char *settings = rsc_cli_data ("experiment/tuning.json");
  g_auto (RscCliRun) run = rsc_cli_run ("experiment tuning %s", settings);

  g_assert_cmpint (run.code, ==, 0);
  g_assert_cmpstr (run.err, ==, "");
  g_assert_nonnull (strstr (run.out, "2 of 2 done\n"));
  g_assert_nonnull (strstr (run.out, "over the sampled patterns\n"));
  g_assert_nonnull (strstr (run.out, "optimal, by gates"));
  g_assert_nonnull (strstr (run.out, "early stop, ReLU"));
}

/* A slip is named with its file and its key. */
static void
test_bad_settings (void)
{
  static const struct
  {
    const char *with;
    const char *needle;
  } cases[] = {
    { "\"gates\": 0", "gates" },
    { "\"gates\": 5, \"stop\": -1", "stop" },
    { "\"gates\": 5, \"activation\": \"tanh\"", "activation" },
    { "\"gates\": 5, \"bounds\": 1", "bounds" },
    { "\"gates\": 5, \"minutes\": 1", "minutes" },
    { "\"gates\": 5, \"seconds\": 1e13", "seconds" },
    { "\"lambda_per_row\": 1", "gates" },
  };
  g_autofree char *folder = rsc_cli_data ("experiment");

  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      g_autofree char *text = g_strdup_printf (
        "{\"dataset\": \"points\", \"bias\": false, %s%s, \"repeats\": [{\"train\": [0, 1], "
        "\"valid\": [2], \"test\": [3]}]}",
        k < 6 ? "\"lambda_per_row\": 0.1, " : "", cases[k].with);
      g_autofree char *file = rsc_cli_write_file ("bad.json", text);
      g_auto (RscCliRun) run = rsc_cli_run ("experiment tuning %s --data %s", file, folder);

      rsc_cli_assert_error (&run, cases[k].needle);
    }
  {
    g_autofree char *file = rsc_cli_write_file (
      "twice.json", "{\"dataset\": \"points\", \"bias\": false, \"lambda_per_row\": 0.1, "
                    "\"gates\": 5, \"repeats\": [{\"train\": [0, 1], \"valid\": [1], "
                    "\"test\": [3]}]}");
    g_auto (RscCliRun) run = rsc_cli_run ("experiment tuning %s --data %s", file, folder);

    rsc_cli_assert_error (&run, "repeats[0].valid: row 1 is given twice");
  }
}

/* λ a millionth of a millionth of a millionth of the targets: the residual is as small, and still
 * the optimum is certified. */
static void
test_small_lambda (void)
{
  g_autofree char *folder = rsc_cli_data ("experiment");
  g_autofree char *file = rsc_cli_write_file (
    "small.json", "{\"dataset\": \"points\", \"bias\": true, \"labels\": \"smaller label -> -1, "
                  "larger -> +1\", \"lambda_per_row\": 1e-18, \"gates\": 30, \"repeats\": "
                  "[{\"train\": [4, 5, 6, 8], \"valid\": [15, 16], \"test\": [17, 18]}]}");
  g_auto (RscCliRun) run = rsc_cli_run ("experiment tuning %s --data %s", file, folder);

  g_assert_cmpstr (run.err, ==, "");
  g_assert_cmpint (run.code, ==, 0);
}

/* A λ at which rounding hides the set is no certified result. */
static void
test_untrusted (void)
{
  g_autofree char *folder = rsc_cli_data ("experiment");
  g_autofree char *file = rsc_cli_write_file (
    "tiny.json", "{\"dataset\": \"points\", \"bias\": true, \"labels\": \"smaller label -> -1, "
                 "larger -> +1\", \"lambda_per_row\": 1e-20, \"gates\": 30, \"repeats\": "
                 "[{\"train\": [4, 5, 6, 8], \"valid\": [15, 16], \"test\": [17, 18]}]}");
  g_auto (RscCliRun) run = rsc_cli_run ("experiment tuning %s --data %s", file, folder);
  g_auto (RscCliRun) told = rsc_cli_run ("experiment tuning %s --data %s --json -", file, folder);
  g_autoptr (JsonNode) root = json_from_string (told.out, NULL);
  JsonArray *repeats = json_object_get_array_member (json_node_get_object (root), "repeats");
  JsonObject *optimal =
    json_object_get_object_member (json_array_get_object_element (repeats, 0), "optimal");
  JsonObject *gates = json_object_get_object_member (optimal, "gates");

  g_assert_cmpint (run.code, ==, 1);
  g_assert_nonnull (strstr (run.err, "repeat 1: rounding hides the optimal set"));
  g_assert_nonnull (strstr (run.out, "Caution"));
  g_assert_cmpint (told.code, ==, 1);
  g_assert_false (json_object_get_boolean_member (optimal, "trusted"));
  for (gsize c = 0; c < G_N_ELEMENTS (criteria); c++)
    g_assert_false (json_object_get_boolean_member (
      json_object_get_object_member (gates, criteria[c]), "proved"));
  g_assert_true (json_object_get_null_member (gates, "test_accuracy_at_least"));
}

/* What is not done in its time is left out, and said. */
static void
test_time (void)
{
  g_autofree char *folder = rsc_cli_data ("experiment");
  g_autofree char *file = rsc_cli_write_file (
    "slow.json", "{\"dataset\": \"points\", \"bias\": false, \"lambda_per_row\": 0.01, "
                 "\"gates\": 15, \"seconds\": 0.2, \"stop\": 1e-300, \"iterations\": 1000000, "
                 "\"repeats\": [{\"train\": [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], \"valid\": [11], "
                 "\"test\": [12]}]}");
  g_auto (RscCliRun) run = rsc_cli_run ("experiment tuning %s --data %s --json -", file, folder);
  g_autoptr (JsonNode) root = json_from_string (run.out, NULL);

  g_assert_cmpint (run.code, ==, 1);
  g_assert_nonnull (strstr (run.err, "0 of 1 repeats done"));
  g_assert_true (json_object_get_boolean_member (json_node_get_object (root), "out_of_time"));
  g_assert_false (json_object_get_boolean_member (json_node_get_object (root), "complete"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli-tuning/known", test_known);
  g_test_add_func ("/cli-tuning/summary", test_summary);
  g_test_add_func ("/cli-tuning/bad-settings", test_bad_settings);
  g_test_add_func ("/cli-tuning/untrusted", test_untrusted);
  g_test_add_func ("/cli-tuning/small-lambda", test_small_lambda);
  g_test_add_func ("/cli-tuning/time", test_time);
  return rsc_cli_run_tests ();
}
