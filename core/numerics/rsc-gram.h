/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Below this order own loops do it: OpenBLAS would wake its threads for matrices that are done
 * sooner than a thread wakes up. */
#define RSC_GRAM_SMALL 192

/* gram = C^T C, both triangles, for the m columns of length n in @columns (one after the other).
 * @gram: m × m. Cost n m². FALSE when
 * cancelled. */
gboolean
rsc_gram_compute (gsize n, gsize m, const double *columns, double *gram, GCancellable *cancellable);

/* a^T b with two sums at a time. */
double rsc_gram_dot (gsize n, const double *a, const double *b);

/* The same; vectors of few entries, where a call costs more than the sum, in line. */
static inline double
rsc_gram_dot_short (gsize n, const double *a, const double *b)
{
  double sum = 0.0;

  if (n > 8)
    return rsc_gram_dot (n, a, b);
  for (gsize k = 0; k < n; k++)
    sum += a[k] * b[k];
  return sum;
}

G_END_DECLS
