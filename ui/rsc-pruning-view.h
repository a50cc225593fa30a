/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-pruning-plot.h"
#include "ui/rsc-plot-area.h"

G_BEGIN_DECLS

/**
 * RscPruningView:
 *
 * The picture of one step of pruning as a widget. With the focus: Left and Right step, Home and End
 * go to the first and last step, Up and Down move from neuron to neuron, Return or Delete asks to
 * remove the selected one. The widget changes nothing by itself. Signals:
 * - hovered (int neuron, int point): neuron of the start and row of the data under the pointer, or
 * -1
 * - neuron-activated (int): a click on a neuron's column, or Delete: it is to go
 * - neuron-selected (int): Up or Down
 * - step (int): -1, +1; -2 and +2 for the first and last
 */
#define RSC_TYPE_PRUNING_VIEW (rsc_pruning_view_get_type ())
G_DECLARE_FINAL_TYPE (RscPruningView, rsc_pruning_view, RSC, PRUNING_VIEW, RscPlotArea)

GtkWidget *rsc_pruning_view_new (void);

/* Takes a reference to the walk and a copy of the labels. */
void rsc_pruning_view_set_model (RscPruningView *self, const RscPruningModel *model);
const RscPruningModel *rsc_pruning_view_get_model (RscPruningView *self);

G_END_DECLS
