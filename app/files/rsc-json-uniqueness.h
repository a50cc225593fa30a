/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-general-position.h"
#include "core/set/rsc-dependence.h"
#include "core/set/rsc-leave-one-out.h"
#include "core/set/rsc-target-move.h"
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Adds the member dependence, null where @dependence is NULL. */
void rsc_json_add_dependence (JsonBuilder *builder, const RscDependence *dependence);

/* Adds the member general_position. */
void rsc_json_add_general_position (JsonBuilder *builder, const RscGeneralPosition *position);

/* Adds the members leave_one_out, of @n points, and leave_one_out_complete: whether these are
 * all. */
void
rsc_json_add_left_out (JsonBuilder *builder, gsize n, const RscLeftOut *outs, gboolean complete);

/* Adds the member least_move, null where none was found. */
void rsc_json_add_target_move (JsonBuilder *builder, const RscTargetMove *move);

G_END_DECLS
