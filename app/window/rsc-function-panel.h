/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/window/rsc-panel.h"

G_BEGIN_DECLS

/**
 * RscFunctionPanel:
 *
 * What the picked network computes: the function picture with the choice of what it shows.
 */
#define RSC_TYPE_FUNCTION_PANEL (rsc_function_panel_get_type ())
G_DECLARE_FINAL_TYPE (RscFunctionPanel, rsc_function_panel, RSC, FUNCTION_PANEL, RscPanel)

G_END_DECLS
