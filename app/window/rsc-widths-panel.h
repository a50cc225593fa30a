/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/window/rsc-panel.h"

G_BEGIN_DECLS

/**
 * RscWidthsPanel:
 *
 * The optimal networks by their number of neurons: the staircase of their pieces, which number is
 * chosen, the pieces there, and walks from one network to another.
 */
#define RSC_TYPE_WIDTHS_PANEL (rsc_widths_panel_get_type ())
G_DECLARE_FINAL_TYPE (RscWidthsPanel, rsc_widths_panel, RSC, WIDTHS_PANEL, RscPanel)

G_END_DECLS
