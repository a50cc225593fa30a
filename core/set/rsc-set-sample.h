/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/numerics/rsc-mixing.h"
#include "core/set/rsc-optimal-set.h"

G_BEGIN_DECLS

/**
 * RscSetSample:
 *
 * Networks drawn from an optimal set by walks of hit-and-run whose law tends to the uniform one in
 * the norms a. Immutable and reference-counted.
 */
typedef struct _RscSetSample RscSetSample;

/* Walks, and points of each, that are enough for a histogram. */
#define RSC_SET_SAMPLE_CHAINS 4
#define RSC_SET_SAMPLE_POINTS 1000

/* @n_chains >= 2 walks of @n >= 4 points. @set: not one between two others, see
 * rsc_optimal_set_is_between(). Cost: n_chains n dimension n_neurons. Errors: cancelled. */
RscSetSample *rsc_set_sample_new (RscOptimalSet *set,
                                  guint64 seed,
                                  gsize n_chains,
                                  gsize n,
                                  GCancellable *cancellable,
                                  GError **error);
RscSetSample *rsc_set_sample_ref (RscSetSample *self);
void rsc_set_sample_unref (RscSetSample *self);
RscOptimalSet *rsc_set_sample_get_set (const RscSetSample *self);
gsize rsc_set_sample_get_n_chains (const RscSetSample *self);
gsize rsc_set_sample_get_n_points (const RscSetSample *self); /* of each walk */
/* How well the walks have mixed as the norm shows it of which that is worst. */
RscMixing rsc_set_sample_get_mixing (const RscSetSample *self);
/* The norms of network @k < n_chains n_points, walk after walk: n_neurons. */
const double *rsc_set_sample_get_norms (const RscSetSample *self, gsize k);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscSetSample, rsc_set_sample_unref)

G_END_DECLS
