/* SPDX-License-Identifier: GPL-3.0-or-later */
/* --memory: what needs more is refused before it is spent, or stops there and says so. */
#include <string.h>
#include <sys/wait.h>

#include "rsc-cli-run.h"

static void
test_vertices (void)
{
  g_autoptr (JsonNode) node =
    rsc_cli_run_json ("optimal-set gallery:polygon-20 --complex --memory 30K --json -");
  JsonObject *vertices = json_object_get_object_member (json_node_get_object (node), "vertices");
  JsonObject *complex = json_object_get_object_member (json_node_get_object (node), "complex");
  const gint64 count = rsc_cli_get_integer (vertices, "count");

  /* It has 624. */
  g_assert_cmpint (count, >=, 2);
  g_assert_cmpint (count, <, 100);
  g_assert_false (json_object_get_boolean_member (vertices, "complete"));
  g_assert_true (json_object_get_boolean_member (vertices, "memory_used_up"));
  g_assert_false (json_object_get_boolean_member (complex, "complete"));
  g_assert_false (json_object_get_boolean_member (complex, "edges_complete"));
  g_auto (RscCliRun) said = rsc_cli_run ("optimal-set gallery:polygon-20 --memory 30K");
  g_assert_nonnull (strstr (said.out, "and more (stopped there: the memory budget is used; give "
                                      "--memory)"));
  g_assert_cmpint (said.code, ==, 0);

  g_autoptr (JsonNode) whole = rsc_cli_run_json ("optimal-set gallery:polygon-20 --json -");
  vertices = json_object_get_object_member (json_node_get_object (whole), "vertices");
  g_assert_cmpint (rsc_cli_get_integer (vertices, "count"), ==, 624);
  g_assert_true (json_object_get_boolean_member (vertices, "complete"));
  g_assert_false (json_object_get_boolean_member (vertices, "memory_used_up"));
}

/* What there is of a path is written. */
static void
test_path (void)
{
  g_auto (RscCliRun) run =
    rsc_cli_run ("path gallery:sine --epsilon 1e-5 --no-events --memory 300K --json -");
  g_autoptr (JsonNode) node = json_from_string (run.out, NULL);
  JsonObject *object = json_node_get_object (node);
  JsonArray *points = json_object_get_array_member (object, "points");
  const guint n = json_array_get_length (points);

  g_assert_cmpint (run.code, ==, 1);
  g_assert_nonnull (strstr (run.err, "the memory budget is used; give --memory"));
  g_assert_true (json_object_get_boolean_member (object, "memory_used_up"));
  g_assert_cmpuint (n, >, 2);
  g_assert_cmpuint (n, <, 200);
  for (guint k = 0; k < n; k++)
    g_assert_cmpfloat (
      rsc_cli_get_number (json_array_get_object_element (points, k), "relative_gap"), <=, 1e-10);
}

/* What there is of a pruning is written: every state is a network of its own, as good as the
 * others. */
static void
test_pruning (void)
{
  g_auto (RscCliRun) run =
    rsc_cli_run ("prune gallery:parity --start blocks --until zero --memory 600K --json -");
  g_autoptr (JsonNode) node = json_from_string (run.out, NULL);
  JsonObject *object = json_node_get_object (node);
  JsonArray *steps = json_object_get_array_member (object, "steps");
  const guint n = json_array_get_length (steps);
  g_autofree char *needle = g_strdup_printf ("the pruning stopped after %u steps, at width %d: the "
                                             "memory budget is used; give --memory",
                                             n, (int) rsc_cli_get_integer (object, "final_width"));

  g_assert_cmpint (run.code, ==, 1);
  g_assert_nonnull (strstr (run.err, needle));
  g_assert_true (json_object_get_boolean_member (object, "memory_used_up"));
  /* There are 128 blocks. */
  g_assert_cmpuint (n, >, 2);
  g_assert_cmpuint (n, <, 60);
  for (guint k = 0; k < n; k++)
    g_assert_cmpfloat (rsc_cli_get_number (json_array_get_object_element (steps, k), "fit_change"),
                       <=, 1e-12);

  g_auto (RscCliRun) said =
    rsc_cli_run ("prune gallery:parity --start blocks --until zero --memory 60K");
  g_assert_cmpint (said.code, ==, 1);
  g_assert_nonnull (strstr (said.out, ": stopped there, the memory budget is used"));
  /* To the minimal network in one move, with all that it takes: nothing is said. */
  g_autoptr (JsonNode) whole = rsc_cli_run_json ("prune gallery:parity --start blocks --json -");
  g_assert_false (json_object_get_boolean_member (json_node_get_object (whole), "memory_used_up"));
}

/* Of a file with @n_rows rows, or of standard input that has them. */
static RscCliRun
run_rows (gsize n_rows, gboolean pipe, const char *budget)
{
  g_autoptr (GString) text = g_string_new ("a,b,y\n");
  g_autofree char *line = NULL;
  RscCliRun run = { 0 };

  for (gsize i = 0; i < n_rows; i++)
    g_string_append_printf (text, "%zu.%zu,%zu,%zu\n", i % 97, i % 1013, i % 71, i % 7);
  g_autofree char *path = rsc_cli_write_file ("rows.csv", text->str);
  if (!pipe)
    return rsc_cli_run ("solve %s --memory %s", path, budget);
  line = g_strdup_printf ("cat '%s' | \"$RSC_CLI\" solve - --memory %s", path, budget);
  const char *words[] = { "sh", "-c", line, NULL };
  g_assert_true (g_spawn_sync (NULL, (char **) words, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL,
                               &run.out, &run.err, &run.code, NULL));
  run.code = WEXITSTATUS (run.code);
  return run;
}

/* A file of a known size is refused after its first bytes, a pipe when it has grown. */
static void
test_table (void)
{
  g_auto (RscCliRun) file = run_rows (500000, FALSE, "11M");
  g_auto (RscCliRun) pipe = run_rows (500000, TRUE, "11M");
  g_auto (RscCliRun) rows = run_rows (100000, FALSE, "50M");

  rsc_cli_assert_error (&file, "rows.csv: reading the table takes 0.032 GB of memory or more, and "
                               "it may take 0.011 GB: --memory allows more");
  rsc_cli_assert_error (&pipe, "and it may take 0.011 GB: --memory allows more");
  rsc_cli_assert_error (&rows, "rows.csv: a program of 100000 rows of length 3 takes about 60 MB, "
                               "more than the memory budget of 50 MB: take fewer rows, or give "
                               "--memory");
}

static void
test_refused (void)
{
  g_autofree char *data = rsc_cli_data ("experiment/random.json");
  g_autofree char *gates = rsc_cli_write_file ("gates.csv", "1,0\n0,1\n1,1\n");
  const struct
  {
    char *line;
    const char *needle;
  } cases[] = {
    { g_strdup ("train gallery:sine --width 100000 --memory 100M"),
      "take up to 180 MB, more than the memory budget of 100 MB" },
    { g_strdup ("train gallery:sine --width 1000 --seeds 100000 --memory 1G"),
      "more than the memory budget of 1 GB" },
    { g_strdup ("solve gallery:moons --patterns 5000 --memory 10K"), "allow more (--memory)" },
    { g_strdup ("solve gallery:moons --activation gated --memory 100K"), "allow more (--memory)" },
    { g_strdup_printf ("solve gallery:xor --gates %s --memory 500", gates),
      "3 activation patterns of 4 points take up to" },
    { g_strdup_printf ("experiment pruning %s --memory 1K", data), "more than the memory budget" },
    { g_strdup_printf ("experiment pruning %s --memory 5K --jobs 1000", data),
      "in 5 jobs, more than the memory budget of 0.005 MB: give fewer --jobs, or --memory" },
    { g_strdup ("solve gallery:xor --memory 5X"), "--memory takes a size such as 500M or 2G" },
    { g_strdup ("solve gallery:xor --memory 0"), "--memory takes a size such as 500M or 2G" },
    { g_strdup ("solve gallery:xor --memory -1G"), "--memory takes a size such as 500M or 2G" },
  };

  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      g_auto (RscCliRun) run = rsc_cli_run ("%s", cases[k].line);

      rsc_cli_assert_error (&run, cases[k].needle);
      g_free (cases[k].line);
    }
}

/* What is enough changes nothing; there are no more jobs at once than tasks of the share. */
static void
test_enough (void)
{
  g_autofree char *data = rsc_cli_data ("experiment/random.json");
  g_auto (RscCliRun) jobs = rsc_cli_run ("experiment pruning %s --memory 12K --jobs 1000", data);
  g_auto (RscCliRun) share =
    rsc_cli_run ("experiment pruning %s --memory 3K --jobs 1000 --shard 1/5 --json -", data);
  g_auto (RscCliRun) plain = rsc_cli_run ("optimal-set gallery:checkerboard --complex");
  g_auto (RscCliRun) given =
    rsc_cli_run ("optimal-set gallery:checkerboard --complex --memory 1.5gb");

  g_assert_cmpint (jobs.code, ==, 0);
  g_assert_cmpint (share.code, ==, 0);
  g_assert_cmpint (given.code, ==, 0);
  g_assert_cmpstr (plain.err, ==, given.err);
  g_assert_nonnull (strstr (given.out, "Vertices    16: 12 of width 8, 4 of width 9"));
  g_assert_nonnull (strstr (plain.out, "Vertices    16: 12 of width 8, 4 of width 9"));
}

/* What is known of an earlier run takes no memory and no job. */
static void
test_known (void)
{
  static const struct
  {
    const char *kind;
    const char *file;
    const char *budget;
  } cases[] = { { "pruning", "experiment/random.json", "5K" },
                { "tuning", "experiment/tuning.json", "8K" } };

  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      g_autofree char *data = rsc_cli_data (cases[k].file);
      g_autofree char *name = g_strdup_printf ("known-%s.json", cases[k].kind);
      g_autofree char *path = g_build_filename (rsc_cli_get_folder (), name, NULL);
      g_auto (RscCliRun) anew = rsc_cli_run ("experiment %s %s --memory %s --jobs 1000",
                                             cases[k].kind, data, cases[k].budget);
      g_auto (RscCliRun) first =
        rsc_cli_run ("experiment %s %s --shard 1/2 --json %s", cases[k].kind, data, path);
      g_auto (RscCliRun) rest =
        rsc_cli_run ("experiment %s %s --resume --json %s --memory %s --jobs 1000", cases[k].kind,
                     data, path, cases[k].budget);
      g_auto (RscCliRun) all =
        rsc_cli_run ("experiment %s %s --resume --json %s --memory 1", cases[k].kind, data, path);

      rsc_cli_assert_error (&anew, "give fewer --jobs, or --memory");
      g_assert_cmpint (first.code, ==, 0);
      g_assert_cmpstr (rest.err, ==, "");
      g_assert_cmpint (rest.code, ==, 0);
      g_assert_cmpstr (all.err, ==, "");
      g_assert_cmpint (all.code, ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/memory/vertices", test_vertices);
  g_test_add_func ("/cli/memory/path", test_path);
  g_test_add_func ("/cli/memory/pruning", test_pruning);
  g_test_add_func ("/cli/memory/table", test_table);
  g_test_add_func ("/cli/memory/refused", test_refused);
  g_test_add_func ("/cli/memory/enough", test_enough);
  g_test_add_func ("/cli/memory/known", test_known);
  return rsc_cli_run_tests ();
}
