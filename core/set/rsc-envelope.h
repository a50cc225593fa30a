/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/rsc-feature-values.h"
#include "core/set/rsc-optimal-set.h"

G_BEGIN_DECLS

/* Prediction envelope: least and largest f(x) over all optimal networks, at @n_points points
 * (n_points × features, without the bias column). Exact: vertices, or one pair of LPs per point. */
gboolean rsc_optimal_set_get_envelope (const RscOptimalSet *self,
                                       gsize n_points,
                                       const double *x,
                                       double *lower,
                                       double *upper,
                                       GCancellable *cancellable,
                                       GError **error);

/**
 * RscEnvelope:
 *
 * Least and largest prediction over all optimal networks on a grid.
 * One feature: @nx points over [x_min, x_max], ny = 1. Otherwise nx × ny over the two shown
 * features, the others held at one place; row-major, y increasing. Immutable, reference-counted.
 */
typedef struct
{
  double x_min, x_max, y_min, y_max;
  gsize nx, ny;
  double *lower;
  double *upper;
} RscEnvelope;

/* @feature_x, @feature_y: features on the axes. @at: where the others are held, or NULL. @range_x,
 * @range_y: least and largest value on each; with one feature @range_y is not read. Slow for large
 * sets: for a worker. */
RscEnvelope *rsc_envelope_new (const RscOptimalSet *set,
                               gsize feature_x,
                               gsize feature_y,
                               const RscFeatureValues *at,
                               const double *range_x,
                               const double *range_y,
                               gsize nx,
                               gsize ny,
                               GCancellable *cancellable,
                               GError **error);
/* From given values: copies nx × ny of @lower and @upper. */
RscEnvelope *rsc_envelope_new_from_values (double x_min,
                                           double x_max,
                                           double y_min,
                                           double y_max,
                                           gsize nx,
                                           gsize ny,
                                           const double *lower,
                                           const double *upper);
RscEnvelope *rsc_envelope_ref (RscEnvelope *self);
void rsc_envelope_unref (RscEnvelope *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscEnvelope, rsc_envelope_unref)

G_END_DECLS
