/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "killed.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <unistd.h>

#define WRITTEN "written\n"

gboolean
killed_is_program (int argc, char **argv)
{
  return argc > 3 && g_str_equal (argv[1], "--program");
}

gboolean
killed_follow_parent (const char *parent)
{
  g_assert_cmpint (prctl (PR_SET_PDEATHSIG, SIGKILL), ==, 0);
  /* It may have ended before that was said. */
  return getppid () == atoi (parent);
}

void
killed_say_written (void)
{
  g_print (WRITTEN);
}

void
killed_run (const char *self, const char *folder, guint microseconds, gsl_rng *rng)
{
  g_autofree char *parent = g_strdup_printf ("%d", (int) getpid ());
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) program = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, self,
                                                      "--program", folder, parent, NULL);
  char said[sizeof WRITTEN - 1];
  gsize n_read;

  g_assert_no_error (error);
  g_assert_true (g_input_stream_read_all (g_subprocess_get_stdout_pipe (program), said, sizeof said,
                                          &n_read, NULL, NULL));
  g_assert_cmpuint (n_read, ==, sizeof said);
  g_usleep (gsl_rng_uniform_int (rng, microseconds));
  g_subprocess_force_exit (program);
  g_subprocess_wait (program, NULL, NULL);
  g_assert_true (g_subprocess_get_if_signaled (program));
}

void
killed_remove_folder (const char *path)
{
  g_autoptr (GFile) folder = g_file_new_for_path (path);
  g_autoptr (GFileEnumerator) entries = g_file_enumerate_children (
    folder, G_FILE_ATTRIBUTE_STANDARD_NAME, G_FILE_QUERY_INFO_NONE, NULL, NULL);
  GFile *entry;

  while (entries && g_file_enumerator_iterate (entries, NULL, &entry, NULL, NULL) && entry)
    killed_remove_folder (g_file_peek_path (entry));
  g_file_delete (folder, NULL, NULL);
}
