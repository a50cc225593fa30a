/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/window/rsc-panel.h"

G_BEGIN_DECLS

/**
 * RscPruningSettings:
 *
 * Where a pruning starts, and how its steps are chosen.
 */
#define RSC_TYPE_PRUNING_SETTINGS (rsc_pruning_settings_get_type ())
G_DECLARE_FINAL_TYPE (RscPruningSettings, rsc_pruning_settings, RSC, PRUNING_SETTINGS, RscPanel)

/* Whether they are seen; their place stays. */
void rsc_pruning_settings_set_shown (RscPruningSettings *self, gboolean shown);

G_END_DECLS
