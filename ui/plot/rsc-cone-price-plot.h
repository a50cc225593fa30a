/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/path/rsc-cone-price.h"
#include "ui/plot/rsc-layer.h"

G_BEGIN_DECLS

/**
 * RscConePriceModel:
 * @price: what is drawn
 * @scope: over which patterns, as rsc_pattern_words_scope() says it
 */
typedef struct
{
  const RscConePrice *price;
  const char *scope;
} RscConePriceModel;

/* Lays out the picture for (0, 0, width, height): the objectives of ReLU and of gated ReLU against
 * falling λ, and under or beside them the price of the cone constraints as a share of the
 * objective, a band between its bounds. @cr: what it will be drawn on, or
 * rsc_picture_create_measuring(). Borrows what @model points to. */
RscPicture *rsc_cone_price_plot_new (const RscConePriceModel *model,
                                     const RscTheme *theme,
                                     cairo_t *cr,
                                     double width,
                                     double height);

/* Lays the picture out and draws it, once. */
void rsc_cone_price_plot_draw (const RscConePriceModel *model,
                               const RscTheme *theme,
                               cairo_t *cr,
                               double width,
                               double height);

G_END_DECLS
