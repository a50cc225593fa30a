/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-program-words.h"

#include <glib/gi18n.h>

const char *
rsc_program_words_get_arguments (void)
{
  return _ ("FILE.reluscope is a document that was saved, FILE.csv a table whose last column is "
            "the target, gallery:NAME a set of the gallery, such as gallery:polygon-8. Each opens "
            "in a window of its own. Without any the window shows the 3×3 checkerboard, or the "
            "document of last time where that was chosen in the menu.");
}

const char *
rsc_program_words_get_exit (void)
{
  return _ ("0 when the last window was closed; 1 when there is no display; 2 when a file "
            "could not be read or there is no such set.");
}

const RscProgramWord *
rsc_program_words_get_files (gsize *n)
{
  static const RscProgramWord files[] = {
    { "$XDG_STATE_HOME/reluscope/recovery",
      N_ ("copies of documents whose changes are in no file yet, offered after a crash (by "
          "default below ~/.local/state)") },
    { "$XDG_DATA_HOME/recently-used.xbel",
      N_ ("the desktop's list of files that were used last (by default below ~/.local/share)") },
    { "$XDG_CONFIG_HOME/dconf/user",
      N_ ("settings, under /org/reluscope/Reluscope: see and change them with gsettings (by "
          "default below ~/.config)") },
  };

  *n = G_N_ELEMENTS (files);
  return files;
}

const RscProgramWord *
rsc_program_words_get_variables (gsize *n)
{
  static const RscProgramWord variables[] = {
    { "LANGUAGE", N_ ("the languages of the window, with LC_ALL, LC_MESSAGES and LANG") },
    { "GDK_BACKEND", N_ ("wayland, x11 or broadway: where the window is shown") },
    { "GSETTINGS_BACKEND", N_ ("memory: forget all settings at the end") },
  };

  *n = G_N_ELEMENTS (variables);
  return variables;
}

const RscProgramWord *
rsc_program_words_get_examples (gsize *n)
{
  static const RscProgramWord examples[] = {
    { "reluscope gallery:polygon-12", N_ ("A regular polygon, in five dimensions:") },
    { "reluscope points.csv lesson.reluscope", N_ ("A table and a document, in two windows:") },
    { "GDK_BACKEND=broadway BROADWAY_DISPLAY=:5 reluscope",
      N_ ("In a browser, beside a running gtk4-broadwayd :5, at http://127.0.0.1:8085/:") },
  };

  *n = G_N_ELEMENTS (examples);
  return examples;
}

static void
append_words (GString *text, const char *title, const RscProgramWord *words, gsize n)
{
  g_string_append_printf (text, "\n\n%s\n", title);
  for (gsize k = 0; k < n; k++)
    g_string_append_printf (text, "%s  %s\n      %s", k > 0 ? "\n" : "", words[k].name,
                            _ (words[k].text));
}

char *
rsc_program_words_dup_help (void)
{
  GString *text = g_string_new (rsc_program_words_get_arguments ());
  const RscProgramWord *words;
  gsize n;

  words = rsc_program_words_get_files (&n);
  append_words (text, _ ("Files:"), words, n);
  words = rsc_program_words_get_variables (&n);
  append_words (text, _ ("Environment:"), words, n);
  g_string_append_printf (text, "\n\n%s\n", _ ("Examples:"));
  words = rsc_program_words_get_examples (&n);
  for (gsize k = 0; k < n; k++)
    g_string_append_printf (text, "%s  %s\n      %s", k > 0 ? "\n" : "", _ (words[k].text),
                            words[k].name);
  g_string_append_printf (text, "\n\n%s %s", _ ("Exit status:"), rsc_program_words_get_exit ());
  return g_string_free (text, FALSE);
}
