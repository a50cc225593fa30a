/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/set/rsc-equal-fit.h"

G_BEGIN_DECLS

/* A set of equal fit in plain words. What is said is of networks with the neurons of one network
 * alone, and of no others: so it needs no scope of patterns. Free strings with g_free(). */

/* "All networks of these 12 neurons with this training fit: 3-dimensional, unbounded", and that it
 * is not the optimal set. */
char *rsc_equal_fit_words_dup_set (const RscEqualFit *set);

/* "2 extreme directions in which the penalty grows without end", or that there is none. */
char *rsc_equal_fit_words_dup_rays (const RscEqualFit *set);

/* "from 3.1 on, without end": the penalty Σ||w|| over the set. */
char *rsc_equal_fit_words_dup_penalty (const RscEqualFit *set);

/* What the colour of the picture is. */
const char *rsc_equal_fit_words_get_color (void);

G_END_DECLS
