/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-document-words.h"

#include <glib/gi18n.h>

const char *
rsc_document_words_get (RscDocumentWord word)
{
  static const char *const words[RSC_N_DOCUMENT_WORDS] = {
    [RSC_DOCUMENT_OPEN] = N_ ("Open"),
    [RSC_DOCUMENT_ALL_KINDS] = N_ ("Documents and data"),
    [RSC_DOCUMENT_DOCUMENTS] = N_ ("Reluscope documents"),
    [RSC_DOCUMENT_SAVE_AS] = N_ ("Save As"),
    [RSC_DOCUMENT_SAVE] = N_ ("_Save"),
    [RSC_DOCUMENT_DISCARD] = N_ ("_Discard"),
    [RSC_DOCUMENT_CANCEL] = N_ ("_Cancel"),
    [RSC_DOCUMENT_RECOVER] = N_ ("_Recover"),
    [RSC_DOCUMENT_LATER] = N_ ("_Later"),
    [RSC_DOCUMENT_RECENT] = N_ ("Recent files"),
    [RSC_DOCUMENT_NO_RECENT] = N_ ("No recent files"),
    [RSC_DOCUMENT_UNTITLED] = N_ ("Untitled"),
    [RSC_DOCUMENT_COPIED] = N_ ("Document copied as text"),
    [RSC_DOCUMENT_CLIPBOARD] = N_ ("clipboard"),
    [RSC_DOCUMENT_NO_TEXT] = N_ ("There is no text on the clipboard"),
    [RSC_DOCUMENT_LOCAL_ONLY] = N_ ("Documents can be saved to local files only"),
    [RSC_DOCUMENT_UNSAVED_WHY] = N_ ("Changes that are not saved are lost."),
    [RSC_DOCUMENT_RECOVER_WHY] =
      N_ ("Reluscope ended before these changes were saved. What was done up to its last "
          "second is still there."),
    [RSC_DOCUMENT_CHANGE_FILE] = N_ ("Open a file"),
    [RSC_DOCUMENT_CHANGE_GALLERY] = N_ ("Open a gallery set"),
    [RSC_DOCUMENT_CHANGE_DRAW] = N_ ("Begin a drawing"),
  };

  g_return_val_if_fail (word < RSC_N_DOCUMENT_WORDS, "");
  return _ (words[word]);
}

char *
rsc_document_words_dup_title (const char *name, gboolean modified)
{
  const char *title = name ? name : modified ? _ ("Untitled") : "Reluscope";

  return modified ? g_strdup_printf (_ ("%s •"), title) : g_strdup (title);
}

char *
rsc_document_words_dup_ask_save (const char *name)
{
  return g_strdup_printf (_ ("Save Changes to “%s”?"), name);
}

char *
rsc_document_words_dup_recover (guint n)
{
  return g_strdup_printf (ngettext ("Recover %u Document?", "Recover %u Documents?", n), n);
}

char *
rsc_document_words_dup_saved (const char *name)
{
  return g_strdup_printf (_ ("Saved to %s"), name);
}
