/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RscCone:
 *
 * Scratch space for Euclidean projections on the cones K_j = {w : (2 D_j - I) X w >= 0} of one
 * design matrix; one per thread. Does not own X.
 */
typedef struct _RscCone RscCone;

RscCone *rsc_cone_new (gsize n, gsize d, const double *x);
void rsc_cone_free (RscCone *self);

/* v = P_{K}(z), by an active-set method on the dual (NNLS of dimension d):
 * v = z + X^T (2D - I) ρ with ρ >= 0 and complementarity. @pattern: bit set of n rows. @z, @v: d
 * (may be the same array). @active_rows: NULL or room for d indices of the rows with ρ_i > 0
 * (linearly independent); their number in *@n_active. Warm start: on input *@n_active rows of a
 * guess (0 for none). Returns ||v||. Accurate to a few ulp times the condition of the active rows.
 */
double rsc_cone_project (RscCone *self,
                         const guint64 *pattern,
                         const double *z,
                         double *v,
                         guint32 *active_rows,
                         gsize *n_active);

/* The same, but may stop early: once the norm is known to be below @threshold it returns an upper
 * bound of it that is below @threshold too, and @v and @active_rows say nothing. (Every step of the
 * active-set method has ρ >= 0, and for any such ρ ||z + X^T (2D - I) ρ|| >= ||P_K(z)||.) */
double rsc_cone_project_above (RscCone *self,
                               const guint64 *pattern,
                               const double *z,
                               double threshold,
                               double *v,
                               guint32 *active_rows,
                               gsize *n_active);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscCone, rsc_cone_free)

G_END_DECLS
