/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is said around lessons, the start page and the glossary. Strings that are not constant are
 * freed with g_free(). */

typedef enum
{
  RSC_LESSON_WORD_NEXT,
  RSC_LESSON_WORD_SKIP,
  RSC_LESSON_WORD_FINISH,
  RSC_LESSON_WORD_CHECK,
  RSC_LESSON_WORD_SOLVE,
  RSC_LESSON_WORD_SHOW_ANSWER,
  RSC_LESSON_WORD_DO_IT,
  RSC_LESSON_WORD_RIGHT,
  RSC_LESSON_WORD_WRONG,
  RSC_LESSON_WORD_WAITING,
  RSC_LESSON_WORD_DONE,
  RSC_LESSON_WORD_TO_DO,
  RSC_LESSON_WORD_NO_NUMBER,
  RSC_LESSON_WORD_OPEN,
  RSC_LESSON_WORD_FILES,
  RSC_LESSON_WORD_DRAW,
  RSC_LESSON_WORD_NOT_FOUND,
  RSC_LESSON_WORD_HAS_CHANGED,
  RSC_N_LESSON_WORDS
} RscLessonWord;

const char *rsc_lesson_words_get (RscLessonWord word);

/* "Step 2 of 6" */
char *rsc_lesson_words_dup_place (gsize index, gsize n_steps);
/* At the end: "5 of 6 questions answered right" */
char *rsc_lesson_words_dup_score (gsize n_right, gsize n_questions);
/* What a screen reader is told of an answer: "Right: …". */
char *rsc_lesson_words_dup_reply (gboolean is_right, const char *reply);
/* A control that a step points at is not in this window. */
char *rsc_lesson_words_dup_no_control (const char *name);
/* Of a term: where in the paper it is, and what belongs to it. */
char *rsc_lesson_words_dup_source (const char *source);
char *rsc_lesson_words_dup_also (const char *terms);

G_END_DECLS
