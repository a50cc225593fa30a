/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/data/rsc-import-trial.h"

G_BEGIN_DECLS

/**
 * RscImportPage:
 *
 * The first rows of a table, the choices that make a data set of it, and below them in one sentence
 * how it is read, or why it cannot be.
 *
 * Signals: "changed" after every choice: whoever shows the page tries the draft and gives it what
 * comes of that. "ready" whenever there is a data set or none any more.
 */
#define RSC_TYPE_IMPORT_PAGE (rsc_import_page_get_type ())
G_DECLARE_FINAL_TYPE (RscImportPage, rsc_import_page, RSC, IMPORT_PAGE, GtkBox)

/* @trial: taken. @can_standardise: whether it is offered where the features ask for it. */
GtkWidget *rsc_import_page_new (RscImportTrial *trial, gboolean can_standardise);

/* Shows what has come of the draft; @trial: taken. */
void rsc_import_page_take (RscImportPage *self, RscImportTrial *trial);

/* What is to be tried. Borrowed. */
RscTable *rsc_import_page_get_table (RscImportPage *self);
const RscImportDraft *rsc_import_page_get_draft (RscImportPage *self);

/* What the choices make of the table; NULL where they make none, or it is not known yet.
 * Borrowed. */
RscDataset *rsc_import_page_get_dataset (RscImportPage *self);

/* Whether the features are to be standardised. */
gboolean rsc_import_page_get_standardise (RscImportPage *self);

G_END_DECLS
