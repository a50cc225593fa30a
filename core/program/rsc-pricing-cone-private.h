/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-nearest.h"
#include "core/program/rsc-pricing-cone.h"
#include "core/program/rsc-pricing-crossing.h"
#include "core/program/rsc-pricing-pairs.h"
#include "core/program/rsc-pricing-sides.h"

/* What the bounds of cones and their cutting share. */

/* In a cone that is wider than this, the rounding of values at its generators can count for more
 * than rounding elsewhere; then it counts as part of the bound. */
#define NARROW 0.1

/* Roundings of a sum of m terms in blocks, in units of 2^-53 of the sum of their lengths. */
#define ROUNDINGS(m) (RSC_PRICING_BLOCK + 8.0 + (double) (m) / RSC_PRICING_BLOCK)

struct _RscPricingCone
{
  int sign;
  guint depth;
  gboolean is_whole;
  gboolean is_opposite;
  double bound;
  double slack;
  double base_slack; /* the part of it that counts as rounding */
  double narrowness;
  double doubt; /* convex rows that count as of one sign add this to G at most, times Σ t */
  /* Σ ||x|| of the other rows of one sign that are 0 at a generator, in doubt and more. */
  double touched;
  gsize n_points;
  gsize
    region; /* that was remembered of it or of what it is a part of, or %RSC_PRICING_NO_REGION */
  RscPricingCrossing *convex;
  RscPricingCrossing *concave;
  RscPricingPairs *pairs; /* of these rows, or NULL */
  gsize r;
  double *generators; /* r × r, unit rows */
  /* r × r: dual_j · v_k = 1 if j = k, else 0; zeros where the generators depend on each other. */
  double *dual;
  double *scales; /* r: their lengths in whitened units */
  double *errors; /* r: rounding of the values at each, in 2^-53 ||x|| */
  double *chords; /* r: Σ of the crossing convex rows, (x·v_k)_+ */
  double *t;      /* r: the maximiser of the bound is Σ t_k v_k */
  double *points; /* (r + 1) × r, of the zonotope of H: those that carried the bound */
  RscWide *a;     /* r: s linear + Σ of the convex rows that are positive */
  RscWide *b;     /* r: Σ of the others that are positive */

  /* For a proof, where the bounder keeps them; otherwise none. */
  gsize n_words;   /* m / 64, or 0 */
  double *weights; /* r + 1: of the points */
  guint64 *chosen; /* convex rows whose sides were chosen */
  guint64 *on;     /* the positive ones of these */
  guint64 *gates;  /* (r + 1) × n_words: rows of H that are in the points */
};

struct _RscPricingBounder
{
  const RscPricingRows *rows;
  gsize r;
  gsize work;
  double threshold;
  double rung;
  RscNearest *nearest;
  double *triangle;          /* r × r, lower: L L^T = Σ |w| x x^T / ||x|| */
  double *roots;             /* r × r, generators of an orthant in whitened units */
  double excess;             /* of h_s on a root that is left to its opposite */
  gboolean is_halved;        /* some are */
  double *square;            /* r × r */
  double *base;              /* r: a + Σ chords_k dual_k */
  double *point;             /* r */
  double *middle;            /* r */
  double *pool;              /* POINTS_MAX × r */
  double *t;                 /* r */
  double *part;              /* r */
  gsize n_words;             /* of the gates of a point, 0 where no proofs are kept */
  guint64 *gates;            /* POINTS_MAX × n_words */
  signed char *chosen;       /* m */
  double *shares;            /* m */
  RscPricingSides *sides[2]; /* of the rows with weights > 0 and < 0 */
  guint32 *near;             /* m */

  RscPricingPairing *pairing; /* NULL before rows are paired */
  RscPricingPairs *pairs;     /* of all rows with weights > 0 and < 0, by their numbers */
  double *values;             /* FUNCTIONS_MAX × r */
  guint32 *numbers[2];        /* m: of the rows of a cone the number in the part that was cut */

  /* The rows of H of the cone at hand are found when they are asked for: those of this one, with a
   * generator replaced. */
  const RscPricingCrossing *from;
  RscPricingMiddle cut;
};

/* Sets the triangle, the roots and the excess. O(m r²). */
void rsc_pricing_bounder_whiten (RscPricingBounder *self);

/* Makes the bound of a cone better, as far as the levels ask for; as good as it gets when @exact.
 * Leaves z in the nearest. */
void rsc_pricing_cone_bound (RscPricingBounder *self, RscPricingCone *cone, gboolean exact);

/* Finds the rows of H that cross a part that was just cut, where that is still to be done. */
void rsc_pricing_cone_find_concave (RscPricingBounder *self, RscPricingCone *cone);

/* A lower bound of ||Σ t_k v_k|| / Σ t_k over t >= 0. */
double rsc_pricing_cone_measure_narrowness (RscPricingBounder *self, const RscPricingCone *cone);

/* Adds rays and the first @n_pool points base - pool to the nearest until none brings it nearer. */
void rsc_pricing_cone_settle (RscPricingBounder *self, const RscPricingCone *cone, gsize n_pool);

/* Makes @raw the bound, where it is less with what rounding can have taken from it: @crossing at
 * the generators of the rows that cross, and of all sums with terms of @terms beside a and b. */
void rsc_pricing_cone_set_bound (RscPricingBounder *self,
                                 RscPricingCone *cone,
                                 double raw,
                                 double narrowness,
                                 double crossing,
                                 double terms);

/* The pairs for the parts of a cone that is to be cut, made as far as they are not known; NULL
 * where rows are not paired. Free with g_free(). */
RscPricingPairs *rsc_pricing_cone_match (RscPricingBounder *self, const RscPricingCone *cone);

/* Those of @pairs that are left in a part of @whole whose rows were just cut, where it has rows
 * enough; the search for its bound begins at the maximiser of the whole, or near. */
void rsc_pricing_cone_give_pairs (RscPricingBounder *bounder,
                                  const RscPricingCone *whole,
                                  const RscPricingPairs *pairs,
                                  int side,
                                  RscPricingCone *part);

/* The bound of a cone with pairs. */
void rsc_pricing_cone_bound_by_pairs (RscPricingBounder *self, RscPricingCone *cone);

/* Computes the dual basis of a cone's generators. O(r³). */
void rsc_pricing_cone_set_dual (RscPricingBounder *self, RscPricingCone *cone);
