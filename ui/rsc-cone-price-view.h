/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-cone-price-plot.h"
#include "ui/rsc-plot-area.h"

G_BEGIN_DECLS

/**
 * RscConePriceView:
 *
 * What the cone constraints cost along λ.
 */
#define RSC_TYPE_CONE_PRICE_VIEW (rsc_cone_price_view_get_type ())
G_DECLARE_FINAL_TYPE (RscConePriceView, rsc_cone_price_view, RSC, CONE_PRICE_VIEW, RscPlotArea)

GtkWidget *rsc_cone_price_view_new (void);

/* @price: borrowed for as long as it is on show, or NULL for nothing; @scope: see
 * #RscConePriceModel. */
void rsc_cone_price_view_set_price (RscConePriceView *self,
                                    const RscConePrice *price,
                                    const char *scope);
const RscConePrice *rsc_cone_price_view_get_price (RscConePriceView *self);

G_END_DECLS
