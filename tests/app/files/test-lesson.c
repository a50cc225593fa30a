/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How lessons are written: what is read, and what is said of what is wrong with one. */
#include "app/files/rsc-lesson.h"

#include <string.h>

#include "core/numerics/rsc-error.h"

#define HEAD \
  "{\"schema\": \"reluscope-lesson\", \"version\": 1, \"title\": \"T\", \"summary\": \"S\", "
#define STEP HEAD "\"steps\": [{\"title\": \"A\", \"text\": \"B\""

/* Three data points, and nothing is known of vertices. */
static gboolean
get_fact (RscFact fact, double *value, gpointer user_data)
{
  if (fact == RSC_FACT_VERTICES)
    return FALSE;
  *value = fact == RSC_FACT_ROWS ? 3 : fact == RSC_FACT_GAP ? 0.125 : 0;
  return TRUE;
}

static void
test_conditions (void)
{
  static const struct
  {
    const char *text;
    gboolean known, holds;
  } cases[] = {
    { "rows == 3", TRUE, TRUE },
    { "rows==4", TRUE, FALSE },
    { "rows != 4", TRUE, TRUE },
    { "rows < 3", TRUE, FALSE },
    { "rows <= 3", TRUE, TRUE },
    { "rows > 2.5", TRUE, TRUE },
    { "rows >= 3 + 1", TRUE, FALSE },
    { "rows ~ 3.01", TRUE, TRUE },
    { "rows ~ 3.1", TRUE, FALSE },
    { "2 * rows - 1 == 5", TRUE, TRUE },
    { "1 + rows * rows == 10", TRUE, TRUE },
    { "rows / 6 == 0.5", TRUE, TRUE },
    { "rows / width > 0", FALSE, FALSE },
    { "vertices == 2", FALSE, FALSE },
    { "rows - vertices < 2", FALSE, FALSE },
    { "gap < 1e-1", TRUE, FALSE },
  };

  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RscCondition) condition = rsc_condition_parse (cases[k].text, &error);
      gboolean holds = FALSE;

      g_assert_no_error (error);
      g_assert_cmpstr (rsc_condition_get_text (condition), ==, cases[k].text);
      g_test_message ("%s", cases[k].text);
      g_assert_cmpint (rsc_condition_evaluate (condition, get_fact, NULL, &holds), ==,
                       cases[k].known);
      if (cases[k].known)
        g_assert_cmpint (holds, ==, cases[k].holds);
    }
}

static void
test_bad_conditions (void)
{
  static const struct
  {
    const char *text, *said;
  } cases[] = {
    { "rows", "compares nothing" },       { "row == 3", "no fact “row”" },
    { "rows == ", "a fact or a number" }, { "rows == 1 2", "not understood" },
    { "== 1", "a fact or a number" },     { "rows == 1+1+1+1+1+1+1+1+1", "too long" },
    { "rows == inf", "no fact “inf”" },
  };

  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (rsc_condition_parse (cases[k].text, &error));
      g_assert_error (error, RSC_ERROR, RSC_ERROR_DATA);
      g_assert_nonnull (strstr (error->message, cases[k].said));
    }
}

static void
test_filled (void)
{
  g_autofree char *text = rsc_condition_dup_filled (
    "{rows} and {rows * rows}, {vertices} of {gap}, {gap%}, {what} {", get_fact, NULL);

  g_assert_cmpstr (text, ==, "3 and 9, … of 0.125, 12 %, {what} {");
  g_assert_true (rsc_condition_check_filled ("{rows} of {vertices}", NULL));
  g_assert_false (rsc_condition_check_filled ("{row}", NULL));
}

/* Settings are laid over those of the step before, but where the data are others. */
static void
test_documents (void)
{
  static const char text[] =
    HEAD "\"steps\": ["
         "{\"title\": \"A\", \"text\": \"B\", \"document\": {\"gallery\": {\"set\": \"xor\"}, "
         "\"model\": {\"bias\": true, \"seed\": 3}}},"
         "{\"title\": \"A\", \"text\": \"B\"},"
         "{\"title\": \"A\", \"text\": \"B\", \"document\": {\"model\": {\"bias\": false}}, "
         "\"run\": [\"prune\", \"train\"]},"
         "{\"title\": \"A\", \"text\": \"B\", \"document\": {\"gallery\": {\"set\": \"abs\"}}}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (RscLesson) lesson = rsc_lesson_parse (text, -1, "l.json", &error);
  const RscLessonStep *step;

  g_assert_no_error (error);
  g_assert_cmpuint (rsc_lesson_get_n_steps (lesson), ==, 4);
  g_assert_null (rsc_lesson_get_step (lesson, 1)->stage.document);
  step = rsc_lesson_get_step (lesson, 2);
  g_assert_nonnull (strstr (step->stage.document, "xor"));
  g_assert_nonnull (strstr (step->stage.document, "\"bias\":false"));
  g_assert_nonnull (strstr (step->stage.document, "\"seed\":3"));
  g_assert_cmpuint (step->stage.n_actions, ==, 2);
  g_assert_cmpint (step->stage.actions[1], ==, RSC_LESSON_TRAIN);
  step = rsc_lesson_get_step (lesson, 3);
  g_assert_null (strstr (step->stage.document, "xor"));
  g_assert_null (strstr (step->stage.document, "seed"));
  g_assert_true (rsc_lesson_is_meant (text, strlen (text)));
  g_assert_false (rsc_lesson_is_meant ("{\"schema\": \"reluscope-document\"}", 33));
}

static void
test_wrong (void)
{
  static const struct
  {
    const char *text, *said;
  } cases[] = {
    { "[1]", "l.json: schema: this is missing" },
    { "{\"schema\": \"reluscope-document\"}", "l.json: schema: “reluscope-lesson” is needed" },
    { "{\"schema\": \"reluscope-lesson\", \"version\": 2}", "l.json: version" },
    { HEAD "\"step\": []}", "unknown key “step”: did you mean “steps”?" },
    { HEAD "\"step]\\n}\\ns\": []}", "unknown key “step] } s”: " },
    { STEP ", \"run\": [\"a\\nb\"]}]}", "steps[1].run: there is no action “a b”" },
    { HEAD "\"steps\": []}", "l.json: steps: a list of 1 to 200" },
    { HEAD "\"steps\": [3]}", "l.json: steps[1].: a step in braces" },
    { STEP ", \"txt\": \"\"}]}", "unknown key “steps[1].txt”" },
    { STEP "}, {\"title\": \"A\"}]}", "l.json: steps[2].text: this is missing" },
    { STEP ", \"run\": [\"dance\"]}]}", "steps[1].run: there is no action “dance”" },
    { STEP ", \"document\": 3}]}", "steps[1].document: a document in braces" },
    { STEP ", \"document\": {\"lamda_ratio\": 3}}]}", "did you mean “lambda_ratio”" },
    { STEP ", \"expect\": \"rows = 3\"}]}", "steps[1].expect: “rows = 3” compares nothing" },
    { STEP ", \"ask\": {\"question\": \"Q\"}}]}", "steps[1].ask.question: “choices”, “number”" },
    { STEP ", \"ask\": {\"question\": \"Q\", \"choices\": []}}]}", "a list of two to twelve" },
    { STEP ", \"ask\": {\"question\": \"Q\", \"choices\": [{\"text\": \"a\", \"why\": \"b\"}, "
           "{\"text\": \"a\", \"why\": \"b\"}]}}]}",
      "one answer must be right" },
    { STEP ", \"ask\": {\"question\": \"Q\", \"choices\": [{\"text\": \"a\"}, {}]}}]}",
      "steps[1].ask.choices[1].why: this is missing" },
    { STEP ", \"ask\": {\"question\": \"Q\", \"number\": \"rows\", \"right\": \"R\"}}]}",
      "steps[1].ask.otherwise: this is missing" },
    { STEP ", \"ask\": {\"question\": \"Q\", \"until\": [\"rows > 1\"], \"right\": \"R\", "
           "\"otherwise\": \"O\"}}]}",
      "steps[1].ask.answer: what answers it" },
    { HEAD "\"steps\": [{\"title\": \"A\", \"text\": \"{vertice}\"}]}", "no fact “vertice”" },
    { "{\"a\": ", "no JSON" },
  };

  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[k].text);
      g_assert_null (rsc_lesson_parse (cases[k].text, -1, "l.json", &error));
      g_assert_error (error, RSC_ERROR, RSC_ERROR_DATA);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, cases[k].said));
      g_assert_null (strchr (error->message, '\n'));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lesson/conditions", test_conditions);
  g_test_add_func ("/lesson/bad-conditions", test_bad_conditions);
  g_test_add_func ("/lesson/filled", test_filled);
  g_test_add_func ("/lesson/documents", test_documents);
  g_test_add_func ("/lesson/wrong", test_wrong);
  return g_test_run ();
}
