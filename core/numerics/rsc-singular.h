/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Right singular vectors of @a (n × m row-major): @v (m × m row-major, rows are the vectors) and
 * the numerical rank; the last m - rank rows span the null space. @s: the min(n, m) singular values
 * in decreasing order, or NULL. O(n m min(n, m)). FALSE when LAPACK fails. */
gboolean rsc_singular_find (gsize n, gsize m, const double *a, double *v, double *s, gsize *rank);

G_END_DECLS
