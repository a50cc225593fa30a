/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-layer.h"

G_BEGIN_DECLS

/**
 * RscSignedBarsModel:
 * @n, @values: a bar for each, upwards or downwards from 0
 * @labels: the number that stands under each bar counts from 1 more than this; NULL: its index
 * @neurons: whether these are neurons, in their colours; else bars are coloured by their sign
 * @marked: bars that stand out, or NULL for none
 * @y_title, @x_title: what the values and the numbers are
 * @sentence: over the picture, or NULL
 * @selected, @hovered: indices of bars, or -1
 *
 * Borrowed pointers; a plain value.
 */
typedef struct
{
  gsize n;
  const double *values;
  const gsize *labels;
  gboolean neurons;
  const gboolean *marked;
  const char *y_title;
  const char *x_title;
  const char *sentence;
  gssize selected;
  gssize hovered;
} RscSignedBarsModel;

void rsc_signed_bars_model_init (RscSignedBarsModel *self);

/* Lays out the bars for (0, 0, width, height): as wide as there is room, with the numbers that fit.
 * @cr: what it will be drawn on, or rsc_picture_create_measuring(). Borrows what @model points
 * to. */
RscPicture *rsc_signed_bars_new (const RscSignedBarsModel *model,
                                 const RscTheme *theme,
                                 cairo_t *cr,
                                 double width,
                                 double height);

/* Moves the marks of such a picture, without laying it out again. */
void rsc_signed_bars_set_emphasis (RscPicture *picture, gssize selected, gssize hovered);

/* The bar whose column is at @px, or -1. */
gssize rsc_signed_bars_find (const RscPicture *picture, double px, double py);

G_END_DECLS
