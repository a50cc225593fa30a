/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "referee/judge.h"

G_BEGIN_DECLS

/* Further parts of the target "solver". Each solves by itself and complains to @judge, whose
 * problem is there and has λ > 0. */

/* The solver over all patterns, which are searched, beside the optimum over the listed ones, and
 * what it says of its gap beside the largest ||v_b|| of them all. */
void solver_search (Judge *judge);
/* Searches for the largest ||v_b||, from the beginning, by halves and from one residual to the
 * next, beside the largest over all patterns. */
void solver_pricing (Judge *judge);
/* The limit λ → 0 beside optima at tiny λ. */
void solver_limit (Judge *judge);
/* The path between its points beside the optimum there. */
void solver_between (Judge *judge);
/* The complex, counted anew from the vertices of the referee. */
void solver_complex (Judge *judge);
/* Networks with the fit of one that is optimal and of one that is not. */
void solver_equal_fit (Judge *judge);
/* Training, and the walk down from where it ends. */
void solver_descent (Judge *judge);

/* A random network of @m neurons, in the units of the data; NULL with a complaint. */
RscNetwork *solver_make_start (Judge *judge, gsize m);

G_END_DECLS
