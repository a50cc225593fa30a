/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/window/rsc-panel.h"
#include "ui/rsc-plot-area.h"

G_BEGIN_DECLS

/**
 * RscClassRegions:
 *
 * In place of the function of one output: of which class each place is, by the networks of all
 * outputs; shown where all of them are certified, and says otherwise.
 */
#define RSC_TYPE_CLASS_REGIONS (rsc_class_regions_get_type ())
G_DECLARE_FINAL_TYPE (RscClassRegions, rsc_class_regions, RSC, CLASS_REGIONS, RscPanel)

/* Whether the data have classes to show. */
gboolean rsc_class_regions_can (const RscDocumentState *state);
/* The picture. Borrowed. */
RscPlotArea *rsc_class_regions_get_area (RscClassRegions *self);

G_END_DECLS
