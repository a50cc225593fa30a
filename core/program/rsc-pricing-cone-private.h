/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-nearest.h"
#include "core/program/rsc-pricing-cone.h"
#include "core/program/rsc-pricing-crossing.h"
#include "core/program/rsc-pricing-sides.h"

/* What the bounds of cones and their cutting share. */

/* In a cone that is wider than this, the rounding of values at its generators can count for more
 * than rounding elsewhere; then it counts as part of the bound. */
#define NARROW 0.1

struct _RscPricingCone
{
  int sign;
  guint depth;
  gboolean is_whole;
  double bound;
  double slack;
  double base_slack; /* the part of it that counts as rounding */
  double narrowness;
  double doubt; /* convex rows that count as of one sign add this to G at most, times Σ t */
  /* Σ ||x|| of the other rows of one sign that are 0 at a generator, in doubt and more. */
  double touched;
  gsize n_points;
  RscPricingCrossing *convex;
  RscPricingCrossing *concave;
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
  double *square;            /* r × r */
  double *base;              /* r: a + Σ chords_k dual_k */
  double *point;             /* r */
  double *middle;            /* r */
  double *pool;              /* POINTS_MAX × r */
  double *t;                 /* r */
  double *part;              /* r */
  RscPricingSides *sides[2]; /* of the rows with weights > 0 and < 0 */
  guint32 *near;             /* m */

  /* The rows of H of the cone at hand are found when they are asked for: those of this one, with a
   * generator replaced. */
  const RscPricingCrossing *from;
  RscPricingMiddle cut;
};

/* Makes the bound of a cone better, as far as the levels ask for; as good as it gets when @exact.
 * Leaves z in the nearest. */
void rsc_pricing_cone_bound (RscPricingBounder *self, RscPricingCone *cone, gboolean exact);

/* Finds the rows of H that cross a part that was just cut, where that is still to be done. */
void rsc_pricing_cone_find_concave (RscPricingBounder *self, RscPricingCone *cone);

/* Computes the dual basis of a cone's generators. O(r³). */
void rsc_pricing_cone_set_dual (RscPricingBounder *self, RscPricingCone *cone);
