/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/app/cli/rsc-cli-run.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

/* The command line as a process: signals, pipes, locales, libraries. */

static void
check_interrupted (GSubprocess *process)
{
  g_autofree char *out = rsc_cli_assert_interrupted (process);

  g_assert_cmpstr (out, ==, "");
}

/* A problem that takes far longer than this test. */
static char *
write_large_data (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  for (int i = 0; i < 2000; i++)
    for (int k = 0; k < 31; k++)
      g_string_append_printf (text, "%.4f%c", g_rand_double_range (random, -1, 1),
                              k < 30 ? ',' : '\n');
  return rsc_cli_write_file ("large.csv", text->str);
}

static void
test_interrupt_solving (void)
{
  g_autofree char *data = write_large_data ();
  g_autofree char *result = g_build_filename (rsc_cli_get_folder (), "interrupted.json", NULL);
  g_autofree char *line = NULL;
  g_autoptr (GSubprocess) process = NULL;

  line =
    g_strdup_printf ("solve '%s' --patterns 50000 --lambda-ratio 0.001 --json '%s'", data, result);
  process = rsc_cli_spawn (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, line);
  rsc_cli_wait_for_handler (process);
  g_usleep (300000);
  g_subprocess_send_signal (process, SIGINT);
  check_interrupted (process);
  g_assert_false (g_file_test (result, G_FILE_TEST_EXISTS));
}

/* A set with so many vertices that a library is at work for long without asking. */
static void
test_interrupt_set (void)
{
  g_autoptr (GSubprocess) process =
    rsc_cli_spawn (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE,
                   "optimal-set gallery:parity --lambda-ratio 1e-4 --activation gated "
                   "--max-vertices 1000000");

  rsc_cli_wait_for_handler (process);
  g_usleep (1500000);
  if (g_subprocess_get_identifier (process) == NULL)
    {
      g_test_skip ("the set was found before it could be interrupted");
      return;
    }
  g_subprocess_send_signal (process, SIGINT);
  check_interrupted (process);
}

/* Reads from the terminal @fd until @needle has come; FALSE when it ends before. Appends to
 * @text. */
static gboolean
read_until (int fd, GString *text, const char *needle)
{
  char part[256];
  gssize n;

  while (!strstr (text->str, needle))
    {
      n = read (fd, part, sizeof part);
      if (n <= 0)
        return FALSE;
      g_string_append_len (text, part, n);
    }
  return TRUE;
}

/* What takes long says how far it is, on one line of the terminal; without a terminal it is
 * silent. */
static void
test_progress (void)
{
  g_autoptr (GString) points = g_string_new (NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autoptr (GSubprocess) seen = NULL;
  g_autoptr (GSubprocess) unseen = NULL;
  g_autofree char *data = NULL;
  g_autofree char *line = NULL;
  int fd;

  /* 800 000 patterns, which gated networks have listed: none of this is waited for. */
  for (int i = 0; i < 900; i++)
    g_string_append_printf (points, "%.4f,%.4f,%.4f\n", g_rand_double_range (random, -1, 1),
                            g_rand_double_range (random, -1, 1),
                            g_rand_double_range (random, -1, 1));
  data = rsc_cli_write_file ("many-patterns.csv", points->str);
  line = g_strdup_printf ("solve '%s' --activation gated", data);

  seen = rsc_cli_spawn_on_terminal (line, &fd);
  g_assert_true (read_until (fd, text, " %"));
  g_assert_true (g_str_has_prefix (text->str, "\rlisting activation patterns "));
  g_assert_null (strchr (text->str, '\n'));
  g_subprocess_send_signal (seen, SIGINT);
  while (read_until (fd, text, "what is never said"))
    ;
  close (fd);
  g_subprocess_wait (seen, NULL, NULL);
  g_assert_cmpint (g_subprocess_get_exit_status (seen), ==, 130);

  unseen = rsc_cli_spawn (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, line);
  rsc_cli_wait_for_handler (unseen);
  /* Longer than it took to say something. */
  g_usleep (1000000);
  g_subprocess_send_signal (unseen, SIGINT);
  check_interrupted (unseen);
}

static void
test_interrupt_reading (void)
{
  g_autoptr (GSubprocess) process = rsc_cli_spawn (
    G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE,
    "solve -");
  char text[100] = "";

  rsc_cli_wait_for_handler (process);
  g_usleep (50000);
  g_subprocess_send_signal (process, SIGINT);
  /* Its standard input stays open: it must not wait for the end of it. */
  g_assert_true (g_subprocess_wait (process, NULL, NULL));
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 130);
  g_input_stream_read_all (g_subprocess_get_stderr_pipe (process), text, sizeof text - 1, NULL,
                           NULL, NULL);
  g_assert_cmpstr (text, ==, "reluscope-cli: interrupted\n");
}

static RscCliRun
run_shell (const char *command)
{
  const char *const words[] = { "/bin/sh", "-c", command, NULL };
  RscCliRun run = { 0 };
  int status = 0;

  g_assert_true (g_spawn_sync (NULL, (char **) words, NULL, G_SPAWN_DEFAULT, NULL, NULL, &run.out,
                               &run.err, &status, NULL));
  run.code = status;
  return run;
}

static void
test_full_disk (void)
{
  g_autofree char *program = g_shell_quote (g_getenv ("RSC_CLI"));
  g_autofree char *command = NULL;
  g_auto (RscCliRun) device = { 0 };
  g_auto (RscCliRun) redirected = { 0 };

  if (!g_file_test ("/dev/full", G_FILE_TEST_EXISTS))
    {
      g_test_skip ("there is no /dev/full");
      return;
    }
  device = rsc_cli_run ("solve gallery:xor --json /dev/full");
  rsc_cli_assert_error (&device, "/dev/full: No space left on device");
  command = g_strdup_printf ("%s solve gallery:xor >/dev/full || exit 0; exit 1", program);
  redirected = run_shell (command);
  g_assert_cmpint (redirected.code, ==, 0);
  g_assert_cmpstr (redirected.err, ==, "reluscope-cli: standard output: No space left on device\n");
}

static void
test_closed_pipe (void)
{
  g_autofree char *program = g_shell_quote (g_getenv ("RSC_CLI"));
  g_autofree char *command = NULL;
  g_auto (RscCliRun) run = { 0 };

  /* The reader is gone long before anything is written. */
  command = g_strdup_printf ("{ sleep 0.3; %s solve gallery:xor; echo $? >&2; } | true", program);
  run = run_shell (command);
  g_assert_cmpstr (run.err, ==, "141\n");
}

/* A closed descriptor must not become that of another file, on which a read would wait for ever. */
static void
test_closed_descriptors (void)
{
  g_autofree char *program = g_shell_quote (g_getenv ("RSC_CLI"));
  g_autofree char *json = g_build_filename (rsc_cli_get_folder (), "closed.json", NULL);
  g_autofree char *name = g_shell_quote (json);
  static const char *const lines[][2] = {
    { "%s solve - <&-; echo $? >&2", "reluscope-cli: standard input: Error reading from file "
                                     "descriptor: Bad file descriptor\n2\n" },
    { "%s solve gallery:xor >&-; echo $? >&2", "reluscope-cli: standard output: Error writing to "
                                               "file descriptor: Bad file descriptor\n2\n" },
    { "{ %s solve nowhere.csv <&- >&- 2>&-; }; echo $? >&2", "2\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i][0], "%s", 2);
      g_autofree char *command = g_strconcat (parts[0], program, parts[1], NULL);
      g_auto (RscCliRun) run = run_shell (command);

      g_assert_cmpstr (run.err, ==, lines[i][1]);
    }
  {
    /* With all three closed a result still goes to its file, and only there. */
    g_autofree char *command =
      g_strdup_printf ("%s solve gallery:xor --json %s <&- >&- 2>&-", program, name);
    g_auto (RscCliRun) run = run_shell (command);
    g_autofree char *text = NULL;

    g_assert_true (g_file_get_contents (json, &text, NULL, NULL));
    g_assert_true (g_str_has_prefix (text, "{"));
    g_assert_true (g_str_has_suffix (text, "}\n"));
  }
}

/* A comma as decimal point changes nothing: neither what is read nor what is written. */
static void
test_locale (void)
{
  g_autofree char *target = g_build_filename (rsc_cli_get_folder (), "de_DE.UTF-8", NULL);
  g_autofree char *environment = NULL;
  g_autofree char *command = NULL;
  g_auto (RscCliRun) made = { 0 };

  command = g_strdup_printf ("localedef -f UTF-8 -i de_DE '%s'", target);
  made = run_shell (command);
  if (made.code != 0)
    {
      g_test_skip ("a German locale cannot be made here");
      return;
    }
  environment = g_strdup_printf ("LOCPATH=%s LC_ALL=de_DE.UTF-8", rsc_cli_get_folder ());
  {
    static const char *const lines[] = { "solve gallery:moons --lambda 0.25",
                                         "optimal-set gallery:polygon-8 --lambda-ratio 0.3",
                                         "gallery export moons -", "gallery list --json -" };

    for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
      {
        g_auto (RscCliRun) plain = rsc_cli_run ("%s", lines[i]);
        g_auto (RscCliRun) german = rsc_cli_run_full (NULL, environment, lines[i]);

        g_assert_cmpint (german.code, ==, 0);
        g_assert_cmpstr (german.out, ==, plain.out);
      }
  }
  {
    /* A message with a fraction: shows that the locale is there and is put aside. */
    g_auto (RscCliRun) german =
      rsc_cli_run_full (NULL, environment, "figure function gallery:xor -o x.png --scale 100");

    rsc_cli_assert_error (&german, "from 0.1 to 20");
  }
  {
    g_autofree char *path = g_build_filename (rsc_cli_get_folder (), "german.svg", NULL);
    g_autofree char *line =
      g_strdup_printf ("figure function gallery:sine -o '%s' --width 640.5", path);
    g_autofree char *svg = NULL;
    g_autofree char *other = NULL;
    g_auto (RscCliRun) german = rsc_cli_run_full (NULL, environment, line);
    g_auto (RscCliRun) plain = { 0 };

    g_assert_cmpint (german.code, ==, 0);
    g_assert_true (g_file_get_contents (path, &svg, NULL, NULL));
    plain = rsc_cli_run ("%s", line);
    g_assert_cmpint (plain.code, ==, 0);
    g_assert_true (g_file_get_contents (path, &other, NULL, NULL));
    g_assert_cmpstr (svg, ==, other);
  }
}

/* In another language the words change, and no number and no JSON. */
static void
test_languages (void)
{
  static const char *const languages[][3] = { { "de", "de_DE", "Zertifikat" },
                                              { "zh_CN", "zh_CN", "证书" } };
  g_autofree char *cli_folder = g_path_get_dirname (g_getenv ("RSC_CLI"));
  g_autofree char *words = g_build_filename (cli_folder, "..", "..", "resources", "po", NULL);
  g_auto (RscCliRun) plain = rsc_cli_run ("solve gallery:xor --json -");
  const char *clock = strstr (plain.out, "\"seconds\"");
  g_autofree char *numbers = NULL;

  g_assert_nonnull (clock);
  numbers = g_strndup (plain.out, (gsize) (clock - plain.out));
  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autofree char *locale = g_strconcat (languages[i][1], ".UTF-8", NULL);
      g_autofree char *target = g_build_filename (rsc_cli_get_folder (), locale, NULL);
      g_autofree char *made_words =
        g_build_filename (words, languages[i][0], "LC_MESSAGES", "reluscope.mo", NULL);
      g_autofree char *command =
        g_strdup_printf ("localedef -f UTF-8 -i %s '%s'", languages[i][1], target);
      g_autofree char *environment =
        g_strdup_printf ("LOCPATH=%s LC_ALL=%s LANGUAGE=%s RELUSCOPE_LOCALEDIR=%s",
                         rsc_cli_get_folder (), locale, languages[i][0], words);
      g_auto (RscCliRun) made = run_shell (command);
      g_auto (RscCliRun) summary = { 0 };
      g_auto (RscCliRun) json = { 0 };

      if (made.code != 0 || !g_file_test (made_words, G_FILE_TEST_EXISTS))
        {
          g_test_skip ("a locale or its words cannot be made here");
          return;
        }
      summary = rsc_cli_run_full (NULL, environment, "solve gallery:xor");
      g_assert_cmpint (summary.code, ==, 0);
      g_assert_nonnull (strstr (summary.out, languages[i][2]));
      g_assert_nonnull (strstr (summary.out, "0.38"));
      g_assert_null (strstr (summary.out, "Certified"));
      json = rsc_cli_run_full (NULL, environment, "solve gallery:xor --json -");
      g_assert_true (g_str_has_prefix (json.out, numbers));
    }
}

/* It runs on a machine without a display and without GTK. */
static void
test_libraries (void)
{
  g_autofree char *program = g_shell_quote (g_getenv ("RSC_CLI"));
  g_autofree char *command = g_strdup_printf ("ldd %s", program);
  g_auto (RscCliRun) run = run_shell (command);

  g_assert_cmpint (run.code, ==, 0);
  g_assert_nonnull (strstr (run.out, "libcairo"));
  g_assert_null (strstr (run.out, "libgtk"));
  g_assert_null (strstr (run.out, "libadwaita"));
  g_assert_null (strstr (run.out, "libwayland"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/process/interrupt-solving", test_interrupt_solving);
  g_test_add_func ("/cli/process/interrupt-set", test_interrupt_set);
  g_test_add_func ("/cli/process/progress", test_progress);
  g_test_add_func ("/cli/process/interrupt-reading", test_interrupt_reading);
  g_test_add_func ("/cli/process/full-disk", test_full_disk);
  g_test_add_func ("/cli/process/closed-pipe", test_closed_pipe);
  g_test_add_func ("/cli/process/closed-descriptors", test_closed_descriptors);
  g_test_add_func ("/cli/process/locale", test_locale);
  g_test_add_func ("/cli/process/languages", test_languages);
  g_test_add_func ("/cli/process/libraries", test_libraries);

  return rsc_cli_run_tests ();
}
