/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/set/rsc-optimal-set.h"

G_BEGIN_DECLS

/**
 * RscBranchNeuron:
 * @sign: of its output
 * @in_basis: whether its norm is one of the unknowns
 * @n_free, @basis: dimension of the face that it is on, and n_free × d, an orthonormal basis of it
 * @n_kinks, @kinks: rows on its kink
 * @spans: n_kinks × d, rows of the pseudo-inverse of the kink rows
 * @sides: n, the side of its kink that each row is on
 * @images: n_free × n, the columns of M_k
 * @norm: a_k
 * @u: n_free, û_k
 * @slack: outside of the basis, by how much ||v|| differs from λ at the start, relative to it
 * @w: d, the direction in the space of the data
 */
typedef struct
{
  int sign;
  gboolean in_basis;
  gsize n_free;
  double *basis;
  gsize n_kinks;
  guint32 *kinks;
  double *spans;
  gint8 *sides;
  double *images;
  double norm;
  double slack;
  double *u;
  double *w;
} RscBranchNeuron;
/**
 * RscBranchState:
 *
 * The smooth piece of a solution path that an optimal set lies on. While its structure holds (which
 * neurons are equicorrelated, which data points are on each kink) the residual r solves
 *   y - r = Σ_k a_k M_k û_k,   M_k^T r = λ û_k,   ||û_k|| = 1
 * over a basis of neurons with independent activations, M_k = Z_k restricted to the face of its
 * cone that neuron k is on. Newton's method follows that to another λ in some O(N³) for N unknowns,
 * whatever the number of blocks. The structure ends where
 *   a norm a_k of the basis turns negative,
 *   a direction crosses a data point,
 *   the multiplier that holds a kink at a data point leaves its interval, or
 *   another block reaches ||v_b|| = λ.
 * For use by one thread.
 *
 * @set, @pricer: that it was made of; the pricer is borrowed
 * @gated: gates have no kinks
 * @n, @d, @n_blocks, @x, @y, @lengths: of the pricer's scaled problem, and n values ||x_i||
 * @exponent: λ is scaled by two to this
 * @lambda: scaled, where the state is
 * @error: what its equations lack there, relative to λ
 * @n_neurons, @neurons: of the support of the set
 * @n_unknowns: of Newton's method
 * @known: n_blocks, whether the block belongs to one of the neurons
 * @r: n, the residual
 * @columns: n_unknowns × n, and @frames: the bases of all neurons that these are of
 * @gram, @matrix, @rhs, @pivots, @tangents (d × d), @v (d): scratch
 */
typedef struct
{
  RscOptimalSet *set;
  RscPricer *pricer;
  gboolean gated;
  gsize n;
  gsize d;
  gsize n_blocks;
  const double *x;
  const double *y;
  double *lengths;
  int exponent;
  double lambda;
  double error;
  gsize n_neurons;
  RscBranchNeuron *neurons;
  gsize n_unknowns;
  gboolean *known;
  double *r;
  double *columns;
  double *frames;
  double *gram;
  double *matrix;
  double *rhs;
  int *pivots;
  double *tangents;
  double *v;

} RscBranchState;

/* Of the support of @set, which must have been solved to its tolerance. Keeps references to @set
 * and borrows @pricer (of the same problem). NULL where the structure is not one for Newton's
 * method: no neuron at all, dependent data points on a kink, or a basis that is not independent. */
RscBranchState *rsc_branch_state_new (RscOptimalSet *set, RscPricer *pricer);
void rsc_branch_state_free (RscBranchState *self);

/* The face of @neuron from its sides, kinks and direction w. FALSE where the kinks are
 * dependent. */
gboolean rsc_branch_state_build_face (RscBranchState *self, RscBranchNeuron *neuron);

/* Completes @count orthonormal rows of @basis (d × d) to d of them. @unit: d, scratch. */
void rsc_branch_complete_basis (gsize d, double *basis, gsize count, double *unit);

/* b += factor a, n values. */
static inline void
rsc_branch_add (gsize n, double factor, const double *a, double *b)
{
  for (gsize k = 0; k < n; k++)
    b[k] += factor * a[k];
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscBranchState, rsc_branch_state_free)

G_END_DECLS
