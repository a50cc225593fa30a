/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/app/cli/rsc-cli-run.h"

#include <math.h>
#include <string.h>

static JsonObject *
get_step (JsonObject *object, guint k)
{
  return json_array_get_object_element (json_object_get_array_member (object, "steps"), k);
}

static guint
count_steps (JsonObject *object)
{
  return json_array_get_length (json_object_get_array_member (object, "steps"));
}

/* Keys, and what one step says about the next. */
static void
check_json (JsonObject *object)
{
  JsonObject *start = json_object_get_object_member (object, "start");
  JsonArray *neurons = json_object_get_array_member (start, "neurons");
  const guint m = json_array_get_length (neurons);
  gint64 width = rsc_cli_get_integer (start, "width");
  g_autofree double *norms = g_new0 (double, m + 1);

  rsc_cli_assert_keys (
    object, "schema data n d bias lambda relative_gap patterns patterns_kind method "
            "rule start steps memory_used_up final_width "
            "minimal_step minimal_width narrowest_width narrowest_proved trusted excess network");
  g_assert_cmpstr (json_object_get_string_member (object, "schema"), ==, "reluscope-prune-1");
  rsc_cli_assert_keys (start,
                       "kind width rank rank_gap smallest_singular objective penalty train_error "
                       "train_accuracy test_error test_accuracy neurons");
  g_assert_cmpint (width, ==, m);
  for (guint i = 0; i < m; i++)
    norms[i] = rsc_cli_get_number (json_array_get_object_element (neurons, i), "norm");
  for (guint k = 0; k < count_steps (object); k++)
    {
      JsonObject *step = get_step (object, k);
      JsonArray *after = json_object_get_array_member (step, "norms");
      const gint64 removed = rsc_cli_get_integer (step, "removed");

      rsc_cli_assert_keys (
        step,
        "phase removed n_removed beta t width rank rank_gap smallest_singular "
        "fit_change objective_change penalty_change objective penalty train_error train_accuracy "
        "test_error test_accuracy norms");
      g_assert_cmpint (
        rsc_cli_get_integer (step, "width") + rsc_cli_get_integer (step, "n_removed"), ==, width);
      width = rsc_cli_get_integer (step, "width");
      g_assert_cmpint (rsc_cli_get_integer (step, "rank"), <=, width);
      g_assert_cmpint (removed, >=, 1);
      g_assert_cmpint (removed, <=, m);
      g_assert_cmpfloat (norms[removed - 1], >, 0.0);
      g_assert_cmpfloat (json_array_get_double_element (after, (guint) removed - 1), ==, 0.0);
      if (g_str_equal (json_object_get_string_member (step, "phase"), "exact"))
        {
          JsonArray *beta = json_object_get_array_member (step, "beta");

          g_assert_cmpfloat (rsc_cli_get_number (step, "fit_change"), <=, 1e-12);
          g_assert_cmpfloat (fabs (rsc_cli_get_number (step, "objective_change")), <=, 1e-12);
          for (guint i = 0; i < m; i++)
            g_assert_cmpfloat_with_epsilon (
              json_array_get_double_element (after, i),
              norms[i] * (1.0 - json_array_get_double_element (beta, i)), 1e-10);
        }
      for (guint i = 0; i < m; i++)
        norms[i] = json_array_get_double_element (after, i);
    }
  g_assert_cmpint (rsc_cli_get_integer (object, "final_width"), ==, width);
  g_assert_cmpint (json_array_get_length (json_object_get_array_member (
                     json_object_get_object_member (object, "network"), "output")),
                   ==, width);
}

static void
test_polygon (void)
{
  static const char *const starts[] = { "interior", "blocks", "random" };
  static const char *const rules[] = { "paper", "fewest" };

  for (gsize i = 0; i < G_N_ELEMENTS (starts); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (rules); j++)
      {
        g_autoptr (JsonNode) root = rsc_cli_run_json (
          "prune gallery:polygon-12 --start %s --rule %s --json -", starts[i], rules[j]);
        JsonObject *object = json_node_get_object (root);

        check_json (object);
        g_assert_cmpint (rsc_cli_get_integer (object, "narrowest_width"), ==, 3);
        g_assert_true (json_object_get_boolean_member (object, "narrowest_proved"));
        g_assert_true (rsc_cli_get_integer (object, "minimal_width") == 7
                       || rsc_cli_get_integer (object, "minimal_width") == 3);
        g_assert_cmpint (rsc_cli_get_integer (object, "minimal_step"), ==, count_steps (object));
        g_assert_cmpstr (
          json_object_get_string_member (json_object_get_object_member (object, "start"), "kind"),
          ==, starts[i]);
        g_assert_cmpstr (json_object_get_string_member (object, "rule"), ==, rules[j]);
      }
}

static void
test_summary (void)
{
  g_auto (RscCliRun) run = rsc_cli_run ("prune gallery:polygon-12");
  g_auto (RscCliRun) xor = rsc_cli_run ("prune gallery:xor");
  g_auto (RscCliRun) zero = rsc_cli_run ("prune gallery:xor --lambda-ratio 2 --until zero");

  g_assert_cmpint (run.code, ==, 0);
  g_assert_cmpstr (run.err, ==, "");
  g_assert_nonnull (strstr (run.out, "12 neurons of rank 7"));
  g_assert_nonnull (strstr (run.out, "7 neurons: their activations are independent"));
  g_assert_nonnull (
    strstr (run.out, "3 neurons: this minimal network is not the narrowest; narrower ones have"));
  g_assert_null (strstr (run.out, "test"));
  g_assert_cmpint (xor.code, ==, 0);
  g_assert_nonnull (
    strstr (xor.out, "the start already is: the activations of its 4 neurons are independent"));
  g_assert_nonnull (strstr (xor.out, "4 neurons: no optimal network has fewer"));
  g_assert_cmpint (zero.code, ==, 0);
  g_assert_nonnull (strstr (zero.out, "the start is the zero network: nothing to remove"));
}

static void
test_to_zero (void)
{
  static const char *const methods[] = { "optimal-ls", "magnitude", "gradient", "activation",
                                         "random" };
  g_autofree char *test = rsc_cli_write_file ("held.csv", "1,1,1\n-1,1,-1\n0.5,-1,-1\n");

  for (gsize i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      g_autoptr (JsonNode) root =
        rsc_cli_run_json ("prune gallery:checkerboard --lambda-ratio 0.1 --method %s --until zero "
                          "--test %s --json -",
                          methods[i], test);
      JsonObject *object = json_node_get_object (root);
      JsonObject *last = get_step (object, count_steps (object) - 1);

      check_json (object);
      g_assert_cmpint (rsc_cli_get_integer (object, "final_width"), ==, 0);
      g_assert_cmpstr (json_object_get_string_member (object, "method"), ==, methods[i]);
      g_assert_cmpfloat (rsc_cli_get_number (last, "train_accuracy"), ==, 0.0);
      g_assert_cmpfloat (rsc_cli_get_number (last, "test_accuracy"), ==, 0.0);
      g_assert_cmpfloat_with_epsilon (rsc_cli_get_number (last, "test_error"), 1.0, 1e-14);
      g_assert_cmpfloat_with_epsilon (rsc_cli_get_number (last, "fit_change"), 1.0, 1e-14);
      g_assert_cmpint (
        g_str_equal (json_object_get_string_member (get_step (object, 0), "phase"), "exact"), ==,
        i == 0);
      g_assert_cmpint (json_object_get_null_member (get_step (object, 0), "beta"), ==, i > 0);
    }
}

/* The seed decides a random walk and a split, and nothing else does. */
static void
test_seed (void)
{
  g_auto (GStrv) outs = g_new0 (char *, 4);

  for (guint k = 0; k < 3; k++)
    {
      g_auto (RscCliRun) run = rsc_cli_run ("prune gallery:checkerboard --lambda-ratio 0.1 "
                                            "--method random --json - --seed %u",
                                            k < 2 ? 4u : 5u);
      outs[k] = g_strdup (run.out);
    }
  g_assert_cmpstr (outs[0], ==, outs[1]);
  g_assert_cmpstr (outs[0], !=, outs[2]);
}

/* What "solve" writes is a start, and so is what "prune" writes. */
static void
test_file (void)
{
  g_autofree char *solved = rsc_cli_write_file ("solved.json", "");
  g_autofree char *pruned = rsc_cli_write_file ("pruned.json", "");
  g_auto (RscCliRun) solve =
    rsc_cli_run ("solve gallery:checkerboard --lambda-ratio 0.1 --json %s", solved);
  g_auto (RscCliRun) first = rsc_cli_run (
    "prune gallery:checkerboard --lambda 0.11547005383792517 --start %s --json %s", solved, pruned);
  g_autoptr (JsonNode) root =
    rsc_cli_run_json ("prune gallery:checkerboard --lambda-ratio 0.1 --start %s --json -", pruned);
  JsonObject *object = json_node_get_object (root);

  g_assert_cmpint (solve.code, ==, 0);
  g_assert_cmpint (first.code, ==, 0);
  g_assert_cmpstr (first.err, ==, "");
  check_json (object);
  g_assert_true (json_object_get_null_member (object, "relative_gap"));
  g_assert_true (json_object_get_null_member (object, "narrowest_width"));
  g_assert_cmpint (rsc_cli_get_integer (object, "minimal_step"), ==, 0);
  g_assert_cmpint (rsc_cli_get_integer (object, "final_width"), <=, 9);
  g_assert_cmpfloat_with_epsilon (
    rsc_cli_get_number (json_object_get_object_member (object, "start"), "objective"),
    1.9456199837599344, 1e-9);
  g_assert_cmpfloat_with_epsilon (rsc_cli_get_number (object, "lambda"), 0.11547005383792517,
                                  1e-12);

  g_auto (RscCliRun) gated = rsc_cli_run (
    "solve gallery:checkerboard --activation gated --lambda-ratio 0.1 --json %s", solved);
  g_autoptr (JsonNode) other =
    rsc_cli_run_json ("prune gallery:checkerboard --lambda 0.1 --start %s --json -", solved);
  JsonObject *network = json_object_get_object_member (json_node_get_object (other), "network");

  g_assert_cmpint (gated.code, ==, 0);
  check_json (json_node_get_object (other));
  g_assert_true (json_object_has_member (network, "gates"));
}

static void
test_remove (void)
{
  g_auto (RscCliRun) refused = rsc_cli_run ("prune gallery:xor --remove 2");
  g_auto (RscCliRun) outside = rsc_cli_run ("prune gallery:xor --remove 5");

  for (int neuron = 1; neuron <= 12; neuron++)
    {
      g_autoptr (JsonNode) root = rsc_cli_run_json (
        "prune gallery:checkerboard --lambda-ratio 0.1 --remove %d --json -", neuron);
      JsonObject *object = json_node_get_object (root);

      check_json (object);
      g_assert_cmpint (rsc_cli_get_integer (get_step (object, 0), "removed"), ==, neuron);
    }
  rsc_cli_assert_error (&refused,
                        "--remove 2: This neuron's activations are independent of the others'");
  rsc_cli_assert_error (&outside, "--remove 5: the number of neurons at the start is 4");
}

static void
test_standardise (void)
{
  g_autofree char *train = rsc_cli_write_file ("train.csv", "0,1\n2,-1\n4,1\n6,-1\n");
  g_autofree char *test = rsc_cli_write_file ("test.csv", "0,1\n2,-1\n4,1\n6,-1\n");
  g_autofree char *shifted = rsc_cli_write_file ("shifted.csv", "4,1\n");
  g_autoptr (JsonNode) same =
    rsc_cli_run_json ("prune %s --standardise --test %s --json -", train, test);
  g_autoptr (JsonNode) one =
    rsc_cli_run_json ("prune %s --standardise --test %s --until zero --json -", train, shifted);
  JsonObject *start = json_object_get_object_member (json_node_get_object (same), "start");
  JsonObject *other = json_object_get_object_member (json_node_get_object (one), "start");

  /* The same points have the same scores: one scaling for both. */
  g_assert_cmpfloat_with_epsilon (rsc_cli_get_number (start, "test_error"),
                                  rsc_cli_get_number (start, "train_error"), 1e-13);
  g_assert_cmpfloat (rsc_cli_get_number (other, "test_error"), <, 1.0);
  g_assert_cmpfloat (rsc_cli_get_number (other, "test_error"), >, 0.0);
}

static void
test_errors (void)
{
  g_autofree char *broken = rsc_cli_write_file ("broken.json", "{\n \"hidden\": [1,\n");
  g_autofree char *narrow =
    rsc_cli_write_file ("narrow.json", "{\"hidden\": [[1]], \"output\": [1]}");
  g_autofree char *empty = rsc_cli_write_file ("empty.json", "{\"width\": 3}");
  g_autofree char *wide = rsc_cli_write_file ("wide.csv", "1,2,3,1\n4,5,6,-1\n");
  g_autofree char *fits =
    rsc_cli_write_file ("fits.json", "{\"hidden\": [[1, 2]], \"output\": [1]}");
  const struct
  {
    const char *words;
    const char *file;
    const char *needle;
  } cases[] = {
    { "--start nowhere", "", "there is no file “nowhere”" },
    { "--start", broken, "broken.json:3:0: this is no JSON" },
    { "--start", narrow,
      "narrow.json: the number of weights of its neurons is 1, these data ask for 2, or 3 with the "
      "bias" },
    { "--start", empty, "empty.json: there is no network in it: no array “output”" },
    { "--bias --start", fits, "fits.json: this network has no bias" },
    { "--test", wide, "wide.csv: columns: 4 on every line, but 3" },
    { "--test x.csv --test-fraction 0.5", "", "--test and --test-fraction exclude each other" },
    { "--test-fraction 1", "", "--test-fraction takes a number between 0 and 1, not 1" },
    { "--method best", "",
      "--method is one of optimal-ls, magnitude, gradient, activation, random" },
    { "--method magnitude --rule fewest", "", "--rule goes with --method optimal-ls" },
    { "--method random --remove 1", "", "--remove goes with --method optimal-ls" },
    { "--method random --until minimal", "", "--until minimal goes with --method optimal-ls" },
    { "--rule best", "", "--rule is one of paper, fewest, not “best”" },
    { "--until soon", "", "--until is one of minimal, zero, not “soon”" },
    { "--remove 0", "", "--remove takes a whole number from 1" },
    { "--pick interior", "", "--pick is no option of “prune”" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (RscCliRun) run =
        rsc_cli_run ("prune gallery:xor %s %s", cases[i].words, cases[i].file);

      rsc_cli_assert_error (&run, cases[i].needle);
    }
}

static void
test_not_reached (void)
{
  g_auto (RscCliRun) run = rsc_cli_run ("prune gallery:moons --tolerance 1e-300 --json -");

  g_assert_cmpint (run.code, ==, 1);
  g_assert_nonnull (strstr (run.err, "was not reached"));
  g_assert_nonnull (strstr (run.out, "final_width"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli-prune/polygon", test_polygon);
  g_test_add_func ("/cli-prune/summary", test_summary);
  g_test_add_func ("/cli-prune/to-zero", test_to_zero);
  g_test_add_func ("/cli-prune/seed", test_seed);
  g_test_add_func ("/cli-prune/file", test_file);
  g_test_add_func ("/cli-prune/remove", test_remove);
  g_test_add_func ("/cli-prune/standardise", test_standardise);
  g_test_add_func ("/cli-prune/errors", test_errors);
  g_test_add_func ("/cli-prune/not-reached", test_not_reached);
  return rsc_cli_run_tests ();
}
