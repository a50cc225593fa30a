/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RscExactRows:
 *
 * The rows of a matrix as integers, each row and each column times a power of two, for decisions
 * that rounding must not make. A row is made when it is first asked for. For use by one thread.
 */
typedef struct _RscExactRows RscExactRows;

/* Borrows @x (n × d, row-major, finite). O(n d) when the first row is asked for. */
RscExactRows *rsc_exact_rows_new (gsize n, gsize d, const double *x);
void rsc_exact_rows_free (RscExactRows *self);
gsize rsc_exact_rows_get_d (const RscExactRows *self);

/* Whether the row's values were given exactly: all of them have so few significant bits (integers,
 * short dyadic fractions) that nothing was rounded when they were read. Of other rows, such as
 * those of decimal fractions, it makes no sense to ask whether they meet exactly: rounding moved
 * them. */
gboolean rsc_exact_rows_is_given (RscExactRows *self, gsize row);

/**
 * RscExactBasis:
 *
 * Some independent rows in echelon form, which grows and shrinks at its end: fraction-free
 * elimination with positive factors, so that signs are kept.
 */
typedef struct _RscExactBasis RscExactBasis;

/* Borrows @rows. */
RscExactBasis *rsc_exact_basis_new (RscExactRows *rows);
void rsc_exact_basis_free (RscExactBasis *self);

/* Makes it a basis of the first @n_chosen rows of @chosen that are independent of those before;
 * what it shares with the last call is kept. */
void rsc_exact_basis_set (RscExactBasis *self, gsize n_chosen, const guint32 *chosen);

/* Adds @row unless it depends on the basis. */
gboolean rsc_exact_basis_add (RscExactBasis *self, guint32 row);
gsize rsc_exact_basis_get_rank (const RscExactBasis *self);

/* The part of @row outside the span of the basis, up to a positive factor and to a multiple of the
 * basis rows: the sign of its coordinate @coordinate (< d), 0 when that is 0. Where the basis is a
 * hyperplane in the space of all rows that are asked for, one coordinate that is not 0 tells the
 * side of each.
 * *@first: its first coordinate that is not 0, or d when the row lies in the span; may be NULL.
 * O(rank d) integer products. */
int rsc_exact_basis_get_side (RscExactBasis *self, guint32 row, gsize coordinate, gsize *first);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscExactRows, rsc_exact_rows_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscExactBasis, rsc_exact_basis_free)

G_END_DECLS
