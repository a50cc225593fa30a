/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/set/rsc-optimal-set.h"

G_BEGIN_DECLS

/**
 * RscCorrelation:
 * @sign: s
 * @ratio: ||v_b|| / λ = h_s(u) / λ
 * @direction: d, the unit vector u
 * @neuron: the neuron of the optimal set that this is, or -1
 */
typedef struct
{
  int sign;
  double ratio;
  const double *direction;
  gssize neuron;
} RscCorrelation;

/**
 * RscCorrelations:
 *
 * The directions that are most correlated with the residual of an optimum, largest first: the neurons of its optimal
 * set (at λ, in their order), and the local maxima of h_s(u) = s Σ_i r_i (x_i·u)_+ below (above, where the program lacks their patterns). For
 * gated ReLU: the blocks of the program, with u along Z_b^T r. Immutable.
 */
typedef struct _RscCorrelations RscCorrelations;

/* At most @n_max of them. For ReLU a search over all patterns, of a bounded number of cones: local maxima below
 * half of λ are not looked for. Errors: cancelled. */
RscCorrelations *
rsc_correlations_new (RscOptimalSet *set, gsize n_max, GCancellable *cancellable, GError **error);
void rsc_correlations_free (RscCorrelations *self);

gsize rsc_correlations_get_n (const RscCorrelations *self);
/* *@correlation borrows from @self. */
void rsc_correlations_get (const RscCorrelations *self, gsize k, RscCorrelation *correlation);

/* Whether the search ended by itself: then all local maxima above half of λ are among them, or below the last of
 * @n_max. */
gboolean rsc_correlations_is_complete (const RscCorrelations *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscCorrelations, rsc_correlations_free)

G_END_DECLS
