/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Adds to @application the actions "help", "cite" and "about": the help pages, the paper to cite,
 * and what the program is, each over its active window. */
void rsc_about_add_actions (GtkApplication *application);

G_END_DECLS
