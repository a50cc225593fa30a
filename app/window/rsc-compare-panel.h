/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/window/rsc-panel.h"

G_BEGIN_DECLS

/**
 * RscComparePanel:
 *
 * The network on show, B, beside one that was pinned, A.
 */
#define RSC_TYPE_COMPARE_PANEL (rsc_compare_panel_get_type ())
G_DECLARE_FINAL_TYPE (RscComparePanel, rsc_compare_panel, RSC, COMPARE_PANEL, RscPanel)

G_END_DECLS
