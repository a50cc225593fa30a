/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/numerics/rsc-nnqp.h"

G_BEGIN_DECLS

/**
 * RscQuadratic:
 * @n: length of a column
 * @n_free: unknowns without a sign, which come first
 * @total: unknowns in all
 * @columns: @total × @n, one column after the other
 * @y: @n
 * @lambda: the price of each unknown that is not free
 * @weights: @total, of the terms 1/2 weight_i (x_i - target_i)²
 * @targets: @total
 *
 * The quadratic program of a step on identified faces:
 *   min 1/2 ||y - Σ x_i column_i||² + λ Σ_{i >= n_free} x_i + 1/2 Σ weight_i (x_i - target_i)²
 *   s.t. x_i >= 0 for i >= n_free.
 */
typedef struct
{
  gsize n;
  gsize n_free;
  gsize total;
  const double *columns;
  const double *y;
  double lambda;
  const double *weights;
  const double *targets;
} RscQuadratic;

/* Iterative refinement of the solution @x (total values, in place) that @nnqp found, with the
 * residual taken from the columns and not from their products: the digits that the Gram matrix
 * squared away come back. @correction: total values, scratch; @image: n values, scratch. O(n total)
 * per pass. */
void rsc_polish_unknowns (RscNnqp *nnqp,
                          const RscQuadratic *program,
                          double *x,
                          double *correction,
                          double *image);

/* The multipliers @nu = y - Σ x_i column_i (n values) of the solved program. Where λ is tiny so is
 * ν, and what is left of that difference is rounding. So ν is then corrected in its own units until
 * it meets column_i^T ν = λ (+ curvature) on the passive unknowns: the unknowns would change in
 * digits that they do not have, and what changes is kept apart from them in @shift (total values).
 * @correction: total values, scratch. O(n total) per pass. */
void rsc_polish_dual (RscNnqp *nnqp,
                      const RscQuadratic *program,
                      const double *x,
                      double *correction,
                      double *shift,
                      double *nu);

G_END_DECLS
