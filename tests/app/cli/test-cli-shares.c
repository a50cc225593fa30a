/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Experiments in shares: whatever the split, what is put together is what one run gives. */
#include "tests/app/cli/rsc-cli-run.h"

#include <glib/gstdio.h>
#include <string.h>

static char *
in_folder (const char *name)
{
  return g_build_filename (rsc_cli_get_folder (), name, NULL);
}

/* A JSON file but for times, and but for which share it is of. */
static char *
read_result (const char *path)
{
  g_autofree char *text = NULL;
  g_autofree char *timeless = NULL;
  g_autoptr (GRegex) seconds = g_regex_new ("\"seconds\": [-+.e0-9]+", 0, 0, NULL);
  g_autoptr (GRegex) shard = g_regex_new (",\\s*\"shard\": \"[0-9/]+\"", 0, 0, NULL);

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  timeless = g_regex_replace_literal (seconds, text, -1, 0, "\"seconds\": 0", 0, NULL);
  return g_regex_replace_literal (shard, timeless, -1, 0, "", 0, NULL);
}

static void
run_well (const char *format, ...)
{
  g_autofree char *line = NULL;
  g_auto (RscCliRun) run = { 0 };
  va_list args;

  va_start (args, format);
  line = g_strdup_vprintf (format, args);
  va_end (args);
  run = rsc_cli_run_full (NULL, NULL, line);
  g_assert_cmpstr (run.err, ==, "");
  g_assert_cmpint (run.code, ==, 0);
}

static void
check_split (const char *kind, const char *file, guint n_parts)
{
  g_autofree char *settings = rsc_cli_data (file);
  g_autofree char *whole = in_folder ("whole.json");
  g_autofree char *merged = in_folder ("merged.json");
  g_autoptr (GString) parts = g_string_new (NULL);
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;

  run_well ("experiment %s %s --json %s --jobs 1", kind, settings, whole);
  /* The last share first: the order is of no matter. */
  for (guint k = n_parts; k > 0; k--)
    {
      g_autofree char *name = g_strdup_printf ("part-%u.json", k);
      g_autofree char *part = in_folder (name);

      run_well ("experiment %s %s --shard %u/%u --json %s", kind, settings, k, n_parts, part);
      g_string_append_printf (parts, " %s", part);
    }
  run_well ("experiment merge %s%s --json %s", settings, parts->str, merged);
  one = read_result (whole);
  other = read_result (merged);
  g_assert_cmpstr (one, ==, other);
}

static void
test_splits (void)
{
  check_split ("pruning", "experiment/random.json", 2);
  check_split ("pruning", "experiment/random.json", 5);
  /* More shares than repeats. */
  check_split ("pruning", "experiment/line.json", 3);
  check_split ("tuning", "experiment/tuning.json", 2);
}

/* The repeats are counted over all data sets, so that none of the shares is empty. */
static void
test_several (void)
{
  g_autofree char *one = rsc_cli_data ("experiment/line.json");
  g_autofree char *two = rsc_cli_data ("experiment/random.json");
  g_autofree char *part = in_folder ("several.json");
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) root = NULL;
  JsonArray *sets;
  guint n_done = 0;

  /* Repeats 2 and 5 of the seven: the third of them is the first of the second set. */
  run_well ("experiment pruning %s %s --shard 3/3 --json %s", one, two, part);
  g_assert_true (g_file_get_contents (part, &text, NULL, NULL));
  root = json_from_string (text, NULL);
  sets = json_object_get_array_member (json_node_get_object (root), "sets");
  for (guint s = 0; s < json_array_get_length (sets); s++)
    {
      JsonArray *repeats =
        json_object_get_array_member (json_array_get_object_element (sets, s), "repeats");

      for (guint k = 0; k < json_array_get_length (repeats); k++)
        {
          const gboolean done =
            json_object_get_boolean_member (json_array_get_object_element (repeats, k), "done");

          g_assert_cmpint (done, ==, (2 * s + k) % 3 == 2);
          n_done += done;
        }
    }
  g_assert_cmpuint (n_done, ==, 2);
}

/* A run that was stopped goes on; what was done is not done again. */
static void
test_resume (void)
{
  g_autofree char *settings = rsc_cli_data ("experiment/random.json");
  g_autofree char *whole = in_folder ("whole.json");
  g_autofree char *path = in_folder ("resumed.json");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;
  g_autofree char *time = NULL;
  const char *first;

  g_remove (path);
  run_well ("experiment pruning %s --shard 1/2 --resume --json %s", settings, path);
  g_assert_true (g_file_get_contents (path, &before, NULL, NULL));
  run_well ("experiment pruning %s --resume --json %s", settings, path);
  run_well ("experiment pruning %s --json %s", settings, whole);
  one = read_result (whole);
  other = read_result (path);
  g_assert_cmpstr (one, ==, other);
  /* The time of the first repeat is that of the first run. */
  g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
  first = strstr (before, "\"seconds\"");
  g_assert_nonnull (first);
  time = g_strndup (first, strcspn (first, ","));
  g_assert_true (g_str_has_prefix (strstr (after, "\"seconds\""), time));
}

static void
test_refusals (void)
{
  g_autofree char *settings = rsc_cli_data ("experiment/random.json");
  g_autofree char *line = rsc_cli_data ("experiment/line.json");
  g_autofree char *part = in_folder ("refused.json");
  g_autofree char *text = NULL;
  g_auto (RscCliRun) missing = { 0 };
  g_auto (RscCliRun) other = { 0 };
  g_auto (RscCliRun) edited = { 0 };
  g_auto (RscCliRun) no_share = rsc_cli_run ("experiment pruning %s --shard 3/2", settings);
  g_auto (RscCliRun) no_file = rsc_cli_run ("experiment pruning %s --resume", settings);
  char *width;

  rsc_cli_assert_error (&no_share, "--shard");
  rsc_cli_assert_error (&no_file, "--json");
  run_well ("experiment pruning %s --shard 1/2 --json %s", settings, part);
  missing = rsc_cli_run ("experiment merge %s %s", settings, part);
  g_assert_cmpint (missing.code, ==, 1);
  g_assert_nonnull (strstr (missing.err, "none of the files"));
  other = rsc_cli_run ("experiment merge %s %s", line, part);
  rsc_cli_assert_error (&other, "other settings");
  /* A result that is not what was written. */
  g_assert_true (g_file_get_contents (part, &text, NULL, NULL));
  width = strstr (text, "\"start_width\": ");
  g_assert_nonnull (width);
  width[strlen ("\"start_width\": ")] = '9';
  g_assert_true (g_file_set_contents (part, text, -1, NULL));
  edited = rsc_cli_run ("experiment merge %s %s", settings, part);
  rsc_cli_assert_error (&edited, "start_width numbers");
  {
    g_autofree char *tuning = rsc_cli_data ("experiment/tuning.json");
    g_autofree char *tuned = in_folder ("tuned.json");
    g_autofree char *figure = in_folder ("tuned.svg");
    g_auto (RscCliRun) drawn = { 0 };

    run_well ("experiment tuning %s --shard 1/2 --json %s", tuning, tuned);
    drawn = rsc_cli_run ("experiment merge %s %s --figure %s", tuning, tuned, figure);
    rsc_cli_assert_error (&drawn, "no figure");
  }
}

/* A repeat that misses its tolerance is no failure of its share: what is to be said is said of the
 * whole. */
static void
test_unsolved (void)
{
  g_autofree char *settings = rsc_cli_write_file (
    "hard.json", "{\"dataset\": \"line\", \"bias\": false, \"lambda_per_row\": 0.2, "
                 "\"labels\": \"smaller label -> -1, larger -> +1\", \"tolerance\": 1e-17, "
                 "\"repeats\": [{\"train\": [0, 1, 2, 3, 4], \"test\": [5, 6], "
                 "\"gates\": [[1], [2], [-1]]}]}");
  g_autofree char *folder = rsc_cli_data ("experiment");
  g_autofree char *part = in_folder ("unsolved.json");
  g_auto (RscCliRun) whole = rsc_cli_run ("experiment pruning %s --data %s", settings, folder);
  g_auto (RscCliRun) merged = { 0 };

  g_assert_cmpint (whole.code, ==, 1);
  run_well ("experiment pruning %s --data %s --shard 1/1 --json %s", settings, folder, part);
  merged = rsc_cli_run ("experiment merge %s %s --data %s", settings, part, folder);
  g_assert_cmpint (merged.code, ==, 1);
  g_assert_cmpstr (merged.err, ==, whole.err);
}

/* A repeat that was run by fewer methods is not done. */
static void
test_methods (void)
{
  g_autofree char *settings = rsc_cli_data ("experiment/line.json");
  g_autofree char *part = in_folder ("methods.json");
  g_autofree char *whole = in_folder ("whole.json");
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;
  g_auto (RscCliRun) all = { 0 };
  g_auto (RscCliRun) same = { 0 };

  g_remove (part);
  run_well ("experiment pruning %s --methods magnitude --json %s", settings, part);
  all = rsc_cli_run ("experiment merge %s %s", settings, part);
  g_assert_cmpint (all.code, ==, 1);
  same = rsc_cli_run ("experiment merge %s %s --methods magnitude", settings, part);
  g_assert_cmpint (same.code, ==, 0);
  run_well ("experiment pruning %s --resume --json %s", settings, part);
  run_well ("experiment pruning %s --json %s", settings, whole);
  one = read_result (whole);
  other = read_result (part);
  g_assert_cmpstr (one, ==, other);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli-shares/splits", test_splits);
  g_test_add_func ("/cli-shares/several", test_several);
  g_test_add_func ("/cli-shares/resume", test_resume);
  g_test_add_func ("/cli-shares/refusals", test_refusals);
  g_test_add_func ("/cli-shares/unsolved", test_unsolved);
  g_test_add_func ("/cli-shares/methods", test_methods);
  return g_test_run ();
}
