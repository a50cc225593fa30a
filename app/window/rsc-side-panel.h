/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/window/rsc-panel.h"

G_BEGIN_DECLS

/**
 * RscSidePanel:
 *
 * Data, model, λ, the list of neurons and the pick: everything that a person sets with numbers.
 */
#define RSC_TYPE_SIDE_PANEL (rsc_side_panel_get_type ())
G_DECLARE_FINAL_TYPE (RscSidePanel, rsc_side_panel, RSC, SIDE_PANEL, RscPanel)

G_END_DECLS
