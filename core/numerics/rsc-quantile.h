/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The quantile of rank 0 <= @q <= 1 of @n >= 1 values: the linear interpolation between the order
 * statistics around q (n - 1), as NumPy's default. @values: sorted in place.
 * O(n log n). */
double rsc_quantile_find (gsize n, double *values, double q);

G_END_DECLS
