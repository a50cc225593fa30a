/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/model/rsc-keeper.h"

G_BEGIN_DECLS

/**
 * RscWindowFiles:
 *
 * The files of a window: opens documents and data, by dialog, by drag and drop, from the list of
 * recent files and from the clipboard; saves; and asks before changes that are not saved are lost.
 */
typedef struct _RscWindowFiles RscWindowFiles;

/**
 * RscWindowFilesFuncs: what it asks of its window.
 * @show_message: shows one sentence until something else is done
 * @tell_read: a file is there, cannot be read (@error), or was given up for another
 * @get_layout, @set_layout: how the window is laid out
 * @close: closes the window; nothing is lost
 */
typedef struct
{
  void (*show_message) (GtkWindow *window, const char *text);
  void (*tell_read) (GtkWindow *window, const GError *error);
  void (*get_layout) (GtkWindow *window, RscLayout *layout);
  void (*set_layout) (GtkWindow *window, const RscLayout *layout);
  void (*close) (GtkWindow *window);
} RscWindowFilesFuncs;

/* Adds to @window, which lives longer, as does @document, the actions "open", "open-uri" (string),
 * "open-second", "remove-test", "change-reading", "save", "save-as", "copy-document" and
 * "paste-document", and takes files that are dropped on it. */
RscWindowFiles *
rsc_window_files_new (GtkWindow *window, RscDocument *document, const RscWindowFilesFuncs *funcs);
/* Gives up what is being read; nothing is written any more. */
void rsc_window_files_free (RscWindowFiles *self);

RscKeeper *rsc_window_files_get_keeper (RscWindowFiles *self);

/* The name for the window: of its file, or of its data, or NULL. Free with g_free(). */
char *rsc_window_files_dup_name (RscWindowFiles *self);

/* The list of recent files as a menu; it follows the list. */
GMenuModel *rsc_window_files_get_recent (RscWindowFiles *self);

/* Reads a file, data or a document, without blocking, and shows it after asking for what is not
 * saved. */
void rsc_window_files_open (RscWindowFiles *self, GFile *file);
/* The same of a file that goes with the data on show: test points, with columns of their names, or
 * a network. */
void rsc_window_files_open_second (RscWindowFiles *self, GFile *file);
/* Saves to @file, which gets the ending of documents if it has none. */
void rsc_window_files_save_as (RscWindowFiles *self, GFile *file);
/* Opens the copy that a crash left behind. */
void rsc_window_files_recover (RscWindowFiles *self, RscRecovery *copy);
/* Opens the text of a document, as from the clipboard. */
void rsc_window_files_paste (RscWindowFiles *self, const char *text);
/* Opens a set of the gallery; see rsc_document_state_set_gallery(). */
gboolean rsc_window_files_open_gallery (RscWindowFiles *self,
                                        const RscGalleryItem *item,
                                        gsize n,
                                        GError **error);
/* Begins data of @d features without a point, to be drawn; as a set of the gallery. */
void rsc_window_files_open_drawing (RscWindowFiles *self, gsize d);
/* FALSE when nothing is being read. */
gboolean rsc_window_files_cancel (RscWindowFiles *self);

/* Whether the window may close at once; else a person is asked, and its close function called if
 * that is the answer. */
gboolean rsc_window_files_ask_close (RscWindowFiles *self);

G_END_DECLS
