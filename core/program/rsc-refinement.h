/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/numerics/rsc-wide.h"
#include "core/program/rsc-pricer.h"
#include "core/program/rsc-solution.h"

G_BEGIN_DECLS

/**
 * RscRefinement:
 *
 * The optimum near a solution in twice the digits of a double: Newton's method on the conditions
 * P_F (Z_i^T r) = λ w_i / ||w_i|| of its neurons, F the face of the cone that neuron i lies on,
 * with r and w in wide numbers and the steps in doubles. A solution knows r to 1e-16 of ||y||;
 * where λ is small or one feature is a million times another, v_b is what is left of far larger
 * terms, and that is not enough to tell whether ||v_b|| = λ, or which of two directions a neuron
 * has. Works in the units of the pricer. For use by one thread.
 */
typedef struct _RscRefinement RscRefinement;

/* Around @solution. Never fails: see rsc_refinement_get_error(). O(N² (n + N)) for N = Σ dim F_i,
 * times some steps; beyond a limit of work the residual stays that of the solution. Keeps the
 * pricer, which must outlive it. */
RscRefinement *rsc_refinement_new (RscSolution *solution, RscPricer *pricer);
void rsc_refinement_free (RscRefinement *self);

/* Takes a neuron in that the solution did not have: @block with ||v_b|| > λ, and refines anew.
 * FALSE, and all as it was, when ||v_b|| is not above λ, the neurons at hand can do the same on the
 * data already and cannot hand their part over, or what had been refined could not be with it. */
gboolean rsc_refinement_add (RscRefinement *self, gsize block);

const RscWide *rsc_refinement_get_residual (const RscRefinement *self); /* n */
double rsc_refinement_get_lambda (const RscRefinement *self);
/* Largest ||P_F (Z_i^T r) - λ w_i / ||w_i|| || / λ of its neurons: how exactly the residual belongs
 * to an optimum of these. Below 1e-20 after a refinement; the solution's own error where there was
 * none. */
double rsc_refinement_get_error (const RscRefinement *self);

/* v_b of a block in wide numbers. @rows, @n_rows: a guess of the active rows
 * (rsc_pricer_project()).
 * @direction: v_b / ||v_b||, d values. Returns ||v_b|| / λ - 1. O(n d) times the corrections of the
 * guess. */
double rsc_refinement_project (RscRefinement *self,
                               gsize block,
                               const guint32 *rows,
                               gsize n_rows,
                               RscWide *direction);

/* What a rounding of the data in their last digits can change ||v_b||/λ by: 2^-52 Σ |r_i| Σ_k |x_ik
 * u_k| / λ over the rows of the block. Ties that hold for the numbers meant hold for the given ones
 * up to that. */
double rsc_refinement_get_noise (const RscRefinement *self, gsize block, const double *direction);

/* Its neurons: block and w_i in the pricer's units. */
gsize rsc_refinement_get_n_neurons (const RscRefinement *self);
gsize rsc_refinement_get_block (const RscRefinement *self, gsize i);
const RscWide *rsc_refinement_get_w (const RscRefinement *self, gsize i); /* d */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscRefinement, rsc_refinement_free)

G_END_DECLS
