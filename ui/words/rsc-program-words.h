/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the window's program says of itself on the command line: for its --help and its manual
 * page. */

/* An option, a file or a variable, and what it is for. */
typedef struct
{
  const char *name;
  const char *text; /* to be translated */
} RscProgramWord;

/* What it takes, and what its exit status means: a paragraph. */
const char *rsc_program_words_get_arguments (void);
const char *rsc_program_words_get_exit (void);

/* Files that it keeps, variables that it heeds, and command lines to try. */
const RscProgramWord *rsc_program_words_get_files (gsize *n);
const RscProgramWord *rsc_program_words_get_variables (gsize *n);
const RscProgramWord *rsc_program_words_get_examples (gsize *n);

/* What follows the options in --help. Free with g_free(). */
char *rsc_program_words_dup_help (void);

G_END_DECLS
