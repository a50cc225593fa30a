/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/cli/rsc-cli-options.h"
#include "core/set/rsc-comparison.h"
#include "core/set/rsc-complex-walk.h"
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * RscCliCompare:
 * @comparison: NULL where it was not asked for
 * @walk: between both networks, or NULL where they are not both of the set
 *
 * What --compare of "optimal-set" adds to a set: the network of a file, A, beside that of least
 * norm, B.
 */
typedef struct
{
  RscComparison *comparison;
  RscOptimalSet *set; /* borrowed */
  RscComplexWalk *walk;
} RscCliCompare;

/* Finds what @options ask for. Errors: those of the file, cancelled. */
gboolean rsc_cli_compare_init (RscCliCompare *self,
                               const RscCliOptions *options,
                               RscOptimalSet *set,
                               GCancellable *cancellable,
                               GError **error);
void rsc_cli_compare_clear (RscCliCompare *self);

void rsc_cli_compare_add_json (const RscCliCompare *self, JsonBuilder *builder);
/* Its part of the summary: lines, and a table of the neurons. */
void rsc_cli_compare_append_lines (const RscCliCompare *self, GString *text);
void rsc_cli_compare_append_table (const RscCliCompare *self, GString *text);

G_END_DECLS
