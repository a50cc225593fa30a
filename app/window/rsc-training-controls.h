/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/window/rsc-panel.h"

G_BEGIN_DECLS

/**
 * RscTrainingControls:
 *
 * How networks are trained: the method and the width, and in a popover the start, seeds, step size
 * and batches.
 */
#define RSC_TYPE_TRAINING_CONTROLS (rsc_training_controls_get_type ())
G_DECLARE_FINAL_TYPE (RscTrainingControls, rsc_training_controls, RSC, TRAINING_CONTROLS, RscPanel)

/* Whether one width is chosen, and a network on show: not where all are looked at. */
void rsc_training_controls_set_has_width (RscTrainingControls *self, gboolean has_width);

G_END_DECLS
