/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/model/rsc-contents.h"
#include "ui/rsc-desk.h"

G_BEGIN_DECLS

/**
 * RscPresentation:
 *
 * How a window is shown to a room, besides the larger text of the action app.present: adds the
 * actions present.full (state: in full screen), present.halo (state: around the pointer),
 * present.hide-tools and present.hide-header (states: the controls over the panels, and the title
 * bar, are not there), present.black (a black screen until a key or a click) and present.page (i: a
 * page of the desk by its number, from 0). What is hidden, and the halo, only while presenting.
 */
typedef struct _RscPresentation RscPresentation;

/* Puts its layers over the content of @window, which lives longer, as does @desk. */
RscPresentation *rsc_presentation_new (AdwApplicationWindow *window, RscDesk *desk);
void rsc_presentation_free (RscPresentation *self);

/* Adds to @layout what is hidden and whether it is a presentation; shows it so. A document that is
 * no presentation does not end one. */
void rsc_presentation_get_layout (RscPresentation *self, RscLayout *layout);
void rsc_presentation_set_layout (RscPresentation *self, const RscLayout *layout);

G_END_DECLS
