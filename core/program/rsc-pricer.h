/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-cone.h"
#include "core/program/rsc-problem.h"

G_BEGIN_DECLS

/**
 * RscPricer:
 *
 * Z_b^T r of every block of a problem, and their projections v_b on the cones. Works on X and y
 * scaled by powers of two to magnitudes near 1: no bit of the data changes, and no square
 * overflows. With x = 2^x_exponent x', y = 2^y_exponent y' the scaled problem has λ' = λ
 * 2^-(x_exponent + y_exponent) and w' = w 2^(x_exponent - y_exponent). For use by one thread; holds
 * a reference to the problem.
 */
typedef struct _RscPricer RscPricer;

RscPricer *rsc_pricer_new (RscProblem *problem);
void rsc_pricer_free (RscPricer *self);

RscProblem *rsc_pricer_get_problem (const RscPricer *self);
const double *rsc_pricer_get_x (const RscPricer *self); /* n × d, row-major, scaled */
const double *rsc_pricer_get_y (const RscPricer *self); /* n, scaled */
int rsc_pricer_get_x_exponent (const RscPricer *self);
int rsc_pricer_get_y_exponent (const RscPricer *self);

/* Computes X^T D_j r for all patterns: O(d) per row that changes along the arrangement's walk, or
 * O(n d / 2) per pattern without one. @r: n values in scaled units. Errors: cancelled. */
gboolean
rsc_pricer_sweep (RscPricer *self, const double *r, GCancellable *cancellable, GError **error);

/* From now on sweeps go over every @stride-th pattern only, from the first: for first steps of a
 * problem so large that all are looked at for the last ones only. 1, as at first: all. Without
 * effect where there is a walk, which needs them all. */
void rsc_pricer_set_stride (RscPricer *self, gsize stride);

/* X^T D_j r of the last sweep (d values). */
const double *rsc_pricer_get_correlation (const RscPricer *self, gsize pattern);

/* v_b = P_{K_b} (Z_b^T r) of the last sweep; returns ||v_b||, or, when that is below @threshold, an
 * upper bound of it below @threshold. Rows as in rsc_cone_project(); none for gated blocks. */
double rsc_pricer_project (RscPricer *self,
                           gsize block,
                           double threshold,
                           double *v,
                           guint32 *rows,
                           gsize *n_rows);

/* v_b = P_{K_b} (Z_b^T r) of any @r (n values in scaled units): for few blocks of an r that is not
 * worth a sweep. O(n d) where it is not that of the last one. */
double rsc_pricer_project_of (RscPricer *self,
                              const double *r,
                              gsize block,
                              double *v,
                              guint32 *rows,
                              gsize *n_rows);

/* The same for someone who asks again and again while r moves: remembers of each block where it was
 * last projected and the active rows there. ||P_K(z)|| <= t ||P_K(z0)|| + ||z - t z0|| for every
 * t >= 0, for a projection on a cone does not expand: where that is below @threshold, it is
 * returned at once and @v and the rows say nothing. *@rows: owned by the pricer. */
double rsc_pricer_project_again (RscPricer *self,
                                 gsize block,
                                 double threshold,
                                 double *v,
                                 const guint32 **rows,
                                 gsize *n_rows);

/**
 * RscProjection:
 * @block: which
 * @threshold: as above
 * @norm: ||v_b||, or an upper bound of it below @threshold
 * @n_rows: active rows
 *
 * A projection that is asked for together with others.
 */
typedef struct
{
  gsize block;
  double threshold;
  double norm;
  gsize n_rows;
} RscProjection;

/* The same for @n different blocks, in several threads where that is worth it, to the same last
 * digit for any number of them. @v, @rows: n × d. Errors: cancelled. */
gboolean rsc_pricer_project_all (RscPricer *self,
                                 gsize n,
                                 RscProjection *projections,
                                 double *v,
                                 guint32 *rows,
                                 GCancellable *cancellable,
                                 GError **error);

/* That upper bound alone; ||Z_b^T r|| for a block that was not projected yet. */
double rsc_pricer_get_bound (const RscPricer *self, gsize block);

/* The same for all blocks that are looked at (see rsc_pricer_set_stride(); of gated ones only those
 * of sign +1): @bounds, room for all, at the place of each. O(d) for each. */
void rsc_pricer_list_bounds (const RscPricer *self, double *bounds);

/* @image = Z_b u, n values, in scaled units. O(n d). */
void rsc_pricer_apply (const RscPricer *self, gsize block, const double *u, double *image);

/* P_{K_b} (z) in place. */
void rsc_pricer_project_point (RscPricer *self, gsize block, double *z);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscPricer, rsc_pricer_free)

G_END_DECLS
