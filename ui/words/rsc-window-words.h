/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the window says about its history and its files. Strings that are not constant are freed with
 * g_free(). */

/* What a click takes back, or does again: the change of this name, or NULL. */
char *rsc_window_words_dup_undo (const char *name);
char *rsc_window_words_dup_redo (const char *name);

/* A picture is written; @name has an ending that no picture has; only local files can be written. */
char *rsc_window_words_dup_written (const char *name);
char *rsc_window_words_dup_ending (const char *name, const char *ending);
const char *rsc_window_words_get_local_only (void);

/* Whether to replace the file @name, and why that is asked. */
char *rsc_window_words_dup_replace (const char *name);
const char *rsc_window_words_get_replace_why (void);

/* What the program is, for its about window and for --help. */
const char *rsc_window_words_get_about (void);

G_END_DECLS
