/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Writes a point (d values) of a compact convex set, an extreme one, that is farthest along -@x: it
 * minimises p·x over the set. */
typedef void (*RscMinNormOracle) (const double *x, double *p, gpointer user_data);

/* The point of least norm of the set that @oracle knows, into @x (@d values): Wolfe, "Finding the
 * nearest point in a polytope", 1976. A combination of at most d + 1 extreme points is kept, and
 * each step solves a least-squares problem of theirs by QR, so that the squares of nothing are
 * formed. Returns ||x||, which is never below the least norm, since @x is in the set, and above it
 * by no more than rounding where the set is a polytope. O(d³) a step, as a rule some d steps. */
double rsc_min_norm_find (gsize d, RscMinNormOracle oracle, gpointer user_data, double *x);

G_END_DECLS
