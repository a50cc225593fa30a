/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/numerics/rsc-mixing.h"
#include "core/set/rsc-set-sample.h"

G_BEGIN_DECLS

/**
 * RscScalarKind:
 * @RSC_SCALAR_NORM: the norm a_i of a neuron
 * @RSC_SCALAR_PREDICTION: f(x) at a place
 * @RSC_SCALAR_ERROR: mean squared error at points
 * @RSC_SCALAR_ACCURACY: share of points of classes ±1 that f has right
 */
typedef enum
{
  RSC_SCALAR_NORM,
  RSC_SCALAR_PREDICTION,
  RSC_SCALAR_ERROR,
  RSC_SCALAR_ACCURACY
} RscScalarKind;

/**
 * RscScalar:
 * @neuron: of RSC_SCALAR_NORM
 * @x: of RSC_SCALAR_PREDICTION, features without the bias
 * @points: of RSC_SCALAR_ERROR and RSC_SCALAR_ACCURACY
 *
 * A number that each network of a set has. Borrowed.
 */
typedef struct
{
  RscScalarKind kind;
  gsize neuron;
  const double *x;
  RscDataset *points;
} RscScalar;

/* What the network of norms @a (n_neurons) of @set has. O(n_neurons d) for a place or a norm, times
 * the points for a score. */
double rsc_scalar_measure (RscOptimalSet *set, const RscScalar *scalar, const double *a);

/**
 * RscDistribution:
 * @sample: what it is found from
 * @scalar: the number, with copies of what it borrowed
 * @low, @high: the range over the set: no network is beyond where @low_proved, @high_proved; else
 * networks that were found reach so far
 * @low_bound, @high_bound: beyond these no network is: the same where it is proved; otherwise
 * a bound, or infinite
 * @at_low, @at_high: norms of networks that reach it (n_neurons); of an accuracy NULL where none is
 * at hand
 * @rounding: what a linear program leaves open of @low and @high
 * @n: values
 * @values: in increasing order
 * @mean, @deviation: of the values, the standard deviation
 * @mixing: how well the walks have mixed as these values show it
 *
 * How a number is distributed over all optimal networks. Immutable and reference-counted.
 */
typedef struct
{
  gatomicrefcount ref_count;
  RscSetSample *sample;
  RscScalar scalar;
  double low, high;
  gboolean low_proved, high_proved;
  double low_bound, high_bound;
  double *at_low, *at_high;
  double rounding;
  gsize n;
  double *values;
  double mean;
  double deviation;
  RscMixing mixing;
} RscDistribution;

/* Of @sample, of which it keeps a reference. Cost: two linear programs; for errors a quadratic
 * program and a pass over the vertices; for accuracies two linear programs a point. Errors:
 * RSC_ERROR_NUMERICAL, cancelled. */
RscDistribution *rsc_distribution_new (RscSetSample *sample,
                                       const RscScalar *scalar,
                                       GCancellable *cancellable,
                                       GError **error);
RscDistribution *rsc_distribution_ref (RscDistribution *self);
void rsc_distribution_unref (RscDistribution *self);
RscOptimalSet *rsc_distribution_get_set (const RscDistribution *self);

/* A place where the optimal networks disagree much, to begin with: of the points half way between
 * two training points, at most RSC_WIDEST_PAIRS of them, that at which their predictions lie
 * farthest apart. @x: features without the bias. Errors: as of rsc_optimal_set_get_envelope(). */
#define RSC_WIDEST_PAIRS 300
gboolean rsc_distribution_find_widest (RscOptimalSet *set,
                                       double *x,
                                       GCancellable *cancellable,
                                       GError **error);

/* Whether all optimal networks have the same number, up to rounding. */
gboolean rsc_distribution_is_single (const RscDistribution *self);

/* Whether walks count as mixed: a shrink factor of at most RSC_TOLERANCE_MIXED, and independent
 * draws for each walk as many as RSC_MIXED_DRAWS_MIN. */
gboolean rsc_distribution_is_mixed (const RscDistribution *self);

/* The values in @n_bins >= 1 classes of the same width over [low, high]: @counts. Where low = high
 * all are in the first. */
void rsc_distribution_count (const RscDistribution *self, gsize n_bins, gsize *counts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscDistribution, rsc_distribution_unref)

G_END_DECLS
