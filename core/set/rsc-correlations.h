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
 * @pattern: of blocks of the program: its number there; of a direction: -1
 */
typedef struct
{
  int sign;
  double ratio;
  const double *direction;
  gssize neuron;
  gssize pattern;
} RscCorrelation;

/**
 * RscCorrelationsScope:
 * @RSC_CORRELATIONS_ALL: the largest of all patterns
 * @RSC_CORRELATIONS_FOUND: those that were found: a larger one may have been missed
 * @RSC_CORRELATIONS_IN_USE: the largest of the program's own blocks, which for gated ReLU are all
 * there are
 *
 * What the listed ones are the largest of.
 */
typedef enum
{
  RSC_CORRELATIONS_ALL,
  RSC_CORRELATIONS_FOUND,
  RSC_CORRELATIONS_IN_USE
} RscCorrelationsScope;

/**
 * RscCorrelations:
 *
 * The directions that are most correlated with a residual, largest first and such as are as large
 * (RSC_TOLERANCE_TIE) by sign and direction: of an optimum the neurons
 * of its optimal set (at λ, in their order), and the local maxima of h_s(u) = s Σ_i r_i (x_i·u)_+
 * below (above, where the program lacks their patterns). For gated ReLU: the blocks of the program,
 * with u along Z_b^T r. Where there are too many columns to search all patterns
 * (RSC_SEARCH_DIMENSION_MAX): the program's blocks with ||v_b||. Immutable.
 */
typedef struct _RscCorrelations RscCorrelations;

/* At most @n_max, of the residual @r (n values) at @lambda > 0. @set: the optimal set with this
 * residual, or NULL:
 * @r is that of any network, and nothing is a neuron. For ReLU of two columns all local maxima, O(n
 * log n); of more a search over all patterns, of a bounded number of cones: local maxima below half
 * of λ are not looked for. Errors: cancelled. */
RscCorrelations *rsc_correlations_new_at (RscProblem *problem,
                                          const double *r,
                                          double lambda,
                                          RscOptimalSet *set,
                                          gsize n_max,
                                          GCancellable *cancellable,
                                          GError **error);
/* The same for the optimum of @set. */
RscCorrelations *
rsc_correlations_new (RscOptimalSet *set, gsize n_max, GCancellable *cancellable, GError **error);

/* For a frame while λ moves: the neurons of @set and what ascents from the others of @before (or
 * NULL) end at, where for gated ReLU these blocks are looked at again; not even these where the
 * rows are too many for a frame. Of the same columns; for two of them the same as
 * rsc_correlations_new(). */
RscCorrelations *
rsc_correlations_new_near (RscOptimalSet *set, const RscCorrelations *before, gsize n_max);
void rsc_correlations_free (RscCorrelations *self);

gsize rsc_correlations_get_n (const RscCorrelations *self);
/* *@correlation borrows from @self. */
void rsc_correlations_get (const RscCorrelations *self, gsize k, RscCorrelation *correlation);

RscCorrelationsScope rsc_correlations_get_scope (const RscCorrelations *self);

/* Whether all local maxima above half of λ, or of gated ReLU all blocks, are among them or below
 * the last of @n_max. */
gboolean rsc_correlations_is_complete (const RscCorrelations *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscCorrelations, rsc_correlations_free)

G_END_DECLS
