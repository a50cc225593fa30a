/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Factors A, n × n and column-major, with row exchanges: in place, the exchanges into @pivots (n).
 * FALSE where A is singular in doubles. O(n³). Few unknowns are done in line: a call of LAPACK
 * costs more than all of their arithmetic. */
gboolean rsc_linear_factor (gsize n, double *a, int *pivots);

/* A x = b for @n_sides right-hand sides with what the factorisation left. @b: n_sides columns of n,
 * overwritten by x. O(n² n_sides). */
void rsc_linear_substitute (gsize n, gsize n_sides, const double *a, const int *pivots, double *b);

/* Both. @pivots: n, scratch. */
gboolean rsc_linear_solve (gsize n, gsize n_sides, double *a, double *b, int *pivots);

G_END_DECLS
