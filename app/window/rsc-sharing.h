/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/window/rsc-board.h"
#include "app/window/rsc-window-files.h"
#include "ui/rsc-desk.h"

G_BEGIN_DECLS

/**
 * RscSharing:
 *
 * What leaves a window: adds to it the actions share.export, share.copy-picture, share.table (of
 * the picture that has the focus, or the first one on show), share.export-board, share.print (of
 * the board), share.animation, share.copy-summary and share.report.
 */
typedef struct _RscSharing RscSharing;

/* All of them live longer. */
RscSharing *
rsc_sharing_new (GtkWindow *window, RscDocument *document, RscWindowFiles *files, RscDesk *desk);
void rsc_sharing_free (RscSharing *self);

/* The picture that the actions are about, or NULL. */
RscPlotArea *rsc_sharing_find_picture (RscSharing *self);

/* The board as it is now. */
RscBoard *rsc_sharing_new_board (RscSharing *self);

/* The document's state as text, with the command that reproduces it; NULL while there is none. Free
 * with g_free(). */
char *rsc_sharing_dup_summary (RscSharing *self);

/* Writes a report to @path in a thread and tells when that is done. FALSE, and told why, where
 * there is nothing to report yet. */
gboolean rsc_sharing_write_report (RscSharing *self, const char *path);

/* Prints the board: with @path (or NULL, then a person is asked) to a PDF file. */
void rsc_sharing_print (RscSharing *self, const char *path);

G_END_DECLS
