/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/pruning/rsc-pruning.h"
#include "ui/plot/rsc-axis.h"
#include "ui/plot/rsc-theme.h"

G_BEGIN_DECLS

/**
 * RscPruningModel: what the picture shows. Borrowed pointers; a plain value.
 * @pruning: or NULL
 * @state: which of its states; the picture tells how it was reached and what it is
 * @labels: for each neuron of the start the number that names and colours it (from 0), or NULL for
 * its index in the start
 * @selected, @hovered: neurons of the start, or -1
 *
 * One column for each neuron, the same in all parts: the activation matrix (data × neurons) as a
 * heat map, β as signed bars with the removed neuron marked, norms before and after; beside them
 * the singular values with the rank gap.
 */
typedef struct
{
  RscPruning *pruning;
  gsize state;
  const gsize *labels;
  gssize selected;
  gssize hovered;
} RscPruningModel;

void rsc_pruning_model_init (RscPruningModel *self);

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
