/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/data/rsc-import-draft.h"

G_BEGIN_DECLS

/**
 * RscImportPreview:
 *
 * The first rows of a table, with a check mark on each column that is a feature.
 *
 * Signals: "toggled" (guint): the column whose check mark a person has set or taken away.
 */
#define RSC_TYPE_IMPORT_PREVIEW (rsc_import_preview_get_type ())
G_DECLARE_FINAL_TYPE (RscImportPreview, rsc_import_preview, RSC, IMPORT_PREVIEW, GtkGrid)

/* Shows @table as @draft has it. */
void rsc_import_preview_set (RscImportPreview *self, RscTable *table, const RscImportDraft *draft);

/* What a person calls column @k of @table. Free with g_free(). */
char *rsc_import_preview_dup_name (const RscTable *table, gsize k);

G_END_DECLS
