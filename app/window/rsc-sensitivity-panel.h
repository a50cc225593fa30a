/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/window/rsc-panel.h"

G_BEGIN_DECLS

/**
 * RscSensitivityPanel:
 *
 * The page that says what moving a target does: the leverage of each point as bars and as a list,
 * and of the point that is chosen or pointed at how every neuron moves, and how far that holds.
 */
#define RSC_TYPE_SENSITIVITY_PANEL (rsc_sensitivity_panel_get_type ())
G_DECLARE_FINAL_TYPE (RscSensitivityPanel, rsc_sensitivity_panel, RSC, SENSITIVITY_PANEL, RscPanel)

G_END_DECLS
