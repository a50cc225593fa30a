/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-pricing-crossing.h"

G_BEGIN_DECLS

/* Up to so many columns rows are paired. */
#define RSC_PRICING_PAIRED_COLUMNS 16

/**
 * RscPricingPair:
 * @convex, @concave: which of the convex rows and which of the concave ones of a cone
 * @alpha, @beta: the share of each
 *
 * Of a convex row p and a concave one q that cross the same cone, α (p·u)_+ - β (q·u)_+ is at most
 * ((α p - β q)·u)_+ everywhere, and the chord of that is far below the chord of the first where
 * both are alike.
 */
typedef struct
{
  guint32 convex;
  guint32 concave;
  double alpha;
  double beta;
} RscPricingPair;

/**
 * RscPricingPairs:
 * @n: number of pairs
 * @age: how many cuts ago they were made
 *
 * Pairs of the rows that cross a cone. The shares of a row in all of its pairs are 1 together at
 * most; what is left of it stands alone.
 */
typedef struct
{
  gsize n;
  guint age;
  RscPricingPair items[];
} RscPricingPairs;

/**
 * RscPricingPairing:
 *
 * Scratch space for pairs. For use by one thread.
 */
typedef struct _RscPricingPairing RscPricingPairing;

/* For cones in @r dimensions, RSC_PRICING_PAIRED_COLUMNS at most, that @n_rows rows cross at
 * most. */
RscPricingPairing *rsc_pricing_pairing_new (gsize r, gsize n_rows);
void rsc_pricing_pairing_free (RscPricingPairing *self);

/* Whether so many rows are paired at all: with few convex ones cones are done with soon, and of
 * very many it would take too long. */
gboolean rsc_pricing_pairing_is_worth (gsize n_convex, gsize n_concave);

/* The pairs @before (or NULL) and, of what they leave alone, those rows whose values at the
 * generators are most alike, up to a factor. O(r times the product of the numbers of rows, some
 * times). Free with g_free(). */
RscPricingPairs *rsc_pricing_pairing_match (RscPricingPairing *self,
                                            const RscPricingCrossing *convex,
                                            const RscPricingCrossing *concave,
                                            const RscPricingPairs *before);

/* The pairs whose rows both cross a part of the cone still: @convex and @concave tell the number of
 * each row in the part, or %RSC_PRICING_NO_ROW. Free with g_free(). */
RscPricingPairs *
rsc_pricing_pairs_map (const RscPricingPairs *self, const guint32 *convex, const guint32 *concave);

/* What the chords become where pairs count together, which is to be known before a function is
 * found. O(r times the number of pairs). */
void rsc_pricing_pairing_begin (RscPricingPairing *self,
                                const RscPricingCrossing *convex,
                                const RscPricingCrossing *concave,
                                const RscPricingPairs *pairs);

/* A linear function that Σ (p·u)_+ - Σ (q·u)_+ of the rows that cross is at most on the cone:
 * @values (r), what it is at each generator. Each pair counts together or alone, whichever is less
 * at Σ t_k v_k. After rsc_pricing_pairing_begin() with the same rows and pairs; @chords (r) are
 * Σ (p·v_k)_+. O(r times the number of concave rows and pairs). */
void rsc_pricing_pairing_find (RscPricingPairing *self,
                               const RscPricingCrossing *concave,
                               const RscPricingPairs *pairs,
                               const double *chords,
                               const double *t,
                               double *values);

/* With the pairs as for that @t: raises @heights (r × r) for each edge j < k by how far the chords
 * are above at its middle, times four. */
void rsc_pricing_pairing_measure_edges (RscPricingPairing *self,
                                        const RscPricingCrossing *convex,
                                        const RscPricingCrossing *concave,
                                        const RscPricingPairs *pairs,
                                        const double *t,
                                        double *heights);

static inline gsize
rsc_pricing_pairs_get_bytes (const RscPricingPairs *self)
{
  return sizeof *self + self->n * sizeof (RscPricingPair);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscPricingPairing, rsc_pricing_pairing_free)

G_END_DECLS
