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
 * of an abort. Between rsc_lp_new() and rsc_lp_free() a process-wide lock is held, so at most one
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

/* The point of fewest non-zeros among those with at most @limit of them, by an integer program with
 * x_i <= upper_i z_i, z binary. *@found: one was found, in @x. *@proved: the search was finished,
 * so @x has the fewest, or without one none exists. Stops after @max_nodes branches. After this
 * call the object answers no further questions. Errors: as above. */
gboolean rsc_lp_find_sparsest (RscLp *self,
                               const double *upper,
                               gsize limit,
                               gsize max_nodes,
                               double *x,
                               gboolean *found,
                               gboolean *proved,
                               GCancellable *cancellable,
                               GError **error);

void rsc_lp_free (RscLp *self);

/* The same lock for calls of GLPK elsewhere and for cddlib, which has process-wide state. */
void rsc_lp_lock (void);
void rsc_lp_unlock (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscLp, rsc_lp_free)

G_END_DECLS
