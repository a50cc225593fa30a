/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/window/rsc-window.h"

G_BEGIN_DECLS

/* An application of its own, registered. */
GtkApplication *make_application (void);

/* What the main function of a test of windows begins with, before it adds its tests: the
 * application. */
GtkApplication *begin_windows (int *argc, char ***argv);

/* Runs the tests and lets the application go. Returns the status to exit with. */
int run_windows (GtkApplication *application);

/* A window of it that shows @argument, perhaps not solved yet. */
RscWindow *show_window (GtkApplication *application, const char *argument);

/* Asserts that all panels and widgets of the program, the document and its pruning go with the
 * window. */
void close_window (RscWindow *window);

/* The question over @window, or NULL. */
AdwMessageDialog *find_question (RscWindow *window);

G_END_DECLS
