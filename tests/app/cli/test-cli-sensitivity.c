/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What targets do, as the command line tells it; and a leaving out of points that is stopped. */
#include "tests/app/cli/rsc-cli-run.h"

#include <math.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

/* The trace is that of the matrix of predictions over targets, which is symmetric; ranges are
 * around the targets. */
static void
test_json (void)
{
  g_autoptr (JsonNode) node =
    rsc_cli_run_json ("optimal-set gallery:checkerboard --lambda-ratio 0.5 --ranges --json -");
  JsonObject *one = json_object_get_object_member (json_node_get_object (node), "sensitivity");
  JsonArray *leverages = json_object_get_array_member (one, "leverages");
  JsonArray *fit = json_object_get_array_member (one, "fit_by_target");
  JsonArray *norms = json_object_get_array_member (one, "norms_by_target");
  JsonArray *ranges = json_object_get_array_member (one, "ranges");
  double trace = 0.0;

  rsc_cli_assert_keys (one, "of norms degrees_of_freedom leverages objective_by_target "
                            "fit_by_target norms_by_target ranges");
  g_assert_cmpstr (json_object_get_string_member (one, "of"), ==, "only");
  g_assert_cmpuint (json_array_get_length (leverages), ==, 9);
  g_assert_cmpuint (json_array_get_length (fit), ==, 9);
  g_assert_cmpuint (json_array_get_length (json_array_get_array_element (norms, 0)), ==, 4);
  for (guint i = 0; i < 9; i++)
    {
      JsonArray *row = json_array_get_array_element (fit, i);
      JsonObject *range = json_array_get_object_element (ranges, i);

      g_assert_cmpfloat_with_epsilon (json_array_get_double_element (row, i),
                                      json_array_get_double_element (leverages, i), 1e-12);
      trace += json_array_get_double_element (row, i);
      for (guint j = 0; j < i; j++)
        g_assert_cmpfloat_with_epsilon (
          json_array_get_double_element (row, j),
          json_array_get_double_element (json_array_get_array_element (fit, j), i), 1e-9);
      g_assert_cmpfloat (rsc_cli_get_number (range, "low"), <, 0.0);
      g_assert_cmpfloat (rsc_cli_get_number (range, "high"), >, 0.0);
    }
  g_assert_cmpfloat_with_epsilon (rsc_cli_get_number (one, "degrees_of_freedom"), trace, 1e-9);
  g_assert_cmpfloat (trace, >, 0.0);
  g_assert_cmpfloat (trace, <, 9.0);
}

/* Of several optimal networks it is the narrowest one's, said so, and there is no range. */
static void
test_several (void)
{
  g_auto (RscCliRun) text = rsc_cli_run ("optimal-set gallery:checkerboard --sensitivity");
  g_auto (RscCliRun) none = rsc_cli_run ("optimal-set gallery:checkerboard --ranges");
  g_auto (RscCliRun) limit = rsc_cli_run ("optimal-set gallery:xor --lambda 0 --sensitivity");

  g_assert_cmpint (text.code, ==, 0);
  g_assert_nonnull (strstr (text.out, "of the narrowest network, as if its neurons were the only"));
  g_assert_nonnull (strstr (text.out, "leverage"));
  g_assert_cmpint (none.code, ==, 0);
  g_assert_nonnull (strstr (none.out, "several networks are optimal: no range is known"));
  rsc_cli_assert_error (&limit, "take a λ above 0");
}

/* What is known by then is written, and that it is not all. */
static void
test_interrupted (void)
{
  g_autofree char *path = g_build_filename (rsc_cli_get_folder (), "some.json", NULL);
  g_autofree char *line =
    g_strdup_printf ("optimal-set gallery:blobs-80 --leave-one-out --json '%s'", path);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  char part[256];
  int fd;
  g_autoptr (GSubprocess) process = rsc_cli_spawn_on_terminal (line, &fd);
  gssize n;

  while (strstr (text->str, "leaving out points") == NULL && (n = read (fd, part, sizeof part)) > 0)
    g_string_append_len (text, part, n);
  g_subprocess_send_signal (process, SIGINT);
  while (read (fd, part, sizeof part) > 0)
    ;
  close (fd);
  g_subprocess_wait (process, NULL, NULL);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 130);
  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  JsonObject *set = json_node_get_object (json_parser_get_root (parser));
  g_assert_false (json_object_get_boolean_member (set, "leave_one_out_complete"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (set, "leave_one_out")), <,
                    80);

  g_autoptr (JsonNode) all = rsc_cli_run_json ("optimal-set gallery:xor --leave-one-out --json -");
  g_assert_true (
    json_object_get_boolean_member (json_node_get_object (all), "leave_one_out_complete"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli-sensitivity/json", test_json);
  g_test_add_func ("/cli-sensitivity/several", test_several);
  g_test_add_func ("/cli-sensitivity/interrupted", test_interrupted);
  return rsc_cli_run_tests ();
}
