/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/set/rsc-complex.h"
#include "ui/plot/rsc-layer.h"

G_BEGIN_DECLS

/* In place of a number of neurons. */
#define RSC_WIDTHS_NONE G_MAXSIZE

/**
 * RscWidthsModel:
 * @complex: what is drawn
 * @m: the number of neurons that is marked, or RSC_WIDTHS_NONE
 * @hovered: one that is pointed at, or RSC_WIDTHS_NONE
 */
typedef struct
{
  const RscComplex *complex;
  gsize m;
  gsize hovered;
} RscWidthsModel;

void rsc_widths_model_init (RscWidthsModel *self);

/* Lays out the picture for (0, 0, width, height): over the number of neurons the pieces into which
 * the optimal networks with at most so many fall, a staircase on a logarithmic scale, and over it
 * the one of the space of weights, where every isolated network counts m! times. Pieces are orange
 * until all is connected. @cr: what it will be drawn on, or rsc_picture_create_measuring(). Borrows
 * what @model points to. */
RscPicture *rsc_widths_plot_new (const RscWidthsModel *model,
                                 const RscTheme *theme,
                                 cairo_t *cr,
                                 double width,
                                 double height);

/* Moves the marks of such a picture, without laying it out again. */
void rsc_widths_plot_set_marks (RscPicture *picture, gsize m, gsize hovered);

/* The number of neurons whose column is at @px, or RSC_WIDTHS_NONE. */
gsize rsc_widths_plot_find (const RscPicture *picture, double px, double py);

/* The numbers of neurons that the picture goes over. */
void rsc_widths_plot_get_range (const RscComplex *complex, gsize *first, gsize *last);

/* Lays the picture out and draws all of it, once. */
void rsc_widths_plot_draw (const RscWidthsModel *model,
                           const RscTheme *theme,
                           cairo_t *cr,
                           double width,
                           double height);

G_END_DECLS
