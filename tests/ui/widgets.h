/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What tests look for in widgets. */

/* The first widget from @widget downwards, itself included, that is one; NULL without one. */
GtkWidget *
find_widget (GtkWidget *widget, gboolean (*is_it) (GtkWidget *, gconstpointer), gconstpointer data);
GtkWidget *find_child (GtkWidget *widget, GType type);

/* A visible label with @text in it; a button with that label, or a tooltip that begins so. */
GtkWidget *find_label (GtkWidget *widget, const char *text);
GtkWidget *find_button (GtkWidget *widget, const char *text);

G_END_DECLS
