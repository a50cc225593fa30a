/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/numerics/rsc-error.h"
#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RscLp:
 *
 * Linear programs min cost^T x over {x >= 0 : A x = rhs} with one feasible set and many costs: each
 * starts from the basis of the one before. GLPK underneath; a GLPK failure becomes an error instead
 * of an abort, and what does not end under one pivoting rule is given up after a number of
 * iterations that grows with the size, then tried under others, and small programs in exact
 * arithmetic. Between rsc_lp_new() and rsc_lp_free() a process-wide lock is held, so at most one
 * is alive at a time and it must stay in its thread.
 */
typedef struct _RscLp RscLp;

/* @a: n_rows × n_columns row-major, best with orthonormal rows; @rhs: n_rows. Copied. Never NULL.
 */
RscLp *rsc_lp_new (gsize n_rows, gsize n_columns, const double *a, const double *rhs);

/* @cost: n_columns; *@minimum and @x (n_columns) may be NULL. @x is a vertex, its negative rounding
 * set to 0. Errors: RSC_ERROR_NUMERICAL (no optimum found), cancelled. */
gboolean rsc_lp_minimise (RscLp *self,
                          const double *cost,
                          double *minimum,
                          double *x,
                          GCancellable *cancellable,
                          GError **error);

/* After rsc_lp_minimise() found no optimum: whether that is since the cost falls without an end.
 * FALSE where the set is empty, or nothing was decided. */
gboolean rsc_lp_is_unbounded (const RscLp *self);

/* The duals of the equations (n_rows) at the last minimum: by how much it changes with each right
 * side.
 */
void rsc_lp_get_duals (const RscLp *self, double *duals);

void rsc_lp_free (RscLp *self);

/* The same lock for calls of GLPK elsewhere and for cddlib, which has process-wide state. */
void rsc_lp_lock (void);
void rsc_lp_unlock (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscLp, rsc_lp_free)

G_END_DECLS
