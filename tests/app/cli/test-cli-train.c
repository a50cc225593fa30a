/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/app/cli/rsc-cli-run.h"

#include <string.h>

/* @object's member @key, with its line breaks, as a file of the test's folder. */
static char *
write_member (JsonObject *object, const char *key, const char *name)
{
  g_autofree char *text = json_to_string (json_object_get_member (object, key), FALSE);

  return rsc_cli_write_file (name, text);
}

static JsonObject *
get_run (JsonObject *object, guint k)
{
  return json_array_get_object_element (json_object_get_array_member (object, "runs"), k);
}

/* Two neurons cannot fit XOR as four do: from every seed training ends at a stationary network that
 * is not optimal, and so says "stationarity" of its file. */
static void
test_too_narrow (void)
{
  g_autoptr (JsonNode) node =
    rsc_cli_run_json ("train gallery:xor --width 2 --method gd --seeds 3 --json -");
  JsonObject *object = json_node_get_object (node);
  g_autofree char *file = NULL;

  rsc_cli_assert_keys (object, "schema data n d bias activation patterns patterns_kind lambda "
                               "optimum method step_size width runs");
  g_assert_cmpfloat_with_epsilon (
    rsc_cli_get_number (json_object_get_object_member (object, "optimum"), "objective"), 0.38,
    1e-9);
  for (guint k = 0; k < 3; k++)
    {
      JsonObject *run = get_run (object, k);

      rsc_cli_assert_keys (run, "seed objective ratio_to_optimum excess steps epochs status class "
                                "stationary residual by_settling settles_to network");
      g_assert_cmpint (rsc_cli_get_integer (run, "seed"), ==, k + 1);
      g_assert_cmpstr (json_object_get_string_member (run, "class"), ==, "stationary");
      g_assert_cmpfloat_with_epsilon (rsc_cli_get_number (run, "ratio_to_optimum"),
                                      rsc_cli_get_number (run, "objective") / 0.38, 1e-9);
    }

  file = write_member (get_run (object, 0), "network", "trained.json");
  g_autoptr (JsonNode) again =
    rsc_cli_run_json ("stationarity gallery:xor --network %s --json -", file);
  JsonObject *kind = json_node_get_object (again);

  rsc_cli_assert_keys (
    kind, "schema data n d bias activation patterns patterns_kind lambda objective "
          "global_objective global_relative_gap bound_over_all_patterns excess class "
          "stationary residual by_settling settles_to residual_exact imbalance neurons "
          "restricted_objective restricted_relative_gap descent pays pays_of downhill");
  g_assert_cmpstr (json_object_get_string_member (kind, "class"), ==, "stationary");
  g_assert_cmpfloat_with_epsilon (rsc_cli_get_number (kind, "objective"),
                                  rsc_cli_get_number (get_run (object, 0), "objective"), 1e-14);
  /* What it settles to is exactly one, which two more neurons would improve. */
  JsonObject *settled = json_object_get_object_member (kind, "settles_to");
  g_assert_cmpfloat (rsc_cli_get_number (settled, "residual"), <=, 1e-10);
  g_assert_cmpfloat_with_epsilon (rsc_cli_get_number (settled, "objective"), 1.19, 1e-12);
  g_assert_cmpfloat (
    rsc_cli_get_number (
      json_array_get_object_element (json_object_get_array_member (kind, "pays"), 0), "ratio"),
    >, 9.0);
  g_assert_true (json_object_get_null_member (kind, "descent"));
}

/* The certified network is optimal, also for gates and in the space of the rows; another one goes
 * down along the direction that is told. */
static void
check_optimal (const char *data, const char *name)
{
  g_autofree char *file = g_build_filename (rsc_cli_get_folder (), name, NULL);
  g_autoptr (JsonNode) node = rsc_cli_run_json ("solve %s --json - --weights %s", data, file);
  g_autoptr (JsonNode) again =
    rsc_cli_run_json ("stationarity %s --network %s --json -", data, file);
  JsonObject *kind = json_node_get_object (again);

  g_assert_cmpstr (json_object_get_string_member (kind, "class"), ==, "optimal");
  g_assert_cmpfloat (rsc_cli_get_number (kind, "excess"), <=, 1e-9);
  g_assert_cmpfloat (rsc_cli_get_number (kind, "residual"), <=, 1e-6);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (kind, "pays")), ==, 0);
}

static void
test_optimal (void)
{
  GString *text = g_string_new (NULL);
  g_autofree char *wide = NULL;

  /* Forty features and three rows: solved in the space of the rows. */
  for (guint k = 0; k < 40; k++)
    g_string_append_printf (text, "f%u,", k);
  g_string_append (text, "y\n");
  for (guint i = 0; i < 3; i++)
    {
      for (guint k = 0; k < 40; k++)
        g_string_append_printf (text, "%u.5,", (7 * k + 11 * i * i + k * k * i) % 13);
      g_string_append_printf (text, "%u.25\n", i * i);
    }
  wide = rsc_cli_write_file ("wide.csv", text->str);
  g_string_free (text, TRUE);

  check_optimal ("gallery:checkerboard", "relu.csv");
  check_optimal ("gallery:checkerboard --activation gated", "gated.csv");
  check_optimal ("gallery:checkerboard --activation gated", "gated.json");
  check_optimal (wide, "weights.csv");
  check_optimal (wide, "weights.json");
}

static void
test_descent (void)
{
  g_autofree char *file =
    rsc_cli_write_file ("guess.json", "{\"hidden\": [[1, 0.2], [-0.3, 1]], \"output\": [1, -0.5]}");
  g_autoptr (JsonNode) node =
    rsc_cli_run_json ("stationarity gallery:xor --network %s --json -", file);
  JsonObject *kind = json_node_get_object (node);
  JsonObject *descent = json_object_get_object_member (kind, "descent");
  g_auto (RscCliRun) text = rsc_cli_run ("stationarity gallery:xor --network %s", file);

  g_assert_cmpstr (json_object_get_string_member (kind, "class"), ==, "not stationary");
  g_assert_cmpfloat (rsc_cli_get_number (descent, "slope"), <, 0.0);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (descent, "hidden")), ==,
                    2);
  g_assert_cmpint (text.code, ==, 0);
  g_assert_nonnull (strstr (text.out, "Network     not stationary\n"));
}

/* What is far from balanced, or no number, or only better than a few patterns allow, is called
 * neither optimal nor stationary for it. */
static void
test_no_false_claims (void)
{
  g_autofree char *uneven =
    rsc_cli_write_file ("uneven.json", "{\"hidden\": [[6, -6]], \"output\": [-0.08]}");
  g_autofree char *dead =
    rsc_cli_write_file ("dead.json", "{\"hidden\": [[1, 1]], \"output\": [0]}");
  g_autofree char *good = g_build_filename (rsc_cli_get_folder (), "good.csv", NULL);
  g_autofree char *zero = g_build_filename (rsc_cli_get_folder (), "zero.csv", NULL);
  const char *const files[] = { uneven, dead };

  for (guint k = 0; k < 2; k++)
    {
      g_autoptr (JsonNode) node =
        rsc_cli_run_json ("stationarity gallery:xor --network %s --json -", files[k]);

      g_assert_cmpstr (json_object_get_string_member (json_node_get_object (node), "class"), ==,
                       "not stationary");
    }

  g_auto (RscCliRun) lost = rsc_cli_run (
    "train gallery:sine --constant --method gd --step-size 1e160 --batch 4 --width 5 --json -");
  g_autoptr (JsonNode) diverged = json_from_string (lost.out, NULL);
  g_assert_cmpstr (
    json_object_get_string_member (get_run (json_node_get_object (diverged), 0), "class"), ==,
    "not stationary");

  g_auto (RscCliRun) all = rsc_cli_run ("solve gallery:sine --weights %s", good);
  g_assert_cmpint (all.code, ==, 0);
  g_autoptr (JsonNode) few =
    rsc_cli_run_json ("stationarity gallery:sine --patterns 5 --network %s --json -", good);
  g_assert_cmpfloat (rsc_cli_get_number (json_node_get_object (few), "excess"), <, -1e-9);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (few), "class"), !=,
                   "optimal");

  /* The result comes before the file, which is that of no neuron. */
  g_auto (RscCliRun) pruned = rsc_cli_run ("prune gallery:xor --until zero --weights %s", zero);
  g_assert_cmpint (pruned.code, ==, 0);
  g_autoptr (JsonNode) nothing =
    rsc_cli_run_json ("stationarity gallery:xor --network %s --json -", zero);
  g_assert_cmpuint (json_array_get_length (
                      json_object_get_array_member (json_node_get_object (nothing), "neurons")),
                    ==, 0);
}

/* From a network down to the optimum: with enough neurons, which it says how many are; the
 * objective falls from leg to leg. */
static void
test_downhill (void)
{
  g_autofree char *file = rsc_cli_write_file (
    "three.json", "{\"hidden\": [[1, 0.2], [-0.3, 1], [2, 0.4]], \"output\": [1, -0.5, 0.1]}");
  g_autoptr (JsonNode) node =
    rsc_cli_run_json ("stationarity gallery:xor --network %s --downhill 3 --json -", file);
  JsonObject *few = json_object_get_object_member (json_node_get_object (node), "downhill");
  g_autofree char *needed =
    g_strdup_printf ("%" G_GINT64_FORMAT, rsc_cli_get_integer (few, "width_needed"));
  g_autoptr (JsonNode) again =
    rsc_cli_run_json ("stationarity gallery:xor --network %s --downhill %s --json -", file, needed);
  JsonObject *enough = json_object_get_object_member (json_node_get_object (again), "downhill");
  JsonArray *legs = json_object_get_array_member (enough, "legs");
  g_auto (RscCliRun) narrow =
    rsc_cli_run ("stationarity gallery:xor --network %s --downhill 2", file);
  double before = rsc_cli_get_number (json_node_get_object (again), "objective");

  g_assert_false (json_object_get_boolean_member (few, "complete"));
  g_assert_true (json_object_get_boolean_member (enough, "complete"));
  for (guint k = 0; k < json_array_get_length (legs); k++)
    {
      const double here = rsc_cli_get_number (json_array_get_object_element (legs, k), "objective");

      g_assert_cmpfloat (here, <=, before * (1 + 1e-12));
      before = here;
    }
  g_assert_cmpfloat_with_epsilon (before, 0.38, 1e-9);
  rsc_cli_assert_error (&narrow, "--downhill 2: the network has 3 neurons already");
}

static void
test_same_seed (void)
{
  const char *line = "train gallery:moons --n 20 --width 8 --steps 500 --batch 5 --seed 4 --json -";
  g_autoptr (JsonNode) one = rsc_cli_run_json ("%s", line);
  g_autoptr (JsonNode) other = rsc_cli_run_json ("%s", line);

  g_assert_true (json_node_equal (one, other));
  g_assert_cmpfloat (rsc_cli_get_number (get_run (json_node_get_object (one), 0), "epochs"), ==,
                     125.0);
}

/* One network by each criterion; what has no bearing on the training points is where they
 * differ. */
static void
test_tune (void)
{
  g_autofree char *train = rsc_cli_write_file ("square.csv", "a,b,y\n1,0,1\n0,1,1\n-1,0,1\n0,-1,1\n"
                                                             "1,1,1\n1,-1,1\n-1,1,1\n-1,-1,1\n");
  g_autofree char *test =
    rsc_cli_write_file ("others.csv", "a,b,y\n3,1,1\n1,3,-1\n-2,1,1\n0.5,-2,-1\n");
  g_autoptr (JsonNode) node =
    rsc_cli_run_json ("tune %s --no-bias --target-type regression --test %s --json -", train, test);
  JsonObject *object = json_node_get_object (node);
  JsonObject *criteria = json_object_get_object_member (object, "criteria");
  double errors[2];

  g_assert_cmpint (rsc_cli_get_integer (object, "n_validation"), ==, 2);
  g_assert_cmpint (rsc_cli_get_integer (object, "n_test"), ==, 2);
  rsc_cli_assert_keys (criteria, "min-norm extreme validation test narrowest random worst-test");
  for (guint k = 0; k < 2; k++)
    errors[k] = rsc_cli_get_number (
      json_object_get_object_member (
        json_object_get_object_member (criteria, k == 0 ? "test" : "worst-test"), "test"),
      "error");
  g_assert_cmpfloat (errors[0], <=, errors[1]);
  rsc_cli_assert_keys (json_object_get_object_member (object, "range"),
                       "test_accuracy test_accuracy_bounds");
}

static void
test_errors (void)
{
  static const struct
  {
    const char *line;
    const char *needle;
  } cases[] = {
    { "train gallery:xor --method magnitude", "--method is one of gd, momentum, adam, lbfgs" },
    { "prune gallery:xor --method adam", "--method is one of optimal-ls" },
    { "train gallery:xor --perturb 0.1", "--perturb goes with --start optimum" },
    { "train gallery:xor --start optimum --scale 2", "--scale goes with --start random" },
    { "train gallery:xor --start optimum --width 3", "the network to start from has 4 neurons" },
    { "train gallery:xor --method lbfgs --batch 2", "leave --batch away" },
    { "train gallery:xor --momentum 0.5", "--momentum goes with --method momentum" },
    { "train gallery:xor --start nowhere.json", "there is no file “nowhere.json”" },
    { "train gallery:xor --width 0", "--width" },
    { "train gallery:moons --n 1000 --patterns 3 --width 1000000 --steps 1 --memory 4G",
      "take a smaller --width" },
    { "stationarity gallery:xor", "--network FILE is needed" },
    { "stationarity gallery:xor --network nowhere.json", "there is no file “nowhere.json”" },
    { "tune gallery:xor", "tune needs points that are not trained on" },
    { "tune gallery:moons --test-fraction 0.5 --validation-fraction 1", "between 0 and 1" },
    { "solve gallery:xor --weights x.txt", "--weights takes a file ending in .csv or .json" },
    { "path gallery:xor --weights x.csv", "--weights is no option of “path”" },
    { "solve gallery:xor --weights x.json --json x.json", "name the same file" },
    { "solve gallery:xor --downhill 5", "--downhill is no option of “solve”" },
    { "solve gallery:xor --network x.json", "--network is no option of “solve”" },
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
  g_test_add_func ("/cli/train/too-narrow", test_too_narrow);
  g_test_add_func ("/cli/train/optimal", test_optimal);
  g_test_add_func ("/cli/train/descent", test_descent);
  g_test_add_func ("/cli/train/no-false-claims", test_no_false_claims);
  g_test_add_func ("/cli/train/downhill", test_downhill);
  g_test_add_func ("/cli/train/same-seed", test_same_seed);
  g_test_add_func ("/cli/train/tune", test_tune);
  g_test_add_func ("/cli/train/errors", test_errors);
  return rsc_cli_run_tests ();
}
