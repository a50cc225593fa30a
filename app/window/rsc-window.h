/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/window/rsc-window-files.h"

G_BEGIN_DECLS

/**
 * RscWindow:
 *
 * One document and its views.
 */
#define RSC_TYPE_WINDOW (rsc_window_get_type ())
G_DECLARE_FINAL_TYPE (RscWindow, rsc_window, RSC, WINDOW, AdwApplicationWindow)

RscWindow *rsc_window_new (GtkApplication *application);
RscDocument *rsc_window_get_document (RscWindow *self);

RscWindowFiles *rsc_window_get_files (RscWindow *self);

/* Opens "gallery:NAME" at once, or reads a file as rsc_window_open_file() does, as the command line
 * names it. On error, told here or by the signal "file-read", the window shows the sentence and
 * keeps what it had. */
gboolean
rsc_window_open_argument (RscWindow *self, GFile *file, const char *argument, GError **error);

/* Reads a document or data without blocking, the end of which is the signal "file-read", and asks
 * before changes are lost; on error the window shows the sentence and keeps what it had. */
void rsc_window_open_file (RscWindow *self, GFile *file);

/* Opens the default set of @item. */
gboolean
rsc_window_open_gallery (RscWindow *self, const RscGalleryItem *item, gsize n, GError **error);

/* Keeps copies for recovery in this folder. */
void rsc_window_keep_copies (RscWindow *self, const char *folder);
/* Opens the copy that a crash left behind. */
void rsc_window_recover (RscWindow *self, RscRecovery *copy);

/* Shows one sentence until it is dismissed or something is opened. */
void rsc_window_show_message (RscWindow *self, const char *text);

G_END_DECLS
