/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/window/rsc-panel.h"

G_BEGIN_DECLS

/**
 * RscPruningPanel:
 *
 * Pruning, one neuron at a time, forward and back: the picture of a step, what it did in one
 * sentence and in numbers, all steps to jump to; and what every method makes of accuracy or error.
 */
#define RSC_TYPE_PRUNING_PANEL (rsc_pruning_panel_get_type ())
G_DECLARE_FINAL_TYPE (RscPruningPanel, rsc_pruning_panel, RSC, PRUNING_PANEL, RscPanel)

G_END_DECLS
