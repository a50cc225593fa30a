/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-function-layout.h"

G_BEGIN_DECLS

/* Two features: f or the width of the envelope as a map, with the lines on which neurons switch and
 * where f is 0, and the points. */
void rsc_function_plane_draw (const RscFunctionLayout *self,
                              const RscFunctionModel *model,
                              const RscTheme *theme,
                              RscText *text);

/* Number of the neuron whose line is nearest to (px, py) and near enough, or -1. */
gssize rsc_function_plane_pick (const RscFunctionLayout *self,
                                const RscFunctionModel *model,
                                const RscTheme *theme,
                                double px,
                                double py);

G_END_DECLS
