/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-training-plot.h"
#include "ui/rsc-plot-area.h"

G_BEGIN_DECLS

/**
 * RscTrainingView:
 *
 * The picture of runs of training as a widget. A press or a drag asks for the step under it, and
 * for the run whose curve it is on. With the focus: Left and Right step, Home and End go to the
 * first and last state, Up and Down to another run, Space plays. The widget changes nothing by
 * itself. Signals:
 * - scrubbed (int run, guint64 step): run, or -1 for the one on show
 * - walked (double): the place of the walk downhill, from 0 to 1
 * - step (int): -1, +1; -2 and +2 for the first and last state
 * - choose (int): the run before (-1) or after (+1)
 * - play
 */
#define RSC_TYPE_TRAINING_VIEW (rsc_training_view_get_type ())
G_DECLARE_FINAL_TYPE (RscTrainingView, rsc_training_view, RSC, TRAINING_VIEW, RscPlotArea)

GtkWidget *rsc_training_view_new (void);

/* Takes references and copies. Where only the state differs nothing is laid out anew. */
void rsc_training_view_set_model (RscTrainingView *self, const RscTrainingModel *model);
const RscTrainingModel *rsc_training_view_get_model (RscTrainingView *self);

G_END_DECLS
