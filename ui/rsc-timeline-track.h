/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-timeline-plot.h"
#include "ui/rsc-plot-area.h"

G_BEGIN_DECLS

/**
 * RscTimelineTrack:
 *
 * The line of λ under the hand: λ_max at the left end, falling in log λ to the right; see
 * rsc_timeline_plot_new(). It can be dragged wherever λ can be, whether the path is known there or
 * not. While the cursor alone moves, the rest is drawn once. The arrows up and down and the page
 * keys move λ a little.
 *
 * Signals:
 * - "scrubbed" (double): λ/λ_max under the hand
 * - "settled": the hand has left
 * - "event-activated" (int): a click on the mark of this event, or the choice of it from those of
 * its stack
 */
#define RSC_TYPE_TIMELINE_TRACK (rsc_timeline_track_get_type ())
G_DECLARE_FINAL_TYPE (RscTimelineTrack, rsc_timeline_track, RSC, TIMELINE_TRACK, RscPlotArea)

GtkWidget *rsc_timeline_track_new (void);

/* Keeps a reference to the path and a copy of the @n_ids labels; @model->lambda is not looked
 * at. */
void rsc_timeline_track_set_model (RscTimelineTrack *self, const RscPathModel *model, gsize n_ids);

/* From where to where the line goes, in the widget's pixels from the left and from the right. */
void rsc_timeline_track_set_margins (RscTimelineTrack *self, double left, double right);

/* In (0, 1]; a λ outside the ends is shown at the end. */
void rsc_timeline_track_set_ratio (RscTimelineTrack *self, double ratio);
double rsc_timeline_track_get_ratio (RscTimelineTrack *self);

G_END_DECLS
