/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/set/rsc-optimal-set.h"

G_BEGIN_DECLS

/* A neuron of an optimal set in plain words. @number: the one that names it, from 1. Strings that
 * are not constant are freed with g_free(). */

/* "Neuron 3"; and the check button that puts it on an axis. */
char *rsc_neuron_words_dup_name (gsize number);
char *rsc_neuron_words_dup_axis (gsize number);

/* The weights of @direction for the features as they were given, and the bias if there is one: *@d
 * of them, also where the problem is solved in the space of its rows. Free with g_free(). */
double *rsc_neuron_words_dup_weights (RscProblem *problem, const double *direction, gsize *d);

/* Its sign and the first of the @d entries of @weights: "+ (−0.97, 0.26)". */
char *rsc_neuron_words_dup_direction (int sign, gsize d, const double *weights);

/* The activation pattern of its gate, whole or its first few of the rows of the data: "1101…"; NULL
 * for a neuron that has no gate. O(n d). */
char *rsc_neuron_words_dup_gate (const RscOptimalSet *set, gsize i, gboolean whole);

/* What is special about it, or "". */
char *rsc_neuron_words_dup_note (const RscNeuron *neuron);

/* Its norm @norm in one network; @norm_max is the largest of any neuron over the set: what is
 * rounding beside that is 0, and all norms of a set have as many decimals as it needs for four
 * digits. */
char *rsc_neuron_words_dup_norm (double norm, double norm_max);

/* All that is known of neuron @i of @set, in lines. */
char *rsc_neuron_words_dup_help (const RscOptimalSet *set, gsize i, gsize number);

/* How many neurons the list of @set (or NULL) has: "Neurons (12)". */
char *rsc_neuron_words_dup_title (const RscOptimalSet *set);

G_END_DECLS
