/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-pruning-model.h"
#include "ui/plot/rsc-theme.h"

G_BEGIN_DECLS

void rsc_pruning_plot_draw (const RscPruningModel *model,
                            const RscTheme *theme,
                            cairo_t *cr,
                            double width,
                            double height);

typedef struct
{
  gboolean inside;
  gssize neuron; /* of the start, or -1 */
  gssize point;  /* row of the data, or -1 */
} RscPruningHit;

void rsc_pruning_plot_pick (const RscPruningModel *model,
                            const RscTheme *theme,
                            double width,
                            double height,
                            double px,
                            double py,
                            RscPruningHit *hit);

G_END_DECLS
