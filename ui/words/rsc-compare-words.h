/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/set/rsc-comparison.h"

G_BEGIN_DECLS

/* Networks that are compared, A that is pinned and B on show, in plain words. */

/**
 * RscCompareTerm: what does not depend on numbers.
 * @RSC_COMPARE_CHANGE_SHOWN … @RSC_COMPARE_CHANGE_FREE: in the history
 * @RSC_COMPARE_LEAST_NORM … @RSC_COMPARE_ONLY: names of networks
 * @RSC_COMPARE_NOTHING: none is pinned; @RSC_COMPARE_NONE_CHOSEN: none is chosen;
 * @RSC_COMPARE_NO_NETWORK: none is on show
 * @RSC_COMPARE_AXIS, @RSC_COMPARE_NEURON: titles of the picture
 * @RSC_COMPARE_NO_DIFFERENCE: their difference is no network
 * @RSC_COMPARE_DRAWN: what the picture of the function shows
 * @RSC_COMPARE_REMOVE, @RSC_COMPARE_RENAME: what buttons of the list do; @RSC_COMPARE_PINS: what it
 * is
 */
typedef enum
{
  RSC_COMPARE_CHANGE_SHOWN,
  RSC_COMPARE_CHANGE_PIN,
  RSC_COMPARE_CHANGE_RENAME,
  RSC_COMPARE_CHANGE_REMOVE,
  RSC_COMPARE_CHANGE_CHOOSE,
  RSC_COMPARE_CHANGE_HOLD,
  RSC_COMPARE_CHANGE_FREE,
  RSC_COMPARE_LEAST_NORM,
  RSC_COMPARE_INTERIOR,
  RSC_COMPARE_NARROWEST,
  RSC_COMPARE_POINT,
  RSC_COMPARE_RANDOM,
  RSC_COMPARE_ONLY,
  RSC_COMPARE_NOTHING,
  RSC_COMPARE_NONE_CHOSEN,
  RSC_COMPARE_NO_NETWORK,
  RSC_COMPARE_AXIS,
  RSC_COMPARE_NEURON,
  RSC_COMPARE_NO_DIFFERENCE,
  RSC_COMPARE_DRAWN,
  RSC_COMPARE_REMOVE,
  RSC_COMPARE_RENAME,
  RSC_COMPARE_PINS,
  RSC_N_COMPARE_TERMS
} RscCompareTerm;
const char *rsc_compare_words_get (RscCompareTerm term);

/* Names of networks. Free with g_free(). */
char *rsc_compare_words_dup_vertex (gsize vertex);
char *rsc_compare_words_dup_pruned (gsize width);

/* What stands under the name of a pinned network. @ratio: λ/λ_max. Free with g_free(). */
char *rsc_compare_words_dup_pin (gsize width, double ratio);

/* Over the bars: how many neurons differ. Free with g_free(). */
char *rsc_compare_words_dup_sentence (const RscComparison *comparison);

/* What both cost and how far they are apart, in lines. @walk_width: neurons that a walk from the
 * one to the other needs, 0 where that is not known; @proved: whether none needs fewer. @set: that
 * of this λ, to be in, or NULL where it is not there. Free with g_free(). */
char *rsc_compare_words_dup_facts (const RscComparison *comparison,
                                   const RscOptimalSet *set,
                                   gsize walk_width,
                                   gboolean proved);

/* Under the picture of the set: which λ/λ_max is drawn how. Free with g_free(). */
char *rsc_compare_words_dup_ghost (double shown, double pinned);
/* What the button says that holds the pinned λ; negative for none. Free with g_free(). */
char *rsc_compare_words_dup_pin_lambda (double pinned);
/* Why the pinned λ's set is not in the picture; @message: what went wrong. Free with g_free(). */
char *rsc_compare_words_dup_no_ghost (const char *message);

/* One neuron of the comparison under its number (from 0). Free with g_free(). */
char *rsc_compare_words_dup_neuron (const RscComparedNeuron *neuron, gsize number);

G_END_DECLS
