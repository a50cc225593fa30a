/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-function-model.h"
#include "ui/plot/rsc-layer.h"

G_BEGIN_DECLS

/* Lays out the whole picture for (0, 0, width, height). @cr: what it will be drawn on, or
 * rsc_picture_create_measuring(). Borrows what @model points to. Never fails: what cannot be shown
 * is said in words inside the picture. */
RscPicture *rsc_function_plot_new (const RscFunctionModel *model,
                                   const RscTheme *theme,
                                   cairo_t *cr,
                                   double width,
                                   double height);

/* Changes what is emphasised in such a picture, without laying it out again; see
 * RscFunctionModel. */
void rsc_function_plot_set_emphasis (RscPicture *picture,
                                     gssize selected,
                                     gssize hovered,
                                     gssize hovered_point);

/* The same for the neuron that is pointed at elsewhere: only a moving layer shows it. @switch_at:
 * borrowed. */
void rsc_function_plot_set_switch (RscPicture *picture, gsize n_switch, const double *switch_at);

/* And for how the predictions move. @slopes: borrowed. */
void rsc_function_plot_set_slopes (RscPicture *picture, const double *slopes);

/* What is under (px, py) of such a picture. */
void rsc_function_plot_find (const RscPicture *picture, double px, double py, RscFunctionHit *hit);

/* Lays the picture out and draws it, once. Draws nothing outside; leaves cr as it was. */
void rsc_function_plot_draw (const RscFunctionModel *model,
                             const RscTheme *theme,
                             cairo_t *cr,
                             double width,
                             double height);

G_END_DECLS
