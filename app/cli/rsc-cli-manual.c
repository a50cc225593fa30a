/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/rsc-cli-manual.h"

#include "app/cli/rsc-cli-commands.h"
#include "app/cli/rsc-cli-help.h"
#include "ui/words/rsc-manual.h"

#include <locale.h>

static void
append_name (GString *page, RscCliOptionId id)
{
  const RscCliOption *option = &rsc_cli_option_table[id];

  rsc_manual_append_usage (page, option->name, option->value);
}

/* The commands that take the option, as the end of its explanation. */
static char *
dup_takers (RscCliOptionId id)
{
  g_autoptr (GString) names = g_string_new (NULL);
  gsize n_takers = 0;
  gboolean all_with_data = TRUE;

  for (gsize i = 0; i < rsc_cli_n_commands; i++)
    {
      const RscCliCommand *command = &rsc_cli_commands[i];
      const gboolean has_data = (command->groups & RSC_CLI_GROUP_MODEL) != 0;

      if (!rsc_cli_option_is_taken (id, command->groups))
        {
          all_with_data = all_with_data && !has_data;
          continue;
        }
      g_string_append_printf (names, "%s%s", n_takers > 0 ? ", " : "", command->name);
      n_takers++;
    }
  if (n_takers == rsc_cli_n_commands)
    return g_strdup ("Of every command.");
  if (all_with_data)
    return g_strdup ("Of every command that takes DATA.");
  return g_strdup_printf ("Of %s.", names->str);
}

static void
append_options (GString *page)
{
  rsc_manual_append_section (page, "OPTIONS");
  rsc_manual_append_text (page, "A value follows its option as the next word or after “=”. Words "
                                "after “--” are no options.");
  for (RscCliOptionId k = 0; k < RSC_CLI_N_OPTIONS; k++)
    {
      /* --help and --version come last, as in the help. */
      const RscCliOptionId id = (k + RSC_CLI_OPTION_N) % RSC_CLI_N_OPTIONS;
      const RscCliOption *option = &rsc_cli_option_table[id];
      g_autofree char *takers = dup_takers (id);
      g_autofree char *text = g_strdup_printf ("%s.\n%s", option->help, takers);

      rsc_manual_append_item (page, option->name, option->value, text);
    }
}

static void
append_command (GString *page, const RscCliCommand *command)
{
  rsc_manual_append_subsection (page, command->name);
  rsc_manual_append_usage (page, command->name, command->synopsis);
  rsc_manual_append_text (page, command->description);
  g_string_append (page, ".PP\nOptions:\n");
  for (RscCliOptionId id = RSC_CLI_OPTION_N; id < RSC_CLI_N_OPTIONS; id++)
    if (rsc_cli_option_is_taken (id, command->groups))
      append_name (page, id);
  g_string_append (page, ".PP\nExamples:\n");
  rsc_manual_append_lines (page, command->examples);
}

char *
rsc_cli_manual_dup (void)
{
  GString *page = g_string_new (NULL);

  setlocale (LC_MESSAGES, "C");
  rsc_manual_append_title (page, "reluscope-cli", RSC_RELEASE_DATE, "Reluscope " RSC_VERSION);
  rsc_manual_append_section (page, "NAME");
  g_string_append (page, "reluscope\\-cli \\- every optimal two\\-layer ReLU network of a small "
                         "training problem\n");
  rsc_manual_append_section (page, "SYNOPSIS");
  for (gsize i = 0; i < rsc_cli_n_commands; i++)
    {
      g_autofree char *typed = g_strconcat ("reluscope-cli ", rsc_cli_commands[i].name, NULL);

      if (i > 0)
        g_string_append (page, ".br\n");
      rsc_manual_append_usage (page, typed, rsc_cli_commands[i].synopsis);
    }
  rsc_manual_append_section (page, "DESCRIPTION");
  rsc_manual_append_text (page, rsc_cli_help_get_purpose ());
  rsc_manual_append_text (
    page, "After A. Mishkin and M. Pilanci, “Optimal Sets and Solution Paths of ReLU Networks”, "
          "ICML 2023. What a command finds is printed as a readable summary; with --json it is "
          "written as JSON.");
  rsc_manual_append_text (page, rsc_cli_help_get_data ());
  rsc_manual_append_section (page, "COMMANDS");
  for (gsize i = 0; i < rsc_cli_n_commands; i++)
    append_command (page, &rsc_cli_commands[i]);
  append_options (page);
  rsc_manual_append_section (page, "EXIT STATUS");
  rsc_manual_append_text (page, rsc_cli_help_get_exit ());
  rsc_manual_append_section (page, "ENVIRONMENT");
  rsc_manual_append_item (page, "LANGUAGE", NULL,
                          "The languages of messages, with LC_ALL, LC_MESSAGES and LANG. Numbers "
                          "are written with a point in every language.");
  rsc_manual_append_section (page, "FILES");
  rsc_manual_append_text (page, "Only the files that are named on the command line are read and "
                                "written. A file is written whole or not at all.");
  rsc_manual_append_section (page, "EXAMPLES");
  rsc_manual_append_text (page, "All optimal networks of a table of your own, and a picture:");
  rsc_manual_append_lines (page, "reluscope-cli optimal-set points.csv --lambda-ratio 0.05\n"
                                 "reluscope-cli figure optimal-set points.csv -o set.svg\n");
  rsc_manual_append_text (page, "The number of neurons of the narrowest optimal network, by a "
                                "script:");
  rsc_manual_append_lines (page, "reluscope-cli optimal-set gallery:polygon-12 --json - "
                                 "| jq .narrowest.width\n");
  rsc_manual_append_section (page, "SEE ALSO");
  g_string_append (page, ".BR reluscope (1)\n");
  return g_string_free (page, FALSE);
}
