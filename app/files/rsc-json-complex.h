/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/set/rsc-complex-walk.h"
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Adds the member complex: the optimal networks by their number of neurons. */
void rsc_json_add_complex (JsonBuilder *builder, const RscComplex *complex);

/* Adds the member walk: the networks that a walk through @complex stops at. */
void rsc_json_add_complex_walk (JsonBuilder *builder,
                                const RscComplex *complex,
                                const RscComplexWalk *walk);

G_END_DECLS
