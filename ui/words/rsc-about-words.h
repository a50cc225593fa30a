/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the window says of the program: whom to cite, and where there is help. */

typedef enum
{
  RSC_ABOUT_DEVELOPERS,
  RSC_ABOUT_PAPER,     /* a link */
  RSC_ABOUT_CITE,      /* title of the question */
  RSC_ABOUT_CITE_WHY,  /* and what it says */
  RSC_ABOUT_CITATION,  /* name of the text to copy */
  RSC_ABOUT_COPY,      /* a button */
  RSC_ABOUT_CLOSE,     /* a button */
  RSC_ABOUT_COPIED,    /* it is on the clipboard */
  RSC_ABOUT_NO_HELP,   /* nothing shows the help pages */
  RSC_ABOUT_SHORTCUTS, /* a button */
  RSC_N_ABOUT_WORDS
} RscAboutWord;

/* Of buttons with their mnemonic. */
const char *rsc_about_words_get (RscAboutWord word);

/* Why there is no help, a sentence, and what to do: @reason, as the desktop says it, or NULL.
 * Free with g_free(). */
char *rsc_about_words_dup_no_help (const char *reason);

/* The paper as an entry of BibTeX, in no language; the address of its preprint. */
const char *rsc_about_words_get_bibtex (void);
const char *rsc_about_words_get_paper (void);

G_END_DECLS
