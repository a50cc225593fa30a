/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/set/rsc-optimal-set.h"

G_BEGIN_DECLS

/* The certificate of an optimum in plain words. Strings that are not constant are freed with g_free(). */

/* What the picture shows: whether anything rises above λ, over which patterns that is known, and how many neurons
 * touch it. @maximum: the largest ||v_b|| / λ that is shown. */
char *rsc_certificate_words_dup_sentence (const RscOptimalSet *set, double maximum);

/* Titles of the axes. @brief: for where the whole one does not fit. */
const char *rsc_certificate_words_get_value_title (gboolean brief);
const char *rsc_certificate_words_get_angle_title (void);
char *rsc_certificate_words_dup_position_title (const char *feature);
/* @n: bars that are drawn; @gated: each a block and not a direction. */
char *rsc_certificate_words_dup_bars_title (gsize n, gboolean gated);

/* Which way a neuron with its kink there looks. */
const char *rsc_certificate_words_get_side (gboolean right);

/* The two curves. */
const char *rsc_certificate_words_get_sign (int sign);

G_END_DECLS
