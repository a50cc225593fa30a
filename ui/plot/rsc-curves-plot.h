/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-curves-model.h"
#include "ui/plot/rsc-theme.h"

G_BEGIN_DECLS

void rsc_curves_plot_draw (const RscCurvesModel *model,
                           const RscTheme *theme,
                           cairo_t *cr,
                           double width,
                           double height);

/* Several pictures in rows, with one axis of widths, one legend (where any model asks for one) and
 * common titles of the axes. */
void rsc_curves_plot_draw_grid (gsize n_models,
                                const RscCurvesModel *models,
                                const RscTheme *theme,
                                cairo_t *cr,
                                double width,
                                double height);

G_END_DECLS
