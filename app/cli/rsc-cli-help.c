/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/rsc-cli-help.h"

#include "app/cli/rsc-cli-commands.h"

#include <glib/gi18n.h>
#include <string.h>

static const char data_help[] =
  N_ ("DATA is a table, “-” for standard input, gallery:NAME, or a document of the window\n"
      "(FILE.reluscope), with its own data, preparation, model and λ. A gallery set has its own\n"
      "bias and λ. Options win. Of a table the separator (comma, semicolon, tab, bar, blanks),\n"
      "the decimal mark, the header, row names and the type of every column are found from all\n"
      "rows; the last column is y. Two classes become −1 and +1, texts among the features one\n"
      "feature of 0 and 1 each. How it was read is said in the summary and in JSON (reading).");

static const char exit_help[] =
  N_ ("Exit status: 0 done; 1 the tolerance was not reached (the result is written, with\n"
      "its true gap), the optimal set is not certain (written with its excess), or a\n"
      "numerical step failed; 2 bad usage or bad input; 130 interrupted.");

const char *
rsc_cli_help_get_data (void)
{
  return _ (data_help);
}

const char *
rsc_cli_help_get_exit (void)
{
  return _ (exit_help);
}

const char *
rsc_cli_help_get_purpose (void)
{
  return _ ("Every optimal two-layer ReLU network of a small training problem, certified.");
}

char *
rsc_cli_help_dup_general (void)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%s\n\n%s\n\n%s\n", _ ("Usage: reluscope-cli COMMAND …"),
                          rsc_cli_help_get_purpose (), _ ("Commands:"));
  for (gsize i = 0; i < rsc_cli_n_commands; i++)
    g_string_append_printf (text, "  %-20s %s\n", rsc_cli_commands[i].name,
                            _ (rsc_cli_commands[i].summary));
  g_string_append_printf (text, "\n%s\n\n%s\n\n%s\n", _ (data_help), _ (exit_help),
                          _ ("reluscope-cli COMMAND --help tells more. --version shows the "
                             "version."));
  return g_string_free (text, FALSE);
}

char *
rsc_cli_help_dup_command (const RscCliCommand *command)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, _ ("Usage: reluscope-cli %s %s\n\n%s\n\n"), command->name,
                          _ (command->synopsis), _ (command->description));
  if ((command->groups & RSC_CLI_GROUP_MODEL) != 0)
    g_string_append_printf (text, "%s\n\n", _ (data_help));
  g_string_append (text, _ ("Options:\n"));
  rsc_cli_options_append_help (text, command->groups);
  g_string_append_printf (text, "\n%s\n\n%s\n%s", _ (exit_help), _ ("Examples:"),
                          command->examples);
  return g_string_free (text, FALSE);
}

char *
rsc_cli_help_dup_family (const char *word)
{
  GString *text = g_string_new (NULL);

  g_string_append (text, _ ("Usage:\n"));
  for (gsize i = 0; i < rsc_cli_n_commands; i++)
    if (g_str_has_prefix (rsc_cli_commands[i].name, word)
        && rsc_cli_commands[i].name[strlen (word)] == ' ')
      g_string_append_printf (text, "  reluscope-cli %s %s\n      %s\n", rsc_cli_commands[i].name,
                              _ (rsc_cli_commands[i].synopsis), _ (rsc_cli_commands[i].summary));
  g_string_append (text, _ ("\nEach of them has a --help of its own.\n"));
  return g_string_free (text, FALSE);
}
