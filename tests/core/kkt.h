/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-problem.h"

G_BEGIN_DECLS

/**
 * Kkt:
 * @cone: largest violation of (2D - I) X w >= 0, relative to ||x_i|| ||w_b||
 * @stationarity: largest || P_{K_b}(Z_b^T r) - λ w_b / ||w_b|| || / λ over the blocks given
 * @excess: largest (||P_{K_b}(Z_b^T r)|| - λ) / λ over the blocks looked at
 * @objective: 1/2 ||Σ Z_b w_b - y||² + λ Σ ||w_b||
 *
 * The optimality conditions of the convex program, computed from the definitions alone: nothing of
 * the solver's arithmetic is used, and the projections are of another kind.
 */
typedef struct
{
  double cone;
  double stationarity;
  double excess;
  double objective;
} Kkt;

/* Looks at every @stride-th pattern and at the blocks given. */
void kkt_check (const RscProblem *problem,
                double lambda,
                gsize n_blocks,
                const gsize *blocks,
                const double *w,
                gsize stride,
                Kkt *kkt);

/* P_K(z) by trying every set of active rows (d <= 3), or by Hildreth's row-by-row method. Returns
 * its norm. */
double
kkt_project (gsize n, gsize d, const double *x, const guint64 *pattern, const double *z, double *v);

G_END_DECLS
