/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/window/rsc-path-panel.h"
#include "ui/rsc-desk.h"
#include "ui/rsc-timeline.h"

G_BEGIN_DECLS

/**
 * RscTimelineFrame:
 *
 * Keeps the line of the timeline under the picture of the path, the same λ at the same place, while
 * that picture spans the desk; otherwise the line is as wide as the window.
 */
#define RSC_TYPE_TIMELINE_FRAME (rsc_timeline_frame_get_type ())
G_DECLARE_FINAL_TYPE (RscTimelineFrame, rsc_timeline_frame, RSC, TIMELINE_FRAME, GObject)

/* @path_panel: a page of @desk. Borrows them: lives no longer than they do, or until
 * rsc_timeline_frame_stop(). */
RscTimelineFrame *
rsc_timeline_frame_new (RscDesk *desk, RscPathPanel *path_panel, RscTimeline *timeline);
void rsc_timeline_frame_stop (RscTimelineFrame *self);

G_END_DECLS
