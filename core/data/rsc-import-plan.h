/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/rsc-import-choices.h"

G_BEGIN_DECLS

/**
 * RscImportPlan:
 * @from: of each column of @reading, the column of @table that it is
 *
 * What becomes of each column, before a value is read.
 */
typedef struct
{
  const RscTable *table;
  const RscImportChoices *choices;
  RscReading *reading;
  gsize *from;
  gboolean signs;           /* targets that are values are −1 or +1 */
  RscImportProblem problem; /* once it fails */
} RscImportPlan;

/* Gives the columns their roles, and the target its classes. @self: @table and @choices are set. */
gboolean rsc_import_plan_make (RscImportPlan *self, GCancellable *cancellable, GError **error);

/* The same after the example of another file. */
gboolean rsc_import_plan_follow (RscImportPlan *self, const RscReading *like, GError **error);

void rsc_import_plan_clear (RscImportPlan *self);

/* The classes that column @k of @table has as a target, in their order: its texts, or its numbers
 * where they are at most RSC_LEVELS_MAX. NULL where it can be no target of classes. Free with
 * g_strfreev(). O(bytes). */
char **rsc_import_dup_classes (const RscTable *table, gsize k);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RscImportPlan, rsc_import_plan_clear)

G_END_DECLS
