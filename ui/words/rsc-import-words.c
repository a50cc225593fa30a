/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-import-words.h"

#include <glib/gi18n.h>

const char *
rsc_import_words_get (RscImportWord word)
{
  static const char *const words[RSC_N_IMPORT_WORDS] = {
    [RSC_IMPORT_OPEN] = N_ ("_Open"),
    [RSC_IMPORT_USE] = N_ ("_Use"),
    [RSC_IMPORT_CANCEL] = N_ ("_Cancel"),
    [RSC_IMPORT_REST] = N_ ("All others"),
    [RSC_IMPORT_EVERY] = N_ ("Every class"),
    [RSC_IMPORT_FEATURE] = N_ ("Use this column as a feature"),
    [RSC_IMPORT_TARGET] = N_ ("target"),
    [RSC_IMPORT_EMPTY] = N_ ("missing"),
    [RSC_IMPORT_NO_TABLE] = N_ ("This file is a document, not a table"),
    [RSC_IMPORT_OPTION] =
      N_ ("--standardise: features differ a thousandfold in scale, and the large ones outweigh the "
          "others"),
  };

  g_return_val_if_fail (word < RSC_N_IMPORT_WORDS, "");
  return _ (words[word]);
}

const char *
rsc_import_words_get_type (RscColumnType type)
{
  switch (type)
    {
    case RSC_COLUMN_NUMBER:
      return _ ("number");
    case RSC_COLUMN_CATEGORY:
      return _ ("text");
    case RSC_COLUMN_DATE:
      return _ ("date");
    case RSC_COLUMN_EMPTY:
      return _ ("empty");
    case RSC_COLUMN_COUNT:
      return _ ("row number");
    default:
      return _ ("row name");
    }
}

const char *
rsc_import_words_get_way_out (RscImportProblem problem)
{
  switch (problem)
    {
    case RSC_IMPORT_PROBLEM_HEADER:
      return _ ("If this row names the columns, say so below.");
    case RSC_IMPORT_PROBLEM_DECIMAL:
      return _ ("Choose the decimal mark.");
    case RSC_IMPORT_PROBLEM_MISSING:
      return _ ("Choose what becomes of missing values.");
    case RSC_IMPORT_PROBLEM_MISSING_TARGET:
      return _ ("Leave such rows out, or choose another target.");
    case RSC_IMPORT_PROBLEM_CLASSES:
      return _ ("Choose the classes.");
    case RSC_IMPORT_PROBLEM_COLUMN:
      return _ ("Leave this column out, or choose another target.");
    default:
      return NULL;
    }
}

char *
rsc_import_words_dup_column (gsize k)
{
  return g_strdup_printf (_ ("Column %zu"), k + 1);
}

char *
rsc_import_words_dup_more (gsize n)
{
  return g_strdup_printf (g_dngettext (NULL, "… and %zu more column", "… and %zu more columns", n),
                          n);
}

char *
rsc_import_words_dup_open_title (const char *name)
{
  return g_strdup_printf (_ ("Open “%s”"), name);
}

char *
rsc_import_words_dup_change_title (const char *name)
{
  return g_strdup_printf (_ ("How “%s” Is Read"), name);
}

char *
rsc_import_words_dup_find_title (const char *name)
{
  return g_strdup_printf (_ ("Find “%s”"), name);
}
