/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/path/rsc-target-effects.h"
#include "core/path/rsc-target-range.h"
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Adds the member sensitivity. @of: whose effects they are: "only" or "narrowest"; @ranges: of all
 * points, or NULL. */
void rsc_json_add_sensitivity (JsonBuilder *builder,
                               const RscTargetEffects *effects,
                               const char *of,
                               const RscTargetRange *ranges);

G_END_DECLS
