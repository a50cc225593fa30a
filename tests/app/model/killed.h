/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <gsl/gsl_rng.h>

G_BEGIN_DECLS

/* What tests kill is themselves: "SELF --program FOLDER PARENT" writes to a folder without end. */

/* In the program: it ends with its parent, too. FALSE where that is gone already. */
gboolean killed_follow_parent (const char *parent);

/* In the program, once it has written all that it writes. */
void killed_say_written (void);

/* Starts it, waits until it has written all, and kills it within @microseconds after that. */
void killed_run (const char *self, const char *folder, guint microseconds, gsl_rng *rng);

/* Whether the arguments ask for the program. */
gboolean killed_is_program (int argc, char **argv);

/* Removes it with all that is in it. */
void killed_remove_folder (const char *path);

G_END_DECLS
