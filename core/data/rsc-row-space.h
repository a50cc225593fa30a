/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RscRowSpace:
 *
 * The space that the rows of a matrix X (n × d) span, in an orthonormal basis Q (d × r, r its
 * rank). A weight of a neuron outside it changes no product with a row and only costs norm, so an
 * optimal w is Q v with
 * ||w|| = ||v||, and X w = (X Q) v. Immutable, reference-counted.
 */
typedef struct _RscRowSpace RscRowSpace;

/* @x: n × d, row-major, finite. Householder's triangle, and that of it with exchanges; a row counts
 * where what is left of it is above rounding. NULL when cancelled. O(n² d). */
RscRowSpace *rsc_row_space_new (gsize n, gsize d, const double *x, GCancellable *cancellable);
RscRowSpace *rsc_row_space_ref (RscRowSpace *self);
void rsc_row_space_unref (RscRowSpace *self);

gsize rsc_row_space_get_d (const RscRowSpace *self);
gsize rsc_row_space_get_rank (const RscRowSpace *self);

/* @v = Qᵀ @w: coordinates (r) of the part of @w (d) that lies in the space. O(d r). */
void rsc_row_space_enter (const RscRowSpace *self, const double *w, double *v);

/* The same of @n rows: @v (n × r) = @x (n × d) Q. Of equal rows to the last digit. FALSE when
 * cancelled. O(n d r). */
gboolean rsc_row_space_enter_rows (const RscRowSpace *self,
                                   gsize n,
                                   const double *x,
                                   double *v,
                                   GCancellable *cancellable);

/* @w = Q @v. O(d r). */
void rsc_row_space_leave (const RscRowSpace *self, const double *v, double *w);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscRowSpace, rsc_row_space_unref)

G_END_DECLS
