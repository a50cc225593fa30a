/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the page of widths says of its walk where there is none: it went with the set that it was
 * in; and of itself while λ moves. */
const char *rsc_walk_words_get_lost (void);
const char *rsc_walk_words_get_resting (void);
/* What the button does that begins a walk, or why it does nothing where one network is @alone. */
const char *rsc_walk_words_get_start_tip (gboolean alone);

/* Where on a walk the network on show is, beside the buttons that play it: @place in [0, @n_stops -
 * 1]; @fit_change: how far its fit is from that of every optimal network. Free with g_free(). */
char *rsc_walk_words_dup_here (double place, gsize n_stops, gsize width, double fit_change);

G_END_DECLS
