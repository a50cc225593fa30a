/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/set/rsc-landscape.h"
#include "core/set/rsc-multipliers.h"

G_BEGIN_DECLS

/* The certificate of an optimum in plain words. Strings that are not constant are freed with
 * g_free(). */

/* What the picture shows: whether anything rises above λ, over which patterns that is known, and
 * how many neurons touch it. */
char *rsc_certificate_words_dup_sentence (const RscLandscape *landscape);

/* One direction u with the output sign s: where it switches, s h (u) / λ = @ratio, on how many
 * points it is active, and v_b and the multipliers of the points on its kink. @label: number of the
 * neuron that it is, or -1; @block: or NULL, where it is no local maximum. */
char *rsc_certificate_words_dup_direction (const RscLandscape *landscape,
                                           gssize label,
                                           int sign,
                                           double ratio,
                                           const double *u,
                                           const RscMultipliers *block);

/* Where nothing is pointed at or selected: what of the peaks beside the neurons is marked, and what
 * can be done. */
char *rsc_certificate_words_dup_hint (const RscLandscape *landscape);

/* All of the picture for who does not see it; @pointed: the above, or NULL. */
char *rsc_certificate_words_dup_description (const RscLandscape *landscape, const char *pointed);

/* Titles of the axes. @brief: for where the whole one does not fit. */
const char *rsc_certificate_words_get_value_title (gboolean brief);
const char *rsc_certificate_words_get_angle_title (void);
char *rsc_certificate_words_dup_position_title (const char *feature);
/* Of the @n bars that are drawn: of what they are the largest. */
char *rsc_certificate_words_dup_bars_title (const RscLandscape *landscape, gsize n);

/* Of a map: across the directions in the plane of two features; upright the third, or where the
 * kink is for NULL. */
char *rsc_certificate_words_dup_map_title (const char *one, const char *two);
char *rsc_certificate_words_dup_upright_title (const char *third);

/* Which way a neuron with its kink there looks. */
const char *rsc_certificate_words_get_side (gboolean right);

/* The two curves. */
const char *rsc_certificate_words_get_sign (int sign);
const char *rsc_certificate_words_get_above (void);

G_END_DECLS
