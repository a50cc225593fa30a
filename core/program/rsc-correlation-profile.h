/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RscCorrelationArc:
 * @from, @to: angles, from < to; from in [0, 2π), only the last arc ends beyond 2π
 * @slope: c: h_+(u) = c·u for every u of the arc
 *
 * The directions between two kinks that are neighbours.
 */
typedef struct
{
  double from;
  double to;
  double slope[2];
} RscCorrelationArc;

/**
 * RscCorrelationPeak:
 * @angle: of u, in [0, 2π)
 * @sign: s
 * @value: h_s(u) > 0
 * @at_kink: whether u is orthogonal to a row
 */
typedef struct
{
  double angle;
  int sign;
  double value;
  gboolean at_kink;
} RscCorrelationPeak;

/**
 * RscCorrelationProfile:
 *
 * All of h_s(u) = s Σ_i r_i (x_i·u)_+ for rows of two columns: over the unit vectors u = (cos t,
 * sin t) it is piecewise c·u, with a kink where a row is orthogonal to u. h_- is -h_+. Where
 * nothing of it is above λ, r is dual feasible over all patterns; the neurons of the optimal set
 * are where it is λ. Immutable.
 */
typedef struct _RscCorrelationProfile RscCorrelationProfile;

/* @x: n × 2, row-major; @r: n. Both finite, and copied. Sums in wide numbers, so a slope is exact
 * to the rounding of the largest term r_i x_i, however many there are. O(n log n). */
RscCorrelationProfile *rsc_correlation_profile_new (gsize n, const double *x, const double *r);
void rsc_correlation_profile_free (RscCorrelationProfile *self);

/* The arcs go once round, by rising angle. Without a row that is not zero: one, of slope 0. */
gsize rsc_correlation_profile_get_n_arcs (const RscCorrelationProfile *self);
const RscCorrelationArc *rsc_correlation_profile_get_arc (const RscCorrelationProfile *self,
                                                          gsize k);

/* h_+ at u = (cos @angle, sin @angle), any finite angle. O(log n). */
double rsc_correlation_profile_evaluate (const RscCorrelationProfile *self, double angle);

/* The local maxima of h_s for either sign, where it is above 0 by more than rounding, by rising
 * angle. */
gsize rsc_correlation_profile_get_n_peaks (const RscCorrelationProfile *self);
const RscCorrelationPeak *rsc_correlation_profile_get_peak (const RscCorrelationProfile *self,
                                                            gsize k);

/* The largest of h_s(u) over both signs and all u: max_b ||v_b|| over all patterns. */
double rsc_correlation_profile_get_maximum (const RscCorrelationProfile *self);

/* @angle without the turns that are too many: in [0, 2π). */
double rsc_correlation_profile_wrap (double angle);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscCorrelationProfile, rsc_correlation_profile_free)

G_END_DECLS
