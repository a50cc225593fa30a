/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/set/rsc-comparison.h"
#include "core/set/rsc-complex-walk.h"
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Adds the member compare: two networks beside each other. @walk: from the one to the other, or
 * NULL. */
void rsc_json_add_comparison (JsonBuilder *builder,
                              const RscComparison *comparison,
                              const RscOptimalSet *set,
                              const RscComplexWalk *walk);

G_END_DECLS
