/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/rsc-window.h"

G_BEGIN_DECLS

/* What tests look for in widgets, and windows to look in. */

/* The first widget from @widget downwards, itself included, that is one; NULL without one. */
GtkWidget *
find_widget (GtkWidget *widget, gboolean (*is_it) (GtkWidget *, gconstpointer), gconstpointer data);
GtkWidget *find_child (GtkWidget *widget, GType type);

/* A visible label with @text in it; a button with that label, or a tooltip that begins so. */
GtkWidget *find_label (GtkWidget *widget, const char *text);
GtkWidget *find_button (GtkWidget *widget, const char *text);

/* An application of its own, registered. */
GtkApplication *make_application (void);

/* A window of it that shows @argument, perhaps not solved yet. */
RscWindow *show_window (GtkApplication *application, const char *argument);

/* Asserts that the document and its pruning go with the window. */
void close_window (RscWindow *window);

G_END_DECLS
