/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What is kept from one start to the next. */

/* The settings, or NULL: run from a build directory there may be no schema, or that of an older
 * version, and the defaults do. */
GSettings *rsc_settings_new (void);

/* Opens @chooser where the last file was chosen; keeps where @file is, or nothing for NULL and for
 * what is not in a folder of this machine. */
void rsc_settings_go_to_last_folder (GtkFileChooser *chooser);
void rsc_settings_keep_folder (GFile *file);

G_END_DECLS
