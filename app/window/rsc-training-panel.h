/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/window/rsc-panel.h"

G_BEGIN_DECLS

/**
 * RscTrainingPanel:
 *
 * The page of training: runs from several seeds over their steps, the step on show, and where each
 * of them ends.
 */
#define RSC_TYPE_TRAINING_PANEL (rsc_training_panel_get_type ())
G_DECLARE_FINAL_TYPE (RscTrainingPanel, rsc_training_panel, RSC, TRAINING_PANEL, RscPanel)

G_END_DECLS
