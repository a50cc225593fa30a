/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Points well inside the cell {g : a_i^T g > 0} of the m rows a_i of @signed_normals (m × r,
 * row-major, unit rows). Both write r values to @g; FALSE when rounding stops them. */

/* The point with margin 1 that is nearest to the origin: min ||g||² s.t. a_i^T g >= 1, by
 * non-negative least squares on its dual (Lawson and Hanson's least distance programming). */
gboolean rsc_inside_least_distance (gsize m, gsize r, const double *signed_normals, double *g);

/* The point with the largest margin in the unit box, by the simplex method. */
gboolean rsc_inside_largest_margin (gsize m, gsize r, const double *signed_normals, double *g);

/* The same in rational arithmetic for rows of any length in any units, for cells narrower than
 * tolerances:
 * @signed_rows are overwritten, each row and each column times a power of two. */
gboolean rsc_inside_narrow (gsize m, gsize r, double *signed_rows, double *g);

G_END_DECLS
