/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Whether all that is to be read on @root, a shown window, can be read: of each text that is mapped
 * (labels, and what is typed in fields) the box of its layout is within its widget's, or it is
 * ellipsised and a tooltip has the whole; no text and no control (button, field, switch, slider)
 * lies on another, or beyond the edge of what shows it; nothing but a table scrolls sideways. What
 * is not so is told, beginning with @where, and fails the test. Returns how many texts there
 * are. */
guint check_boxes (GtkWidget *root, const char *where);

G_END_DECLS
