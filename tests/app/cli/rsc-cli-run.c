/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* posix_openpt() */
#include "tests/app/cli/rsc-cli-run.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

static char **
parse_line (const char *line)
{
  g_autofree char *whole = NULL;
  g_autofree char *program = g_shell_quote (g_getenv ("RSC_CLI"));
  char **words = NULL;

  whole = g_strdup_printf ("%s %s", program, line);
  g_assert_true (g_shell_parse_argv (whole, NULL, &words, NULL));
  return words;
}

static char *
dup_text (GBytes *bytes)
{
  /* The data of empty bytes are NULL. */
  if (bytes == NULL || g_bytes_get_size (bytes) == 0)
    return g_strdup ("");
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

void
rsc_cli_run_clear (RscCliRun *self)
{
  g_clear_pointer (&self->out, g_free);
  g_clear_pointer (&self->err, g_free);
}

RscCliRun
rsc_cli_run_full (const char *input, const char *environment, const char *line)
{
  g_auto (GStrv) words = parse_line (line);
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GBytes) in = NULL;
  g_autoptr (GBytes) out = NULL;
  g_autoptr (GBytes) err = NULL;
  g_autoptr (GError) error = NULL;
  RscCliRun run;

  launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                               | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  if (environment != NULL)
    {
      g_auto (GStrv) pairs = g_strsplit (environment, " ", -1);

      for (gsize i = 0; pairs[i] != NULL; i++)
        {
          g_auto (GStrv) pair = g_strsplit (pairs[i], "=", 2);

          g_subprocess_launcher_setenv (launcher, pair[0], pair[1], TRUE);
        }
    }
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) words, &error);
  g_assert_no_error (error);
  in = g_bytes_new (input != NULL ? input : "", input != NULL ? strlen (input) : 0);
  /* A process that ends before it has read everything breaks the pipe: its code says more. */
  if (!g_subprocess_communicate (process, in, NULL, &out, &err, &error))
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE);
  g_subprocess_wait (process, NULL, NULL);
  run.code = g_subprocess_get_if_exited (process) ? g_subprocess_get_exit_status (process) : -1;
  run.out = dup_text (out);
  run.err = dup_text (err);
  return run;
}

static char *format_line (const char *format, va_list args) G_GNUC_PRINTF (1, 0);

static char *
format_line (const char *format, va_list args)
{
  return g_strdup_vprintf (format, args);
}

RscCliRun
rsc_cli_run (const char *format, ...)
{
  g_autofree char *line = NULL;
  va_list args;

  va_start (args, format);
  line = format_line (format, args);
  va_end (args);
  return rsc_cli_run_full (NULL, NULL, line);
}

JsonNode *
rsc_cli_run_json (const char *format, ...)
{
  g_autofree char *line = NULL;
  g_auto (RscCliRun) run = { 0 };
  g_autoptr (GError) error = NULL;
  JsonNode *node;
  va_list args;

  va_start (args, format);
  line = format_line (format, args);
  va_end (args);
  run = rsc_cli_run_full (NULL, NULL, line);
  g_assert_cmpstr (run.err, ==, "");
  g_assert_cmpint (run.code, ==, 0);
  node = json_from_string (run.out, &error);
  g_assert_no_error (error);
  g_assert_true (JSON_NODE_HOLDS_OBJECT (node));
  return node;
}

void
rsc_cli_assert_error (const RscCliRun *run, const char *needle)
{
  gsize length = strlen (run->err);

  if (run->code != 2)
    g_error ("exit code %d: %s", run->code, run->err);
  g_assert_cmpstr (run->out, ==, "");
  g_assert_true (g_str_has_prefix (run->err, "reluscope-cli: "));
  g_assert_true (length > 0 && strchr (run->err, '\n') == run->err + length - 1);
  if (strstr (run->err, needle) == NULL)
    g_error ("“%s” is not in “%s”", needle, run->err);
}

GSubprocess *
rsc_cli_spawn (GSubprocessFlags flags, const char *line)
{
  g_auto (GStrv) words = parse_line (line);
  g_autoptr (GError) error = NULL;
  GSubprocess *process = g_subprocess_newv ((const char *const *) words, flags, &error);

  g_assert_no_error (error);
  return process;
}

GSubprocess *
rsc_cli_spawn_on_terminal (const char *line, int *fd)
{
  g_auto (GStrv) words = parse_line (line);
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;
  int slave;

  *fd = posix_openpt (O_RDWR | O_NOCTTY | O_CLOEXEC);
  g_assert_cmpint (*fd, >=, 0);
  g_assert_cmpint (grantpt (*fd), ==, 0);
  g_assert_cmpint (unlockpt (*fd), ==, 0);
  slave = open (ptsname (*fd), O_RDWR | O_NOCTTY | O_CLOEXEC);
  g_assert_cmpint (slave, >=, 0);
  g_subprocess_launcher_take_stderr_fd (launcher, slave);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) words, &error);
  g_assert_no_error (error);
  return process;
}

void
rsc_cli_wait_for_handler (GSubprocess *process)
{
  g_autofree char *path =
    g_strdup_printf ("/proc/%s/status", g_subprocess_get_identifier (process));

  for (int i = 0; i < 1000; i++)
    {
      g_autofree char *text = NULL;
      const char *mask;

      if (g_file_get_contents (path, &text, NULL, NULL) && (mask = strstr (text, "SigCgt:")) != NULL
          && (g_ascii_strtoull (mask + strlen ("SigCgt:"), NULL, 16) >> (SIGINT - 1) & 1) != 0)
        return;
      g_usleep (10000);
    }
  g_assert_not_reached ();
}

char *
rsc_cli_assert_interrupted (GSubprocess *process)
{
  g_autofree char *err = NULL;
  char *out = NULL;

  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &out, &err, NULL));
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 130);
  g_assert_cmpstr (err, ==, "reluscope-cli: interrupted\n");
  return out;
}

double
rsc_cli_get_number (JsonObject *object, const char *key)
{
  g_assert_true (json_object_has_member (object, key));
  return json_object_get_double_member (object, key);
}

gint64
rsc_cli_get_integer (JsonObject *object, const char *key)
{
  g_assert_true (json_object_has_member (object, key));
  return json_object_get_int_member (object, key);
}

void
rsc_cli_assert_keys (JsonObject *object, const char *keys)
{
  g_autoptr (GList) members = json_object_get_members (object);
  g_autoptr (GString) text = g_string_new (NULL);

  for (GList *l = members; l != NULL; l = l->next)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", (const char *) l->data);
  g_assert_cmpstr (text->str, ==, keys);
}

char *
rsc_cli_data (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "data", name, NULL);
}

const char *
rsc_cli_get_folder (void)
{
  static char *folder = NULL;

  if (folder == NULL)
    folder = g_dir_make_tmp ("reluscope-cli-XXXXXX", NULL);
  g_assert_nonnull (folder);
  return folder;
}

char *
rsc_cli_write_file (const char *name, const char *text)
{
  char *path = g_build_filename (rsc_cli_get_folder (), name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

int
rsc_cli_run_tests (void)
{
  int result = g_test_run ();

  remove_tree (rsc_cli_get_folder ());
  return result;
}
