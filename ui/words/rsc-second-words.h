/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the window says about a second file that goes with the data on show: test points, or a
 * network. Strings that are not constant are freed with g_free(). */

/**
 * RscSecondWord: titles, buttons of the question, and the names of changes.
 */
typedef enum
{
  RSC_SECOND_OPEN,
  RSC_SECOND_KINDS,
  RSC_SECOND_ASK_WHY,
  RSC_SECOND_AS_DATA,
  RSC_SECOND_AS_TEST,
  RSC_SECOND_CHANGE_OPEN,
  RSC_SECOND_CHANGE_REMOVE,
  RSC_SECOND_NO_SPLIT,
  RSC_SECOND_NO_DATA,
  RSC_SECOND_OTHER_DATA,
  RSC_N_SECOND_WORDS
} RscSecondWord;

/* Of buttons with their mnemonic. */
const char *rsc_second_words_get (RscSecondWord word);

/* Whether the file @name is test points. */
char *rsc_second_words_dup_ask (const char *name);

/* That @n test points were read, and @n_other rows left out of them. */
char *rsc_second_words_dup_opened (const char *name, gsize n, gsize n_other);

/* That the network of the file is there to be pruned; and that a document is none. */
char *rsc_second_words_dup_network (const char *name);
char *rsc_second_words_dup_document (const char *name);

/* What the test points are. */
char *rsc_second_words_dup_held (const char *name, gsize n);

G_END_DECLS
