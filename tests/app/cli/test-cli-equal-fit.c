/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/app/cli/rsc-cli-run.h"

#include <math.h>
#include <string.h>

/* Neurons 1 and 2 cancel, no point sees neuron 4. */
static const char network[] = "{\"hidden\": [[1, 2], [1, 2], [1.5, 0.9], [-1, -5.4], [0.5, 0.8], "
                              "[1, -1]], \"output\": [0.5, -0.4, 0.3, 0.8, -0.6, 0.4]}";
static const char points[] = "x,y\n-1,0.5\n0,1\n1,0.3\n2,1.2\n";

static double
get_sum (JsonArray *list)
{
  double sum = 0.0;

  for (guint i = 0; i < json_array_get_length (list); i++)
    sum += json_array_get_double_element (list, i);
  return sum;
}

static void
test_unbounded (void)
{
  g_autofree char *data = rsc_cli_write_file ("points.csv", points);
  g_autofree char *file = rsc_cli_write_file ("network.json", network);
  g_autoptr (JsonNode) root =
    rsc_cli_run_json ("optimal-set %s --equal-fit %s --json -", data, file);
  JsonObject *set = json_node_get_object (root);
  JsonObject *rays = json_object_get_object_member (set, "rays");
  JsonObject *vertices = json_object_get_object_member (set, "vertices");
  JsonObject *least = json_object_get_object_member (set, "least");
  JsonObject *start = json_object_get_object_member (set, "start");
  JsonArray *neurons = json_object_get_array_member (set, "neurons");

  rsc_cli_assert_keys (set, "schema reading data n d bias activation patterns patterns_kind "
                            "lambda squared_error fit neurons dimension bounded ray_dimension rays "
                            "vertices start least largest_penalty global_objective "
                            "global_relative_gap bound_over_all_patterns excess");
  g_assert_cmpstr (json_object_get_string_member (set, "schema"), ==, "reluscope-equal-fit-1");
  g_assert_cmpint (rsc_cli_get_integer (set, "dimension"), ==, 2);
  g_assert_cmpint (rsc_cli_get_integer (set, "ray_dimension"), ==, 2);
  g_assert_false (json_object_get_boolean_member (set, "bounded"));
  g_assert_true (json_object_get_null_member (set, "largest_penalty"));
  g_assert_cmpint (rsc_cli_get_integer (rays, "count"), ==, 2);
  g_assert_true (json_object_get_boolean_member (rays, "complete"));
  for (guint k = 0; k < 2; k++)
    g_assert_cmpfloat_with_epsilon (
      get_sum (json_array_get_array_element (json_object_get_array_member (rays, "list"), k)), 1.0,
      1e-12);
  g_assert_cmpint (rsc_cli_get_integer (vertices, "count"), ==, 1);
  g_assert_cmpuint (json_array_get_length (neurons), ==, 6);
  g_assert_true (
    json_object_get_null_member (json_array_get_object_element (neurons, 3), "norm_max"));
  g_assert_cmpfloat (rsc_cli_get_number (json_array_get_object_element (neurons, 3), "length"), ==,
                     0.0);
  g_assert_cmpfloat_with_epsilon (
    rsc_cli_get_number (json_array_get_object_element (neurons, 0), "norm_min"), 0.1 * sqrt (5.0),
    1e-9);
  g_assert_cmpfloat (rsc_cli_get_number (least, "penalty"), <,
                     rsc_cli_get_number (start, "penalty"));
  /* One penalty each, at λ. */
  g_assert_cmpfloat_with_epsilon (
    rsc_cli_get_number (start, "objective") - rsc_cli_get_number (least, "objective"),
    rsc_cli_get_number (set, "lambda")
      * (rsc_cli_get_number (start, "penalty") - rsc_cli_get_number (least, "penalty")),
    1e-9);
  /* Nothing is better than the certified optimum. */
  g_assert_cmpfloat (rsc_cli_get_number (least, "objective"), >,
                     rsc_cli_get_number (set, "global_objective"));
  g_assert_cmpfloat (rsc_cli_get_number (set, "excess"), >, 0.0);
}

static void
test_words (void)
{
  g_autofree char *data = rsc_cli_write_file ("points.csv", points);
  g_autofree char *file = rsc_cli_write_file ("network.json", network);
  g_auto (RscCliRun) run = rsc_cli_run ("optimal-set %s --equal-fit %s", data, file);

  g_assert_cmpint (run.code, ==, 0);
  g_assert_nonnull (strstr (run.out, "all networks of these 6 neurons with this training fit, "
                                     "optimal or not. 2-dimensional, unbounded."));
  g_assert_nonnull (strstr (run.out, "without end"));
  g_assert_null (strstr (run.out, "unique"));
  g_assert_nonnull (strstr (run.out, "∞"));
}

/* Exact steps keep the fit, and the penalty changes by what is said. */
static void
test_prune (void)
{
  g_autofree char *data = rsc_cli_write_file ("points.csv", points);
  g_autofree char *file = rsc_cli_write_file ("network.json", network);
  g_autoptr (JsonNode) root = rsc_cli_run_json ("prune %s --equal-fit %s --json -", data, file);
  JsonObject *walk = json_node_get_object (root);
  JsonObject *start = json_object_get_object_member (walk, "start");
  JsonArray *steps = json_object_get_array_member (walk, "steps");
  double penalty = rsc_cli_get_number (start, "penalty");

  g_assert_cmpstr (json_object_get_string_member (start, "kind"), ==, "equal-fit");
  g_assert_cmpuint (json_array_get_length (steps), >=, 1);
  for (guint k = 0; k < json_array_get_length (steps); k++)
    {
      JsonObject *step = json_array_get_object_element (steps, k);

      g_assert_cmpstr (json_object_get_string_member (step, "phase"), ==, "exact");
      g_assert_cmpfloat (rsc_cli_get_number (step, "fit_change"), <, 1e-12);
      g_assert_cmpfloat_with_epsilon (rsc_cli_get_number (step, "penalty_change"),
                                      rsc_cli_get_number (step, "penalty") - penalty, 1e-12);
      penalty = rsc_cli_get_number (step, "penalty");
    }
  g_assert_cmpfloat (fabs (penalty - rsc_cli_get_number (start, "penalty")), >, 1e-3);
  {
    g_auto (RscCliRun) run = rsc_cli_run ("prune %s --equal-fit %s", data, file);
    g_auto (RscCliRun) both = rsc_cli_run ("prune %s --equal-fit %s --start random", data, file);

    g_assert_nonnull (strstr (run.out, "penalty change"));
    rsc_cli_assert_error (&both, "leave --start away");
  }
}

static void
test_figure (void)
{
  g_autofree char *data = rsc_cli_write_file ("points.csv", points);
  g_autofree char *file = rsc_cli_write_file ("network.json", network);
  g_autofree char *picture = g_build_filename (rsc_cli_get_folder (), "set.svg", NULL);
  g_autofree char *text = NULL;
  g_auto (RscCliRun) run =
    rsc_cli_run ("figure optimal-set %s --equal-fit %s -o %s", data, file, picture);
  g_auto (RscCliRun) far =
    rsc_cli_run ("figure optimal-set %s --equal-fit %s --axes 1,9 -o %s", data, file, picture);
  g_auto (RscCliRun) over =
    rsc_cli_run ("figure optimal-set %s --equal-fit %s -o %s", data, picture, picture);

  {
    g_auto (RscCliRun) feature =
      rsc_cli_run ("figure optimal-set %s --equal-fit %s --feature 1 -o %s", data, file, picture);
    g_auto (RscCliRun) test =
      rsc_cli_run ("figure errors %s --test %s.none -o %s", data, file, picture);

    rsc_cli_assert_error (&feature, "--feature");
    rsc_cli_assert_error (&test, ".none");
  }
  g_assert_cmpint (run.code, ==, 0);
  g_assert_true (g_file_get_contents (picture, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "<svg"));
  g_assert_nonnull (strstr (text, "linearGradient"));
  g_assert_cmpint (far.code, ==, 2);
  g_assert_nonnull (strstr (far.err, "the number of neurons is 6"));
  g_assert_cmpint (over.code, ==, 2);
  g_assert_nonnull (strstr (over.err, "would replace an input"));
}

/* What is asked of optimal sets alone is refused, not passed over. */
static void
test_options_of_optima (void)
{
  static const char *const words[] = { "--complex", "--walk 1,2", "--why", "--leave-one-out",
                                       "--least-move" };
  g_autofree char *data = rsc_cli_write_file ("points.csv", points);
  g_autofree char *file = rsc_cli_write_file ("network.json", network);

  for (gsize k = 0; k < G_N_ELEMENTS (words); k++)
    {
      g_auto (RscCliRun) run =
        rsc_cli_run ("optimal-set %s --equal-fit %s %s", data, file, words[k]);

      rsc_cli_assert_error (&run, "is for the optimal set");
    }
}

/* Every network that is tuned over the set has its fit, norms and penalty of its own, and none is
 * better on the test points than the one that is picked by them. Whichever rows are tested, one of
 * them sees the neuron that no training point sees. */
static void
test_tune (void)
{
  g_autofree char *data = rsc_cli_write_file ("points.csv", points);
  g_autofree char *held = rsc_cli_write_file ("held.csv", "x,y\n-7,0.1\n-8,0.4\n-9,0\n3,2\n");
  g_autofree char *file = rsc_cli_write_file ("network.json", network);
  g_autoptr (JsonNode) root =
    rsc_cli_run_json ("tune %s --test %s --equal-fit %s --json -", data, held, file);
  g_auto (RscCliRun) run = rsc_cli_run ("tune %s --test %s --equal-fit %s", data, held, file);
  JsonObject *tuned = json_node_get_object (root);
  JsonObject *criteria = json_object_get_object_member (tuned, "criteria");
  static const char *const names[] = { "min-norm", "extreme",   "validation", "test",
                                       "random",   "narrowest", "worst-test" };
  double train = NAN, best;

  g_assert_cmpstr (json_object_get_string_member (tuned, "set"), ==, "equal-fit");
  g_assert_false (json_object_get_boolean_member (tuned, "bounded"));
  best = rsc_cli_get_number (
    json_object_get_object_member (json_object_get_object_member (criteria, "test"), "test"),
    "error");
  for (gsize k = 0; k < G_N_ELEMENTS (names); k++)
    {
      JsonObject *pick = json_object_get_object_member (criteria, names[k]);
      JsonArray *a = json_object_get_array_member (pick, "a");
      const double error =
        rsc_cli_get_number (json_object_get_object_member (pick, "train"), "error");

      g_assert_cmpuint (json_array_get_length (a), ==, 6);
      g_assert_cmpfloat_with_epsilon (rsc_cli_get_number (pick, "penalty"), get_sum (a), 1e-12);
      train = isnan (train) ? error : train;
      g_assert_cmpfloat_with_epsilon (error, train, 1e-10);
      g_assert_cmpfloat (rsc_cli_get_number (json_object_get_object_member (pick, "test"), "error"),
                         >=, best - 1e-10);
    }
  g_assert_true (json_object_get_boolean_member (
    json_object_get_object_member (criteria, "worst-test"), "endless"));
  g_assert_nonnull (strstr (run.out, "with this training fit, optimal or not"));
  g_assert_null (strstr (run.out, "no optimal network"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli-equal-fit/unbounded", test_unbounded);
  g_test_add_func ("/cli-equal-fit/words", test_words);
  g_test_add_func ("/cli-equal-fit/prune", test_prune);
  g_test_add_func ("/cli-equal-fit/tune", test_tune);
  g_test_add_func ("/cli-equal-fit/options-of-optima", test_options_of_optima);
  g_test_add_func ("/cli-equal-fit/figure", test_figure);
  return rsc_cli_run_tests ();
}
