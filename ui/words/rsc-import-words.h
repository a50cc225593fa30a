/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/rsc-import-choices.h"

G_BEGIN_DECLS

/* Words of the page where a person chooses how a file is read. */
typedef enum
{
  RSC_IMPORT_OPEN,
  RSC_IMPORT_USE,
  RSC_IMPORT_CANCEL,
  RSC_IMPORT_REST,     /* in place of a class: all others */
  RSC_IMPORT_EVERY,    /* in place of a class: each of them */
  RSC_IMPORT_FEATURE,  /* what a check mark on a column says */
  RSC_IMPORT_TARGET,   /* of a column */
  RSC_IMPORT_EMPTY,    /* in place of a field that is missing */
  RSC_IMPORT_NO_TABLE, /* the file has become something else */
  RSC_IMPORT_OPTION,   /* what the command line suggests */
  RSC_N_IMPORT_WORDS
} RscImportWord;

const char *rsc_import_words_get (RscImportWord word);

/* What a column holds. */
const char *rsc_import_words_get_type (RscColumnType type);

/* What to do about @problem, or NULL. */
const char *rsc_import_words_get_way_out (RscImportProblem problem);

/* All free with g_free(): of a column without a name, counted from 0; of columns that are not
 * shown; titles. */
char *rsc_import_words_dup_column (gsize k);
char *rsc_import_words_dup_more (gsize n);
char *rsc_import_words_dup_open_title (const char *name);
char *rsc_import_words_dup_change_title (const char *name);
char *rsc_import_words_dup_find_title (const char *name);

G_END_DECLS
