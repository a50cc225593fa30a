/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/rsc-import-choices.h"

G_BEGIN_DECLS

/**
 * RscImportDraft:
 * @target: column, counted from 0; G_MAXSIZE where no column can be one
 * @used: for each of @n_columns columns whether it is a feature
 * @more: for each column whether it is a target besides @target
 * @every_class: each class of @target is an output, @positive the first on show
 * @positive: class that is +1, or NULL
 * @negative: class that is −1, or NULL for all others
 *
 * Choices about a table while a person makes them.
 */
typedef struct
{
  RscTableChoices table;
  gsize n_columns;
  gsize target;
  gboolean *used;
  gboolean *more;
  gboolean every_class;
  RscTargetType target_type;
  char *positive;
  char *negative;
  RscMissing missing;
} RscImportDraft;

/* What @table allows, by the types of its columns: the last that can be one is the target, dates
 * and texts that are no categories are left out, and so are rows with missing values. It is a
 * suggestion, to be looked at. O(columns). */
RscImportDraft *rsc_import_draft_new (const RscTable *table);

/* What makes of @table, or of one that has such columns, what @reading says; else a suggestion. */
RscImportDraft *rsc_import_draft_new_like (const RscTable *table, const RscReading *reading);

/* How the text was read of which @reading tells. */
RscTableChoices rsc_import_draft_get_table_choices (const RscReading *reading);

RscImportDraft *rsc_import_draft_copy (const RscImportDraft *self);
void rsc_import_draft_free (RscImportDraft *self);

/* Takes another target, and suggests the other columns and the classes that go with it. */
void rsc_import_draft_set_target (RscImportDraft *self, const RscTable *table, gsize target);
void
rsc_import_draft_set_classes (RscImportDraft *self, const char *positive, const char *negative);

/* Makes column @k a target besides the one that there is, or no more; it is no feature then. */
void
rsc_import_draft_set_more (RscImportDraft *self, const RscTable *table, gsize k, gboolean more);

/* The choices, borrowed from @self and @classes, which is filled. */
void rsc_import_draft_get_choices (const RscImportDraft *self,
                                   RscImportChoices *choices,
                                   const char *classes[3]);

/* Whether column @k can be a feature or the target. */
gboolean rsc_import_can_use (const RscTable *table, gsize k);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscImportDraft, rsc_import_draft_free)

G_END_DECLS
