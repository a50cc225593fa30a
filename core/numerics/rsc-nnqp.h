/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RscNnqp:
 *
 * Scratch space for  min 1/2 x^T H x - c^T x  s.t.  x_i >= 0 for i >= n_free,  H symmetric and
 * positive semidefinite, positive definite on the free variables.
 */
typedef struct _RscNnqp RscNnqp;

RscNnqp *rsc_nnqp_new (void);
void rsc_nnqp_free (RscNnqp *self);

/* Active-set method of Lawson and Hanson on a Cholesky factor that grows and shrinks by one
 * variable. @h: n × n, both triangles. @x: on input a start (positive entries are the first guess
 * of the passive set), on output the solution; the columns of its positive entries are independent.
 * A variable enters while its gradient c_i - (H x)_i exceeds @tolerance[i]. FALSE when the free
 * part is not numerically positive definite, or when @cancellable is cancelled, which is looked at
 * after at most O(p²) operations, one Cholesky factorisation apart. Cost O(p³/3) for the start and
 * O(p² + n p) per change. */
gboolean rsc_nnqp_solve (RscNnqp *self,
                         gsize n,
                         gsize n_free,
                         const double *h,
                         const double *c,
                         const double *tolerance,
                         double *x,
                         GCancellable *cancellable);

/* Solves H_PP δ_P = rhs_P for the passive variables of the last solve, for iterative refinement;
 * @delta is 0 elsewhere. Both n values, may be the same array. */
void rsc_nnqp_refine (RscNnqp *self, const double *rhs, double *delta);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscNnqp, rsc_nnqp_free)

G_END_DECLS
