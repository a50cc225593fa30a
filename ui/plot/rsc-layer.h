/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-text.h"

G_BEGIN_DECLS

/**
 * RscLayers:
 * @RSC_LAYERS_STILL: what changes only with the state that is shown: drawn once and kept
 * @RSC_LAYERS_MOVING: what follows the hand or the clock, on top of it: drawn in every frame
 *
 * One after the other they are the whole picture.
 */
typedef enum
{
  RSC_LAYERS_STILL = 1 << 0,
  RSC_LAYERS_MOVING = 1 << 1,
  RSC_LAYERS_ALL = RSC_LAYERS_STILL | RSC_LAYERS_MOVING
} RscLayers;

/**
 * RscLayer:
 * @kind: still or moving
 * @draw: draws it into @text->cr, whose state is restored afterwards
 * @pick: or NULL; what of it is at (@x, @y)? Writes to @hit, a structure of the picture's own that
 * begins as the picture says, and returns whether layers below are hidden there and need not be
 * asked
 *
 * One thing of a picture. @layout: where everything stands, worked out before; layers never change
 * it.
 */
typedef struct
{
  RscLayers kind;
  void (*draw) (gconstpointer layout, RscText *text);
  gboolean (*pick) (gconstpointer layout, double x, double y, gpointer hit);
} RscLayer;

/**
 * RscPicture:
 *
 * A picture laid out for one state, theme and size: a layout and the layers that draw it, from the
 * lowest to the topmost. It is laid out once; drawing a part of it and asking what is somewhere are
 * cheap after that. Each picture of ui/plot has a function that makes one of its model, whose
 * pointers are borrowed for as long as it lives.
 */
typedef struct _RscPicture RscPicture;

/* Takes @layout, freed with @layout_free; @layers (@n_layers) are borrowed and usually constant.
 * All still layers come before the moving ones. */
RscPicture *rsc_picture_new (const RscTheme *theme,
                             double width,
                             double height,
                             gpointer layout,
                             GDestroyNotify layout_free,
                             gsize n_layers,
                             const RscLayer *layers);
void rsc_picture_free (RscPicture *self);

/* For the functions of the picture's own module that move what moves. */
gpointer rsc_picture_get_layout (const RscPicture *self);
double rsc_picture_get_width (const RscPicture *self);
double rsc_picture_get_height (const RscPicture *self);

/* Draws into (0, 0, width, height); with the still layers the ground is painted first. Nothing for
 * a picture smaller than a unit. */
void rsc_picture_draw (const RscPicture *self, RscLayers layers, cairo_t *cr);

/* Draws all of a picture that is wanted once, and frees it. @self: taken, or NULL, which draws
 * nothing. */
void rsc_picture_draw_whole (RscPicture *self, cairo_t *cr);

/* Asks the layers from the topmost to the lowest what is at (@x, @y), until one hides the
 * others. */
void rsc_picture_pick (const RscPicture *self, double x, double y, gpointer hit);

/* A cairo_t that draws nowhere, to lay out a picture for pixels: text measures there as on the
 * screen. */
cairo_t *rsc_picture_create_measuring (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscPicture, rsc_picture_free)

G_END_DECLS
