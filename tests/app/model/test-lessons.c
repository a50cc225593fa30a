/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every lesson that ships runs to its end by itself in each language, with the real engine: what it
 * states holds, of its answers one is right, and what it asks to be done can be done. No
 * display. */
#include <gsl/gsl_errno.h>

#include "app/model/rsc-document-facts.h"
#include "app/model/rsc-document-reasons.h"
#include "app/model/rsc-lesson-run.h"
#include "documents.h"

typedef struct
{
  RscDocument *document;
  RscLessonRun *run;
} Fixture;

/* What the panels of the window do while they are seen. */
static void
open_contents (RscContents *contents, gpointer user_data)
{
  Fixture *f = user_data;
  const char *const *pages = (const char *const *) contents->layout.pages;

  rsc_document_open (f->document, rsc_document_state_ref (contents->state), contents->selected);
  rsc_widths_set_wanted (rsc_document_get_widths (f->document),
                         pages && g_strv_contains (pages, "widths"));
  rsc_reasons_set_wanted (rsc_document_get_reasons (f->document),
                          pages && g_strv_contains (pages, "uniqueness"));
}

static gboolean
is_ready (gpointer user_data)
{
  Fixture *f = user_data;

  return rsc_lesson_run_is_ready (f->run) && !rsc_lesson_run_find_broken (f->run);
}

static gboolean
is_right (gpointer user_data)
{
  return rsc_lesson_run_get_verdict (((Fixture *) user_data)->run) == RSC_LESSON_RIGHT;
}

/* A minute at most for what takes a second or two. */
static void
expect_soon (Fixture *f, const char *what, gboolean (*is_over) (gpointer user_data))
{
  const gint64 limit = g_get_monotonic_time () + 60 * G_TIME_SPAN_SECOND;

  while (!is_over (f))
    {
      if (g_get_monotonic_time () > limit)
        {
          const RscCondition *broken = rsc_lesson_run_find_broken (f->run);

          g_error ("%s, step %zu, “%s”: %s: %s", rsc_lesson_run_get_lesson (f->run)->title,
                   rsc_lesson_run_get_index (f->run) + 1, rsc_lesson_run_get_step (f->run)->title,
                   what, broken ? rsc_condition_get_text (broken) : "all that is stated holds");
        }
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
}

/* One of the answers is right, and each says something of its own. */
static void
check_choices (Fixture *f)
{
  const RscLessonStep *step = rsc_lesson_run_get_step (f->run);
  guint n_right = 0;

  for (guint k = 0; k < step->choices->len; k++)
    {
      gboolean known, right = rsc_lesson_run_is_right (f->run, k, &known);
      g_autofree char *reply = NULL;

      g_assert_true (known);
      n_right += right;
      rsc_lesson_run_choose (f->run, (int) k);
      g_assert_cmpint (rsc_lesson_run_get_verdict (f->run), ==,
                       right ? RSC_LESSON_RIGHT : RSC_LESSON_WRONG);
      reply = rsc_lesson_run_dup_reply (f->run);
      g_assert_nonnull (reply);
      g_assert_null (strstr (reply, "…"));
      g_assert_null (strchr (reply, '{'));
    }
  g_assert_cmpuint (n_right, ==, step->choices->len > 0 ? 1 : 0);
}

/* What is read has all its numbers. */
static void
check_texts (Fixture *f)
{
  const RscLessonStep *step = rsc_lesson_run_get_step (f->run);
  g_autofree char *text = rsc_lesson_run_dup_filled (f->run, step->text);

  g_assert_null (strstr (text, "…"));
  g_assert_null (strchr (text, '{'));
}

static RscLesson *
load (const char *name, gboolean is_shipped)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "lessons", name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  RscLesson *lesson;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  lesson = is_shipped ? rsc_lesson_parse_shipped (text, (gssize) length, name, &error)
                      : rsc_lesson_parse (text, (gssize) length, name, &error);
  g_assert_no_error (error);
  return lesson;
}

static void
expect_other_words (const char *text, const char *translated)
{
  if (g_str_equal (text, translated))
    g_error ("“%s” is not translated", text);
}

/* What a person reads first of each part is in the other language, and in none by chance. */
static void
check_words (const char *name, const RscLesson *translated)
{
  g_autoptr (RscLesson) lesson = load (name, FALSE);

  expect_other_words (lesson->title, translated->title);
  expect_other_words (lesson->summary, translated->summary);
  for (gsize k = 0; k < rsc_lesson_get_n_steps (lesson); k++)
    {
      const RscLessonStep *step = rsc_lesson_get_step (lesson, k);
      const RscLessonStep *other = rsc_lesson_get_step (translated, k);

      expect_other_words (step->title, other->title);
      expect_other_words (step->text, other->text);
      if (step->question)
        expect_other_words (step->question, other->question);
      if (step->right)
        expect_other_words (step->right, other->right);
      if (step->otherwise)
        expect_other_words (step->otherwise, other->otherwise);
      for (guint i = 0; i < step->choices->len; i++)
        {
          const RscLessonChoice *choice = g_ptr_array_index (step->choices, i);

          expect_other_words (choice->why,
                              ((RscLessonChoice *) g_ptr_array_index (other->choices, i))->why);
        }
      for (guint i = 0; i < step->mistakes->len; i++)
        {
          const RscLessonMistake *mistake = g_ptr_array_index (step->mistakes, i);

          expect_other_words (mistake->why,
                              ((RscLessonMistake *) g_ptr_array_index (other->mistakes, i))->why);
        }
    }
}

static void
test_lesson (gconstpointer user_data)
{
  const char *name = user_data;
  g_autoptr (RscLesson) lesson = load (name, TRUE);
  g_autoptr (GError) error = NULL;
  Fixture f = { rsc_document_new (TRUE), NULL };
  gsize n_right, n_questions;

  g_assert_true (rsc_lesson_run_check (lesson, name, &error));
  g_assert_no_error (error);
  f.run = rsc_lesson_run_new (f.document, lesson, name, open_contents, &f);
  for (;;)
    {
      expect_soon (&f, "what it states does not come true", is_ready);
      if (rsc_lesson_run_get_step (f.run)->ask == RSC_LESSON_ASK_CHOICE)
        check_choices (&f);
      if (rsc_lesson_run_get_step (f.run)->ask != RSC_LESSON_ASK_NOTHING)
        {
          g_autofree char *reply = NULL;

          rsc_lesson_run_solve (f.run);
          expect_soon (&f, "it cannot be answered", is_right);
          reply = rsc_lesson_run_dup_reply (f.run);
          g_assert_nonnull (reply);
          g_assert_null (strstr (reply, "…"));
        }
      check_texts (&f);
      if (rsc_lesson_run_is_at_end (f.run))
        break;
      rsc_lesson_run_go_to (f.run, rsc_lesson_run_get_index (f.run) + 1);
    }
  n_right = rsc_lesson_run_count_right (f.run, &n_questions);
  g_assert_cmpuint (n_right, ==, n_questions);
  g_object_unref (f.run);
  g_object_unref (f.document);
}

static void
test_translated (gconstpointer user_data)
{
  char *const *words = (char *const *) user_data;
  const char *language = words[0], *name = words[1];

  if (!speak (language))
    {
      g_test_skip ("its words are not built");
      return;
    }
  {
    g_autoptr (RscLesson) lesson = load (name, TRUE);

    check_words (name, lesson);
  }
  test_lesson (name);
}

static void
free_words (gpointer words)
{
  g_strfreev (words);
}

/* Optimal networks agree at the data in any unit of the targets. */
static void
test_spread_at_data (void)
{
  static const double units[] = { 1e-7, 1.0, 1e9 };

  for (gsize k = 0; k < G_N_ELEMENTS (units); k++)
    {
      g_autoptr (RscDocument) document = rsc_document_new (TRUE);
      g_autoptr (RscDataset) dataset = NULL;
      RscDocumentState *state;
      RscDataset *polygon;
      double y[12], spread = NAN, dimension = 0;

      open_set (document, "polygon-12");
      polygon = rsc_document_get_train (document);
      for (gsize i = 0; i < 12; i++)
        y[i] = units[k];
      dataset = rsc_dataset_new ("units", 12, 2, rsc_dataset_get_x (polygon), y, NULL, NULL, NULL);
      state = edit (document);
      rsc_document_state_set_file (state, NULL, dataset);
      state->bias = FALSE;
      rsc_document_apply (document, "Open", RSC_CHANGE_SINGLE, state);
      set_ratio (document, 0.1, RSC_CHANGE_SINGLE);
      wait_idle (document);
      g_assert_true (rsc_document_get_fact (document, RSC_FACT_DIMENSION, &dimension));
      g_assert_true (rsc_document_get_fact (document, RSC_FACT_SPREAD_AT_DATA, &spread));
      g_test_message ("units %g: dimension %g, spread %g", units[k], dimension, spread);
      g_assert_cmpfloat (dimension, >, 0);
      g_assert_cmpfloat (spread, ==, 0);
    }
}

int
main (int argc, char *argv[])
{
  /* English first: what is looked up in no language is not looked up again. */
  static const char *const languages[] = { NULL, "de", "zh_CN" };
  g_autofree char *folder = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  folder = g_test_build_filename (G_TEST_DIST, "..", "data", "lessons", NULL);
  for (gsize k = 0; k < G_N_ELEMENTS (languages); k++)
    {
      dir = g_dir_open (folder, 0, NULL);
      while (dir && (name = g_dir_read_name (dir)))
        if (g_str_has_suffix (name, ".json") && g_ascii_isdigit (*name))
          {
            const char *const words[] = { languages[k], name, NULL };
            g_autofree char *path =
              g_build_path ("/", "/lessons", languages[k] ? languages[k] : "en", name, NULL);

            if (languages[k])
              g_test_add_data_func_full (path, g_strdupv ((char **) words), test_translated,
                                         free_words);
            else
              g_test_add_data_func_full (path, g_strdup (name), test_lesson, g_free);
          }
      g_clear_pointer (&dir, g_dir_close);
    }
  g_test_add_func ("/facts/spread-at-data", test_spread_at_data);
  return g_test_run ();
}
