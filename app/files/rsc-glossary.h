/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RscTermEntry: a term of the glossary.
 * @id: its name in links
 * @text: what it is, with links as in lessons
 * @formula: in the language of ui/plot/rsc-formula.h, or NULL
 * @source: where in the paper, or NULL
 * @also: ids of terms that belong to it
 */
typedef struct
{
  char *id;
  char *name;
  char *text;
  char *formula;
  char *source;
  GStrv also;
} RscTermEntry;

/* The terms of a glossary file: an array of RscTermEntry, in the language of the user where they
 * are translated, in the order of their names. Every link in it leads to one of them. @length: or
 * -1. Errors: RSC_ERROR_DATA, one sentence "NAME: PLACE: what is wrong". O(length + terms · (links
 * + log terms)). */
GPtrArray *rsc_glossary_parse (const char *text, gssize length, const char *name, GError **error);

/* The term of this id, or NULL. O(terms). */
const RscTermEntry *rsc_glossary_find (const GPtrArray *glossary, const char *id);

/* Whether each of @words, blanks between them, is in the name, the id or the text of @term, or
 * begins with a word of the name, as inflected words do: "Kegeln" finds "Kegel". Without regard to
 * case and to marks over letters. O(words · length of what the term says). */
gboolean rsc_glossary_matches (const RscTermEntry *term, const char *words);

/* The terms whose names @text has, in the order of the glossary, inflected or not; of two in the
 * same place the longer one alone. Free with g_ptr_array_unref(). O(terms · length) where no name
 * is longer than a few words: each place of a name marks its letters. */
GPtrArray *rsc_glossary_find_named (const GPtrArray *glossary, const char *text);

G_END_DECLS
