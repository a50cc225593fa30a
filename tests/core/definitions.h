/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/numerics/rsc-error.h"
#include "core/program/rsc-solver.h"

G_BEGIN_DECLS

/* A training problem in plain numbers, and its solution, checked against the definition of the
 * program alone. */

/* A training problem in plain numbers. @n_patterns: 0 for all. */
typedef struct
{
  gsize n;
  gsize d;
  const double *x;
  const double *y;
  gboolean bias;
  gboolean gated;
  gsize n_patterns;
} Data;

/* The problem of the data. */
RscProblem *problem_of (const Data *data);

/* Largest magnitude of @v (n), inner product and length. */
double largest (gsize n, const double *v);
double dot (gsize n, const double *a, const double *b);
double norm (gsize n, const double *v);

/* Solves and checks the solution against the definition of the program. */
RscSolution *solve_problem (RscProblem *problem, double lambda, double tolerance);

/* λ_max of the data. */
double lambda_max_of (const Data *data);

/* @value is @expected to within @tolerance. */
void check_near (double value, double expected, double tolerance);

/* @fit is @factor times the fit of @solution, to @tolerance of its largest value. */
void check_fit (RscSolution *solution, gsize n, const double *fit, double factor, double tolerance);

G_END_DECLS
