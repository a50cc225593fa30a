/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/rsc-dataset.h"
#include "core/geometry/rsc-polyhedron.h"
#include "core/program/rsc-network.h"
#include "core/set/rsc-neurons.h"

G_BEGIN_DECLS

/**
 * RscEqualFit:
 *
 * All networks with the training fit of a given one, optimal or not, that have neurons of its own
 * alone (sign, direction and gate of each kept, as a multiple of it): {a >= 0 : Σ a_i activation_i
 * = its fit}, a_i the norm ||w_i|| of neuron i. Nothing holds the penalty λ Σ a_i, so it can be
 * unbounded: along rays that change no training prediction. Nothing is said of networks with other
 * neurons, so it needs no patterns. Immutable and reference-counted. Arrays "a" have n_neurons
 * entries, in the order of the network, equal neurons as one.
 */
typedef struct _RscEqualFit RscEqualFit;

/* @network: of @dataset; neurons with a weight of 0 are left out. @lambda: for the objective.
 * @max_vertices: see rsc_polyhedron_new(). Errors: RSC_ERROR_ARGUMENT where network and data do not
 * fit, those of the polyhedron. */
RscEqualFit *rsc_equal_fit_new (RscDataset *dataset,
                                RscNetwork *network,
                                double lambda,
                                gsize max_vertices,
                                GCancellable *cancellable,
                                GError **error);
/* The same where what is made may take @bytes_max, 0 for no limit: fewer vertices where they do not
 * fit into a quarter of it, and RSC_ERROR_LIMIT, in O(1), where the matrices take more: see
 * rsc_equal_fit_count_bytes(). */
RscEqualFit *rsc_equal_fit_new_within (RscDataset *dataset,
                                       RscNetwork *network,
                                       double lambda,
                                       gsize max_vertices,
                                       gsize bytes_max,
                                       GCancellable *cancellable,
                                       GError **error);
/* What the matrices of @m neurons on @n points take at most at a time, vertices not counted: ten
 * times n × m and m × m numbers, as measured. */
double rsc_equal_fit_count_bytes (gsize n, gsize m);
RscEqualFit *rsc_equal_fit_ref (RscEqualFit *self);
void rsc_equal_fit_unref (RscEqualFit *self);

RscDataset *rsc_equal_fit_get_dataset (const RscEqualFit *self);
RscNetwork *rsc_equal_fit_get_network (const RscEqualFit *self);
double rsc_equal_fit_get_lambda (const RscEqualFit *self);
gsize rsc_equal_fit_get_n_neurons (const RscEqualFit *self);
/* Without blocks; norm_max is INFINITY where it is unbounded. */
const RscNeuron *rsc_equal_fit_get_neuron (const RscEqualFit *self, gsize i);
RscPolyhedron *rsc_equal_fit_get_points (const RscEqualFit *self);
const double *rsc_equal_fit_get_fit (const RscEqualFit *self);   /* n */
const double *rsc_equal_fit_get_start (const RscEqualFit *self); /* a of the network itself */

/* Norms of the network of least penalty, a vertex, and that penalty Σ a; the largest, INFINITY
 * where it is unbounded. */
const double *rsc_equal_fit_get_least (const RscEqualFit *self);
double rsc_equal_fit_get_least_penalty (const RscEqualFit *self);
double rsc_equal_fit_get_largest_penalty (const RscEqualFit *self);

/* Σ a: the penalty of the balanced network with norms @a, over λ. */
double rsc_equal_fit_sum_norms (const RscEqualFit *self, const double *a);
double rsc_equal_fit_get_squared_error (const RscEqualFit *self); /* ||ŷ - y||² */
/* ½ ||ŷ - y||² + λ Σ a: the objective of the balanced network with norms @a. */
double rsc_equal_fit_get_objective (const RscEqualFit *self, const double *a);
/* ||Σ a_i activation_i - ŷ|| / ||ŷ||, or over ||y|| where ŷ = 0. */
double rsc_equal_fit_get_misfit (const RscEqualFit *self, const double *a);

/* Norms @a of @network, whose neurons are some of the set's, as one that was pruned has them. FALSE
 * where one of them is none of the set's. Whether it has the fit, rsc_equal_fit_get_misfit() says.
 * O(width n_neurons d). */
gboolean rsc_equal_fit_get_norms (const RscEqualFit *self, const RscNetwork *network, double *a);

/* The balanced network with norms @a. Free with rsc_network_unref(). Any thread. */
RscNetwork *rsc_equal_fit_dup_network (const RscEqualFit *self, const double *a);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscEqualFit, rsc_equal_fit_unref)

G_END_DECLS
