/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-window-words.h"

#include <glib/gi18n.h>

char *
rsc_window_words_dup_undo (const char *name)
{
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
rsc_window_words_get_about (void)
{
  return _ ("Shows every optimal two-layer ReLU network of a small training problem, after "
            "A. Mishkin and M. Pilanci, “Optimal Sets and Solution Paths of ReLU "
            "Networks”, ICML 2023.");
}
