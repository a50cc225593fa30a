/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/rsc-row-set.h"
#include "ui/plot/rsc-function-model.h"
#include "ui/plot/rsc-layer.h"
#include "ui/plot/rsc-text.h"

G_BEGIN_DECLS

/* A hand in a picture of the function: what it would touch, and where. Places are pixels of the
 * picture. */

/**
 * RscFunctionTouch:
 * @row: of the training points, or of the test points where @test; -1 for none
 * @x, @y: the place in the picture's own coordinates; @inside: whether it is in the frame
 */
typedef struct
{
  gssize row;
  gboolean test;
  double x, y;
  gboolean inside;
} RscFunctionTouch;

/* What is under (@px, @py): the nearest point that is near enough, a training point before a test
 * point. O(n). */
void
rsc_function_hand_touch (const RscPicture *picture, double px, double py, RscFunctionTouch *touch);

/* The rows whose points are in @area, of the training set or of the test set. O(n). */
RscRowSet *rsc_function_hand_list (const RscPicture *picture, const RscRect *area, gboolean test);

/* Where the row's point is. FALSE where it is not in the picture. */
gboolean rsc_function_hand_locate (const RscPicture *picture,
                                   gboolean test,
                                   gsize row,
                                   double *px,
                                   double *py);

/* Puts (@x, @y), in the picture's own coordinates, on the grid of its ticks. */
void rsc_function_hand_snap (const RscPicture *picture, double *x, double *y);

/* How far a pixel is, both ways, in the picture's own coordinates: up and to the right. */
void rsc_function_hand_get_pixel (const RscPicture *picture, double *dx, double *dy);

/* The ranges of the axes, to be held while a hand edits. FALSE where the picture has none. */
gboolean rsc_function_hand_get_ranges (const RscPicture *picture, double x[2], double y[2]);

/* The other corner of a rectangle, in any order. */
RscRect rsc_function_hand_make_area (double x0, double y0, double x1, double y1);

/* What the hand does, over everything else: a moving layer. */
void rsc_function_hand_draw (gconstpointer layout, RscText *text);

G_END_DECLS
