/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the window says about its history and its files. Strings that are not constant are freed
 * with g_free(). */

/**
 * RscWindowWord: titles, kinds of files and buttons of the dialogs for files, and parts that GTK
 * leaves nameless.
 */
typedef enum
{
  RSC_WINDOW_OPEN_DATA,
  RSC_WINDOW_CSV_FILES,
  RSC_WINDOW_ALL_FILES,
  RSC_WINDOW_OPEN_NETWORK,
  RSC_WINDOW_NETWORK_FILES,
  RSC_WINDOW_EXPORT_PICTURE,
  RSC_WINDOW_SVG,
  RSC_WINDOW_PDF,
  RSC_WINDOW_PNG,
  RSC_WINDOW_EXPORT,
  RSC_WINDOW_REPLACE,
  RSC_WINDOW_CANCEL,
  RSC_WINDOW_FORGOTTEN,
  RSC_WINDOW_CHOSEN,
  RSC_WINDOW_HORIZONTAL_BAR,
  RSC_WINDOW_VERTICAL_BAR,
  RSC_WINDOW_SHORTCUTS,
  RSC_WINDOW_SEARCH,
  RSC_WINDOW_ABOUT,
  RSC_WINDOW_ICON,
  RSC_N_WINDOW_WORDS
} RscWindowWord;

/* Of buttons with their mnemonic. */
const char *rsc_window_words_get (RscWindowWord word);

/* While the pipe or device called @name has not told all of its data. */
char *rsc_window_words_dup_waiting (const char *name);

/* What a click takes back, or does again: the change of this name, or NULL. @forgotten: there were
 * older ones. */
char *rsc_window_words_dup_undo (const char *name, gboolean forgotten);
char *rsc_window_words_dup_redo (const char *name);

/* A picture is written; @name has an ending that no picture has; only local files can be
 * written. */
char *rsc_window_words_dup_written (const char *name);
char *rsc_window_words_dup_ending (const char *name, const char *ending);
const char *rsc_window_words_get_local_only (void);

/* Whether to replace the file @name, and why that is asked. */
char *rsc_window_words_dup_replace (const char *name);
const char *rsc_window_words_get_replace_why (void);
const char *rsc_window_words_get_changed_why (void);

/* What the program is, for its about window and for --help. */
const char *rsc_window_words_get_about (void);

/* The line between the pages above and those below, and what a hand can do with it. */
const char *rsc_window_words_get_divider (void);
const char *rsc_window_words_get_divider_help (void);

/* What the desktop and a screen reader call the window: the data set (or NULL) and the program. */
char *rsc_window_words_dup_title (const char *data);
/* The file name, without an ending, that is proposed for a picture: the data's name, the picture's
 * (such as "path") and λ/λ_max, with nothing that a file system would take amiss. A negative @ratio
 * leaves λ out. */
char *rsc_window_words_dup_file_name (const char *data, const char *picture, double ratio);

G_END_DECLS
