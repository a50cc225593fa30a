/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Says @text over what @overlay shows, after what it says already; the same is not said twice in a
 * row. Where a toast's going ends before its coming does, or in the same frame, libadwaita 1.2 goes
 * on with what it has freed. It is so where one comes while another goes, and where one is sent
 * away while it comes: here each waits until the one before is gone, and cannot be sent away until
 * it is there. A sentence that is longer than the overlay is wide takes several lines. All toasts
 * of an overlay come from here. */
void rsc_toasts_add (AdwToastOverlay *overlay, const char *text);

/* Lets the action "win.tell" (a string) of @window, which has no actions of its own, say it
 * there. */
void rsc_toasts_serve (AdwToastOverlay *overlay, GtkWindow *window);

G_END_DECLS
