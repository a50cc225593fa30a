/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/files/rsc-lesson.h"
#include "app/model/rsc-contents.h"
#include "app/model/rsc-document.h"

G_BEGIN_DECLS

/* The document that @stage sets. Errors: RSC_ERROR_DATA, one sentence that begins with @place. */
RscContents *rsc_lesson_stage_read (const RscLessonStage *stage, const char *place, GError **error);

/* Whether a hand could do @action now; and does it. */
gboolean rsc_lesson_can_act (RscDocument *document, RscLessonAction action);
void rsc_lesson_act (RscDocument *document, RscLessonAction action);

G_END_DECLS
