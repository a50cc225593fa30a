/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-program-manual.h"

#include <locale.h>

#include "ui/words/rsc-manual.h"
#include "ui/words/rsc-program-words.h"
#include "ui/words/rsc-window-words.h"

static void
append_words (GString *page, const char *section, const RscProgramWord *words, gsize n)
{
  rsc_manual_append_section (page, section);
  for (gsize k = 0; k < n; k++)
    {
      g_autofree char *text = g_strconcat (words[k].text, ".", NULL);

      rsc_manual_append_item (page, words[k].name, NULL, text);
    }
}

char *
rsc_program_manual_dup (const GOptionEntry *options, const char *usage, const char *date)
{
  GString *page = g_string_new (NULL);
  const RscProgramWord *words;
  gsize n;

  setlocale (LC_MESSAGES, "C");
  rsc_manual_append_title (page, "reluscope", date, "Reluscope " RSC_VERSION);
  rsc_manual_append_section (page, "NAME");
  g_string_append (page, "reluscope \\- see every optimal two\\-layer ReLU network of a small "
                         "training problem\n");
  rsc_manual_append_section (page, "SYNOPSIS");
  g_string_append (page, ".B reluscope\n");
  rsc_manual_append_usage (page, NULL, usage);
  rsc_manual_append_section (page, "DESCRIPTION");
  rsc_manual_append_text (page, rsc_window_words_get_about ());
  rsc_manual_append_text (page, rsc_program_words_get_arguments ());
  rsc_manual_append_text (page, "The window is explained by its own help: F1 opens it, Ctrl+? "
                                "lists the keys.");
  rsc_manual_append_section (page, "OPTIONS");
  for (; options->long_name; options++)
    {
      g_autofree char *name = g_strconcat ("--", options->long_name, NULL);
      g_autofree char *text = g_strconcat (options->description, ".", NULL);

      if (!(options->flags & G_OPTION_FLAG_HIDDEN))
        rsc_manual_append_item (page, name, NULL, text);
    }
  rsc_manual_append_item (page, "--help", NULL, "Show what can be given, and exit.");
  words = rsc_program_words_get_files (&n);
  append_words (page, "FILES", words, n);
  words = rsc_program_words_get_variables (&n);
  append_words (page, "ENVIRONMENT", words, n);
  rsc_manual_append_section (page, "EXIT STATUS");
  rsc_manual_append_text (page, rsc_program_words_get_exit ());
  rsc_manual_append_section (page, "EXAMPLES");
  words = rsc_program_words_get_examples (&n);
  for (gsize k = 0; k < n; k++)
    {
      rsc_manual_append_text (page, words[k].text);
      rsc_manual_append_lines (page, words[k].name);
    }
  rsc_manual_append_section (page, "SEE ALSO");
  g_string_append (page, ".BR reluscope\\-cli (1)\n");
  return g_string_free (page, FALSE);
}
