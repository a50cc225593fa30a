/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Controls of a window by a name that stays: that of a page ("pruning") or the id that a control
 * has in its .ui file ("timeline"), and behind a stroke the id of one inside
 * ("pruning/forward_button"). */

/* The control of this name, or NULL. */
GtkWidget *rsc_places_find (GtkWidget *window, const char *name);

/* Brings it to sight, marks it and gives it the focus; what was marked before is so no more. @name:
 * or NULL for nothing. FALSE where there is no such control. */
gboolean rsc_places_point (GtkWidget *window, const char *name);

G_END_DECLS
