/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the controls of a path say. */

/* The name of the button that plays or pauses, and its tip with the key. */
const char *rsc_transport_words_play (gboolean playing);
const char *rsc_transport_words_play_tip (gboolean playing);

/* Where λ is, to be spoken; where a click would put it. Free with g_free(). */
char *rsc_transport_words_spoken (double ratio);
char *rsc_transport_words_dup_tip (double ratio);

/* What somebody wrote as λ: a fraction of λ_max above 0 and at most 1, in any of the ways of
 * rsc_number_reader_parse(), with "%", or with λ_max after it. FALSE for what is none. */
gboolean rsc_transport_words_parse (const char *text, double *ratio);
/* What can be written there; and that @text cannot. */
const char *rsc_transport_words_get_hint (void);
char *rsc_transport_words_dup_refusal (const char *text);

G_END_DECLS
