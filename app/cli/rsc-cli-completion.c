/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/rsc-cli-completion.h"

#include "app/cli/rsc-cli-commands.h"
#include "core/data/rsc-gallery.h"

#include <string.h>

/* Whether a value is a choice of words, such as "relu|gated": capitals and braces stand for
 * something. */
static gboolean
is_choice (const char *value)
{
  if (value == NULL || strchr (value, '|') == NULL)
    return FALSE;
  for (const char *c = value; *c != '\0'; c++)
    if (!g_ascii_islower (*c) && *c != '|' && *c != '-')
      return FALSE;
  return TRUE;
}

/* The first words of all commands, or the second ones after @first. */
static void
append_words (GString *text, const char *first)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; i < rsc_cli_n_commands; i++)
    {
      g_auto (GStrv) words = g_strsplit (rsc_cli_commands[i].name, " ", 2);
      const char *word = first != NULL ? words[1] : words[0];

      if (first != NULL && !g_str_equal (words[0], first))
        continue;
      if (word != NULL && g_hash_table_add (known, g_strdup (word)))
        g_string_append_printf (text, "%s ", word);
    }
  g_string_append (text, "--help");
}

static void
append_command (GString *text, const RscCliCommand *command)
{
  g_string_append_printf (text, "    '%s')\n      options='", command->name);
  for (RscCliOptionId id = 0; id < RSC_CLI_N_OPTIONS; id++)
    if (rsc_cli_option_is_taken (id, command->groups))
      g_string_append_printf (text, "%s ", rsc_cli_option_table[id].name);
  g_string_append (text, "'\n      case \"$before\" in\n");
  for (RscCliOptionId id = 0; id < RSC_CLI_N_OPTIONS; id++)
    {
      const RscCliOption *option = &rsc_cli_option_table[id];

      if (!rsc_cli_option_is_taken (id, command->groups) || !is_choice (option->value))
        continue;
      g_auto (GStrv) choices = g_strsplit (option->value, "|", -1);
      g_autofree char *list = g_strjoinv (" ", choices);

      g_string_append_printf (text, "        %s) choices='%s' ;;\n", option->name, list);
    }
  g_string_append (text, "      esac ;;\n");
}

char *
rsc_cli_completion_dup (void)
{
  GString *text = g_string_new ("# Completion of reluscope-cli for bash.\n");
  g_autoptr (GHashTable) families = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gsize n_items;
  const RscGalleryItem *items = rsc_gallery_get_items (&n_items);

  g_string_append (text,
                   "_reluscope_cli ()\n{\n"
                   "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
                   "  local command=${COMP_WORDS[1]-} options= choices= sets=\n\n"
                   "  COMPREPLY=()\n"
                   "  case \"$COMP_CWORD:$command\" in\n    1:*) choices='");
  append_words (text, NULL);
  g_string_append (text, "' ;;\n");
  for (gsize i = 0; i < rsc_cli_n_commands; i++)
    {
      g_auto (GStrv) words = g_strsplit (rsc_cli_commands[i].name, " ", 2);

      if (words[1] == NULL || !g_hash_table_add (families, g_strdup (words[0])))
        continue;
      g_string_append_printf (text, "    2:%s) choices='", words[0]);
      append_words (text, words[0]);
      g_string_append_printf (text, "' ;;\n    *:%s) command+=\" ${COMP_WORDS[2]}\" ;;\n",
                              words[0]);
    }
  g_string_append (text, "  esac\n  case \"$command\" in\n");
  for (gsize i = 0; i < rsc_cli_n_commands; i++)
    append_command (text, &rsc_cli_commands[i]);
  /* A colon ends a word for readline: what follows it is completed by itself. */
  g_string_append (text, "  esac\n  sets='");
  for (gsize i = 0; i < n_items; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", items[i].name);
  g_string_append (
    text,
    "'\n"
    "  if [ -n \"$choices\" ]; then\n"
    "    mapfile -t COMPREPLY < <(compgen -W \"$choices\" -- \"$word\")\n"
    "  elif [ \"$before\" = : ] || { [ \"$word\" = : ] && [ \"$before\" = gallery ]; }; then\n"
    "    mapfile -t COMPREPLY < <(compgen -W \"$sets\" -- \"${word#:}\")\n"
    "  elif [[ $word == -* ]]; then\n"
    "    mapfile -t COMPREPLY < <(compgen -W \"$options\" -- \"$word\")\n"
    "  else\n"
    "    compopt -o filenames\n"
    "    mapfile -t COMPREPLY < <(compgen -f -- \"$word\")\n"
    "    if [[ $word == g* ]]; then\n"
    "      compopt -o nospace\n"
    "      COMPREPLY+=(gallery:)\n"
    "    fi\n"
    "  fi\n"
    "}\n"
    "complete -F _reluscope_cli reluscope-cli\n");
  return g_string_free (text, FALSE);
}
