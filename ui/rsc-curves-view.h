/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-curves-plot.h"
#include "ui/rsc-plot-area.h"

G_BEGIN_DECLS

/**
 * RscCurvesView:
 *
 * Curves over the width of a network as a widget.
 */
#define RSC_TYPE_CURVES_VIEW (rsc_curves_view_get_type ())
G_DECLARE_FINAL_TYPE (RscCurvesView, rsc_curves_view, RSC, CURVES_VIEW, RscPlotArea)

GtkWidget *rsc_curves_view_new (void);

/* Shows @model. Its pointers are borrowed from @owner, which the widget keeps until the next model
 * and then gives to @destroy. */
void rsc_curves_view_set_model (RscCurvesView *self,
                                const RscCurvesModel *model,
                                gpointer owner,
                                GDestroyNotify destroy);
const RscCurvesModel *rsc_curves_view_get_model (RscCurvesView *self);
/* Moves the mark alone; NaN for none. */
void rsc_curves_view_set_marked (RscCurvesView *self, double width);

G_END_DECLS
