/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/rsc-import-draft.h"
#include "core/data/rsc-import.h"

G_BEGIN_DECLS

/**
 * RscImportTrial:
 * @table: read as @draft says
 * @draft: about @table
 * @classes: of the target, or NULL where it can have none
 * @dataset: what the choices make of the table, or NULL
 * @problem, @error: why there is none
 *
 * What comes of choices about a table. Nobody changes it.
 */
typedef struct
{
  RscTable *table;
  RscImportDraft *draft;
  char **classes;
  RscDataset *dataset;
  RscImportProblem problem;
  GError *error;
} RscImportTrial;

/* Tries @draft (taken) on @table. Where it was read with other choices, it is read again; the draft
 * is then fitted to its columns. NULL with an error only when cancelled. O(bytes). */
RscImportTrial *rsc_import_trial_new (RscTable *table,
                                      RscImportDraft *draft,
                                      GCancellable *cancellable,
                                      GError **error);
void rsc_import_trial_free (RscImportTrial *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscImportTrial, rsc_import_trial_free)

G_END_DECLS
