/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/window/rsc-panel.h"

G_BEGIN_DECLS

/**
 * RscUniquenessPanel:
 *
 * The page that says why the optimum on show is unique, or is not: neurons that make up for each
 * other as bars, the points that make it so and what points have in common as a list whose lines
 * select them, and the smallest move of a target with a button that makes it.
 */
#define RSC_TYPE_UNIQUENESS_PANEL (rsc_uniqueness_panel_get_type ())
G_DECLARE_FINAL_TYPE (RscUniquenessPanel, rsc_uniqueness_panel, RSC, UNIQUENESS_PANEL, RscPanel)

G_END_DECLS
