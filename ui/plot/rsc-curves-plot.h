/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-curves-model.h"
#include "ui/plot/rsc-layer.h"

G_BEGIN_DECLS

/* Lays out the picture for (0, 0, width, height). @cr: what it will be drawn on, or
 * rsc_picture_create_measuring(). Borrows what @model points to. */
RscPicture *rsc_curves_plot_new (const RscCurvesModel *model,
                                 const RscTheme *theme,
                                 cairo_t *cr,
                                 double width,
                                 double height);

/* Every entry of its legend, a line each, where the legend could not show all of them; else
 * NULL. */
char *rsc_curves_plot_dup_left_out (const RscPicture *picture);

/* Marks another width in such a picture, without laying it out again: it has room for a mark or it
 * has none, as its model had. */
void rsc_curves_plot_set_marked (RscPicture *picture, double width);

/* Lays the picture out and draws it, once. */
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
