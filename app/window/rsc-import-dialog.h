/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/model/rsc-file-reader.h"

G_BEGIN_DECLS

/**
 * RscImportDialog:
 *
 * The import page over a window, with the one button that takes what it makes.
 */
typedef struct _RscImportDialog RscImportDialog;

/* @dataset: what is taken, borrowed; NULL when a person gives it up. The dialog has gone by
 * then. */
typedef void (*RscImportDoneFunc) (RscDataset *dataset, gboolean standardise, gpointer user_data);

/* @reader tries what is chosen; what comes of it is for rsc_import_dialog_take(). @name: of the
 * file. @is_open: its data are on show already. @trial: taken. */
RscImportDialog *rsc_import_dialog_new (GtkWindow *window,
                                        RscFileReader *reader,
                                        const char *name,
                                        gboolean is_open,
                                        gboolean can_standardise,
                                        RscImportTrial *trial,
                                        RscImportDoneFunc done,
                                        gpointer user_data);
/* Closes it; nobody is told. */
void rsc_import_dialog_free (RscImportDialog *self);

/* @trial: taken. */
void rsc_import_dialog_take (RscImportDialog *self, RscImportTrial *trial);

G_END_DECLS
