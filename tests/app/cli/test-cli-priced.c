/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Commands over all patterns where these are too many to list: certified, and where the search is
 * stopped said to be not. */
#include "tests/app/cli/rsc-cli-run.h"

#include <glib/gstdio.h>
#include <string.h>

/* In [-1, 1). */
static double
draw (guint32 *state)
{
  *state = (*state * 1103515245u + 12345u) & 0x7fffffffu;
  return (double) (*state >> 8) / (1 << 23) * 2.0 - 1.0;
}

/* Three clouds of 50 points, the middle one of another class: forty million patterns, certified in
 * milliseconds. */
static char *
write_clouds (void)
{
  g_autoptr (GString) text = g_string_new ("a,b,c,d,y\n");
  guint32 state = 1;

  for (int i = 0; i < 150; i++)
    {
      const int c = i / 50;

      for (int k = 0; k < 4; k++)
        g_string_append_printf (text, "%.1f,", 5.0 + (k > 1 ? 2.0 : 0.5) * c + draw (&state));
      g_string_append_printf (text, "%d\n", c == 1 ? 1 : -1);
    }
  return rsc_cli_write_file ("clouds.csv", text->str);
}

/* Noise in five dimensions: a search over all its patterns takes long. */
static char *
write_noise (void)
{
  g_autoptr (GString) text = g_string_new ("a,b,c,d,e,y\n");
  guint32 state = 1;

  for (int i = 0; i < 80; i++)
    for (int k = 0; k < 6; k++)
      {
        const double first = draw (&state);

        g_string_append_printf (text, k < 5 ? "%.4f," : "%.4f\n", first + draw (&state));
      }
  return rsc_cli_write_file ("noise.csv", text->str);
}

static void
test_certified (void)
{
  g_autofree char *data = write_clouds ();
  g_autofree char *picture = g_build_filename (rsc_cli_get_folder (), "clouds.svg", NULL);
  g_auto (RscCliRun) path = rsc_cli_run ("path %s --ratio-min 0.1", data);
  g_autoptr (JsonNode) path_root = rsc_cli_run_json ("path %s --ratio-min 0.1 --json -", data);
  g_auto (RscCliRun) prune = rsc_cli_run ("prune %s --lambda-ratio 0.02", data);
  g_autoptr (JsonNode) prune_root =
    rsc_cli_run_json ("prune %s --lambda-ratio 0.02 --json -", data);
  static const char *const figures[] = { "function %s --features 1,2 -o %s", "optimal-set %s -o %s",
                                         "certificate %s -o %s", "path %s --ratio-min 0.3 -o %s" };

  g_test_message ("%s%s", path.out, prune.out);
  g_assert_cmpint (path.code, ==, 0);
  g_assert_nonnull (strstr (path.out, "Certified   over all patterns\n"));
  g_assert_nonnull (strstr (path.out, "one optimal network at each λ"));
  g_assert_cmpstr (
    json_object_get_string_member (json_node_get_object (path_root), "patterns_kind"), ==,
    "priced");
  JsonObject *point = json_array_get_object_element (
    json_object_get_array_member (json_node_get_object (path_root), "points"), 1);
  g_assert_true (json_object_get_boolean_member (point, "over_all_patterns"));
  g_assert_cmpfloat (rsc_cli_get_number (point, "bound_over_all_patterns"), <=,
                     rsc_cli_get_number (json_node_get_object (path_root), "tolerance"));
  g_assert_cmpint (prune.code, ==, 0);
  g_assert_nonnull (strstr (prune.out, "no optimal network has fewer"));
  g_assert_cmpstr (
    json_object_get_string_member (json_node_get_object (prune_root), "patterns_kind"), ==,
    "priced");
  for (gsize k = 0; k < G_N_ELEMENTS (figures); k++)
    {
      g_autofree char *line = g_strdup_printf ("figure %s", figures[k]);
      g_autofree char *filled = NULL;
      g_auto (GStrv) parts = g_strsplit (line, "%s", 3);
      g_auto (RscCliRun) run = { 0 };

      filled = g_strconcat (parts[0], data, parts[1], picture, NULL);
      run = rsc_cli_run ("%s", filled);
      /* How the file was read, and nothing else. */
      g_assert_nonnull (strstr (run.err, ": 150 rows; "));
      g_assert_cmpstr (strchr (run.err, '\n'), ==, "\n");
      g_assert_cmpint (run.code, ==, 0);
      g_assert_cmpint (g_remove (picture), ==, 0);
    }
}

/* Every claim of a search that was stopped is over the patterns in use. */
static void
test_stopped (void)
{
  g_autofree char *data = write_noise ();
  static const struct
  {
    const char *command;
    const char *claim;
  } cases[] = {
    { "solve", "over the" },
    { "optimal-set", "unique among the patterns in use" },
    { "optimal-set", "no optimal network among the patterns in use has fewer" },
    { "prune", "no optimal network among the patterns in use has fewer" },
    { "path --ratio-min 0.5", "Certified   over the patterns in use: others could do better" },
    { "path --ratio-min 0.5", " among the patterns in use\nBetween" },
    { "path --ratio-min 0.5", " among the patterns in use, for every λ\n" },
    { "path --ratio-min 0.5", "one optimal network among the patterns in use at each λ" },
  };
  static const char *const plain[] = { "unique\n", "network has fewer", "one optimal network at",
                                       "Certified   over all patterns" };

  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      g_auto (RscCliRun) run = rsc_cli_run ("%s %s --effort 0.000001", cases[k].command, data);

      g_test_message ("%s: %s%s", cases[k].command, run.out, run.err);
      g_assert_cmpint (run.code, ==, 1);
      g_assert_nonnull (strstr (run.err, "a larger --effort or --memory goes on"));
      g_assert_nonnull (strstr (run.out, cases[k].claim));
      for (gsize i = 0; i < G_N_ELEMENTS (plain); i++)
        g_assert_null (strstr (run.out, plain[i]));
    }

  g_auto (RscCliRun) run = rsc_cli_run ("solve %s --effort 0.000001 --json -", data);
  g_autoptr (JsonNode) root = json_from_string (run.out, NULL);
  JsonObject *object = json_node_get_object (root);

  g_assert_cmpint (run.code, ==, 1);
  g_assert_cmpstr (json_object_get_string_member (object, "status"), ==, "search-limit");
  g_assert_false (json_object_get_boolean_member (object, "over_all_patterns"));
  g_assert_cmpfloat (rsc_cli_get_number (object, "bound_over_all_patterns"), >,
                     rsc_cli_get_number (object, "tolerance"));
  g_assert_cmpfloat (rsc_cli_get_number (object, "relative_gap"), <=,
                     rsc_cli_get_number (object, "tolerance"));

  g_auto (RscCliRun) limit = rsc_cli_run ("solve %s --lambda 0 --effort 0.000001", data);

  g_assert_cmpint (limit.code, ==, 1);
  g_assert_nonnull (strstr (limit.err, "a larger --effort goes on"));

  g_auto (RscCliRun) path =
    rsc_cli_run ("path %s --ratio-min 0.5 --effort 0.000001 --json -", data);
  g_autoptr (JsonNode) path_root = json_from_string (path.out, NULL);
  JsonArray *points = json_object_get_array_member (json_node_get_object (path_root), "points");
  JsonObject *last = json_array_get_object_element (points, json_array_get_length (points) - 1);

  g_assert_false (json_object_get_boolean_member (last, "over_all_patterns"));
  g_assert_cmpfloat (rsc_cli_get_number (last, "bound_over_all_patterns"), >,
                     1e3 * rsc_cli_get_number (last, "relative_gap"));
}

/* So many columns are not searched: nothing says that they were, or that more time would help. */
static void
test_wide (void)
{
  g_autoptr (GString) text = g_string_new ("");
  g_autofree char *data = NULL;
  guint32 state = 1;

  for (int i = 0; i < 26; i++)
    for (int k = 0; k < 13; k++)
      g_string_append_printf (text, k < 12 ? "%.3f," : "%.3f\n", draw (&state));
  data = rsc_cli_write_file ("wide.csv", text->str);

  g_auto (RscCliRun) run = rsc_cli_run ("solve %s", data);
  g_test_message ("%s%s", run.out, run.err);
  g_assert_cmpint (run.code, ==, 1);
  g_assert_nonnull (strstr (run.out, "which are not searched beyond 10 columns\n"));
  g_assert_nonnull (strstr (run.out, ", the largest found: it is no more than "));
  g_assert_null (strstr (run.out, "that were searched"));
  g_assert_nonnull (strstr (run.err, "so many columns are not searched\n"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli-priced/certified", test_certified);
  g_test_add_func ("/cli-priced/stopped", test_stopped);
  g_test_add_func ("/cli-priced/wide", test_wide);
  return rsc_cli_run_tests ();
}
