/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-function-layout.h"

G_BEGIN_DECLS

/* One feature: the curve with its kinks, the band of all optimal networks, and the points. */
void rsc_function_graph_draw (const RscFunctionLayout *self,
                              const RscFunctionModel *model,
                              const RscTheme *theme,
                              RscText *text);

/* Number of the neuron whose kink, on the curve or on the axis, is nearest to (px, py) and near
 * enough, or -1. */
gssize rsc_function_graph_pick (const RscFunctionLayout *self,
                                const RscFunctionModel *model,
                                const RscTheme *theme,
                                double px,
                                double py);

G_END_DECLS
