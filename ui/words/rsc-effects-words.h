/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/path/rsc-target-effects.h"
#include "core/path/rsc-target-range.h"

G_BEGIN_DECLS

/* What moving a target does, in plain words. Points are counted from 1. Free with g_free(). */

/* Whose effects they are. */
typedef enum
{
  RSC_EFFECTS_WORDS_ONLY,      /* the only optimal network's */
  RSC_EFFECTS_WORDS_PICKED,    /* the picked one's, of several */
  RSC_EFFECTS_WORDS_NARROWEST, /* the narrowest one's, as the picked one is not minimal */
  RSC_EFFECTS_WORDS_SEVERAL    /* the narrowest one's, as several are optimal */
} RscEffectsWordsOf;

/* Degrees of freedom, and whose; a sentence. */
char *rsc_effects_words_dup_degrees (const RscTargetEffects *effects, RscEffectsWordsOf of);

/* What moving the target of training point @row by 1 does: to its own prediction, to those of
 * others, and to the objective. @number: what it is called, from 0; @fit: dŷ/dy of all n points. */
char *
rsc_effects_words_dup_point (gsize row, gsize number, gsize n, const double *fit, double objective);

/* Where that holds: @y is the target as it is. NULL for @range while it is not known; @several:
 * where more networks than one are optimal there is none. */
char *rsc_effects_words_dup_range (const RscTargetRange *range, double y, gboolean several);

/* One line of a table. @most: the largest number of it, which says how many decimals all have. */
char *rsc_effects_words_dup_line (gsize row, double leverage, double most);

typedef enum
{
  RSC_EFFECTS_WORDS_WAITING,
  RSC_EFFECTS_WORDS_CHOOSE,   /* no point is chosen */
  RSC_EFFECTS_WORDS_LEVERAGE, /* titles of bars, and of the numbers under them */
  RSC_EFFECTS_WORDS_POINT,
  RSC_EFFECTS_WORDS_NORM,
  RSC_EFFECTS_WORDS_NEURON,
  RSC_EFFECTS_WORDS_MORE /* lines are left out */
} RscEffectsTerm;
const char *rsc_effects_words_get (RscEffectsTerm term);

/* Over the bars of @n_neurons neurons, for a point. */
char *rsc_effects_words_dup_neurons (gsize row, gsize n_neurons);

/* Beside the picture of how f moves with the target of a point. */
char *rsc_effects_words_dup_drawn (gsize row);

G_END_DECLS
