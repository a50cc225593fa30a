/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes as a lesson, one's own and one that ships, and as the glossary. */
#include "fuzz.h"

#include <string.h>

#include "app/files/rsc-glossary.h"
#include "app/files/rsc-lesson.h"

static void
check_sentence (const GError *error)
{
  g_assert_nonnull (error);
  g_assert_true (g_str_has_prefix (error->message, "f.json"));
  g_assert_null (strchr (error->message, '\n'));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static void
check_lesson (RscLesson *lesson, const GError *error)
{
  if (!lesson)
    {
      check_sentence (error);
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpuint (rsc_lesson_get_n_steps (lesson), >, 0);
  for (gsize k = 0; k < rsc_lesson_get_n_steps (lesson); k++)
    {
      const RscLessonStep *step = rsc_lesson_get_step (lesson, k);

      g_assert_nonnull (step->title);
      g_assert_nonnull (step->text);
      /* What asks says what is right. */
      if (step->ask == RSC_LESSON_ASK_CHOICE)
        g_assert_cmpuint (step->choices->len, >, 1);
      g_assert_cmpint (step->ask == RSC_LESSON_ASK_NUMBER, ==, step->number != NULL);
      if (step->ask == RSC_LESSON_ASK_ACTION)
        g_assert_cmpuint (step->until->len, >, 0);
      g_assert_cmpint (step->ask != RSC_LESSON_ASK_NOTHING, ==, step->question != NULL);
    }
  rsc_lesson_unref (lesson);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) own_error = NULL;
  g_autoptr (GError) shipped_error = NULL;
  g_autoptr (GError) glossary_error = NULL;
  g_autofree char *text = g_strndup ((const char *) data, size);
  RscLesson *own = rsc_lesson_parse (text, (gssize) size, "f.json", &own_error);
  RscLesson *shipped = rsc_lesson_parse_shipped (text, (gssize) size, "f.json", &shipped_error);
  GPtrArray *glossary = rsc_glossary_parse (text, (gssize) size, "f.json", &glossary_error);

  g_assert_cmpint (own != NULL, ==, shipped != NULL);
  check_lesson (own, own_error);
  check_lesson (shipped, shipped_error);
  if (glossary)
    g_ptr_array_unref (glossary);
  else
    check_sentence (glossary_error);
  rsc_lesson_is_meant (text, size);
  return 0;
}
