/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/files/rsc-lesson.h"

G_BEGIN_DECLS

/* The lessons that come with the program. */

/* Names of all of them, in their order: "1-training". Free with g_strfreev(). */
GStrv rsc_lesson_shelf_dup_names (void);
/* One of them; NULL where there is none of this name. */
RscLesson *rsc_lesson_shelf_load (const char *name);

G_END_DECLS
