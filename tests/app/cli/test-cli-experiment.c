/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/app/cli/rsc-cli-run.h"

#include <math.h>
#include <signal.h>
#include <string.h>

static JsonObject *
get_object (JsonObject *object, const char *key)
{
  g_assert_true (json_object_has_member (object, key));
  return json_object_get_object_member (object, key);
}

static double
get_value (JsonObject *set,
           const char *side,
           const char *method,
           const char *width,
           const char *which)
{
  JsonObject *curve = get_object (get_object (get_object (set, "curves"), side), method);

  return json_object_get_double_member (get_object (curve, width), which);
}

static char *
get_keys (JsonObject *object)
{
  g_autoptr (GList) members = json_object_get_members (object);
  g_autoptr (GString) text = g_string_new (NULL);

  for (GList *l = members; l != NULL; l = l->next)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", (const char *) l->data);
  return g_strdup (text->str);
}

/* The example of test-experiment.c, worked out there by hand: both half-lines, and one of them. */
static void
test_known (void)
{
  g_autofree char *settings = rsc_cli_data ("experiment/line.json");
  g_autoptr (JsonNode) root = rsc_cli_run_json ("experiment pruning %s --json -", settings);
  JsonObject *set = json_node_get_object (root);
  JsonArray *repeats = json_object_get_array_member (set, "repeats");
  JsonObject *repeat = json_array_get_object_element (repeats, 0);
  g_autofree char *keys = get_keys (set);
  g_autofree char *repeat_keys = get_keys (repeat);
  g_autofree char *methods = get_keys (get_object (get_object (set, "curves"), "test"));

  g_assert_cmpstr (keys, ==,
                   "schema complete dataset bias lambda_per_row start tolerance repeats curves "
                   "errors inputs");
  g_assert_cmpstr (repeat_keys, ==,
                   "done n_train n_test patterns lambda lambda_max relative_gap converged "
                   "blocks_equicorrelated dimension start_width minimal_width seconds accuracy "
                   "error without_neurons");
  g_assert_cmpstr (methods, ==, "optimal-ls magnitude gradient activation random");
  g_assert_true (json_object_get_boolean_member (set, "complete"));
  g_assert_cmpstr (json_object_get_string_member (set, "dataset"), ==, "line");
  g_assert_cmpstr (json_object_get_string_member (set, "start"), ==, "blocks");
  g_assert_cmpint (json_array_get_length (repeats), ==, 2);
  g_assert_cmpfloat (json_object_get_double_member (repeat, "lambda"), ==, 1.0);
  g_assert_cmpint (json_object_get_int_member (repeat, "start_width"), ==, 2);
  g_assert_cmpfloat_with_epsilon (get_value (set, "train", "magnitude", "1", "median"), 0.7, 1e-12);
  g_assert_cmpfloat_with_epsilon (get_value (set, "train", "magnitude", "1", "q25"), 0.55, 1e-12);
  g_assert_cmpfloat_with_epsilon (get_value (set, "train", "magnitude", "1", "q75"), 0.85, 1e-12);
  g_assert_cmpfloat (get_value (set, "train", "magnitude", "2", "median"), ==, 1.0);
  g_assert_cmpfloat_with_epsilon (get_value (set, "train", "optimal-ls", "1", "median"), 0.8,
                                  1e-12);
  g_assert_cmpfloat_with_epsilon (get_value (set, "test", "optimal-ls", "1", "median"), 0.25,
                                  1e-12);
}

static void
test_summary (void)
{
  g_autofree char *settings = rsc_cli_data ("experiment/line.json");
  g_autofree char *random = rsc_cli_data ("experiment/random.json");
  g_auto (RscCliRun) run = { 0 };
  g_auto (RscCliRun) one = { 0 };

  run = rsc_cli_run ("experiment pruning %s %s --methods magnitude,random", settings, random);
  g_assert_cmpint (run.code, ==, 0);
  g_assert_cmpstr (run.err, ==, "");
  g_assert_nonnull (strstr (run.out, "Data        line\n"
                                     "Repeats     2 of 2 done\n"));
  g_assert_nonnull (strstr (run.out, "Start       1 to 2 neurons (start “blocks”)\n"));
  g_assert_nonnull (strstr (run.out, "Test accuracy, median over the repeats\n"
                                     "width  magnitude  random\n"));
  /* The classes of random.json stay 0 and 1: no accuracy there. */
  g_assert_nonnull (strstr (run.out, "Repeats     5 of 5 done\n"));
  g_assert_nonnull (strstr (run.out, "Test mean squared error, median over the repeats\n"));
  one =
    rsc_cli_run ("experiment pruning %s %s --methods magnitude,random --jobs 1", settings, random);
  g_assert_cmpstr (one.out, ==, run.out);
}

static void
test_several (void)
{
  g_autofree char *settings = rsc_cli_data ("experiment/line.json");
  g_autofree char *random = rsc_cli_data ("experiment/random.json");
  g_autofree char *data = rsc_cli_data ("experiment");
  g_autofree char *figure = g_build_filename (rsc_cli_get_folder (), "two.svg", NULL);
  g_autofree char *svg = NULL;
  g_autoptr (JsonNode) root = rsc_cli_run_json (
    "experiment pruning %s %s --data %s --figure %s --json -", settings, random, data, figure);
  JsonObject *object = json_node_get_object (root);
  JsonArray *sets = json_object_get_array_member (object, "sets");
  JsonObject *second;

  g_assert_true (json_object_get_boolean_member (object, "complete"));
  g_assert_cmpint (json_array_get_length (sets), ==, 2);
  second = json_array_get_object_element (sets, 1);
  g_assert_cmpstr (json_object_get_string_member (second, "start"), ==, "interior");
  g_assert_cmpfloat (json_object_get_double_member (second, "tolerance"), ==, 1e-9);
  g_assert_cmpint (json_array_get_length (json_object_get_array_member (second, "repeats")), ==, 5);
  g_assert_true (g_file_get_contents (figure, &svg, NULL, NULL));
  g_assert_nonnull (strstr (svg, "<svg"));
}

typedef struct
{
  const char *find; /* in line.json */
  const char *replace;
  const char *needle;
} Case;

static const Case bad[] = {
  { "{\n  \"dataset\"", "[\n  \"dataset\"", "bad.json:2:11: this is no JSON: " },
  { "\"dataset\": \"line\",", "", "bad.json: dataset: this key is missing" },
  { "\"bias\": false,", "", "bad.json: bias: this key is missing" },
  { "\"lambda_per_row\": 0.2,", "", "bad.json: lambda_per_row: this key is missing" },
  { "\"repeats\"", "\"runs\"", "bad.json: unknown key “runs”: the keys are dataset, bias" },
  { "\"test\": [5, 6], \"gates\": [[1], [2], [-1]] }\n", "\"gates\": [[1]] }\n",
    "bad.json: repeats[1].test: this key is missing" },
  { "\"line\"", "\"curve\"", "curve.csv: No such file" },
  { "\"line\"", "\"../line\"", "bad.json: dataset: the name of a data set is needed" },
  { "\"line\"", "7", "bad.json: dataset: the name of a data set is needed" },
  { "false", "0", "bad.json: bias: true or false is needed" },
  { "0.2", "\"0.2\"", "bad.json: lambda_per_row: a positive number is needed" },
  { "0.2", "-0.2", "bad.json: lambda_per_row: a positive number is needed, not −0.2" },
  { "smaller label -> -1", "smaller label -> 0", "bad.json: labels: only “smaller" },
  { "[0, 1, 2, 3, 4]", "[0, 1, 2, 3, 7]",
    "bad.json: repeats[0].train: row 7 is not among the data, whose rows are 0 to 6" },
  { "[0, 1, 2, 3, 4]", "[0, 1, 2, 3, 3]", "bad.json: repeats[0].train: row 3 is given twice" },
  { "[0, 1, 2, 3, 4]", "[0, 1, -2]",
    "bad.json: repeats[0].train[2]: a whole number from 0 on is needed" },
  { "[0, 1, 2, 3, 4]", "[]", "bad.json: repeats[0].train: at least one is needed" },
  { "[0, 1, 2, 3, 4]", "5", "bad.json: repeats[0].train: a list of rows is needed" },
  { "[2], [-1]", "[2, 3], [-1]",
    "bad.json: repeats[0].gates[1]: numbers: 2, but 1 in a gate for this data" },
  { "[2], [-1]", "[\"a\"], [-1]", "bad.json: repeats[0].gates[1]: a list of numbers is needed" },
  { "[[1], [2], [-1]]", "[]", "bad.json: repeats[0].gates: at least one is needed" },
  { "\"test\": [5, 6], \"gates\": [[1], [2], [-1]] }\n", "\"test\": [5, 6], \"gates\": [[-1]] }\n",
    "bad.json: repeat 2: gates: none of them is active on any training row" },
  { "\"repeats\": [", "\"train_fraction\": [", "bad.json: repeats: this key is missing" },
  { "0.2,", "0.2, \"start\": \"middle\",", "bad.json: start: “solver”" },
  { "0.2,", "0.2, \"tolerance\": 0,", "bad.json: tolerance: a number between 0 and 1" },
  { "0.2,", "0.2, \"seed\": -1,", "bad.json: seed: a whole number from 0 on" },
};

static void
test_bad_settings (void)
{
  g_autofree char *path = rsc_cli_data ("experiment/line.json");
  g_autofree char *folder = rsc_cli_data ("experiment");
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      const char *place = strstr (text, bad[i].find);
      g_autoptr (GString) changed = g_string_new (text);
      g_autofree char *file = NULL;
      g_auto (RscCliRun) run = { 0 };

      g_assert_nonnull (place);
      /* The last one where there are two. */
      while (g_str_has_suffix (bad[i].find, "\n") && strstr (place + 1, bad[i].find) != NULL)
        place = strstr (place + 1, bad[i].find);
      g_string_erase (changed, place - text, (gssize) strlen (bad[i].find));
      g_string_insert (changed, place - text, bad[i].replace);
      file = rsc_cli_write_file ("bad.json", changed->str);
      run = rsc_cli_run ("experiment pruning %s --data %s", file, folder);
      rsc_cli_assert_error (&run, bad[i].needle);
    }
}

static const struct
{
  const char *line;
  const char *needle;
} usage[] = {
  { "experiment", "needs one of: pruning" },
  { "experiment pruning", "usage: reluscope-cli experiment pruning SETTINGS.json" },
  { "experiment pruning absent.json", "absent.json: No such file or directory" },
  { "experiment pruning a.json --methods luck", "not “luck”" },
  { "experiment pruning a.json --methods ''", "at least one method" },
  { "experiment pruning a.json --jobs 0", "--jobs" },
  { "experiment pruning a.json --figure a.gif", ".svg, .pdf or .png" },
  { "experiment pruning a.json --lambda 1", "--lambda is no option" },
  { "solve gallery:xor --data .", "--data is no option of “solve”" },
};

static void
test_usage (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (usage); i++)
    {
      g_auto (RscCliRun) run = rsc_cli_run ("%s", usage[i].line);

      rsc_cli_assert_error (&run, usage[i].needle);
    }
}

/* What is done when Ctrl-C comes is written, and marked. */
static void
test_interrupt (void)
{
  g_autoptr (GString) data = g_string_new (NULL);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autofree char *csv = NULL;
  g_autofree char *settings = NULL;
  g_autofree char *output = g_build_filename (rsc_cli_get_folder (), "part.json", NULL);
  g_autofree char *line = NULL;
  g_autofree char *out = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *set;
  JsonArray *repeats;
  guint n_done = 0;

  for (int i = 0; i < 400; i++)
    {
      for (int k = 0; k < 8; k++)
        g_string_append_printf (data, "%.4f,", g_rand_double_range (random, -1, 1));
      g_string_append_printf (data, "%d\n", i % 2);
    }
  csv = rsc_cli_write_file ("noise.csv", data->str);
  settings = rsc_cli_write_file (
    "noise.json", "{\"dataset\": \"noise\", \"bias\": true, \"lambda_per_row\": 0.01, "
                  "\"labels\": \"smaller label -> -1, larger -> +1\", "
                  "\"repeats\": 2000, \"train_fraction\": 0.5, \"gates\": 25}");
  line = g_strdup_printf ("experiment pruning %s --json %s --jobs 2", settings, output);
  process = rsc_cli_spawn (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, line);
  rsc_cli_wait_for_handler (process);
  g_usleep (2 * G_USEC_PER_SEC);
  g_subprocess_send_signal (process, SIGINT);
  out = rsc_cli_assert_interrupted (process);
  g_assert_nonnull (strstr (out, " of 2000 done\n"));

  g_assert_true (json_parser_load_from_file (parser, output, NULL));
  set = json_node_get_object (json_parser_get_root (parser));
  g_assert_false (json_object_get_boolean_member (set, "complete"));
  repeats = json_object_get_array_member (set, "repeats");
  g_assert_cmpint (json_array_get_length (repeats), ==, 2000);
  for (guint k = 0; k < json_array_get_length (repeats); k++)
    if (json_object_get_boolean_member (json_array_get_object_element (repeats, k), "done"))
      n_done++;
  g_assert_cmpint (n_done, >, 0);
  g_assert_cmpint (n_done, <, 2000);
  g_assert_cmpfloat (get_value (set, "train", "optimal-ls", "1", "median"), >, 0.0);
}

/* Against the published curves, where the paper's data are at hand: RELUSCOPE_SHARED_DATA is the
 * folder that has them in paper/ and uci/. */
static void
test_published (void)
{
  static const struct
  {
    const char *name;
    const char *method;
    const char *side;
  } claims[] = {
    { "blood", "optimal-ls", "train" },    { "blood", "optimal-ls", "test" },
    { "blood", "magnitude", "train" },     { "blood", "magnitude", "test" },
    { "fertility", "optimal-ls", "test" },
  };
  const char *folder = g_getenv ("RELUSCOPE_SHARED_DATA");
  g_autofree char *path = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *published;

  if (folder == NULL)
    {
      g_test_skip ("RELUSCOPE_SHARED_DATA is not set");
      return;
    }
  path = g_build_filename (folder, "paper", "figure2_curves.json", NULL);
  g_assert_true (json_parser_load_from_file (parser, path, NULL));
  published = get_object (json_node_get_object (json_parser_get_root (parser)), "curves");
  for (gsize i = 0; i < G_N_ELEMENTS (claims); i++)
    {
      g_autoptr (JsonNode) root =
        rsc_cli_run_json ("experiment pruning %s/paper/pruning/%s.json --data %s/uci --json -",
                          folder, claims[i].name, folder);
      JsonObject *set = json_node_get_object (root);
      JsonObject *theirs = get_object (published, claims[i].name);

      for (int width = 1; width <= 10; width++)
        {
          g_autofree char *key = g_strdup_printf ("%d", width);
          JsonObject *curve = get_object (get_object (theirs, claims[i].side), claims[i].method);

          g_assert_cmpfloat_with_epsilon (
            get_value (set, claims[i].side, claims[i].method, key, "median"),
            json_object_get_double_member (get_object (curve, key), "median"), 0.05);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli-experiment/known", test_known);
  g_test_add_func ("/cli-experiment/summary", test_summary);
  g_test_add_func ("/cli-experiment/several", test_several);
  g_test_add_func ("/cli-experiment/bad-settings", test_bad_settings);
  g_test_add_func ("/cli-experiment/usage", test_usage);
  g_test_add_func ("/cli-experiment/interrupt", test_interrupt);
  g_test_add_func ("/cli-experiment/published", test_published);
  return rsc_cli_run_tests ();
}
