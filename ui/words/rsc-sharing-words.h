/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the window says about what leaves it: pictures, tables, reports, animations. Strings that
 * are not constant are freed with g_free(). */

/**
 * RscSharingWord: titles and buttons of dialogs, and what is told.
 */
typedef enum
{
  RSC_SHARING_CSV,
  RSC_SHARING_JSON,
  RSC_SHARING_HTML,
  RSC_SHARING_SAVE,
  RSC_SHARING_CANCEL,
  RSC_SHARING_COPY,
  RSC_SHARING_COPIED_PICTURE,
  RSC_SHARING_COPIED_SUMMARY,
  RSC_SHARING_COPIED_TABLE,
  RSC_SHARING_NO_PICTURE,
  RSC_SHARING_NO_NUMBERS,
  RSC_SHARING_NOT_READY,
  RSC_SHARING_LIMIT,
  RSC_SHARING_WRITING,
  RSC_SHARING_REPORT,
  RSC_SHARING_BLACK,
  RSC_N_SHARING_WORDS
} RscSharingWord;

/* Of buttons with their mnemonic. */
const char *rsc_sharing_words_get (RscSharingWord word);

/* "1280 × 800 pixels" */
char *rsc_sharing_words_dup_pixels (double width, double height);

/* Where data are that no command line knows: after @document has been saved. */
char *rsc_sharing_words_dup_saved (const char *command);

G_END_DECLS
