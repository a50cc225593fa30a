/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What in @window is asked about: what has the focus where the keyboard is in use, else what is
 * under the pointer. */
GtkWidget *rsc_explain_find_widget (GtkWindow *window);

/* Calls @show with the term of the link of @widget that is chosen. Without one calls @explain with
 * the words of @widget, then with those around it, further and further, until it returns TRUE:
 * within its page, whose own term ends them. FALSE where it never did. */
gboolean rsc_explain_try (GtkWidget *widget,
                          gboolean (*explain) (const char *words, gpointer data),
                          gboolean (*show) (const char *term, gpointer data),
                          gpointer data);

G_END_DECLS
