/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/files/rsc-condition.h"

G_BEGIN_DECLS

#define RSC_LESSON_SCHEMA "reluscope-lesson"
/* What the names of lesson files end with. */
#define RSC_LESSON_ENDING ".json"

/**
 * RscLessonAsk: what a step asks.
 * @RSC_LESSON_ASK_NOTHING: it is only read
 * @RSC_LESSON_ASK_CHOICE: which of some answers is right
 * @RSC_LESSON_ASK_NUMBER: a number
 * @RSC_LESSON_ASK_ACTION: that the document is made to be so
 */
typedef enum
{
  RSC_LESSON_ASK_NOTHING,
  RSC_LESSON_ASK_CHOICE,
  RSC_LESSON_ASK_NUMBER,
  RSC_LESSON_ASK_ACTION
} RscLessonAsk;

/**
 * RscLessonAction: what is done to the document by itself, as a hand would.
 */
typedef enum
{
  RSC_LESSON_PRUNE,
  RSC_LESSON_PRUNE_TO_MINIMAL,
  RSC_LESSON_TRAIN,
  RSC_LESSON_DESCEND,
  RSC_LESSON_WALK,
  RSC_LESSON_PICK_NARROWEST,
  RSC_LESSON_NEXT_VERTEX,
  RSC_LESSON_NEXT_EVENT,
  RSC_LESSON_SELECT,
  RSC_LESSON_PREPARE_PRUNING,
  RSC_LESSON_FIRST_STEP,
  RSC_LESSON_LAST_STEP,
  RSC_N_LESSON_ACTIONS
} RscLessonAction;

/**
 * RscLessonStage: what the document is made to be.
 * @document: a whole document as in its file, or NULL where what is on show stays
 * @n_actions, @actions: what is then done with it
 */
typedef struct
{
  char *document;
  gsize n_actions;
  RscLessonAction *actions;
} RscLessonStage;

/**
 * RscLessonChoice: one of the answers to choose from.
 * @is_right: whether it is right; or where there is a @condition, whether that holds
 * @why: why it is or is not
 */
typedef struct
{
  char *text;
  gboolean is_right;
  RscCondition *condition;
  char *why;
} RscLessonChoice;

/* A wrong number of which it is known how one comes to it. */
typedef struct
{
  RscTerm *is;
  char *why;
} RscLessonMistake;

/**
 * RscLessonStep:
 * @text: paragraphs, with [[TERM]] or [[TERM|words]] for links into the glossary and {FACT} for
 * numbers of the document
 * @formula: in the language of ui/plot/rsc-formula.h, or NULL
 * @stage: what it sets
 * @point: name of the control that it points at, or NULL
 * @choices: of #RscLessonChoice
 * @number, @parts: the right number, to one part in so many
 * @until: of #RscCondition, for an action
 * @right: why the number is right, or what has been reached; @otherwise: of numbers that nobody
 * foresaw, or what is still to do
 * @answer: what answers an action
 * @expect: of #RscCondition, that hold where the step begins
 */
typedef struct
{
  char *title;
  char *text;
  char *formula;
  RscLessonStage stage;
  char *point;
  RscLessonAsk ask;
  char *question;
  GPtrArray *choices;
  RscTerm *number;
  double parts;
  GPtrArray *mistakes;
  GPtrArray *until;
  char *right;
  char *otherwise;
  RscLessonStage answer;
  GPtrArray *expect;
} RscLessonStep;

/**
 * RscLesson:
 * @summary: what it is about, in a sentence
 * @source: where that is written, such as "Prop. 3.6", or NULL
 * @steps: of #RscLessonStep, at least one
 *
 * A lesson as its file has it: data/lessons/README.md says how it is written. Immutable and
 * reference-counted.
 */
typedef struct
{
  gatomicrefcount ref_count;

  char *title;
  char *summary;
  char *source;
  GPtrArray *steps;
} RscLesson;

/* Of the text of a lesson file. @length: or -1; @name: what messages call it. O(length). Errors:
 * RSC_ERROR_DATA, one sentence "NAME: PLACE: what is wrong". Documents in it are not looked at. */
RscLesson *rsc_lesson_parse (const char *text, gssize length, const char *name, GError **error);
/* The same of a lesson that ships: what is read of it is in the language of the user, each text for
 * itself in its own where it has no translation. */
RscLesson *
rsc_lesson_parse_shipped (const char *text, gssize length, const char *name, GError **error);
RscLesson *rsc_lesson_ref (RscLesson *self);
void rsc_lesson_unref (RscLesson *self);

/* Whether a text, which is JSON, is meant to be a lesson: it says so in its first members. */
gboolean rsc_lesson_is_meant (const char *text, gsize length);

static inline gsize
rsc_lesson_get_n_steps (const RscLesson *self)
{
  return self->steps->len;
}

static inline const RscLessonStep *
rsc_lesson_get_step (const RscLesson *self, gsize k)
{
  return g_ptr_array_index (self->steps, k);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscLesson, rsc_lesson_unref)

G_END_DECLS
