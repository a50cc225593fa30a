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

/* Whose set it is: "seed 3 at step 120"; that which was loaded, or pruning
 * starts from. */
char *rsc_equal_fit_words_dup_trained (guint64 seed, gsize step);
const char *rsc_equal_fit_words_get_given (void);

/* Heading of the view: that of the optimal set, or of one of equal fit; and of what the button
 * between both does. */
const char *rsc_equal_fit_words_get_title (gboolean on);
const char *rsc_equal_fit_words_get_tip (gboolean on);

/* Under the picture: whose set it is, that it is not the optimal one, and its objectives. @name: as
 * above. */
char *rsc_equal_fit_words_dup_caption (const RscEqualFit *set, const char *name);
/* What a corner is, of that objective. */
char *rsc_equal_fit_words_dup_corner (double objective, double global);
const char *rsc_equal_fit_words_get_computing (void);
const char *rsc_equal_fit_words_get_empty (void);

/* "Equal-fit set: 12 neurons", the title of their list, and a row's "0.3 in 0.1…∞". */
char *rsc_equal_fit_words_dup_list (const RscEqualFit *set);
char *rsc_equal_fit_words_dup_range (double low, double high);

/* "Equal-fit set: 3-dimensional", for the status line. */
char *rsc_equal_fit_words_dup_dimension (const RscEqualFit *set);
/* In place of the vertex that is picked: what is picked from is not this set. */
const char *rsc_equal_fit_words_get_pick (void);

/* What the colour of the picture is. */
const char *rsc_equal_fit_words_get_color (void);

G_END_DECLS
