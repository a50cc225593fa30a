/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "app/model/rsc-lesson-stage.h"

G_BEGIN_DECLS

/**
 * RscLessonVerdict: of the question of a step.
 * @RSC_LESSON_OPEN: it has not been answered
 * @RSC_LESSON_WAITING: it has, and what the answer is compared with is still being worked out
 */
typedef enum
{
  RSC_LESSON_OPEN,
  RSC_LESSON_WAITING,
  RSC_LESSON_WRONG,
  RSC_LESSON_RIGHT
} RscLessonVerdict;

/**
 * RscLessonRun:
 *
 * A person on the way through a lesson: which step, what was answered and whether that is right,
 * which is asked of the results of the document. It sets the document as the steps have it.
 *
 * RscLessonRun::changed: anything of that, or what its texts are filled with.
 */
#define RSC_TYPE_LESSON_RUN (rsc_lesson_run_get_type ())
G_DECLARE_FINAL_TYPE (RscLessonRun, rsc_lesson_run, RSC, LESSON_RUN, GObject)

/* Opens what a step sets: the document, and how it is laid out. */
typedef void (*RscLessonOpenFunc) (RscContents *contents, gpointer user_data);

/* Whether all documents that @lesson sets can be read. Errors: RSC_ERROR_DATA, one sentence that
 * begins with @name and the step. */
gboolean rsc_lesson_run_check (RscLesson *lesson, const char *name, GError **error);

/* At the first step of @lesson, which has been checked. @document must live longer. @open: or NULL:
 * only the document is set. */
RscLessonRun *rsc_lesson_run_new (RscDocument *document,
                                  RscLesson *lesson,
                                  const char *name,
                                  RscLessonOpenFunc open,
                                  gpointer user_data);

RscLesson *rsc_lesson_run_get_lesson (RscLessonRun *self);
gsize rsc_lesson_run_get_index (RscLessonRun *self);
const RscLessonStep *rsc_lesson_run_get_step (RscLessonRun *self);
gboolean rsc_lesson_run_is_at_end (RscLessonRun *self);

/* Goes to step @k and sets what it sets. Forwards, a step that sets no document keeps the one that
 * is there; else the one of the last step before that does is set again. */
void rsc_lesson_run_go_to (RscLessonRun *self, gsize k);

/* Whether what the step sets has been set and worked out. */
gboolean rsc_lesson_run_is_ready (RscLessonRun *self);

RscLessonVerdict rsc_lesson_run_get_verdict (RscLessonRun *self);
/* The answer that was chosen last, or -1. */
int rsc_lesson_run_get_choice (RscLessonRun *self);
void rsc_lesson_run_choose (RscLessonRun *self, int choice);
void rsc_lesson_run_enter (RscLessonRun *self, double number);
/* Answers by itself, as soon as that is known. */
void rsc_lesson_run_solve (RscLessonRun *self);

/* Whether choice @k is the right one; FALSE in *@known where that is not worked out yet. */
gboolean rsc_lesson_run_is_right (RscLessonRun *self, gsize k, gboolean *known);

/* How many steps with a question have been answered right, and how many there are. */
gsize rsc_lesson_run_count_right (RscLessonRun *self, gsize *n_questions);

/* What the verdict says, or NULL while there is none; and any text of the lesson, filled with the
 * facts. Free with g_free(). */
char *rsc_lesson_run_dup_reply (RscLessonRun *self);
char *rsc_lesson_run_dup_filled (RscLessonRun *self, const char *text);

/* The first statement of the step that does not hold, or is not known; NULL where all hold. */
const RscCondition *rsc_lesson_run_find_broken (RscLessonRun *self);

G_END_DECLS
