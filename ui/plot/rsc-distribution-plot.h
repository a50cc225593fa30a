/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/set/rsc-distribution.h"
#include "ui/plot/rsc-layer.h"

G_BEGIN_DECLS

/**
 * RscDistributionModel:
 * @distribution: what is drawn
 * @neuron_name: what the neuron of a norm is called, or NULL
 * @picked: the number of the picked network, NaN for none
 */
typedef struct
{
  const RscDistribution *distribution;
  const char *neuron_name;
  double picked;
} RscDistributionModel;

/* Lays out the picture for (0, 0, width, height): a histogram over the exact range of the number,
 * whose ends are marked as proved or found; columns are hatched where the walks have not mixed; the
 * picked network as a line. @cr: what it will be drawn on, or rsc_picture_create_measuring().
 * Borrows what @model points to. */
RscPicture *rsc_distribution_plot_new (const RscDistributionModel *model,
                                       const RscTheme *theme,
                                       cairo_t *cr,
                                       double width,
                                       double height);

/* Moves the mark of the picked network, without laying the picture out again. */
void rsc_distribution_plot_set_picked (RscPicture *picture, double picked);

/* Lays the picture out and draws all of it, once. */
void rsc_distribution_plot_draw (const RscDistributionModel *model,
                                 const RscTheme *theme,
                                 cairo_t *cr,
                                 double width,
                                 double height);

G_END_DECLS
