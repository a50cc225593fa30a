/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-lesson-words.h"

#include <glib/gi18n.h>

const char *
rsc_lesson_words_get (RscLessonWord word)
{
  static const char *const words[RSC_N_LESSON_WORDS] = {
    [RSC_LESSON_WORD_NEXT] = N_ ("_Next"),
    [RSC_LESSON_WORD_SKIP] = N_ ("S_kip"),
    [RSC_LESSON_WORD_FINISH] = N_ ("_Finish"),
    [RSC_LESSON_WORD_CHECK] = N_ ("_Check"),
    [RSC_LESSON_WORD_SOLVE] = N_ ("Do It for Me"),
    [RSC_LESSON_WORD_SHOW_ANSWER] = N_ ("Show the answer"),
    [RSC_LESSON_WORD_DO_IT] = N_ ("Do it for me"),
    [RSC_LESSON_WORD_RIGHT] = N_ ("Right"),
    [RSC_LESSON_WORD_WRONG] = N_ ("Not so"),
    [RSC_LESSON_WORD_WAITING] = N_ ("Being worked out…"),
    [RSC_LESSON_WORD_DONE] = N_ ("Done"),
    [RSC_LESSON_WORD_TO_DO] = N_ ("To do"),
    [RSC_LESSON_WORD_NO_NUMBER] = N_ ("Type a number, such as 4 or 0.25."),
    [RSC_LESSON_WORD_OPEN] = N_ ("Open a Lesson"),
    [RSC_LESSON_WORD_FILES] = N_ ("Lessons"),
    [RSC_LESSON_WORD_DRAW] = N_ ("Draw your own points"),
    [RSC_LESSON_WORD_NOT_FOUND] = N_ ("No term has these words."),
    [RSC_LESSON_WORD_HAS_CHANGED] = N_ ("The lesson’s file was read again."),
  };

  g_return_val_if_fail (word < RSC_N_LESSON_WORDS, "");
  return _ (words[word]);
}

char *
rsc_lesson_words_dup_place (gsize index, gsize n_steps)
{
  return g_strdup_printf (_ ("Step %zu of %zu"), index + 1, n_steps);
}

char *
rsc_lesson_words_dup_score (gsize n_right, gsize n_questions)
{
  return g_strdup_printf (g_dngettext (NULL, "%zu of %zu question answered right",
                                       "%zu of %zu questions answered right", (gulong) n_questions),
                          n_right, n_questions);
}

char *
rsc_lesson_words_dup_reply (gboolean is_right, const char *reply)
{
  return g_strdup_printf (
    "%s: %s", rsc_lesson_words_get (is_right ? RSC_LESSON_WORD_RIGHT : RSC_LESSON_WORD_WRONG),
    reply);
}

char *
rsc_lesson_words_dup_no_control (const char *name)
{
  return g_strdup_printf (_ ("There is no control “%s” in this window."), name);
}

char *
rsc_lesson_words_dup_source (const char *source)
{
  return g_strdup_printf (_ ("In the paper: %s"), source);
}

char *
rsc_lesson_words_dup_also (const char *terms)
{
  return g_strdup_printf (_ ("See also: %s"), terms);
}
