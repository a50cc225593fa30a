/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Arithmetic of 113 bits (34 digits) for the referee: nothing of the product's is used. */
#ifdef __clang__
typedef __float128 Quad;
#else
__extension__ typedef _Float128 Quad;
#endif

Quad quad_sqrt (Quad a); /* 0 for a <= 0 */
Quad quad_abs (Quad a);
Quad quad_dot (gsize n, const Quad *a, const Quad *b);
Quad quad_norm (gsize n, const Quad *a);

/* Columns that are made orthonormal one by one. rank columns of n values; column k of the given
 * ones that were taken is Σ_{j <= k} r[k][j] q_j. */
typedef struct
{
  gsize n;
  gsize rank;
  gsize capacity;
  Quad *q; /* capacity × n */
  Quad *r; /* capacity × capacity, row k: the coefficients of column k */
} QuadBasis;

void quad_basis_init (QuadBasis *self, gsize n, gsize capacity);
void quad_basis_clear (QuadBasis *self);
/* What of @a lies outside of the span, relative to ||a||: orthogonalised twice. */
Quad quad_basis_distance (const QuadBasis *self, const Quad *a);
/* Adds @a if its distance is above @tolerance; returns the distance. */
Quad quad_basis_add (QuadBasis *self, const Quad *a, Quad tolerance);
/* The coefficients of the columns whose combination is the projection of @b on the span. */
void quad_basis_solve (const QuadBasis *self, const Quad *b, Quad *coefficients);
/* R^-T of a vector and R^-1 of one, in place: rank values. */
void quad_basis_solve_transposed (const QuadBasis *self, Quad *b);
void quad_basis_solve_upper (const QuadBasis *self, Quad *b);

/* a x = b by elimination with full pivoting; @a (n × n) and @b are overwritten, @b by x. FALSE
 * where a pivot is below @tolerance times the first. */
gboolean quad_solve (gsize n, Quad *a, Quad *b, Quad tolerance);

G_END_DECLS
