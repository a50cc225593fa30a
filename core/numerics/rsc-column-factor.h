/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RscColumnFactor:
 *
 * An updated factorisation C = Q R of independent columns, each of length about 1: Q (n × r) with
 * orthonormal columns, R (r × r) upper triangular. It reveals the rank of a list of columns that
 * are offered one after the other: a column within RSC_TOLERANCE_RANK of the span of those before
 * it is refused, and its coordinates in them are told. Columns come and go at O(n r + r²) each.
 */
typedef struct _RscColumnFactor RscColumnFactor;

RscColumnFactor *rsc_column_factor_new (gsize n);
void rsc_column_factor_free (RscColumnFactor *self);

gsize rsc_column_factor_get_n_columns (const RscColumnFactor *self); /* r */
gsize rsc_column_factor_get_id (const RscColumnFactor *self, gsize k);
/* Position of the column @id, or -1. O(r). */
gssize rsc_column_factor_find (const RscColumnFactor *self, gsize id);

/* Takes @column (n values) as the last one if it is independent of the others. If not, FALSE, and
 * @z (r values, or NULL) has the coordinates Σ z_k column_k = @column. */
gboolean rsc_column_factor_offer (RscColumnFactor *self, gsize id, const double *column, double *z);

/* Takes out the column at position @k; the others keep their order. Plane rotations. */
void rsc_column_factor_remove (RscColumnFactor *self, gsize k);

/* Least squares: @z (r values) minimises ||Σ z_k column_k - rhs||; @residual (n values, or NULL)
 * receives rhs - Σ z_k column_k; may be @rhs. Two rounds of orthogonalisation, so the residual is
 * orthogonal to working precision. */
void rsc_column_factor_solve (const RscColumnFactor *self,
                              const double *rhs,
                              double *z,
                              double *residual);

/* Coordinates Q^T v, r values. */
void rsc_column_factor_rotate (const RscColumnFactor *self, const double *v, double *coordinates);

/* Keeps R^{-1} up to date from now on through removals (until a column is taken). O(r³) once, then
 * O(r²) each. */
void rsc_column_factor_invert (RscColumnFactor *self);

/* With the inverse: diagonal of (C^T C)^{-1} (r values), and its column @k (r values). The squared
 * distance of column k from the span of the others is 1/diagonal[k]. O(r²). */
void rsc_column_factor_get_inverse_diagonal (const RscColumnFactor *self, double *diagonal);
void rsc_column_factor_get_inverse_column (const RscColumnFactor *self, gsize k, double *column);

/* Singular values of R, which are those of C, falling: r values; @last (r values, or NULL): the
 * right singular vector of the smallest. O(r³). FALSE when LAPACK could not finish. */
gboolean
rsc_column_factor_get_singular (const RscColumnFactor *self, double *singular, double *last);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscColumnFactor, rsc_column_factor_free)

G_END_DECLS
