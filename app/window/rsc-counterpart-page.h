/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/window/rsc-panel.h"
#include "ui/rsc-plot-area.h"

G_BEGIN_DECLS

/**
 * RscCounterpartPage:
 *
 * ReLU and gated networks of the same data: a part of the page Compare.
 */
#define RSC_TYPE_COUNTERPART_PAGE (rsc_counterpart_page_get_type ())
G_DECLARE_FINAL_TYPE (RscCounterpartPage, rsc_counterpart_page, RSC, COUNTERPART_PAGE, RscPanel)

/* Its picture, to export. */
RscPlotArea *rsc_counterpart_page_get_view (RscCounterpartPage *self);

G_END_DECLS
