/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-axis.h"
#include "ui/plot/rsc-set-model.h"
#include "ui/plot/rsc-theme.h"

G_BEGIN_DECLS

/* Draws one space into (0, 0, width, height), under a heading with its name. Sets that project to a
 * point or a segment are drawn as such, with a sentence. */
void rsc_optimal_set_plot_draw (const RscOptimalSetModel *model,
                                const RscTheme *theme,
                                cairo_t *cr,
                                double width,
                                double height);

/* Both spaces as in the paper's Figure 1: side by side when the picture is wide, one above the
 * other when it is tall; model->space is ignored. */
void rsc_optimal_set_plot_draw_pair (const RscOptimalSetModel *model,
                                     const RscTheme *theme,
                                     cairo_t *cr,
                                     double width,
                                     double height);

/* Corner of model->hull under (px, py), or -1; @on_marker: whether the picked network's marker is
 * there. */
gssize rsc_optimal_set_plot_pick (const RscOptimalSetModel *model,
                                  const RscTheme *theme,
                                  double width,
                                  double height,
                                  double px,
                                  double py,
                                  gboolean *on_marker);

/* For dragging: the norms of the axes' neurons at (px, py). In three dimensions the point keeps the
 * depth of model->point. @wish: n_axes values, clamped to >= 0. */
void rsc_optimal_set_plot_unproject (const RscOptimalSetModel *model,
                                     const RscTheme *theme,
                                     double width,
                                     double height,
                                     double px,
                                     double py,
                                     double *wish);

/* Rectangle of one space inside a pair picture of this size. */
RscRect rsc_optimal_set_plot_get_pair_rect (RscSpace space, double width, double height);

G_END_DECLS
