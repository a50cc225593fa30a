/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Gives @widget the tooltip @text, or none for NULL. What stays as it is costs nothing: GTK asks
 * the display server where the pointer is whenever a tooltip is given, which no frame of a path
 * that plays has time for. */
void rsc_tip_set (GtkWidget *widget, const char *text);

/* Lets @label have all of its text as a tooltip, where it is cut short and somebody asks. */
void rsc_tip_show_whole (GtkLabel *label);

G_END_DECLS
