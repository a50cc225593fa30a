/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RscRecentFiles:
 *
 * The files that were opened and saved last, newest first, as a menu whose items activate
 * "win.open-uri". It follows the desktop's list, which all windows share.
 */
typedef struct _RscRecentFiles RscRecentFiles;

RscRecentFiles *rsc_recent_files_new (void);
void rsc_recent_files_free (RscRecentFiles *self);

/* @document: or else data. */
void rsc_recent_files_add (RscRecentFiles *self, GFile *file, gboolean document);

GMenuModel *rsc_recent_files_get_menu (RscRecentFiles *self);

G_END_DECLS
