/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-window-words.h"

#include <glib/gi18n.h>
#include <string.h>

const char *
rsc_window_words_get (RscWindowWord word)
{
  static const char *const words[RSC_N_WINDOW_WORDS] = {
    [RSC_WINDOW_OPEN_DATA] = N_ ("Open Data"),
    [RSC_WINDOW_CSV_FILES] = N_ ("CSV files"),
    [RSC_WINDOW_ALL_FILES] = N_ ("All files"),
    [RSC_WINDOW_OPEN_NETWORK] = N_ ("Open a Network"),
    [RSC_WINDOW_NETWORK_FILES] = N_ ("Networks in JSON"),
    [RSC_WINDOW_EXPORT_PICTURE] = N_ ("Export Picture"),
    [RSC_WINDOW_SVG] = N_ ("SVG, for slides and papers"),
    [RSC_WINDOW_PDF] = N_ ("PDF"),
    [RSC_WINDOW_PNG] = N_ ("PNG"),
    [RSC_WINDOW_EXPORT] = N_ ("_Export"),
    [RSC_WINDOW_REPLACE] = N_ ("_Replace"),
    [RSC_WINDOW_CANCEL] = N_ ("_Cancel"),
    [RSC_WINDOW_FORGOTTEN] =
      N_ ("The oldest changes cannot be undone any more: their data took too much memory"),
    [RSC_WINDOW_CHOSEN] = N_ ("Chosen"),
    [RSC_WINDOW_HORIZONTAL_BAR] = N_ ("Horizontal scroll bar"),
    [RSC_WINDOW_VERTICAL_BAR] = N_ ("Vertical scroll bar"),
    [RSC_WINDOW_SHORTCUTS] = N_ ("Keyboard Shortcuts"),
    [RSC_WINDOW_SEARCH] = N_ ("Search"),
    [RSC_WINDOW_ABOUT] = N_ ("About Reluscope"),
    [RSC_WINDOW_ICON] = N_ ("The icon of the program"),
  };

  g_return_val_if_fail (word < RSC_N_WINDOW_WORDS, "");
  return _ (words[word]);
}

char *
rsc_window_words_dup_waiting (const char *name)
{
  return g_strdup_printf (_ ("Waiting for data from “%s”. Escape gives it up."), name);
}

char *
rsc_window_words_dup_undo (const char *name, gboolean forgotten)
{
  if (!name && forgotten)
    return g_strdup (rsc_window_words_get (RSC_WINDOW_FORGOTTEN));
  return name ? g_strdup_printf (_ ("Undo: %s (Ctrl+Z)"), name) : g_strdup (_ ("Undo (Ctrl+Z)"));
}

char *
rsc_window_words_dup_redo (const char *name)
{
  return name ? g_strdup_printf (_ ("Redo: %s (Ctrl+Shift+Z)"), name)
              : g_strdup (_ ("Redo (Ctrl+Shift+Z)"));
}

char *
rsc_window_words_dup_written (const char *name)
{
  return g_strdup_printf (_ ("Picture written to %s"), name);
}

char *
rsc_window_words_dup_ending (const char *name, const char *ending)
{
  return g_strdup_printf (_ ("“%s”: pictures are written as .svg, .pdf or .png, not as %s"), name,
                          ending);
}

const char *
rsc_window_words_get_local_only (void)
{
  return _ ("Pictures can be written to local files only.");
}

char *
rsc_window_words_dup_replace (const char *name)
{
  return g_strdup_printf (_ ("Replace “%s”?"), name);
}

const char *
rsc_window_words_get_replace_why (void)
{
  return _ ("A file of this name is there already.");
}

const char *
rsc_window_words_get_changed_why (void)
{
  return _ (
    "It has been changed elsewhere since it was opened or saved here. Replacing it loses those "
    "changes.");
}

const char *
rsc_window_words_get_about (void)
{
  return _ ("Shows every optimal two-layer ReLU network of a small training problem, after "
            "A. Mishkin and M. Pilanci, “Optimal Sets and Solution Paths of ReLU "
            "Networks”, ICML 2023.");
}

const char *
rsc_window_words_get_divider (void)
{
  return _ ("Divider between the pages above and below");
}

const char *
rsc_window_words_get_divider_help (void)
{
  return _ ("Drag to give one side more room; double click for the same height");
}

char *
rsc_window_words_dup_title (const char *data)
{
  return data ? g_strdup_printf (_ ("%s – Reluscope"), data) : g_strdup ("Reluscope");
}

/* Letters and digits of any script stay; what is between them becomes one hyphen. */
static void
append_slug (GString *text, const char *name)
{
  gboolean gap = FALSE;

  for (const char *c = name; *c != '\0'; c = g_utf8_next_char (c))
    {
      const gunichar letter = g_utf8_get_char (c);

      if (!g_unichar_isalnum (letter) && letter != '_')
        {
          gap = TRUE;
          continue;
        }
      if (gap && text->len > 0)
        g_string_append_c (text, '-');
      gap = FALSE;
      g_string_append_unichar (text, g_unichar_tolower (letter));
    }
}

char *
rsc_window_words_dup_file_name (const char *data, const char *picture, double ratio)
{
  GString *text = g_string_new (NULL);

  if (data)
    {
      static const char *const endings[] = { ".csv", ".tsv", ".txt" };
      g_autofree char *stem = g_strdup (data);

      for (gsize k = 0; k < G_N_ELEMENTS (endings); k++)
        if (g_str_has_suffix (stem, endings[k]))
          stem[strlen (stem) - strlen (endings[k])] = '\0';
      append_slug (text, stem);
    }
  if (text->len > 0)
    g_string_append_c (text, '-');
  g_string_append (text, picture);
  if (ratio >= 0)
    g_string_append_printf (text, "-lambda-%.3g", ratio);
  return g_string_free (text, FALSE);
}
