/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/set/rsc-distribution.h"

G_BEGIN_DECLS

/* How a number is distributed over all optimal networks, in plain words. Strings that are not
 * constant are freed with g_free(). */

/* What is counted: "norm of neuron 3", "f at (0.5, 0.25)", "mean squared error on 12 test points".
 * @neuron_name: what the neuron of RSC_SCALAR_NORM is called, or NULL for its number in the set. */
char *rsc_distribution_words_dup_scalar (const RscDistribution *distribution,
                                         const char *neuron_name);

/* "0 to 1.25 over the optimal networks; none is beyond", and what is not proved of it. */
char *rsc_distribution_words_dup_range (const RscDistribution *distribution);

/* "Mean 0.62, standard deviation 0.1". */
char *rsc_distribution_words_dup_mean (const RscDistribution *distribution);

/* What was drawn, and whether the walks have mixed, by which numbers. */
char *rsc_distribution_words_dup_mixing (const RscDistribution *distribution);

/* Over the picture; under it; and all of it for who does not see it. */
char *rsc_distribution_words_dup_sentence (const RscDistribution *distribution,
                                           const char *neuron_name);
char *rsc_distribution_words_dup_caption (const RscDistribution *distribution);
char *rsc_distribution_words_dup_description (const RscDistribution *distribution,
                                              const char *neuron_name);

/* Title of the upright axis, or a brief one; the ends of the range, and the picked network's place,
 * in the picture. */
const char *rsc_distribution_words_get_axis (gboolean brief);
const char *rsc_distribution_words_get_low (gboolean proved);
const char *rsc_distribution_words_get_high (gboolean proved);
const char *rsc_distribution_words_get_picked (void);

/* On the page: while there is none; why there is none; and how a place is chosen (@slice: once
 * there is one to click into). */
const char *rsc_distribution_words_get_waiting (void);
const char *rsc_distribution_words_get_absence (RscScalarKind kind);
const char *rsc_distribution_words_get_hint (gboolean slice);

G_END_DECLS
