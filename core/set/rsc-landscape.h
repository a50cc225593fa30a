/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-correlation-profile.h"
#include "core/set/rsc-correlations.h"

G_BEGIN_DECLS

/**
 * RscLandscapeForm:
 * @RSC_LANDSCAPE_CURVE: ReLU with two columns: over the angle, or the position of the kink
 * @RSC_LANDSCAPE_MAP: ReLU with three: over the sphere, or direction and offset of the kink
 * @RSC_LANDSCAPE_PEAKS: only the largest of it
 *
 * How all directions can be seen.
 */
typedef enum
{
  RSC_LANDSCAPE_CURVE,
  RSC_LANDSCAPE_MAP,
  RSC_LANDSCAPE_PEAKS
} RscLandscapeForm;

/**
 * RscLandscape:
 *
 * The correlation of every direction with a residual, h_s(u) = s Σ_i r_i (x_i·u)_+, against λ:
 * where it is nowhere above, r is that of an optimum, and the neurons are where it touches λ; where
 * it is above, a neuron would still pay. Immutable and reference-counted.
 */
typedef struct _RscLandscape RscLandscape;

/* Peaks that are kept beside the neurons: a picture has room for so many. */
#define RSC_LANDSCAPE_PEAKS_MAX 40

/* Of the residual @r (n values, copied) of any network, at @lambda > 0. @set: the optimal set that
 * has this residual, or NULL. Cost: see rsc_correlations_new_at(). Errors: cancelled. */
RscLandscape *rsc_landscape_new (RscProblem *problem,
                                 const double *r,
                                 double lambda,
                                 RscOptimalSet *set,
                                 GCancellable *cancellable,
                                 GError **error);
/* Of the optimum of @set. */
RscLandscape *
rsc_landscape_new_for_set (RscOptimalSet *set, GCancellable *cancellable, GError **error);
/* The same for a frame while λ moves: no search, see rsc_correlations_new_near(). @before: or
 * NULL. */
RscLandscape *rsc_landscape_new_near (RscOptimalSet *set, const RscLandscape *before);
RscLandscape *rsc_landscape_ref (RscLandscape *self);
void rsc_landscape_unref (RscLandscape *self);

RscLandscapeForm rsc_landscape_get_form (const RscLandscape *self);
RscProblem *rsc_landscape_get_problem (const RscLandscape *self);
const double *rsc_landscape_get_residual (const RscLandscape *self); /* n */
double rsc_landscape_get_lambda (const RscLandscape *self);
/* NULL: the residual is not said to be that of an optimum. */
RscOptimalSet *rsc_landscape_get_set (const RscLandscape *self);
/* Its neurons; 0 without a set. */
gsize rsc_landscape_get_n_neurons (const RscLandscape *self);

/* NULL but for a curve. */
const RscCorrelationProfile *rsc_landscape_get_profile (const RscLandscape *self);
/* The neurons and the largest of the other local maxima. */
const RscCorrelations *rsc_landscape_get_peaks (const RscLandscape *self);
/* Whether the peaks are those of a frame, which may lack some. */
gboolean rsc_landscape_is_passing (const RscLandscape *self);

/* The largest that is known of h, as a share of λ; 0 where there is nothing above 0. */
double rsc_landscape_get_maximum (const RscLandscape *self);

/* h_+ (u) / λ for ReLU, @u: d values; h_- is its negative. O(n d). */
double rsc_landscape_evaluate (const RscLandscape *self, const double *u);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscLandscape, rsc_landscape_unref)

G_END_DECLS
