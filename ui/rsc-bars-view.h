/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-signed-bars.h"
#include "ui/rsc-plot-area.h"

G_BEGIN_DECLS

/**
 * RscBarsView:
 *
 * Signed bars that can be pointed at and chosen, with the arrows too.
 *
 * RscBarsView::hovered and RscBarsView::chosen have the index of a bar, or -1.
 */
#define RSC_TYPE_BARS_VIEW (rsc_bars_view_get_type ())
G_DECLARE_FINAL_TYPE (RscBarsView, rsc_bars_view, RSC, BARS_VIEW, RscPlotArea)

GtkWidget *rsc_bars_view_new (void);

/* Copies @model and what it points to. */
void rsc_bars_view_set_model (RscBarsView *self, const RscSignedBarsModel *model);
/* Borrowed. */
const RscSignedBarsModel *rsc_bars_view_get_model (RscBarsView *self);

/* Moves the marks alone. */
void rsc_bars_view_set_emphasis (RscBarsView *self, gssize selected, gssize hovered);

G_END_DECLS
