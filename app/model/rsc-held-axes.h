/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-prepared-rows.h"

G_BEGIN_DECLS

/**
 * RscHeldAxes:
 * @held: whether the axes are held
 * @d: 1 or 2 features; @features: on the axes
 * @x, @y: their ends in the units of the source; y is the target where there is one feature
 *
 * The axes of a picture in which a hand edits points: they stand still, so that the next click is
 * where the hand means it, however the points and the units change; they only make room for points
 * that would be outside. A plain value.
 */
typedef struct
{
  gboolean held;
  gsize d;
  gsize features[2];
  double x[2];
  double y[2];
} RscHeldAxes;

/* Holds the axes that end at @x and @y in the picture's own units. */
void rsc_held_axes_take (RscHeldAxes *self,
                         const RscPreparedRows *rows,
                         const gsize features[2],
                         const double x[2],
                         const double y[2]);
/* Around all points of @source. O(n). */
void rsc_held_axes_make_room (RscHeldAxes *self, const RscDataset *source);
/* Their ends in the picture's units of now. FALSE where they are not held. */
gboolean
rsc_held_axes_get (const RscHeldAxes *self, const RscPreparedRows *rows, double x[2], double y[2]);

G_END_DECLS
