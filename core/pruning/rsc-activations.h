/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-network.h"
#include "core/set/rsc-optimal-set.h"

G_BEGIN_DECLS

/**
 * RscActivations:
 * @dataset, @test, @network, @lambda: see rsc_pruning_new(); @test may be NULL
 * @set, @set_neurons: see rsc_pruning_new_from_set(); either may be NULL
 * @n, @d, @m: points, features (with the bias) and neurons
 * @x: n × d, the points
 * @columns: m × n, the contribution of each neuron at the points, scaled to length 1
 * @on: m × n, whether the neuron lets the point through
 * @lengths: m, what each column was scaled by; 0 for a neuron that is 0 at every point
 * @test_values: m × n_test, contributions at the test points, or NULL
 * @norms: m, ||θ1_i|| |θ2_i|
 * @signs: m, of the output weights
 * @fit: n, Σ of the contributions
 * @fit_error: rounding error of a fit, by the size of the contributions that it sums
 * @fit_norm: ||fit||, or the largest contribution where that is 0 up to @fit_error
 * @train_is_class, @test_is_class: all targets are ±1
 * @with_singular: every state of a pruning is given its singular values
 *
 * What the neurons of a network contribute at the training points: what every state of a pruning
 * has in common with the others. Immutable and reference-counted.
 */
typedef struct
{
  gatomicrefcount ref_count;
  RscDataset *dataset;
  RscDataset *test;
  RscNetwork *network;
  RscOptimalSet *set;
  gsize *set_neurons;
  double lambda;
  gsize n;
  gsize d;
  gsize m;
  double *x;
  double *columns;
  guint8 *on;
  double *lengths;
  double *test_values;
  double *norms;
  int *signs;
  double *fit;
  double fit_error;
  double fit_norm;
  gboolean train_is_class;
  gboolean test_is_class;
  gboolean with_singular;
} RscActivations;

/* Of @network at the points of @dataset and @test (or NULL). Keeps references; @set_neurons (m
 * values, or NULL) is copied. Errors: RSC_ERROR_ARGUMENT when sizes do not fit or a neuron is too
 * large for a number. O(m d (n + n_test)). */
RscActivations *rsc_activations_new (RscDataset *dataset,
                                     RscDataset *test,
                                     RscNetwork *network,
                                     double lambda,
                                     RscOptimalSet *set,
                                     const gsize *set_neurons,
                                     GError **error);
RscActivations *rsc_activations_ref (RscActivations *self);
void rsc_activations_unref (RscActivations *self);

/* @f (n values) = Σ factor_i c_i at the training points. O(n m). */
void rsc_activations_compute_fit (const RscActivations *self, const double *factor, double *f);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscActivations, rsc_activations_unref)

G_END_DECLS
