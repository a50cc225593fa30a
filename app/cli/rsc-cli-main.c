/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/rsc-cli-commands.h"
#include "app/cli/rsc-cli-completion.h"
#include "app/cli/rsc-cli-document.h"
#include "app/cli/rsc-cli-files.h"
#include "app/cli/rsc-cli-help.h"
#include "app/cli/rsc-cli-io.h"
#include "app/cli/rsc-cli-manual.h"

#include "app/files/rsc-language.h"
#include "core/numerics/rsc-blas.h"
#include "core/numerics/rsc-error.h"
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <gsl/gsl_errno.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* How long a command may take to stop when it is interrupted. */
#define PATIENCE_MS 1000

/* And where it writes what is done; schedulers of jobs give half a minute. */
#define PATIENCE_TO_WRITE_MS 20000

/* A command in its thread. */
typedef struct
{
  const RscCliCommand *command;
  const RscCliOptions *options;
  GCancellable *cancellable;
  GMainLoop *loop;
  RscCliExit code;
  GError *error;
} Job;

/* What a program does whose reader has seen enough, as in "… | head": it ends without a word. */
static int
end_quietly (void)
{
  signal (SIGPIPE, SIG_DFL);
  raise (SIGPIPE);
  return RSC_CLI_BAD_INPUT;
}

/* One line, whatever is in it. */
static void
print_error (const char *message)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *valid = g_utf8_make_valid (message, -1);

  for (const char *p = valid; *p != '\0'; p++)
    if ((guchar) *p >= 0x20 && *p != 0x7f)
      g_string_append_c (line, *p);
    else
      g_string_append_c (line, ' ');
  while (line->len > 0 && (line->str[line->len - 1] == '.' || line->str[line->len - 1] == ' '))
    g_string_truncate (line, line->len - 1);
  fprintf (stderr, "reluscope-cli: %s\n", line->str);
}

static int
finish_text (const char *text)
{
  g_autoptr (GError) error = NULL;

  if (rsc_file_write ("-", text, -1, NULL, &error))
    return RSC_CLI_DONE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE))
    return end_quietly ();
  print_error (error->message);
  return RSC_CLI_BAD_INPUT;
}

/* Prints @text, which is taken. */
static int
finish_help (char *text)
{
  const int code = finish_text (text);

  g_free (text);
  return code;
}

/* Second words of the commands whose first word is @first, or all first words when it is NULL. */
static char *
list_words (const char *first)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *last = NULL;

  for (gsize i = 0; i < rsc_cli_n_commands; i++)
    {
      g_auto (GStrv) words = g_strsplit (rsc_cli_commands[i].name, " ", 2);
      const char *word = first != NULL ? words[1] : words[0];

      if ((first != NULL && !g_str_equal (words[0], first)) || g_strcmp0 (word, last) == 0)
        continue;
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", word);
      g_free (last);
      last = g_strdup (word);
    }
  return g_strdup (text->str);
}

static gboolean
is_family (const char *word)
{
  for (gsize i = 0; i < rsc_cli_n_commands; i++)
    if (g_str_has_prefix (rsc_cli_commands[i].name, word)
        && rsc_cli_commands[i].name[strlen (word)] == ' ')
      return TRUE;
  return FALSE;
}

/* The command that @words begin with; *@n_words of them are its name. */
static const RscCliCommand *
find_command (const char *const *words, gsize *n_words)
{
  for (gsize i = 0; i < rsc_cli_n_commands; i++)
    {
      g_auto (GStrv) name = g_strsplit (rsc_cli_commands[i].name, " ", 2);
      gsize n = g_strv_length (name);

      if (g_str_equal (words[0], name[0])
          && (n == 1 || (words[1] != NULL && g_str_equal (words[1], name[1]))))
        {
          *n_words = n;
          return &rsc_cli_commands[i];
        }
    }
  return NULL;
}

/* Some steps of the libraries cannot be stopped in between. Files are written whole or not at all,
 * so leaving them there loses nothing. */
static gboolean
on_patience_over (gpointer data)
{
  print_error (_ ("interrupted"));
  _exit (RSC_CLI_INTERRUPTED);
}

static gboolean
on_signal (gpointer data)
{
  const Job *job = data;

  g_cancellable_cancel (job->cancellable);
  g_timeout_add (job->command->writes_when_interrupted ? PATIENCE_TO_WRITE_MS : PATIENCE_MS,
                 on_patience_over, NULL);
  /* Removed with the first one: a second one ends the process at once. */
  return G_SOURCE_REMOVE;
}

static gboolean
on_done (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_REMOVE;
}

static gpointer
run_job (gpointer data)
{
  Job *job = data;

  job->code = job->command->run (job->options, job->cancellable, &job->error);
  g_idle_add (on_done, job->loop);
  return NULL;
}

static int
run_command (const RscCliCommand *command, const RscCliOptions *options)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Job job = { command, options, cancellable, loop, RSC_CLI_DONE, NULL };
  GThread *thread;

  g_unix_signal_add (SIGINT, on_signal, &job);
  g_unix_signal_add (SIGTERM, on_signal, &job);
  thread = g_thread_new ("command", run_job, &job);
  g_main_loop_run (loop);
  g_thread_join (thread);

  if (job.error == NULL)
    return job.code;
  if (g_error_matches (job.error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      print_error (_ ("interrupted"));
      job.code = RSC_CLI_INTERRUPTED;
    }
  else if (g_error_matches (job.error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE))
    job.code = end_quietly ();
  else
    {
      print_error (job.error->message);
      /* A step of ours that failed is no fault of the input. */
      job.code = g_error_matches (job.error, RSC_ERROR, RSC_ERROR_NUMERICAL) ? RSC_CLI_NOT_CONVERGED
                                                                             : RSC_CLI_BAD_INPUT;
    }
  g_clear_error (&job.error);
  return job.code;
}

static int
run (const char *const *words)
{
  static const char *const list_of_gallery[] = { "gallery", "list", NULL };
  const RscCliCommand *command;
  g_autoptr (RscCliOptions) options = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *names = NULL;
  g_autofree char *message = NULL;
  gsize n_words = 0;

  if (words[0] == NULL)
    {
      names = list_words (NULL);
      message = g_strdup_printf (_ ("a command is needed: %s; see reluscope-cli --help"), names);
      print_error (message);
      return RSC_CLI_BAD_INPUT;
    }
  if (g_str_equal (words[0], "--version"))
    return finish_text ("reluscope-cli " RSC_VERSION "\n");
  /* For the build: from the tables that --help is made of. */
  if (g_str_equal (words[0], "--help-manual"))
    return finish_help (rsc_cli_manual_dup ());
  if (g_str_equal (words[0], "--help-completion"))
    return finish_help (rsc_cli_completion_dup ());
  if (g_str_equal (words[0], "--help") || g_str_equal (words[0], "-h")
      || (g_str_equal (words[0], "help") && words[1] == NULL))
    return finish_help (rsc_cli_help_dup_general ());
  if (g_str_equal (words[0], "help"))
    {
      command = find_command (words + 1, &n_words);
      if (command != NULL)
        return finish_help (rsc_cli_help_dup_command (command));
      if (is_family (words[1]))
        return finish_help (rsc_cli_help_dup_family (words[1]));
      words++;
    }

  command = find_command (words, &n_words);
  if (command == NULL && g_str_equal (words[0], "gallery")
      && (words[1] == NULL || (words[1][0] == '-' && !g_str_equal (words[1], "--help"))))
    {
      gsize unused;

      command = find_command (list_of_gallery, &unused);
      n_words = 1;
    }
  if (command == NULL)
    {
      if (is_family (words[0]) && words[1] != NULL
          && (g_str_equal (words[1], "--help") || g_str_equal (words[1], "-h")))
        return finish_help (rsc_cli_help_dup_family (words[0]));
      if (is_family (words[0]))
        {
          names = list_words (words[0]);
          if (words[1] == NULL)
            message = g_strdup_printf (_ ("“%s” needs one of: %s"), words[0], names);
          else
            message =
              g_strdup_printf (_ ("“%s” has no “%s”: it is one of %s"), words[0], words[1], names);
        }
      else
        {
          names = list_words (NULL);
          message = g_strdup_printf (_ ("unknown command “%s”: there are %s"), words[0], names);
        }
      print_error (message);
      return RSC_CLI_BAD_INPUT;
    }

  options = rsc_cli_options_parse (words + n_words, command->name, command->groups, &error);
  if (options == NULL)
    {
      print_error (error->message);
      return RSC_CLI_BAD_INPUT;
    }
  if (rsc_cli_options_has (options, RSC_CLI_OPTION_HELP))
    return finish_help (rsc_cli_help_dup_command (command));
  if (rsc_cli_options_has (options, RSC_CLI_OPTION_VERSION))
    return finish_text ("reluscope-cli " RSC_VERSION "\n");
  if (options->operands->len < command->n_min || options->operands->len > command->n_max)
    {
      if (options->operands->len > command->n_max)
        message = g_strdup_printf (_ ("one word too many: “%s”; usage: reluscope-cli %s %s"),
                                   (char *) g_ptr_array_index (options->operands, command->n_max),
                                   command->name, _ (command->synopsis));
      else
        message =
          g_strdup_printf (_ ("usage: reluscope-cli %s %s"), command->name, _ (command->synopsis));
      print_error (message);
      return RSC_CLI_BAD_INPUT;
    }
  if (rsc_cli_options_has (options, RSC_CLI_OPTION_LAMBDA) && options->lambda == 0.0
      && command->run != rsc_cli_solve && command->run != rsc_cli_optimal_set)
    {
      print_error (_ ("--lambda takes a number greater than 0 here, not 0: the limit λ → 0 is "
                      "what solve and optimal-set find"));
      return RSC_CLI_BAD_INPUT;
    }
  if (!rsc_cli_check_files (options, command->groups, &error))
    {
      print_error (error->message);
      return RSC_CLI_BAD_INPUT;
    }
  if (!rsc_cli_document_take (options, command->groups, &error))
    {
      print_error (error->message);
      return RSC_CLI_BAD_INPUT;
    }
  /* Here it can be the document's alone. */
  if ((command->groups & RSC_CLI_GROUP_SOLVE) != 0
      && rsc_cli_options_has (options, RSC_CLI_OPTION_LAMBDA) && options->lambda == 0.0
      && command->run != rsc_cli_solve && command->run != rsc_cli_optimal_set)
    {
      names = g_filename_display_name (g_ptr_array_index (options->operands, 0));
      message = g_strdup_printf (_ ("%s was left at λ → 0, which solve and optimal-set find: give "
                                    "another λ with --lambda-ratio"),
                                 names);
      print_error (message);
      return RSC_CLI_BAD_INPUT;
    }
  return run_command (command, options);
}

int
main (int argc, char **argv)
{
  rsc_file_open_standard ();
  rsc_blas_use_one_thread ();
  gsl_set_error_handler_off ();
  rsc_language_init (RSC_LOCALEDIR);
  /* Numbers are the same everywhere; only the words follow the language. */
  setlocale (LC_NUMERIC, "C");
  /* A closed pipe is an error of the write that meets it: what else there is to write still is. */
  signal (SIGPIPE, SIG_IGN);
  /* So is a file that is larger than a process may write. */
  signal (SIGXFSZ, SIG_IGN);

  return run ((const char *const *) argv + 1);
}
