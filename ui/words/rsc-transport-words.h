/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the controls of a path say. */

/* The name of the button that plays or pauses, and its tip with the key. */
const char *rsc_transport_words_play (gboolean playing);
const char *rsc_transport_words_play_tip (gboolean playing);

/* Where λ is: as Pango markup of a steady width, and to be spoken. Free with g_free(). */
char *rsc_transport_words_lambda (double ratio);
char *rsc_transport_words_spoken (double ratio);

G_END_DECLS
