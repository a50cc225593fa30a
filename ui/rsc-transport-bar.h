/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RscTransportBar:
 *
 * Plays a solution path: to its ends, from event to event, play and pause, a scrubber, speed, loop and
 * direction. It moves nothing by itself: it says what the hand does.
 *
 * Properties, with notification when the hand changes them: "playing", "speed" (0.25 to 4), "loop",
 * "backward". Signals:
 * - "scrubbed" (double): λ/λ_max under the hand
 * - "settled": the hand has left the scrubber
 * - "step" (int): to the next event as λ falls (1) or rises (-1)
 * - "end" (int): to the small end (1) or to λ_max (-1)
 */
#define RSC_TYPE_TRANSPORT_BAR (rsc_transport_bar_get_type ())
G_DECLARE_FINAL_TYPE (RscTransportBar, rsc_transport_bar, RSC, TRANSPORT_BAR, GtkWidget)

GtkWidget *rsc_transport_bar_new (void);

/* See rsc_scrubber_set_path(). Without a path, @reach is 1 and nothing can be played. */
void rsc_transport_bar_set_path (RscTransportBar *self,
                                 double ratio_min,
                                 double reach,
                                 gsize n_marks,
                                 const double *marks);
void rsc_transport_bar_set_ratio (RscTransportBar *self, double ratio);
double rsc_transport_bar_get_ratio (RscTransportBar *self);

G_END_DECLS
