/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/window/rsc-panel.h"

G_BEGIN_DECLS

/**
 * RscPruningTools:
 *
 * The row of buttons that walk along a pruning: back, all steps to choose from, forward, to minimal
 * and to zero; how far a long walk is; and the way out.
 */
#define RSC_TYPE_PRUNING_TOOLS (rsc_pruning_tools_get_type ())
G_DECLARE_FINAL_TYPE (RscPruningTools, rsc_pruning_tools, RSC, PRUNING_TOOLS, RscPanel)

/* The neuron of the pruning's start that “Remove” would take away, or -1; @name: its number, or
 * NULL. */
void rsc_pruning_tools_set_selected (RscPruningTools *self, gssize neuron, const char *name);

G_END_DECLS
