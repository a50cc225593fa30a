/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/cli/rsc-cli-options.h"
#include "core/path/rsc-target-effects.h"
#include "core/path/rsc-target-range.h"
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * RscCliSensitivity:
 * @effects: NULL where --sensitivity was not asked for
 * @asked: whether --ranges was
 * @ranges: of all points; NULL where they were not asked for, or several networks are optimal
 *
 * What --sensitivity of "optimal-set" adds to a set: of its only network, or of the narrowest.
 */
typedef struct
{
  RscTargetEffects *effects;
  gboolean asked;
  RscTargetRange *ranges;
} RscCliSensitivity;

/* Finds what @options ask for; shows how far it is. Errors: those of the solver and of
 * rsc_target_effects_new(), cancelled. */
gboolean rsc_cli_sensitivity_init (RscCliSensitivity *self,
                                   const RscCliOptions *options,
                                   RscOptimalSet *set,
                                   GCancellable *cancellable,
                                   GError **error);
void rsc_cli_sensitivity_clear (RscCliSensitivity *self);

/* Its part of the summary; a row for each point; and of the JSON. */
void rsc_cli_sensitivity_append_lines (const RscCliSensitivity *self, GString *text);
void rsc_cli_sensitivity_append_table (const RscCliSensitivity *self, GString *text);
void rsc_cli_sensitivity_add_json (const RscCliSensitivity *self, JsonBuilder *builder);

G_END_DECLS
