/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/plot/rsc-path-model.h"

G_BEGIN_DECLS

/**
 * RscTimeline:
 *
 * The one control of λ: its line with the events of the solution path and the dimension of the
 * optimal set, a sentence about where λ is, an entry for an exact value, and the buttons that play
 * the path: to its ends, from event to event, play and pause, speed, loop and direction. It moves
 * nothing by itself: it says what the hand does.
 *
 * Properties, with notification when the hand changes them: "playing", "speed" (0.25 to 4), "loop",
 * "backward". Signals:
 * - "scrubbed" (double): λ/λ_max under the hand, or written
 * - "settled": the hand has left the line, or the entry
 * - "step" (int): to the next event as λ falls (1) or rises (-1)
 * - "end" (int): to the small end (1) or to λ_max (-1)
 * - "event-activated" (int): to this event
 * - "limit": to λ → 0
 */
#define RSC_TYPE_TIMELINE (rsc_timeline_get_type ())
G_DECLARE_FINAL_TYPE (RscTimeline, rsc_timeline, RSC, TIMELINE, GtkWidget)

GtkWidget *rsc_timeline_new (void);

/* See rsc_timeline_track_set_model(). Without a path nothing can be played. */
void rsc_timeline_set_model (RscTimeline *self, const RscPathModel *model, gsize n_ids);

/* How far from the left and from the right of the timeline its line begins and ends, in pixels: so
 * that it can stand under another axis of λ. */
void rsc_timeline_set_margins (RscTimeline *self, double left, double right);

/* What is said about where λ is. */
void rsc_timeline_set_sentence (RscTimeline *self, const char *sentence);

/* Where λ is, as λ/λ_max in (0, 1] or 0 for λ → 0, and itself (NaN while it is not known). */
void rsc_timeline_set_ratio (RscTimeline *self, double ratio, double lambda);
double rsc_timeline_get_ratio (RscTimeline *self);

G_END_DECLS
