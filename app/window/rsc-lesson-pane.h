/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/model/rsc-lesson-run.h"

G_BEGIN_DECLS

/**
 * RscLessonPane:
 *
 * The side pane of a lesson: the text of its step, its question and what is said to the answer.
 * Signals: "leave"; "point" (string): the control of this name is to be shown; "term" (string): a
 * term of the glossary is asked for; "reload": the lesson's file is to be read again.
 */
#define RSC_TYPE_LESSON_PANE (rsc_lesson_pane_get_type ())
G_DECLARE_FINAL_TYPE (RscLessonPane, rsc_lesson_pane, RSC, LESSON_PANE, GtkWidget)

/* @run: or NULL. @can_reload: whether its file is an author's. */
void rsc_lesson_pane_set_run (RscLessonPane *self, RscLessonRun *run, gboolean can_reload);

G_END_DECLS
