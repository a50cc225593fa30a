/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-pattern-set.h"
#include "core/program/rsc-peaks.h"
#include "core/program/rsc-pricing-search.h"

G_BEGIN_DECLS

/**
 * RscPricing:
 *
 * The largest ||v_b|| over *all* blocks of a ReLU problem, without listing patterns:
 *   max_b ||P_{K_b} (Z_b^T r)|| = max of h_s(u) = s Σ_i r_i (x_i·u)_+ over s = ±1 and ||u|| = 1.
 * Local maxima are found by ascents, and all of them, or a bound of the largest, by branch and
 * bound over cones of directions. Works on X and r scaled by powers of two and tells all in the
 * units that were given. For use by one thread.
 */
typedef struct _RscPricing RscPricing;

/**
 * RscPricingResult:
 * @status: how the search ended
 * @upper: no ||v_b|| is above this, whatever @status says; rounding is accounted for
 * @lower: the largest that was found; 0 where nothing is above 0
 * @rounding: the part of @upper that is for rounding
 * @n_nodes: cones that were bounded
 * @is_long: the search went on to the ladder
 * @bytes: the most memory that they held at a time
 * @peaks: the local maxima that were found above the threshold. When @status is complete these are
 * all of them; of a
 *   search for the maximum, one that attains it (to 1e-13) is among them
 */
typedef struct
{
  RscPricingStatus status;
  double upper;
  double lower;
  double rounding;
  gsize n_nodes;
  gboolean is_long;
  gsize bytes;
  RscPeaks *peaks;

  /*< private >*/
  RscPricingRegions *regions;
  gsize work_anew; /* of the last search from the beginning */
  gsize nodes_anew;
  double *r;
  int r_exponent;
} RscPricingResult;

/* Copies the design matrix @x (n × d, row-major). O(n d²). */
RscPricing *rsc_pricing_new (gsize n, gsize d, const double *x);
void rsc_pricing_free (RscPricing *self);

gsize rsc_pricing_get_n_words (const RscPricing *self); /* of a pattern: ceil (n / 64) */

/* Copies the residual @r (n values) that all that follows is about. O(n d). */
void rsc_pricing_set_residual (RscPricing *self, const double *r);

/* Ascents that would begin after @deadline (g_get_monotonic_time(); 0, as at first: never) are left
 * out, but for the first of a call, and long ones end early there, lower than they might; what is
 * found is as true as otherwise, and less of it. It is for these ascents alone: those of a search,
 * and its bound of a change of the residual, have the deadline of its settings. */
void rsc_pricing_set_deadline (RscPricing *self, gint64 deadline);

/* h_s(u) for s = @sign; @u: d values of any length, and h_s is positively homogeneous. O(n d). */
double rsc_pricing_evaluate (const RscPricing *self, int sign, const double *u);

/* A cell that has @u (d values) in its closure: @pattern, n bits, 1(x_i·u >= 0) where x_i·u is not
 * 0 to
 * RSC_TOLERANCE_KINK, and there as of one gate beside @u. O(n d). */
void rsc_pricing_get_pattern (const RscPricing *self, const double *u, guint64 *pattern);

/* All cells around @u, the unit vector of a peak: the cells of the hyperplanes of the few rows with
 * x_i·u = 0 to RSC_TOLERANCE_KINK, which are added to @patterns (of n bits, initialised). Errors:
 * RSC_ERROR_LIMIT when these have more than @limit cells; cancelled. */
gboolean rsc_pricing_list_patterns_at (const RscPricing *self,
                                       const double *u,
                                       gsize limit,
                                       RscPatternSet *patterns,
                                       GCancellable *cancellable,
                                       GError **error);

/* Ascends from each of the @n_starts directions @starts (n_starts × d) with both signs, or with
 * signs[k] (±1) where @signs is not NULL, and adds the local maxima above @threshold >= 0 to
 * @peaks, and all above 0, without patterns, to
 * @ends (of d columns, or NULL). A start that is one of @ends is none. O(n d) a pass, some ten
 * passes a start. Errors: cancelled. */
gboolean rsc_pricing_ascend (RscPricing *self,
                             gsize n_starts,
                             const double *starts,
                             const int *signs,
                             double threshold,
                             RscPeaks *peaks,
                             RscPeaks *ends,
                             GCancellable *cancellable,
                             GError **error);

/* The same from @n_starts directions drawn with @seed, the better ones of many. */
gboolean rsc_pricing_ascend_from_random (RscPricing *self,
                                         gsize n_starts,
                                         guint64 seed,
                                         double threshold,
                                         RscPeaks *peaks,
                                         RscPeaks *ends,
                                         GCancellable *cancellable,
                                         GError **error);

/* Branch and bound, in one thread, until all local maxima above the settings' threshold are known,
 * or the maximum. Never fails: a limit, the deadline and the cancellable only end it early.
 * Deterministic, but for where it is ended. Polls the cancellable every few milliseconds. Free with
 * rsc_pricing_result_free(). */
RscPricingResult *rsc_pricing_search (RscPricing *self,
                                      const RscPricingSettings *settings,
                                      RscPricingProgressFunc progress,
                                      gpointer user_data,
                                      GCancellable *cancellable);
void rsc_pricing_result_free (RscPricingResult *self);

/* The same, from what an earlier search of this workspace left at another residual r0 (with
 * keep_regions; where it left nothing, or too much in doubt, the same as above). h_s is linear in
 * the residual: with t = r·r0 / ||r0||², h_s of r is at most t times that of r0 plus the largest
 * of r - t r0, for which a short search of its own gives a bound. Directions that were so far
 * below λ that this rules them out are not looked at again; the others are from where the earlier
 * search had cut them down to.
 * The bounds are as rigorous as those of a search from the beginning. */
RscPricingResult *rsc_pricing_search_from (RscPricing *self,
                                           const RscPricingResult *before,
                                           const RscPricingSettings *settings,
                                           RscPricingProgressFunc progress,
                                           gpointer user_data,
                                           GCancellable *cancellable);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscPricing, rsc_pricing_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscPricingResult, rsc_pricing_result_free)

G_END_DECLS
