/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the window says about documents: their files, what is not saved, what was recovered. Strings
 * that are not constant are freed with g_free(). */

/**
 * RscDocumentWord: titles, kinds of files, buttons of dialogs and the names of changes.
 */
typedef enum
{
  RSC_DOCUMENT_OPEN,
  RSC_DOCUMENT_ALL_KINDS,
  RSC_DOCUMENT_DOCUMENTS,
  RSC_DOCUMENT_SAVE_AS,
  RSC_DOCUMENT_SAVE,
  RSC_DOCUMENT_DISCARD,
  RSC_DOCUMENT_CANCEL,
  RSC_DOCUMENT_RECOVER,
  RSC_DOCUMENT_LATER,
  RSC_DOCUMENT_RECENT,
  RSC_DOCUMENT_NO_RECENT,
  RSC_DOCUMENT_UNTITLED,
  RSC_DOCUMENT_COPIED,
  RSC_DOCUMENT_CLIPBOARD,
  RSC_DOCUMENT_NO_TEXT,
  RSC_DOCUMENT_LOCAL_ONLY,
  RSC_DOCUMENT_UNSAVED_WHY,
  RSC_DOCUMENT_RECOVER_WHY,
  RSC_DOCUMENT_CHANGE_FILE,
  RSC_DOCUMENT_CHANGE_GALLERY,
  RSC_DOCUMENT_CHANGE_DRAW,
  RSC_N_DOCUMENT_WORDS
} RscDocumentWord;

/* Of buttons with their mnemonic. */
const char *rsc_document_words_get (RscDocumentWord word);

/* The title of a window: the name of what is in it (or NULL), marked when it has changes that are
 * not saved. */
char *rsc_document_words_dup_title (const char *name, gboolean modified);

/* Whether to save the changes of the document of this name. */
char *rsc_document_words_dup_ask_save (const char *name);

/* How many documents a crash has left. */
char *rsc_document_words_dup_recover (guint n);

/* The document is in the file @name now. */
char *rsc_document_words_dup_saved (const char *name);

G_END_DECLS
