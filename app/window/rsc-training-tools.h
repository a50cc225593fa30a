/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/window/rsc-panel.h"

G_BEGIN_DECLS

/**
 * RscTrainingTools:
 *
 * Begins, stops and goes on with training, and moves the step on show.
 */
#define RSC_TYPE_TRAINING_TOOLS (rsc_training_tools_get_type ())
G_DECLARE_FINAL_TYPE (RscTrainingTools, rsc_training_tools, RSC, TRAINING_TOOLS, RscPanel)

G_END_DECLS
