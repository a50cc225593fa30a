/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-path-plot.h"
#include "ui/rsc-plot-area.h"

G_BEGIN_DECLS

/**
 * RscPathView:
 *
 * The picture of a solution path under the hand. While the cursor alone moves, the rest is drawn
 * once.
 *
 * Signals:
 * - "hovered" (const RscPathHit *): what is under the pointer; nothing when it leaves
 * - "cursor-moved" (double): λ under the hand, of what is known of the path
 * - "drag-ended": the hand has left the cursor
 * - "neuron-activated" (int): a click on the curve of this identity
 * - "event-activated" (int): a click on the mark of this event, or the choice of it from those of
 * its stack
 * - "extent-changed": the axis of λ has moved, see rsc_path_view_get_extent()
 */
#define RSC_TYPE_PATH_VIEW (rsc_path_view_get_type ())
G_DECLARE_FINAL_TYPE (RscPathView, rsc_path_view, RSC, PATH_VIEW, RscPlotArea)

GtkWidget *rsc_path_view_new (void);

/* Keeps a reference to the path and a copy of the @n_ids labels. The curves are the view's own. */
void rsc_path_view_set_model (RscPathView *self, const RscPathModel *model, gsize n_ids);
const RscPathModel *rsc_path_view_get_model (RscPathView *self);

/* The mark @k of RscPathHit, or NULL; it belongs to the view until it is laid out anew. */
const RscPathMark *rsc_path_view_get_mark (RscPathView *self, gssize k);

/* From where to where the axis of λ goes, in pixels of the view. FALSE where there is none. */
gboolean rsc_path_view_get_extent (RscPathView *self, double *left, double *right);

G_END_DECLS
