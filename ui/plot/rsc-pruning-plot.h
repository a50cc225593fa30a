/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-layer.h"
#include "ui/plot/rsc-pruning-model.h"

G_BEGIN_DECLS

/* Lays out the whole picture for (0, 0, width, height). @cr: what it will be drawn on, or
 * rsc_picture_create_measuring(). Borrows what @model points to, the labels too. */
RscPicture *rsc_pruning_plot_new (const RscPruningModel *model,
                                  const RscTheme *theme,
                                  cairo_t *cr,
                                  double width,
                                  double height);

/* Changes which neurons of such a picture are emphasised, without laying it out again. */
void rsc_pruning_plot_set_emphasis (RscPicture *picture, gssize selected, gssize hovered);

/* What is under (px, py) of such a picture. */
void rsc_pruning_plot_find (const RscPicture *picture, double px, double py, RscPruningHit *hit);

/* Lays the picture out and draws it, once. */
void rsc_pruning_plot_draw (const RscPruningModel *model,
                            const RscTheme *theme,
                            cairo_t *cr,
                            double width,
                            double height);

G_END_DECLS
