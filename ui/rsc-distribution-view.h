/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-distribution-plot.h"
#include "ui/rsc-plot-area.h"

G_BEGIN_DECLS

/**
 * RscDistributionView:
 *
 * The histogram of a number over the optimal networks as a widget.
 */
#define RSC_TYPE_DISTRIBUTION_VIEW (rsc_distribution_view_get_type ())
G_DECLARE_FINAL_TYPE (RscDistributionView,
                      rsc_distribution_view,
                      RSC,
                      DISTRIBUTION_VIEW,
                      RscPlotArea)

GtkWidget *rsc_distribution_view_new (void);

/* Shows @model; takes a reference and a copy of what it points to. Where only @picked differs
 * nothing is laid out anew. Without a distribution there is nothing to show. */
void rsc_distribution_view_set_model (RscDistributionView *self, const RscDistributionModel *model);
const RscDistributionModel *rsc_distribution_view_get_model (RscDistributionView *self);

G_END_DECLS
