/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/set/rsc-tuning.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Adds the object @key with error and accuracy to the one that is open in @builder. */
void rsc_cli_add_score (JsonBuilder *builder, const char *key, const RscTuningScore *score);

G_END_DECLS
