/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Whether things may move by themselves, as the desktop's "Reduce animation" says (GTK's setting
 * gtk-enable-animations). Asked here alone; GTK's and libadwaita's own transitions follow the same
 * setting. Where it is off, what plays goes in steps, what would glide is there at once, and a bar
 * without a figure does not run to and fro. */
gboolean rsc_motion_is_wanted (void);

/* Calls @changed (@object) whenever that changes, for as long as @object lives. */
void rsc_motion_connect (gpointer object, GCallback changed);

/* Shows or hides the side of @flap before the next frame is drawn, whether or not things may move:
 * as something was, and not as a hand changes it. What a hand does after that moves as before. */
void rsc_motion_reveal_at_once (AdwFlap *flap, gboolean revealed);

G_END_DECLS
