/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-lesson-run.h"

#include "app/model/rsc-document-facts.h"

struct _RscLessonRun
{
  GObject parent_instance;

  RscDocument *document; /* lives longer */
  RscLesson *lesson;
  char *name;
  RscLessonOpenFunc open;
  gpointer user_data;

  gsize index;
  /* What is still to be done, of a stage of the lesson. */
  const RscLessonStage *stage;
  gsize n_done;
  gboolean acting;
  gboolean solving; /* as soon as it is known */

  RscLessonVerdict verdict;
  int choice;
  double number;
  const RscLessonMistake *mistake;
  GArray *right; /* gboolean for each step */
  char *shown;   /* texts as they were told */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RscLessonRun, rsc_lesson_run, G_TYPE_OBJECT)

static gboolean
get_fact (RscFact fact, double *value, gpointer user_data)
{
  return rsc_document_get_fact (RSC_LESSON_RUN (user_data)->document, fact, value);
}

static const RscLessonStep *
get_step (RscLessonRun *self)
{
  return rsc_lesson_get_step (self->lesson, self->index);
}

static void
tell (RscLessonRun *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* --- answers ---------------------------------------------------------------------------------- */

gboolean
rsc_lesson_run_is_right (RscLessonRun *self, gsize k, gboolean *known)
{
  const RscLessonChoice *choice;
  gboolean right;

  g_return_val_if_fail (RSC_IS_LESSON_RUN (self) && k < get_step (self)->choices->len, FALSE);

  choice = g_ptr_array_index (get_step (self)->choices, k);
  right = choice->is_right;
  *known = TRUE;
  if (choice->condition)
    *known = rsc_condition_evaluate (choice->condition, get_fact, self, &right);
  return *known && right;
}

/* The verdict on what was answered; RSC_LESSON_WAITING while it cannot be told. */
static RscLessonVerdict
judge (RscLessonRun *self)
{
  const RscLessonStep *step = get_step (self);
  gboolean known, right = FALSE;
  double value;

  switch (step->ask)
    {
    case RSC_LESSON_ASK_CHOICE:
      right = rsc_lesson_run_is_right (self, (gsize) self->choice, &known);
      break;
    case RSC_LESSON_ASK_NUMBER:
      known = rsc_term_evaluate (step->number, get_fact, self, &value);
      right = known && rsc_condition_is_close (self->number, value, step->parts);
      self->mistake = NULL;
      for (guint k = 0; known && !right && k < step->mistakes->len && !self->mistake; k++)
        {
          const RscLessonMistake *mistake = g_ptr_array_index (step->mistakes, k);

          if (rsc_term_evaluate (mistake->is, get_fact, self, &value)
              && rsc_condition_is_close (self->number, value, step->parts))
            self->mistake = mistake;
        }
      break;
    case RSC_LESSON_ASK_ACTION:
      known = rsc_conditions_evaluate (step->until, get_fact, self, &right);
      /* What a person has not done yet is no wrong answer. */
      return known && right ? RSC_LESSON_RIGHT : RSC_LESSON_OPEN;
    case RSC_LESSON_ASK_NOTHING:
    default:
      return RSC_LESSON_OPEN;
    }
  return !known ? RSC_LESSON_WAITING : right ? RSC_LESSON_RIGHT : RSC_LESSON_WRONG;
}

static void
take_verdict (RscLessonRun *self, RscLessonVerdict verdict)
{
  self->verdict = verdict;
  if (verdict == RSC_LESSON_RIGHT)
    g_array_index (self->right, gboolean, self->index) = TRUE;
}

/* --- what is set ------------------------------------------------------------------------------ */

static gboolean
is_staged (RscLessonRun *self)
{
  return !self->stage || self->n_done >= self->stage->n_actions;
}

static void
act (RscLessonRun *self)
{
  if (self->acting)
    return;
  self->acting = TRUE;
  while (!is_staged (self)
         && rsc_lesson_can_act (self->document, self->stage->actions[self->n_done]))
    rsc_lesson_act (self->document, self->stage->actions[self->n_done++]);
  self->acting = FALSE;
}

static char *
dup_place (const char *name, gsize k)
{
  return g_strdup_printf ("%s: steps[%zu].document", name, k + 1);
}

static void
enter_stage (RscLessonRun *self, const RscLessonStage *stage)
{
  self->stage = stage;
  self->n_done = 0;
  if (stage->document)
    {
      g_autofree char *place = dup_place (self->name, self->index);
      /* It could be read when the run began. */
      g_autoptr (RscContents) contents = rsc_lesson_stage_read (stage, place, NULL);

      self->acting = TRUE;
      if (self->open)
        self->open (contents, self->user_data);
      else
        rsc_document_open (self->document, rsc_document_state_ref (contents->state),
                           contents->selected);
      self->acting = FALSE;
    }
  act (self);
}

gboolean
rsc_lesson_run_check (RscLesson *lesson, const char *name, GError **error)
{
  g_return_val_if_fail (lesson != NULL && name != NULL, FALSE);

  for (gsize k = 0; k < rsc_lesson_get_n_steps (lesson); k++)
    {
      const RscLessonStep *step = rsc_lesson_get_step (lesson, k);
      const RscLessonStage *const stages[] = { &step->stage, &step->answer };
      g_autofree char *place = dup_place (name, k);

      for (gsize s = 0; s < G_N_ELEMENTS (stages); s++)
        {
          g_autoptr (RscContents) contents =
            stages[s]->document ? rsc_lesson_stage_read (stages[s], place, error) : NULL;

          if (stages[s]->document && !contents)
            return FALSE;
        }
    }
  return TRUE;
}

/* --- what follows the document ---------------------------------------------------------------- */

static void
answer_by_itself (RscLessonRun *self)
{
  const RscLessonStep *step = get_step (self);
  gboolean known;
  double value;

  if (step->ask == RSC_LESSON_ASK_NUMBER
      && rsc_term_evaluate (step->number, get_fact, self, &value))
    {
      self->solving = FALSE;
      rsc_lesson_run_enter (self, value);
    }
  for (guint k = 0; self->solving && k < step->choices->len; k++)
    if (rsc_lesson_run_is_right (self, k, &known))
      {
        self->solving = FALSE;
        rsc_lesson_run_choose (self, (int) k);
      }
}

/* All that is read of the step, as it is now. */
static char *
dup_shown (RscLessonRun *self)
{
  const RscLessonStep *step = get_step (self);
  g_autofree char *text = rsc_lesson_run_dup_filled (self, step->text);
  g_autofree char *question =
    step->question ? rsc_lesson_run_dup_filled (self, step->question) : NULL;
  g_autofree char *reply = rsc_lesson_run_dup_reply (self);

  return g_strconcat (text, "\n", question ? question : "", "\n", reply ? reply : "", NULL);
}

static void
on_document_changed (RscDocument *document, guint parts, gpointer user_data)
{
  RscLessonRun *self = user_data;
  const RscLessonVerdict before = self->verdict;
  g_autofree char *shown = NULL;

  if (self->acting)
    return;
  act (self);
  if (self->solving)
    answer_by_itself (self);
  /* What was judged stays so, whatever a person does then. */
  if (self->verdict == RSC_LESSON_WAITING
      || (get_step (self)->ask == RSC_LESSON_ASK_ACTION && self->verdict == RSC_LESSON_OPEN
          && is_staged (self)))
    take_verdict (self, judge (self));
  shown = dup_shown (self);
  if (self->verdict == before && g_strcmp0 (shown, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_steal_pointer (&shown);
  tell (self);
}

/* --- object ----------------------------------------------------------------------------------- */

static void
rsc_lesson_run_dispose (GObject *object)
{
  RscLessonRun *self = RSC_LESSON_RUN (object);

  if (self->document)
    g_signal_handlers_disconnect_by_data (self->document, self);
  self->document = NULL;
  g_clear_pointer (&self->lesson, rsc_lesson_unref);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->right, g_array_unref);
  g_clear_pointer (&self->shown, g_free);
  G_OBJECT_CLASS (rsc_lesson_run_parent_class)->dispose (object);
}

static void
rsc_lesson_run_class_init (RscLessonRunClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rsc_lesson_run_dispose;
  signals[CHANGED] = g_signal_new ("changed", RSC_TYPE_LESSON_RUN, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
rsc_lesson_run_init (RscLessonRun *self)
{
}

RscLessonRun *
rsc_lesson_run_new (RscDocument *document,
                    RscLesson *lesson,
                    const char *name,
                    RscLessonOpenFunc open,
                    gpointer user_data)
{
  RscLessonRun *self = g_object_new (RSC_TYPE_LESSON_RUN, NULL);

  g_return_val_if_fail (RSC_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (lesson != NULL && name != NULL, NULL);

  self->document = document;
  self->lesson = rsc_lesson_ref (lesson);
  self->name = g_strdup (name);
  self->open = open;
  self->user_data = user_data;
  self->right = g_array_new (FALSE, TRUE, sizeof (gboolean));
  g_array_set_size (self->right, (guint) rsc_lesson_get_n_steps (lesson));
  g_signal_connect (document, "changed", G_CALLBACK (on_document_changed), self);
  rsc_lesson_run_go_to (self, 0);
  return self;
}

RscLesson *
rsc_lesson_run_get_lesson (RscLessonRun *self)
{
  g_return_val_if_fail (RSC_IS_LESSON_RUN (self), NULL);
  return self->lesson;
}

gsize
rsc_lesson_run_get_index (RscLessonRun *self)
{
  g_return_val_if_fail (RSC_IS_LESSON_RUN (self), 0);
  return self->index;
}

const RscLessonStep *
rsc_lesson_run_get_step (RscLessonRun *self)
{
  g_return_val_if_fail (RSC_IS_LESSON_RUN (self), NULL);
  return get_step (self);
}

gboolean
rsc_lesson_run_is_at_end (RscLessonRun *self)
{
  g_return_val_if_fail (RSC_IS_LESSON_RUN (self), FALSE);
  return self->index + 1 == rsc_lesson_get_n_steps (self->lesson);
}

void
rsc_lesson_run_go_to (RscLessonRun *self, gsize k)
{
  gboolean forwards;
  gsize from = k;

  g_return_if_fail (RSC_IS_LESSON_RUN (self));
  g_return_if_fail (k < rsc_lesson_get_n_steps (self->lesson));

  forwards = k == self->index + 1;
  self->index = k;
  self->solving = FALSE;
  self->verdict = RSC_LESSON_OPEN;
  self->choice = -1;
  self->mistake = NULL;
  if (!forwards)
    while (from > 0 && !rsc_lesson_get_step (self->lesson, from)->stage.document)
      from--;
  enter_stage (self, &rsc_lesson_get_step (self->lesson, from)->stage);
  g_free (self->shown);
  self->shown = dup_shown (self);
  tell (self);
}

gboolean
rsc_lesson_run_is_ready (RscLessonRun *self)
{
  g_return_val_if_fail (RSC_IS_LESSON_RUN (self), FALSE);
  return is_staged (self) && rsc_document_has_settled (self->document);
}

RscLessonVerdict
rsc_lesson_run_get_verdict (RscLessonRun *self)
{
  g_return_val_if_fail (RSC_IS_LESSON_RUN (self), RSC_LESSON_OPEN);
  return self->verdict;
}

int
rsc_lesson_run_get_choice (RscLessonRun *self)
{
  g_return_val_if_fail (RSC_IS_LESSON_RUN (self), -1);
  return self->choice;
}

void
rsc_lesson_run_choose (RscLessonRun *self, int choice)
{
  g_return_if_fail (RSC_IS_LESSON_RUN (self));
  g_return_if_fail (choice >= 0 && (guint) choice < get_step (self)->choices->len);

  self->choice = choice;
  take_verdict (self, judge (self));
  tell (self);
}

void
rsc_lesson_run_enter (RscLessonRun *self, double number)
{
  g_return_if_fail (RSC_IS_LESSON_RUN (self));
  g_return_if_fail (get_step (self)->ask == RSC_LESSON_ASK_NUMBER);

  self->number = number;
  take_verdict (self, judge (self));
  tell (self);
}

void
rsc_lesson_run_solve (RscLessonRun *self)
{
  g_return_if_fail (RSC_IS_LESSON_RUN (self));

  if (get_step (self)->ask == RSC_LESSON_ASK_ACTION)
    {
      enter_stage (self, &get_step (self)->answer);
      on_document_changed (self->document, 0, self);
      return;
    }
  self->solving = TRUE;
  answer_by_itself (self);
}

gsize
rsc_lesson_run_count_right (RscLessonRun *self, gsize *n_questions)
{
  gsize n = 0;

  g_return_val_if_fail (RSC_IS_LESSON_RUN (self), 0);

  *n_questions = 0;
  for (gsize k = 0; k < rsc_lesson_get_n_steps (self->lesson); k++)
    {
      *n_questions += rsc_lesson_get_step (self->lesson, k)->ask != RSC_LESSON_ASK_NOTHING;
      n += g_array_index (self->right, gboolean, k);
    }
  return n;
}

char *
rsc_lesson_run_dup_reply (RscLessonRun *self)
{
  const RscLessonStep *step;

  g_return_val_if_fail (RSC_IS_LESSON_RUN (self), NULL);

  step = get_step (self);
  if (self->verdict == RSC_LESSON_OPEN || self->verdict == RSC_LESSON_WAITING)
    return NULL;
  if (step->ask == RSC_LESSON_ASK_CHOICE)
    {
      const RscLessonChoice *choice = g_ptr_array_index (step->choices, self->choice);

      return rsc_lesson_run_dup_filled (self, choice->why);
    }
  return rsc_lesson_run_dup_filled (self, self->verdict == RSC_LESSON_RIGHT ? step->right
                                          : self->mistake                   ? self->mistake->why
                                                                            : step->otherwise);
}

char *
rsc_lesson_run_dup_filled (RscLessonRun *self, const char *text)
{
  g_return_val_if_fail (RSC_IS_LESSON_RUN (self), NULL);
  return rsc_condition_dup_filled (text, get_fact, self);
}

const RscCondition *
rsc_lesson_run_find_broken (RscLessonRun *self)
{
  const RscLessonStep *step;

  g_return_val_if_fail (RSC_IS_LESSON_RUN (self), NULL);

  step = get_step (self);
  for (guint k = 0; k < step->expect->len; k++)
    {
      const RscCondition *condition = g_ptr_array_index (step->expect, k);
      gboolean holds;

      if (!rsc_condition_evaluate (condition, get_fact, self, &holds) || !holds)
        return condition;
    }
  return NULL;
}
