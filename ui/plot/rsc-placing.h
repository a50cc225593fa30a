/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-axis.h"
#include "ui/plot/rsc-text.h"

G_BEGIN_DECLS

/**
 * RscPlacing:
 *
 * Puts labels into a picture so that none is on another and none is cut. Belongs to the drawing
 * call.
 * @plate: behind each label; with alpha 0 there is none
 * @aside: how far a label stays from others in its row, in units of the text size, so that two are
 * not read as one; 0 for
 *   the distance that any two keep
 */
typedef struct
{
  RscText *text;
  RscRect area;
  RscColor plate;
  double aside;
  GArray *taken;  /* RscRect */
  GArray *labels; /* those of them that were written */
} RscPlacing;

/* @area: all labels stay inside. */
void rsc_placing_init (RscPlacing *self, RscText *text, RscRect area);
void rsc_placing_clear (RscPlacing *self);

/* No label comes here any more. */
void rsc_placing_take (RscPlacing *self, RscRect rect);

/* Whether a label of these extents could stand there. */
gboolean rsc_placing_has_room (const RscPlacing *self, const RscRect *rect);

/* Writes @label with the point (@x, @y) at the fraction (@anchor_x, @anchor_y) of its extents, in
 * the style of the text. Where that is taken or would leave the area it is left out; one that must
 * not be (@must) is moved as little as needed, and lies on others only where there is no room at
 * all. FALSE when it was left out. */
gboolean rsc_placing_put (RscPlacing *self,
                          const char *label,
                          double x,
                          double y,
                          double anchor_x,
                          double anchor_y,
                          RscColor color,
                          gboolean must);

/* The same at the first of the sides of (@x, @y) at @distance that is free: right, left, above,
 * below and between them. */
gboolean rsc_placing_put_around (RscPlacing *self,
                                 const char *label,
                                 double x,
                                 double y,
                                 double distance,
                                 RscColor color);

G_END_DECLS
