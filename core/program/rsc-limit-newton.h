/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-solution.h"

G_BEGIN_DECLS

/* @solution (ReLU) moved by Newton's method to where, on the faces F_k of its neurons,
 *   Σ Z_k w_k = @target (n),  P_Fk (Z_k^T ν) = w_k / ||w_k||,
 * the conditions of least norm. @dual: n, ν where it is known about, then where it came to. A
 * proximal term of either, which falls as the fit comes nearer, decides where neurons are
 * dependent. Neurons whose norm would fall below 0 are left out; none is taken in, and no face is
 * left for a larger one. It ends where the fit is exact: ν may be rough. Each step is one system of
 * n + m equations, O((n + m)³). NULL without an error where this leads nowhere. Errors:
 * cancelled. */
RscSolution *rsc_limit_newton (RscSolution *solution,
                               const double *target,
                               double *dual,
                               GCancellable *cancellable,
                               GError **error);

G_END_DECLS
