/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/set/rsc-optimal-set.h"

G_BEGIN_DECLS

/**
 * RscDependence:
 * @n_neurons: how many
 * @neurons: their numbers in the set, in increasing order
 * @alpha: for each, none of them 0, the largest 1 in size
 * @fewest: whether no dependent set of the set's neurons has fewer
 * @residual: ||Σ α_k activation_k|| as a share of Σ |α_k| ||activation_k||: rounding
 *
 * Why an optimal network is not the only one: neurons that optimal networks can have whose
 * activations are dependent,
 *   Σ_k α_k activation_k = 0 at every data point.
 * Along α networks change and their predictions on the data do not. A circuit: without any one of
 * them the others are independent. Σ α_k = 0 as well, so the penalty does not change.
 */
typedef struct
{
  gsize n_neurons;
  gsize *neurons;
  double *alpha;
  gboolean fewest;
  double residual;
} RscDependence;

/* NULL where the activations of the support are independent, which is where the optimum is unique;
 * or when cancelled. Cost: rsc_null_circuit_find_fewest(), below a second. */
RscDependence *rsc_dependence_new (const RscOptimalSet *set, GCancellable *cancellable);
void rsc_dependence_free (RscDependence *self);

/* Whether these neurons make up for each other not only at the data points but everywhere: their
 * sum is the function 0, as of three pairs of opposite neurons in the plane. So it is where on each
 * kink the slopes cancel, as what is left is linear then and 0 at the data. Off the span of the
 * data points nothing is said. O(neurons² n d). */
gboolean rsc_dependence_is_everywhere (const RscDependence *self, const RscOptimalSet *set);

/* f(x) = Σ α_k s_k (x^T u_k)_+ of neurons of @set, with gates where it has them: 0 at every data
 * point, to rounding, and elsewhere unless rsc_dependence_is_everywhere(). Along it networks of the
 * set differ. Its neurons are in the order of @self. Free with rsc_network_unref(). */
RscNetwork *rsc_dependence_dup_network (const RscDependence *self, const RscOptimalSet *set);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscDependence, rsc_dependence_free)

G_END_DECLS
