/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/set/rsc-landscape.h"
#include "core/set/rsc-multipliers.h"

G_BEGIN_DECLS

/* The certificate of an optimum in plain words. Strings that are not constant are freed with g_free(). */

/* What the picture shows: whether anything rises above λ, over which patterns that is known, and how many neurons
 * touch it. */
char *rsc_certificate_words_dup_sentence (const RscLandscape *landscape);

/* Titles of the axes. @brief: for where the whole one does not fit. */
const char *rsc_certificate_words_get_value_title (gboolean brief);
const char *rsc_certificate_words_get_angle_title (void);
char *rsc_certificate_words_dup_position_title (const char *feature);
/* Of the @n bars that are drawn: of what they are the largest. */
char *rsc_certificate_words_dup_bars_title (const RscLandscape *landscape, gsize n);

/* Which way a neuron with its kink there looks. */
const char *rsc_certificate_words_get_side (gboolean right);

/* The two curves. */
const char *rsc_certificate_words_get_sign (int sign);

G_END_DECLS
