/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-path-plot.h"
#include "ui/rsc-plot-area.h"

G_BEGIN_DECLS

/**
 * RscPathView:
 *
 * The picture of a solution path under the hand. While the cursor alone moves, the rest is drawn once.
 *
 * Signals:
 * - "hovered" (const RscPathHit *): what is under the pointer; nothing when it leaves
 * - "cursor-moved" (double): λ under the hand, of what is known of the path
 * - "drag-ended": the hand has left the cursor
 * - "neuron-activated" (int): a click on the curve of this identity
 * - "event-activated" (int): a click on the mark of this event
 */
#define RSC_TYPE_PATH_VIEW (rsc_path_view_get_type ())
G_DECLARE_FINAL_TYPE (RscPathView, rsc_path_view, RSC, PATH_VIEW, RscPlotArea)

GtkWidget *rsc_path_view_new (void);

/* Keeps a reference to the path and a copy of the @n_ids labels. The curves are the view's own. */
void rsc_path_view_set_model (RscPathView *self, const RscPathModel *model, gsize n_ids);
const RscPathModel *rsc_path_view_get_model (RscPathView *self);

G_END_DECLS
