/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes as what is typed behind the name of a command: the first byte chooses it, lines are
 * words. */
#include "fuzz.h"

#include <string.h>

#include "app/cli/rsc-cli-commands.h"
#include "app/cli/rsc-cli-options.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;
  const RscCliCommand *command;
  RscCliOptions *options;

  if (size == 0)
    return 0;
  command = &rsc_cli_commands[*data % rsc_cli_n_commands];
  text = g_strndup ((const char *) data + 1, size - 1);
  words = g_strsplit (text, "\n", -1);
  options =
    rsc_cli_options_parse ((const char *const *) words, command->name, command->groups, &error);
  if (options)
    {
      g_assert_no_error (error);
      rsc_cli_options_free (options);
      return 0;
    }
  g_assert_nonnull (error);
  g_assert_cmpuint (strlen (error->message), >, 0);
  return 0;
}
