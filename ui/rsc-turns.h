/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RscTurns:
 *
 * Which pictures of a window are drawn anew in a frame while something moves by itself: one at
 * first, and one more whenever frames leave the time for it. Where two frames in a row take longer
 * than RSC_TURNS_FRAME it is one less, and the next try comes later. The others wait: those that
 * have waited longest come first, so each comes in its turn. It knows pictures by their address
 * alone and no clock but the times that it is told, and so does the same for the same.
 */
typedef struct _RscTurns RscTurns;

/* What a frame may take, in microseconds: 60 of them a second. */
#define RSC_TURNS_FRAME G_GINT64_CONSTANT (16000)

RscTurns *rsc_turns_new (void);
void rsc_turns_free (RscTurns *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscTurns, rsc_turns_free)

/* A frame begins at @time (microseconds). Those whose turn it is are no longer waiting: see
 * rsc_turns_get_due(). Linear in the number of those that wait. */
void rsc_turns_begin (RscTurns *self, gint64 time);

/* Whose turn it is in this frame, first come first: NULL-terminated, until the next begin. */
const gconstpointer *rsc_turns_get_due (const RscTurns *self);

/* Whether @picture, which has changed, is to be drawn in this frame; else it waits for its turn.
 * @first: it goes before all others, whatever a frame takes. */
gboolean rsc_turns_ask (RscTurns *self, gconstpointer picture, gboolean first);

/* @picture is not to be drawn any more. */
void rsc_turns_leave (RscTurns *self, gconstpointer picture);

/* The frame ends at @time, its painting included. */
void rsc_turns_end (RscTurns *self, gint64 time);

/* Whether some wait for a later frame. */
gboolean rsc_turns_are_waited_for (const RscTurns *self);

G_END_DECLS
