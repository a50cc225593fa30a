/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/window/rsc-panel.h"

G_BEGIN_DECLS

/**
 * RscOptimalSetPanel:
 *
 * The set of all optimal networks on the chosen axes, with the picked network as a marker in it.
 */
#define RSC_TYPE_OPTIMAL_SET_PANEL (rsc_optimal_set_panel_get_type ())
G_DECLARE_FINAL_TYPE (RscOptimalSetPanel, rsc_optimal_set_panel, RSC, OPTIMAL_SET_PANEL, RscPanel)

G_END_DECLS
