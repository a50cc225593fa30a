/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RscPacer:
 *
 * Keeps a window at 60 frames a second while something in it moves by itself: where all of its
 * pictures take too long for one frame, they take turns (RscTurns), and each shows for a frame or
 * two what it showed before. The one under the pointer is always drawn. At rest nobody waits: what
 * did is drawn in the next frame.
 */
#define RSC_TYPE_PACER (rsc_pacer_get_type ())
G_DECLARE_FINAL_TYPE (RscPacer, rsc_pacer, RSC, PACER, GObject)

/* Microseconds by some clock. */
typedef gint64 (*RscPacerNow) (gpointer user_data);

/* That of the window in which @widget is, which owns it; NULL where it is in none. Made when it is
 * asked for first. */
RscPacer *rsc_pacer_get (GtkWidget *widget);

/* Whether something moves by itself. */
void rsc_pacer_set_moving (RscPacer *self, gboolean moving);
gboolean rsc_pacer_is_moving (RscPacer *self);

/* The clock by which frames are slow, in place of g_get_monotonic_time(). */
void rsc_pacer_set_clock (RscPacer *self, RscPacerNow now, gpointer user_data);

/* Whether @picture, which has changed, is to be drawn in this frame. Else it is asked to draw in a
 * later one, by gtk_widget_queue_draw(), unless it leaves. */
gboolean rsc_pacer_ask (RscPacer *self, GtkWidget *picture);
void rsc_pacer_leave (RscPacer *self, GtkWidget *picture);

G_END_DECLS
