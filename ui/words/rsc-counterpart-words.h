/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/set/rsc-optimal-set.h"

G_BEGIN_DECLS

/* ReLU and gated networks of the same data beside each other, in plain words. */

/* Both sets at one λ, in lines; the one that is NULL is not known yet. Free with g_free(). */
char *rsc_counterpart_words_dup_facts (const RscOptimalSet *relu, const RscOptimalSet *gated);

/**
 * RscCounterpartTerm:
 * @RSC_COUNTERPART_ASK: what can be asked for
 * @RSC_COUNTERPART_WAITING: it is being worked out
 * @RSC_COUNTERPART_IMPOSSIBLE: why not
 */
typedef enum
{
  RSC_COUNTERPART_ASK,
  RSC_COUNTERPART_WAITING,
  RSC_COUNTERPART_IMPOSSIBLE,
  RSC_N_COUNTERPART_TERMS
} RscCounterpartTerm;
const char *rsc_counterpart_words_get (RscCounterpartTerm term);

G_END_DECLS
