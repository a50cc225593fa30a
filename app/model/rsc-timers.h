/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RscTimers:
 *
 * Time as the model sees it: what happens when something has rested for a while. Either the time of
 * the main loop, or time that only rsc_timers_advance() moves, so that a test needs no clock and
 * comes out the same on every machine. One thread; reference-counted.
 */
typedef struct _RscTimers RscTimers;

/* @by_hand: whether rsc_timers_advance() moves the time. */
RscTimers *rsc_timers_new (gboolean by_hand);
RscTimers *rsc_timers_ref (RscTimers *self);
void rsc_timers_unref (RscTimers *self);

/* Microseconds, never falling. */
gint64 rsc_timers_get_now (RscTimers *self);

/* Calls @func after @delay ms, and again after as many as long as it returns G_SOURCE_CONTINUE.
 * Returns a name for rsc_timers_cancel(), never 0. */
guint rsc_timers_add (RscTimers *self, guint delay, GSourceFunc func, gpointer data);
/* *@id may be 0, and becomes it. */
void rsc_timers_cancel (RscTimers *self, guint *id);

/* Where time is moved by hand: @delay ms pass, and what falls due is called in order of its
 * time. */
void rsc_timers_advance (RscTimers *self, guint delay);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscTimers, rsc_timers_unref)

G_END_DECLS
