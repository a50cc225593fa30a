/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/files/rsc-lesson.h"
#include "app/window/rsc-window-files.h"
#include "ui/rsc-desk.h"

G_BEGIN_DECLS

/**
 * RscLearn:
 *
 * What a window teaches, in a pane at its side: the start page, a lesson. While a lesson runs, the
 * document of before is set aside with all of its changes, and comes back when it is left.
 */
typedef struct _RscLearn RscLearn;

/* Adds it to @window, in the place "learn_place" of its template; it goes with the window. @files:
 * of it. Actions: "start", "lesson" (string, the name of one that ships), "open-lesson" (string, a
 * URI), "glossary" (string, a term or "") and "leave-lesson". */
void rsc_learn_add (GtkWindow *window, RscDesk *desk, RscWindowFiles *files);

/* That of @window. */
RscLearn *rsc_learn_get (GtkWindow *window);

/* The start page, or the lesson where one runs. */
void rsc_learn_show_start (RscLearn *self);

/* Begins a lesson. @file: where it was read from, to read it again; or NULL. Errors:
 * RSC_ERROR_DATA. */
gboolean
rsc_learn_begin (RscLearn *self, RscLesson *lesson, const char *name, GFile *file, GError **error);
/* Begins the lesson in @file, which is read at once, and again with each change of it. Errors: also
 * G_IO_ERROR. */
gboolean rsc_learn_open (RscLearn *self, GFile *file, GError **error);
/* The document of before is back after this. */
void rsc_learn_leave (RscLearn *self);

G_END_DECLS
